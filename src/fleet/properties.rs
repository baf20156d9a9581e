//! Random files against random worlds.

use std::collections::{BTreeSet, HashSet};

use proptest::collection::btree_map;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use uuid::Uuid;

use super::apply::world::{World as WarmPoolApi, run};
use super::apply::{Event, StepStatus, apply_plan, steps};
use super::diff::diff;
use super::drift::differences;
use super::export::{ExportSet, fleet_file, terraform};
use super::file::{Fleet, parse};
use super::limit::excess;
use super::live_state::LivePool;
use super::pattern::Pattern;
use super::plan::Plan;
use super::resolve::{Resolved, resolve};
use crate::api::class::EnvironmentClass;
use crate::api::project::{Project, ProjectMetadata};
use crate::api::runner::Runner;
use crate::api::warm_pool::WarmPoolSpec;
use crate::lookup::Directory;
use crate::text::sanitize::is_safe_char;
use crate::warm_pool::reference::{PoolKey, word};
use crate::warm_pool::size::{PoolSize, SizeBounds, SizeRequest};

/// What there is: the names of projects, some of them shared and some hard to write, the classes
/// of two runners, and pools with sizes that may break the rules.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) directory: Directory,
    pub(super) pools: Vec<LivePool>,
}

const PROJECTS: usize = 5;
const CLASSES: usize = 4;

fn id(kind: u128, index: usize) -> Uuid {
    Uuid::from_u128((kind << 64) | (index as u128 + 1))
}

fn pair(project: usize, class: usize) -> PoolKey {
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

pub(super) fn world() -> impl Strategy<Value = World> {
    let projects =
        ["acme-api", "acme-web", "ACME-API", "beta", " x ", "id:y", "a*", "", "\"\u{202e}\n"];
    let classes = ["large", "Large", "large@eu", "small", "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11"];
    let sizes = (prop::option::of(0..22), prop::option::of(0..22));
    let told = sizes.prop_map(|(min_size, max_size)| {
        SizeBounds::of(&WarmPoolSpec { min_size, max_size, ..WarmPoolSpec::default() })
    });
    (
        prop::array::uniform5(select(projects.to_vec())),
        prop::array::uniform4(select(classes.to_vec())),
        btree_map((0..PROJECTS, 0..CLASSES), told, 0..12),
    )
        .prop_map(|(projects, classes, pools)| World {
            directory: directory(&projects, &classes),
            pools: pools
                .into_iter()
                .enumerate()
                .map(|(index, ((project, class), sizes))| LivePool {
                    id: id(3, index),
                    pair: pair(project, class),
                    sizes,
                })
                .collect(),
        })
}

fn size() -> impl Strategy<Value = PoolSize> {
    (0..=20, 1..=20).prop_map(|(a, b): (i32, i32)| {
        let (min, max) = (Some(a.min(b)), Some(a.max(b)));
        SizeRequest { min, max, fixed: None }.resolve_new().unwrap()
    })
}

/// A file as lines, of which those of the pools can be put in any order: by words that name one
/// thing, or by ids.
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
        parse(&self.text()).unwrap()
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn file_and_world() -> impl Strategy<Value = (File, World)> {
    let scope = subsequence((0..PROJECTS).collect::<Vec<_>>(), 0..=PROJECTS);
    let pools = btree_map((0..PROJECTS, 0..CLASSES), (size(), any::<bool>()), 0..10);
    (world(), prop::option::of(scope), pools).prop_map(|(world, scope, pools)| {
        let word = |project, by_id| {
            if by_id {
                id(1, project).to_string()
            } else {
                world.directory.project_ref(id(1, project))
            }
        };
        let is_owned = |project: &usize| {
            scope.as_ref().is_none_or(|scope| scope.is_empty() || scope.contains(project))
        };
        let pools = pools.iter().filter(|((project, _), _)| is_owned(project)).map(
            |((project, class), (size, by_id))| {
                let class = match by_id {
                    true => id(2, *class).to_string(),
                    false => world.directory.class_ref(id(2, *class)),
                };
                let (project, class) = (quoted(&word(*project, *by_id)), quoted(&class));
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
                let words: Vec<_> =
                    scope.iter().map(|project| quoted(&id(1, *project).to_string())).collect();
                format!("[scope]\nprojects = [{}]\n", words.join(", "))
            }
        };
        (File { scope, pools: pools.collect() }, world)
    })
}

fn plan(fleet: &Resolved, world: &World, prune: bool) -> Plan {
    diff(fleet, &world.pools, prune, |pair| world.directory.address(pair))
}

/// Carries a plan out, every change of which has to be made.
fn apply(plan: &Plan, world: &World) -> World {
    let service = WarmPoolApi::new(world.pools.clone());
    let told = |_, event| match event {
        Event::Begun => {}
        Event::Ended(outcome) => assert_eq!(outcome.kind(), StepStatus::Done, "{outcome:?}"),
    };
    run(apply_plan(&service, &steps(plan), 3, told));
    World { directory: world.directory.clone(), pools: service.pools.into_inner() }
}

proptest! {
    #[test]
    fn a_plan_that_is_carried_out_leaves_nothing_to_do(
        (file, world) in file_and_world(),
        prune: bool,
    ) {
        let fleet = resolve(&file.fleet(), &world.directory).unwrap();
        let first = plan(&fleet, &world, prune);
        let after = apply(&first, &world);
        let second = plan(&fleet, &after, prune);
        prop_assert!(second.is_empty(), "{second:?}");
        prop_assert_eq!(&second.kept, &first.kept);
        prop_assert_eq!(second.counts().none, fleet.pools.len());
        // What the file does not own is as it was.
        let strangers = |world: &World| -> Vec<LivePool> {
            world.pools.iter().filter(|pool| !fleet.owns(pool.pair)).cloned().collect()
        };
        prop_assert_eq!(strangers(&after), strangers(&world));
    }

    #[test]
    fn the_order_of_entries_and_of_pools_never_matters(
        ((file, world), shuffled, pools) in file_and_world().prop_flat_map(|(file, world)| {
            let shuffled = Just(file.pools.clone()).prop_shuffle();
            let pools = Just(world.pools.clone()).prop_shuffle();
            (Just((file, world)), shuffled, pools)
        }),
        prune: bool,
    ) {
        let of = |file: &File, pools: &[LivePool]| {
            let fleet = resolve(&file.fleet(), &world.directory).unwrap();
            let world = World { directory: world.directory.clone(), pools: pools.to_vec() };
            let mut plan = plan(&fleet, &world, prune);
            // Only the lines of the file move.
            plan.changes.iter_mut().for_each(|change| change.line = None);
            plan
        };
        let other = File { pools: shuffled, ..file.clone() };
        prop_assert_eq!(of(&file, &world.pools), of(&other, &pools));
    }

    #[test]
    fn without_pruning_nothing_is_deleted_and_without_a_scope_nothing_is_kept(
        (file, world) in file_and_world(),
    ) {
        let fleet = resolve(&file.fleet(), &world.directory).unwrap();
        let plain = plan(&fleet, &world, false);
        let pruning = plan(&fleet, &world, true);
        prop_assert_eq!(plain.counts().delete, 0);
        prop_assert_eq!(excess(&plain, Some(0)), None);
        prop_assert_eq!(pruning.counts().delete, plain.kept.len());
        prop_assert!(pruning.kept.is_empty());
        if fleet.scope.is_none() {
            prop_assert!(plain.kept.is_empty());
        }
        let addresses: Vec<_> = pruning.changes.iter().map(|change| &change.address).collect();
        prop_assert!(addresses.is_sorted());
    }

    #[test]
    fn what_is_exported_plans_to_no_change(world in world()) {
        let exported = ExportSet::of(&world.pools, &world.directory);
        let text = fleet_file(&[Pattern::all()], &exported);
        let fleet = resolve(&parse(&text).unwrap(), &world.directory).unwrap();
        let plan = plan(&fleet, &world, false);
        prop_assert!(plan.is_empty(), "{text}\n{plan:?}");
        prop_assert_eq!(differences(&plan), vec![]);
        prop_assert_eq!(plan.counts().none, exported.pools.len());
        prop_assert_eq!(plan.kept.len(), exported.left_out.len());
        prop_assert!(text.lines().all(|line| line.chars().all(is_safe_char)), "{text}");

        let resources = terraform(&exported);
        let labels: HashSet<_> =
            resources.lines().filter(|line| line.starts_with("resource ")).collect();
        prop_assert_eq!(labels.len(), exported.pools.len());
    }

    #[test]
    fn what_a_thing_is_called_names_it_again(world in world()) {
        for (id, ..) in world.directory.projects() {
            let word = word(&world.directory.project_ref(id)).unwrap();
            prop_assert_eq!(world.directory.project(&word), Ok(id));
        }
        let ids: BTreeSet<_> =
            world.directory.classes().map(|(id, _)| id).collect();
        for id in ids {
            let word = word(&world.directory.class_ref(id)).unwrap();
            prop_assert_eq!(world.directory.class(&word), Ok(id));
        }
    }
}
