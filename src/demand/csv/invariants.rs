//! Invariants of files with starts.

use super::{DemandFile, FileErrors, parse};
use crate::demand::Millis;

/// 2026-12-01.
const NOW: Millis = 1_796_083_200_000;

/// Every error has a position inside the text; a row is counted once; neither the ends of lines nor
/// the order of rows matter.
pub(crate) fn starts(text: &str) {
    let file = match parse(text, NOW) {
        Ok(file) => file,
        Err(errors) => return assert_listed(text, &errors),
    };
    let groups: Vec<_> = (0..file.groups().len()).collect();
    let demand = file.demand(&groups, None);
    assert!(demand.starts.is_sorted() && demand.times().all(|at| at <= NOW));
    let counts = demand.found.rows == demand.starts.len() + demand.left_out.restarts;
    assert!(counts && demand.sources.file == demand.starts.len(), "{demand:?}");
    for group in file.groups() {
        let words = group.project.iter().chain(&group.class);
        assert!(words.clone().all(|word| !word.is_empty() && word.trim() == word), "{group:?}");
    }
    // Quotes may hold ends of lines, which then belong to a word.
    if !text.contains('"') {
        let lines: Vec<_> = text.split(['\n', '\r']).collect();
        assert_same(&file, &lines.join("\r\n"));
        let header = lines.iter().position(|line| !line.trim().is_empty());
        if let Some((header, rows)) = header.and_then(|header| lines[header..].split_first()) {
            let rows = rows.iter().rev().copied();
            assert_same(
                &file,
                &std::iter::once(*header).chain(rows).collect::<Vec<_>>().join("\n"),
            );
        }
    }
}

/// Another text has the same starts.
fn assert_same(file: &DemandFile, text: &str) {
    let other = parse(text, NOW).expect("neither line ends nor the order of rows matter");
    let starts = |file: &DemandFile| {
        let groups: Vec<_> = (0..file.groups().len()).collect();
        file.demand(&groups, None)
    };
    assert_eq!(starts(file), starts(&other), "{text:?}");
}

fn assert_listed(text: &str, errors: &FileErrors) {
    assert!(errors.count >= errors.listed.len() && !errors.listed.is_empty(), "{errors:?}");
    let lines: Vec<_> = text.split("\r\n").flat_map(|line| line.split(['\n', '\r'])).collect();
    for error in &errors.listed {
        let line = error.place.line.checked_sub(1).and_then(|index| lines.get(index));
        let columns = line.map_or(0, |line| line.chars().count() + 1);
        assert!((1..=columns).contains(&error.place.column), "outside of the text: {error:?}");
        assert!(!error.text.is_empty() && error.text.len() < 600, "{error:?}");
    }
}
