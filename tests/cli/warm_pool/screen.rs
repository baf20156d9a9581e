//! `warm-pool watch` on a terminal: what is drawn, and nothing else.

use super::{OTHER, listed};
use crate::support::{POOL, Response, World, error, one, page, phase, pool};

const OPEN: &str = "\x1b[?1049h\x1b[?25l";
const CLOSE: &str = "\x1b[?25h\x1b[?1049l";
const QUICK: &str = "--poll-interval 1ms --retries 0";

fn refused() -> Response {
    error(403, "permission_denied", "no more")
}

/// The frames, with each line after its number, and what is left on the terminal at the end.
fn drawn(stdout: &str) -> (Vec<String>, &str) {
    let (before, rest) = stdout.split_once(OPEN).unwrap();
    let (drawings, left) = rest.split_once(CLOSE).unwrap();
    assert_eq!(before, "");
    let drawing = |drawing: &str| {
        let (drawing, after) = drawing.split_once("\x1b[H\x1b[?2026l").unwrap();
        assert_eq!(after, "");
        let text = drawing.replace("\x1b[2J", "clear ").replace(";1H\x1b[2K", ": ");
        text.replacen("\x1b[", "", 1).replace("\x1b[", "\n")
    };
    (drawings.split("\x1b[?2026h").skip(1).map(drawing).collect(), left)
}

#[test]
fn only_changed_lines_are_drawn_and_the_last_table_is_left() {
    let answers = [
        phase(POOL, "PENDING", 0),
        listed("PENDING", 0),
        listed("READY", 2),
        listed("READY", 2),
        page(&[], ""),
        error(404, "not_found", "gone"),
    ];
    let world = World::new(answers).with_names().with_screen(100, 10);
    let columns = "--columns address,phase,running,max";
    let shown = world.run(&format!("wp watch {POOL} {QUICK} {columns}"));
    let (drawings, left) = drawn(&shown.stdout);
    assert_eq!(
        drawings,
        [
            "clear 1: reading the warm pools",
            "1: ADDRESS         PHASE    RUNNING  MAX\n2: acme-api/large  pending        0    5",
            "1: ADDRESS         PHASE  RUNNING  MAX\n2: acme-api/large  ready        2    5",
            "1: ADDRESS         PHASE    RUNNING  MAX\n2: acme-api/large  deleted        0    -",
        ]
    );
    assert_eq!(
        (left, shown.stderr.as_str(), shown.code),
        ("ADDRESS         PHASE    RUNNING  MAX\nacme-api/large  deleted        0    -\n", "", 0)
    );
}

#[test]
fn there_is_a_bar_if_it_fits_and_no_columns_are_requested() {
    let world = World::new([page(&[pool(POOL, 2, 7)], ""), refused()]).with_names();
    let shown = world.with_screen(100, 10).run(&format!("wp watch {QUICK}"));
    let (drawings, _) = drawn(&shown.stdout);
    let row = drawings[1].lines().nth(1).unwrap();
    assert!(row.starts_with("2: acme-api/large  ready  █▒│▒▒▒··   "), "{row}");

    let world = World::new([page(&[pool(POOL, 2, 7)], ""), refused()]).with_names();
    let shown = world.with_screen(70, 10).run(&format!("wp watch {QUICK}"));
    let (drawings, _) = drawn(&shown.stdout);
    let row = drawings[1].lines().nth(1).unwrap();
    assert!(row.starts_with("2: acme-api/large  ready        1   "), "{row}");
}

#[test]
fn a_changed_cell_draws_one_line() {
    let pools = |running: i32| {
        let other = pool(OTHER, 0, 3);
        let running = format!(r#""runningInstances":{running}"#);
        page(&[other.replace(r#""runningInstances":1"#, &running), pool(POOL, 1, 5)], "")
    };
    let world = World::new([pools(1), pools(1), pools(2), pools(2), refused()]).with_screen(60, 10);
    let shown = world.run(&format!("wp watch {QUICK} --columns id,running"));
    let (drawings, _) = drawn(&shown.stdout);
    assert_eq!(drawings[2..], [format!("3: {OTHER}        2")]);
    assert_eq!(shown.code, 5);
    assert!(shown.stderr.starts_with("error: cannot watch the warm pools\n"), "{shown}");
}

#[test]
fn thousands_of_pools_are_cut_to_the_screen() {
    let id = |number: usize| format!("0190f3c2-0000-4000-8000-{number:012}");
    let page = |at: usize| {
        let pools: Vec<_> = (at * 100..at * 100 + 100).map(|n| pool(&id(n), 1, 5)).collect();
        page(&pools, if at == 29 { String::new() } else { format!("page-{at}") }.as_str())
    };
    let rounds = (0..30).chain(0..30).map(page);
    let world = World::new(rounds.chain([refused()])).with_screen(50, 6);
    let shown = world.run(&format!("wp watch {QUICK} --columns id"));
    let (drawings, left) = drawn(&shown.stdout);
    let more = |drawing: &str| drawing.lines().last().unwrap().to_owned();
    assert_eq!(drawings.len(), 31, "a page that changes nothing draws nothing");
    assert_eq!(more(&drawings[1]), "6: and 96 more");
    assert_eq!(drawings[2], "6: and 196 more");
    assert_eq!(drawings[30], "6: and 2996 more");
    assert_eq!(left.lines().count(), 6);
}

#[test]
fn an_error_is_drawn_below_the_table_until_a_poll_succeeds() {
    let answers = [
        one(POOL, 1, 5),
        page(&[pool(POOL, 1, 5)], ""),
        error(500, "internal", "try\\u001b[31m later"),
        page(&[pool(POOL, 1, 5)], ""),
        refused(),
    ];
    let world = World::new(answers).with_screen(100, 10).with_stderr_terminal();
    let shown = world.run(&format!("wp watch {POOL} {QUICK} --columns phase"));
    let (drawings, left) = drawn(&shown.stdout);
    let (row, error) = drawings[2].split_once("Z ").unwrap();
    assert!(row.starts_with("3: 20"), "{row}");
    assert_eq!(error, "poll failed, still watching: internal: try\\x1b[31m later");
    assert_eq!(drawings[3..], ["3;1H\nJ"]);
    assert_eq!(left, "PHASE\nready\n");
}

#[test]
fn line_formats_draw_nothing() {
    for format in ["-o jsonl", "--jq .id", "-o csv", "-v"] {
        let world = World::new([page(&[], ""), refused()]).with_screen(100, 10);
        let shown = world.run(&format!("wp watch {QUICK} {format}"));
        assert!(!shown.stdout.contains('\x1b'), "{format}: {shown}");
    }
}

#[test]
fn colors_repeat_the_phase() {
    let answers = [one(POOL, 1, 5), listed("DEGRADED", 0), refused()];
    let world = World::new(answers).with_screen(100, 10);
    let line = format!("wp watch {POOL} {QUICK} --columns phase --color always");
    let shown = world.run(&line);
    let (drawings, left) = drawn(&shown.stdout);
    assert!(drawings[1].contains("1mPHASE\n0m"), "{drawings:?}");
    assert!(drawings[2].contains("31mdegraded\n0m"), "{drawings:?}");
    assert_eq!(left, "PHASE\ndegraded\n");
}
