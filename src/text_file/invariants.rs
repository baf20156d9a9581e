//! What holds of the faults of any text, whatever reads it.

use super::toml_reader::Diagnostic;

/// Every fault stands inside the text and is told in words that can be shown.
pub(crate) fn assert_all_render(text: &str, faults: &[Diagnostic]) {
    assert!(!faults.is_empty(), "refused without a reason");
    let lines: Vec<_> = text.split('\n').collect();
    for fault in faults {
        let line = fault.place.line.checked_sub(1).and_then(|index| lines.get(index));
        let columns = line.map_or(0, |line| line.chars().count() + 1);
        assert!((1..=columns).contains(&fault.place.column), "outside of the text: {fault:?}");
        assert!(!fault.in_words().is_empty(), "without words: {fault:?}");
    }
}
