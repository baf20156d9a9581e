//! The whole of a seed file. The tables are read in the order in which they refer to each other.

use super::super::simulation::Ids;
use super::history::{self, HistoryReader};
use super::names::check_unique;
use super::table::Table;
use super::{Seed, assumptions, class, demand, organization, project, runner, values};
use crate::toml_reader::{Diagnostic, Reader, Spanned};

pub(super) const KEYS: &[&str] = &[
    "now",
    "random-seed",
    "organization",
    "user",
    "assumptions",
    "runner",
    "class",
    "project",
    "demand",
    "history",
];

const DEFAULT_RANDOM_SEED: u64 = 1;

/// Parses a seed file; a byte order mark is skipped.
pub(super) fn parse(text: &str) -> Result<Seed, Vec<Diagnostic>> {
    Reader::read(text, |reader, top| {
        let mut file = Table::top(reader, top, KEYS);
        let now = file.parsed("now", values::time);
        let random_seed = file.number("random-seed", values::count);
        let mut ids = Ids::new(random_seed.map_or(DEFAULT_RANDOM_SEED, |seed| seed.value));
        let organization = organization::read(&mut file, &mut ids);
        let user = organization::read_user(&mut file, &mut ids);
        let runners = file.tables("runner", runner::KEYS, |table| runner::read(table, &mut ids));
        let classes =
            file.tables("class", class::KEYS, |table| class::read(table, &mut ids, &runners));
        let projects =
            file.tables("project", project::KEYS, |table| project::read(table, &mut ids, &classes));
        let demand = file.tables("demand", demand::KEYS, |table| {
            demand::read(table, &mut ids, &projects, &classes)
        });
        let (assumptions, policies) =
            file.table("assumptions", assumptions::KEYS, assumptions::read).unwrap_or_default();
        let mut history_reader = HistoryReader::new(&projects, &classes);
        let history = file.tables("history", history::KEYS, |table| history_reader.read(table));
        history_reader.check_updates(&mut file);
        check_unique(file.reader, &runners);
        check_unique(file.reader, &classes);
        check_unique(file.reader, &projects);
        Seed {
            ids,
            organization,
            user,
            runners: values_of(runners),
            classes: values_of(classes),
            projects: values_of(projects),
            demand,
            assumptions,
            policies,
            now: now.map(|now| now.value),
            history,
        }
    })
}

fn values_of<T>(objects: Vec<Spanned<T>>) -> Vec<T> {
    objects.into_iter().map(|object| object.value).collect()
}
