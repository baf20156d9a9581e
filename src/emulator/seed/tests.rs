use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::schema::{EnumId, RUNNER_CAPABILITY};
use super::super::simulation::{Environment, PoolPhase, PrebuildPhase};
use super::*;
use crate::toml_reader::invariants::assert_all_render;

const NOW: Millis = 1_800_000_000_000;

/// A seed with one of everything, but no history.
const SMALL: &str = r#"organization = { name = "Acme", tier = "enterprise" }
user = { name = "Ada", email = "ada@acme.example" }
[[runner]]
name = "aws-eu"
[[class]]
name = "large"
runner = "aws-eu"
[[project]]
name = "acme-api"
repository = "https://github.com/acme/api.git"
classes = ["large", "local"]
prebuilds = { classes = ["large"] }
"#;

pub(super) fn words(of: EnumId) -> impl Iterator<Item = &'static str> {
    of.values().skip(1).map(|(_, word)| word)
}

pub(super) fn errors(text: &str) -> Vec<String> {
    let SeedError(errors) = Seed::parse(text).unwrap_err();
    assert_all_render(text, &errors);
    let capabilities = words(RUNNER_CAPABILITY).collect::<Vec<_>>().join(", ");
    let shown = |error: &Diagnostic| error.to_string().replace(&capabilities, "CAPABILITIES");
    errors.iter().map(shown).collect()
}

#[test]
fn the_built_in_seed_has_a_history() {
    // In the week at noon, and at the weekend at night.
    for now in [NOW + 4 * HOUR, NOW + 204 * DAY + 18 * HOUR] {
        let mut state = Seed::built_in().unwrap().create_state_at(now);
        let pools: Vec<_> = state.pools.values().collect();
        assert_eq!(pools.len(), 1);
        assert_eq!(pools[0].status.phase, PoolPhase::Ready);
        assert_eq!((pools[0].spec.min, pools[0].spec.max), (1, 3));
        let phases = || state.prebuilds.values().map(|prebuild| prebuild.phase);
        let terminal = phases().filter(|phase| phase.is_terminal()).count();
        assert!((20..60).contains(&terminal), "{terminal}");
        assert_eq!(phases().filter(|phase| *phase == PrebuildPhase::Failed).count(), 1);
        let names: BTreeMap<_, _> =
            state.projects.values().map(|own| (own.id, &*own.name)).collect();
        let of_project = |own: &&Environment, name| names[&own.project] == name;
        let names: BTreeMap<_, _> =
            state.classes.values().map(|own| (own.id, &*own.name)).collect();
        let starts = |project, class| {
            let own = state.environments.values();
            let own = own.filter(|own| of_project(own, project) && names[&own.class] == class);
            own.filter(|own| own.role != Role::Prebuild).count()
        };
        // Of the last eleven days, by the policies of archiving and deleting.
        assert!((300..520).contains(&starts("acme-api", "regular")), "{now}");
        assert!((80..160).contains(&starts("acme-api", "large")), "{now}");
        assert!((5..40).contains(&starts("acme-web", "regular")), "{now}");
        let changes = state.take_changes();
        assert!((1_100..1_900).contains(&changes.sessions.len()), "{}", changes.sessions.len());
        assert!(changes.usage.len() < changes.sessions.len());
        let actions: Vec<_> = changes.audit.iter().map(|entry| entry.action.name()).collect();
        assert_eq!(actions, ["create", "update"]);
    }
}

/// The starts of an hour do not depend on when the data file is created.
#[test]
fn demand_is_the_same_whenever_it_is_simulated() {
    let starts = |now| {
        let state = Seed::built_in().unwrap().create_state_at(now);
        let of_user = |own: &&Environment| own.role != Role::Prebuild && own.lifetime.is_some();
        let own = state.environments.values().filter(of_user);
        let mut times: Vec<_> = own.map(|own| own.created_at).collect();
        times.sort_unstable();
        times
    };
    let (early, late) = (starts(NOW), starts(NOW + 3 * HOUR));
    let since = NOW - 9 * DAY;
    let within = |times: &[Millis]| -> Vec<_> {
        times.iter().copied().filter(|at| (since..NOW).contains(at)).collect()
    };
    assert!(within(&early).len() > 200);
    assert_eq!(within(&early), within(&late));
}

#[test]
fn a_seed_with_a_time_is_always_the_same() {
    let text = format!("now = \"2026-11-27T12:00:00Z\"\n{}", include_str!("built_in.toml"));
    let state = || {
        let (_, state) = Seed::parse(&text).unwrap().create_state(0.0);
        let objects = (&state.pools, &state.prebuilds, &state.environments, &state.singletons);
        serde_json::to_string(&objects).unwrap()
    };
    assert_eq!(state(), state());
}

#[test]
fn values_that_are_not_given_have_defaults() {
    let state = Seed::parse(SMALL).unwrap().create_state_at(NOW);
    let runner = state.runners.values().next().unwrap();
    assert_eq!(runner.provider, "RUNNER_PROVIDER_AWS_EC2");
    assert_eq!(runner.kind, "RUNNER_KIND_REMOTE");
    assert!(runner.is_active() && runner.capabilities.is_empty() && runner.capacity.is_none());
    assert!(state.classes.values().all(|class| class.enabled && class.runner == runner.id));
    let project = state.projects.values().next().unwrap();
    assert_eq!(project.created_at, NOW - SETUP_AGE);
    assert_eq!(project.devcontainer_file_path, ".devcontainer/devcontainer.json");
    let git = &project.initializer["specs"][0]["git"];
    assert_eq!(git["targetMode"], "CLONE_TARGET_MODE_REMOTE_BRANCH");
    assert_eq!(git["cloneTarget"], "main");
    let prebuilds = project.prebuilds.as_ref().unwrap();
    assert!(prebuilds.enabled && prebuilds.hour.is_none() && prebuilds.timeout_seconds.is_none());
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert!(Seed::parse(&format!("\u{feff}{SMALL}")).is_ok());
    let windows = SMALL.replace('\n', "\r\n");
    assert!(Seed::parse(&windows).is_ok());
    assert_eq!(errors("\u{feff}colour = 1")[0], errors("colour = 1")[0]);
}

#[test]
fn all_errors_of_the_tables_are_reported_together() {
    let text = r#"
organisation = 1
user = { name = "", mail = "a" }
random-seed = -1
[[runner]]
name = "é"
phase = "RUNNER_PHASE_ACTIV"
capabilities = ["RUNNER_CAPABILITY_WARM_POOL", 1, "x"]
capacity = "3"
[[runner]]
nmae = "aws-eu"
[[class]]
name = "local"
runner = "E"
configuration = { machineType = 1 }
enabled = "yes"
[[class]]
name = "large"
runner = "é"
[[class]]
name = "large"
"#;
    assert_eq!(
        errors(text),
        [
            "1:1: organization is missing: add organization = { name = \"Acme\", tier = \"enterprise\" }",
            "2:1: organisation is not a known key; did you mean \"organization\"?",
            "3:1: user has no email",
            "3:17: user.name is empty",
            "3:21: user.mail is not a known key; did you mean \"email\"?",
            "4:15: random-seed is out of range: -1",
            "7:9: runner.phase is not one of RUNNER_PHASE_CREATED, RUNNER_PHASE_INACTIVE, RUNNER_PHASE_ACTIVE, RUNNER_PHASE_DELETING, RUNNER_PHASE_DELETED, RUNNER_PHASE_DEGRADED; did you mean \"RUNNER_PHASE_ACTIVE\"?",
            "8:48: runner.capabilities is of type integer, not a string",
            "8:51: runner.capabilities is not one of CAPABILITIES",
            "9:12: runner.capacity is of type string, not a whole number",
            "10:1: runner has no name",
            "11:1: runner.nmae is not a known key; did you mean \"name\"?",
            "13:8: class.name is reserved: in the classes of a project it is the local runner",
            "14:10: class.runner is not the name of a runner; did you mean \"é\"?",
            "15:33: class.configuration.machineType is of type integer, not a string",
            "16:11: class.enabled is of type string, not true or false",
            "20:1: class has no runner",
            "21:8: class.name is a duplicate of line 18",
        ]
    );
}

#[test]
fn all_errors_of_projects_are_reported_together() {
    let mut text = SMALL.to_owned();
    text += r#"[[class]]
name = "small"
runner = "aws-eu"
[[project]]
name = "acme-api"
repository = ""
branch = ""
classes = ["large", "smal", "large"]
devcontainer-file-path = "/etc/devcontainer.json"
[project.prebuilds]
classes = ["small", "small"]
hour = 24
timeout = "3h"
jetbrains-warmup = 1
"#;
    assert_eq!(
        errors(&text),
        [
            "17:8: project.name is a duplicate of line 9",
            "18:14: project.repository is empty",
            "19:10: project.branch is empty",
            "20:21: project.classes is not the name of a class; did you mean \"small\"?",
            "20:29: project.classes contains the same class twice",
            "21:26: project.devcontainer-file-path is not a relative path: it starts with /",
            "23:21: project.prebuilds.classes contains the same class twice",
            "24:8: project.prebuilds.hour is out of range: 24 is not between 0 and 23",
            "25:11: project.prebuilds.timeout is out of range: a prebuild can run for 5m to 2h",
            "26:20: project.prebuilds.jetbrains-warmup is of type integer, not true or false",
        ]
    );
}

#[test]
fn all_errors_of_the_history_are_reported_together() {
    let mut text = SMALL.to_owned();
    text += r#"[[class]]
name = "small"
runner = "aws-eu"
[[project]]
name = "acme-web"
repository = "https://github.com/acme/web.git"
classes = []
prebuilds = { enabled = false, classes = ["large"] }
[[history]]
age = "tomorrow"
create-pool = { project = "acme-api", class = "large", min = 3, max = 2 }
[[history]]
age = "1d"
create-pool = { project = "acme-api", class = "large", min = 21, max = 0 }
[[history]]
age = "366d"
create-prebuild = { project = "acme-api", class = "small" }
create-environment = { project = "acme-ap", class = "smal" }
[[history]]
create-pool = { project = "acme-web", class = "large", min = 1 }
fail-prebuilds = { count = -1, message = 2 }
fail-instances = 3
[[history]]
age = "1h"
"#;
    assert_eq!(
        errors(&text),
        [
            "22:7: history.age is not an age such as 41d, 3h or 5m",
            "23:62: history.create-pool.min 3 is above max 2",
            "26:47: history.create-pool.class is a duplicate of line 23",
            "26:62: history.create-pool.min 21 is out of range: a warm pool keeps at least 0 and at most 20 instances",
            "26:72: history.create-pool.max 0 is out of range: a warm pool holds at least 1 and at most 20 instances",
            "28:7: history.age is out of range: it can be at most 365d",
            "29:51: history.create-prebuild.class is not one of the project's prebuild classes",
            "30:34: history.create-environment.project is not the name of a project; did you mean \"acme-api\"?",
            "30:53: history.create-environment.class is not the name of a class; did you mean \"small\"?",
            "31:1: history has no age",
            "32:1: history.create-pool has no max",
            "32:27: history.create-pool.project has no prebuilds, or they are disabled",
            "33:28: history.fail-prebuilds.count is out of range: -1",
            "33:42: history.fail-prebuilds.message is of type integer, not a string",
            "34:18: history.fail-instances is of type integer, not a table",
            "35:1: history has no event: add one of create-pool, update-pool, create-prebuild, create-environment, fail-prebuilds, fail-instances",
        ]
    );
}

#[test]
fn a_text_that_is_not_toml_has_one_error() {
    let found = errors(&format!("{SMALL}[[runner]"));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("13:"), "{found:?}");
}

#[test]
fn entries_of_the_history_happen_in_the_order_of_their_ages() {
    let mut text = SMALL.to_owned();
    for (age, event) in [
        ("1d", "create-pool = { project = 'acme-api', class = 'large', min = 1, max = 2 }"),
        ("1d1h", "create-prebuild = { project = 'acme-api', class = 'large' }"),
        ("1d2h", "fail-prebuilds = { count = 1, message = 'no space' }"),
    ] {
        writeln!(text, "[[history]]\nage = '{age}'\n{event}").unwrap();
    }
    let state = Seed::parse(&text).unwrap().create_state_at(NOW);
    let prebuild = state.prebuilds.values().next().unwrap();
    assert_eq!((prebuild.phase, prebuild.failure.as_str()), (PrebuildPhase::Failed, "no space"));
    assert_eq!(state.pools.len(), 1);
}
