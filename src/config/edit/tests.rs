use std::fs;

use super::{Editor, SaveResult};
use crate::api::host::{DEFAULT_HOST, Host, HostSyntax};
use crate::api::token::Token;
use crate::config::credential::set_token_variable;
use crate::config::flags::Flags;
use crate::config::location::other_path;
use crate::config::test_support::{Home, text};
use crate::error::CliError;

fn editor(home: &Home, profile: Option<&str>) -> Editor {
    let flags = Flags { profile: profile.map(str::to_owned), ..Flags::default() };
    Editor::new(&flags, &home.env(&[])).unwrap()
}

fn file(home: &Home) -> String {
    fs::read_to_string(home.file()).unwrap()
}

/// The messages and reasons of an error, without the path of the home folder.
fn error_lines(home: &Home, result: Result<SaveResult, CliError>) -> Vec<String> {
    let error = result.unwrap_err();
    let lines = [vec![error.message], error.other_messages, error.reasons].concat();
    let path = home.file().display().to_string();
    lines.iter().map(|line| line.replace(&path, "FILE")).collect()
}

fn login(
    home: &Home,
    profile: Option<&str>,
    host: &str,
    token: &str,
) -> Result<SaveResult, CliError> {
    let host = Host::parse(host, HostSyntax::Origin).unwrap();
    editor(home, profile).save_login(&host, &Token::parse(token).unwrap())
}

const FILE: &str = "\
# mine
current-profile = 'work'

[profiles.work] # w
host = 'acme.example'
output = 'json' # for scripts
token-file = 'x'

[defaults]
color = 'never'
";

#[test]
fn a_key_is_set_in_its_place() {
    let home = Home::with(FILE);
    let editor = editor(&home, None);
    for (key, value) in [
        ("output", "yaml"),
        ("defaults.retries", "0"),
        ("defaults.columns.class", "id, name"),
        ("profiles.new-1.token-command", r#"["op", "read x"]"#),
        ("current-profile", "new-1"),
    ] {
        let saved = editor.set(key, value).unwrap();
        assert!(saved.changed && saved.profile == "work", "{saved:?}");
    }
    assert!(!editor.set("defaults.retries", "0").unwrap().changed);
    assert_eq!(
        file(&home),
        r#"# mine
current-profile = "new-1"

[profiles.work] # w
host = 'acme.example'
output = "yaml" # for scripts
token-file = 'x'

[profiles.new-1]
token-command = ["op", "read x"]

[defaults]
color = 'never'
retries = 0
columns.class = ["id", "name"]
"#
    );
}

#[test]
fn a_missing_file_is_created() {
    let home = Home::empty();
    let saved = editor(&home, None).set("output", "json").unwrap();
    assert_eq!(saved.path, home.file());
    assert_eq!(file(&home), "[profiles.default]\noutput = \"json\"\n");
}

#[test]
fn an_invalid_value_is_not_written() {
    let home = Home::with(FILE);
    for (key, value, expected) in [
        ("output", "tabel", "profiles.work.output is not one of table"),
        ("retries", "many", "profiles.work.retries is of type string, not a whole number"),
        ("retries", "-1", "profiles.work.retries is not a whole number"),
        ("defaults.timeout", "0s", "defaults.timeout is zero"),
        ("host", "http://acme.example", "profiles.work.host is http:// to another machine"),
        ("host", "", "profiles.work.host is empty"),
        ("token-command", "[1]", "profiles.work.token-command contains something other"),
        ("token-command", "[\"a", "token-command is not a list"),
        ("columns.class", "a,,b", "profiles.work.columns.class is invalid: entry 2 is empty"),
        ("nosuch", "1", "nosuch is not a known key"),
        ("current-profile", "wrok", "no profile \"wrok\"; did you mean \"work\"?"),
        ("token", "s3cr3t", "tokens are not accepted on the command line"),
        ("profiles.a.token", "s3cr3t", "tokens are not accepted on the command line"),
    ] {
        let lines = error_lines(&home, editor(&home, None).set(key, value));
        assert!(lines[0].starts_with(expected), "{lines:?}");
        assert!(!lines.concat().contains("s3cr3t"));
        assert_eq!(file(&home), FILE);
    }
}

#[test]
fn a_key_is_removed() {
    let home = Home::with("[profiles.default]\noutput = 'json'\nretries = 1\n");
    let editor = editor(&home, None);
    assert!(editor.unset("output").unwrap().changed);
    assert!(!editor.unset("output").unwrap().changed);
    assert!(!editor.unset("profiles.none.host").unwrap().changed);
    assert!(editor.unset("outptu").is_err());
    assert_eq!(file(&home), "[profiles.default]\nretries = 1\n");
}

#[test]
fn an_invalid_file_can_be_repaired_but_not_extended() {
    let home = Home::with("[defaults]\noutput = 'tabel'\n");
    let other = editor(&home, None).set("defaults.retries", "1");
    let lines = error_lines(&home, other);
    assert!(lines[0].starts_with("FILE:2:10: defaults.output is not one of"));
    editor(&home, None).set("defaults.output", "json").unwrap();
    assert_eq!(file(&home), "[defaults]\noutput = \"json\"\n");

    let home = Home::with("[profiles.default]\ntoken = \"s3cr3t\n");
    let lines = error_lines(&home, editor(&home, None).set("output", "json"));
    assert!(lines[0].starts_with("FILE:2:"), "{lines:?}");
    assert!(!lines.concat().contains("s3cr3t"));
}

#[test]
fn signing_in_stores_token_and_host_together() {
    let home = Home::with(FILE);
    let saved = login(&home, None, "https://acme.example", "t1").unwrap();
    assert_eq!(saved.profile, "work");
    let expected = FILE.replace("token-file = 'x'", "token = \"t1\"");
    assert_eq!(file(&home), expected);

    login(&home, None, "other.example:8443", "t2").unwrap();
    let expected =
        expected.replace("'acme.example'", "\"https://other.example:8443\"").replace("t1", "t2");
    assert_eq!(file(&home), expected);
    let settings = home.load(&Flags::default(), &[]).unwrap();
    assert_eq!(settings.host.value.to_string(), "https://other.example:8443/api");
}

#[test]
fn a_stored_token_is_not_sent_to_another_host() {
    let stored = "[profiles.default]\ntoken = 't'\nhost = 'acme.example'\n";
    let home = Home::with(stored);
    let editor = editor(&home, None);
    let rejected = ["the token of profile default is for acme.example, not for evil.example"];
    assert_eq!(error_lines(&home, editor.set("host", "evil.example")), rejected);
    assert_eq!(error_lines(&home, editor.set("profiles.default.host", "evil.example")), rejected);
    assert!(editor.set("host", "local").is_err());
    assert!(editor.unset("host").is_err());
    assert_eq!(file(&home), stored);

    editor.set("host", "https://acme.example/other").unwrap();
    editor.set("profiles.new.host", "evil.example").unwrap();
    editor.remove_login().unwrap();
    editor.set("host", "evil.example").unwrap();
}

#[test]
fn the_first_profile_becomes_the_current_one() {
    let home = Home::empty();
    login(&home, Some("work"), DEFAULT_HOST, "t").unwrap();
    let first = "current-profile = \"work\"\n\n[profiles.work]\ntoken = \"t\"\n";
    assert_eq!(file(&home), first);
    login(&home, Some("two"), "acme.example/x", "t").unwrap();
    let second = "\n[profiles.two]\nhost = \"https://acme.example/x\"\ntoken = \"t\"\n";
    assert_eq!(file(&home), format!("{first}{second}"));

    let home = Home::empty();
    login(&home, None, DEFAULT_HOST, "t").unwrap();
    assert_eq!(file(&home), "[profiles.default]\ntoken = \"t\"\n");
}

#[test]
fn a_host_that_a_profile_cannot_store_is_rejected() {
    let home = Home::empty();
    let host = Host::parse("https://acme.example", HostSyntax::Base).unwrap();
    let result = editor(&home, None).save_login(&host, &Token::parse("s3cr3t").unwrap());
    assert_eq!(
        error_lines(&home, result),
        [
            "a profile cannot store https://acme.example: the URL has no path such as /api",
            &*format!("to use the token without saving it: {}", set_token_variable())
        ]
    );
    assert!(!home.file().exists());
}

#[test]
fn signing_out_removes_every_credential() {
    for stored in ["token = 't'", "token-file = 'x'", "token-command = ['op']"] {
        let home = Home::with(&format!("[profiles.default]\n{stored}\noutput = 'json'\n"));
        assert!(editor(&home, None).remove_login().unwrap().changed);
        assert_eq!(file(&home), "[profiles.default]\noutput = 'json'\n");
        assert!(!editor(&home, None).remove_login().unwrap().changed);
    }
    assert!(!editor(&Home::empty(), None).remove_login().unwrap().changed);
}

const NO_FOLDER: &str = if cfg!(windows) {
    "the folder of the user's files is not an absolute path"
} else {
    "HOME is not an absolute path"
};

#[test]
fn without_a_config_folder_signing_in_suggests_the_variable() {
    let flags = Flags::default();
    let folders = [("HOME", "relative"), ("APPDATA", "relative")];
    let env = crate::env::Env::fixed(folders, std::io::empty());
    let host = Host::parse(DEFAULT_HOST, HostSyntax::Origin).unwrap();
    let editor = Editor::new(&flags, &env).unwrap();
    let error = editor.save_login(&host, &Token::parse("t").unwrap()).unwrap_err();
    assert_eq!(
        error.reasons,
        [
            NO_FOLDER,
            &*other_path("PREBUILDCTL_CONFIG", "config.toml"),
            &*format!("to use the token without saving it: {}", set_token_variable())
        ]
    );
}

#[test]
fn concurrent_sign_ins_are_all_saved() {
    let home = Home::empty();
    std::thread::scope(|scope| {
        for number in 0..20 {
            let home = &home;
            scope.spawn(move || {
                login(home, Some(&format!("p{number}")), DEFAULT_HOST, "t").unwrap();
            });
        }
    });
    let flags = Flags { profile: text("p7"), ..Flags::default() };
    let profiles = home.load(&flags, &[]).unwrap().profiles.unwrap();
    assert_eq!(profiles.len(), 20);
}
