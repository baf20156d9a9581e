//! The differences between a fleet file and the current state, value by value.

use std::fmt;

use serde::Serialize;
use uuid::Uuid;

use super::diff::{Diff, Misfit};
use super::plan::{Action, Change};
use super::schedule_check::ScheduleNote;
use crate::keyword::Keyword;
use crate::lookup::Directory;
use crate::sort::sort_by;
use crate::warm_pool::reference::{self, NameOrId, PoolKey, PoolRef};
use crate::warm_pool::size::SizeBounds;

/// A value that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Difference {
    pub(crate) address: String,
    project_id: Uuid,
    environment_class_id: Uuid,
    pub(crate) warm_pool_id: Option<Uuid>,
    pub(crate) field: Field,
    /// The declared value.
    pub(crate) file: DriftValue,
    /// The reported value.
    pub(crate) live: DriftValue,
    pub(crate) line: Option<usize>,
    /// The file of that line, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    #[serde(flatten)]
    pub(crate) schedule: ScheduleNote,
}

impl Difference {
    pub(crate) const fn key(&self) -> PoolKey {
        PoolKey { project: self.project_id, class: self.environment_class_id }
    }
}

/// The part of a pool that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Field {
    /// Whether it exists.
    Pool,
    Min,
    Max,
}

impl Keyword for Field {
    const ALL: &'static [(&'static str, Self)] =
        &[("min", Self::Min), ("max", Self::Max), ("pool", Self::Pool)];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum DriftValue {
    Number(i32),
    Pool(SizeBounds),
    NoPool,
    NotReported,
}

impl fmt::Display for DriftValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Pool(sizes) => sizes.fmt(f),
            Self::NoPool => f.write_str("none"),
            Self::NotReported => f.write_str("?"),
        }
    }
}

/// `max: file 8, live 6`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, file, live, .. } = self;
        write!(f, "{}: file {file}, live {live}", field.word())
    }
}

/// The values that a plan without pruning changes, and those that do not fit; by address.
pub(crate) fn differences(diff: &Diff) -> Vec<Difference> {
    let changed = diff.plan.changes.iter().flat_map(of_change);
    let mut all: Vec<_> = changed.chain(diff.misfits.iter().flat_map(of_misfit)).collect();
    sort_by(&mut all, |a, b| a.address.cmp(&b.address));
    all
}

fn of_change(change: &Change) -> Vec<Difference> {
    let difference = |field, file, live| Difference {
        address: change.address.clone(),
        project_id: change.key.project,
        environment_class_id: change.key.class,
        warm_pool_id: change.action.pool(),
        field,
        file,
        live,
        line: change.line,
        path: change.file.clone(),
        schedule: ScheduleNote::default(),
    };
    match change.action {
        Action::Create { after } => {
            vec![difference(Field::Pool, DriftValue::Pool(after.into()), DriftValue::NoPool)]
        }
        Action::Update { before, after, .. } => {
            let values = different_bounds(after.into(), before);
            values.map(|(field, file, live)| difference(field, file, live)).collect()
        }
        Action::Delete { .. } | Action::None { .. } => Vec::new(),
    }
}

fn of_misfit(Misfit { address, declared, live }: &Misfit) -> Vec<Difference> {
    let values = different_bounds(declared.size.bounds, live.sizes);
    let difference = |(field, file, live_value)| Difference {
        address: address.clone(),
        project_id: declared.key.project,
        environment_class_id: declared.key.class,
        warm_pool_id: Some(live.id),
        field,
        file,
        live: live_value,
        line: Some(declared.place.line),
        path: declared.file.clone(),
        schedule: ScheduleNote::default(),
    };
    values.map(difference).collect()
}

/// The declared bounds that are not the live ones.
fn different_bounds(
    file: SizeBounds,
    live: SizeBounds,
) -> impl Iterator<Item = (Field, DriftValue, DriftValue)> {
    let bounds = [(Field::Min, file.min, live.min), (Field::Max, file.max, live.max)];
    let different = bounds.into_iter().filter(|(_, file, live)| file.is_some() && file != live);
    different.filter_map(|(field, file, live)| {
        let live = live.map_or(DriftValue::NotReported, DriftValue::Number);
        Some((field, DriftValue::Number(file?), live))
    })
}

/// Differences that the user knows about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IgnoreRule {
    pool: PoolRef,
    /// Without one, all fields.
    field: Option<Field>,
}

impl IgnoreRule {
    /// Parses `POOL` or `POOL:FIELD`.
    ///
    /// # Errors
    /// When it is neither.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (pool, field) = match text.rsplit_once(':') {
            // The colon of `id:` or `name:`, or one in the name of a project.
            Some((before, after)) if after.contains('/') || is_prefix(before) => (text, None),
            Some((pool, field)) => {
                let parsed = Field::parse(field).map_err(|error| format!("{field:?} {error}"))?;
                (pool, Some(parsed))
            }
            None => (text, None),
        };
        Ok(Self { pool: reference::parse_pool_ref(pool)?, field })
    }

    /// The name of its class, unless it names an id.
    pub(crate) fn class_name(&self) -> Option<&str> {
        match &self.pool {
            PoolRef::Address { class: NameOrId::Name(name), .. } => Some(name),
            PoolRef::Address { class: NameOrId::Id(_), .. } | PoolRef::Id(_) => None,
        }
    }

    /// Whether it names a pool.
    pub(crate) fn names(&self, key: PoolKey, pool: Option<Uuid>, directory: &Directory) -> bool {
        match &self.pool {
            PoolRef::Id(id) => pool == Some(*id),
            PoolRef::Address { project, class } => {
                let ids = (directory.project(project), directory.class(class));
                ids == (Ok(key.project), Ok(key.class))
            }
        }
    }

    pub(crate) fn matches(&self, difference: &Difference, directory: &Directory) -> bool {
        let Difference { warm_pool_id, field, .. } = *difference;
        self.matches_field(difference.key(), warm_pool_id, field, directory)
    }

    pub(crate) fn matches_field(
        &self,
        key: PoolKey,
        pool: Option<Uuid>,
        field: Field,
        directory: &Directory,
    ) -> bool {
        self.field.is_none_or(|only| only == field) && self.names(key, pool, directory)
    }
}

/// Whether a colon after this text belongs to `id:` or `name:`.
fn is_prefix(before: &str) -> bool {
    matches!(before.rsplit('/').next(), Some("id" | "name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (String, Option<Field>) {
        let IgnoreRule { pool, field } = IgnoreRule::parse(text).unwrap();
        (pool.to_string(), field)
    }

    #[test]
    fn a_field_follows_the_last_colon() {
        const ID: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";
        for (text, pool, field) in [
            ("acme-api/large", "acme-api/large", None),
            ("acme-api/large:max", "acme-api/large", Some(Field::Max)),
            ("a:b/large:pool", "a:b/large", Some(Field::Pool)),
            ("a:b/large", "a:b/large", None),
            (&format!("id:{ID}"), ID, None),
            (&format!("{ID}:min"), ID, Some(Field::Min)),
            (&format!("acme-api/id:{ID}"), &format!("acme-api/{ID}"), None),
            (&format!("acme-api/id:{ID}:min"), &format!("acme-api/{ID}"), Some(Field::Min)),
        ] {
            assert_eq!(parse(text), (pool.to_owned(), field), "{text}");
        }
    }

    #[test]
    fn an_unknown_pool_or_field_is_an_error() {
        for (text, expected) in [
            ("a/b:mx", "\"mx\" is not one of min, max, pool; did you mean \"max\"?"),
            ("acme-api:min", "\"acme-api\" is not a pool: use PROJECT/CLASS or an id"),
            ("a/b:", "\"\" is not one of min, max, pool"),
        ] {
            assert_eq!(IgnoreRule::parse(text).unwrap_err(), expected);
        }
        assert!(IgnoreRule::parse("").is_err());
    }
}
