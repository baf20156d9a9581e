//! What a name stands for: the item with exactly that name, else the only one that has it in
//! another case. Never a prefix, and never the first of several.

use super::error::{NameError, NameKind};
use crate::keyword::suggestions;

pub(super) const MAX_SUGGESTIONS: usize = 3;

/// Finds the item that a name stands for; `candidate` is how one of several can be typed instead.
pub(crate) fn match_name<T>(
    kind: NameKind,
    name: &str,
    items: impl IntoIterator<Item = T>,
    name_of: impl Fn(&T) -> &str,
    candidate: impl Fn(&T) -> String,
) -> Result<T, NameError> {
    let (exact, others): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| name_of(item) == name);
    let lower = name.to_lowercase();
    let in_any_case = |item: &T| name_of(item).to_lowercase() == lower;
    let (matches, others) =
        if exact.is_empty() { others.into_iter().partition(in_any_case) } else { (exact, others) };
    let name = name.to_owned();
    match <[T; 1]>::try_from(matches) {
        Ok([item]) => Ok(item),
        Err(none) if none.is_empty() => {
            let suggestions = suggestions(&name, others.iter().map(name_of));
            let suggestions = suggestions.take(MAX_SUGGESTIONS).collect();
            Err(NameError::NotFound { kind, name, suggestions })
        }
        Err(several) => {
            let candidates = several.iter().map(candidate).collect();
            Err(NameError::Ambiguous { kind, name, candidates })
        }
    }
}

/// The two names of `CLASS@RUNNER`; `None` for the name of a class, which may have an `@` in it.
pub(super) fn split_runner<'n, 'c>(
    name: &'n str,
    mut classes: impl Iterator<Item = &'c str>,
) -> Option<(&'n str, &'n str)> {
    let (class, runner) = name.rsplit_once('@')?;
    (!classes.any(|class| class == name)).then_some((class, runner))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn matched<'a>(name: &str, names: &[&'a str]) -> Result<&'a str, NameError> {
        match_name(NameKind::Class, name, names.to_vec(), |name| name, |name| (*name).to_owned())
    }

    fn ambiguous(name: &str, candidates: [&str; 2]) -> NameError {
        let candidates = candidates.map(str::to_owned).to_vec();
        NameError::Ambiguous { kind: NameKind::Class, name: name.to_owned(), candidates }
    }

    fn suggested(name: &str, names: &[&str]) -> Vec<String> {
        let Err(NameError::NotFound { suggestions, .. }) = matched(name, names) else { panic!() };
        suggestions
    }

    #[test]
    fn an_exact_name_is_preferred_to_another_case() {
        assert_eq!(matched("Large", &["large", "Large"]), Ok("Large"));
        assert_eq!(matched("LARGE", &["large", "small"]), Ok("large"));
        assert_eq!(
            matched("LARGE", &["large", "Large"]),
            Err(ambiguous("LARGE", ["large", "Large"]))
        );
        assert_eq!(matched("a", &["a", "a"]), Err(ambiguous("a", ["a", "a"])));
    }

    #[test]
    fn a_prefix_does_not_match() {
        let names = ["acme-api", "acme-api-2", "api"];
        assert_eq!(suggested("acme", &names), [""; 0]);
        assert_eq!(suggested("acme-apo", &names), ["acme-api", "acme-api-2"]);
    }

    proptest! {
        #[test]
        fn only_names_that_are_equal_in_some_case_match(
            name in "[abA]{1,3}",
            names in prop::collection::vec("[abA]{1,3}", 0..6),
        ) {
            match match_name(NameKind::Class, &name, &names, |name| name, ToString::to_string) {
                Ok(item) => prop_assert_eq!(item.to_lowercase(), name.to_lowercase()),
                Err(NameError::Ambiguous { candidates, .. }) => prop_assert!(candidates.len() > 1),
                Err(NameError::NotFound { .. }) => prop_assert!(!names.contains(&name)),
            }
        }
    }
}
