#[cfg(unix)] // file modes
mod unix;

use std::fs;

use super::{Credential, ShowMessages};
use crate::api::token::Token;
use crate::config::flags::Flags;
use crate::config::settings::Settings;
use crate::config::test_support::{Home, text};
use crate::env::Env;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;

struct NoMessages;

impl ShowMessages for NoMessages {
    fn show(&self, _: &str) {}

    fn hide(&self, _: &Token) {}
}

/// The credential for the current host.
fn credential(flags: &Flags, env: &mut Env) -> Result<Credential, CliError> {
    Settings::load(flags, env).unwrap().credential(env, &NoMessages)
}

fn accepted(home: &Home, flags: &Flags, vars: &[(&str, &str)]) -> Credential {
    credential(flags, &mut home.env(vars)).unwrap()
}

fn rejected(home: &Home, flags: &Flags, vars: &[(&str, &str)]) -> CliError {
    credential(flags, &mut home.env(vars)).unwrap_err()
}

/// The token and its source, without the path of the home folder.
fn shown(home: &Home, credential: &Credential) -> (String, String) {
    let source = credential.source.to_string();
    (
        credential.token.expose().to_owned(),
        source.replace(&home.file().display().to_string(), "FILE"),
    )
}

fn expected(token: &str, source: &str) -> (String, String) {
    (token.to_owned(), source.to_owned())
}

const STORED: &str = "[profiles.default]\ntoken = 'stored'\n";
const NONE: &[(&str, &str)] = &[];

#[test]
fn without_a_token_the_error_says_how_to_sign_in() {
    let error = rejected(&Home::empty(), &Flags::default(), NONE);
    assert_eq!(error.exit, ExitCode::Unauthenticated);
    assert_eq!(error.code, "unauthenticated");
    assert_eq!(error.message, "not signed in to app.gitpod.io");
    assert_eq!(error.hint, Some(Hint::new("auth login")));
    assert!(error.reasons[0].contains("ONA_TOKEN"));

    let flags = Flags { host: text("acme.example"), profile: text("a"), ..Flags::default() };
    let error = rejected(&Home::with("[profiles.a]\n"), &flags, NONE);
    assert_eq!(error.message, "not signed in to acme.example");
    assert_eq!(
        error.hint.unwrap().to_command(&flags.service_flags()),
        "prebuildctl --profile a --host acme.example auth login"
    );
}

#[test]
fn the_strongest_source_gives_the_token() {
    let home = Home::with(STORED);
    let path = home.write("token", "Bearer in-file\r\n");
    let by_file = Flags { token_file: Some(path), ..Flags::default() };
    let none = Flags::default();
    let all = [("GITPOD_API_KEY", "g"), ("ONA_API_KEY", "k"), ("ONA_TOKEN", " o ")];
    for (flags, vars, expected) in [
        (&by_file, &all[..], expected("in-file", "--token-file")),
        (&none, &all[..], expected("o", "ONA_TOKEN")),
        (&none, &all[..2], expected("k", "ONA_API_KEY")),
        (&none, &all[..1], expected("g", "GITPOD_API_KEY")),
        (&none, NONE, expected("stored", "profile default (FILE:2)")),
    ] {
        assert_eq!(shown(&home, &accepted(&home, flags, vars)), expected);
    }
}

#[test]
fn a_token_can_be_piped_in() {
    let flags = Flags { token_stdin: true, ..Flags::default() };
    let home = Home::with(STORED);
    let piped = |input: &'static [u8]| {
        let mut env = home.env(&[("ONA_TOKEN", "x")]);
        env.stdin = Box::new(input);
        credential(&flags, &mut env)
    };
    let got = piped(b"piped\n").unwrap();
    assert_eq!(got.token.expose(), "piped");
    assert_eq!(got.source.to_string(), "--token-stdin");
    for (input, message) in [
        (&b""[..], "the token from standard input is empty"),
        (
            b"one\ntwo",
            "the token from standard input is invalid: contains a line break at position 4",
        ),
        (b"\xff", "cannot read the token from standard input"),
    ] {
        assert_eq!(piped(input).unwrap_err().message, message);
    }
    let mut terminal = home.env(NONE);
    terminal.stdin_is_terminal = true;
    let error = credential(&flags, &mut terminal).unwrap_err();
    assert!(error.message.ends_with("standard input is a terminal"));
}

#[test]
fn variables_that_differ_cause_one_warning() {
    let home = Home::with(STORED);
    let warning = |vars| accepted(&home, &Flags::default(), vars).warning.unwrap_or_default();
    assert_eq!(warning(&[("ONA_TOKEN", "a"), ("ONA_API_KEY", "Bearer a ")]), "");
    assert_eq!(
        warning(&[("ONA_API_KEY", "b"), ("GITPOD_API_KEY", "c"), ("ONA_TOKEN", "a")]),
        "ONA_TOKEN differs from ONA_API_KEY and GITPOD_API_KEY; using ONA_TOKEN"
    );
    assert_eq!(
        warning(&[("ONA_API_KEY", "b"), ("GITPOD_API_KEY", "a b")]),
        "ONA_API_KEY differs from GITPOD_API_KEY; using ONA_API_KEY"
    );
}

#[test]
fn an_invalid_token_is_rejected_without_being_shown() {
    let home = Home::empty();
    let error = rejected(&home, &Flags::default(), &[("ONA_TOKEN", "s3cr3t\u{e9}")]);
    assert_eq!(error.exit, ExitCode::Usage);
    assert_eq!(error.message, "ONA_TOKEN is invalid: contains a non-ASCII character at position 7");
    assert!(!format!("{error:?}").contains("s3cr3t"));
}

#[test]
fn a_stored_token_goes_to_its_own_host_only() {
    let home =
        Home::with(&format!("{STORED}[profiles.acme]\nhost = 'acme.example'\ntoken = 'a'\n"));
    let of = |profile: &str, host: Option<&str>| Flags {
        profile: text(profile),
        host: host.map(str::to_owned),
        ..Flags::default()
    };
    for same in ["acme.example/elsewhere", "https://acme.example:443"] {
        assert_eq!(accepted(&home, &of("acme", Some(same)), NONE).token.expose(), "a");
    }
    let evil = [("ONA_HOST", "evil.example")];
    let error = rejected(&home, &Flags::default(), &evil);
    assert_eq!(error.exit, ExitCode::Unauthenticated);
    assert_eq!(
        error.message,
        "the token of profile default is for app.gitpod.io, not for evil.example"
    );
    assert_eq!(
        error.reasons,
        [
            "the host is set by ONA_HOST".to_owned(),
            format!("to use another token: {}", super::set_token_variable())
        ]
    );
    for other in ["acme.example:8443", "app.gitpod.io", "acme.example.evil.tld"] {
        rejected(&home, &of("acme", Some(other)), NONE);
    }

    let given = [evil[0], ("ONA_TOKEN", "x")];
    assert_eq!(accepted(&home, &Flags::default(), &given).token.expose(), "x");
}

#[test]
fn a_token_file_is_relative_to_the_config_file() {
    let home = Home::empty();
    let folder = home.file().parent().unwrap().to_owned();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("here"), "beside").unwrap();
    home.write("there", "at-home");
    home.write("bad", "s3cr3t s3cr3t");
    for (written, expected) in [("here", "beside"), ("~/there", "at-home")] {
        fs::write(home.file(), format!("[profiles.default]\ntoken-file = '{written}'")).unwrap();
        assert_eq!(accepted(&home, &Flags::default(), NONE).token.expose(), expected);
    }
    for (written, message) in [("none", "cannot read"), ("~/bad", "the token in")] {
        fs::write(home.file(), format!("[profiles.default]\ntoken-file = '{written}'")).unwrap();
        let error = rejected(&home, &Flags::default(), NONE);
        assert!(error.message.starts_with(message), "{error:?}");
        assert!(!format!("{error:?}").contains("s3cr3t"));
    }
}
