//! What only a real process shows: closed pipes, full disks, arguments that are not UTF-8, and signals in
//! the files below.
#![cfg(unix)] // signals

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::process::Stdio;

pub mod binary;
mod record;
mod signals;
mod watch;

use self::binary::{BINARY, end, kill, output, prebuildctl, start, with_terminal};
use crate::support::{
    CLASS, POOL, PROJECT, Response, Server, TOKEN, home, one, page, pool, read_until,
};

#[test]
fn the_binary_does_what_the_library_does() {
    let server = Server::new([one(POOL, 1, 5)]);
    let (stdout, stderr, code) = output(&mut prebuildctl(&server, &format!("wp get {POOL} -o id")));
    assert_eq!((stdout, stderr, code), (format!("{POOL}\n"), String::new(), Some(0)));
}

#[test]
fn a_closed_pipe_ends_the_list_quietly() {
    let many: Vec<_> =
        (0..100).map(|n| pool(&format!("0190f3c2-0000-4000-8000-{n:012}"), 1, 5)).collect();
    for format in ["jsonl", "json", "csv", "yaml", "name"] {
        let pages = (1..20).map(|n| page(&many, &n.to_string())).chain([page(&many, "")]);
        let server = Server::new(pages);
        server.set_names();
        let mut command = prebuildctl(&server, &format!("wp list -o {format}"));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let (code, stderr) = end(child);
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{format}");
        server.allow_unused_responses();
    }
}

#[test]
fn a_full_disk_is_an_error_and_the_change_is_still_reported() {
    let server = Server::new([one(POOL, 1, 5)]);
    let line = format!("wp create --project {PROJECT} --class {CLASS} --max 5 -o id");
    let full = File::options().write(true).open("/dev/full").unwrap();
    let (_, stderr, code) = output(prebuildctl(&server, &line).stdout(full));
    assert_eq!(
        stderr,
        format!(
            "error: cannot write the output\n  No space left on device (os error 28)\n  created {PROJECT}/{CLASS}  {POOL}  size 1..5\n"
        )
    );
    assert_eq!(code, Some(1));
}

#[test]
fn closed_streams_do_not_crash_it() {
    let server = Server::new([one(POOL, 1, 5), one(POOL, 1, 5)]);
    for close in [">&-", "2>&-"] {
        let mut shell = home::command("sh", &home::no_home());
        let line = format!("exec {BINARY} wp get {POOL} -o id {close}");
        shell.env("ONA_HOST", server.url()).env("ONA_TOKEN", TOKEN);
        let (_, stderr, code) = output(shell.args(["-c", &line]).stdin(Stdio::null()));
        assert_eq!((stderr.as_str(), code), ("", Some(0)), "{close}");
    }
}

#[test]
fn arguments_that_are_not_utf_8_are_a_usage_error() {
    let server = Server::new([]);
    let mut command = prebuildctl(&server, "wp get");
    let (_, stderr, code) = output(command.arg(OsStr::from_bytes(b"a\xff")));
    assert_eq!(code, Some(2), "{stderr}");

    let mut command = prebuildctl(&server, "wp list");
    let (_, stderr, code) = output(command.env("ONA_TOKEN", OsStr::from_bytes(b"a\xff")));
    assert_eq!((stderr.as_str(), code), ("error: the value of ONA_TOKEN is not UTF-8\n", Some(2)));
}

#[test]
fn a_confirmation_is_asked_on_a_terminal_and_read_there() {
    for (typed, stdout, code, deletes) in
        [("y\n", format!("deleting {POOL}"), 0, true), ("n\n", String::new(), 1, false)]
    {
        let answers = [one(POOL, 1, 5), Response::json(200, "{}")];
        let server = Server::new(answers.into_iter().take(1 + usize::from(deletes)));
        server.set_names();
        let mut child =
            with_terminal(&server, &format!("{BINARY} wp delete {POOL}")).spawn().unwrap();
        let prompt = read_until(child.stdout.as_mut().unwrap(), "[y/N] ");
        let question = "  size 1..5\r\ndelete this warm pool? [y/N] ";
        assert!(prompt.ends_with(question), "{prompt}");
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(&stdout), "{text}");
        assert_eq!(output.status.code(), Some(code), "{text}");
    }
}

#[cfg(target_os = "linux")] // process files
#[test]
fn it_leaves_no_core_dump_and_no_token_in_the_process_list() {
    let server = Server::new([Response::Silence]);
    let child = start(prebuildctl(&server, "wp list"));
    server.wait_for_calls(1);
    let read = |file: &str| std::fs::read(format!("/proc/{}/{file}", child.id())).unwrap();
    let limits = String::from_utf8(read("limits")).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().collect::<Vec<_>>()[4..6], ["0", "0"], "{core}");
    assert!(!String::from_utf8_lossy(&read("cmdline")).contains(TOKEN));
    kill(&child, "TERM");
    assert_eq!(end(child).0, Some(143));
}

/// New folders are accessible by their owner only, and nothing else is left.

#[test]
fn only_private_folders_are_left_in_a_home() {
    use std::os::unix::fs::PermissionsExt as _;
    let user = tempfile::tempdir().unwrap();
    let script = format!(
        "umask 002; unset ${{!XDG_@}}; {BINARY} --local wp list && {BINARY} config set defaults.output json"
    );
    let status = home::command("bash", user.path()).args(["-c", &script]).output().unwrap().status;
    assert!(status.success());
    let mut found = Vec::new();
    let mut folders = vec![user.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let (path, metadata) = (entry.as_ref().unwrap().path(), entry.unwrap().metadata());
            let mode = metadata.unwrap().permissions().mode() & 0o777;
            let name = path.strip_prefix(user.path()).unwrap().display().to_string();
            assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{name}");
            found.push(name);
            folders.extend(path.is_dir().then_some(path));
        }
    }
    found.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
    found.sort();
    let expected = [
        ".config",
        ".config/prebuildctl",
        ".config/prebuildctl/config.toml",
        ".local",
        ".local/share",
        ".local/share/prebuildctl",
        ".local/share/prebuildctl/local.db",
    ];
    assert_eq!(found, expected);
}
