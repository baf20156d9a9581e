//! `[[history]]`: what happened before now.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::super::simulation::{Class, Failures, Millis, Project};
use super::names::find;
use super::table::Table;
use super::values;
use crate::toml_reader::{Position, Spanned};

pub(super) const KEYS: &[&str] = &[
    "age",
    "create-pool",
    "update-pool",
    "create-prebuild",
    "create-environment",
    "fail-prebuilds",
    "fail-instances",
];

pub(super) const POOL_KEYS: &[&str] = &["project", "class", "min", "max"];
pub(super) const TARGET_KEYS: &[&str] = &["project", "class"];
pub(super) const FAILURES_KEYS: &[&str] = &["count", "message"];

/// The service's limit of both bounds of a pool.
const MAX_SIZE: i32 = 20;

#[derive(Debug)]
pub(super) struct Entry {
    /// How long ago it happened.
    pub(super) age: Millis,
    /// In the order in which they happened.
    pub(super) events: Vec<Event>,
}

#[derive(Debug)]
pub(super) enum Event {
    CreatePool(Target, (i32, i32)),
    UpdatePool(Target, (i32, i32)),
    CreatePrebuild(Target),
    CreateEnvironment(Target),
    /// Replaces the failures of prebuilds that are still to come.
    FailPrebuilds(Failures),
    /// Replaces the failures of instances that are still to come.
    FailInstances(Failures),
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Target {
    pub(super) project: Uuid,
    pub(super) class: Uuid,
}

/// Reads the entries one after the other.
pub(super) struct HistoryReader<'o> {
    projects: &'o [Spanned<Project>],
    classes: &'o [Spanned<Class>],
    /// Where each pool is created, and how long ago.
    pools: BTreeMap<(Uuid, Uuid), (Position, Millis)>,
    /// The pools that are updated, where, and how long ago.
    updates: Vec<((Uuid, Uuid), Position, Millis)>,
}

impl<'o> HistoryReader<'o> {
    pub(super) fn new(projects: &'o [Spanned<Project>], classes: &'o [Spanned<Class>]) -> Self {
        Self { projects, classes, pools: BTreeMap::new(), updates: Vec::new() }
    }

    pub(super) fn read(&mut self, table: &mut Table<'_, '_, '_>) -> Entry {
        let age = table.required("age", values::age).map(|age| age.value).unwrap_or_default();
        if !KEYS.iter().any(|key| *key != "age" && table.has(key)) {
            table.fault(&format!("has no event: add one of {}", KEYS[1..].join(", ")));
        }
        let pool = table.table("create-pool", POOL_KEYS, |table| {
            let pair = self.pair(table).inspect(|pair| pair.check_prebuilt(table));
            let pair = pair.inspect(|pair| self.check_new(pair, age, table));
            Event::CreatePool(Pair::target(pair), size(table))
        });
        let update = table.table("update-pool", POOL_KEYS, |table| {
            let pair = self.pair(table);
            let update = pair.as_ref().map(|pair| (pair.key(), pair.class.place, age));
            self.updates.extend(update);
            Event::UpdatePool(Pair::target(pair), size(table))
        });
        let prebuild = table.table("create-prebuild", TARGET_KEYS, |table| {
            let pair = self.pair(table).inspect(|pair| pair.check_prebuilt(table));
            Event::CreatePrebuild(Pair::target(pair))
        });
        let environment = table.table("create-environment", TARGET_KEYS, |table| {
            Event::CreateEnvironment(Pair::target(self.pair(table)))
        });
        let prebuilds = table.table("fail-prebuilds", FAILURES_KEYS, failures);
        let instances = table.table("fail-instances", FAILURES_KEYS, failures);
        let events = [pool, update, prebuild, environment]
            .into_iter()
            .chain([prebuilds.map(Event::FailPrebuilds), instances.map(Event::FailInstances)]);
        Entry { age, events: events.flatten().collect() }
    }

    /// The project and the class of an event; `None` if one is not found.
    fn pair(&self, table: &mut Table<'_, '_, '_>) -> Option<Pair<'o>> {
        let project = table.required("project", |name| find(name, self.projects));
        let class = table.required("class", |name| find(name, self.classes));
        Some(Pair { project: project?, class: class? })
    }

    /// Reports a second pool of a project and class.
    fn check_new(&mut self, pair: &Pair<'_>, age: Millis, table: &mut Table<'_, '_, '_>) {
        let place = pair.class.place;
        let (first, _) = *self.pools.entry(pair.key()).or_insert((place, age));
        if first != place {
            table.wrong(place, "class", &format!("is a duplicate of line {}", first.line));
        }
    }

    /// Reports updates of pools that do not exist then.
    pub(super) fn check_updates(&self, file: &mut Table<'_, '_, '_>) {
        for (key, place, age) in &self.updates {
            if self.pools.get(key).is_none_or(|(_, created)| created < age) {
                let error = "has no pool of this project then";
                file.reader.wrong(*place, "history.update-pool.class", error);
            }
        }
    }
}

/// A project and a class that an event names.
struct Pair<'o> {
    project: Spanned<&'o Project>,
    class: Spanned<&'o Class>,
}

impl Pair<'_> {
    fn key(&self) -> (Uuid, Uuid) {
        (self.project.value.id, self.class.value.id)
    }

    /// The ids; those of a pair that is not found are not used.
    fn target(pair: Option<Self>) -> Target {
        let (project, class) = pair.map(|pair| pair.key()).unwrap_or_default();
        Target { project, class }
    }

    /// Reports a class that the project's prebuilds do not run for.
    fn check_prebuilt(&self, table: &mut Table<'_, '_, '_>) {
        let (project, class) = (self.project.value, self.class.value);
        if !project.has_prebuilds() {
            let error = "has no prebuilds, or they are disabled";
            table.wrong(self.project.place, "project", error);
        } else if !project.prebuilds_class(class.id) {
            let error = "is not one of the project's prebuild classes";
            table.wrong(self.class.place, "class", error);
        }
    }
}

/// The minimum and the maximum of a pool.
fn size(table: &mut Table<'_, '_, '_>) -> (i32, i32) {
    let bound = |digits: &str, verb, least| {
        let bound = digits.parse().ok().filter(|bound| (least..=MAX_SIZE).contains(bound));
        bound.ok_or_else(|| {
            format!(
                "{digits} is out of range: a warm pool {verb} at least {least} and at most \
                 {MAX_SIZE} instances"
            )
        })
    };
    let min = table.required_number("min", |digits| bound(digits, "keeps", 0));
    let max = table.required_number("max", |digits| bound(digits, "holds", 1));
    if let (Some(min), Some(max)) = (min, max)
        && min.value > max.value
    {
        table.wrong(min.place, "min", &format!("{} is above max {}", min.value, max.value));
    }
    (min.map_or(0, |min| min.value), max.map_or(MAX_SIZE, |max| max.value))
}

fn failures(table: &mut Table<'_, '_, '_>) -> Failures {
    let count = table.required_number("count", values::count);
    table.require("message");
    Failures {
        count: count.map(|count| count.value).unwrap_or_default(),
        message: table.text("message").unwrap_or_default(),
    }
}
