//! Checks the README: its sessions are run.

use std::fmt::Write as _;
use std::fs;

use crate::support::{World, home};

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

/// The code blocks of a kind, such as `console`.
fn blocks(readme: &str, kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    let parts = readme.split(&fence).skip(1);
    parts.map(|part| part.split("```").next().unwrap().to_owned()).collect()
}

/// Splits a console session into command lines and their output.
fn session(block: &str) -> Vec<(String, String)> {
    let mut steps: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push((command.to_owned(), String::new())),
            (None, Some((_, printed))) => writeln!(printed, "{line}").unwrap(),
            (None, None) => panic!("a session starts with a command: {block}"),
        }
    }
    steps
}

#[cfg(unix)] // shell scripts
#[test]
fn the_sessions_print_what_they_show() {
    let page = |path: &str| fs::read_to_string(path).unwrap();
    let pages = [
        readme(),
        page("docs/troubleshooting.md"),
        page("docs/guide/compare.md"),
        page("docs/guide/embedded-api.md"),
        page("docs/guide/prebuild-logs.md"),
        page("docs/guide/metrics.md"),
    ];
    let sessions = pages.iter().flat_map(|page| {
        let sessions = blocks(page, "console");
        assert!(!sessions.is_empty());
        sessions
    });
    for block in sessions {
        // Time stands still, so that ages are what the session shows, unless something is waited for.
        let shell = Shell::new(if block.contains("wait") { 60.0 } else { 0.0 });
        let mut variables = String::new();
        for (command, expected) in session(&block) {
            let sets = |word: &str| word.contains('=');
            if command.trim_start_matches("export ").split(' ').all(sets) {
                writeln!(variables, "{command}").unwrap();
                continue;
            }
            let printed = shell.run(&format!("{variables}{command}"));
            assert_eq!(redact_ids(&printed), redact_ids(&expected), "{command}");
        }
    }
}

/// A shell with an empty home and the tool on the `PATH`.
#[cfg(unix)]
struct Shell {
    home: tempfile::TempDir,
}

#[cfg(unix)]
impl Shell {
    fn new(speed: f64) -> Self {
        let home = tempfile::TempDir::new().unwrap();
        crate::support::sample::install_in_home(home.path(), speed);
        Self { home }
    }

    fn run(&self, command: &str) -> String {
        let folder = std::path::Path::new(home::BINARY).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        let output = home::command("sh", self.home.path())
            .args(["-c", &format!("exec 2>&1\n{command}")])
            .env("LANG", "C.UTF-8")
            .env("PATH", format!("{}:{path}", folder.display()))
            .current_dir(self.home.path())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Replaces ids, which differ from run to run, except those of the seed.
fn redact_ids(text: &str) -> String {
    let is_id = |word: &str| word.len() == 36 && word.matches('-').count() == 4;
    let is_new = |word: &str| is_id(word) && !word.starts_with("019b76da-a800-");
    let redact = |word: &str| match word.trim_matches(['(', ')']) {
        id if is_new(id) => word.replace(id, "AN-ID"),
        _ => word.to_owned(),
    };
    text.lines()
        .map(|line| line.split(' ').map(redact).collect::<Vec<_>>().join(" ") + "\n")
        .collect()
}

#[test]
fn the_first_command_creates_and_shows_a_pool_every_time() {
    let readme = readme();
    let commands = blocks(&readme, "sh");
    let line = commands[0].trim().strip_prefix("cargo run --release --locked -- ").unwrap();
    let world = World::signed_out([]).without("ONA_HOST");
    for _ in 0..2 {
        let shown = world.run(line);
        assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
        assert_eq!(shown.stdout.lines().count(), 2, "{shown}");
    }
    assert_eq!(commands[1], "cargo test --locked\n");
}
