//! What a terminal shows of a command that takes longer than a second.

use crate::support::World;

const ERASE: &str = "\r\u{1b}[K";
const LIST: &str = "wp list --columns max --no-headers";

#[test]
fn a_slow_service_is_named_until_it_has_answered() {
    let world = World::local();
    world.ok("local fault latency 1300");
    assert_eq!(world.ok(LIST), "3\n", "only a terminal shows a status line");
    let world = world.with_stderr_terminal();
    let shown = world.run(LIST);
    assert_eq!((shown.stdout.as_str(), shown.code), ("3\n", 0));
    let lines = shown.stderr.strip_suffix(ERASE).unwrap().split(ERASE);
    let mut lines = lines.collect::<Vec<_>>();
    lines.dedup();
    assert_eq!(lines[0], "waiting for the embedded API");
    assert!(lines[1..].iter().all(|line| line.contains("so far: ") || line.ends_with(" read")));
    for flags in ["-q", "-o json"] {
        assert_eq!(world.run(&format!("{LIST} {flags}")).stderr, "", "{flags}");
    }
}
