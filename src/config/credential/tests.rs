#[cfg(unix)]
mod unix;

use std::fs;

use super::Credential;
use crate::config::flags::Flags;
use crate::config::settings::Settings;
use crate::config::test_support::{Home, text};
use crate::env::Env;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;

/// The credential for the host in effect.
fn credential(flags: &Flags, env: &mut Env) -> Result<Credential, CliError> {
    Settings::load(flags, env).unwrap().credential(env)
}

fn got(home: &Home, flags: &Flags, vars: &[(&str, &str)]) -> Credential {
    credential(flags, &mut home.env(vars)).unwrap()
}

fn refused(home: &Home, flags: &Flags, vars: &[(&str, &str)]) -> CliError {
    credential(flags, &mut home.env(vars)).unwrap_err()
}

/// The token and its source, without the name of the home folder.
fn told(home: &Home, credential: &Credential) -> (String, String) {
    let source = credential.source.to_string();
    (
        credential.token.expose().to_owned(),
        source.replace(&home.file().display().to_string(), "FILE"),
    )
}

fn pair(token: &str, source: &str) -> (String, String) {
    (token.to_owned(), source.to_owned())
}

const KEPT: &str = "[profiles.default]\ntoken = 'kept'\n";
const NONE: &[(&str, &str)] = &[];

#[test]
fn without_a_token_the_way_in_is_told() {
    let failure = refused(&Home::empty(), &Flags::default(), NONE);
    assert_eq!(failure.exit, ExitCode::Unauthenticated);
    assert_eq!(failure.code, "unauthenticated");
    assert_eq!(failure.message, "not signed in to app.gitpod.io");
    assert_eq!(failure.hint, Some(Hint::new("auth login")));
    assert!(failure.reasons[0].contains("ONA_TOKEN"));

    let flags = Flags { host: text("acme.example"), profile: text("a"), ..Flags::default() };
    let failure = refused(&Home::with("[profiles.a]\n"), &flags, NONE);
    assert_eq!(failure.message, "not signed in to acme.example");
    assert_eq!(
        failure.hint.unwrap().to_command(&flags.service_flags()),
        "prebuildctl --profile a --host acme.example auth login"
    );
}

#[test]
fn the_strongest_source_gives_the_token() {
    let home = Home::with(KEPT);
    let path = home.write("token", "Bearer in-file\r\n");
    let by_file = Flags { token_file: Some(path), ..Flags::default() };
    let none = Flags::default();
    let all = [("GITPOD_API_KEY", "g"), ("ONA_API_KEY", "k"), ("ONA_TOKEN", " o ")];
    for (flags, vars, expected) in [
        (&by_file, &all[..], pair("in-file", "--token-file")),
        (&none, &all[..], pair("o", "ONA_TOKEN")),
        (&none, &all[..2], pair("k", "ONA_API_KEY")),
        (&none, &all[..1], pair("g", "GITPOD_API_KEY")),
        (&none, NONE, pair("kept", "profile default (FILE:2)")),
    ] {
        assert_eq!(told(&home, &got(&home, flags, vars)), expected);
    }
}

#[test]
fn a_token_can_be_piped_in() {
    let flags = Flags { token_stdin: true, ..Flags::default() };
    let home = Home::with(KEPT);
    let piped = |input: &'static [u8]| {
        let mut env = home.env(&[("ONA_TOKEN", "x")]);
        env.stdin = Box::new(input);
        credential(&flags, &mut env)
    };
    let got = piped(b"piped\n").unwrap();
    assert_eq!(got.token.expose(), "piped");
    assert_eq!(got.source.to_string(), "--token-stdin");
    for (input, fault) in [
        (&b""[..], "the token on standard input is empty"),
        (b"one\ntwo", "the token on standard input cannot be sent: character 4 is a line break"),
        (b"\xff", "cannot read the token on standard input"),
    ] {
        assert_eq!(piped(input).unwrap_err().message, fault);
    }
    let mut terminal = home.env(NONE);
    terminal.stdin_is_terminal = true;
    let failure = credential(&flags, &mut terminal).unwrap_err();
    assert!(failure.message.ends_with("standard input is a terminal"));
}

#[test]
fn variables_that_differ_are_told_once() {
    let home = Home::with(KEPT);
    let warnings = |vars| got(&home, &Flags::default(), vars).warnings;
    assert!(warnings(&[("ONA_TOKEN", "a"), ("ONA_API_KEY", "Bearer a ")]).is_empty());
    assert_eq!(
        warnings(&[("ONA_API_KEY", "b"), ("GITPOD_API_KEY", "c"), ("ONA_TOKEN", "a")]),
        ["ONA_TOKEN differs from ONA_API_KEY and GITPOD_API_KEY; ONA_TOKEN is used"]
    );
    assert_eq!(
        warnings(&[("ONA_API_KEY", "b"), ("GITPOD_API_KEY", "a b")]),
        ["ONA_API_KEY differs from GITPOD_API_KEY; ONA_API_KEY is used"]
    );
}

#[test]
fn a_token_that_cannot_be_sent_is_refused_without_being_shown() {
    let home = Home::empty();
    let failure = refused(&home, &Flags::default(), &[("ONA_TOKEN", "s3cr3t\u{e9}")]);
    assert_eq!(failure.exit, ExitCode::Usage);
    assert_eq!(failure.message, "ONA_TOKEN cannot be sent: character 7 is outside ASCII");
    assert!(!format!("{failure:?}").contains("s3cr3t"));
}

#[test]
fn a_kept_token_goes_to_its_own_host_only() {
    let home = Home::with(&format!("{KEPT}[profiles.acme]\nhost = 'acme.example'\ntoken = 'a'\n"));
    let of = |profile: &str, host: Option<&str>| Flags {
        profile: text(profile),
        host: host.map(str::to_owned),
        ..Flags::default()
    };
    for same in ["acme.example/elsewhere", "https://acme.example:443"] {
        assert_eq!(got(&home, &of("acme", Some(same)), NONE).token.expose(), "a");
    }
    let evil = [("ONA_HOST", "evil.example")];
    let failure = refused(&home, &Flags::default(), &evil);
    assert_eq!(failure.exit, ExitCode::Unauthenticated);
    assert_eq!(
        failure.message,
        "the token of profile default is for app.gitpod.io, not for evil.example"
    );
    assert_eq!(failure.reasons, ["evil.example comes from ONA_HOST"]);
    assert!(failure.reasons.iter().any(|reason| reason.contains("ONA_TOKEN")));
    for other in ["acme.example:8443", "app.gitpod.io", "acme.example.evil.tld"] {
        refused(&home, &of("acme", Some(other)), NONE);
    }

    let given = [evil[0], ("ONA_TOKEN", "x")];
    assert_eq!(got(&home, &Flags::default(), &given).token.expose(), "x");
}

#[test]
fn a_token_file_is_looked_for_beside_the_settings() {
    let home = Home::empty();
    let folder = home.file().parent().unwrap().to_owned();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("here"), "beside").unwrap();
    home.write("there", "at-home");
    home.write("bad", "s3cr3t s3cr3t");
    for (written, expected) in [("here", "beside"), ("~/there", "at-home")] {
        fs::write(home.file(), format!("[profiles.default]\ntoken-file = '{written}'")).unwrap();
        assert_eq!(got(&home, &Flags::default(), NONE).token.expose(), expected);
    }
    for (written, message) in [("none", "cannot read"), ("~/bad", "the token in")] {
        fs::write(home.file(), format!("[profiles.default]\ntoken-file = '{written}'")).unwrap();
        let failure = refused(&home, &Flags::default(), NONE);
        assert!(failure.message.starts_with(message), "{failure:?}");
        assert!(!format!("{failure:?}").contains("s3cr3t"));
    }
}
