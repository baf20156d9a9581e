//! `apply --follow`: what it refuses, what it prints, and how it ends.

use std::fs::Permissions;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Child, ChildStdout};

use super::FLEET;
use crate::fleet::Folder;
use crate::process::binary::{end, kill, prebuildctl, start};
use crate::support::{POOL, Response, error, one, page, pool, read_until};

const SIZED: &str = "version = 1

[scope]
projects = ['acme-api']

[[pool]]
project = 'acme-api'
class = 'large'
min = 1
max = MAX
";

fn sized(max: i32) -> String {
    SIZED.replace("MAX", &max.to_string())
}

fn pools(max: i32) -> Response {
    page(&[pool(POOL, 1, max)], "")
}

/// A service with the pool acme-api/large, 1..5, and a process that follows a file.
struct Following {
    folder: Folder,
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Following {
    fn new(max: i32, flags: &str, responses: impl IntoIterator<Item = Response>) -> Self {
        let folder = Folder::with_pools(&sized(max), &[]);
        let server = &folder.world.server;
        server.always("ListWarmPools", pools(5));
        server.always("GetWarmPool", one(POOL, 1, 5));
        for response in responses {
            server.always("UpdateWarmPool", response);
        }
        let file = folder.path("@fleet.toml");
        let line = format!("apply --follow --yes --retries 0 -f {file} {flags}");
        let mut child = start(prebuildctl(server, &line));
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { folder, child, lines }
    }

    /// The next line of standard output, without the time.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        line.split_once(' ').map_or(line.clone(), |(_, rest)| rest.to_owned())
    }

    /// Waits until the service got so many calls of a method.
    fn wait_for(&self, method: &str, count: usize) {
        let server = &self.folder.world.server;
        while server.methods().iter().filter(|name| *name == method).count() < count {
            server.wait_for_calls(server.calls().len() + 1);
        }
    }

    /// Makes the process read its files and apply them.
    fn reload(&self) {
        kill(&self.child, "HUP");
    }

    /// Ends it with SIGTERM; what is on standard error.
    fn stop(self) -> String {
        kill(&self.child, "TERM");
        let (code, stderr) = end(self.child);
        assert_eq!(code, Some(143), "{stderr}");
        stderr.replace(&format!("{}/", self.folder.world.home.path().display()), "")
    }
}

#[test]
fn what_it_cannot_follow_is_refused_before_any_request() {
    let folder = Folder::with_pools(FLEET, &[]);
    folder.run("plan -f @fleet.toml --out @plan.json -q");
    let calls = folder.world.server.calls().len();
    let refused = |line: &str| {
        let transcript = folder.run(line);
        assert_eq!((transcript.code, transcript.stdout.as_str()), (2, ""), "{line}");
        transcript.stderr
    };
    assert_eq!(
        refused("apply --follow --only create,delete --every 10s -f @fleet.toml"),
        "error: --every 10s is out of range: 1m to 1d
error: --follow requires --yes: nobody is there to confirm
error: --only delete cannot be used with --follow, which never deletes
"
    );
    assert_eq!(
        refused("apply --follow --yes -f -"),
        "error: --follow cannot read standard input
  the file is read again whenever it may have changed
"
    );
    assert_eq!(
        refused("apply --follow --yes -f /dev/null"),
        "error: --follow cannot read /dev/null: not a file
  the file is read again whenever it may have changed
"
    );
    for (words, message) in [
        ("@plan.json", "PLAN"),
        ("--prune", "--prune"),
        ("--wait", "--wait"),
        ("--max-deletes 1", "--max-deletes"),
    ] {
        let stderr = refused(&format!("apply --follow --yes {words}"));
        assert!(stderr.contains("cannot be used with") && stderr.contains(message), "{stderr}");
    }
    assert!(refused("apply --yes --every 5m").contains("--follow"));
    assert_eq!(refused("apply --follow --yes --timeout 5m"), "error: --timeout requires --wait\n");
    assert_eq!(
        refused("apply --follow --yes -o csv"),
        "error: apply does not support -o csv\n  supported: table, json, jsonl\n"
    );
    assert!(refused("apply --follow --yes -f @missing.toml").contains("file not found"));
    assert_eq!(folder.world.server.calls().len(), calls);
}

#[test]
fn a_changed_file_is_applied_and_an_invalid_one_is_not() {
    let mut following = Following::new(8, "", [one(POOL, 1, 8)]);
    assert_eq!(following.line(), "~ acme-api/large  max 5 -> 8  done\n");
    let server = &following.folder.world.server;
    server.always("ListWarmPools", pools(8));
    server.always("GetWarmPool", one(POOL, 1, 8));
    server.always("UpdateWarmPool", one(POOL, 1, 9));
    following.folder.write("version = ");
    following.reload();
    let stderr = following.child.stderr.as_mut().unwrap();
    let reported = read_until(stderr, "stay in force\n");
    following.folder.write(&sized(9));
    following.reload();
    assert_eq!(following.line(), "~ acme-api/large  max 8 -> 9  done\n");
    let updates = following.folder.world.server.calls();
    let updates = updates.iter().filter(|call| call.method() == "UpdateWarmPool");
    let bodies: Vec<_> = updates.map(|call| call.body.clone()).collect();
    let body = |max| format!("{{\"warmPoolId\":\"{POOL}\",\"minSize\":1,\"maxSize\":{max}}}");
    assert_eq!(bodies, [body(8), body(9)]);
    let folder = format!("{}/", following.folder.world.home.path().display());
    assert_eq!(
        reported.replace(&folder, "") + &following.stop(),
        "following fleet.toml: applied at once, at every edge, when a file changes, and every 15m
error: fleet.toml:1:11: a string needs quotes: \"...\"
  the last valid files stay in force
fleet.toml changed
"
    );
}

#[test]
fn an_outage_is_reported_once_and_once_more_when_it_is_over() {
    let following = Following::new(5, "-q", []);
    following.wait_for("ListWarmPools", 1);
    let server = &following.folder.world.server;
    server.always("ListWarmPools", error(503, "unavailable", "down for a while"));
    for count in 2..4 {
        following.reload();
        following.wait_for("ListWarmPools", count);
    }
    server.always("ListWarmPools", pools(5));
    following.reload();
    following.wait_for("ListWarmPools", 4);
    // The next run begins when the one before is over.
    following.reload();
    following.wait_for("ListWarmPools", 5);
    assert_eq!(
        following.stop(),
        "error: cannot read the current state: ListWarmPools failed
  the server says: down for a while
recovered: the pools are up to date
"
    );
}

#[test]
fn a_change_that_fails_is_printed_once_and_again_when_it_is_done() {
    let refusal = error(400, "failed_precondition", "not now");
    let mut following = Following::new(8, "-o jsonl", [refusal]);
    let mut first = String::new();
    following.lines.read_line(&mut first).unwrap();
    let parts =
        ["{\"evaluatedAt\":\"20", "\"action\":\"update\"", "\"result\":\"failed\"", "not now"];
    for part in parts {
        assert!(first.contains(part), "{part}: {first}");
    }
    following.reload();
    following.wait_for("UpdateWarmPool", 2);
    following.folder.world.server.always("UpdateWarmPool", one(POOL, 1, 8));
    following.reload();
    let mut second = String::new();
    following.lines.read_line(&mut second).unwrap();
    assert!(second.contains("\"result\":\"done\""), "{second}");
    let stderr = following.stop();
    let lines: Vec<_> = stderr.lines().collect();
    assert_eq!(lines.len(), 2, "{stderr}");
    assert!(lines[0].starts_with("{\"error\":{\"code\":\"failed_precondition\",\"exitCode\":7,"));
    assert_eq!(lines[1], "{\"recovered\":{\"message\":\"the pools are up to date\"}}");
}

#[test]
fn it_never_deletes_and_a_signal_ends_it() {
    let folder = Folder::with_pools("version = 1\n[scope]\nprojects = ['acme-*']\n", &[]);
    folder.world.server.always("ListWarmPools", pools(5));
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let before = folder.world.server.methods().len();
        let file = folder.path("@fleet.toml");
        let line = format!("apply --follow --yes -q -f {file}");
        let child = start(prebuildctl(&folder.world.server, &line));
        folder.world.server.wait_for_calls(before + 4);
        kill(&child, signal);
        assert_eq!(end(child), (Some(code), String::new()));
        // Identity, projects, classes and pools.
        assert_eq!(folder.world.server.methods().len(), before + 4);
    }
}

#[test]
fn what_cannot_work_ends_the_first_run() {
    let folder = Folder::with_pools(&sized(5), &[]);
    let denied = error(401, "unauthenticated", "invalid token");
    folder.world.server.always("ListWarmPools", denied);
    let transcript = folder.run("apply --follow --yes -q -f @fleet.toml");
    assert_eq!((transcript.code, transcript.stdout.as_str()), (4, ""), "{transcript}");
    folder.write(&sized(5).replace("'large'", "'huge'"));
    let transcript = folder.run("apply --follow --yes -q -f @fleet.toml");
    assert_eq!((transcript.code, transcript.stdout.as_str()), (6, ""), "{transcript}");
}

#[test]
fn the_token_is_read_again_before_each_run() {
    let folder = Folder::with_pools(&sized(5), &[]);
    let server = &folder.world.server;
    server.always("ListWarmPools", pools(5));
    let token_file = folder.world.home.path().join("token");
    let write = |token: &str| {
        std::fs::write(&token_file, token).unwrap();
        std::fs::set_permissions(&token_file, Permissions::from_mode(0o600)).unwrap();
    };
    write("ona_first_0123456789");
    let (file, token) = (folder.path("@fleet.toml"), token_file.display());
    let line = format!("apply --follow --yes -q -f {file} --token-file {token}");
    let child = start(prebuildctl(server, &line));
    server.wait_for_calls(4);
    write("ona_second_0123456789");
    kill(&child, "HUP");
    server.wait_for_calls(8);
    kill(&child, "TERM");
    assert_eq!(end(child), (Some(143), String::new()));
    let tokens: Vec<_> = server
        .calls()
        .iter()
        .map(|call| call.header("authorization").unwrap().to_owned())
        .collect();
    assert_eq!(tokens[..4], ["Bearer ona_first_0123456789"; 4]);
    assert_eq!(tokens[4..], ["Bearer ona_second_0123456789"; 4]);
}
