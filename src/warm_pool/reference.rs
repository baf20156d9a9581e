//! How a user names a pool, a project or a class.

use std::fmt;

use uuid::Uuid;

/// What one word of the user stands for, for a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PoolRef {
    /// The id of the pool.
    Id(Uuid),
    /// What the pool is for; there is at most one pool for a project and a class.
    Address {
        /// The project.
        project: NameOrId,
        /// The environment class.
        class: NameOrId,
    },
}

/// What one word of the user stands for, for a project or a class.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum NameOrId {
    /// An id.
    Id(Uuid),
    /// A name.
    Name(String),
}

/// A project and an environment class: what identifies a pool, which has no name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PoolKey {
    /// The project.
    pub(crate) project: Uuid,
    /// The environment class.
    pub(crate) class: Uuid,
}

impl PoolKey {
    /// Whether these are its ids, as the service wrote them.
    pub(crate) fn is(self, project: &str, class: &str) -> bool {
        project.eq_ignore_ascii_case(&self.project.to_string())
            && class.eq_ignore_ascii_case(&self.class.to_string())
    }
}

impl NameOrId {
    /// So that [`word`] reads the same again.
    pub(crate) fn to_input(&self) -> String {
        let text = self.to_string();
        match self {
            Self::Name(_) if word(&text).as_ref() != Ok(self) => format!("name:{text}"),
            Self::Id(_) | Self::Name(_) => text,
        }
    }
}

/// Reads a pool's id, `id:ID`, or the address `PROJECT/CLASS`, split at its last `/`.
pub(crate) fn pool(text: &str) -> Result<PoolRef, String> {
    let text = filled(text, "a warm pool")?;
    if let Some((project, class)) = text.rsplit_once('/') {
        return Ok(PoolRef::Address { project: word(project)?, class: word(class)? });
    }
    match word(text)? {
        NameOrId::Id(id) => Ok(PoolRef::Id(id)),
        NameOrId::Name(name) => {
            Err(format!("{name:?} is no warm pool: give its id, or PROJECT/CLASS"))
        }
    }
}

/// Reads an id or a name: what is shaped like an id is one. `id:` and `name:` before it force a
/// reading.
pub(crate) fn word(text: &str) -> Result<NameOrId, String> {
    let text = filled(text, "an id or a name")?;
    if let Some(name) = text.strip_prefix("name:") {
        return Ok(NameOrId::Name(filled(name, "a name")?.to_owned()));
    }
    match (id(text), text.starts_with("id:")) {
        (Ok(id), _) => Ok(NameOrId::Id(id)),
        (Err(why), true) => Err(why),
        (Err(_), false) => Ok(NameOrId::Name(text.to_owned())),
    }
}

/// Reads an id: a UUID in hyphenated form, with or without `id:` before it.
pub(crate) fn id(text: &str) -> Result<Uuid, String> {
    let word = filled(text, "an id")?;
    let digits = word.strip_prefix("id:").unwrap_or(word);
    // The service takes no other spelling of a UUID than this one (contract, rule `string.uuid`).
    match Uuid::try_parse(digits) {
        Ok(id) if digits.len() == uuid::fmt::Hyphenated::LENGTH => Ok(id),
        _ => Err(format!("{digits:?} is not an id (a UUID such as {EXAMPLE})")),
    }
}

const EXAMPLE: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";

/// A blank word must never reach the service, where it may mean "any".
fn filled<'a>(text: &'a str, what: &str) -> Result<&'a str, String> {
    let word = text.trim();
    if word.is_empty() { Err(format!("{what} is wanted, and the word is blank")) } else { Ok(word) }
}

/// As in the ADDRESS column where names are not known, and as it can be typed again.
impl fmt::Display for PoolKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.project, self.class)
    }
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

impl fmt::Display for PoolRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Address { project, class } => write!(f, "{project}/{class}"),
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
    fn an_id_a_marked_id_and_addresses() {
        assert_eq!(pool(A).unwrap().to_string(), A);
        assert_eq!(pool(&format!(" id:{A} ")).unwrap().to_string(), A);
        let address = pool(&format!("{A}/{B}")).unwrap().to_string();
        assert_eq!(address, format!("{A}/{}", B.to_lowercase()));
        let name = |name: &str| NameOrId::Name(name.to_owned());
        for (typed, project, class) in [
            ("acme-api/large", name("acme-api"), name("large")),
            ("a/b/c", name("a/b"), name("c")),
            ("acme-api/large@aws-eu", name("acme-api"), name("large@aws-eu")),
            (&format!("acme-api/name:{A}"), name("acme-api"), name(A)),
            (&format!("id:{A}/x"), NameOrId::Id(A.parse().unwrap()), name("x")),
        ] {
            assert_eq!(pool(typed), Ok(PoolRef::Address { project, class }), "{typed}");
        }
    }

    #[test]
    fn anything_else_says_what_is_wanted() {
        for word in ["", " ", "\t\n", "/", "a/", "/b", "name:/b"] {
            assert!(pool(word).unwrap_err().ends_with("the word is blank"), "{word}");
        }
        let simple = format!("id:{}", A.replace('-', ""));
        let braced = format!("id:{{{A}}}");
        for word in ["acme-api", "id:", "id:x/b", "name:x", &simple, &braced, &A[1..]] {
            assert!(pool(word).is_err(), "{word}");
        }
        assert_eq!(
            pool("acme\u{1b}[31m").unwrap_err(),
            "\"acme\\u{1b}[31m\" is no warm pool: give its id, or PROJECT/CLASS"
        );
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again(project: u128, class: u128) {
            let pair = PoolKey { project: Uuid::from_u128(project), class: Uuid::from_u128(class) };
            prop_assert_eq!(pool(&pair.to_string()).unwrap().to_string(), pair.to_string());
            let id = PoolRef::Id(pair.project);
            prop_assert_eq!(pool(&id.to_string()), Ok(id));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,60}") {
            drop(pool(&text));
        }
    }
}
