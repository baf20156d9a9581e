//! Random fleet files against random services.

mod sizes;
mod windows;

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use proptest::collection::btree_map;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use uuid::Uuid;

use super::action_filter::ActionFilter;
use super::apply::fake_service::{FakeService, run};
use super::apply::{StepEvent, StepStatus, apply_plan, steps};
use super::diff::{Diff, diff};
use super::drift::differences;
use super::evaluation::Evaluation;
use super::export::{ExportSet, WindowBounds};
use super::file::{FileText, Fleet};
use super::limit::DeleteLimitExceeded;
use super::live_state::LivePool;
use super::plan::Plan;
use super::resolve::{ResolveErrors, Resolved};
use crate::api::class::EnvironmentClass;
use crate::api::project::{Project, ProjectMetadata};
use crate::api::runner::Runner;
use crate::api::warm_pool::WarmPoolSpec;
use crate::lookup::Directory;
use crate::lookup::Pattern;
use crate::text::sanitize::is_safe_char;
use crate::warm_pool::reference::{PoolKey, parse_name_or_id};
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// Projects with names that may be shared or need quoting, the classes of two runners, and pools
/// with sizes that may be invalid.
#[derive(Clone, Debug)]
struct State {
    directory: Directory,
    pools: Vec<LivePool>,
}

const PROJECTS: usize = 5;
const CLASSES: usize = 4;

fn id(kind: u128, index: usize) -> Uuid {
    Uuid::from_u128((kind << 64) | (index as u128 + 1))
}

fn key(project: usize, class: usize) -> PoolKey {
    PoolKey { project: id(1, project), class: id(2, class) }
}

fn directory(projects: &[&str], classes: &[&str]) -> Directory {
    let project = |(index, name): (usize, &&str)| Project {
        id: id(1, index).to_string(),
        metadata: Some(ProjectMetadata { name: (*name).to_owned(), ..ProjectMetadata::default() }),
        ..Project::default()
    };
    let class = |(index, name): (usize, &&str)| EnvironmentClass {
        id: id(2, index).to_string(),
        display_name: (*name).to_owned(),
        runner_id: format!("runner {}", index % 2),
        ..EnvironmentClass::default()
    };
    let runner = |(index, name): (usize, &&str)| Runner {
        runner_id: format!("runner {index}"),
        name: (*name).to_owned(),
        ..Runner::default()
    };
    Directory::new(
        projects.iter().enumerate().map(project).collect(),
        classes.iter().enumerate().map(class).collect(),
        ["eu", "us"].iter().enumerate().map(runner).collect(),
    )
}

fn state() -> impl Strategy<Value = State> {
    let projects =
        ["acme-api", "acme-web", "ACME-API", "beta", " x ", "id:y", "a*", "", "\"\u{202e}\n"];
    let classes = ["large", "Large", "large@eu", "small", "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11"];
    let sizes = (prop::option::of(0..22), prop::option::of(0..22));
    let reported = sizes.prop_map(|(min_size, max_size)| {
        SizeBounds::from_spec(&WarmPoolSpec { min_size, max_size, ..WarmPoolSpec::default() })
    });
    (
        prop::array::uniform5(select(projects.to_vec())),
        prop::array::uniform4(select(classes.to_vec())),
        btree_map((0..PROJECTS, 0..CLASSES), reported, 0..12),
    )
        .prop_map(|(projects, classes, pools)| State {
            directory: directory(&projects, &classes),
            pools: pools
                .into_iter()
                .enumerate()
                .map(|(index, ((project, class), sizes))| LivePool {
                    id: id(3, index),
                    key: key(project, class),
                    sizes,
                })
                .collect(),
        })
}

fn size() -> impl Strategy<Value = PoolSize> {
    (0..=20, 1..=20).prop_map(|(a, b): (i32, i32)| PoolSize::new(a.min(b), a.max(b)).unwrap())
}

/// A fleet file that names projects and classes by reference or by id.
#[derive(Clone, Debug)]
struct File {
    scope: String,
    pools: Vec<String>,
}

impl File {
    fn text(&self) -> String {
        format!("version = 1\n{}{}", self.scope, self.pools.concat())
    }

    fn fleet(&self) -> Fleet {
        parse(&self.text())
    }
}

fn parse(text: &str) -> Fleet {
    let file = FileText { name: "fleet.toml".to_owned(), text: text.to_owned() };
    super::file::parse(&[file]).unwrap()
}

fn resolve(fleet: &Fleet, directory: &Directory) -> Result<Resolved, ResolveErrors> {
    let evaluation = Evaluation::new(fleet, Timestamp::UNIX_EPOCH).unwrap();
    super::resolve::resolve(&evaluation, directory)
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn file_and_state() -> impl Strategy<Value = (File, State)> {
    let scope = subsequence((0..PROJECTS).collect::<Vec<_>>(), 0..=PROJECTS);
    let pools = btree_map((0..PROJECTS, 0..CLASSES), (size(), any::<bool>()), 0..10);
    (state(), prop::option::of(scope), pools).prop_map(|(state, scope, pools)| {
        let project_ref = |project, by_id| {
            if by_id {
                id(1, project).to_string()
            } else {
                state.directory.project_ref(id(1, project))
            }
        };
        let is_in_scope = |project: &usize| {
            scope.as_ref().is_none_or(|scope| scope.is_empty() || scope.contains(project))
        };
        let pools = pools.iter().filter(|((project, _), _)| is_in_scope(project)).map(
            |((project, class), (size, by_id))| {
                let class = match by_id {
                    true => id(2, *class).to_string(),
                    false => state.directory.class_ref(id(2, *class)),
                };
                let (project, class) = (quoted(&project_ref(*project, *by_id)), quoted(&class));
                let (min, max) = (size.min(), size.max());
                format!(
                    "[[pool]]\nproject = {project}\nclass = {class}\nmin = {min}\nmax = {max}\n"
                )
            },
        );
        let scope = match &scope {
            None => String::new(),
            Some(scope) if scope.is_empty() => "[scope]\nprojects = ['*']\n".to_owned(),
            Some(scope) => {
                let ids: Vec<_> =
                    scope.iter().map(|project| quoted(&id(1, *project).to_string())).collect();
                format!("[scope]\nprojects = [{}]\n", ids.join(", "))
            }
        };
        (File { scope, pools: pools.collect() }, state)
    })
}

fn compare(fleet: &Resolved, state: &State, prune: bool) -> Diff {
    diff(fleet, &state.pools, prune, |key| state.directory.address(key))
}

/// The plan for a fleet that gives both bounds of every pool, which always fit.
fn plan(fleet: &Resolved, state: &State, prune: bool) -> Plan {
    let Diff { plan, misfits } = compare(fleet, state, prune);
    assert_eq!(misfits, []);
    plan
}

/// Applies a plan; every change has to succeed.
fn apply(plan: &Plan, state: &State) -> State {
    let service = FakeService::new(state.pools.clone());
    let report = |_, event| match event {
        StepEvent::Started => {}
        StepEvent::Ended(outcome) => assert_eq!(outcome.status(), StepStatus::Done, "{outcome:?}"),
    };
    run(apply_plan(&service, &steps(plan, &ActionFilter::all()), 3, report));
    State { directory: state.directory.clone(), pools: service.pools.into_inner() }
}

proptest! {
    #[test]
    fn an_applied_plan_leaves_no_changes(
        (file, state) in file_and_state(),
        prune: bool,
    ) {
        let fleet = resolve(&file.fleet(), &state.directory).unwrap();
        let first = plan(&fleet, &state, prune);
        let after = apply(&first, &state);
        let second = plan(&fleet, &after, prune);
        prop_assert!(second.is_empty(), "{second:?}");
        prop_assert_eq!(&second.kept, &first.kept);
        prop_assert_eq!(second.counts().none, fleet.pools.len());
        // Pools out of scope are not touched.
        let out_of_scope = |state: &State| -> Vec<LivePool> {
            state.pools.iter().filter(|pool| !fleet.owns(pool.key)).cloned().collect()
        };
        prop_assert_eq!(out_of_scope(&after), out_of_scope(&state));
    }

    #[test]
    fn the_order_of_entries_and_pools_does_not_matter(
        ((file, state), shuffled, pools) in file_and_state().prop_flat_map(|(file, state)| {
            let shuffled = Just(file.pools.clone()).prop_shuffle();
            let pools = Just(state.pools.clone()).prop_shuffle();
            (Just((file, state)), shuffled, pools)
        }),
        prune: bool,
    ) {
        let plan_without_lines = |file: &File, pools: &[LivePool]| {
            let fleet = resolve(&file.fleet(), &state.directory).unwrap();
            let state = State { directory: state.directory.clone(), pools: pools.to_vec() };
            let mut plan = plan(&fleet, &state, prune);
            // Only the lines differ.
            plan.changes.iter_mut().for_each(|change| change.line = None);
            plan
        };
        let other = File { pools: shuffled, ..file.clone() };
        prop_assert_eq!(plan_without_lines(&file, &state.pools), plan_without_lines(&other, &pools));
    }

    #[test]
    fn without_pruning_nothing_is_deleted_and_without_a_scope_nothing_is_kept(
        (file, state) in file_and_state(),
    ) {
        let fleet = resolve(&file.fleet(), &state.directory).unwrap();
        let plain = plan(&fleet, &state, false);
        let pruning = plan(&fleet, &state, true);
        prop_assert_eq!(plain.counts().delete, 0);
        prop_assert_eq!(DeleteLimitExceeded::check(&plain, 0, Some(0)), None);
        prop_assert_eq!(pruning.counts().delete, plain.kept.len());
        prop_assert!(pruning.kept.is_empty());
        if fleet.scope.is_none() {
            prop_assert!(plain.kept.is_empty());
        }
        let addresses: Vec<_> = pruning.changes.iter().map(|change| &change.address).collect();
        prop_assert!(addresses.is_sorted());
    }

    #[test]
    fn an_exported_file_plans_no_changes(state in state()) {
        let exported = ExportSet::new(&state.pools, &state.directory);
        let text = exported.fleet_file(&[Pattern::all()]);
        let fleet = resolve(&parse(&text), &state.directory).unwrap();
        let diff = compare(&fleet, &state, false);
        prop_assert_eq!(differences(&diff), vec![]);
        let plan = diff.plan;
        prop_assert!(plan.is_empty(), "{text}\n{plan:?}");
        prop_assert_eq!(plan.counts().none, exported.pools.len());
        prop_assert_eq!(plan.kept.len(), exported.skipped.len());
        prop_assert!(text.lines().all(|line| line.chars().all(is_safe_char)), "{text}");

        let resources = exported.terraform(&WindowBounds::default());
        let labels: HashSet<_> =
            resources.lines().filter(|line| line.starts_with("resource ")).collect();
        prop_assert_eq!(labels.len(), exported.pools.len());
        let blocks = hcl::parse(&resources).unwrap().into_blocks().count();
        prop_assert_eq!(blocks, 2 * exported.pools.len());
    }

    #[test]
    fn references_resolve_to_what_they_name(state in state()) {
        for (id, ..) in state.directory.projects() {
            let project = parse_name_or_id(&state.directory.project_ref(id)).unwrap();
            prop_assert_eq!(state.directory.project(&project), Ok(id));
        }
        let ids: BTreeSet<_> =
            state.directory.classes().map(|(id, _)| id).collect();
        for id in ids {
            let class = parse_name_or_id(&state.directory.class_ref(id)).unwrap();
            prop_assert_eq!(state.directory.class(&class), Ok(id));
        }
    }
}
