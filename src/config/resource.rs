//! The resources whose default columns can be set.

use crate::keyword::Keyword;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Resource {
    WarmPool,
    Project,
    Class,
    Prebuild,
    Runner,
}

impl Keyword for Resource {
    const ALL: &'static [(&'static str, Self)] = &[
        ("warm-pool", Self::WarmPool),
        ("project", Self::Project),
        ("class", Self::Class),
        ("prebuild", Self::Prebuild),
        ("runner", Self::Runner),
    ];
}

#[cfg(test)]
mod tests {
    use super::{Keyword, Resource};
    use crate::config::color::Color;
    use crate::config::format::Format;

    #[test]
    fn every_keyword_is_parsed_back() {
        fn check<T: Keyword + std::fmt::Debug>() {
            for (word, value) in T::ALL {
                assert_eq!(T::parse(word), Ok(*value));
                assert_eq!(value.word(), *word);
            }
        }
        check::<Format>();
        check::<Color>();
        check::<Resource>();
    }

    #[test]
    fn an_error_follows_the_name_of_its_source() {
        let error = Color::parse("allways").unwrap_err();
        assert_eq!(error, "is not one of auto, always, never; did you mean \"always\"?");
    }
}
