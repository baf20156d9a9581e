//! The rows of `tests/fault-matrix.md` that can be reproduced on one machine; the name of each test
//! begins with the number of its row.

mod addresses;
mod answers;
mod calls;
mod contract;
#[cfg(unix)] // connection resets
mod emulated;
#[cfg(unix)] // connection resets
mod fault_injection;
#[cfg(unix)] // shell scripts
mod files;
mod hostile;
mod http;
#[cfg(unix)] // signals
mod interrupted;
#[cfg(unix)] // shell scripts
mod local;
#[cfg(unix)] // shell scripts
mod log_text;
mod logs;
mod mutation;
#[cfg(unix)] // connection resets
mod network;
#[cfg(unix)] // shell scripts
mod process;
mod proxy;
mod response;
#[cfg(unix)] // connection resets
mod service;
#[cfg(unix)] // shell scripts
mod shell;
mod stream;
mod table;
mod tls;
mod token;
#[cfg(unix)] // shell scripts
mod token_command;

use crate::support::{CLASS, POOL, PROJECT, Response, Transcript, World, one, page, pool};

/// No test listens there: a port that was free a moment ago may be another test's by now.
const CLOSED_PORT: &str = "127.0.0.1:1";
const READ: &str = "wp get 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11 -o id";
const CREATE: &str = "wp create --project c1e12f6c-4c67-429d-a4a6-d9838b5da048 --class d2c94c27-3b76-4a42-b88c-95a85e392c68 --min 1 --max 5";

/// A web page, as of a proxy.
fn html(status: u16, title: &str) -> Response {
    let page = format!("<html><title>{title}</title></html>");
    Response::new(status, &[("content-type", "text/html")], page.as_bytes())
}

/// A response with a pool.
fn good() -> Vec<u8> {
    let Response::Bytes(bytes) = one(POOL, 1, 5) else { unreachable!() };
    bytes
}

/// A read gets this response first and succeeds with the second.
fn assert_read_retried(first: Response) {
    let world = World::new([first, one(POOL, 1, 5)]).with("PREBUILDCTL_REQUEST_TIMEOUT", "2s");
    let shown = world.run(READ);
    assert_eq!((shown.stdout.as_str(), shown.code), (&*format!("{POOL}\n"), 0), "{shown}");
    assert!(shown.stderr.starts_with("retrying in 0.0 s (attempt 2): "), "{shown}");
    assert_eq!(shown.stderr.lines().count(), 1, "{shown}");
}

/// A read fails with this exit code after one attempt.
fn read_fails(response: Response, code: u8) -> Transcript {
    let world = World::new([response]);
    let shown = world.run(READ);
    assert_eq!((shown.stdout.as_str(), shown.code), ("", code), "{shown}");
    assert_eq!(world.server.calls().len(), 1, "{shown}");
    shown
}

/// A create is not sent again after this response; reading shows that it is done.
fn assert_mutation_read_back(response: Response) {
    let world = World::new([response, page(&[pool(POOL, 1, 5)], "")]);
    let shown = world.run(&format!("{CREATE} --request-timeout 500ms"));
    assert_eq!(
        shown.to_string(),
        format!("already exists {PROJECT}/{CLASS}  {POOL}  size 1..5\n[exit 0]\n")
    );
    assert_eq!(world.server.methods(), ["CreateWarmPool", "ListWarmPools"]);
}

/// A create fails with this exit code and is not sent again.
fn mutation_fails(response: Response, code: u8) -> Transcript {
    let world = World::new([response]);
    let shown = world.run(&format!("{CREATE} --no-preflight"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", code), "{shown}");
    assert_eq!(world.server.methods(), ["CreateWarmPool"], "{shown}");
    shown
}
