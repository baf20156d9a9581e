//! `[[runner]]`.

use super::super::schema;
use super::super::simulation::{Ids, Runner};
use super::table::Table;
use super::{ID_TIME, UNSET, values};
use crate::toml_reader::Spanned;

pub(super) const KEYS: &[&str] =
    &["name", "provider", "kind", "phase", "region", "capabilities", "capacity"];

pub(super) fn read(table: &mut Table<'_, '_, '_>, ids: &mut Ids) -> Spanned<Runner> {
    let Spanned { value: name, place } = table.required_text("name");
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
