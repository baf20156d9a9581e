use std::fs;
use std::os::unix::fs::{chown, symlink};
use std::path::Path;

use super::{NONE, STORED, accepted, credential, rejected};
use crate::config::flags::Flags;
use crate::config::test_support::{Home, chmod};
use crate::exit::ExitCode;

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
    for mounted in [0o400, 0o440, 0o444] {
        chmod(&path, mounted);
        assert_eq!(accepted(&home, &flags, NONE).warning, None, "{mounted:o}");
    }
}

/// The error of a file or folder that others can write, without its path.
fn untrusted(home: &Home, flags: &Flags, path: &Path) -> [String; 3] {
    let error = match home.load(flags, NONE) {
        Ok(settings) => settings.credential(&mut home.env(NONE), &super::NoMessages).unwrap_err(),
        Err(error) => error,
    };
    assert_eq!(error.exit, ExitCode::Usage, "{error:?}");
    let path = path.display().to_string();
    let lines = [vec![error.message], error.reasons].concat();
    let lines: Vec<_> = lines.iter().map(|line| line.replace(&path, "PATH")).collect();
    lines.try_into().unwrap()
}

fn writable(fix: &str) -> [String; 3] {
    let lines = [
        "PATH is writable by other users",
        "it is not used, because that user could have changed it",
        &format!("to trust it: {fix} PATH"),
    ];
    lines.map(str::to_owned)
}

#[test]
fn a_config_file_that_others_can_change_is_rejected_as_a_whole() {
    for content in [STORED, "[profiles.default]\nhost = 'acme.example'\n"] {
        let home = Home::with(content);
        let folder = home.file().parent().unwrap().to_owned();
        for mode in [0o620, 0o602, 0o666] {
            chmod(&home.file(), mode);
            let error = untrusted(&home, &Flags::default(), &home.file());
            assert_eq!(error, writable("chmod 600"), "{mode:o}");
        }
        chmod(&home.file(), 0o600);
        chmod(&folder, 0o777);
        let error = untrusted(&home, &Flags::default(), &folder);
        assert_eq!(error, writable("chmod go-w"));
        for safe in [0o1777, 0o775, 0o755] {
            chmod(&folder, safe);
            home.load(&Flags::default(), NONE).unwrap();
        }
    }
}

#[test]
fn a_token_file_that_others_can_change_is_rejected() {
    let home = Home::empty();
    let path = home.write("token", "x");
    let flags = Flags { token_file: Some(path.clone()), ..Flags::default() };
    chmod(&path, 0o666);
    assert_eq!(untrusted(&home, &flags, &path), writable("chmod 600"));
}

#[test]
fn a_program_that_others_can_change_is_not_run() {
    let home = Home::with("[profiles.default]\ntoken-command = ['~/op']\n");
    let path = home.write("op", "#!/bin/sh\ntouch \"$0.ran\"\necho token\n");
    chmod(&path, 0o777);
    assert_eq!(untrusted(&home, &Flags::default(), &path), writable("chmod go-w"));
    assert!(!path.with_extension("ran").exists());
    chmod(&path, 0o755);
    assert_eq!(accepted(&home, &Flags::default(), NONE).token.expose(), "token");
}

/// As Kubernetes mounts a secret: links to a folder that is replaced as a whole.
#[test]
fn a_mounted_secret_is_trusted() {
    let home = Home::empty();
    let folder = home.write("secret", "").with_file_name("mount");
    fs::create_dir_all(folder.join("..2026")).unwrap();
    fs::write(folder.join("..2026/token"), "x").unwrap();
    chmod(&folder.join("..2026/token"), 0o440);
    symlink("..2026", folder.join("..data")).unwrap();
    symlink("..data/token", folder.join("token")).unwrap();
    chmod(&folder, 0o1777);
    let flags = Flags { token_file: Some(folder.join("token")), ..Flags::default() };
    let found = accepted(&home, &flags, NONE);
    assert_eq!((found.token.expose(), found.warning), ("x", None));
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
        let warning = format!("{} is ignored: ", home.file().display());
        let settings = home.load(&Flags::default(), NONE).unwrap();
        assert_eq!(settings.warnings.len(), 1);
        assert!(settings.warnings[0].starts_with(&warning), "{:?}", settings.warnings);
        let error = rejected(&home, &Flags::default(), NONE);
        assert_eq!(error.exit, ExitCode::Unauthenticated);
        let given = [("ONA_TOKEN", "x")];
        assert_eq!(accepted(&home, &Flags::default(), &given).token.expose(), "x");

        let named = Flags { config: Some(home.file()), ..Flags::default() };
        let error = home.load(&named, &given).unwrap_err();
        assert!(error.message.ends_with("belongs to another user"), "{error:?}");
        assert!(error.reasons[1].starts_with("to trust it: chown root "), "{error:?}");
    }
    let home = Home::empty();
    let path = home.write("token", "x");
    chown(&path, Some(4711), None).unwrap();
    let error = rejected(&home, &Flags { token_file: Some(path), ..Flags::default() }, NONE);
    assert!(error.message.ends_with("belongs to another user"), "{error:?}");
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
