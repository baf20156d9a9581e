//! Files of another kind than expected.

use super::{FLEET, Folder, seeded};
use crate::support::World;
use crate::support::platform::without_folder;

/// The error of a command line that sends nothing.
fn usage_error(folder: &Folder, line: &str) -> String {
    let shown = folder.run(line);
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    shown.stderr
}

#[test]
fn a_saved_plan_is_recognized_in_place_of_a_fleet_file() {
    let folder = seeded(FLEET);
    folder.run("plan -f @fleet.toml --out @plan.json -q");
    let error =
        "error: plan.json is a saved plan, not a fleet file\nhint: prebuildctl apply plan.json\n";
    for command in ["plan", "drift", "apply --yes", "fleet check"] {
        assert_eq!(usage_error(&folder, &format!("{command} -f @plan.json")), error);
    }
}

#[test]
fn a_fleet_file_is_recognized_in_place_of_a_plan() {
    let folder = Folder::new(World::new([]), FLEET);
    let error = "error: fleet.toml is a fleet file, not a saved plan\nhint: prebuildctl apply -f fleet.toml\n";
    assert_eq!(usage_error(&folder, "apply @fleet.toml --yes"), error);
    std::fs::create_dir(folder.world.home.path().join("pools")).unwrap();
    let error = "error: pools is a folder, not a saved plan\nhint: prebuildctl apply -f pools\n";
    assert_eq!(usage_error(&folder, "apply @pools --yes"), error);
    assert!(folder.world.server.calls().is_empty());
}

#[test]
fn json_is_recognized_in_place_of_a_fleet_file() {
    for json in ["{\"pools\": []}", "{ broken", "\u{feff}  {}", "[1, 2]", "\"x\""] {
        let folder = Folder::new(World::new([]), json);
        let error = "error: fleet.toml is JSON, not a fleet file\n  a fleet file is TOML\n";
        assert_eq!(usage_error(&folder, "plan -f @fleet.toml"), error, "{json}");
    }
    let world = World::new([]).with_stdin("{\"formatVersion\":1}");
    let shown = world.run("fleet check -f -");
    assert_eq!(shown.stderr, "error: standard input is a saved plan, not a fleet file\n");
}

#[test]
fn an_unquoted_string_is_told_to_need_quotes() {
    let fleet = "version = 1\n[[pool]]\nproject = acme-api\nclass = 'large'\n";
    let folder = Folder::new(World::new([]), fleet);
    let error = usage_error(&folder, "plan -f @fleet.toml");
    assert_eq!(error, "error: fleet.toml:3:11: a string needs quotes: \"...\"\n");
    folder.write("version = 1\n[scope]\nprojects = [acme-*, beta]\n");
    let error = usage_error(&folder, "fleet check -f @fleet.toml");
    assert!(error.contains("fleet.toml:3:13: a string needs quotes: \"...\"\n"), "{error}");
}

#[test]
fn at_most_ten_errors_are_listed_and_the_others_counted() {
    let fleet = |count| format!("version = 1\n{}", "[[pool]]\nproject = 'a'\n".repeat(count));
    let folder = Folder::new(World::new([]), &fleet(10));
    let count = |error: &str| error.lines().filter(|line| line.starts_with("error: fleet")).count();
    let error = usage_error(&folder, "fleet check -f @fleet.toml");
    assert_eq!((count(&error), error.lines().count()), (10, 10));
    for (pools, rest) in [(11, "1 more error"), (30, "20 more errors")] {
        folder.write(&fleet(pools));
        let error = usage_error(&folder, "fleet check -f @fleet.toml");
        assert_eq!(count(&error), 10);
        assert_eq!(error.lines().last(), Some(format!("error: {rest}").as_str()));
    }
}

#[test]
fn a_plan_is_printed_instead_of_saved_and_never_replaces_its_file() {
    let folder = seeded(FLEET);
    // Plans of one instant are the same text.
    let plan = "plan -f @fleet.toml --at 2026-11-30T12:00:00Z -q";
    let saved = folder.run(&format!("{plan} --out @plan.json"));
    assert_eq!(saved.code, 0, "{saved}");
    let printed = folder.run(&format!("{plan} --out -"));
    let saved = without_folder(&folder.read("plan.json"), folder.world.home.path());
    assert_eq!(printed.stdout, saved);
    assert_eq!((printed.stderr.as_str(), printed.code), ("", 0));
    let error = usage_error(&folder, "plan -f @fleet.toml --out @fleet.toml");
    assert_eq!(
        error,
        "error: --out fleet.toml is the fleet file\nhint: prebuildctl plan --out plan.json\n"
    );
    assert_eq!(folder.read("fleet.toml"), FLEET);
}
