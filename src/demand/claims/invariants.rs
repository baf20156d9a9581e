//! Invariants of files of claims.

use super::{Millis, parse};

/// Every error has a position; a row is at most one claim, of at most one pool.
pub(crate) fn claims(text: &str) {
    let file = match parse(text) {
        Ok(file) => file,
        Err(errors) => {
            assert!(errors.count >= errors.listed.len() && !errors.listed.is_empty());
            return assert!(errors.listed.iter().all(|error| error.place.line > 0));
        }
    };
    let all = Millis::MIN..Millis::MAX;
    let count = file.count(&all, |_| true);
    let named = file.pools().map(|pool| file.count(&all, |other| other == Some(pool)));
    let unnamed = file.count(&all, |pool| pool.is_none());
    assert_eq!(named.sum::<usize>() + unnamed, count);
    assert_eq!(unnamed > 0, file.has_unnamed());
    assert!(count <= text.split(['\n', '\r']).count());
}
