//! What the property tests of this folder are fed with.

use proptest::prelude::*;
use serde_json::Value;

use super::table::{Column, Grid};

/// Text in which every hostile kind is likely.
pub(super) fn hostile_text() -> impl Strategy<Value = String> {
    const LIKELY: &str = "\u{1b}\r\n\t\u{9b}\u{301}\u{202e}\u{200b}\u{fe0f}\u{e0020}لا🇩🏽ᅡ=-'\"\\|<`";
    let letter = prop_oneof![
        any::<char>(),
        prop::char::range(' ', '~'),
        prop::sample::select(LIKELY.chars().collect::<Vec<_>>()),
    ];
    prop::collection::vec(letter, 0..60).prop_map(|letters| letters.into_iter().collect())
}

/// JSON values with hostile strings and keys.
pub(super) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Few digits: serde_json reads others with an error in the last bit.
        any::<i32>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        hostile_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(hostile_text(), inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A grid of up to six columns, by name and whether they are numeric, and these rows.
pub(super) fn grid(columns: &[(&'static str, bool)], rows: &[&[&str]]) -> Grid {
    const CELLS: [fn(&[&str]) -> String; 6] = [
        |row| row[0].to_owned(),
        |row| row[1].to_owned(),
        |row| row[2].to_owned(),
        |row| row[3].to_owned(),
        |row| row[4].to_owned(),
        |row| row[5].to_owned(),
    ];
    let columns: Vec<_> = columns
        .iter()
        .zip(CELLS)
        .map(|(&(name, numeric), cell)| Column { name, wide: false, numeric, cell })
        .collect();
    let columns: Vec<_> = columns.iter().collect();
    let mut grid = Grid::new(&columns);
    for row in rows {
        grid.push(&columns, *row);
    }
    grid
}
