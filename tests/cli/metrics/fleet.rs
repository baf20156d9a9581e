//! `metrics -f`: the differences of a fleet file as figures.

use super::value;
use crate::fleet::{Folder, seeded};
use crate::support::platform::in_json;
use crate::support::{POOL, Transcript, pool};

const FLEET: &str = "version = 1

[scope]
projects = ['acme-*']

[[pool]]
project = 'acme-api'
class = 'large'
min = 0
max = 8

[[pool]]
project = 'acme-web'
class = 'regular'
max = 3
";

fn counts(shown: &Transcript, file: &str) -> [Option<String>; 2] {
    ["differences", "pending"].map(|name| {
        let series = format!("ona_fleet_{name}{{file=\"{file}\"}}");
        value(&shown.stdout, &series).map(str::to_owned)
    })
}

#[test]
fn differences_are_those_of_drift() {
    let folder = seeded(FLEET);
    let drift = folder.run("drift -f @fleet.toml --jq [.differences,.pending]|map(length)|.[]");
    assert_eq!(drift.stdout, "3\n0\n", "{drift}");
    let shown = folder.run("metrics -f @fleet.toml");
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{shown}");
    assert_eq!(counts(&shown, "fleet.toml"), [Some("3".to_owned()), Some("0".to_owned())]);
    let without = folder.run("metrics");
    assert!(!without.stdout.contains("ona_fleet_"), "{without}");
}

#[test]
fn the_pools_of_the_sweep_are_compared_unless_they_are_not_all() {
    let fleet = "version = 1\n[[pool]]\nproject = 'acme-api'\nclass = 'large'\nmin = 1\nmax = 5\n";
    let folder = Folder::with_pools(fleet, &[pool(POOL, 1, 5)]);
    super::serve(&folder.world);
    let lists = |line: &str| {
        let before = folder.world.server.methods().len();
        let shown = folder.run(line);
        assert_eq!(counts(&shown, "fleet.toml"), [Some("0".to_owned()), Some("0".to_owned())]);
        let methods = folder.world.server.methods().split_off(before);
        methods.iter().filter(|method| *method == "ListWarmPools").count()
    };
    assert_eq!(lists("metrics -f @fleet.toml"), 1);
    assert_eq!(lists("metrics -f @fleet.toml --project acme-api"), 2);
}

#[test]
fn a_file_that_cannot_be_compared_is_an_error() {
    let folder = seeded("version = 1\n[[pool]]\nproject = 'acme-api'\nclass = 'huge'\nmax = 3\n");
    let shown = folder.run("metrics -f @fleet.toml");
    assert_eq!((shown.code, shown.stdout.as_str()), (6, ""), "{shown}");
    assert!(shown.stderr.starts_with("error: fleet.toml:4:9: "), "{shown}");
    folder.write("version = ");
    let shown = folder.run("metrics -f @fleet.toml");
    assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{shown}");
}

#[test]
fn files_are_named_as_they_were_typed() {
    let folder = seeded(FLEET);
    let home = folder.world.home.path().display().to_string();
    let shown = folder.world.run(&format!("metrics -f {home}/./fleet.toml"));
    let file = in_json(&format!("{home}/./fleet.toml"));
    assert_eq!(counts(&shown, &file)[0].as_deref(), Some("3"), "{shown}");
    let shown = folder.world.run(&format!("metrics -f {home}"));
    assert_eq!(counts(&shown, &in_json(&home))[0].as_deref(), Some("3"), "{shown}");
    let shown = folder.world.with_stdin(FLEET).run("metrics -f -");
    assert_eq!(counts(&shown, "standard input")[0].as_deref(), Some("3"), "{shown}");
}
