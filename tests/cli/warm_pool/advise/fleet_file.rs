//! `advise -f`: the sizes of a fleet file are the current ones, and `--write` changes them in place.

use std::fs;

use super::{advise, folder, starts};

const FLEET: &str = "version = 1 # ours
[[pool]]
project = 'acme-api'
class = 'regular' # busy
min = 1
max = 4
";

const DATES: &str = "--from 2026-06-01 --to 2026-06-15 -f @fleet.toml";

#[test]
fn the_size_of_the_file_is_the_current_one() {
    let folder = folder(&starts());
    folder.write(FLEET);
    let shown = advise(&folder, DATES);
    assert!(shown.stdout.contains("  1..4   ███████████████▒"), "{shown}");
    assert!(shown.stdout.contains("1.0      3.0   now\n"), "{shown}");
    let command =
        "  do       prebuildctl warm-pool advise acme-api/regular -f fleet.toml --write\n";
    assert!(shown.stdout.ends_with(command), "{shown}");
    // Nothing was changed.
    assert_eq!(folder.read("fleet.toml"), FLEET);
}

#[test]
fn the_advised_size_is_written_and_nothing_else() {
    let folder = folder(&starts());
    folder.write(FLEET);
    let shown = advise(&folder, &format!("{DATES} --write"));
    assert_eq!(shown.code, 0, "{shown}");
    let diff = "changed fleet.toml:
     5 - min = 1
     5 + min = 2
     6 - max = 4
     6 + max = 7
";
    assert!(shown.stdout.ends_with(diff), "{shown}");
    let written = FLEET.replace("min = 1", "min = 2").replace("max = 4", "max = 7");
    assert_eq!(folder.read("fleet.toml"), written);
    let again = advise(&folder, &format!("{DATES} --write"));
    assert_eq!((again.code, folder.read("fleet.toml")), (0, written));
    assert!(again.stderr.contains("nothing to write"), "{again}");
    assert!(again.stdout.contains("it is the current size"), "{again}");
}

#[test]
fn what_cannot_be_written_alone_is_an_error_with_what_to_do() {
    let folder = folder(&starts());
    let several = FLEET.replace("class = 'regular'", "class = ['regular', 'large']");
    folder.write(&several);
    let shown = advise(&folder, &format!("{DATES} --write"));
    assert_eq!((shown.code, folder.read("fleet.toml")), (2, several));
    assert!(
        shown
            .stderr
            .contains("error: fleet.toml:3: acme-api/regular: its entry declares several classes;"),
        "{shown}"
    );
    let windows = format!(
        "{}during.day = {{ min = 2 }}\n",
        FLEET.replace("# ours\n", "\ntime-zone = 'UTC'\nwindows.day = { hours = '08:00-18:00' }\n")
    );
    folder.write(&windows);
    let shown = advise(&folder, &format!("{DATES} --write"));
    assert_eq!((shown.code, folder.read("fleet.toml")), (2, windows));
    assert!(shown.stderr.ends_with("  min = 2\n  max = 7\n"), "{shown}");
    assert_eq!(folder.run("wp advise --write").code, 2);
}

#[test]
fn marks_and_line_ends_of_a_file_stay() {
    let folder = folder(&starts());
    let text = format!("\u{feff}{}", FLEET.replace('\n', "\r\n"));
    fs::write(folder.world.home.path().join("fleet.toml"), &text).unwrap();
    assert_eq!(advise(&folder, &format!("{DATES} --write")).code, 0);
    let written = text.replace("min = 1", "min = 2").replace("max = 4", "max = 7");
    assert_eq!(folder.read("fleet.toml"), written);
}

#[test]
fn the_goal_of_the_file_is_used_and_the_flag_wins() {
    let folder = folder(&starts());
    folder.write(&format!("{FLEET}goal = {{ share = '70%' }}\n"));
    let advised = |flags: &str| {
        let shown = advise(&folder, &format!("{DATES} {flags} --jq .pools[0].advised.max"));
        shown.stdout.trim().to_owned()
    };
    assert_eq!((advised(""), advised("--goal 95%")), ("4".to_owned(), "7".to_owned()));
}
