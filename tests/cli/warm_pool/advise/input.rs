//! Bad input: one error for each fault, before anything is called or written.

use super::{advise, folder, starts};
use crate::support::World;

#[test]
fn flags_are_checked_all_at_once_and_offline() {
    let world = World::new([]);
    let shown = world.run(
        "wp advise --goal 101% --confidence 1 --min 7..3 --max 21 --since 0d --growth 20 \
         --windows=4 --running-price -1 --budget none --exclude 2026-13-01 --claim 5 --report a.pdf \
         --keep-within 2",
    );
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: --since \"0d\" has no day
error: --exclude \"2026-13-01\" is not a date such as 2026-12-24 or 2026-12-24..2027-01-01
error: --goal \"101%\" is not a share over 0 and up to 100%, such as 95%
error: --confidence \"1\" is not a share over 0 and below 100%, such as 90%
error: --min \"7..3\" ends before it begins
error: --max \"21\" is not a number from 1 to 20, or a range such as 1..20
error: --running-price \"-1\" is not a price such as 0.42
error: --budget \"none\" is not an amount over 0, such as 300
error: --claim \"5\" has no unit; write 30s, 15m or 1h30m
error: --growth \"20\" is not a factor from 0.1 to 10, such as 1.2
error: --windows \"4\" is not a number of windows from 1 to 3
error: --keep-within \"2\" is not a share from 0 to 100%, such as 10%
error: --report \"a.pdf\" is not a name that ends in .html, .svg or .md
[exit 2]
"
    );
    assert!(world.server.calls().is_empty());
    let shown = world.run("wp advise --min 5 --max 3");
    assert_eq!(shown.stderr, "error: --min 5 is above --max 3: no size is left\n");
    let shown = world.run("wp advise --from 2026-06-02 --to 2026-06-02");
    assert_eq!(shown.stderr, "error: --from 2026-06-02 is not before --to 2026-06-02\n");
    let shown = world.run("wp advise --time-zone Europe/Berln");
    assert!(shown.stderr.contains("did you mean \"Europe/Berlin\"?"), "{shown}");
    assert!(world.server.calls().is_empty());
}

#[test]
fn a_faulty_file_of_starts_is_reported_with_lines() {
    let faulty =
        "created_at;project\n2026-06-01T09:00:00Z;acme-api\n2026-06-01T09:00:00;acme-api\n";
    let folder = folder(faulty);
    let shown = advise(&folder, "");
    assert_eq!((shown.code, shown.stdout.as_str()), (2, ""));
    assert!(shown.stderr.starts_with("error: starts.csv:3:"), "{shown}");
    for (csv, message) in [
        ("", "starts.csv"),
        ("time\n2026-06-01T09:00:00Z\n", "created_at"),
        ("created_at\n2126-06-01T09:00:00Z\n", "starts.csv:2:"),
        ("created_at\n", "has no start of acme-api/regular"),
    ] {
        std::fs::write(folder.world.home.path().join("starts.csv"), csv).unwrap();
        let shown = advise(&folder, "");
        assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{csv:?}: {shown}");
        assert!(shown.stderr.contains(message), "{csv:?}: {shown}");
    }
}

#[test]
fn rows_belong_to_the_pairs_that_they_name() {
    let csv = "created_at,project,class\n2026-06-01T09:00:00Z,acme-api,regular\n\
               2026-06-01T10:00:00Z,acme-api,large\n2026-06-01T11:00:00Z,nosuch,large\n\
               2026-06-02T09:00:00Z,,\n";
    let folder = folder(csv);
    let shown = advise(&folder, "-o csv");
    assert!(shown.stdout.contains("acme-api/regular,2,2,1,3,"), "{shown}");
    let all = folder.run("wp advise --demand @starts.csv --time-zone UTC");
    assert_eq!(all.code, 6, "{all}");
    assert!(all.stderr.contains("error: starts.csv:5: the row names no project\n"), "{all}");
    let csv = csv.replace("2026-06-02T09:00:00Z,,\n", "");
    std::fs::write(folder.world.home.path().join("starts.csv"), &csv).unwrap();
    let all = folder.run("wp advise --demand @starts.csv --time-zone UTC");
    assert_eq!(all.code, 6, "{all}");
    assert!(all.stderr.starts_with("error: starts.csv:4: no project \"nosuch\" found"), "{all}");
    let csv = csv.replace("2026-06-01T11:00:00Z,nosuch,large\n", "");
    std::fs::write(folder.world.home.path().join("starts.csv"), csv).unwrap();
    let all = folder.run("wp advise --demand @starts.csv --time-zone UTC -o name");
    assert_eq!(all.stdout, "acme-api/large\nacme-api/regular\n");
}

#[test]
fn dates_in_the_future_and_unknown_pools_are_errors() {
    let folder = folder(&starts());
    let shown = advise(&folder, "--from 2026-06-01 --to 2126-06-15");
    assert_eq!(shown.code, 2);
    assert!(
        shown.stderr.starts_with("error: --to 2126-06-15 is in the future\n  today is "),
        "{shown}"
    );
    let shown = folder.run("wp advise acme-api/huge --demand @starts.csv");
    assert_eq!((shown.code, shown.stdout.as_str()), (6, ""), "{shown}");
}
