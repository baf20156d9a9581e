//! The one way from a pool to text that names it: the inverse of
//! [`parse_pool_ref`](super::reference::parse_pool_ref).

use super::reference::{NameOrId, PoolKey};
use crate::text::sanitize::is_joiner;
use crate::text::sanitizer::Sanitizer;
use crate::text::shell::quote;

/// Prints names and addresses that can be typed back; what an output would change is not printed.
#[derive(Clone, Debug, Default)]
pub(crate) struct AddressPrinter {
    /// Through which every output goes.
    pub(crate) sanitizer: Sanitizer,
    /// Whether the output keeps the joiners and variation selectors of emoji and some scripts.
    pub(crate) keeps_joiners: bool,
    /// Whether the reader may split a line into words as a shell and `xargs` do.
    pub(crate) is_split: bool,
    /// Whether the reader may paste it into one of several shells, which do not quote alike.
    pub(crate) is_pasted: bool,
}

impl AddressPrinter {
    /// The address that is read as exactly this project and class, if there is one.
    pub(crate) fn address(&self, project: &NameOrId, class: &NameOrId) -> Option<String> {
        self.join(&project.to_exact_input()?, &class.to_exact_input()?)
    }

    /// The address of the project and the class that are read from these texts, if there is one.
    pub(crate) fn join(&self, project: &str, class: &str) -> Option<String> {
        // It is split at its last `/`.
        let address = (!class.contains('/')).then(|| format!("{project}/{class}"));
        address.filter(|address| self.keeps(address))
    }

    /// As [`Self::address`]; where a name cannot be printed, its id, which needs no name.
    pub(crate) fn address_or_ids(
        &self,
        key: PoolKey,
        project: &NameOrId,
        class: &NameOrId,
    ) -> String {
        let ids = (NameOrId::Id(key.project), NameOrId::Id(key.class));
        let address = self.address(project, class).or_else(|| self.address(project, &ids.1));
        address.unwrap_or_else(|| format!("{}/{}", ids.0, ids.1))
    }

    /// The text that is read as exactly this name or id, if there is one.
    pub(crate) fn name(&self, name: &NameOrId) -> Option<String> {
        name.to_exact_input().filter(|text| self.keeps(text))
    }

    /// Whether a text reaches its reader unchanged.
    fn keeps(&self, text: &str) -> bool {
        // Characters at which words are split, and those that quote or expand them.
        let splits = |c: char| c.is_whitespace() || "'\"\\*?[".contains(c);
        let is_changed = if self.keeps_joiners && text.contains(is_joiner) {
            self.sanitizer.changes(&text.replace(is_joiner, "x"))
                || self.sanitizer.mask(text) != text
        } else {
            self.sanitizer.changes(text)
        };
        let is_quoted = || quote(text) != text;
        !(is_changed || self.is_split && text.contains(splits) || self.is_pasted && is_quoted())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::reference::{PoolRef, parse_pool_ref};
    use super::*;
    use crate::text::secrets::Secrets;
    use crate::text::test_strategies::hostile_text;

    const ID: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";

    fn name(name: &str) -> NameOrId {
        NameOrId::Name(name.to_owned())
    }

    fn printed(project: &str, class: &str) -> Option<String> {
        AddressPrinter::default().address(&name(project), &name(class))
    }

    #[test]
    fn a_name_that_would_be_read_as_something_else_is_marked_as_a_name() {
        for (project, class, expected) in [
            ("acme-api", "large", "acme-api/large".to_owned()),
            ("a/b", "c", "a/b/c".to_owned()),
            ("my web", "large@aws-eu", "my web/large@aws-eu".to_owned()),
            (ID, "large", format!("name:{ID}/large")),
            ("acme-api", ID, format!("acme-api/name:{ID}")),
            ("id:x", "name:y", "name:id:x/name:name:y".to_owned()),
            ("--yes", "-x", "name:--yes/name:-x".to_owned()),
            ("=1+1", "@x", "name:=1+1/name:@x".to_owned()),
            ("a*", "b,c", "name:a*/name:b,c".to_owned()),
        ] {
            assert_eq!(printed(project, class), Some(expected));
        }
    }

    #[test]
    fn a_name_that_no_text_stands_for_has_no_address() {
        for odd in ["acme-api ", " x", "\u{3000}x", "", "a\nb", "a\u{1b}[2J", "a\u{202e}b", "\t"] {
            assert_eq!(printed(odd, "large"), None, "{odd:?}");
            assert_eq!(printed("acme-api", odd), None, "{odd:?}");
            assert_eq!(AddressPrinter::default().name(&name(odd)), None, "{odd:?}");
        }
        assert_eq!(printed("a", "b/c"), None, "it would be split at another place");
    }

    #[test]
    fn an_output_that_would_change_the_text_gets_none() {
        let plain = AddressPrinter::default();
        let (emoji, spaced) = (name("👩\u{200d}💻 ⚙\u{fe0f}"), name("my web"));
        assert_eq!(plain.address(&emoji, &spaced), None);
        let joining = AddressPrinter { keeps_joiners: true, ..plain.clone() };
        assert_eq!(joining.address(&emoji, &spaced).unwrap(), "👩\u{200d}💻 ⚙\u{fe0f}/my web");
        let split = AddressPrinter { is_split: true, ..plain.clone() };
        for odd in ["my web", "it's", "a\"b", "a\\b", "a*", "[a]", "a\u{a0}b"] {
            assert_eq!(split.address(&name(odd), &name("c")), None, "{odd}");
            assert!(plain.address(&name(odd), &name("c")).is_some() || odd.contains('\u{a0}'));
        }
        let pasted = AddressPrinter { is_pasted: true, ..plain.clone() };
        assert_eq!(pasted.address(&name("acme-api"), &name("large")).unwrap(), "acme-api/large");
        for odd in ["my web", "it's", "a\"b", "$x", "a;b"] {
            assert_eq!(pasted.address(&name(odd), &name("c")), None, "{odd}");
        }
        let secrets = Secrets::default();
        secrets.add("ona_token");
        let masking = AddressPrinter { sanitizer: Sanitizer::new(secrets, true), ..plain };
        for odd in ["my-ona_token", "##[error]x"] {
            assert_eq!(masking.address(&name(odd), &name("c")), None, "{odd}");
            assert_eq!(masking.name(&name(odd)), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn a_printed_address_is_read_as_what_it_stands_for(
            project in odd_name(), class in odd_name(), keeps_joiners: bool, is_split: bool,
        ) {
            let printer = AddressPrinter { keeps_joiners, is_split, ..AddressPrinter::default() };
            let (project, class) = (name(&project), name(&class));
            if let Some(text) = printer.address(&project, &class) {
                prop_assert_eq!(parse_pool_ref(&text), Ok(PoolRef::Address { project, class }));
                prop_assert!(!text.starts_with('-'));
            }
        }
    }

    fn odd_name() -> impl Strategy<Value = String> {
        let parts = prop::sample::select(&["a", "b", "/", " ", "id:", "name:", ID, "-", "@", ":"]);
        let joined = prop::collection::vec(parts, 0..5).prop_map(|parts| parts.concat());
        prop_oneof![joined, hostile_text()]
    }
}
