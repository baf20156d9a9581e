//! Checks the README: its sessions are run.

#[cfg(unix)] // shell scripts
mod sessions;

use crate::support::World;
use crate::support::markdown::{self, blocks_in};

fn readme() -> String {
    markdown::read("README.md")
}

#[test]
fn the_first_command_creates_and_shows_a_pool_every_time() {
    let readme = readme();
    let commands = blocks_in(&readme, "sh");
    let line = commands[0].trim().strip_prefix("cargo run --release --locked -- ").unwrap();
    let world = World::signed_out([]).without("ONA_HOST");
    for _ in 0..2 {
        let shown = world.run(line);
        assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
        assert_eq!(shown.stdout.lines().count(), 2, "{shown}");
    }
    assert_eq!(commands[1], "cargo test --locked\n");
}
