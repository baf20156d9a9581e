use super::{CellRules, Column, Grid, choose_columns};
use crate::text::sanitizer::Sanitizer;
use crate::text::secrets::Secrets;

#[derive(Debug)]
struct Pool {
    address: &'static str,
    running: i32,
}

const COLUMNS: &[Column<Pool>] = &[
    Column::address("address", |pool| pool.address.to_owned(), |pool| pool.running.to_string()),
    Column::number("running", |pool| pool.running.to_string()),
    Column::wide("failure", |_| String::new()),
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

fn rows(rules: CellRules, addresses: &[&'static str]) -> Vec<Vec<String>> {
    let columns = choose_columns(COLUMNS, None, false).unwrap();
    let mut grid = Grid::new(&columns, rules);
    assert_eq!(grid.titles(), ["ADDRESS", "RUNNING"]);
    assert_eq!(grid.numeric(), [false, true]);
    for address in addresses {
        grid.push(&columns, &Pool { address, running: 7 });
    }
    grid.rows().map(|row| row.map(str::to_owned).collect()).collect()
}

#[test]
fn an_address_that_cannot_be_shown_as_it_is_becomes_the_id() {
    let secrets = Secrets::default();
    secrets.add("ona_t0ken");
    let step = CellRules { sanitizer: Sanitizer::new(secrets, true), ..CellRules::default() };
    let shown = rows(step, &["a/b", "a\n/b", "::add-mask::e/b", "ona_t0ken/b", "=1/b"]);
    assert_eq!(shown, [["a/b", "7"], ["7", "7"], ["7", "7"], ["7", "7"], ["=1/b", "7"]]);
    let csv = CellRules { for_spreadsheet: true, ..CellRules::default() };
    assert_eq!(rows(csv, &["=1/b", "-"]), [["7", "7"], ["-", "7"]]);
    let table = CellRules { max_width: Some(3), ..CellRules::default() };
    assert_eq!(rows(table, &["a/b", "a/bc"]), [["a/b", "7"], ["7", "7"]]);
}

#[test]
fn only_what_can_be_shown_of_a_cell_is_held() {
    static FAILURE: Column<()> = Column::text("failure", |()| "f".repeat(75_000));
    let columns: Vec<&Column<()>> = vec![&FAILURE];
    let rules = CellRules { max_width: Some(200), ..CellRules::default() };
    let mut grid = Grid::new(&columns, rules);
    (0..100).for_each(|_| grid.push(&columns, &()));
    assert!(grid.rows().flatten().all(|cell| cell.len() == 202));
}

#[test]
fn selected_rows_are_shown_in_the_given_order() {
    let columns = choose_columns(COLUMNS, None, false).unwrap();
    let mut grid = Grid::new(&columns, CellRules::default());
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
