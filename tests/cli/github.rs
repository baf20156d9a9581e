//! What a step of GitHub Actions gets: outputs and a summary.

use std::fs;

use crate::support::platform::no_such_folder;
use crate::support::{
    CLASS, POOL, PROJECT, Response, World, error, one, page, phase, pool, prebuilds,
};

/// Sets the variables of a step.
fn in_step(world: World) -> World {
    let home = world.home.path().to_owned();
    let file = |name: &str| home.join(name).to_str().unwrap().to_owned();
    world.with("GITHUB_OUTPUT", &file("output")).with("GITHUB_STEP_SUMMARY", &file("summary"))
}

fn file(world: &World, name: &str) -> String {
    fs::read_to_string(world.home.path().join(name)).unwrap_or_default()
}

#[test]
fn a_pool_becomes_outputs_and_a_table() {
    for flags in ["--github", "--github -o json", "--github --jq .id", "--github -o id"] {
        let world = in_step(World::new([one(POOL, 1, 5)]).with_names());
        fs::write(world.home.path().join("output"), "from=before\n").unwrap();
        let shown = world.run(&format!("wp get {POOL} {flags}"));
        assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{flags}: {shown}");
        let outputs = format!(
            "from=before\naddress<<END\nacme-api/large\nEND\nphase<<END\nready\nEND\nrunning<<END\n1\nEND\nid<<END\n{POOL}\nEND\n"
        );
        assert_eq!(file(&world, "output"), outputs, "{flags}");
        let summary = file(&world, "summary");
        let row = "\n| acme-api/large | ready | 1 | 1 | 4 | 1 | 5 | ";
        assert!(summary.starts_with("\n| ADDRESS | PHASE | RUNNING | DESIRED "), "{summary}");
        assert!(summary.contains(row), "{flags}: {summary}");
    }
}

#[test]
fn a_change_that_is_waited_for_is_reported_once_with_its_last_state() {
    let create = format!("wp create --project {PROJECT} --class {CLASS} --max 5 --github --wait");
    let pending = || [phase(POOL, "PENDING", 0), prebuilds(&["RUNNING"])];
    for (last, limits, phase, code) in [
        (one(POOL, 1, 5), "--poll-interval 1ms", "ready", 0),
        (phase(POOL, "PENDING", 0), "--timeout 200ms --poll-interval 1h", "pending", 8),
    ] {
        for format in ["", "-o json"] {
            let answers = pending().into_iter().chain([last.clone()]);
            let world = in_step(World::new(answers));
            let shown = world.run(&format!("{create} {limits} {format}"));
            assert_eq!(shown.code, code, "{shown}");
            let outputs = file(&world, "output");
            assert!(outputs.contains(&format!("phase<<END\n{phase}\nEND\n")), "{outputs}");
            assert_eq!(outputs.matches("id<<END\n").count(), 1, "{outputs}");
            assert_eq!(file(&world, "summary").matches("ADDRESS").count(), 1);
        }
    }
}

#[test]
fn a_list_becomes_a_table() {
    let world = in_step(World::new([page(&[pool(POOL, 1, 5)], "")]).with_names());
    let world = world.with("PREBUILDCTL_GITHUB", "1");
    assert_eq!(world.ok("wp list -o id"), format!("{POOL}\n"));
    assert_eq!(file(&world, "output"), "");
    assert!(
        file(&world, "summary").contains("\n| acme-api/large | ready |"),
        "names are looked up"
    );
}

#[test]
fn nothing_is_written_unless_requested_or_outside_of_a_step() {
    let world = in_step(World::new([one(POOL, 1, 5)]));
    world.ok(&format!("wp get {POOL} -o id"));
    assert_eq!((file(&world, "output"), file(&world, "summary")), (String::new(), String::new()));
    let world = World::new([one(POOL, 1, 5)]).with_names();
    assert_eq!(world.ok(&format!("wp get {POOL} -o id --github")), format!("{POOL}\n"));
}

#[test]
fn names_cannot_set_outputs_or_be_markup() {
    let hostile = pool(POOL, 1, 5).replace("WARM_POOL_PHASE_READY", r"x\nEND\nid<<END\n<b>|");
    let world = in_step(World::new([page(&[hostile], "")]).with_names());
    let shown = world.run("wp get acme-api/large --github -o id");
    assert_eq!(shown.to_string(), format!("{POOL}\n[exit 0]\n"));
    let outputs = file(&world, "output");
    assert!(outputs.contains("\nphase<<END\nx\nend\nid<<end\n<b>|\nEND\nrunning<<"), "{outputs}");
    assert_eq!(file(&world, "summary").lines().filter(|line| !line.is_empty()).count(), 3);
}

#[test]
fn a_file_that_cannot_be_written_is_found_before_anything_is_sent() {
    let world = World::new([]).with_names().with("GITHUB_OUTPUT", "/nowhere/output");
    let shown = world.run("wp create --project acme-api --class large --max 5 --github -o id");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    let reason = no_such_folder();
    let error = format!("error: cannot write /nowhere/output (set by GITHUB_OUTPUT)\n  {reason}");
    assert!(shown.stderr.starts_with(&error), "{shown}");
    assert!(world.server.calls().is_empty());
}

#[test]
fn a_failed_command_is_annotated_and_summarized() {
    let world = in_step(World::new([error(403, "permission_denied", "50% of *it*")]));
    let shown = world.run("wp list --github");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 5), "{shown}");
    let annotation = "::error::cannot list the warm pools\nerror: cannot list the warm pools\n";
    assert!(shown.stderr.starts_with(annotation), "{shown}");
    let summary = file(&world, "summary");
    assert!(summary.starts_with("\n- error: cannot list the warm pools\n- "), "{summary}");
    assert!(summary.contains(r"50% of \*it\*"), "{summary}");
}

#[test]
fn an_explanation_is_summarized() {
    let world = World::local();
    let summary = world.home.path().join("summary");
    let world = world.with("GITHUB_STEP_SUMMARY", summary.to_str().unwrap());
    let shown = world.run("wp explain acme-api/small --github");
    assert_eq!(shown.code, 7, "{shown}");
    let summary = fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("\n- ok "), "{summary}");
    assert!(summary.contains("\n- no "), "{summary}");
}

#[test]
fn a_command_without_changes_says_so() {
    let world = World::local();
    world.ok("wp list");
    let fleet = world.home.path().join("fleet.toml");
    fs::write(&fleet, world.ok("export")).unwrap();
    let summary = world.home.path().join("summary");
    let world = world.with("GITHUB_STEP_SUMMARY", summary.to_str().unwrap());
    let shown = world.run(&format!("plan -f {} --github", fleet.display()));
    assert_eq!(shown.code, 0, "{shown}");
    assert_eq!(fs::read_to_string(summary).unwrap(), "\nNo changes\n\n");
}

#[test]
fn a_summary_stays_below_the_limit_with_what_it_held_before() {
    let world = in_step(World::new([page(&[pool(POOL, 1, 5)], "")]).with_names());
    let before = "x".repeat(1024 * 1024 - 100);
    fs::write(world.home.path().join("summary"), &before).unwrap();
    world.ok("wp list --github -o id");
    assert!(file(&world, "summary").len() <= 1024 * 1024);
}

/// Tables show `canceled`; the words of step outputs never change.
#[test]
fn the_phase_of_a_prebuild_keeps_the_spelling_of_the_service() {
    let prebuild = format!(
        r#"{{"prebuild":{{"id":"{POOL}","status":{{"phase":"PREBUILD_PHASE_CANCELLED"}}}}}}"#
    );
    let world = in_step(World::new([Response::json(200, &prebuild)]));
    let shown = world.ok(&format!("prebuild get {POOL} --github -o tsv --columns phase"));
    assert_eq!(shown, "PHASE\ncanceled\n");
    assert!(file(&world, "output").contains("phase<<END\ncancelled\nEND\n"), "{shown}");
}
