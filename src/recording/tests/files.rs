//! Which files are read, and which of their lines.

use serde_json::json;

use super::super::line::{Line, LineError, encode, parse};
use super::{POOL, header, pool, read, text};
use crate::exit::ExitCode;

#[test]
fn broken_lines_are_skipped_at_the_end_and_before_a_header() {
    let broken = &pool(0, 1, 1).to_string()[..30];
    let line = pool(0, 1, 1).to_string();
    let zeros = "\0".repeat(20);
    for (lines, expected) in [
        (vec![&*header(0), &line, broken], "1:3"),
        (vec![&header(0), &line, broken, &header(60), &line], "1:3"),
        (vec![broken, &header(0)], "1:1"),
        (vec![&line, "", &header(0)], "1:1"),
        (vec![&header(0), &zeros], "1:2"),
        (vec![&header(0), "[]"], "1:2"),
    ] {
        let recording = read([text(&lines)]).unwrap();
        let note = format!("skipped a broken line: {expected}");
        assert_eq!(recording.skipped_note(), Some(note), "{lines:?}");
    }
    let file = text([&*header(0), &line, broken]);
    let recording = read([&file, &file]).unwrap();
    assert_eq!(recording.skipped_note().unwrap(), "skipped 2 broken lines: 1:3 and others");
    assert_eq!(read([text([&header(0), &line])]).unwrap().skipped_note(), None);
}

#[test]
fn what_is_not_a_recording_is_a_usage_error_with_its_line() {
    let line = pool(0, 1, 1).to_string();
    let later = header(0).replace("\"formatVersion\":1", "\"formatVersion\":2");
    let elsewhere = header(0).replace("one.example", "two.example");
    let others = header(0).replace("acme", "other");
    let mut without_running = pool(0, 1, 1);
    without_running.as_object_mut().unwrap().remove("running");
    let without_running = without_running.to_string();
    let too_long = format!("{{\"kind\":\"{}\"}}", "x".repeat(65_536));
    for (lines, message, reason) in [
        (vec![], "1 is not a recording", "no header line"),
        (vec![&*line, &line], "1 is not a recording", "no header line"),
        (vec![&later], "1:1 is of format version 2", "reads version 1"),
        (vec![&header(0), &line, &later], "1:3 is of format version 2", "reads version 1"),
        (vec![&header(0), "{}", &line], "1:2 is not a line of a recording", "no kind"),
        (vec![&header(0), "7", &line], "1:2 is not a line of a recording", "not a JSON object"),
        (vec![&header(0), &line[1..], &line], "1:2 is not a line", "not a JSON object"),
        (vec![&header(0), &too_long, &line], "1:2 is not a line", "the line is too long"),
        (
            vec![&header(0), &without_running, &line],
            "1:2 is not a line of a recording",
            "missing field `running`",
        ),
        (
            vec![&header(0), &elsewhere],
            "1:2 is a recording of https://two.example/api",
            "1 is one of https://one.example/api",
        ),
        (
            vec![&header(0), &others],
            "1:2 is a recording of organization other",
            "1 is one of organization acme",
        ),
    ] {
        let error = read([text(&lines)]).unwrap_err();
        assert!(error.message.starts_with(message), "{error:?}");
        assert!(error.reasons.iter().any(|line| line.contains(reason)), "{error:?}");
        assert_eq!(error.exit, ExitCode::Usage);
    }
    let error = read([text([&header(0)]), text([&elsewhere])]).unwrap_err();
    assert_eq!(error.message, "2:1 is a recording of https://two.example/api");
}

#[test]
fn a_recording_is_of_one_service() {
    let recording = read([text([&header(0)])]).unwrap();
    assert!(recording.require_source("https://one.example/api", "acme").is_ok());
    let error = recording.require_source("local", "acme").unwrap_err();
    assert_eq!(error.message, "1 is a recording of https://one.example/api");
    assert_eq!(error.reasons, ["this command reads local"]);
    let error = recording.require_source("https://one.example/api", "else").unwrap_err();
    assert_eq!(error.message, "1 is a recording of organization acme");
}

#[test]
fn lines_of_later_versions_are_ignored() {
    let mut more = pool(0, 1, 1);
    more["later"] = json!({"nested": [1]});
    let unknown = json!({"t": 7, "kind": "later", "running": "x"}).to_string();
    let recording = read([text([header(0), unknown, more.to_string()])]).unwrap();
    assert_eq!(recording.pool(POOL).stretches().len(), 1);
    assert_eq!(recording.skipped_note(), None);
}

#[test]
fn counters_are_strings_and_also_read_as_numbers() {
    let mut line = pool(0, 1, u64::MAX);
    let Ok(Line::Pool(parsed)) = parse(line.to_string().as_bytes()) else { panic!() };
    assert_eq!(parsed.status_version, u64::MAX);
    let written = String::from_utf8(encode(&parsed)).unwrap();
    assert!(written.contains(r#""statusVersion":"18446744073709551615","specVersion":"41""#));
    assert!(written.contains(r#"{"t":"2026-11-30T08:00:00Z","kind":"pool","warmPoolId":"#));
    line["statusVersion"] = json!(7);
    assert!(parse(line.to_string().as_bytes()).is_ok());
    line["statusVersion"] = json!("seven");
    let broken = LineError::Broken(
        "invalid value: string \"seven\", expected a number of 64 bits".to_owned(),
    );
    assert_eq!(parse(line.to_string().as_bytes()), Err(broken));
}
