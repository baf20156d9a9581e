use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
use std::path::Path;

use super::{KEPT, NONE, credential, got, refused};
use crate::config::flags::Flags;
use crate::config::test_support::Home;
use crate::exit::ExitCode;

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_file_that_others_can_open_is_told() {
    let home = Home::with(KEPT);
    let path = home.write("token", "x");
    chmod(&home.file(), 0o644);
    chmod(&path, 0o640);
    let flags = Flags { token_file: Some(path.clone()), ..Flags::default() };
    let settings = home.load(&flags, NONE).unwrap();
    let told = |path: &Path| {
        let path = path.display();
        format!("{path} holds a token and is open to others: chmod 600 {path}")
    };
    assert_eq!(settings.warnings, [told(&home.file())]);
    assert_eq!(got(&home, &flags, NONE).warnings, [told(&path)]);

    chmod(&home.file(), 0o600);
    assert!(home.load(&flags, NONE).unwrap().warnings.is_empty());
}

#[test]
fn a_command_that_others_can_change_is_told() {
    let home = Home::with("[profiles.a]\ntoken-command = ['op']\n");
    chmod(&home.file(), 0o644);
    assert!(home.load(&Flags::default(), NONE).unwrap().warnings.is_empty());
    chmod(&home.file(), 0o664);
    let warnings = home.load(&Flags::default(), NONE).unwrap().warnings;
    assert!(warnings[0].contains("can be changed by others"), "{warnings:?}");
}

/// Runs as root only: nobody else can give a file away.
#[test]
fn a_file_of_another_user_keeps_no_token_of_ours() {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    for kept in ["token = 'x'", "token-file = 'x'", "token-command = ['touch', 'ran']"] {
        let home = Home::with(&format!("[profiles.default]\n{kept}\n"));
        chown(home.file(), Some(4711), None).unwrap();
        let failure = refused(&home, &Flags::default(), NONE);
        assert!(failure.message.ends_with("belongs to another user"), "{failure:?}");
        let given = [("ONA_TOKEN", "x")];
        assert_eq!(got(&home, &Flags::default(), &given).token.expose(), "x");
    }
}

#[test]
fn a_program_can_give_the_token() {
    let by = |words: &str| {
        let home = Home::with(&format!("[profiles.default]\ntoken-command = {words}\n"));
        symlink("/bin/sh", home.file().with_file_name("vault")).unwrap();
        credential(&Flags::default(), &mut home.env(NONE))
    };
    let token = |words| by(words).unwrap().token.expose().to_owned();
    assert_eq!(token(r"['printf', 'a-%s\n', '$HOME']"), "a-$HOME");
    assert_eq!(token("['./vault', '-c', 'echo here']"), "here");
    assert_eq!(token("['~/.config/prebuildctl/vault', '-c', 'echo home']"), "home");

    let failure = by("['sh', '-c', 'echo s3cr3t; exit 3']").unwrap_err();
    assert_eq!(failure.exit, ExitCode::Unauthenticated);
    assert_eq!(failure.message, "sh gave no token");
    assert_eq!(failure.reasons[0], "it ended with exit status: 3");
    let failure = by("['echo', 's3cr3t s3cr3t']").unwrap_err();
    assert_eq!(
        failure.message,
        "the token that echo printed cannot be sent: character 7 is a blank"
    );
    let failure = by("['no-such-program-anywhere']").unwrap_err();
    assert_eq!(failure.message, "no-such-program-anywhere gave no token");
}
