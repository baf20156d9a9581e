//! The confirmation on a terminal.

use std::io::Write as _;
use std::process::{Child, Stdio};

use super::super::Folder;
use super::unusual::{BOTH, service, small};
use crate::support::{POOL, Response, TOKEN, home, page, pool, read_until};

/// Applies on a terminal, up to the question.
fn start(folder: &Folder) -> (Child, String) {
    start_with(folder, "")
}

/// Applies with these flags.
fn start_with(folder: &Folder, flags: &str) -> (Child, String) {
    // `script` provides a terminal; it forwards the input and the exit code.
    let file = folder.world.home.path().join("fleet.toml");
    let line = format!("{} apply {flags} -f {}", home::BINARY, file.display());
    let mut child = home::command("script", folder.world.home.path())
        .args(["-qec", &line, "/dev/null"])
        .env("ONA_HOST", folder.world.server.url())
        .env("ONA_TOKEN", TOKEN)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = read_until(child.stdout.as_mut().unwrap(), "[y/N] ");
    (child, output.replace("\r\n", "\n"))
}

/// The output after an answer, and the exit code.
fn answer(mut child: Child, typed: &str) -> (String, Option<i32>) {
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n");
    // The terminal echoes the input, perhaps before the question.
    (text.trim_start_matches(typed).to_owned(), output.status.code())
}

/// One pool to resize, and these responses.
fn folder(responses: impl IntoIterator<Item = Response>) -> Folder {
    service(BOTH, &[pool(POOL, 1, 5), small(1, 3)], responses)
}

fn one(pool: &str) -> Response {
    Response::json(200, &format!("{{\"warmPool\":{pool}}}"))
}

#[test]
fn the_plan_is_shown_and_applied_after_yes() {
    let folder = folder([one(&small(1, 3)), one(&small(1, 5))]);
    let (child, question) = start(&folder);
    let plan = "~ acme-api/small   max 3 -> 5\n0 to create, 1 to update, 0 to delete\n\
                apply this change? [y/N] ";
    assert!(question.ends_with(plan), "{question}");
    let (output, code) = answer(child, "y\n");
    let done = "\u{1b}[35m~\u{1b}[0m acme-api/small   max 3 -> 5        done\n\
                applied: 0 created, 1 updated, 0 deleted\n";
    assert!(output.ends_with(done), "{output}");
    assert_eq!(code, Some(0));
}

#[test]
fn any_other_answer_changes_nothing() {
    let folder = folder([]);
    let (child, _) = start(&folder);
    let (output, code) = answer(child, "n\n");
    assert!(output.contains("nothing was changed"), "{output}");
    assert_eq!(code, Some(1));
}

#[test]
fn a_change_during_the_question_makes_the_plan_stale() {
    let folder = folder([]);
    let (child, _) = start(&folder);
    folder.world.server.always("ListWarmPools", page(&[pool(POOL, 1, 5), small(2, 3)], ""));
    let (output, code) = answer(child, "y\n");
    let stale = "the plan is stale: acme-api/small is now 2..3, the plan expected 1..3";
    assert!(output.contains(stale), "{output}");
    assert_eq!(code, Some(7));
}

#[test]
fn the_confirmation_names_only_what_will_be_applied() {
    let folder =
        service(BOTH, &[pool(POOL, 1, 3)], [one(&pool(POOL, 1, 3)), one(&pool(POOL, 1, 5))]);
    let (child, question) = start_with(&folder, "--only update");
    let plan = "~ acme-api/large   max 3 -> 5\n0 to create, 1 to update, 0 to delete\n\
                left, because of --only update:\n  + acme-api/small   1..5\n\
                apply this change? [y/N] ";
    assert!(question.ends_with(plan), "{question}");
    let (output, code) = answer(child, "y\n");
    assert!(output.ends_with("applied: 0 created, 1 updated, 0 deleted, 1 left\n"), "{output}");
    assert_eq!(code, Some(0));
}
