use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;

use super::parse;
use crate::config::content::StoredCredential;
use crate::config::format::Format;
use crate::config::resource::Resource;
use crate::toml_reader::Spanned;

/// The errors of a text as displayed, without the path.
fn errors(text: &str) -> Vec<String> {
    let errors = parse(text).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).collect()
}

const EVERYTHING: &str = r#"
current-profile = "work"

[defaults]
output = "json"
color = "never"
request-timeout = "10s"
retries = 0
timeout = "1h30m"
poll-interval = "500ms"
columns.warm-pool = ["address", "phase"]
columns.class = ["name"]

[profiles.work]
host = "https://acme.example"
token-command = ["op", "read", "op://Work/Ona/token", ""]
project = "acme-api"
output = "wide"

[profiles.sandbox]
host = "local"

[profiles.ci]
token-file = "token"

[profiles.home]
token = "Bearer eyJ.x"
"#;

#[test]
fn every_key_is_parsed() {
    let content = parse(EVERYTHING).unwrap();
    let current = content.current_profile.unwrap();
    assert_eq!((current.value.as_str(), current.place.line), ("work", 2));
    let defaults = content.defaults;
    let seconds = |at: Option<Spanned<Duration>>| at.unwrap().value.as_millis();
    assert_eq!(defaults.output.unwrap().value, Format::Json);
    assert_eq!(defaults.retries.unwrap().value, 0);
    assert_eq!(seconds(defaults.request_timeout), 10_000);
    assert_eq!(seconds(defaults.timeout), 5_400_000);
    assert_eq!(seconds(defaults.poll_interval), 500);
    assert_eq!(defaults.columns[&Resource::WarmPool].value, ["address", "phase"]);
    assert_eq!(defaults.columns[&Resource::Class].place.line, 12);

    let work = &content.profiles["work"];
    assert_eq!(work.keys.output.as_ref().unwrap().place.line, 18);
    let Some(StoredCredential::Command { program, arguments }) =
        work.credential.as_ref().map(|at| &at.value)
    else {
        panic!("{work:?}");
    };
    assert_eq!(program, "op");
    assert_eq!(arguments, &["read", "op://Work/Ona/token", ""]);
    let stored = |name: &str| content.profiles[name].credential.as_ref().map(|at| &at.value);
    assert!(
        matches!(stored("home"), Some(StoredCredential::Token(token)) if token.expose() == "eyJ.x")
    );
    assert!(matches!(stored("ci"), Some(StoredCredential::File(path)) if path == "token"));
    assert!(stored("sandbox").is_none());
}

#[test]
fn an_empty_file_and_other_line_endings_are_valid() {
    for text in ["", "\n", "# nothing\n", "\u{feff}"] {
        assert!(parse(text).unwrap().profiles.is_empty(), "{text:?}");
    }
    let windows = format!("\u{feff}{}", EVERYTHING.replace('\n', "\r\n"));
    let content = parse(&windows).unwrap();
    assert_eq!(content.profiles.len(), 4);
    assert_eq!(content.profiles["work"].host.as_ref().unwrap().place.line, 15);
}

#[test]
fn all_errors_are_reported_together() {
    let text = r#"
outputt = "json"
output = "json"
current-profile = 7
[defaults]
output = "tabel"
host = "https://acme.example"
retries = 99
columns.warm-pools = ["x"]
columns.class = []
columns.project = ["a", " "]
[profiles.work]
current-profile = "x"
host = "http://acme.example"
timeout = 30
request-timeout = "30"
token-command = ["", "x"]
retries = "4"
color = { x = 1 }
columns = "address"
[profiles."a.b"]
base-url = 1
[profiles.two]
token = "a"
token-file = "b"
[profile.three]
"#;
    assert_eq!(
        errors(text),
        [
            "2:1: outputt is not a known key; did you mean \"output\"?",
            "3:1: output belongs in [defaults] or in a profile",
            "4:19: current-profile is of type integer, not a string",
            "6:10: defaults.output is not one of table, wide, json, jsonl, yaml, csv, tsv, \
             markdown, name, id; did you mean \"table\"?",
            "7:1: defaults.host belongs in a profile: [profiles.NAME]",
            "8:11: defaults.retries is not a whole number from 0 to 20",
            "9:9: defaults.columns.warm-pools is not one of warm-pool, project, class, prebuild, \
             runner; did you mean \"warm-pool\"?",
            "10:17: defaults.columns.class is empty",
            "11:19: defaults.columns.project is invalid: entry 2 is empty",
            "13:1: profiles.work.current-profile belongs at the top of the file, before every table",
            "14:8: profiles.work.host is http:// to another machine and would send the token \
             unencrypted; use https://",
            "15:11: profiles.work.timeout is of type integer, not a string",
            "16:19: profiles.work.request-timeout has no unit; write 30s, 15m or 1h30m",
            "17:17: profiles.work.token-command has an invalid program: it is empty",
            "18:11: profiles.work.retries is of type string, not a whole number",
            "19:9: profiles.work.color is of type table, not a string",
            "20:11: profiles.work.columns is of type string, not a table",
            "21:11: profiles.(a quoted key) is not a valid profile name: use up to 64 letters, digits, \
             \"-\" and \"_\"",
            "22:1: profiles.(a quoted key).base-url is not a known key",
            "25:1: profiles.two.token-file cannot be used together with token",
            "26:2: profile is not a known key; did you mean \"profiles\"?",
        ]
    );
}

#[test]
fn a_syntax_error_does_not_quote_its_line() {
    let text = "[profiles.work]\ntoken = \"s3cr3t-and-long\nproject = s3cr3t-and-long\n";
    let errors = errors(text);
    assert!(errors[0].starts_with("2:25: invalid basic string"), "{errors:?}");
    assert!(errors.iter().any(|error| error.starts_with("3:")), "{errors:?}");
    assert!(!errors.concat().contains("s3cr3t"), "{errors:?}");
    for bad in ["a = 1\ra = 2", "x", "a.b = 1\na = 2", "\0", &"[".repeat(10_000)] {
        assert!(!self::errors(bad).is_empty(), "{bad:.20?}");
    }
}

/// Longer than any key that a message quotes.
const SECRET: &str =
    "ona_pat_eyJhbGciOiJIUzI1NiJ9_QWxhZGRpbjpvcGVuIHNlc2FtZQ_0123456789_abcdefghijklmnop";

/// Lines with the secret in every position of a value.
fn line() -> impl Strategy<Value = String> {
    let keys = ["token", "host", "output", "retries", "columns", "columns.class", "nosuch"];
    let values = [
        format!("\"{SECRET}\""),
        format!("'{SECRET}'"),
        format!("[\"{SECRET}\", 1]"),
        format!("[\"\", \"{SECRET}\"]"),
        format!("{{ class = \"{SECRET}\" }}"),
        format!("\"https://x:{SECRET}@y\""),
        format!("\"{SECRET}\u{e9}\""),
        SECRET.to_owned(),
        format!("\"{SECRET}"),
    ];
    let headers = ["[defaults]", "[profiles.a]", "[[profiles]]", "[profiles.\"a b\"]"];
    prop_oneof![
        select(headers.to_vec()).prop_map(str::to_owned),
        (select(keys.to_vec()), select(values.to_vec()))
            .prop_map(|(key, value)| format!("{key} = {value}")),
        Just(SECRET.to_owned()),
        Just(format!("{SECRET} = 1")),
    ]
}

proptest! {
    #[test]
    fn every_text_is_parsed_or_rejected(text in any::<String>()) {
        drop(parse(&text));
    }

    #[test]
    fn a_misplaced_token_is_never_quoted(
        lines in vec(line(), 1..6),
        cut in any::<proptest::sample::Index>(),
        put in prop_oneof![Just(""), Just("\""), Just("="), Just("\n"), Just("\u{7f}"), Just("é")],
    ) {
        let mut text = lines.join("\n");
        let at = text.floor_char_boundary(cut.index(text.len()));
        text.insert_str(at, put);
        let message = errors(&text).join("\n");
        // An insertion leaves at least one half unchanged.
        for half in [&SECRET[..SECRET.len() / 2], &SECRET[SECRET.len() / 2..]] {
            assert!(!message.contains(half), "{text}\n{message}");
        }
    }
}
