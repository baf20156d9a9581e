use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
use std::path::Path;

use super::{NONE, STORED, accepted, credential, rejected};
use crate::config::flags::Flags;
use crate::config::test_support::Home;
use crate::exit::ExitCode;

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_file_that_others_can_read_causes_a_warning() {
    let home = Home::with(STORED);
    let path = home.write("token", "x");
    chmod(&home.file(), 0o644);
    chmod(&path, 0o640);
    let flags = Flags { token_file: Some(path.clone()), ..Flags::default() };
    let settings = home.load(&flags, NONE).unwrap();
    let warning = |path: &Path| {
        let path = path.display();
        format!("{path} contains a token and is accessible to other users: chmod 600 {path}")
    };
    assert_eq!(settings.warnings, [warning(&home.file())]);
    assert_eq!(accepted(&home, &flags, NONE).warning, Some(warning(&path)));

    chmod(&home.file(), 0o600);
    assert!(home.load(&flags, NONE).unwrap().warnings.is_empty());
}

#[test]
fn a_command_that_others_can_change_causes_a_warning() {
    let home = Home::with("[profiles.a]\ntoken-command = ['op']\n");
    chmod(&home.file(), 0o644);
    assert!(home.load(&Flags::default(), NONE).unwrap().warnings.is_empty());
    chmod(&home.file(), 0o664);
    let warnings = home.load(&Flags::default(), NONE).unwrap().warnings;
    assert!(warnings[0].contains("is writable by other users"), "{warnings:?}");
}

/// Runs only as root, who alone can change the owner of a file.
#[test]
fn a_file_of_another_user_provides_no_token() {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    for stored in ["token = 'x'", "token-file = 'x'", "token-command = ['touch', 'ran']"] {
        let home = Home::with(&format!("[profiles.default]\n{stored}\n"));
        chown(home.file(), Some(4711), None).unwrap();
        let error = rejected(&home, &Flags::default(), NONE);
        assert!(error.message.ends_with("belongs to another user"), "{error:?}");
        let given = [("ONA_TOKEN", "x")];
        assert_eq!(accepted(&home, &Flags::default(), &given).token.expose(), "x");
    }
}

#[test]
fn a_program_can_provide_the_token() {
    let run = |words: &str| {
        let home = Home::with(&format!("[profiles.default]\ntoken-command = {words}\n"));
        symlink("/bin/sh", home.file().with_file_name("vault")).unwrap();
        credential(&Flags::default(), &mut home.env(NONE))
    };
    let token = |words| run(words).unwrap().token.expose().to_owned();
    assert_eq!(token(r"['printf', 'a-%s\n', '$HOME']"), "a-$HOME");
    assert_eq!(token("['./vault', '-c', 'echo here']"), "here");
    assert_eq!(token("['~/.config/prebuildctl/vault', '-c', 'echo home']"), "home");

    let error = run("['sh', '-c', 'echo s3cr3t; exit 3']").unwrap_err();
    assert_eq!(error.exit, ExitCode::Unauthenticated);
    assert_eq!(error.message, "sh did not provide a token");
    assert_eq!(error.reasons[0], "it failed with exit status: 3");
    let error = run("['echo', 's3cr3t s3cr3t']").unwrap_err();
    assert_eq!(error.message, "the token from echo is invalid: contains a space at position 7");
    let error = run("['no-such-program-anywhere']").unwrap_err();
    assert_eq!(error.message, "no-such-program-anywhere did not provide a token");
}
