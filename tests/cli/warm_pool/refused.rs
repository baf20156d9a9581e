//! A create that the service refuses: the reason is looked for, once.

use super::conditions::{
    OTHER, class, classes, identity, no_prebuilds, pools, prebuilds, project, runner,
};
use crate::support::{Answer, CLASS, POOL, PROJECT, World, error, one};

fn create(rest: &str) -> String {
    format!("wp create --project {PROJECT} --class {CLASS} --max 5 {rest}")
}

fn refusal() -> Answer {
    error(400, "failed_precondition", "not now")
}

#[test]
fn a_refused_create_tells_the_reason() {
    let chain =
        [identity(), project(&[OTHER]), class(), no_prebuilds(), pools(&[]), runner(), classes()];
    let world = World::new([refusal()].into_iter().chain(chain));
    assert_eq!(
        world.run(&create("")).to_string(),
        format!(
            "------- stderr -------
error: class \"large\" cannot be warmed for project acme-api
  prebuilds are on, but only for this class: regular
  the server says: not now
  see every condition: prebuildctl warm-pool explain --project {PROJECT} --class {CLASS}
[exit 7]
"
        )
    );
    assert_eq!(world.server.methods().iter().filter(|own| *own == "CreateWarmPool").count(), 1);
}

#[test]
fn what_the_names_tell_is_told_before_anything_is_sent() {
    let line = "wp create --project acme-api --class large --max 5";
    let unprebuilt = |answers: Vec<Answer>| {
        let world = World::new(answers).with_names();
        let body = format!(
            r#"{{"projects":[{{"id":"{PROJECT}","metadata":{{"name":"acme-api"}},"prebuildConfiguration":{{"enabled":true,"environmentClassIds":["{OTHER}"]}}}}]}}"#
        );
        world.server.always("ListProjects", Answer::json(200, &body));
        world
    };
    let world = unprebuilt(vec![]);
    assert_eq!(
        world.run(line).to_string(),
        format!(
            "------- stderr -------
error: class \"large\" cannot be warmed for project acme-api
  prebuilds are on, but only for this class: {OTHER}
  see every condition: prebuildctl warm-pool explain --project acme-api --class large
[exit 7]
"
        )
    );
    assert_eq!(world.server.calls().len(), 2);
    // A pool that is there already may still be kept or resized.
    for rest in ["--no-preflight", "--if-exists skip", "--if-exists update"] {
        let shown = unprebuilt(vec![one(POOL, 1, 5)]).run(&format!("{line} {rest}"));
        assert_eq!(shown.code, 0, "{rest}: {shown}");
    }
}

#[test]
fn a_refused_create_without_a_reason_stays_as_it_is() {
    let plain = format!(
        "------- stderr -------
error: cannot create the warm pool of {PROJECT}/{CLASS}
  the server says: not now
[exit 7]
"
    );
    let well = || [identity(), project(&[CLASS]), class(), no_prebuilds(), pools(&[]), runner()];
    let world = World::new([refusal()].into_iter().chain(well()));
    assert_eq!(world.run(&create("")).to_string(), plain);

    let down = error(500, "internal", "broken").to("GetProject");
    let world = World::new([refusal(), identity(), down, class(), prebuilds(), pools(&[])]);
    assert_eq!(world.run(&create("--retries 0")).to_string(), plain);

    let world = World::new([refusal()]);
    assert_eq!(world.run(&create("--no-preflight")).to_string(), plain);
    assert_eq!(world.server.methods(), ["CreateWarmPool"]);
}

#[test]
fn other_refusals_are_asked_nothing_about() {
    for (status, code, message) in [
        (400, "invalid_argument", "min_size must be <= max_size"),
        (429, "resource_exhausted", "quota"),
        (401, "unauthenticated", "invalid token"),
    ] {
        let world = World::new([error(status, code, message)]);
        assert_ne!(world.run(&create("--retries 0")).code, 0);
        assert_eq!(world.server.methods(), ["CreateWarmPool"], "{code}");
    }
    let world = World::new([one(POOL, 1, 5)]);
    assert_eq!(world.run(&create("")).code, 0);
    assert_eq!(world.server.methods(), ["CreateWarmPool"]);
}
