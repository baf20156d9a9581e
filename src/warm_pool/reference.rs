//! How users name a pool, a project or a class.

use std::fmt;

use uuid::Uuid;

use crate::api::warm_pool::WarmPool;

/// What one argument names a pool by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PoolRef {
    Id(Uuid),
    /// A project and a class have at most one pool.
    Address {
        project: NameOrId,
        class: NameOrId,
    },
}

/// What one argument names a project or a class by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum NameOrId {
    Id(Uuid),
    Name(String),
}

/// A project and an environment class: they identify a pool, which has no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PoolKey {
    pub(crate) project: Uuid,
    pub(crate) class: Uuid,
}

impl PoolKey {
    /// The key of these ids, as the service wrote them.
    pub(crate) fn parse(project: &str, class: &str) -> Option<Self> {
        let (project, class) = (Uuid::try_parse(project).ok()?, Uuid::try_parse(class).ok()?);
        Some(Self { project, class })
    }

    /// The key of a pool, unless the service does not say which pool it is.
    pub(crate) fn of(pool: &WarmPool) -> Option<Self> {
        let metadata = pool.metadata.as_ref()?;
        Self::parse(&metadata.project_id, &metadata.environment_class_id)
    }

    /// Whether these ids, as the service wrote them, are its own.
    pub(crate) fn matches(self, project: &str, class: &str) -> bool {
        project.eq_ignore_ascii_case(&self.project.to_string())
            && class.eq_ignore_ascii_case(&self.class.to_string())
    }
}

impl NameOrId {
    /// The name; `None` for an id.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Id(_) => None,
            Self::Name(name) => Some(name),
        }
    }

    /// Text that [`parse_name_or_id`] parses to the same value, and that is taken neither for a flag,
    /// a formula, a pattern nor a list. `None` for a name that is empty or surrounded by blanks.
    pub(crate) fn to_exact_input(&self) -> Option<String> {
        let text = self.to_string();
        let is_plain = !text.starts_with(SPECIAL) && !text.contains(['*', '?', ',']);
        if matches!(self, Self::Id(_)) || is_plain && self.is_read_from(&text) {
            return Some(text);
        }
        let marked = format!("name:{text}");
        self.is_read_from(&marked).then_some(marked)
    }

    /// As [`Self::to_exact_input`], for a value that was parsed.
    pub(crate) fn to_input(&self) -> String {
        self.to_exact_input().unwrap_or_else(|| format!("name:{self}"))
    }

    fn is_read_from(&self, text: &str) -> bool {
        parse_name_or_id(text).as_ref() == Ok(self)
    }
}

/// How a flag or, in a spreadsheet, a formula starts.
const SPECIAL: [char; 8] = ['-', '=', '+', '@', '－', '＝', '＋', '＠'];

/// Parses a pool's id, `id:ID`, or the address `PROJECT/CLASS`, split at its last `/`.
pub(crate) fn parse_pool_ref(text: &str) -> Result<PoolRef, String> {
    let text = non_empty(text, "the pool argument")?;
    if let Some((project, class)) = text.rsplit_once('/') {
        return Ok(PoolRef::Address {
            project: parse_name_or_id(project)?,
            class: parse_name_or_id(class)?,
        });
    }
    match parse_name_or_id(text)? {
        NameOrId::Id(id) => Ok(PoolRef::Id(id)),
        NameOrId::Name(name) => Err(format!("{name:?} is not a pool: use PROJECT/CLASS or an id")),
    }
}

/// Parses the address of a pool that may not exist yet.
pub(crate) fn parse_address(text: &str) -> Result<(NameOrId, NameOrId), String> {
    match parse_pool_ref(text)? {
        PoolRef::Address { project, class } => Ok((project, class)),
        PoolRef::Id(id) => Err(format!("{id} is the id of a pool: use PROJECT/CLASS")),
    }
}

/// Parses a name or an id: text shaped like an id is one, unless `name:` precedes it; what
/// follows `id:` has to be one.
pub(crate) fn parse_name_or_id(text: &str) -> Result<NameOrId, String> {
    let text = non_empty(text, "the name or id")?;
    if let Some(name) = text.strip_prefix("name:") {
        return Ok(NameOrId::Name(non_empty(name, "the name")?.to_owned()));
    }
    match (parse_id(text), text.starts_with("id:")) {
        (Ok(id), _) => Ok(NameOrId::Id(id)),
        (Err(error), true) => Err(error),
        (Err(_), false) => Ok(NameOrId::Name(text.to_owned())),
    }
}

/// Parses an id: a UUID in hyphenated form, with or without `id:` before it.
pub(crate) fn parse_id(text: &str) -> Result<Uuid, String> {
    let text = non_empty(text, "the id")?;
    let digits = text.strip_prefix("id:").unwrap_or(text);
    // The service's rule `string.uuid` accepts no other form.
    match Uuid::try_parse(digits) {
        Ok(id) if digits.len() == uuid::fmt::Hyphenated::LENGTH => Ok(id),
        _ => Err(format!("{digits:?} is not an id (a UUID such as {EXAMPLE})")),
    }
}

const EXAMPLE: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";

/// An empty text must never reach the service, where it may mean "any".
fn non_empty<'a>(text: &'a str, argument: &str) -> Result<&'a str, String> {
    let trimmed = text.trim();
    if trimmed.is_empty() { Err(format!("{argument} is empty")) } else { Ok(trimmed) }
}

/// As it was typed, without `id:` and `name:`.
impl fmt::Display for NameOrId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Name(name) => f.write_str(name),
        }
    }
}

/// Text that [`parse_pool_ref`] parses to the same value.
impl fmt::Display for PoolRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Address { project, class } => {
                write!(f, "{}/{}", project.to_input(), class.to_input())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const A: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";
    const B: &str = "D2C94C27-3B76-4A42-B88C-95A85E392C68";

    #[test]
    fn ids_and_addresses_are_parsed() {
        assert_eq!(parse_pool_ref(A).unwrap().to_string(), A);
        assert_eq!(parse_pool_ref(&format!(" id:{A} ")).unwrap().to_string(), A);
        let address = parse_pool_ref(&format!("{A}/{B}")).unwrap().to_string();
        assert_eq!(address, format!("{A}/{}", B.to_lowercase()));
        let name = |name: &str| NameOrId::Name(name.to_owned());
        for (typed, project, class) in [
            ("acme-api/large", name("acme-api"), name("large")),
            ("a/b/c", name("a/b"), name("c")),
            ("acme-api/large@aws-eu", name("acme-api"), name("large@aws-eu")),
            (&format!("acme-api/name:{A}"), name("acme-api"), name(A)),
            (&format!("id:{A}/x"), NameOrId::Id(A.parse().unwrap()), name("x")),
        ] {
            assert_eq!(parse_pool_ref(typed), Ok(PoolRef::Address { project, class }), "{typed}");
        }
    }

    #[test]
    fn anything_else_is_an_error_that_says_what_is_expected() {
        for text in ["", " ", "\t\n", "/", "a/", "/b", "name:/b"] {
            assert!(parse_pool_ref(text).unwrap_err().ends_with(" is empty"), "{text}");
        }
        let simple = format!("id:{}", A.replace('-', ""));
        let braced = format!("id:{{{A}}}");
        for text in ["acme-api", "id:", "id:x/b", "name:x", &simple, &braced, &A[1..]] {
            assert!(parse_pool_ref(text).is_err(), "{text}");
        }
        assert_eq!(
            parse_pool_ref("acme\u{1b}[31m").unwrap_err(),
            "\"acme\\u{1b}[31m\" is not a pool: use PROJECT/CLASS or an id"
        );
    }

    proptest! {
        #[test]
        fn what_was_parsed_is_displayed_as_text_that_parses_to_it(
            text in "(id:|name:|-|@|/| |[ab]|0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11){0,6}|.{0,60}",
        ) {
            if let Ok(pool) = parse_pool_ref(&text) {
                prop_assert_eq!(parse_pool_ref(&pool.to_string()), Ok(pool));
            }
        }
    }
}
