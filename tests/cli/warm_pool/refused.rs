//! A create that the service rejects: the conditions are checked once.

use super::conditions::{
    OTHER, class, classes, identity, no_prebuilds, pools, prebuilds, project, runner,
};
use crate::support::{CLASS, POOL, PROJECT, Response, World, error, one};

fn create(rest: &str) -> String {
    format!("wp create --project {PROJECT} --class {CLASS} --max 5 {rest}")
}

fn rejection() -> Response {
    error(400, "failed_precondition", "not now")
}

#[test]
fn a_rejected_create_names_the_unmet_condition() {
    let chain =
        [identity(), project(&[OTHER]), class(), no_prebuilds(), pools(&[]), runner(), classes()];
    let world = World::new([rejection()].into_iter().chain(chain));
    assert_eq!(
        world.run(&create("")).to_string(),
        format!(
            "------- stderr -------
error: cannot create a warm pool for acme-api/large
  prebuilds are enabled, but only for this class: regular
  the server says: not now
hint: prebuildctl warm-pool explain {PROJECT}/{CLASS}
[exit 7]
"
        )
    );
    assert_eq!(
        world.server.methods().iter().filter(|method| *method == "CreateWarmPool").count(),
        1
    );
}

#[test]
fn an_unmet_condition_known_from_the_names_is_reported_before_anything_is_sent() {
    let line = "wp create --project acme-api --class large --max 5";
    let without_prebuilds = |answers: Vec<Response>| {
        let world = World::new(answers).with_names();
        let body = format!(
            r#"{{"projects":[{{"id":"{PROJECT}","metadata":{{"name":"acme-api"}},"prebuildConfiguration":{{"enabled":true,"environmentClassIds":["{OTHER}"]}}}}]}}"#
        );
        world.server.always("ListProjects", Response::json(200, &body));
        world
    };
    let world = without_prebuilds(vec![]);
    assert_eq!(
        world.run(line).to_string(),
        format!(
            "------- stderr -------
error: cannot create a warm pool for acme-api/large
  prebuilds are enabled, but only for this class: {OTHER}
hint: prebuildctl warm-pool explain acme-api/large
[exit 7]
"
        )
    );
    assert_eq!(world.server.calls().len(), 2);
    // An existing pool may still be kept or resized.
    for rest in ["--no-preflight", "--if-exists skip", "--if-exists update"] {
        let shown = without_prebuilds(vec![one(POOL, 1, 5)]).run(&format!("{line} {rest}"));
        assert_eq!(shown.code, 0, "{rest}: {shown}");
    }
}

#[test]
fn a_rejected_create_with_all_conditions_met_stays_as_it_is() {
    let plain = format!(
        "------- stderr -------
error: cannot create the warm pool {PROJECT}/{CLASS}
  the server says: not now
[exit 7]
"
    );
    let all_met = || [identity(), project(&[CLASS]), class(), no_prebuilds(), pools(&[]), runner()];
    let world = World::new([rejection()].into_iter().chain(all_met()));
    assert_eq!(world.run(&create("")).to_string(), plain);

    let down = error(500, "internal", "broken").to("GetProject");
    let world = World::new([rejection(), identity(), down, class(), prebuilds(), pools(&[])]);
    assert_eq!(world.run(&create("--retries 0")).to_string(), plain);

    let world = World::new([rejection()]);
    assert_eq!(world.run(&create("--no-preflight")).to_string(), plain);
    assert_eq!(world.server.methods(), ["CreateWarmPool"]);
}

#[test]
fn rejections_for_other_reasons_are_not_diagnosed() {
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
