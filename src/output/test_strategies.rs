//! Input strategies for property tests.

use proptest::prelude::*;
use serde_json::Value;

use super::table::{CellRules, Column, Grid};
use crate::text::test_strategies::hostile_text;

/// JSON values with hostile strings and keys.
pub(super) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Few digits: serde_json rounds others.
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

/// A grid of up to six columns, each a name and whether it is numeric.
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
        .map(|(&(name, numeric), cell)| match (name, numeric) {
            ("address", _) => Column::id(name, cell),
            (_, true) => Column::number(name, cell),
            (_, false) => Column::text(name, cell),
        })
        .collect();
    let columns: Vec<_> = columns.iter().collect();
    let mut grid = Grid::new(&columns, CellRules::default());
    for row in rows {
        grid.push(&columns, *row);
    }
    grid
}
