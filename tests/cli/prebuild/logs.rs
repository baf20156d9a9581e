//! `prebuild logs`: what is printed.

use serde_json::json;

use crate::support::log::{LOG_TOKEN, LogWorld, log};
use crate::support::{POOL, TOKEN, World};

/// Two sections, the second one within the first, and lines outside of them.
const NESTED: &str = r#"before
[section-create] {"id":"a","title":"Prepare","continuous":false}
one
[section-create] {"id":"b","title":"Pull 100% of it","continuous":true}
two
[section-end] {"id":"b","outcome":"LOG_SECTION_OUTCOME_FAILURE","secondsElapsed":1.34}
three
[section-end] {"id":"a","outcome":"LOG_SECTION_OUTCOME_CANCELLED","secondsElapsed":60}
after
"#;

fn ended(text: impl AsRef<[u8]>) -> LogWorld {
    LogWorld::new(&["COMPLETED"], [log(text)])
}

#[test]
fn sections_are_headings_with_their_outcome() {
    let logs = ended(NESTED);
    assert_eq!(
        logs.run("").to_string(),
        "before
== Prepare
one
== Prepare / Pull 100% of it
two
== Prepare / Pull 100% of it: failure, 1.3 s
three
== Prepare: canceled, 60 s
after
[exit 0]
"
    );
    assert_eq!(logs.world.server.methods(), ["GetPrebuild", "CreatePrebuildLogsToken"]);
    assert_eq!(logs.world.server.calls()[1].message(), json!({ "prebuildId": POOL }));
    let calls = logs.host.calls();
    assert_eq!((calls.len(), calls[0].path.as_str()), (1, "/logs/1"));
    assert_eq!(calls[0].header("accept-encoding"), Some("identity"));

    let shown = ended(NESTED).map(|world| world.with("CLICOLOR_FORCE", "1")).run("");
    assert!(shown.stdout.contains("\n\u{1b}[31m==\u{1b}[0m Prepare / Pull"), "{shown:?}");
}

#[test]
fn markers_that_cannot_be_read_are_lines_and_ends_may_have_no_beginning() {
    let text = r#"[section-create] {"id":
[section-end] {"id":"lost","outcome":"LOG_SECTION_OUTCOME_SUCCESS"}
[section-create] {"id":"a","title":"A"}
[section-create] {"id":"b","title":"B"}
[section-end] {"id":"a","outcome":"NEW","secondsElapsed":1e300}
[section-end] {"id":"b","outcome":1,"secondsElapsed":0.04}
no end of the line"#;
    assert_eq!(
        ended(text).run("").to_string(),
        r#"[section-create] {"id":
== lost: success
== A
== A / B
== A: ended
== B: success, 0 s
no end of the line
[exit 0]
"#
    );
}

#[test]
fn people_see_what_a_terminal_would_show_and_no_control_characters() {
    let text = "\u{1b}[1;32mgreen\u{1b}[0m\r\n10%\r\u{1b}[K55%\r100%\nup\u{1b}[1A\u{1b}]0;title\u{7}\n\
                a\u{202e}b\tc\n";
    let bytes = [text.as_bytes(), b"\xff\xfe \xe2\x82\n"].concat();
    let shown = ended(bytes).run("");
    assert_eq!(
        shown.to_string(),
        "green
100%
up\\x1b[1A\\x1b]0;title\\x07
a<U+202E>b c
\u{fffd}\u{fffd} \u{fffd}
[exit 0]
"
    );
}

#[test]
fn raw_lines_are_as_they_came_unless_a_terminal_shows_them() {
    let text = "\u{1b}[31mred\u{1b}[0m\r\n10%\r20%\n[section-create] {\"id\":\"a\"}\nend";
    let shown = ended(text).run("--raw");
    assert_eq!(shown.stdout, format!("{text}\n"));
    let shown = ended(text).map(|world| world.with_terminal(80)).run("--raw");
    assert_eq!(
        shown.to_string(),
        "\\x1b[31mred\\x1b[0m\\x0d
10%\\x0d20%
[section-create] {\"id\":\"a\"}
end
[exit 0]
"
    );
}

#[test]
fn known_tokens_are_masked_in_every_form() {
    let text =
        format!("{TOKEN} and {LOG_TOKEN}\n\u{1b}[1m{}\u{1b}[0m{}\n", &TOKEN[..9], &TOKEN[9..]);
    assert_eq!(ended(&text).run("").stdout, "*** and ***\n***\n");
    let raw = ended(&text).run("--raw").stdout;
    assert!(raw.starts_with("*** and ***\n"), "{raw:?}");
}

#[test]
fn the_tail_is_the_last_lines() {
    let shown = ended(NESTED).run("--tail 3");
    assert_eq!(shown.to_string(), "three\n== Prepare: canceled, 60 s\nafter\n[exit 0]\n");
    // A section that began before is known by its title.
    let shown = ended(NESTED).run("--tail 5 --raw");
    let last: Vec<_> = NESTED.lines().skip(4).collect();
    assert_eq!(shown.stdout.lines().collect::<Vec<_>>(), last);
    assert_eq!(ended(NESTED).run("--tail 100").stdout, ended(NESTED).run("").stdout);
    assert_eq!(ended(NESTED).run("--tail 0").to_string(), "[exit 0]\n");
    // What comes after the last lines is printed too.
    let logs = LogWorld::new(&["RUNNING", "COMPLETED"], [log("1\n2\n3\n"), log("1\n2\n3\n4\n5\n")]);
    assert_eq!(logs.run("--tail 1 --follow").stdout, "3\n4\n5\n");
    assert_eq!(ended("1\n2\n3").run("--tail 1 --follow").stdout, "3\n");
}

#[test]
fn all_invalid_arguments_are_reported_before_any_request() {
    let world = World::signed_out([]);
    for (flags, errors) in [
        ("", &["ID is required"][..]),
        ("acme", &["\"acme\" is not an id"]),
        (
            "acme --project a --class b",
            &["\"acme\" is not an id", "--project requires --latest", "--class requires --latest"],
        ),
        ("--latest", &["--project is required (the profile has no default project)"]),
        (
            "--latest --save /nonexistent/folder/log",
            &[
                "--project is required (the profile has no default project)",
                "--save: cannot write /nonexistent/folder/log",
            ],
        ),
        (&format!("{POOL} --latest"), &["ID cannot be used with --latest"]),
        (&format!("{POOL} --tail -1"), &["--tail \"-1\" is not a whole number of at least 0"]),
        (&format!("{POOL} -o table --jq ."), &["prebuild logs does not support --jq"]),
        (&format!("{POOL} -o csv"), &["prebuild logs does not support -o csv"]),
    ] {
        let shown = world.run(&format!("prebuild logs {flags}"));
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{flags}: {shown}");
        for error in errors {
            assert!(shown.stderr.contains(error), "{flags}: {shown}");
        }
    }
    // A format of the configuration is passed over.
    let logs = ended("a\n").map(|world| world.with("PREBUILDCTL_OUTPUT", "json"));
    assert_eq!(logs.run("").to_string(), "a\n[exit 0]\n");
}

#[test]
fn words_of_other_tools_are_answered() {
    let world = World::signed_out([]);
    for (line, hint) in [
        ("logs".to_owned(), "prebuild logs --help".to_owned()),
        (format!("logs {POOL}"), format!("prebuild logs {POOL}")),
        (format!("prebuild log {POOL}"), format!("prebuild logs {POOL}")),
        (format!("prebuild logs -f {POOL}"), format!("prebuild logs --follow {POOL}")),
        (format!("prebuild logs {POOL} -n 5"), format!("prebuild logs {POOL} --tail 5")),
    ] {
        let shown = world.run(&line);
        assert_eq!(shown.code, 2, "{shown}");
        assert!(shown.stderr.ends_with(&format!("hint: prebuildctl {hint}\n")), "{line}: {shown}");
    }
}
