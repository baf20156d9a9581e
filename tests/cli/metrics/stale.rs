//! Figures that grow old, and a token that changes.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use super::listen::Listening;
use super::{service_lines, value, world};
use crate::support::{World, error};

fn failed_sweeps(text: &str) -> u32 {
    let series = "prebuildctl_requests_total{method=\"ListWarmPools\",code=\"unavailable\"}";
    value(text, series).map_or(0, |count| count.parse().unwrap())
}

#[test]
fn old_figures_are_served_for_two_failed_sweeps() {
    let world = world();
    let listening = Listening::new(&world, "--every 1s");
    let first = listening.get().body;
    let success =
        |text: &str| value(text, "prebuildctl_last_success_timestamp_seconds").unwrap().to_owned();
    world.server.always("ListWarmPools", error(503, "unavailable", "down"));
    for sweep in 1..=2 {
        let text = listening.wait_until(|text| failed_sweeps(text) >= sweep);
        assert_eq!(service_lines(&text).is_empty(), failed_sweeps(&text) >= 3, "{text}");
        assert_eq!(value(&text, "prebuildctl_up"), Some("0"), "{text}");
    }
    let text = listening.wait_until(|text| failed_sweeps(text) >= 3);
    assert!(service_lines(&text).is_empty(), "{text}");
    super::serve(&world);
    let text = listening.wait_until(|text| value(text, "prebuildctl_up") == Some("1"));
    assert!(!service_lines(&text).is_empty());
    assert!(success(&text) > success(&first));
    listening.stop();
}

/// The tokens of the calls so far.
fn tokens(world: &World) -> Vec<String> {
    let calls = world.server.calls();
    calls.iter().map(|call| call.header("authorization").unwrap().to_owned()).collect()
}

fn write(world: &World, token: &str) -> String {
    let file = world.home.path().join("token");
    fs::write(&file, token).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
    file.display().to_string()
}

#[test]
fn another_token_in_the_file_is_used_from_the_next_sweep_on() {
    let world = world();
    let file = write(&world, "ona_first_0123456789");
    let listening = Listening::new(&world, &format!("--every 1s --token-file {file}"));
    listening.get();
    write(&world, "ona_second_0123456789");
    let second = "Bearer ona_second_0123456789".to_owned();
    while !tokens(&world).contains(&second) {
        world.server.wait_for_calls(world.server.calls().len() + 1);
    }
    let found = tokens(&world);
    let first = found.iter().position(|token| *token == second).unwrap();
    assert!(found[..first].iter().all(|token| token == "Bearer ona_first_0123456789"));
    assert!(found[first..].iter().all(|token| *token == second));
    // Each type of event has a stream of its own, which this service does not know.
    while world.server.streams().len() < 6 {
        listening.get();
    }
    let streams = world.server.streams();
    let with_second = streams.iter().filter(|call| call.header("authorization") == Some(&*second));
    assert_eq!((with_second.count(), streams.len()), (3, 6));
    assert_eq!(listening.stop(), "");
}

#[test]
fn an_expired_token_of_a_program_is_replaced_within_the_sweep() {
    let world = world();
    let home = world.home.path().to_owned();
    let (program, token) = (home.join("token.sh"), home.join("current"));
    fs::write(&token, "ona_first_0123456789").unwrap();
    let script = format!("#!/bin/sh\necho >> {0}/runs\nexec cat {0}/current\n", home.display());
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, Permissions::from_mode(0o700)).unwrap();
    let config = home.join("config.toml");
    let url = world.server.url();
    let toml = format!(
        "[profiles.default]\nhost = \"{url}\"\ntoken-command = [\"{}\"]\n",
        program.display()
    );
    fs::write(&config, toml).unwrap();
    fs::set_permissions(&config, Permissions::from_mode(0o600)).unwrap();
    let runs = || fs::read_to_string(home.join("runs")).unwrap().lines().count();
    let mut command = crate::process::binary::prebuildctl(&world.server, "");
    command.env_remove("ONA_TOKEN").env_remove("ONA_HOST").env("PATH", "/usr/bin:/bin");
    command.env("PREBUILDCTL_CONFIG", &config);
    let listening = Listening::with_command(command, "--every 1s");
    listening.wait_until(|text| {
        let series = "prebuildctl_requests_total{method=\"ListWarmPools\",code=\"ok\"}";
        value(text, series).is_some_and(|count| count.parse::<u32>().unwrap() >= 3)
    });
    assert_eq!(runs(), 1, "it runs once while its token is valid");
    fs::write(&token, "ona_second_0123456789").unwrap();
    world.server.always("ListRunners", error(401, "unauthenticated", "expired"));
    while !tokens(&world).contains(&"Bearer ona_second_0123456789".to_owned()) {
        world.server.wait_for_calls(world.server.calls().len() + 1);
    }
    world.server.set_names();
    listening.wait_until(|text| value(text, "prebuildctl_up") == Some("1"));
    listening.stop();
}
