//! `prebuild logs --save` and `prebuild wait --logs-on-failure`.

use std::fs;
use std::path::PathBuf;

#[cfg(unix)]
use crate::process::binary::{self, BINARY};
#[cfg(unix)]
use crate::support::home;
use crate::support::log::{LOG_TOKEN, LogWorld, cut, log};
use crate::support::platform::no_such_folder;
use crate::support::{POOL, TOKEN, Transcript, World, error, redact_times};

const TEXT: &str = "\u{1b}[31mred\u{1b}[0m\r\n10%\r20%\n[section-create] {\"id\":\"a\"}\nend";

impl LogWorld {
    fn file(&self) -> PathBuf {
        self.world.home.path().join("prebuild.log")
    }

    fn save(&self, flags: &str) -> Transcript {
        self.run(&format!("--save {} {flags}", self.file().display()))
    }

    /// Waits for the prebuild and saves its log if it fails; the path of the file is redacted.
    fn wait(&self) -> Transcript {
        let file = self.file().display().to_string();
        let line = format!("prebuild wait {POOL} --poll-interval 1ms -q --logs-on-failure {file}");
        self.run_line(&line).replace(&file, "FILE")
    }
}

#[test]
fn a_saved_log_is_as_it_came_and_nothing_is_printed() {
    let text = format!("{TEXT} {TOKEN} {LOG_TOKEN}");
    let logs = LogWorld::new(&["COMPLETED"], [log(&text)]);
    assert_eq!(logs.save("").to_string(), "[exit 0]\n");
    assert_eq!(fs::read_to_string(logs.file()).unwrap(), format!("{TEXT} *** ***\n"));

    let logs = LogWorld::new(&["RUNNING", "COMPLETED"], [log("a\nb"), log("a\nbc\n")]);
    assert_eq!(logs.save("--follow --tail 2").to_string(), "[exit 0]\n");
    assert_eq!(fs::read_to_string(logs.file()).unwrap(), "a\nbc\n");

    let logs = LogWorld::new(&["COMPLETED"], [log(TEXT)]);
    assert_eq!(logs.run("--save -").stdout, format!("{TEXT}\n"));
}

#[cfg(unix)] // file modes
#[test]
fn a_new_file_is_private_and_an_old_one_keeps_its_mode() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let mode = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let logs = LogWorld::new(&["COMPLETED", "COMPLETED"], [log("a\n"), log("b\n")]);
    assert_eq!(logs.save("").code, 0);
    assert_eq!(mode(&logs.file()), 0o600);
    fs::write(logs.file(), "something longer than a log").unwrap();
    fs::set_permissions(logs.file(), fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(logs.save("").code, 0);
    assert_eq!(fs::read_to_string(logs.file()).unwrap(), "b\n");
    assert_eq!(mode(&logs.file()), 0o644);

    // Links are followed, also to a file that does not exist yet.
    let logs = LogWorld::new(&["COMPLETED"], [log("a\n")]);
    let target = logs.world.home.path().join("target");
    symlink("target", logs.file()).unwrap();
    assert_eq!(logs.save("").code, 0);
    assert!(logs.file().is_symlink());
    assert_eq!((fs::read_to_string(&target).unwrap().as_str(), mode(&target)), ("a\n", 0o600));
}

#[cfg(unix)] // file modes
#[test]
fn a_new_file_is_private_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt as _;
    for umask in ["000", "777"] {
        let logs = LogWorld::new(&["COMPLETED"], [log("a\n")]);
        let mut shell = home::command("sh", &home::no_home());
        let file = logs.file();
        let line =
            format!("umask {umask}; exec {BINARY} prebuild logs {POOL} --save {}", file.display());
        shell.env("ONA_HOST", logs.world.server.url()).env("ONA_TOKEN", TOKEN);
        let output = binary::output(shell.args(["-c", &line]));
        assert_eq!(output, (String::new(), String::new(), Some(0)), "{umask}");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, 0o600, "{umask}");
    }
}

#[cfg(unix)] // pipes and devices
#[test]
fn a_pipe_gets_the_log() {
    let logs = LogWorld::new(&["COMPLETED"], [log(TEXT)]);
    let pipe = logs.file();
    assert!(home::command("mkfifo", &home::no_home()).arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn(move || fs::read_to_string(pipe).unwrap());
    assert_eq!(logs.save("").to_string(), "[exit 0]\n");
    assert_eq!(reader.join().unwrap(), format!("{TEXT}\n"));
}

#[cfg(unix)] // pipes and devices
#[test]
fn devices_are_written_into() {
    let logs = LogWorld::new(&["COMPLETED", "COMPLETED"], [log("a\n"), log("a\n")]);
    assert_eq!(logs.run("--save /dev/null").to_string(), "[exit 0]\n");
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    assert_eq!(
        logs.run("--save /dev/full").to_string(),
        "------- stderr -------
error: cannot write /dev/full
  No space left on device (os error 28)
[exit 1]
"
    );
}

#[test]
fn a_log_that_cannot_be_read_leaves_the_file_as_it_was() {
    let logs = LogWorld::new(&["COMPLETED"; 3], [(); 2].map(|()| error(404, "not_found", "no")));
    assert_eq!(logs.save("").code, 6);
    assert!(!logs.file().exists());
    fs::write(logs.file(), "old").unwrap();
    assert_eq!(logs.save("").code, 6);
    assert_eq!(fs::read_to_string(logs.file()).unwrap(), "old");
    // An empty log is a log.
    logs.host.respond([log("")]);
    assert_eq!(logs.save("-q").code, 0);
    assert_eq!(fs::read_to_string(logs.file()).unwrap(), "");
}

#[test]
fn the_log_of_a_failed_prebuild_is_saved() {
    let logs = LogWorld::new(&["RUNNING", "FAILED", "FAILED"], [log(TEXT)]);
    assert_eq!(
        logs.wait().to_string(),
        format!(
            "------- stderr -------
error: the prebuild {POOL} cannot complete: it failed
  its log is saved in FILE
hint: prebuildctl prebuild get {POOL}
[exit 9]
"
        )
    );
    assert_eq!(fs::read_to_string(logs.file()).unwrap(), format!("{TEXT}\n"));
}

#[test]
fn a_log_that_is_not_saved_does_not_change_the_exit_code() {
    let logs = LogWorld::new(&["FAILED", "FAILED"], [error(404, "not_found", "no")]);
    assert_eq!(
        logs.wait().to_string(),
        format!(
            "------- stderr -------
error: the prebuild {POOL} cannot complete: it failed
  its log is not saved: cannot read the log of the prebuild {POOL}
  the server says: no
hint: prebuildctl prebuild get {POOL}
[exit 9]
"
        )
    );
    assert!(!logs.file().exists());

    let logs = LogWorld::new(&["FAILED", "FAILED"], [(); 4].map(|()| cut("a\nb")));
    let shown = logs.wait();
    assert_eq!(shown.code, 9);
    assert!(
        shown.stderr.contains("\n  its log is saved in FILE, but it is incomplete\n"),
        "{shown}"
    );
    assert_eq!(fs::read_to_string(logs.file()).unwrap(), "a\n");
}

#[test]
fn only_a_failed_prebuild_has_its_log_saved() {
    for (phase, code) in [("COMPLETED", 0), ("CANCELLED", 9)] {
        let logs = LogWorld::new(&["RUNNING", phase], []).map(World::with_names);
        let shown = logs.wait();
        assert_eq!(shown.code, code, "{shown}");
        assert!(!logs.file().exists() && !shown.stderr.contains("log"), "{shown}");
    }
}

#[test]
fn the_file_is_tried_before_the_wait() {
    let world = World::signed_out([]);
    for (path, reason) in
        [("/nonexistent/folder/log", &*no_such_folder()), ("/", "is a directory"), ("-", "")]
    {
        for line in ["prebuild wait ID --logs-on-failure", "prebuild logs ID --save"] {
            let line = line.replace("ID", POOL);
            if path == "-" && line.contains("save") {
                continue;
            }
            let shown = world.run(&format!("{line} {path}"));
            assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
            assert!(shown.stderr.contains(reason), "{shown}");
        }
    }
}

#[test]
fn the_log_of_a_failed_prebuild_of_the_embedded_api_is_saved() {
    let world = World::local();
    crate::local::hurry(&world);
    world.ok("local fault prebuilds 1");
    let id = world.ok("prebuild trigger acme-api/large -o id").trim_end().to_owned();
    let file = world.home.path().join("log");
    let shown = world.run(&format!("prebuild wait {id} --logs-on-failure {}", file.display()));
    let stderr = redact_times(&shown.stderr);
    assert_eq!(shown.code, 9, "{shown}");
    let saved = format!("\n  its log is saved in {}\n", file.display());
    assert!(stderr.contains(&saved), "{shown}");
    let log = fs::read_to_string(file).unwrap();
    assert!(log.starts_with("[section-create] {\"id\":\"devcontainer\""), "{log}");
    assert!(log.contains("\ninjected fault\n[section-end] {\"id\":\"task-build\""), "{log}");
}
