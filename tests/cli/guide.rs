//! Runs the pages of the guide: their fleet files are valid, their sessions print what they show.

use std::fs;

use jiff::ToSpan as _;
use serde_json::{Value, json};

use crate::fleet::Folder;
use crate::fleet::schedule::unit;
use crate::support::markdown::blocks_in as blocks;
use crate::support::{World, home};

fn schedules() -> String {
    fs::read_to_string("docs/guide/schedules.md").unwrap()
}

#[test]
fn the_fleet_files_of_the_schedules_are_valid() {
    let files = blocks(&schedules(), "toml");
    assert!(files.len() >= 3);
    for file in files {
        let shown = Folder::new(World::signed_out([]), &file).run("fleet check -f @fleet.toml");
        assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{file}\n{shown}");
    }
}

#[test]
fn the_sessions_of_the_schedules_print_what_they_show() {
    let page = schedules();
    let folder = Folder::new(World::signed_out([]), &blocks(&page, "toml")[0]);
    let sessions = blocks(&page, "console");
    assert!(sessions.len() >= 2);
    for session in sessions {
        for step in session.split("$ prebuildctl ").skip(1) {
            let (command, expected) = step.split_once('\n').unwrap();
            let command = command.replace('\'', "");
            let shown = folder.run(&format!("{command} -f @fleet.toml"));
            assert_eq!((shown.stdout.as_str(), shown.code), (expected, 0), "{command}: {shown}");
        }
    }
    let shown = folder.run("fleet show -f @fleet.toml --at 2026-12-22T09:00 --week");
    for picture in blocks(&page, "text") {
        assert!(shown.stdout.starts_with(&picture), "{shown}");
    }
}

#[test]
fn the_services_of_the_guide_follow_a_file() {
    let page = fs::read_to_string("docs/guide/apply-on-a-schedule.md").unwrap();
    let (_, page) = page.split_once("\n## Without a scheduler\n").unwrap();
    let block = |kind: &str| blocks(page, kind).remove(0);
    let (service, shell) = (block("text"), block("sh"));
    let (_, start) = unit(&service)[1].1[0];
    let deployment: Value = serde_saphyr::from_str(&block("yaml")).unwrap();
    assert_eq!(deployment["spec"]["replicas"], 1);
    assert_eq!(deployment["spec"]["strategy"]["type"], "Recreate");
    let pod = &deployment["spec"]["template"]["spec"];
    let command = pod["containers"][0]["command"].as_array().unwrap();
    let command: Vec<_> = command.iter().filter_map(Value::as_str).collect();
    let follow = "apply --follow --yes -f";
    for (words, program, file) in [
        (shell.trim(), "prebuildctl", "fleet.toml"),
        (start, "/usr/local/bin/prebuildctl", "/home/ada/fleet.toml"),
        (&*command.join(" "), "prebuildctl", "/etc/prebuildctl/fleet.toml"),
    ] {
        assert_eq!(words, format!("{program} {follow} {file}"));
        // The command is valid: only the file is missing here.
        let folder = Folder::new(World::signed_out([]), "");
        let shown = folder.run(&format!("{follow} /no/such/{file}"));
        assert!(shown.stderr.starts_with("error: cannot read /no/such/"), "{shown}");
    }
}

/// The sample data, with its history up to a fixed time.
fn with_history(fleet: &str) -> Folder {
    let world = World::new_local().with("TZ", "Europe/Berlin");
    let built_in = include_str!("../../src/emulator/seed/built_in.toml");
    let folder = Folder::new(world, fleet);
    let seed = folder.world.home.path().join("seed.toml");
    fs::write(seed, format!("now = \"2026-11-30T12:00:00Z\"\n{built_in}")).unwrap();
    assert_eq!(folder.run("local reset --seed @seed.toml").code, 0);
    folder
}

#[test]
fn the_advice_of_the_guide_is_that_of_the_sample_data() {
    let page = fs::read_to_string("docs/guide/sizing.md").unwrap();
    let folder = with_history(&blocks(&page, "toml")[0]);
    for session in blocks(&page, "console") {
        let (command, expected) = session.split_once('\n').unwrap();
        let shown = folder.run(command.strip_prefix("$ prebuildctl ").unwrap());
        assert_eq!((shown.stdout.as_str(), shown.code), (expected, 0), "{command}: {shown}");
    }
    let [by_hours, written] = &blocks(&page, "text")[..] else { panic!("{page}") };
    let shown = folder.run("wp advise acme-api/regular --windows");
    assert!(shown.stdout.ends_with(by_hours), "{shown}");
    for line in blocks(&page, "sh").iter().flat_map(|block| block.lines()) {
        let line = line.strip_prefix("prebuildctl ").unwrap();
        let (line, exit) = match line.split_once("-f fleet.toml --check") {
            Some(_) => ("warm-pool advise -f @fleet.toml --check", 3),
            None => (line, 0),
        };
        assert_eq!(folder.run(line).code, exit, "{line}");
    }
    let shown = folder.run("wp advise -f @fleet.toml --write");
    assert!(shown.stdout.ends_with(written), "{shown}");
}

#[test]
fn the_recorder_of_the_guide_is_a_valid_service() {
    let page = fs::read_to_string("docs/guide/recordings.md").unwrap();
    let service = blocks(&page, "ini").remove(0);
    let (_, start) = unit(&service)[1].1[0];
    let world = World::signed_out([]);
    let token = world.home.path().join("token");
    fs::write(&token, "x").unwrap();
    let start = start.replace("%d/token", token.to_str().unwrap()).replace("%S", "/no/such");
    let command = start.strip_prefix("/usr/local/bin/prebuildctl ").unwrap();
    let shell = blocks(&page, "sh").remove(0);
    let shell =
        shell.trim().strip_prefix("prebuildctl ").unwrap().replace("watch.jsonl", "/no/such/x");
    for command in [command, &shell] {
        let shown = world.run(command);
        assert!(shown.stderr.starts_with("error: cannot write /no/such/"), "{shown}");
    }
}

/// They are valid: what is missing here is a token.
#[test]
fn the_commands_of_the_metrics_are_valid() {
    let page = fs::read_to_string("docs/guide/metrics.md").unwrap();
    let service = blocks(&page, "ini").remove(0);
    let (_, start) = unit(&service)
        .into_iter()
        .flat_map(|(_, settings)| settings)
        .find(|(name, _)| *name == "ExecStart")
        .unwrap();
    let shell = blocks(&page, "sh");
    let commands = shell.iter().map(|command| command.trim()).chain([start]);
    for command in commands.collect::<Vec<_>>() {
        let (_, words) = command.split_once("prebuildctl ").unwrap();
        let words = words.replace("127.0.0.1:9464", "127.0.0.1:0");
        let words = words.replace("%d/token", "/no/such/token");
        let world = World::signed_out([]);
        let home = world.home.path().display().to_string();
        let shown = world.run(&words.replace("/var/lib/prometheus/node-exporter", &home));
        let is_without_token = shown.code == 4 || shown.stderr.contains("/no/such/token");
        assert!(is_without_token, "{command}: {shown}");
    }
}

/// The sample data at a fixed time that does not run, and a recording of its pool: the eight hours
/// before, with a start each quarter of an hour.
fn with_recording() -> Folder {
    let world = World::new_local().with("TZ", "Europe/Berlin");
    let data_file = home::data_file(world.home.path());
    let options = prebuildctl::emulator::Options { data_file, speed: Some(0.0), token: None };
    fs::create_dir_all(options.data_file.parent().unwrap()).unwrap();
    prebuildctl::emulator::open(options).unwrap();
    let built_in = include_str!("../../src/emulator/seed/built_in.toml");
    let seed = world.home.path().join("seed.toml");
    fs::write(&seed, format!("now = \"2026-11-30T12:00:00Z\"\n{built_in}")).unwrap();
    assert_eq!(world.run(&format!("local reset --seed {}", seed.display())).code, 0);
    let pool: Value = serde_json::from_str(&world.ok("wp get acme-api/regular -o json")).unwrap();
    let identity: Value = serde_json::from_str(&world.ok("auth status -o json")).unwrap();
    let begin: jiff::Timestamp = "2026-11-30T04:00:00Z".parse().unwrap();
    let mut lines = vec![json!({"formatVersion": 1, "host": "local",
        "organizationId": identity["organizationId"], "t": begin})];
    for minute in 0..=480 {
        let running = i64::from(minute % 40 > 1);
        lines.push(json!({"t": begin + minute.minutes(), "kind": "pool", "warmPoolId": pool["id"],
            "phase": "WARM_POOL_PHASE_READY", "running": running, "stopped": 2, "desired": 1,
            "min": 1, "max": 3, "statusVersion": minute.to_string(), "specVersion": "1",
            "snapshotId": pool["spec"]["snapshotId"], "missed": 0}));
    }
    for start in 0..32_i64 {
        let (verdict, seconds) = if start % 8 == 7 { ("prebuild", 41.2) } else { ("pool", 9.8) };
        lines.push(json!({"t": begin + (start * 15).minutes(), "kind": "start",
            "environmentId": format!("00000000-0000-4000-8000-{start:012}"),
            "projectId": pool["metadata"]["projectId"],
            "environmentClassId": pool["metadata"]["environmentClassId"],
            "createdAt": begin + (start * 15).minutes(), "runningAt": null,
            "startSeconds": seconds, "prebuildId": null, "runningBefore": 1,
            "verdict": verdict, "sure": "both"}));
    }
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fs::write(world.home.path().join("watch.jsonl"), text).unwrap();
    Folder::new(world, "")
}

#[test]
fn the_sessions_with_recordings_print_what_they_show() {
    let page = fs::read_to_string("docs/guide/recordings.md").unwrap();
    let folder = with_recording();
    let sessions = blocks(&page, "console");
    assert!(sessions.len() >= 3);
    for session in sessions {
        let (command, expected) = session.split_once('\n').unwrap();
        let command = command.strip_prefix("$ prebuildctl ").unwrap();
        let shown = folder.run(&command.replace(" watch.jsonl", " @watch.jsonl"));
        assert_eq!((shown.stdout.as_str(), shown.code), (expected, 0), "{command}: {shown}");
    }
    // The lines of the format are those of a recording.
    let lines = blocks(&page, "json").remove(0);
    fs::write(folder.world.home.path().join("format.jsonl"), lines).unwrap();
    let shown = folder.run("wp stats acme-api/regular --recording @format.jsonl");
    let other = "error: format.jsonl is a recording of https://app.gitpod.io/api\n";
    assert!(shown.stderr.starts_with(other), "{shown}");
}
