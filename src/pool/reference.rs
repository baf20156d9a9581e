//! How a user names a pool, a project or a class.

use std::fmt;

use uuid::Uuid;

/// What one word of the user stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PoolRef {
    /// The id of the pool.
    Id(Uuid),
    /// The pair that the pool is for; there is at most one pool for it.
    Pair(Pair),
}

/// A project and an environment class: what identifies a pool, which has no name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Pair {
    /// The project.
    pub(crate) project: Uuid,
    /// The environment class.
    pub(crate) class: Uuid,
}

/// Reads a pool's id, `id:ID`, or the address `PROJECT-ID/CLASS-ID`.
pub(crate) fn pool(text: &str) -> Result<PoolRef, String> {
    let word = filled(text, "a warm pool")?;
    if let Some((project, class)) = word.rsplit_once('/')
        && !word.starts_with("id:")
    {
        return Ok(PoolRef::Pair(Pair { project: id(project)?, class: id(class)? }));
    }
    id(word).map(PoolRef::Id)
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

/// As in the ADDRESS column and as it can be typed again.
impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.project, self.class)
    }
}

impl fmt::Display for PoolRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Pair(pair) => pair.fmt(f),
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
    fn an_id_a_marked_id_and_an_address() {
        assert_eq!(pool(A).unwrap().to_string(), A);
        assert_eq!(pool(&format!(" id:{A} ")).unwrap().to_string(), A);
        let address = pool(&format!("{A}/{B}")).unwrap().to_string();
        assert_eq!(address, format!("{A}/{}", B.to_lowercase()));
    }

    #[test]
    fn anything_else_says_what_is_wanted() {
        for word in ["", " ", "\t\n"] {
            assert!(pool(word).unwrap_err().ends_with("the word is blank"));
        }
        let simple = A.replace('-', "");
        let braced = format!("{{{A}}}");
        let urn = format!("urn:uuid:{A}");
        let half = format!("{A}/");
        for word in ["acme-api", "id:", "a/b/c", &simple, &braced, &urn, &half, &A[1..]] {
            assert!(pool(word).is_err(), "{word}");
        }
        assert_eq!(
            pool("acme\u{1b}[31m").unwrap_err(),
            "\"acme\\u{1b}[31m\" is not an id (a UUID such as 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11)"
        );
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again(project: u128, class: u128) {
            let pair = Pair { project: Uuid::from_u128(project), class: Uuid::from_u128(class) };
            prop_assert_eq!(pool(&pair.to_string()), Ok(PoolRef::Pair(pair)));
            let id = PoolRef::Id(pair.project);
            prop_assert_eq!(pool(&id.to_string()), Ok(id));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,60}") {
            let _ = pool(&text);
        }
    }
}
