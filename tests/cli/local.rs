//! The tool on its embedded API: whole lives of pools with no account.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use prebuildctl::emulator::{self, Emulator, Options};

use crate::support::World;
use crate::support::seed::{ACME_API, ACME_LEGACY, LARGE, REGULAR, SMALL};

mod explain;
mod wait;
mod watch;

/// Stops simulated time, so that only `advance` moves it.
fn stopped() -> World {
    let world = World::local();
    world.ok("wp list");
    emulator(&world);
    world
}

/// The embedded API of a home, its time stopped.
fn emulator(world: &World) -> Emulator {
    at_speed(world, 0.0)
}

/// Lets simulated time run so fast that nobody waits long.
pub fn hurry(world: &World) {
    at_speed(world, 1_200.0);
}

fn at_speed(world: &World, speed: f64) -> Emulator {
    let data_file = world.home.path().join(".local/share/prebuildctl/local.db");
    fs::create_dir_all(data_file.parent().unwrap()).unwrap();
    emulator::open(Options { data_file, speed: Some(speed), token: None }).unwrap()
}

#[test]
fn a_fresh_home_has_the_seed_and_its_pool() {
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
fn a_pool_from_its_creation_to_its_end() {
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

    assert_eq!(world.ok(&format!("wp delete {id} --yes")), format!("deleted {id}\n"));
    assert_eq!(world.ok(&format!("{list} --phase deleting")).split(' ').next(), Some("deleting"));
    world.ok("local advance 1h");
    assert_eq!(world.run(&format!("wp get {id}")).code, 6);
}

#[test]
fn what_the_service_refuses_is_refused_here_with_its_reasons() {
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
fn time_can_be_moved_and_the_data_begun_afresh() {
    let world = stopped();
    let status = |line: &str| -> serde_json::Value {
        serde_json::from_str(&world.ok(&format!("{line} -o json"))).unwrap()
    };
    let before = status("local status");
    assert_eq!(before["token"], "local");
    assert_eq!(before["counts"]["warmPools"], 1);
    assert!(before["dataFile"].as_str().unwrap().ends_with("prebuildctl/local.db"));
    let after = status("local advance 1h30m");
    assert!(after["now"].as_str() > before["now"].as_str());
    world.ok(&format!("wp create --project {ACME_API} --class {LARGE}"));
    assert_eq!(status("local status")["counts"]["warmPools"], 2);
    assert_eq!(status("local reset")["counts"]["warmPools"], 1);
}

#[test]
fn a_seed_of_ones_own() {
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
    assert_eq!(shown.code, 1);
    assert!(shown.stderr.contains("seed.toml"), "{shown}");
}

#[test]
fn the_file_is_where_it_is_told_to_be() {
    let world = World::local();
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
fn no_token_of_a_real_service_goes_to_it() {
    // The environment's token is not even looked at; the run checks that it is not shown.
    let world = World::new([]).without("ONA_HOST").with("PREBUILDCTL_LOCAL", "1");
    assert!(world.ok("auth status").contains("the token is from PREBUILDCTL_LOCAL"));
    let shown = world.run("auth login");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: the embedded API needs no signing in
  try it: prebuildctl --local warm-pool list
[exit 2]
"
    );
}

#[test]
fn a_profile_can_stand_for_it_and_a_host_goes_not_with_it() {
    let world = World::signed_out([])
        .without("ONA_HOST")
        .configured("current-profile = \"sandbox\"\n[profiles.sandbox]\nhost = \"local\"\n");
    assert_eq!(world.ok("wp list --jq length"), "1\n");
    assert_eq!(world.run("wp list --local --host https://ona.example").code, 2);
}

/// The binary on a data file of its own.
fn process(file: &std::path::Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prebuildctl"));
    command.env_clear().args(["--local", "--local-data", file.to_str().unwrap()]);
    command.args(line.split_whitespace()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn two_hundred_processes_at_once_make_one_pool() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("local.db");
    let create = format!("wp create --project {ACME_API} --class {LARGE} -o id");
    let started: Vec<_> = (0..200)
        .map(|number| if number % 2 == 0 { create.as_str() } else { "wp list -o jsonl" })
        .map(|line| (line == create, process(&file, line).spawn().unwrap()))
        .collect();
    let (mut made, mut refused) = (Vec::new(), 0);
    for (is_create, child) in started {
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        match (is_create, output.status.code()) {
            (true, Some(0)) => made.push(output.stdout),
            (true, Some(7)) => refused += 1,
            (false, Some(0)) => {}
            (_, code) => panic!("{code:?}: {stderr}"),
        }
    }
    assert_eq!((made.len(), refused), (1, 99));
    let list = process(&file, &format!("wp list --class {LARGE} -o id")).output().unwrap();
    assert_eq!(list.stdout, made[0]);
}

#[test]
fn a_process_that_is_killed_has_lost_nothing_it_answered() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("local.db");
    for round in 0..30_u64 {
        let max = 2 + round % 10;
        let line = format!("wp update {ACME_API}/{REGULAR} --min 1 --max {max} -o jsonl");
        let mut child = process(&file, &line).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round));
        drop(child.kill());
        let answered = child.wait_with_output().unwrap().stdout;
        let now = process(&file, "wp list -o jsonl --jq .[].spec.maxSize").output().unwrap();
        assert_eq!(now.status.code(), Some(0), "{}", String::from_utf8_lossy(&now.stderr));
        if answered.ends_with(b"\n") {
            assert_eq!(String::from_utf8(now.stdout).unwrap(), format!("{max}\n"));
        }
    }
}
