//! Which projects a fleet owns: a word as everywhere, or a pattern of names.

use std::fmt;

use uuid::Uuid;
use wildmatch::WildMatch;

use crate::warm_pool::reference::{self, NameOrId};

/// Projects, as a scope names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// One project.
    NameOrId(NameOrId),
    /// Those whose names are so: `*` stands for any letters, `?` for one.
    Glob(String),
}

impl Pattern {
    /// Reads a word or a pattern; `name:` before it makes a name even of one with a `*`.
    ///
    /// # Errors
    /// As [`reference::word`].
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let word = reference::word(text)?;
        match word {
            NameOrId::Name(name)
                if !text.trim().starts_with("name:") && name.contains(['*', '?']) =>
            {
                Ok(Self::Glob(name))
            }
            word => Ok(Self::NameOrId(word)),
        }
    }

    /// Every project.
    pub(crate) fn all() -> Self {
        Self::Glob("*".to_owned())
    }

    /// Whether a project with this id and name is meant, where the pattern itself can tell: a name
    /// is looked up among all projects instead.
    pub(super) fn matches(&self, id: Uuid, name: &str) -> bool {
        match self {
            Self::NameOrId(NameOrId::Id(own)) => *own == id,
            Self::NameOrId(NameOrId::Name(_)) => false,
            Self::Glob(glob) => WildMatch::new(glob).matches(name),
        }
    }

    /// Whether a project that is named so can be meant, as far as the words alone tell: an id may
    /// be that of any name, and a name is taken in any case.
    pub(super) fn may_match(&self, word: &NameOrId) -> bool {
        match (self, word) {
            (Self::NameOrId(NameOrId::Id(own)), NameOrId::Id(id)) => own == id,
            (Self::NameOrId(NameOrId::Name(own)), NameOrId::Name(name)) => {
                own.to_lowercase() == name.to_lowercase()
            }
            (Self::Glob(glob), NameOrId::Name(name)) => {
                WildMatch::new_case_insensitive(glob).matches(name)
            }
            (Self::NameOrId(_) | Self::Glob(_), _) => true,
        }
    }

    /// The longest part of a name that is certain; `None` for an id.
    pub(super) fn literal_part(&self) -> Option<&str> {
        match self {
            Self::NameOrId(NameOrId::Id(_)) => None,
            Self::NameOrId(NameOrId::Name(name)) => Some(name),
            Self::Glob(glob) => glob.split(['*', '?']).max_by_key(|part| part.len()),
        }
    }
}

/// As it can be written into a file.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameOrId(NameOrId::Name(name)) if name.contains(['*', '?']) => {
                write!(f, "name:{name}")
            }
            Self::NameOrId(word) => f.write_str(&word.to_input()),
            Self::Glob(glob) => f.write_str(glob),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";

    fn matches(pattern: &str, name: &str) -> bool {
        Pattern::parse(pattern).unwrap().matches(Uuid::nil(), name)
    }

    #[test]
    fn a_star_is_any_letters_and_a_question_mark_is_one() {
        for (pattern, name) in
            [("*", ""), ("*", "acme"), ("acme-*", "acme-"), ("a*e-?pi", "acme-api"), ("**", "x")]
        {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in
            [("acme-*", "acme"), ("acme-*", "ACME-api"), ("?", ""), ("?", "ab"), ("*-api", "api")]
        {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn a_name_with_a_star_can_be_meant() {
        let name = Pattern::NameOrId(NameOrId::Name("a*".to_owned()));
        assert_eq!(Pattern::parse("name:a*"), Ok(name));
        assert_eq!(Pattern::parse(ID), Ok(Pattern::NameOrId(NameOrId::Id(ID.parse().unwrap()))));
        assert!(Pattern::parse(" ").is_err());
        for text in ["a*", "name:a*", ID, "acme-api", "name:id:x"] {
            let pattern = Pattern::parse(text).unwrap();
            assert_eq!(Pattern::parse(&pattern.to_string()), Ok(pattern), "{text}");
        }
    }

    #[test]
    fn the_longest_certain_part_narrows_the_search() {
        for (pattern, part) in
            [("acme-*", Some("acme-")), ("*", Some("")), ("a*bcd?e", Some("bcd")), (ID, None)]
        {
            assert_eq!(Pattern::parse(pattern).unwrap().literal_part(), part);
        }
    }
}
