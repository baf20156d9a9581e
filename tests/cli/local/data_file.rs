//! The data file of the embedded API: files that are empty, broken, of others, or locked.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::process;
use crate::support::{World, read_until};

/// A home with a file, and the flag that names it.
struct Named {
    world: World,
    file: PathBuf,
}

impl Named {
    fn new(content: &[u8]) -> Self {
        let world = World::new_local();
        let file = world.home.path().join("own.db");
        fs::write(&file, content).unwrap();
        Self { world, file }
    }

    /// With a database of another program.
    fn foreign() -> Self {
        let named = Self::new(b"");
        let database = Connection::open(&named.file).unwrap();
        database.execute_batch("CREATE TABLE photos (name TEXT); PRAGMA user_version = 1").unwrap();
        named
    }

    fn run(&self, line: &str) -> crate::support::Transcript {
        let data = format!("--local-data={}", self.file.display());
        let words: Vec<_> = line.split(' ').chain([data.as_str()]).collect();
        let home = self.world.home.path().join("").display().to_string();
        self.world.run_words(&words).replace(&home, "HOME/")
    }

    fn pools(&self) -> String {
        self.run("wp list --jq length").to_string()
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_empty_file_is_a_new_one() {
    let named = Named::new(b"");
    assert_eq!(named.pools(), "1\n[exit 0]\n");
    assert_eq!(named.run("local reset --jq .counts.warmPools").to_string(), "1\n[exit 0]\n");
}

#[test]
fn a_file_of_another_kind_is_kept_and_the_way_out_is_named() {
    let text = Named::new(b"not a database, but valuable");
    let damaged = Named::new(b"");
    damaged.pools();
    let database = Connection::open(&damaged.file).unwrap();
    database.execute_batch("UPDATE globals SET body = 'x'").unwrap();
    drop(database);
    for (named, reason) in [
        (text, "it is not a data file of the embedded API"),
        (Named::foreign(), "it is a database of another program"),
        (damaged, "it is damaged: invalid row globals: expected value at line 1 column 1"),
    ] {
        let before = fs::read(&named.file).unwrap();
        for line in ["wp list", "wp delete acme-api/regular --yes", "local status"] {
            assert_eq!(
                named.run(line).to_string(),
                format!(
                    "------- stderr -------
error: cannot use the data file HOME/own.db
  {reason}
hint: prebuildctl --local-data HOME/own.db local reset
[exit 1]
"
                ),
                "{line}"
            );
        }
        let shown = named.run("local reset");
        assert_eq!(
            shown.to_string(),
            format!(
                "------- stderr -------
error: cannot ask for confirmation: stdin is not a terminal
  cannot use the data file HOME/own.db: {reason}
  use --yes to replace it without confirmation; the file is kept
[exit 2]
"
            )
        );
        assert_eq!(fs::read(&named.file).unwrap(), before);
        let shown = named.run("local reset --yes");
        assert_eq!(
            (shown.stderr.as_str(), shown.code),
            ("kept HOME/own.db as HOME/own.db.bak\n", 0)
        );
        let home = named.world.home.path();
        assert_eq!(fs::read(home.join("own.db.bak")).unwrap(), before);
        assert_eq!(named.pools(), "1\n[exit 0]\n");
    }
}

#[test]
fn a_file_of_another_version_is_moved_away_and_a_new_one_is_begun() {
    let named = Named::new(b"");
    named.pools();
    Connection::open(&named.file).unwrap().execute_batch("PRAGMA user_version = 1").unwrap();
    assert_eq!(
        named.run("wp list -o name").to_string(),
        "acme-api/regular
------- stderr -------
moved HOME/own.db to HOME/own.db.bak: it was written by another version
[exit 0]
"
    );
    assert_eq!(named.pools(), "1\n[exit 0]\n");
    assert!(named.world.home.path().join("own.db.bak").exists());
}

/// Every process that opens the file reads its log.
#[test]
fn a_reset_leaves_little_in_the_log() {
    let named = Named::new(b"");
    for _ in 0..2 {
        assert_eq!(named.run("local reset").code, 0);
        // What happens meanwhile is small; the data itself has a megabyte.
        let log = fs::metadata(named.file.with_extension("db-wal")).unwrap().len();
        assert!(log < 200_000, "{log}");
    }
}

#[test]
fn a_kept_file_is_never_overwritten() {
    let named = Named::new(b"first");
    for content in ["first", "second", "third"] {
        // The log of the new file would repair the old one.
        drop(fs::remove_file(named.file.with_extension("db-wal")));
        fs::write(&named.file, content).unwrap();
        assert_eq!(named.run("local reset --yes -q --jq .speed").code, 0);
    }
    let kept = |name: &str| fs::read_to_string(named.world.home.path().join(name)).unwrap();
    let all = ["own.db.bak", "own.db.bak2", "own.db.bak3"].map(kept);
    assert_eq!(all, ["first", "second", "third"]);
}

#[test]
fn an_invalid_seed_is_reported_with_its_place_and_nothing_is_moved() {
    let named = Named::new(b"valuable");
    let seed = named.world.home.path().join("seed.toml");
    fs::write(&seed, "organization = { name = 'A', tier = 'core', teir = 1 }\nuser = 1\n").unwrap();
    let shown = named.run(&format!("local reset --yes --seed {}", seed.display()));
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: HOME/seed.toml:1:45: organization.teir is not a known key; did you mean \"tier\"?
error: HOME/seed.toml:2:8: user is of type integer, not a table
[exit 2]
"
    );
    assert_eq!(names(named.world.home.path()), ["own.db", "seed.toml"]);

    let unknown: String = (0..12).map(|number| format!("key-{number} = 1\n")).collect();
    fs::write(&seed, unknown).unwrap();
    let shown = named.run(&format!("local reset --yes --seed {}", seed.display()));
    assert!(shown.stderr.ends_with("error: 4 more errors\n"), "{shown}");
}

/// SQLite would take these names for something else.
#[cfg(unix)] // names of files
#[test]
fn names_are_plain_names() {
    use crate::support::home;
    let folder = tempfile::tempdir().unwrap();
    for name in [":memory:", "file:x.db", "file:y.db?mode=memory"] {
        let output = home::prebuildctl(&home::no_home())
            .current_dir(folder.path())
            .args(["--local", "--local-data", name, "wp", "list", "--jq", "length"])
            .output()
            .unwrap();
        assert_eq!(output.stdout, b"1\n", "{}", String::from_utf8_lossy(&output.stderr));
        assert!(names(folder.path()).contains(&name.to_owned()), "{name}");
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let named = Named::new(b"");
    fs::remove_file(&named.file).unwrap();
    fs::create_dir(&named.file).unwrap();
    assert_eq!(
        named.run("wp list").to_string(),
        "------- stderr -------
error: cannot use the data file HOME/own.db
  it is a directory
[exit 1]
"
    );
}

#[test]
fn a_wait_for_another_process_is_reported() {
    let named = Named::new(b"");
    named.pools();
    let mut database = Connection::open(&named.file).unwrap();
    let behavior = rusqlite::TransactionBehavior::Immediate;
    let lock = database.transaction_with_behavior(behavior).unwrap();
    let mut child = process(&named.file, "wp list -o id").spawn().unwrap();
    let file = named.file.display();
    let note = format!("waiting for another process that uses the data file {file}\n");
    assert_eq!(read_until(child.stderr.as_mut().unwrap(), "\n"), note);
    lock.rollback().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 37));
}

/// Nothing was changed, so the outcome is not unknown. A limit of the size of files stands for the
/// disk.
#[cfg(unix)] // shell scripts
#[test]
fn a_full_disk_is_an_error_of_this_machine() {
    use std::time::Duration;

    use prebuildctl::emulator::{self, Options};

    use crate::support::home;
    let named = Named::new(b"");
    let options = Options { data_file: named.file.clone(), speed: Some(0.0), token: None };
    let emulator = emulator::open(options).unwrap();
    // The log of changes is longer than the limit, that of locks is not.
    for _ in 0..20 {
        emulator.advance(Duration::from_secs(3_600)).unwrap();
    }
    let pools = named.run("wp list -o json");
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"";
    let output = home::command("sh", &home::no_home())
        .args(["-c", script, home::BINARY, "--local", "--local-data"])
        .arg(&named.file)
        .args(["wp", "update", "acme-api/regular", "--max", "9"])
        .output()
        .unwrap();
    let file = named.file.display();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let (first, reason) = stderr.split_once('\n').unwrap();
    assert!(first.starts_with("error: cannot resize the warm pool "), "{stderr}");
    let expected = format!("  cannot use the data file {file}: reading or writing failed\n");
    assert_eq!(reason, expected);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(named.run("wp list -o json"), pools);
}
