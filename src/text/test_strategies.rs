//! Input strategies for property tests.

use proptest::prelude::*;

/// Text that is likely to hold each kind of unsafe character.
pub(crate) fn hostile_text() -> impl Strategy<Value = String> {
    const LIKELY: &str = "\u{1b}\r\n\t\u{9b}\u{301}\u{202e}\u{200b}\u{fe0f}\u{e0020}لا🇩🏽ᅡ=-'\"\\|<`";
    let character = prop_oneof![
        any::<char>(),
        prop::char::range(' ', '~'),
        prop::sample::select(LIKELY.chars().collect::<Vec<_>>()),
    ];
    prop::collection::vec(character, 0..60).prop_map(|text| text.into_iter().collect())
}
