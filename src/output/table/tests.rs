use super::{Column, Grid, choose_columns};

#[derive(Debug)]
struct Pool {
    address: &'static str,
    running: i32,
}

const COLUMNS: &[Column<Pool>] = &[
    Column {
        name: "address",
        wide: false,
        extra: false,
        numeric: false,
        cell: |pool| pool.address.to_owned(),
    },
    Column {
        name: "running",
        wide: false,
        extra: false,
        numeric: true,
        cell: |pool| pool.running.to_string(),
    },
    Column { name: "failure", wide: true, extra: false, numeric: false, cell: |_| String::new() },
];

fn names(requested: Option<&[&str]>, wide: bool) -> Vec<&'static str> {
    let requested: Option<Vec<_>> =
        requested.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
    let chosen = choose_columns(COLUMNS, requested.as_deref(), wide).unwrap();
    chosen.iter().map(|column| column.name).collect()
}

#[test]
fn columns_are_chosen_by_width_or_by_name() {
    assert_eq!(names(None, false), ["address", "running"]);
    assert_eq!(names(None, true), ["address", "running", "failure"]);
    assert_eq!(names(Some(&["failure", " ADDRESS "]), false), ["failure", "address"]);
    assert_eq!(names(Some(&["running", "running"]), true), ["running", "running"]);
    assert_eq!(names(Some(&[]), false), ["address", "running"]);
}

#[test]
fn all_unknown_columns_are_reported_together() {
    let requested = ["adress", "running", "zone", ""].map(str::to_owned);
    let error = choose_columns(COLUMNS, Some(&requested), false).unwrap_err();
    assert_eq!(error.exit.code(), 2);
    assert_eq!(error.message, "unknown column \"adress\"; did you mean \"address\"?");
    assert_eq!(error.other_messages, ["unknown column \"zone\"", "unknown column \"\""]);
    assert_eq!(error.reasons, ["available columns: address, running, failure"]);
}

#[test]
fn a_grid_does_not_change_cells() {
    let columns = choose_columns(COLUMNS, None, false).unwrap();
    let mut grid = Grid::new(&columns);
    grid.push(&columns, &Pool { address: "a\n|b", running: 0 });
    grid.push(&columns, &Pool { address: "", running: -12 });
    assert_eq!(grid.titles(), ["ADDRESS", "RUNNING"]);
    assert_eq!(grid.numeric(), [false, true]);
    let rows: Vec<Vec<_>> = grid.rows().map(Iterator::collect).collect();
    assert_eq!(rows, [["a\n|b", "0"], ["", "-12"]]);
}

#[test]
fn selected_rows_are_shown_in_the_given_order() {
    let columns = choose_columns(COLUMNS, None, false).unwrap();
    let mut grid = Grid::new(&columns);
    let add = |grid: &mut Grid, addresses: [&'static str; 3]| {
        for address in addresses {
            grid.push(&columns, &Pool { address, running: 1 });
        }
    };
    let addresses = |grid: &Grid| -> Vec<String> {
        assert!(grid.rows().all(|row| row.last() == Some("1")));
        grid.rows().filter_map(|mut row| row.next().map(str::to_owned)).collect()
    };
    add(&mut grid, ["a", "bcd", ""]);
    assert_eq!(addresses(&grid), ["a", "bcd", ""]);
    grid.select(&[2, 1, 0]);
    assert_eq!(addresses(&grid), ["", "bcd", "a"]);
    grid.select(&[1, 2]);
    assert_eq!(addresses(&grid), ["bcd", "a"]);
    grid.clear();
    add(&mut grid, ["x", "y", "z"]);
    assert_eq!(addresses(&grid), ["x", "y", "z"]);
}
