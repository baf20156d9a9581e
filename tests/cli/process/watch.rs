//! A watch as a process: how it ends, and the terminal that it gives back.

use std::io::Write as _;
use std::process::{Child, Command, Stdio};

use super::{end, kill, prebuildctl, start};
use crate::support::{Answer, POOL, Server, TOKEN, page, pool, read_until};

const ROW: &str = "ready  1/1/4  1..5\n";

/// A service with one pool, whose size is another each time it is read.
fn restless() -> Server {
    let pages = (0..2_000).map(|turn| page(&[pool(POOL, 1, 5 + turn % 10)], ""));
    let server = Server::new(pages);
    server.knows_names();
    server
}

#[test]
fn a_signal_ends_it_without_a_word() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let server = Server::new([page(&[pool(POOL, 1, 5)], "")]);
        server.knows_names();
        server.stream([Answer::Silence]);
        let mut child = start(prebuildctl(&server, "wp watch --poll-interval 1h"));
        let line = read_until(child.stdout.as_mut().unwrap(), "\n");
        assert!(line.ends_with(ROW), "{line}");
        kill(&child, signal);
        assert_eq!(end(child), (Some(code), String::new()));
    }
}

#[test]
fn a_reader_that_leaves_ends_it_with_the_next_change() {
    for format in ["", "-o jsonl", "-o csv", "-o id"] {
        let server = restless();
        let line = format!("wp watch --poll-interval 1ms {format}");
        let mut child = start(prebuildctl(&server, &line));
        read_until(&mut child.stdout.take().unwrap(), "\n");
        assert_eq!(end(child), (Some(0), String::new()), "{format}");
        server.forget_the_rest();
    }
}

#[test]
fn lines_leave_at_once() {
    let server = restless();
    let mut child = start(prebuildctl(&server, "wp watch --poll-interval 1ms -q"));
    let mut stdout = child.stdout.take().unwrap();
    for _ in 0..10 {
        assert!(read_until(&mut stdout, "\n").contains("acme-api/large  ready  1/1/4  1.."));
    }
    kill(&child, "INT");
    end(child);
    server.forget_the_rest();
}

/// The tool on a terminal, which `script` gives it.
fn on_terminal(server: &Server, kind: &str, line: &str) -> Child {
    let binary = env!("CARGO_BIN_EXE_prebuildctl");
    let mut command = Command::new("script");
    command
        .args(["-qec", &format!("stty cols 100 rows 10; exec {binary} {line}"), "/dev/null"])
        .env("ONA_HOST", server.url())
        .env("ONA_TOKEN", TOKEN)
        .env("TERM", kind)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command.spawn().unwrap()
}

#[test]
fn ctrl_c_gives_the_terminal_back_with_the_last_table_on_it() {
    let server = Server::new([page(&[pool(POOL, 1, 5)], "")]);
    server.knows_names();
    server.stream([Answer::Silence]);
    let mut child = on_terminal(&server, "xterm", "wp watch --poll-interval 1h");
    let mut stdout = child.stdout.take().unwrap();
    let drawn = read_until(&mut stdout, "|----");
    assert!(drawn.starts_with("\x1b[?1049h\x1b[?25l"), "{drawn:?}");
    child.stdin.as_mut().unwrap().write_all(b"\x03").unwrap();
    let left = read_until(&mut stdout, "no such words");
    let (_, table) = left.split_once("\x1b[?25h\x1b[?1049l").unwrap();
    let lines: Vec<_> = table.lines().map(str::trim_end).collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert!(lines[1].starts_with("acme-api/large  ready  #|----"), "{table}");
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn a_terminal_that_cannot_be_drawn_on_gets_lines() {
    let server = Server::new([page(&[pool(POOL, 1, 5)], "")]);
    server.knows_names();
    server.stream([Answer::Silence]);
    let mut child = on_terminal(&server, "dumb", "wp watch --poll-interval 1h");
    let mut stdout = child.stdout.take().unwrap();
    let line = read_until(&mut stdout, "\n");
    assert!(line.ends_with("Z acme-api/large  ready  1/1/4  1..5\r\n"), "{line:?}");
    child.stdin.as_mut().unwrap().write_all(b"\x03").unwrap();
    assert!(!read_until(&mut stdout, "no such words").contains('\x1b'));
    assert_eq!(child.wait().unwrap().code(), Some(130));
}
