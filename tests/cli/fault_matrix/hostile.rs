//! Untrusted text, and the secrecy of the token.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::{CREATE, READ, html};
use crate::support::wire::Listener;
use crate::support::{
    CLASS, POOL, PROJECT, RUNNER, Response, Server, TOKEN, World, classes, error, home, one, page,
    pool, prebuild, projects, runners,
};

/// Control sequences and deceptive characters, escaped for JSON.
const CORPUS: &str = r"\u001b[2J\u001b]0;t\u0007\u001b]8;;http://x\u001b\\\u001b]52;c;eA==\u0007\u001bP1$r\u001b\\\u009b31m\u009d\r\b\u000b\f\n\t\u007f\u0000\u202e\u2066\u061c\u200b\u2060\ufeff\u00ad\u3164\udb40\udc01";

/// A pool with the corpus in its text.
fn hostile_pool() -> String {
    pool(POOL, 1, 5)
        .replace(r#""statusVersion""#, &format!(r#""failureMessage":"{CORPUS}","statusVersion""#))
}

/// No output may contain these, except for line ends.
fn assert_safe(line: &str, text: &str) {
    let banned = |letter: &char| {
        letter.is_control() && *letter != '\n'
            || matches!(u32::from(*letter), 0xad | 0x61c | 0x3164 | 0xfeff | 0xe0001)
            || matches!(u32::from(*letter), 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f)
    };
    let found = text.chars().find(banned);
    assert_eq!(found, None, "{line}: {text:?}");
}

/// A service with hostile text in every response.
fn hostile() -> World {
    let world = World::new([]).with_terminal(200);
    let pools = page(&[hostile_pool()], "");
    let one = Response::json(200, &format!(r#"{{"warmPool":{}}}"#, hostile_pool()));
    let prebuilds = format!(
        r#"{{"prebuilds":[{}]}}"#,
        prebuild(POOL, "FAILED").replace(
            r#""statusVersion""#,
            &format!(r#""failureMessage":"{CORPUS}","statusVersion""#)
        )
    );
    let runner = format!(r#"{{"runner":{{"runnerId":"{RUNNER}","name":"{CORPUS}"}}}}"#);
    let runner = Response::json(200, &runner);
    let project = format!(
        r#"{{"project":{{"id":"{PROJECT}","metadata":{{"name":"{CORPUS}"}},"prebuildConfiguration":{{"enabled":true,"environmentClassIds":["{CLASS}","{CORPUS}"],"timeout":"{CORPUS}","executor":{{"id":"{CORPUS}","principal":"{CORPUS}"}}}}}}}}"#
    );
    for (method, response) in [
        ("ListWarmPools", pools),
        ("GetProject", Response::json(200, &project)),
        ("UpdateProject", Response::json(200, &project)),
        ("DeletePrebuild", error(400, "failed_precondition", CORPUS)),
        ("GetWarmPool", one.clone()),
        ("CreateWarmPool", one),
        ("ListProjects", projects(&[(PROJECT, CORPUS)])),
        ("ListEnvironmentClasses", classes(&[(CLASS, CORPUS, "r")])),
        ("ListPrebuilds", Response::json(200, &prebuilds)),
        ("ListRunners", error(403, "permission_denied", CORPUS)),
        ("GetRunner", runner),
        ("GetAuthenticatedIdentity", error(401, "unauthenticated", CORPUS)),
        ("DeleteWarmPool", error(400, "failed_precondition", CORPUS)),
        ("GetPrebuild", error(404, "not_found", CORPUS)),
        ("CancelPrebuild", html(500, "\u{1b}[2J\u{9b}31m\u{202e}\r x")),
    ] {
        world.server.always(method, response);
    }
    world
}

#[test]
fn x01_to_x06_control_sequences_are_escaped() {
    let world = hostile();
    for line in [
        "wp list -o wide",
        "wp list -o markdown",
        "wp list -o yaml",
        "wp list -o json",
        "wp list -o jsonl",
        "wp list --jq .[] -r",
        "wp list --jq .[].status.failureMessage -r",
        "wp list -o name",
        &format!("wp get {POOL}"),
        CREATE,
        "project list",
        "project list -o name",
        &format!("project prebuilds {PROJECT}"),
        &format!("project prebuilds {PROJECT} --off"),
        &format!("project prebuilds {PROJECT} --off --dry-run"),
        &format!("project prebuilds {PROJECT} --hour 5"),
        &format!("project prebuilds {PROJECT} --hour 5 -o json"),
        &format!("prebuild delete {POOL} --yes"),
        "class list",
        &format!("runner get {RUNNER}"),
        "runner list -o wide",
        "prebuild list -o wide",
        "metrics",
        "auth status",
        &format!("wp delete {POOL} --yes"),
        &format!("wp delete {POOL} --yes -o json"),
        &format!("prebuild cancel {POOL} --retries 0"),
        "wp list -vv",
        "wp get \u{1b}[2J\u{202e}/x",
        "wp list --project \u{1b}[2J\u{202e}",
        "wp list --\u{1b}[2J",
    ] {
        let shown = world.run(line);
        assert!(!shown.to_string().is_empty(), "{line}");
        assert_safe(line, &shown.stdout);
        assert_safe(line, &shown.stderr);
    }
}

/// Also if the names contain line breaks.
#[test]
fn x04_one_line_per_pool() {
    let world = hostile();
    for (line, lines) in [
        ("wp list --no-headers", 1),
        ("wp list -o wide --no-headers", 1),
        ("wp list -o tsv --no-headers", 1),
        ("wp list -o jsonl", 1),
        ("wp list -o id", 1),
        ("wp list -o name", 1),
        ("wp list -o markdown", 3),
        ("project list --no-headers", 1),
    ] {
        assert_eq!(world.run(line).stdout.lines().count(), lines, "{line}");
    }
}

#[test]
fn x07_long_names_are_truncated() {
    let long = "x".repeat(1 << 20);
    let name = projects(&[(PROJECT, &long)]);
    let world = World::new([page(&[pool(POOL, 1, 5)], "")]);
    world.server.always("ListProjects", name);
    world.server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", "r")]));
    let shown = world.ok("wp list --no-headers");
    assert!(shown.len() < 400, "{} bytes", shown.len());
}

#[test]
fn x12_server_messages_cannot_fake_output() {
    let fake = r"no\nerror: all is lost\nDelete everything? [y/N] y";
    let world = World::new([error(403, "permission_denied", fake)]);
    let shown = world.run("wp list");
    let unindented: Vec<_> = shown.stderr.lines().filter(|line| !line.starts_with("  ")).collect();
    assert_eq!(
        unindented,
        ["error: cannot list the warm pools", "hint: prebuildctl auth status"],
        "{shown}"
    );
}

/// It gets no text from the service.
#[test]
fn x14_only_the_token_command_starts_a_program() {
    let starts = |file: &PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        // Without unit tests.
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        !file.ends_with("tests.rs") && code.contains("Command::new(") && code.contains("process::")
    };
    let found: Vec<_> = files(Path::new("src")).into_iter().filter(starts).collect();
    assert_eq!(found, [PathBuf::from("src/config/token_command.rs")]);
}

#[test]
fn x16_completions_do_not_depend_on_the_service() {
    let world = World::new([]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = world.ok(&format!("completions {shell}"));
        assert_eq!(script, World::signed_out([]).ok(&format!("completions {shell}")));
    }
    assert!(world.server.calls().is_empty());
}

/// `World` checks every run for the token itself.
#[test]
fn x17_logs_never_contain_the_token() {
    let world = hostile().with("RUST_LOG", "trace");
    let base64 = "b25hX3Rlc3RfNWYwYzFkN2U5YjJhNGM2ZDhlMGY=";
    for line in ["wp list -vv", "project list -vv", "class list -vv", "prebuild list -vv", READ] {
        let shown = world.run(line).to_string();
        assert!(!shown.contains(base64.trim_end_matches('=')), "{line}: {shown}");
        assert!(!shown.to_ascii_lowercase().contains("authorization"), "{line}: {shown}");
    }
}

#[test]
fn x18_an_echoed_token_is_masked() {
    let base64 = "b25hX3Rlc3RfNWYwYzFkN2U5YjJhNGM2ZDhlMGY=";
    for echo in [TOKEN.to_owned(), format!("Bearer {TOKEN}"), base64.to_owned()] {
        let world = World::new([error(403, "permission_denied", &format!("bad {echo}!"))]);
        let shown = world.run("wp list -vv");
        assert!(shown.stderr.contains("***!"), "{shown}");
        assert!(!shown.stderr.contains(base64), "{shown}");
        let named = pool(POOL, 1, 5).replace(CLASS, &echo);
        let world = World::new([page(&[named], "")]);
        let shown = world.run("wp list -o json");
        assert!(shown.stdout.contains("***"), "{shown}");
    }
}

#[test]
fn x24_the_token_is_only_in_its_file() {
    let identity = Response::json(200, r#"{"subject":{"id":"f","principal":"PRINCIPAL_USER"}}"#);
    let world = World::signed_out([identity, page(&[], ""), one(POOL, 1, 5)]).with_stdin(TOKEN);
    assert_eq!(world.run("auth login --token-stdin").code, 0);
    let config = home::config_file(world.home.path());
    for line in ["wp list -o json", CREATE, "config list --show-origin", "--local wp list"] {
        assert_eq!(world.run(line).code, 0, "{line}");
    }
    let man = world.home.path().join("man");
    world.run(&format!("man --out {}", man.display()));
    let has_token = |file: &PathBuf| {
        let bytes = fs::read(file).unwrap();
        bytes.windows(TOKEN.len()).any(|window| window == TOKEN.as_bytes())
    };
    let all = files(world.home.path());
    assert!(all.len() > 10, "{all:?}");
    assert_eq!(all.into_iter().filter(has_token).collect::<Vec<_>>(), [config]);
}

#[test]
fn x25_a_token_cannot_inject_headers() {
    for token in ["a\r\nx-evil: 1", "a\nb", "a\u{0}b", "a\u{7f}", "a\tb"] {
        let world = World::signed_out([]).with("ONA_TOKEN", token);
        let shown = world.run("wp list");
        assert_eq!((shown.code, world.server.calls().len()), (2, 0), "{shown}");
        assert!(shown.stderr.starts_with("error: ONA_TOKEN is invalid: contains "), "{shown}");
    }
}

#[test]
fn x32_logged_messages_are_truncated_and_sanitized() {
    let long = pool(POOL, 1, 5)
        .replace(r#""minSize""#, &format!(r#""x":"{}","minSize""#, "y".repeat(9_000)));
    let response = Response::json(200, &format!(r#"{{"warmPool":{long}}}"#));
    let world = World::new([response.clone()]);
    let shown = world.run(&format!("{READ} -v"));
    assert!(!shown.stderr.contains("WARM_POOL_PHASE"), "a body with -v: {shown}");
    let world = World::new([response]);
    let shown = world.run(&format!("{READ} -vv"));
    assert!(shown.stderr.contains("WARM_POOL_PHASE"), "{shown}");
    assert!(shown.stderr.len() < 6_000, "{} bytes", shown.stderr.len());
}

/// Other hosts would be called through the proxy.
#[test]
fn x33_only_the_service_is_called() {
    let server = Server::new([]);
    server.set_names();
    server.always("ListWarmPools", page(&[pool(POOL, 1, 5)], ""));
    server.always("ListRunners", runners(&[("r", "aws")]));
    server.always("GetWarmPool", one(POOL, 1, 5));
    server.always("CreateWarmPool", one(POOL, 1, 5));
    server.always("DeleteWarmPool", Response::json(200, "{}"));
    let proxy = Listener::silent();
    let url = format!("http://{}", proxy.address);
    let home = tempfile::tempdir().unwrap();
    for line in ["wp list", READ, CREATE, "project list", "class list", "version", "--help"] {
        let status = home::prebuildctl(home.path())
            .envs(["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"].map(|name| (name, &url)))
            .envs([("ONA_HOST", server.url().as_str()), ("ONA_TOKEN", TOKEN)])
            .args(line.split_whitespace())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{line}");
    }
    assert_eq!(proxy.connections(), 0);
}

/// All files in a directory tree.
fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
