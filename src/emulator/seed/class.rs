//! `[[class]]`.

use super::super::simulation::{Class, Ids, Runner};
use super::ID_TIME;
use super::names::{LOCAL, find};
use super::table::Table;
use crate::toml_reader::Spanned;

pub(super) const KEYS: &[&str] = &["name", "runner", "description", "configuration", "enabled"];

pub(super) fn read(
    table: &mut Table<'_, '_, '_>,
    ids: &mut Ids,
    runners: &[Spanned<Runner>],
) -> Spanned<Class> {
    let Spanned { value: name, place } = table.required_text("name");
    if name == LOCAL {
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
