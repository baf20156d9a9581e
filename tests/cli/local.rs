//! The commands with the embedded API.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use prebuildctl::emulator::{self, Emulator, Options};

use crate::support::seed::{ACME_API, ACME_LEGACY, LARGE, REGULAR, SMALL};
use crate::support::{World, home, sample};

mod compare;
mod data_file;
mod explain;
mod fault;
mod record;
mod serve;
mod status_line;
mod wait;
mod watch;

/// With simulated time stopped, so that only `advance` changes it.
pub fn stopped() -> World {
    let world = World::local();
    world.ok("wp list");
    emulator(&world);
    world
}

/// The embedded API of a home, with its time stopped.
fn emulator(world: &World) -> Emulator {
    at_speed(world, 0.0)
}

/// Runs simulated time so fast that no wait takes long.
pub fn hurry(world: &World) {
    at_speed(world, 1_200.0);
}

fn at_speed(world: &World, speed: f64) -> Emulator {
    let data_file = home::data_file(world.home.path());
    emulator::open(Options { data_file, speed: Some(speed), token: None }).unwrap()
}

#[test]
fn a_new_home_has_the_sample_data_and_demand() {
    let world = World::new_local();
    assert_eq!(world.ok("wp list -o name"), "acme-api/regular\n");
    let filter = ".counts.environments>400,.counts.projects";
    assert_eq!(world.ok(&format!("local status --jq {filter}")), "true\n3\n");
}

#[test]
fn the_sample_data_has_a_pool() {
    let world = World::local();
    assert_eq!(
        world.ok("wp list"),
        format!(
            "ADDRESS           PHASE  RUNNING  DESIRED  STOPPED  MIN  MAX  AGE
acme-api/regular  ready        1        1        2    1    3  41d
"
        )
    );
}

#[test]
fn a_pool_is_created_updated_and_deleted() {
    let world = stopped();
    let shown =
        world.ok(&format!("wp create --project {ACME_API} --class {LARGE} --min 1 --max 5"));
    let id = shown.split_whitespace().nth(2).unwrap().to_owned();
    assert_eq!(shown, format!("created {ACME_API}/{LARGE}  {id}  size 1..5\n"));
    let columns = "--columns phase,running,stopped,min,max,age --no-headers";
    let list = format!("wp list --class {LARGE} {columns}");
    assert_eq!(world.ok(&list), "pending  0  0  1  5  0s\n");
    world.ok("local advance 10m");
    assert_eq!(world.ok(&list), "ready  1  4  1  5  10m\n");

    let update = format!("wp update {ACME_API}/{LARGE} --max 2");
    assert_eq!(world.ok(&update), format!("updated {ACME_API}/{LARGE}  {id}  size 1..2\n"));
    assert_eq!(world.ok(&update), format!("unchanged {ACME_API}/{LARGE}  {id}  size 1..2\n"));

    assert_eq!(world.ok(&format!("wp delete {id} --yes")), format!("deleting {id}\n"));
    assert_eq!(world.ok(&format!("{list} --phase deleting")).split(' ').next(), Some("deleting"));
    world.ok("local advance 1h");
    assert_eq!(world.run(&format!("wp get {id}")).code, 6);
}

#[test]
fn a_rejected_create_has_the_reasons() {
    let world = World::local();
    let shown = world.run(&format!("wp create --project {ACME_API} --class {SMALL}"));
    assert_eq!(shown.code, 7, "{shown}");
    assert_eq!(
        world.run("wp create --project acme-api --class small --min 1 --max 5").to_string(),
        "------- stderr -------
error: cannot create a warm pool for acme-api/small
  prebuilds are enabled, but only for these classes: regular, large
hint: prebuildctl warm-pool explain acme-api/small
[exit 7]
"
    );
    let shown = world.run(&format!("wp create --project {ACME_LEGACY} --class {SMALL}"));
    assert_eq!(shown.code, 7, "{shown}");
    let shown = world.run(&format!("wp create --project {ACME_API} --class {REGULAR} --max 9"));
    assert_eq!(shown.code, 7);
    assert!(shown.stderr.contains("it already exists"), "{shown}");
    let nowhere = "00000000-0000-4000-8000-000000000000";
    let shown = world.run(&format!("wp create --project {nowhere} --class {REGULAR}"));
    assert_eq!(shown.code, 6, "{shown}");
}

#[test]
fn time_can_be_advanced_and_the_data_reset() {
    let world = stopped();
    let status = |line: &str| -> serde_json::Value {
        serde_json::from_str(&world.ok(&format!("{line} -o json"))).unwrap()
    };
    let before = status("local status");
    assert_eq!(before["token"], "local");
    assert_eq!(before["counts"]["warmPools"], 1);
    assert_eq!(before["dataFile"].as_str(), home::data_file(world.home.path()).to_str());
    let after = status("local advance 1h30m");
    assert!(after["now"].as_str() > before["now"].as_str());
    world.ok(&format!("wp create --project {ACME_API} --class {LARGE}"));
    assert_eq!(status("local status")["counts"]["warmPools"], 2);
    assert_eq!(status("local reset")["counts"]["warmPools"], 1);
}

#[test]
fn a_custom_seed() {
    let world = World::local();
    let seed = world.home.path().join("seed.toml");
    fs::write(
        &seed,
        "organization = { name = \"Solo\", tier = \"core\" }\nuser = { name = \"a\", email = \"a@b\" }\n",
    )
    .unwrap();
    world.ok(&format!("local reset --seed {}", seed.display()));
    assert_eq!(world.ok("wp list -o json"), "[]\n");

    fs::write(&seed, "organisation = 1\n").unwrap();
    let shown = world.run(&format!("local reset --seed {}", seed.display()));
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("seed.toml"), "{shown}");
}

#[test]
fn the_flag_chooses_the_data_file() {
    let world = World::new_local();
    let file = world.home.path().join("deep/er/own.db");
    world.ok(&format!("wp list --local-data {}", file.display()));
    assert!(file.exists());
    assert!(!world.home.path().join(".local").exists());

    fs::write(world.home.path().join("text.db"), "this is no database, only text").unwrap();
    let text = world.home.path().join("text.db");
    let shown = world.run(&format!("wp list --local-data {}", text.display()));
    assert_eq!(shown.code, 1);
    assert!(shown.stderr.contains("text.db"), "{shown}");
}

#[test]
fn no_token_of_a_real_service_is_sent_to_it() {
    // The token of the environment is not even read; the run checks that it is not shown.
    let world = World::new([]).without("ONA_HOST").with("PREBUILDCTL_LOCAL", "1");
    assert!(world.ok("auth status").contains("using the token from PREBUILDCTL_LOCAL"));
    let shown = world.run("auth login");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: the embedded API needs no sign-in
hint: prebuildctl --local warm-pool list
[exit 2]
"
    );
}

/// Its port is a random one.
#[test]
fn it_has_a_name_in_every_message() {
    let world = World::local();
    let shown = world.run("auth status -v");
    assert!(shown.stdout.starts_with("signed in to the embedded API as user "), "{shown}");
    let sent = "> GetAuthenticatedIdentity to the embedded API, ";
    assert!(shown.stderr.contains(sent), "{shown}");
    assert!(!shown.to_string().contains("127.0.0.1"), "{shown}");
    assert_eq!(world.ok("auth status --jq .host -r"), "local\n");
    let shown = world.run("api RunnerService/DeleteRunner -d {}");
    assert!(!shown.to_string().contains("127.0.0.1"), "{shown}");
}

#[test]
fn a_profile_can_choose_it_and_it_excludes_a_host() {
    let world = World::signed_out([])
        .without("ONA_HOST")
        .with_config("current-profile = \"sandbox\"\n[profiles.sandbox]\nhost = \"local\"\n");
    assert_eq!(world.ok("wp list --jq length"), "1\n");
    assert_eq!(world.run("wp list --local --host https://ona.example").code, 2);
}

/// The binary with this data file.
pub fn process(file: &std::path::Path, line: &str) -> Command {
    let mut command = home::prebuildctl(&home::no_home());
    command.args(["--local", "--local-data", file.to_str().unwrap()]);
    command.args(line.split_whitespace()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn two_hundred_concurrent_processes_create_one_pool() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("local.db");
    sample::install(&file, sample::DEFAULT_SPEED);
    let create = format!("wp create --project {ACME_API} --class {LARGE} -o id");
    let started: Vec<_> = (0..200)
        .map(|number| if number % 2 == 0 { create.as_str() } else { "wp list -o jsonl" })
        .map(|line| (line == create, process(&file, line).spawn().unwrap()))
        .collect();
    let (mut created, mut rejected) = (Vec::new(), 0);
    for (is_create, child) in started {
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        match (is_create, output.status.code()) {
            (true, Some(0)) => created.push(output.stdout),
            (true, Some(7)) => rejected += 1,
            (false, Some(0)) => {}
            (_, code) => panic!("{code:?}: {stderr}"),
        }
    }
    assert_eq!((created.len(), rejected), (1, 99));
    let list = process(&file, &format!("wp list --class {LARGE} -o id")).output().unwrap();
    assert_eq!(list.stdout, created[0]);
}

#[test]
fn a_killed_process_loses_no_change_that_it_reported() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("local.db");
    for round in 0..30_u64 {
        let max = 2 + round % 10;
        let line = format!("wp update {ACME_API}/{REGULAR} --min 1 --max {max} -o jsonl");
        let mut child = process(&file, &line).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round));
        drop(child.kill());
        let reported = child.wait_with_output().unwrap().stdout;
        let now = process(&file, "wp list -o jsonl --jq .[].spec.maxSize").output().unwrap();
        assert_eq!(now.status.code(), Some(0), "{}", String::from_utf8_lossy(&now.stderr));
        if reported.ends_with(b"\n") {
            assert_eq!(String::from_utf8(now.stdout).unwrap(), format!("{max}\n"));
        }
    }
}
