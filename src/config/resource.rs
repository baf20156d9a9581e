//! The resources whose usual columns can be set.

use crate::keyword::Keyword;

/// A resource whose default columns can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Resource {
    /// `prebuildctl warm-pool`
    WarmPool,
    /// `prebuildctl project`
    Project,
    /// `prebuildctl class`
    Class,
    /// `prebuildctl prebuild`
    Prebuild,
}

impl Keyword for Resource {
    const ALL: &'static [(&'static str, Self)] = &[
        ("warm-pool", Self::WarmPool),
        ("project", Self::Project),
        ("class", Self::Class),
        ("prebuild", Self::Prebuild),
    ];
}

#[cfg(test)]
mod tests {
    use super::{Keyword, Resource};
    use crate::config::color::Color;
    use crate::config::format::Format;

    #[test]
    fn every_word_of_a_setting_is_read_back() {
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
    fn a_fault_reads_after_the_name_of_its_source() {
        let fault = Color::parse("allways").unwrap_err();
        assert_eq!(fault, "is not one of auto, always, never; did you mean \"always\"?");
    }
}
