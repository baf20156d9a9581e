//! Files that are read and written: whatever else they are, and whoever else can change them.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use super::local::identity;
use super::shell::{empty_home, shell};
use crate::process::binary::{self, end, kill, prebuildctl};
use crate::support::{POOL, Server, TOKEN, World, home, one, page, pool};

const SCOPE: &str = "version = 1\n[scope]\nprojects = ['acme-api']\n";

pub(super) fn config_file(home: &Path) -> PathBuf {
    let folder = home.join(".config/prebuildctl");
    fs::create_dir_all(&folder).unwrap();
    folder.join("config.toml")
}

/// A service that lists no pools, and any number of times.
pub(super) fn service() -> Server {
    let server = Server::new([]);
    server.set_names();
    server.always("ListWarmPools", page(&[], ""));
    server.always("GetAuthenticatedIdentity", identity());
    server
}

fn make_fifo(path: &Path) {
    assert!(home::command("mkfifo", &home::no_home()).arg(path).status().unwrap().success());
}

#[test]
fn e04_a_settings_file_that_others_can_change() {
    let world = World::new([]).with_config("[profiles.default]\nhost = \"acme.example\"\n");
    let file = config_file(world.home.path());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).unwrap();
    let name = file.display();
    let expected = format!(
        "------- stderr -------
error: {name} is writable by other users
  it is not used, because that user could have changed it
  to trust it: chmod 600 {name}
[exit 2]
"
    );
    for line in ["wp list", "--local wp list", "auth status", "config set output json"] {
        assert_eq!(world.run(line).to_string(), expected, "{line}");
    }
    assert_eq!(world.run("version").code, 0);
}

/// The ways in which the file in the default place can be unreadable, also for root.
fn break_in_each_way(home: &Path, check: impl Fn(&Path, &str)) {
    let file = config_file(home);
    fs::create_dir(&file).unwrap();
    check(&file, "is a directory");
    fs::remove_dir(&file).unwrap();
    symlink(&file, &file).unwrap();
    check(&file, "Too many levels of symbolic links (os error 40)");
    fs::remove_file(&file).unwrap();
    make_fifo(&file);
    check(&file, "is a pipe");
    fs::remove_file(&file).unwrap();
}

#[cfg(target_os = "linux")] // file modes
#[test]
fn e06_the_default_settings_file_is_unreadable() {
    let server = service();
    let world = World::new([]).with("ONA_HOST", &server.url());
    break_in_each_way(world.home.path(), |file, reason| {
        let warning = format!("{} is ignored: {reason}", file.display());
        for line in ["auth status", "--local class get large -o id", "config get output"] {
            let shown = world.run(line);
            assert_eq!(shown.code, 0, "{shown}");
            assert_eq!(shown.stderr, format!("warning: {warning}\n"), "{line}");
        }
        let shown = world.run("wp list -o json");
        assert_eq!(shown.stdout, "[]\n");
        assert_eq!(shown.stderr, format!("{{\"warning\":{{\"message\":\"{warning}\"}}}}\n"));
        for line in ["wp list -q -o json", "version", "completions bash", "man", "--help"] {
            let shown = world.run(line);
            assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{line}");
        }
        let shown = world.run("wp list --profile work");
        assert!(shown.stderr.contains(&format!("\n  {warning}\n")), "{shown}");
    });
}

#[cfg(target_os = "linux")] // file modes
#[test]
fn e07_a_named_settings_file_is_unreadable() {
    let world = World::new([]);
    break_in_each_way(world.home.path(), |file, reason| {
        if reason == "is a pipe" {
            return;
        }
        let name = file.display();
        let shown = world.run(&format!("wp list --config {name}"));
        let error = format!("error: cannot read {name}\n  {reason}\n");
        assert_eq!((shown.stderr.as_str(), shown.code != 0), (error.as_str(), true), "{shown}");
    });
}

#[test]
fn e08_every_input_can_be_a_pipe() {
    let server = service();
    server.always("GetWarmPool", one(POOL, 1, 5));
    let home = empty_home();
    fs::write(home.path().join("fleet.toml"), SCOPE).unwrap();
    let settings = format!("[profiles.p]\nhost = \"{}\"\ntoken = \"{TOKEN}\"\n", server.url());
    fs::write(home.path().join("settings"), settings).unwrap();
    fs::write(home.path().join("request"), format!("{{\"warmPoolId\":\"{POOL}\"}}")).unwrap();
    let script = r#"cd $HOME; set -e
        cat_() { printf '\357\273\277'; cat "$1"; }
        unset ONA_HOST
        $TOOL wp list -o json --profile p --config <(cat_ settings)
        $TOOL config get profiles.p.token --profile p --config <(cat_ settings)
        chmod 600 settings; cat settings | $TOOL wp list -o json --profile p --config /dev/stdin
        export ONA_HOST=$HOST
        $TOOL wp list -o json --token-file <(printf %s $THE_TOKEN)
        export ONA_TOKEN=$THE_TOKEN
        PREBUILDCTL_CONFIG=/dev/null $TOOL wp list -o json
        # Plans of one instant are the same text.
        plan_="$TOOL plan --quiet --at 2026-11-30T12:00:00Z"
        $plan_ --out plan -f <(cat_ fleet.toml)
        cat_ fleet.toml | $plan_ --out - -f /dev/stdin | cmp - <(sed 's#/dev/fd/[0-9]*#/dev/stdin#' plan)
        $TOOL apply --yes --quiet <(cat_ plan)
        mkfifo fifo; cat_ request > fifo & $TOOL api PrebuildService/GetWarmPool -d @fifo >&2
        cat_ request | $TOOL api PrebuildService/GetWarmPool -d - >&2
        : | $TOOL --token-file /dev/stdin wp list"#;
    let script = format!("HOST={}\n{script}", server.url());
    let (stdout, stderr, code) = shell(&server, home.path(), &script);
    assert!(stdout.starts_with("[]\n(set)\n[]\n[]\n[]\n"), "{stdout}{stderr}");
    assert_eq!(stderr.matches(POOL).count(), 2, "{stderr}");
    assert!(stderr.ends_with("is empty\n"), "{stderr}");
    assert_eq!(code, Some(2), "{stderr}");
}

#[test]
fn e10_ctrl_c_is_heard_while_a_pipe_is_read() {
    let server = Server::new([]);
    let home = empty_home();
    let fifo = home.path().join("fifo");
    make_fifo(&fifo);
    // A writer that writes nothing.
    let held = fs::File::options().read(true).write(true).open(&fifo).unwrap();
    for flag in ["wp list --config", "wp list --token-file", "plan -f"] {
        let line = format!("{flag} {}", fifo.display());
        let mut child = binary::start(prebuildctl(&server, &line));
        while !is_waiting(child.id()) {
            std::thread::yield_now();
        }
        assert!(child.try_wait().unwrap().is_none());
        kill(&child, "INT");
        assert_eq!(end(child), (None, String::new()), "{line}");
    }
    drop(held);
}

/// Whether the process sleeps in a call.
fn is_waiting(id: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{id}/wchan")).unwrap_or_default();
    let state = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    status.contains("poll") || state.contains(") S ")
}

#[test]
fn e11_an_endless_input() {
    let world = World::new([]).with_stdin(&format!("\"{}\"", "x".repeat(9 << 20)));
    for (line, limit) in [
        ("wp list --config /dev/zero", "1 MiB"),
        ("wp list --token-file /dev/zero", "64 KiB"),
        ("plan -f /dev/zero", "4 MiB"),
        ("plan -f -", "4 MiB"),
        ("apply /dev/zero", "64 MiB"),
        ("api A/GetB -d @/dev/zero", "8 MiB"),
        ("api A/GetB -d -", "8 MiB"),
    ] {
        let shown = world.run(line);
        assert!(shown.stderr.contains(&format!("\n  is larger than {limit}\n")), "{line}: {shown}");
        assert_eq!(shown.code, 2, "{line}");
    }
    let world = world.with("SSL_CERT_FILE", "/dev/zero").with("ONA_HOST", "https://127.0.0.1:9");
    let shown = world.run("wp list");
    assert!(
        shown.stderr.contains("\n  is larger than 16 MiB\n  set by SSL_CERT_FILE\n"),
        "{shown}"
    );
}

#[test]
fn e12_a_byte_that_is_not_utf8_is_named() {
    let world = World::new([]);
    let file = world.home.path().join("file");
    fs::write(&file, b"\xef\xbb\xbfab\xff").unwrap();
    for flag in ["wp list --config", "wp list --token-file", "plan -f", "apply", "api A/B -d"] {
        let at = if flag.starts_with("api") { "@" } else { "" };
        let shown = world.run(&format!("{flag} {at}{}", file.display()));
        assert!(shown.stderr.contains("\n  is not UTF-8 text (byte 6)\n"), "{flag}: {shown}");
        assert_eq!(shown.code, 2, "{flag}");
    }
}

#[test]
fn e13_a_plan_is_not_saved_over_what_it_was_made_from() {
    let server = service();
    let world = World::new([]).with("ONA_HOST", &server.url());
    let path = |name: &str| world.home.path().join(name);
    fs::write(path("fleet.toml"), SCOPE).unwrap();
    fs::hard_link(path("fleet.toml"), path("other.toml")).unwrap();
    let plan = |out: &Path| {
        let fleet = path("fleet.toml");
        // Plans of one instant are the same text.
        let at = "--at 2026-11-30T12:00:00Z";
        world.run(&format!("plan -q {at} -f {} --out {}", fleet.display(), out.display()))
    };
    for name in ["fleet.toml", "other.toml"] {
        let shown = plan(&path(name));
        assert_eq!(shown.code, 2, "{shown}");
        assert!(shown.stderr.contains("is the fleet file"), "{shown}");
        assert_eq!(fs::read_to_string(path("fleet.toml")).unwrap(), SCOPE);
    }
    assert!(server.calls().is_empty());

    assert_eq!(plan(Path::new("/dev/null")).code, 0);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    symlink("saved.json", path("link")).unwrap();
    assert_eq!(plan(&path("link")).code, 0);
    assert!(path("link").is_symlink());
    assert_eq!(plan(Path::new("-")).stdout, fs::read_to_string(path("saved.json")).unwrap());

    fs::set_permissions(path("saved.json"), fs::Permissions::from_mode(0o444)).unwrap();
    let shown = plan(&path("saved.json"));
    assert!(shown.stderr.ends_with("\n  is read-only\n"), "{shown}");
    assert_eq!(shown.code, 1);
}

#[test]
fn e15_a_step_file_that_cannot_be_written() {
    let world = World::new([]);
    let fifo = world.home.path().join("fifo");
    make_fifo(&fifo);
    let fifo = fifo.to_str().unwrap().to_owned();
    let mut world = world;
    for variable in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
        for path in ["/nowhere/output", "/", &fifo] {
            world = world.with(variable, path);
            let shown = world.run("prebuild trigger --project P --class C --github");
            let error = format!("error: cannot write {path} (set by {variable})\n");
            assert!(shown.stderr.starts_with(&error), "{shown}");
            assert_eq!(shown.code, 2);
        }
        world = world.without(variable);
    }
}

#[test]
fn e16_a_step_file_that_fails_after_the_change() {
    let world = World::new([page(&[pool(POOL, 1, 5)], "")]).with_names();
    let fleet = world.home.path().join("fleet.toml");
    fs::write(&fleet, SCOPE).unwrap();
    let world = world.with("GITHUB_OUTPUT", "/dev/full");
    let shown = world.run("wp list -o id --github");
    assert_eq!(shown.code, 0, "{shown}");
    let world = World::new([one(POOL, 1, 5)]).with_names().with("GITHUB_OUTPUT", "/dev/full");
    let shown = world.run("wp create --project acme-api --class large --max 5 --github -o id");
    let warning = "warning: cannot write /dev/full (set by GITHUB_OUTPUT): \
                   No space left on device (os error 28)\n";
    assert_eq!(shown.stdout, format!("{POOL}\n"));
    assert_eq!((shown.stderr.as_str(), shown.code), (warning, 0));
}

#[test]
fn e19_no_lock_stays_beside_the_settings() {
    let world = World::signed_out([identity()]).with_stdin(TOKEN);
    assert_eq!(world.run("auth login --token-stdin").code, 0);
    let folder = config_file(world.home.path()).parent().unwrap().to_owned();
    let names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["config.toml"]);
}

#[test]
fn e18_blanks_around_a_variable() {
    let world =
        World::local().with("PREBUILDCTL_LOCAL", " 1\n").with("PREBUILDCTL_OUTPUT", "id\r\n");
    let ids = world.ok("class list");
    assert!(ids.lines().all(|line| line.len() == POOL.len()), "{ids}");
}
