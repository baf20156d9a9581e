//! Runs every session of the documents: each `console` block in a shell of its own.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::markdown::{self, Block};
use crate::support::sample;
use crate::support::shell::{Shell, redact_ids};

/// Pages whose sessions need files or a clock of their own, and the test in `tests/cli/guide.rs` that
/// runs them.
const RUN_ELSEWHERE: [(&str, &str); 3] = [
    ("docs/guide/recordings.md", "the_sessions_with_recordings_print_what_they_show"),
    ("docs/guide/schedules.md", "the_sessions_of_the_schedules_print_what_they_show"),
    ("docs/guide/sizing.md", "the_advice_of_the_guide_is_that_of_the_sample_data"),
];

/// Sessions that run at the same time: most of them wait for a process.
const CONCURRENCY: usize = 4;

/// Splits a session into commands and their output.
fn steps(block: &str) -> Result<Vec<(String, String)>, String> {
    let mut steps: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            steps.push((command.to_owned(), String::new()));
            continue;
        }
        let (command, printed) = steps.last_mut().ok_or("a session starts with a command")?;
        match line.strip_prefix("> ").filter(|_| printed.is_empty()) {
            Some(more) => write!(command, "\n{more}").unwrap(),
            None => writeln!(printed, "{line}").unwrap(),
        }
    }
    Ok(steps)
}

/// Replaces times and ages, which differ from run to run where time is running.
fn redact_times(text: &str) -> String {
    let is_time = |word: &str| word.len() >= 20 && word.parse::<jiff::Timestamp>().is_ok();
    let is_age = |word: &str| {
        let number = word.strip_suffix(['s', 'm']).unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let redact = |line: &str| {
        let words = line.split_whitespace();
        let redacted = words.map(|word| match word {
            _ if is_time(word) => "TIME",
            _ if is_age(word) => "AGE",
            _ => word,
        });
        let redacted = redacted.collect::<Vec<_>>().join(" ");
        let is_changed = ["TIME", "AGE"].iter().any(|mark| redacted.contains(mark));
        if is_changed { redacted } else { line.to_owned() }
    };
    text.lines().map(|line| redact(line) + "\n").collect()
}

/// Runs a session; fails with the first command that prints something else.
fn run(block: &str) -> Result<(), String> {
    let steps = steps(block)?;
    // Time stands still, so that ages are what the session shows, unless something is waited for.
    let waits = steps.iter().any(|(command, _)| command.contains("wait"));
    let speed = if waits { sample::DEFAULT_SPEED } else { 0.0 };
    let redact = |text: &str| {
        let text = redact_ids(text);
        if waits {
            redact_times(&text)
        } else {
            text.lines().map(|line| format!("{line}\n")).collect()
        }
    };
    let shell = Shell::new(|home| sample::install_in_home(home, speed));
    let commands: Vec<_> = steps.iter().map(|(command, _)| &**command).collect();
    let outputs = shell.run(&commands);
    for (at, (command, expected)) in steps.iter().enumerate() {
        let printed = outputs.get(at).map_or("(nothing: the shell has ended)", |output| output);
        if redact(printed) != redact(expected) {
            return Err(format!("$ {command}\n{printed}--- the page has:\n{expected}"));
        }
    }
    Ok(())
}

fn sessions() -> Vec<(PathBuf, Block)> {
    let pages = markdown::documents().into_iter();
    let pages = pages.filter(|page| RUN_ELSEWHERE.iter().all(|(path, _)| page != Path::new(path)));
    let blocks = pages.flat_map(|page| {
        let blocks = markdown::blocks(&markdown::read(&page)).into_iter();
        blocks.map(move |block| (page.clone(), block))
    });
    blocks.filter(|(_, block)| block.language == "console").collect()
}

#[test]
fn the_sessions_print_what_they_show() {
    let sessions = sessions();
    assert!(sessions.len() >= 15, "{}", sessions.len());
    let (next, errors) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..CONCURRENCY {
            scope.spawn(|| {
                while let Some((page, block)) = sessions.get(next.fetch_add(1, Ordering::SeqCst)) {
                    if let Err(error) = run(&block.text) {
                        let place = format!("{}:{}", page.display(), block.line);
                        errors.lock().unwrap().push(format!("{place}: {error}"));
                    }
                }
            });
        }
    });
    let errors = errors.into_inner().unwrap();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// It ends as it began, so that nobody goes on in the embedded API without noticing.
#[test]
fn the_readme_has_one_session_that_ends_where_it_began() {
    let sessions = markdown::blocks_in(&markdown::read("README.md"), "console");
    let is_whole = |session: &&String| {
        session.starts_with("$ export PREBUILDCTL_LOCAL=1\n")
            && session.ends_with("\n$ unset PREBUILDCTL_LOCAL\n")
    };
    assert_eq!(sessions.iter().filter(is_whole).count(), 1, "{sessions:?}");
}

#[test]
fn the_other_pages_have_sessions_and_a_test() {
    let tests = fs::read_to_string("tests/cli/guide.rs").unwrap();
    for (page, test) in RUN_ELSEWHERE {
        assert!(!markdown::blocks_in(&markdown::read(page), "console").is_empty(), "{page}");
        assert!(tests.contains(&format!("#[test]\nfn {test}() {{")), "{test}");
    }
}

#[test]
fn a_session_is_one_shell() {
    let session = "\
$ export ONE=1; false
$ echo $? $ONE
1 1
$ printf '%s\\n' \"$ONE\" \\
>     \"two
> > three\"
1
two
> three
$ unset ONE
$ echo \"${ONE-unset}\"
unset
";
    assert_eq!(run(session), Ok(()));
    let other = session.replace("\nunset\n", "\n1\n");
    assert_eq!(
        run(&other),
        Err("$ echo \"${ONE-unset}\"\nunset\n--- the page has:\n1\n".to_owned())
    );
    assert!(run("$ exit 1\n$ echo one\none\n").unwrap_err().contains("the shell has ended"));
    assert!(run("one\n$ echo one\n").is_err());
}

#[test]
fn times_that_differ_are_redacted_where_something_is_waited_for() {
    let shown =
        "2026-12-01T00:00:00Z acme-api/large  ready  3/3/2\nlarge   ready   5m\nsize  1..5\n";
    let redacted = "TIME acme-api/large ready 3/3/2\nlarge ready AGE\nsize  1..5\n";
    assert_eq!(redact_times(shown), redacted);
}
