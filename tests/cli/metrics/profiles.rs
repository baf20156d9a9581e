//! `--all-profiles`: the services of several organizations.

use super::{completed, value};
use crate::all_profiles::{OTHER, profiles, refused};
use crate::support::home::config_file;
use crate::support::{POOL, Response, Server, TOKEN, World, page, pool};

/// The profiles `one`, with acme-api/large, and `two`, which answers so.
fn world(two: Response) -> (World, Server) {
    let (world, other) = profiles([], []);
    world.server.always("ListWarmPools", page(&[pool(POOL, 1, 5)], ""));
    other.always("ListWarmPools", two);
    for server in [&world.server, &other] {
        server.always("ListPrebuilds", completed());
    }
    (world, other)
}

/// The value of a series of the pool.
fn max_of<'a>(text: &'a str, profile: &str) -> Option<&'a str> {
    let labels = format!("project=\"acme-api\",class=\"large\",profile=\"{profile}\"");
    value(text, &format!("ona_warm_pool_max_instances{{{labels}}}"))
}

fn up<'a>(text: &'a str, profile: &str) -> Option<&'a str> {
    value(text, &format!("prebuildctl_up{{profile=\"{profile}\"}}"))
}

fn has_success(text: &str, profile: &str) -> bool {
    text.contains(&format!(
        "\nprebuildctl_last_success_timestamp_seconds{{profile=\"{profile}\"}} "
    ))
}

#[test]
fn each_series_of_a_service_has_its_profile() {
    let (world, other) = world(page(&[pool(POOL, 1, 7)], ""));
    let text = world.ok("metrics --all-profiles");
    assert_eq!((max_of(&text, "one"), max_of(&text, "two")), (Some("5"), Some("7")));
    assert_eq!((up(&text, "one"), up(&text, "two")), (Some("1"), Some("1")));
    assert!(has_success(&text, "one") && has_success(&text, "two"), "{text}");
    assert!(!text.contains("sandbox"), "the embedded API has no series: {text}");
    let lists = "prebuildctl_requests_total{method=\"ListWarmPools\",code=\"ok\"}";
    assert_eq!(value(&text, lists), Some("2"), "of both services together");
    assert!(text.lines().any(|line| line.starts_with("prebuildctl_build_info{version=")));
    let of_service = text.lines().filter(|line| line.starts_with("ona_"));
    assert!(of_service.clone().all(|line| line.contains("profile=\"")), "{text}");
    for (server, token) in [(&world.server, TOKEN), (&other, OTHER)] {
        let bearer = format!("Bearer {token}");
        let calls = server.calls();
        assert!(calls.iter().all(|call| call.header("authorization") == Some(&bearer)));
        assert!(calls.iter().any(|call| call.method() == "ListPrebuilds"));
    }
}

#[test]
fn a_profile_that_fails_is_down_and_hides_no_other() {
    let (world, _other) = world(refused());
    let config = config_file(world.home.path());
    let stderr = format!(
        "error: profile two: cannot read the warm pools\n  the server says: token has expired\n  \
         using the token from profile two ({}:12)\n\
         hint: prebuildctl --profile two auth login\n",
        config.display()
    );
    let shown = world.run("metrics --all-profiles");
    assert_eq!((&shown.stderr, shown.code), (&stderr, 4));
    let check = |text: &str, up_one: &str, up_two: &str| {
        assert_eq!((max_of(text, "one"), max_of(text, "two")), (Some("5"), None), "{text}");
        assert!(has_success(text, "one") && !has_success(text, "two"), "{text}");
        assert!(text.contains(up_one) && text.contains(up_two), "{text}");
    };
    check(
        &shown.stdout,
        "\nprebuildctl_up{profile=\"one\"} 1\n",
        "\nprebuildctl_up{profile=\"two\"} 0\n",
    );

    let file = world.home.path().join("pools.prom");
    let shown = world.run(&format!("metrics --all-profiles --textfile {}", file.display()));
    assert_eq!((shown.stdout.as_str(), &shown.stderr, shown.code), ("", &stderr, 4));
    let text = std::fs::read_to_string(file).unwrap().replace(",textfile=\"pools.prom\"", "");
    check(&text, "\nprebuildctl_up{profile=\"one\"} 1\n", "\nprebuildctl_up{profile=\"two\"} 0\n");
}

#[test]
fn what_chooses_one_service_is_refused_before_any_request() {
    let (world, other) = world(page(&[], ""));
    for (line, flag) in [
        ("metrics --all-profiles --host https://ona.example.com", "--host"),
        ("metrics --all-profiles --local", "--local"),
        ("metrics --all-profiles --profile one", "--profile"),
        ("metrics --all-profiles -f fleet.toml", "--file"),
        ("metrics --all-profiles --rules", "--rules"),
    ] {
        let shown = world.run(line);
        assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{line}: {shown}");
        assert!(shown.stderr.contains(flag), "{line}: {shown}");
        assert!(shown.stderr.contains("--all-profiles"), "{line}: {shown}");
    }
    assert!(world.server.calls().is_empty() && other.calls().is_empty());
}

#[cfg(unix)] // signals
mod served {
    use std::process::Command;

    use super::*;
    use crate::metrics::listen::Listening;
    use crate::process::binary::{end, kill, start};
    use crate::support::{home, read_until};

    /// The binary with the profiles of this home.
    fn with_profiles(world: &World, line: &str) -> Command {
        let mut command = home::prebuildctl(world.home.path());
        command.env("__PREBUILDCTL_TEST_BACKOFF_MS", "1").args(line.split_whitespace());
        command
    }

    #[test]
    fn every_profile_is_swept_and_watched() {
        let (world, other) = world(page(&[pool(POOL, 1, 7)], ""));
        let command = with_profiles(&world, "");
        let listening = Listening::with_command(command, "--all-profiles --every 1s");
        let stream = |profile| format!("prebuildctl_event_stream_up{{profile=\"{profile}\"}}");
        listening.wait_until(|text| {
            ["one", "two"].into_iter().all(|profile| value(text, &stream(profile)) == Some("0"))
                && !other.streams().is_empty()
        });
        let (one, two) = (world.server.streams(), other.streams());
        assert!(!one.is_empty() && !two.is_empty());
        other.always("ListWarmPools", refused());
        let text = listening.wait_until(|text| max_of(text, "two").is_none());
        assert_eq!((max_of(&text, "one"), up(&text, "two")), (Some("5"), Some("0")));
        other.always("ListWarmPools", page(&[pool(POOL, 1, 9)], ""));
        listening.wait_until(|text| max_of(text, "two") == Some("9"));
        let stderr = listening.stop();
        assert!(stderr.contains("error: profile two: cannot read the warm pools\n"), "{stderr}");
        assert!(!stderr.contains("profile one"), "{stderr}");
    }

    #[test]
    fn a_textfile_shows_which_profile_is_down() {
        let (world, other) = world(refused());
        let file = world.home.path().join("pools.prom");
        let line =
            format!("metrics --all-profiles --retries 0 --every 1s --textfile {}", file.display());
        let mut child = start(with_profiles(&world, &line));
        let text = read_until(child.stderr.as_mut().unwrap(), "--profile two auth login\n");
        assert!(text.contains("\nerror: profile two: cannot read the warm pools\n"), "{text}");
        other.always("ListWarmPools", page(&[pool(POOL, 1, 9)], ""));
        let text = read_until(child.stderr.as_mut().unwrap(), "up to date\n");
        assert_eq!(text, "recovered: profile two: the metrics are up to date\n");
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!((max_of(&text, "one"), max_of(&text, "two")), (Some("5"), Some("9")));
        kill(&child, "TERM");
        assert_eq!(end(child), (Some(143), String::new()));
    }

    #[test]
    fn a_profile_without_a_token_is_down_from_the_start() {
        let (world, other) = world(page(&[pool(POOL, 1, 7)], ""));
        let config = config_file(world.home.path());
        let text = std::fs::read_to_string(&config).unwrap();
        std::fs::write(&config, text.replace(&format!("token = \"{OTHER}\"\n"), "")).unwrap();
        let file = world.home.path().join("pools.prom");
        let line = format!("metrics --all-profiles --every 1s --textfile {}", file.display());
        let mut child = start(with_profiles(&world, &line));
        let text = read_until(child.stderr.as_mut().unwrap(), "until stopped\n");
        assert!(text.starts_with("error: profile two: "), "{text}");
        while !file.exists() {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(max_of(&text, "one"), Some("5"));
        assert!(
            text.contains("prebuildctl_up{profile=\"two\",textfile=\"pools.prom\"} 0\n"),
            "{text}"
        );
        assert!(other.calls().is_empty());
        kill(&child, "TERM");
        assert_eq!(end(child), (Some(143), String::new()));
    }
}
