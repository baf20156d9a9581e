//! Everything that can go wrong, row by row: `tests/fault-matrix.md` lists the rows, and each row that can
//! be made to happen on this machine has a test whose name begins with its number.

mod answer;
mod contract;
#[cfg(unix)]
mod emulated;
#[cfg(unix)]
mod fault_injection;
mod hostile;
mod http;
#[cfg(unix)]
mod interrupted;
#[cfg(unix)]
mod local;
mod mutation;
#[cfg(unix)]
mod network;
#[cfg(unix)]
mod process;
#[cfg(unix)]
mod service;
#[cfg(unix)]
mod shell;
mod stream;
mod table;
#[cfg(unix)]
mod tls;

use crate::support::{Answer, CLASS, POOL, PROJECT, Transcript, World, one, page, pool};

/// A command that reads, and one that changes.
const READ: &str = "wp get 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11 -o id";
const CREATE: &str = "wp create --project c1e12f6c-4c67-429d-a4a6-d9838b5da048 --class d2c94c27-3b76-4a42-b88c-95a85e392c68 --min 1 --max 5";

/// A web page that somebody else answers with.
fn html(status: u16, title: &str) -> Answer {
    let page = format!("<html><title>{title}</title></html>");
    Answer::of(status, &[("content-type", "text/html")], page.as_bytes())
}

/// The service's answer about the tests' pool, and the same with a length that is not told.
fn good() -> Vec<u8> {
    let Answer::Bytes(bytes) = one(POOL, 1, 5) else { unreachable!() };
    bytes
}

/// A read whose first answer is this succeeds with the second.
fn read_is_tried_again(fault: Answer) {
    let world = World::new([fault, one(POOL, 1, 5)]).with("PREBUILDCTL_REQUEST_TIMEOUT", "2s");
    let shown = world.run(READ);
    assert_eq!((shown.stdout.as_str(), shown.code), (&*format!("{POOL}\n"), 0), "{shown}");
    assert!(shown.stderr.starts_with("trying again in 0.0 s (attempt 2): "), "{shown}");
    assert_eq!(shown.stderr.lines().count(), 1, "{shown}");
}

/// A read that is answered with this fails with this exit code after one attempt.
fn read_fails(fault: Answer, code: u8) -> Transcript {
    let world = World::new([fault]);
    let shown = world.run(READ);
    assert_eq!((shown.stdout.as_str(), shown.code), ("", code), "{shown}");
    assert_eq!(world.server.calls().len(), 1, "{shown}");
    shown
}

/// A create whose answer is this is looked up, found to be done, and not sent again.
fn change_is_looked_up(fault: Answer) {
    let world = World::new([fault, page(&[pool(POOL, 1, 5)], "")]);
    let shown = world.run(&format!("{CREATE} --request-timeout 500ms"));
    assert_eq!(
        shown.to_string(),
        format!("already exists {PROJECT}/{CLASS}  {POOL}  size 1..5\n[exit 0]\n")
    );
    assert_eq!(world.server.methods(), ["CreateWarmPool", "ListWarmPools"]);
}

/// A create that is answered with this fails with this exit code: nothing was done.
fn change_fails(fault: Answer, code: u8) -> Transcript {
    let world = World::new([fault]);
    let shown = world.run(&format!("{CREATE} --no-preflight"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", code), "{shown}");
    assert_eq!(world.server.methods(), ["CreateWarmPool"], "{shown}");
    shown
}
