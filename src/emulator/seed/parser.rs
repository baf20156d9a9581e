//! The whole of a seed file. The tables are read in the order in which they refer to each other.

use super::super::simulation::{Ids, Organization, User};
use super::history::{self, HistoryReader};
use super::names::check_unique;
use super::table::Table;
use super::{ID_TIME, Seed, UNSET, assumptions, demand, project, runner, values};
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

pub(super) const ORGANIZATION_KEYS: &[&str] = &["name", "tier"];
pub(super) const USER_KEYS: &[&str] = &["name", "email"];

const DEFAULT_RANDOM_SEED: u64 = 1;

/// Parses a seed file; a byte order mark is skipped.
pub(super) fn parse(text: &str) -> Result<Seed, Vec<Diagnostic>> {
    Reader::read(text, |reader, top| {
        let mut file = Table::top(reader, top, KEYS);
        let now = file.parsed("now", values::time);
        let random_seed = file.number("random-seed", values::count);
        let mut ids = Ids::new(random_seed.map_or(DEFAULT_RANDOM_SEED, |seed| seed.value));
        let organization = read_organization(&mut file, &mut ids);
        let user = read_user(&mut file, &mut ids);
        let runners = file
            .tables("runner", runner::RUNNER_KEYS, |table| runner::read_runner(table, &mut ids));
        let classes = file.tables("class", runner::CLASS_KEYS, |table| {
            runner::read_class(table, &mut ids, &runners)
        });
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

fn read_organization(file: &mut Table<'_, '_, '_>, ids: &mut Ids) -> Organization {
    file.require("organization", "organization = { name = \"Acme\", tier = \"enterprise\" }");
    let names = file.table("organization", ORGANIZATION_KEYS, |table| {
        (table.name("name").value, table.name("tier").value)
    });
    let (name, tier) = names.unwrap_or_default();
    Organization { id: ids.next(ID_TIME), name, tier }
}

fn read_user(file: &mut Table<'_, '_, '_>, ids: &mut Ids) -> User {
    file.require("user", "user = { name = \"Ada\", email = \"ada@acme.example\" }");
    let names = file
        .table("user", USER_KEYS, |table| (table.name("name").value, table.name("email").value));
    let (name, email) = names.unwrap_or_default();
    User { id: ids.next(ID_TIME), name, email, created_at: UNSET }
}

fn values_of<T>(objects: Vec<Spanned<T>>) -> Vec<T> {
    objects.into_iter().map(|object| object.value).collect()
}
