//! `[[runner]]` and `[[class]]`.

use super::super::schema;
use super::super::simulation::{Class, Ids, Runner};
use super::names::{self, find};
use super::table::Table;
use super::{ID_TIME, UNSET, values};
use crate::toml_reader::Spanned;

pub(super) const RUNNER_KEYS: &[&str] =
    &["name", "provider", "kind", "phase", "region", "capabilities", "capacity"];

pub(super) const CLASS_KEYS: &[&str] =
    &["name", "runner", "description", "configuration", "enabled"];

pub(super) fn read_runner(table: &mut Table<'_, '_, '_>, ids: &mut Ids) -> Spanned<Runner> {
    let Spanned { value: name, place } = table.name("name");
    let capabilities =
        table.strings("capabilities", |text| values::word(text, &schema::RUNNER_CAPABILITY));
    let mut word =
        |key, words, default: &str| table.word(key, words).unwrap_or_else(|| default.to_owned());
    let value = Runner {
        id: ids.next(ID_TIME),
        name,
        created_at: UNSET,
        provider: word("provider", &schema::RUNNER_PROVIDER, "RUNNER_PROVIDER_AWS_EC2"),
        kind: word("kind", &schema::RUNNER_KIND, "RUNNER_KIND_REMOTE"),
        phase: word("phase", &schema::RUNNER_PHASE, "RUNNER_PHASE_ACTIVE"),
        region: table.text("region").unwrap_or_default(),
        capabilities: capabilities.into_iter().map(|word| word.value).collect(),
        capacity: table.number("capacity", values::count).map(|capacity| capacity.value),
    };
    Spanned { value, place }
}

pub(super) fn read_class(
    table: &mut Table<'_, '_, '_>,
    ids: &mut Ids,
    runners: &[Spanned<Runner>],
) -> Spanned<Class> {
    let Spanned { value: name, place } = table.name("name");
    if name == names::LOCAL {
        let error = "is reserved: in the classes of a project it is the local runner";
        table.wrong(place, "name", error);
    }
    let runner = table.required("runner", |name| Ok(find(name, runners)?.id));
    let value = Class {
        id: ids.next(ID_TIME),
        runner: runner.map(|runner| runner.value).unwrap_or_default(),
        name,
        description: table.text("description").unwrap_or_default(),
        enabled: table.flag("enabled").unwrap_or(true),
        configuration: table.settings("configuration"),
    };
    Spanned { value, place }
}
