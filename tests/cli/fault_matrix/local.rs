//! Errors of the files and folders of this machine.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Stdio;

use super::shell::{empty_home, shell};
use crate::process::binary::text;
use crate::support::{Response, Server, TOKEN, World, home, page};

/// The identity that the token belongs to.
pub fn identity() -> Response {
    Response::json(200, r#"{"subject":{"id":"f","principal":"PRINCIPAL_USER"}}"#)
}

#[test]
fn l01_nothing_is_configured() {
    let output =
        home::prebuildctl(&home::no_home()).args(["wp", "list"]).stdin(Stdio::null()).output();
    let (_, stderr, code) = text(output.unwrap());
    assert_eq!(
        stderr,
        "error: not signed in to app.gitpod.io
  sign in, or set ONA_TOKEN; to try it without an account, add --local
hint: prebuildctl auth login
"
    );
    assert_eq!(code, Some(4));
}

#[test]
fn l02_something_else_in_place_of_the_file() {
    let server = Server::new([]);
    server.always("ListWarmPools", page(&[], ""));
    let home = empty_home();
    let folder = home.path().join(".config/prebuildctl");
    fs::create_dir_all(folder.join("config.toml")).unwrap();
    let list = "ONA_TOKEN=x exec $TOOL wp list -o json";
    let (stdout, stderr, code) = shell(&server, home.path(), list);
    assert!(stderr.contains("config.toml is ignored: is a directory"), "{stderr}");
    assert_eq!((stdout.as_str(), code), ("[]\n", Some(0)), "a folder: {stderr}");

    fs::remove_dir(folder.join("config.toml")).unwrap();
    let script = format!("mkfifo $HOME/.config/prebuildctl/config.toml && {list}");
    let (stdout, stderr, code) = shell(&server, home.path(), &script);
    assert!(stderr.contains("config.toml is ignored: is a pipe"), "{stderr}");
    assert_eq!((stdout.as_str(), code), ("[]\n", Some(0)), "a pipe without a writer: {stderr}");
}

#[test]
fn l09_an_empty_variable() {
    let world = World::signed_out([]).with("ONA_TOKEN", "").with("ONA_API_KEY", "");
    assert_eq!(world.run("wp list").code, 4);
    let file = format!("[profiles.default]\nhost = \"HOST\"\ntoken = \"{TOKEN}\"\n");
    let world = World::signed_out([page(&[], "")]);
    let file = file.replace("HOST", &world.server.url());
    let world = world.with_config(&file).with("ONA_TOKEN", "").with("ONA_HOST", "");
    assert_eq!(world.ok("wp list -o json"), "[]\n");
}

#[test]
fn l11_a_file_among_dotfiles() {
    let world = World::signed_out([identity()]).with_stdin(TOKEN).with_config("# mine\n");
    let file = home::config_file(world.home.path());
    let real = world.home.path().join("dotfiles.toml");
    fs::rename(&file, &real).unwrap();
    symlink(&real, &file).unwrap();
    assert_eq!(world.run("auth login --token-stdin").code, 0);
    assert!(file.is_symlink());
    let text = fs::read_to_string(&real).unwrap();
    assert!(text.contains("# mine\n") && text.contains(TOKEN), "{text}");
}

#[test]
fn l13_twenty_concurrent_logins() {
    let server = Server::new([]);
    server.always("GetAuthenticatedIdentity", identity());
    let home = empty_home();
    let script = "for n in $(seq 20); do
        printf %s $THE_TOKEN | $TOOL auth login --token-stdin --profile p$n >/dev/null &
        pids=\"$pids $!\"
    done
    for pid in $pids; do wait $pid || exit 1; done";
    let (_, stderr, code) = shell(&server, home.path(), script);
    assert_eq!((stderr.as_str(), code), ("", Some(0)));
    let text = fs::read_to_string(home::config_file(home.path())).unwrap();
    assert_eq!(text.matches(&format!("token = \"{TOKEN}\"")).count(), 20, "{text}");
}

#[test]
fn l14_no_room_for_the_file() {
    let server = Server::new([identity()]);
    let home = empty_home();
    let folder = home.path().join(".config/prebuildctl");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), "# mine\n").unwrap();
    let script = "trap '' XFSZ; ulimit -f 0
        printf %s $THE_TOKEN | $TOOL auth login --token-stdin";
    let (stdout, stderr, code) = shell(&server, home.path(), script);
    assert!(stderr.contains("cannot write "), "{stderr}");
    assert_eq!((stdout.as_str(), code), ("", Some(1)), "{stderr}");
    assert_eq!(fs::read_to_string(folder.join("config.toml")).unwrap(), "# mine\n");
    let files: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(files.iter().all(|name| !name.to_string_lossy().contains("new")), "{files:?}");
}

/// After a kill at any moment the file is the old or the new one.
#[test]
fn m33_l14_killed_while_writing() {
    let server = Server::new([]);
    let home = empty_home();
    let script = "for n in $(seq 40); do
        $TOOL config set project p$n & pid=$!
        sleep 0.00$((n % 10)); kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
        $TOOL config list >/dev/null || exit 1
    done
    $TOOL config set project last && $TOOL config get project";
    let (stdout, stderr, code) = shell(&server, home.path(), script);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stdout.ends_with("last\n"), "{stdout}");
}

/// A home in which no file can be created.
#[cfg(target_os = "linux")] // file modes
#[test]
fn l15_a_home_that_is_not_writable() {
    let server = Server::new([page(&[], ""), identity()]);
    let home = Path::new("/proc/sys");
    let (stdout, stderr, code) =
        shell(&server, home, "ONA_TOKEN=$THE_TOKEN exec $TOOL wp list -o json");
    assert_eq!((stdout.as_str(), stderr.as_str(), code), ("[]\n", "", Some(0)));
    let script = "printf %s $THE_TOKEN | $TOOL auth login --token-stdin";
    let (_, stderr, code) = shell(&server, home, script);
    assert!(stderr.contains("cannot write /proc/sys/"), "{stderr}");
    assert!(stderr.contains("PREBUILDCTL_CONFIG"), "{stderr}");
    assert_eq!(code, Some(1), "{stderr}");
}

#[test]
fn l16_an_invalid_home() {
    let list = "ONA_TOKEN=$THE_TOKEN $TOOL wp list -o json";
    let server = Server::new([]);
    server.always("ListWarmPools", page(&[], ""));
    server.always("GetAuthenticatedIdentity", identity());
    let home = empty_home();
    for change in ["unset HOME", "export HOME=", "export HOME=rel"] {
        let script = format!("cd $HOME && {change} && {list}");
        let (stdout, stderr, code) = shell(&server, home.path(), &script);
        assert_eq!((stdout.as_str(), stderr.as_str(), code), ("[]\n", "", Some(0)), "{change}");
    }
    let script = "cd $HOME && export HOME=rel && unset ${!XDG_@}
        printf %s $THE_TOKEN | $TOOL auth login --token-stdin";
    let (_, stderr, code) = shell(&server, home.path(), script);
    assert_ne!(code, Some(0), "{stderr}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "the token was written somewhere");
}

#[test]
fn l18_an_empty_umask() {
    let server = Server::new([identity()]);
    let home = empty_home();
    let script = "umask 000; printf %s $THE_TOKEN | $TOOL auth login --token-stdin";
    let (_, stderr, code) = shell(&server, home.path(), script);
    assert_eq!(code, Some(0), "{stderr}");
    let folder = home.path().join(".config/prebuildctl");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&folder.join("config.toml"))), (0o700, 0o600));
}
