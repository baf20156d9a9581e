//! Which of several things a name means: the one that is called so exactly, else the only one that
//! is called so in another case. Never a part of a name, and never the first of several.

use crate::keyword::suggestions;

/// What a name means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NameMatch<T> {
    /// This.
    Unique(T),
    /// Any of these, so it does not say which.
    Ambiguous(Vec<T>),
    /// Nothing; these names are near it, the nearest first.
    NotFound(Vec<String>),
}

/// Names that are worth telling when nothing is called so.
const MOST_NEAR: usize = 3;

/// Finds what a name means.
pub(crate) fn match_name<T>(
    name: &str,
    things: Vec<T>,
    name_of: impl Fn(&T) -> &str,
) -> NameMatch<T> {
    let (exact, others): (Vec<_>, Vec<_>) =
        things.into_iter().partition(|thing| name_of(thing) == name);
    let lower = name.to_lowercase();
    let in_any_case = |thing: &T| name_of(thing).to_lowercase() == lower;
    let (found, others) =
        if exact.is_empty() { others.into_iter().partition(in_any_case) } else { (exact, others) };
    match <[T; 1]>::try_from(found) {
        Ok([one]) => NameMatch::Unique(one),
        Err(none) if none.is_empty() => NameMatch::NotFound(
            suggestions(name, others.iter().map(name_of)).take(MOST_NEAR).collect(),
        ),
        Err(several) => NameMatch::Ambiguous(several),
    }
}

/// The two names of `CLASS@RUNNER`; `None` for a plain name, also one with an `@` in it.
pub(crate) fn on_runner<'n, 'c>(
    name: &'n str,
    mut classes: impl Iterator<Item = &'c str>,
) -> Option<(&'n str, &'n str)> {
    let (class, runner) = name.rsplit_once('@')?;
    (!classes.any(|own| own == name)).then_some((class, runner))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn picked<'a>(name: &str, names: &[&'a str]) -> NameMatch<&'a str> {
        match_name(name, names.to_vec(), |name| name)
    }

    #[test]
    fn an_exact_name_goes_before_another_case() {
        assert_eq!(picked("Large", &["large", "Large"]), NameMatch::Unique("Large"));
        assert_eq!(picked("LARGE", &["large", "small"]), NameMatch::Unique("large"));
        assert_eq!(
            picked("LARGE", &["large", "Large"]),
            NameMatch::Ambiguous(vec!["large", "Large"])
        );
        assert_eq!(picked("a", &["a", "a"]), NameMatch::Ambiguous(vec!["a", "a"]));
    }

    #[test]
    fn a_part_of_a_name_is_no_name() {
        let names = ["acme-api", "acme-api-2", "api"];
        assert_eq!(picked("acme", &names), NameMatch::NotFound(vec![]));
        let NameMatch::NotFound(suggestions) = picked("acme-apo", &names) else { panic!() };
        assert_eq!(suggestions, ["acme-api", "acme-api-2"]);
    }

    proptest! {
        #[test]
        fn what_is_picked_is_called_so(name in "[abA]{1,3}", names in prop::collection::vec("[abA]{1,3}", 0..6)) {
            match match_name(&name, names.clone(), String::as_str) {
                NameMatch::Unique(one) => prop_assert_eq!(one.to_lowercase(), name.to_lowercase()),
                NameMatch::Ambiguous(several) => prop_assert!(several.len() > 1),
                NameMatch::NotFound(_) => prop_assert!(!names.contains(&name)),
            }
        }
    }
}
