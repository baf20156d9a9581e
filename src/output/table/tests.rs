use super::{Column, Grid, choose};

#[derive(Debug)]
struct Pool {
    address: &'static str,
    running: i32,
}

const COLUMNS: &[Column<Pool>] = &[
    Column { name: "address", wide: false, numeric: false, cell: |pool| pool.address.to_owned() },
    Column { name: "running", wide: false, numeric: true, cell: |pool| pool.running.to_string() },
    Column { name: "failure", wide: true, numeric: false, cell: |_| String::new() },
];

fn names(asked: Option<&[&str]>, wide: bool) -> Vec<&'static str> {
    let asked: Option<Vec<_>> =
        asked.map(|words| words.iter().map(|word| (*word).to_owned()).collect());
    let chosen = choose(COLUMNS, asked.as_deref(), wide).unwrap();
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
fn every_unknown_column_is_told_at_once() {
    let asked = ["adress", "running", "zone", ""].map(str::to_owned);
    let failure = choose(COLUMNS, Some(&asked), false).unwrap_err();
    assert_eq!(failure.exit.code(), 2);
    assert_eq!(failure.message, "no column \"adress\"; did you mean \"address\"?");
    assert_eq!(failure.other_messages, ["no column \"zone\"", "no column \"\""]);
    assert_eq!(failure.reasons, ["the columns are address, running, failure"]);
}

#[test]
fn a_grid_holds_cells_as_they_came() {
    let columns = choose(COLUMNS, None, false).unwrap();
    let mut grid = Grid::new(&columns);
    grid.push(&columns, &Pool { address: "a\n|b", running: 0 });
    grid.push(&columns, &Pool { address: "", running: -12 });
    assert_eq!(grid.titles(), ["ADDRESS", "RUNNING"]);
    assert_eq!(grid.numeric(), [false, true]);
    let rows: Vec<Vec<_>> = grid.rows().map(Iterator::collect).collect();
    assert_eq!(rows, [["a\n|b", "0"], ["", "-12"]]);
}

#[test]
fn rows_are_shown_in_the_order_that_is_told_and_those_alone() {
    let columns = choose(COLUMNS, None, false).unwrap();
    let mut grid = Grid::new(&columns);
    let add = |grid: &mut Grid, addresses: [&'static str; 3]| {
        for address in addresses {
            grid.push(&columns, &Pool { address, running: 1 });
        }
    };
    let sanitize = |grid: &Grid| -> Vec<String> {
        assert!(grid.rows().all(|row| row.last() == Some("1")));
        grid.rows().filter_map(|mut row| row.next().map(str::to_owned)).collect()
    };
    add(&mut grid, ["a", "bcd", ""]);
    assert_eq!(sanitize(&grid), ["a", "bcd", ""]);
    grid.select(&[2, 1, 0]);
    assert_eq!(sanitize(&grid), ["", "bcd", "a"]);
    grid.select(&[1, 2]);
    assert_eq!(sanitize(&grid), ["bcd", "a"]);
    grid.clear();
    add(&mut grid, ["x", "y", "z"]);
    assert_eq!(sanitize(&grid), ["x", "y", "z"]);
}
