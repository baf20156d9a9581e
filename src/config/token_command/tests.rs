use std::path::Path;
use std::time::{Duration, Instant};

use std::cell::RefCell;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::{CommandError, TOKEN_VARIABLES, command, find_in_path, first_line};
use crate::env::Env;

fn shell(script: &str, timeout: Duration) -> Result<String, CommandError> {
    let arguments = ["-c".to_owned(), script.to_owned()];
    first_line(Path::new("sh"), &arguments, timeout, &|_| {}).0
}

const LONG: Duration = Duration::from_secs(30);

#[test]
fn the_first_line_is_returned() {
    assert_eq!(shell("printf 'one\ntwo\n'", LONG).unwrap(), "one\n");
    assert_eq!(shell("printf one", LONG).unwrap(), "one");
    assert_eq!(shell(":", LONG).unwrap(), "");
}

#[test]
fn a_program_that_prints_much_or_leaves_a_child_does_not_block() {
    let much = "echo one; i=0; while [ $i -lt 3000 ]; do echo $i; printf '%200s' x; \
                i=$((i+1)); done";
    assert_eq!(shell(much, LONG).unwrap(), "one\n");
    let start = Instant::now();
    assert_eq!(shell("sleep 20 & echo one", LONG).unwrap(), "one\n");
    assert_eq!(shell("sleep 20 &", LONG).unwrap(), "");
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn the_error_says_how_it_failed_without_the_output() {
    for (script, message) in [
        ("echo s3cr3t; exit 3", "it failed with exit status: 3"),
        ("printf 's3cr3t\\377'", "its output is not UTF-8 text"),
    ] {
        let error = shell(script, LONG).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert!(!format!("{error:?}").contains("s3cr3t"));
    }
    let missing = first_line(Path::new("/nowhere/op"), &[], LONG, &|_| {}).0.unwrap_err();
    assert!(missing.to_string().starts_with("cannot run it: "));
}

#[test]
fn a_slow_program_is_killed() {
    let error = shell("exec sleep 20", Duration::from_millis(50)).unwrap_err();
    assert!(matches!(error, CommandError::TimedOut(_)));
}

#[test]
fn its_messages_are_held_back_but_not_for_long() {
    let shown = RefCell::new(Vec::new());
    let run = |script: &str| {
        let arguments = ["-c".to_owned(), script.to_owned()];
        let show = |bytes: &[u8]| shown.borrow_mut().extend_from_slice(bytes);
        let (line, rest) = first_line(Path::new("sh"), &arguments, LONG, &show);
        (line.unwrap(), String::from_utf8(rest).unwrap())
    };
    assert_eq!(run("echo why >&2; echo one"), ("one\n".to_owned(), "why\n".to_owned()));
    assert!(shown.borrow().is_empty());
    let touch = "printf 'touch the key' >&2; sleep 0.8; echo thanks >&2; echo one";
    assert_eq!(run(touch), ("one\n".to_owned(), "thanks\n".to_owned()));
    assert_eq!(shown.into_inner(), b"touch the key");
}

#[test]
fn a_program_is_found_as_a_shell_finds_it() {
    let home = tempfile::tempdir().unwrap();
    let file = |folder: &str, mode| {
        let folder = home.path().join(folder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("op"), "").unwrap();
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(folder.join("op"), permissions).unwrap();
        folder.to_str().unwrap().to_owned()
    };
    let path = [file("a", 0o644), file("b", 0o755), file("c", 0o755)].join(":");
    let env = |path: &str| Env::fixed([("PATH", path)], std::io::empty());
    assert_eq!(find_in_path("op", &env(&path)), home.path().join("b/op"));
    assert_eq!(find_in_path("no-op", &env(&path)), Path::new("no-op"));
}

#[test]
fn it_does_not_see_the_tokens_in_the_environment() {
    let command = command(Path::new("op"), &[]);
    let removed: Vec<_> = command.get_envs().collect();
    for name in TOKEN_VARIABLES {
        assert!(removed.contains(&(name.as_ref(), None)), "{name}");
    }
}
