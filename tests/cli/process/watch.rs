//! A watch as a process: how it ends, and how it restores the terminal.

use std::io::Write as _;
use std::process::Child;

use super::binary::{self, BINARY, end, kill, prebuildctl, start};
use crate::support::{POOL, Response, Server, page, pool, read_until};

const ROW: &str = "ready  1/1/4  1..5\n";
/// Text that is not printed, to read to the end.
const NEVER: &str = "no such text";

/// A service with one pool, whose size changes with each read.
fn changing_pool() -> Server {
    let pages = (0..2_000).map(|turn| page(&[pool(POOL, 1, 5 + turn % 10)], ""));
    let server = Server::new(pages);
    server.set_names();
    server
}

#[test]
fn a_signal_ends_it_silently() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let server = Server::new([page(&[pool(POOL, 1, 5)], "")]);
        server.set_names();
        server.stream([Response::Silence]);
        let mut child = start(prebuildctl(&server, "wp watch --poll-interval 1h"));
        let line = read_until(child.stdout.as_mut().unwrap(), "\n");
        assert!(line.ends_with(ROW), "{line}");
        kill(&child, signal);
        assert_eq!(end(child), (Some(code), String::new()));
    }
}

#[test]
fn a_closed_pipe_ends_it_with_the_next_change() {
    for format in ["", "-o jsonl", "-o csv", "-o id"] {
        let server = changing_pool();
        let line = format!("wp watch --poll-interval 1ms {format}");
        let mut child = start(prebuildctl(&server, &line));
        read_until(&mut child.stdout.take().unwrap(), "\n");
        assert_eq!(end(child), (Some(0), String::new()), "{format}");
        server.allow_unused_responses();
    }
}

#[test]
fn lines_are_flushed_at_once() {
    let server = changing_pool();
    let mut child = start(prebuildctl(&server, "wp watch --poll-interval 1ms -q"));
    let mut stdout = child.stdout.take().unwrap();
    for _ in 0..10 {
        assert!(read_until(&mut stdout, "\n").contains("acme-api/large  ready  1/1/4  1.."));
    }
    kill(&child, "INT");
    end(child);
    server.allow_unused_responses();
}

fn with_terminal(server: &Server, term: &str, line: &str) -> Child {
    let line = format!("stty cols 100 rows 10; exec {BINARY} {line}");
    binary::with_terminal(server, &line).env("TERM", term).env("LC_ALL", "C").spawn().unwrap()
}

#[test]
fn ctrl_c_restores_the_terminal_and_leaves_the_last_table_on_it() {
    let server = Server::new([page(&[pool(POOL, 1, 5)], "")]);
    server.set_names();
    server.stream([Response::Silence]);
    let mut child = with_terminal(&server, "xterm", "wp watch --poll-interval 1h");
    let mut stdout = child.stdout.take().unwrap();
    let screen = read_until(&mut stdout, "|----");
    assert!(screen.starts_with("\x1b[?1049h\x1b[?25l"), "{screen:?}");
    child.stdin.as_mut().unwrap().write_all(b"\x03").unwrap();
    let rest = read_until(&mut stdout, NEVER);
    let (_, table) = rest.split_once("\x1b[?25h\x1b[?1049l").unwrap();
    let lines: Vec<_> = table.lines().map(str::trim_end).collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert!(lines[1].starts_with("acme-api/large  ready  #|----"), "{table}");
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn ctrl_backslash_restores_the_terminal() {
    let server = Server::new([page(&[pool(POOL, 1, 5)], "")]);
    server.set_names();
    server.stream([Response::Silence]);
    let mut child = with_terminal(&server, "xterm", "wp watch --poll-interval 1h");
    let mut stdout = child.stdout.take().unwrap();
    read_until(&mut stdout, "|----");
    child.stdin.as_mut().unwrap().write_all(b"\x1c").unwrap();
    assert!(read_until(&mut stdout, NEVER).contains("\x1b[?25h\x1b[?1049l"));
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn a_dumb_terminal_gets_lines() {
    let server = Server::new([page(&[pool(POOL, 1, 5)], "")]);
    server.set_names();
    server.stream([Response::Silence]);
    let mut child = with_terminal(&server, "dumb", "wp watch --poll-interval 1h");
    let mut stdout = child.stdout.take().unwrap();
    let line = read_until(&mut stdout, "\n");
    assert!(line.ends_with("Z acme-api/large  ready  1/1/4  1..5\r\n"), "{line:?}");
    child.stdin.as_mut().unwrap().write_all(b"\x03").unwrap();
    assert!(!read_until(&mut stdout, NEVER).contains('\x1b'));
    assert_eq!(child.wait().unwrap().code(), Some(130));
}
