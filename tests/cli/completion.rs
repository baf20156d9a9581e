//! The candidates that shells get on TAB, and the requests that this causes.

use std::fs;
use std::path::PathBuf;

mod shells;
mod values;

use crate::support::{
    CLASS, POOL, PROJECT, Response, TOKEN, World, classes, error, home, page, pool, projects,
    runners,
};

const OTHER: &str = "c1e12f6c-4c67-429d-a4a6-000000000002";

/// The candidates for the last word of a line; stderr is always empty.
fn complete(world: &World, line: &str) -> String {
    let words: Vec<_> = ["__complete", "prebuildctl"].into_iter().chain(line.split(' ')).collect();
    let shown = world.run_words(&words);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{line}");
    shown.stdout
}

/// The only cached file.
fn cached(world: &World) -> Option<PathBuf> {
    let folder = home::cache_folder(world.home.path());
    let mut files = fs::read_dir(folder).ok()?.map(|file| file.unwrap().path());
    let file = files.next();
    assert_eq!(files.next(), None);
    file
}

fn two_projects() -> Response {
    projects(&[(PROJECT, "acme-api"), (OTHER, "my web")])
}

#[test]
fn names_follow_their_kind() {
    let world = World::new([two_projects()]);
    assert_eq!(complete(&world, "wp list --project "), "PROJECT\nacme-api\nmy web\n");

    let two = classes(&[(CLASS, "large", "r1"), (OTHER, "large", "r2"), (PROJECT, "small", "r1")]);
    let world = World::new([two, runners(&[("r1", "aws-eu"), ("r2", "gcp-us")])]);
    let names = "CLASS\nlarge@aws-eu\nlarge@gcp-us\nsmall\n";
    assert_eq!(complete(&world, "wp create --project x --class=l"), names);

    let world = World::new([page(&[pool(POOL, 1, 5)], "")]).with_names();
    assert_eq!(complete(&world, "wp delete one --yes "), "POOL\nacme-api/large\n");

    let all = [(CLASS, "gcp-us"), (OTHER, "two"), (PROJECT, "two"), (POOL, "id:x")];
    let mut words = ["gcp-us", OTHER, PROJECT, "name:id:x"];
    words.sort_unstable();
    let completed = complete(&World::new([runners(&all)]), "runner get ");
    assert_eq!(completed, format!("RUNNER\n{}\n", words.join("\n")));
}

#[test]
fn names_that_would_be_misread_complete_to_the_id() {
    let odd = [(PROJECT, r"a\nprebuildctl auth logout"), (OTHER, "--yes"), (POOL, r"a\u001b[2J")];
    let world = World::new([projects(&odd)]);
    let mut words = [PROJECT, "name:--yes", POOL];
    words.sort_unstable();
    assert_eq!(complete(&world, "project get "), format!("PROJECT\n{}\n", words.join("\n")));

    let twice = projects(&[(PROJECT, "two"), (OTHER, "two"), (POOL, " blank ")]);
    let mut ids = [PROJECT, OTHER, POOL];
    ids.sort_unstable();
    let completed = complete(&World::new([twice]), "project get ");
    assert_eq!(completed, format!("PROJECT\n{}\n", ids.join("\n")));
    let token = format!("my-{TOKEN}");
    let named = World::new([projects(&[(PROJECT, &token), (OTHER, "id:x")])]);
    let completed = complete(&named, "project get ");
    assert_eq!(completed, format!("PROJECT\n{PROJECT}\nname:id:x\n"));
}

#[test]
fn a_second_completion_uses_the_cache() {
    let world = World::new([two_projects()]);
    let first = complete(&world, "project get ");
    assert_eq!(complete(&world, "wp explain --project acme"), first);
    assert_eq!(world.server.methods(), ["ListProjects"]);

    let file = cached(&world).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    assert!(!text.contains(TOKEN) && !file.to_str().unwrap().contains(TOKEN), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&file) & 0o777, 0o600);
        assert_eq!(mode(file.parent().unwrap()) & 0o777, 0o700);
    }
}

#[test]
fn an_expired_or_damaged_cache_or_another_token_causes_a_request() {
    let spoil: [fn(&str) -> String; 4] = [
        |text| text.replace(r#""fetched_at":1"#, r#""fetched_at":"#),
        |text| text.replace(r#""fetched_at":1"#, r#""fetched_at":9"#),
        |text| text[..text.len() / 2].to_owned(),
        |_| "[]".to_owned(),
    ];
    for spoil in spoil {
        let world = World::new([projects(&[(PROJECT, "old")]), projects(&[(PROJECT, "new")])]);
        assert_eq!(complete(&world, "project get "), "PROJECT\nold\n");
        let file = cached(&world).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, spoil(&text)).unwrap();
        assert_eq!(complete(&world, "project get "), "PROJECT\nnew\n");
        assert_eq!(complete(&world, "project get "), "PROJECT\nnew\n");
    }
    let world = World::new([projects(&[(PROJECT, "mine")]), projects(&[(PROJECT, "theirs")])]);
    assert_eq!(complete(&world, "project get "), "PROJECT\nmine\n");
    let world = world.with("ONA_TOKEN", "ona_test_of_somebody_else");
    assert_eq!(complete(&world, "project get "), "PROJECT\ntheirs\n");
}

#[cfg(unix)] // file modes
#[test]
fn a_cache_that_others_can_write_is_ignored() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::new([two_projects(), two_projects()]);
    complete(&world, "project get ");
    fs::set_permissions(cached(&world).unwrap(), fs::Permissions::from_mode(0o666)).unwrap();
    complete(&world, "project get ");
    assert_eq!(world.server.methods().len(), 2);
}

#[test]
fn a_failed_request_is_not_retried_and_prints_nothing() {
    for answer in [
        Response::Hangup,
        error(503, "unavailable", "later"),
        error(401, "unauthenticated", "no"),
        Response::json(200, "<html>"),
    ] {
        let world = World::new([answer]);
        assert_eq!(complete(&world, "project get "), "PROJECT\n");
        assert_eq!(world.server.calls().len(), 1);
        assert_eq!(cached(&world), None);
    }
    let world = World::new([]).with("ONA_HOST", "http://127.0.0.1:9");
    assert_eq!(complete(&world, "--retries 5 project get "), "PROJECT\n");
    let world = World::new([]).with_config("not toml at all");
    assert_eq!(complete(&world, "project get "), "PROJECT\n");
}

#[test]
fn a_service_that_does_not_respond_times_out() {
    let world = World::new([Response::Silence]);
    let start = std::time::Instant::now();
    assert_eq!(complete(&world, "project get --request-timeout 60s "), "PROJECT\n");
    assert!(start.elapsed() < std::time::Duration::from_secs(20));
}

#[test]
fn completion_never_prompts_for_a_token() {
    let world = World::signed_out([]);
    assert_eq!(complete(&world, "project get "), "PROJECT\n");
    let world = World::new([]).with_stdin(TOKEN);
    assert_eq!(complete(&world, "--token-stdin project get "), "PROJECT\n");

    let world = World::signed_out([]);
    let ran = world.home.path().join("ran");
    let config = format!(
        "[profiles.default]\nhost = \"{}\"\ntoken-command = [\"touch\", \"{}\"]\n",
        world.server.url(),
        ran.display()
    );
    assert_eq!(complete(&world.with_config(&config), "project get "), "PROJECT\n");
    assert!(!ran.exists());
}

#[test]
fn no_token_is_sent_to_a_host_on_the_unfinished_line() {
    let world = World::new([]);
    let line = format!("--host {} project get ", world.server.url());
    assert_eq!(complete(&world.without("ONA_HOST"), &line), "PROJECT\n");
}

#[test]
fn where_no_name_is_expected_nothing_is_printed_or_requested() {
    let world = World::new([]);
    for line in ["", "wp", "wp ", "wp list --", "wp create --min ", "wp list --jq ", "nonsense x"] {
        assert_eq!(complete(&world, line), "", "{line:?}");
    }
    assert_eq!(world.run("__complete").to_string(), "[exit 0]\n");
}

#[test]
fn profiles_and_keys_need_no_request() {
    let world = World::new([])
        .with_config("[profiles.work]\nproject = \"acme-api\"\n[profiles.play]\nproject = \"x\"\n");
    assert_eq!(complete(&world, "wp list --profile w"), "NAME\nplay\nwork\n");
    let keys = complete(&world, "config set ");
    assert!(keys.starts_with("KEY\ncurrent-profile\nproject\noutput\n"), "{keys}");
    assert!(keys.contains("\nhost\ntoken\ntoken-file\ntoken-command\ncolumns."), "{keys}");
}

#[test]
fn the_names_of_the_embedded_api_are_not_cached() {
    let world = World::signed_out([]);
    assert_eq!(complete(&world, "--local wp get "), "POOL\nacme-api/regular\n");
    assert_eq!(
        complete(&world, "wp create --local --class "),
        "CLASS\ngpu\nlarge\nregular\nsmall\n"
    );
    assert_eq!(cached(&world), None);
}
