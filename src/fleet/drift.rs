//! Where what there is differs from what a file declares, value by value, and what of it somebody
//! does not want to hear about.

use std::fmt;

use uuid::Uuid;

use super::plan::{Action, Change, Plan};
use crate::keyword;
use crate::lookup::Directory;
use crate::warm_pool::reference::{self, NameOrId, PoolKey, PoolRef};
use crate::warm_pool::size::PoolSize;

/// One value that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// How a user can name the pool.
    pub(crate) address: String,
    /// What the pool is for.
    pub(crate) pair: PoolKey,
    /// Its id, where it exists.
    pub(crate) pool: Option<Uuid>,
    /// The line of the file that declares it.
    pub(crate) line: Option<usize>,
    /// What differs.
    pub(crate) what: What,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// The file declares a pool, of this size, and there is none.
    Pool(PoolSize),
    /// The fewest instances.
    Min(DriftValues),
    /// The most instances.
    Max(DriftValues),
}

/// A number in the file, and the one there is, if it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DriftValues {
    /// What the file declares.
    pub(crate) file: i32,
    /// What there is.
    pub(crate) live: Option<i32>,
}

/// The parts of a pool that can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Whether there is one.
    Pool,
    /// The fewest instances.
    Min,
    /// The most instances.
    Max,
}

impl keyword::Keyword for Field {
    const ALL: &'static [(&'static str, Self)] =
        &[("min", Self::Min), ("max", Self::Max), ("pool", Self::Pool)];
}

/// The values that a plan without pruning would change.
pub(crate) fn differences(plan: &Plan) -> Vec<Difference> {
    let of_change = |change: &Change| {
        let Change { address, pair, line, action } = change.clone();
        let values = |file, live| (live != Some(file)).then_some(DriftValues { file, live });
        let whats = match action {
            Action::Create { after } => [Some(What::Pool(after)), None],
            Action::Update { before, after, .. } => [
                values(after.min(), before.min).map(What::Min),
                values(after.max(), before.max).map(What::Max),
            ],
            Action::Delete { .. } | Action::None { .. } => [None, None],
        };
        let pool = action.pool();
        whats.into_iter().flatten().map(move |what| Difference {
            address: address.clone(),
            pair,
            pool,
            line,
            what,
        })
    };
    plan.changes.iter().flat_map(of_change).collect()
}

impl What {
    /// The part that differs.
    pub(crate) const fn field(self) -> Field {
        match self {
            Self::Pool(_) => Field::Pool,
            Self::Min(_) => Field::Min,
            Self::Max(_) => Field::Max,
        }
    }

    /// What the file declares, and what there is.
    pub(crate) fn expected_and_live(self) -> (String, String) {
        let told = |live: Option<i32>| live.map_or_else(|| "?".to_owned(), |live| live.to_string());
        match self {
            Self::Pool(size) => (size.to_string(), "none".to_owned()),
            Self::Min(DriftValues { file, live }) | Self::Max(DriftValues { file, live }) => {
                (file.to_string(), told(live))
            }
        }
    }
}

/// `max: file 8, live 6`.
impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, live) = self.expected_and_live();
        write!(f, "{}: file {file}, live {live}", keyword::Keyword::word(self.field()))
    }
}

/// What somebody does not want to hear about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IgnoreRule {
    pool: PoolRef,
    /// Only this part of it.
    field: Option<Field>,
}

impl IgnoreRule {
    /// Reads `POOL` or `POOL:FIELD`.
    ///
    /// # Errors
    /// When it is neither.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (pool, field) = match text.rsplit_once(':') {
            // The colon of `id:` or `name:`, or one in the name of a project.
            Some((before, after)) if after.contains('/') || is_mark(before) => (text, None),
            Some((pool, field)) => {
                let read = <Field as keyword::Keyword>::parse(field);
                (pool, Some(read.map_err(|fault| format!("{field:?} {fault}"))?))
            }
            None => (text, None),
        };
        Ok(Self { pool: reference::pool(pool)?, field })
    }

    /// The class it names, if it does by name.
    pub(crate) fn class(&self) -> Option<&str> {
        match &self.pool {
            PoolRef::Address { class: NameOrId::Name(name), .. } => Some(name),
            PoolRef::Address { class: NameOrId::Id(_), .. } | PoolRef::Id(_) => None,
        }
    }

    /// Whether it is about a pool, by what its words name.
    pub(crate) fn is_about(
        &self,
        pair: PoolKey,
        pool: Option<Uuid>,
        directory: &Directory,
    ) -> bool {
        match &self.pool {
            PoolRef::Id(id) => pool == Some(*id),
            PoolRef::Address { project, class } => {
                let named = (directory.project(project), directory.class(class));
                named == (Ok(pair.project), Ok(pair.class))
            }
        }
    }

    /// Whether it is about a difference.
    pub(crate) fn matches(&self, difference: &Difference, directory: &Directory) -> bool {
        let Difference { pair, pool, what, .. } = difference;
        self.field.is_none_or(|field| field == what.field())
            && self.is_about(*pair, *pool, directory)
    }
}

/// Whether a colon after this text is that of a forced reading.
fn is_mark(before: &str) -> bool {
    matches!(before.rsplit('/').next(), Some("id" | "name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<Field>) {
        let IgnoreRule { pool, field } = IgnoreRule::parse(text).unwrap();
        (pool.to_string(), field)
    }

    #[test]
    fn a_field_stands_after_the_last_colon() {
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
            assert_eq!(read(text), (pool.to_owned(), field), "{text}");
        }
    }

    #[test]
    fn what_is_no_pool_and_no_field_is_told() {
        for (text, told) in [
            ("a/b:mx", "\"mx\" is not one of min, max, pool; did you mean \"max\"?"),
            ("acme-api:min", "\"acme-api\" is no warm pool: give its id, or PROJECT/CLASS"),
            ("a/b:", "\"\" is not one of min, max, pool"),
        ] {
            assert_eq!(IgnoreRule::parse(text).unwrap_err(), told);
        }
        assert!(IgnoreRule::parse("").is_err());
    }
}
