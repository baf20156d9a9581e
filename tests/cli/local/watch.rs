//! Watching the embedded API: its events show the changes by other processes.

use std::process::Child;

use super::{process, stopped};
use crate::support::seed::{ACME_API, LARGE};
use crate::support::{World, home, read_until};

/// A watch of all pools with an open stream, so that from now on there are only events.
fn watching(world: &World, line: &str) -> Child {
    let file = home::data_file(world.home.path());
    let mut child = process(&file, &format!("wp watch --poll-interval 1h -v {line}"));
    let mut child = child.spawn().unwrap();
    let stderr = child.stderr.as_mut().unwrap();
    // A stream that opens causes one more poll.
    for words in ["> WatchEvents to ", "< ListWarmPools 200"] {
        assert!(read_until(stderr, words).ends_with(words));
    }
    child
}

#[test]
fn changes_by_other_processes_are_printed() {
    let world = stopped();
    let mut watch = watching(&world, "-o csv --columns address,phase,max");
    let stdout = watch.stdout.as_mut().unwrap();
    let mut shows = |line: &str| assert_eq!(read_until(stdout, "\n"), format!("{line}\n"));
    shows("ADDRESS,PHASE,MAX");
    shows("acme-api/regular,ready,3");
    world.ok("wp update acme-api/regular --max 7");
    shows("acme-api/regular,ready,7");
    world.ok(&format!("wp create --project {ACME_API} --class {LARGE} --max 5"));
    shows("acme-api/large,pending,5");
    world.ok("local advance 10m");
    shows("acme-api/large,ready,5");
    world.ok("wp delete acme-api/large --yes");
    shows("acme-api/large,deleting,5");
    watch.kill().unwrap();
    watch.wait().unwrap();
}

#[test]
fn pools_of_other_projects_are_not_printed() {
    let world = stopped();
    let mut watch = watching(&world, "--project acme-web --columns address,phase");
    world.ok("wp update acme-api/regular --max 7");
    world.ok("wp create --project acme-web --class regular");
    let first = read_until(watch.stdout.as_mut().unwrap(), "\n");
    assert!(first.ends_with("Z acme-web/regular  pending\n"), "{first}");
    watch.kill().unwrap();
    watch.wait().unwrap();
}
