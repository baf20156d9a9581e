//! Properties of the errors of any text.

use super::Diagnostic;

/// Every error has a position inside the text and a message.
pub(crate) fn assert_all_render(text: &str, errors: &[Diagnostic]) {
    assert!(!errors.is_empty(), "rejected without a reason");
    let lines: Vec<_> = text.split('\n').collect();
    for error in errors {
        let line = error.place.line.checked_sub(1).and_then(|index| lines.get(index));
        let columns = line.map_or(0, |line| line.chars().count() + 1);
        assert!((1..=columns).contains(&error.place.column), "outside of the text: {error:?}");
        assert!(!error.message().is_empty(), "without a message: {error:?}");
    }
}
