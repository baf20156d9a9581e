//! What one argument names: one thing by its name or id, or several by a glob.

use std::fmt;

use wildmatch::WildMatch;

use crate::warm_pool::reference::{self, NameOrId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    NameOrId(NameOrId),
    /// `*` matches any characters, `?` exactly one.
    Glob(String),
}

impl Pattern {
    /// Parses a name, an id or a glob; `name:` makes a name of anything.
    ///
    /// # Errors
    /// As [`reference::parse_name_or_id`].
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match reference::parse_name_or_id(text)? {
            NameOrId::Name(name)
                if !text.trim().starts_with("name:") && name.contains(['*', '?']) =>
            {
                Ok(Self::Glob(name))
            }
            project => Ok(Self::NameOrId(project)),
        }
    }

    pub(crate) fn all() -> Self {
        Self::Glob("*".to_owned())
    }

    /// Whether a glob matches a name. Names and ids take a directory to resolve.
    pub(crate) fn matches(&self, name: &str) -> bool {
        matches!(self, Self::Glob(glob) if WildMatch::new(glob).matches(name))
    }

    /// As [`Self::matches`], ignoring case.
    pub(crate) fn matches_in_any_case(&self, name: &str) -> bool {
        matches!(self, Self::Glob(glob) if WildMatch::new_case_insensitive(glob).matches(name))
    }

    /// Whether this can match a project that a file names so: the project of an id can have any
    /// name, and names match in any case.
    pub(crate) fn may_match(&self, project: &NameOrId) -> bool {
        match (self, project) {
            (Self::NameOrId(NameOrId::Id(pattern)), NameOrId::Id(id)) => pattern == id,
            (Self::NameOrId(NameOrId::Name(pattern)), NameOrId::Name(name)) => {
                pattern.to_lowercase() == name.to_lowercase()
            }
            (Self::Glob(glob), NameOrId::Name(name)) => {
                WildMatch::new_case_insensitive(glob).matches(name)
            }
            (Self::NameOrId(_) | Self::Glob(_), _) => true,
        }
    }

    /// The longest part of a name that has no wildcard; `None` for an id.
    pub(crate) fn literal_part(&self) -> Option<&str> {
        match self {
            Self::NameOrId(NameOrId::Id(_)) => None,
            Self::NameOrId(NameOrId::Name(name)) => Some(name),
            Self::Glob(glob) => glob.split(['*', '?']).max_by_key(|part| part.len()),
        }
    }
}

/// Text that [`Pattern::parse`] parses to the same value.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameOrId(NameOrId::Name(name)) if name.contains(['*', '?']) => {
                write!(f, "name:{name}")
            }
            Self::NameOrId(project) => f.write_str(&project.to_input()),
            Self::Glob(glob) => f.write_str(glob),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";

    fn matches(pattern: &str, name: &str) -> bool {
        Pattern::parse(pattern).unwrap().matches(name)
    }

    #[test]
    fn a_star_matches_any_characters_and_a_question_mark_one() {
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
    fn a_name_prefix_escapes_wildcards() {
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
    fn the_literal_part_is_the_longest_without_wildcards() {
        for (pattern, part) in
            [("acme-*", Some("acme-")), ("*", Some("")), ("a*bcd?e", Some("bcd")), (ID, None)]
        {
            assert_eq!(Pattern::parse(pattern).unwrap().literal_part(), part);
        }
    }
}
