//! Pipes, devices and links, as a user may name them.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempDir;

use super::{Appender, Creation, is_same_file, read, read_bytes, write};

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn fifo(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("fifo");
    // The library has no function for this on macOS.
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

fn reason(path: &Path) -> String {
    read(path, 1024).err().unwrap().reason()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

#[test]
fn a_pipe_is_read_to_its_end() {
    let home = home();
    let path = fifo(&home);
    let writer = thread::spawn({
        let path = path.clone();
        move || {
            let mut pipe = File::options().write(true).open(path).unwrap();
            for part in ["\u{feff}one ", "two"] {
                pipe.write_all(part.as_bytes()).unwrap();
                thread::yield_now();
            }
        }
    });
    assert_eq!(read(&path, 1024).ok().unwrap().content, "one two");
    writer.join().unwrap();

    let (end, mut start) = std::io::pipe().unwrap();
    start.write_all(b"piped").unwrap();
    drop(start);
    let path = format!("/dev/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&end));
    assert_eq!(read(Path::new(&path), 1024).ok().unwrap().content, "piped");
}

#[test]
fn devices_end_at_the_limit_and_sockets_are_errors() {
    let home = home();
    assert_eq!(read(Path::new("/dev/null"), 10).ok().unwrap().content, "");
    assert_eq!(reason(Path::new("/dev/zero")), "is larger than 1 KiB");
    let error = read_bytes(Path::new("/dev/zero"), 3 << 20).unwrap_err();
    assert_eq!(error.reason(), "is larger than 3 MiB");
    let socket = home.path().join("socket");
    let _listener = UnixListener::bind(&socket).unwrap();
    assert_eq!(reason(&socket), "is a socket");
    let error = write(&socket, b"x", Creation::Private).unwrap_err();
    assert_eq!(error.to_string(), "is a socket");
}

#[test]
fn a_pipe_without_its_other_end_is_an_error() {
    let home = home();
    let path = fifo(&home);
    assert!(reason(&path).starts_with("no program writes to this pipe"));
    for error in [
        write(&path, b"x", Creation::Private).unwrap_err(),
        Appender::open(&path).map(drop).unwrap_err(),
    ] {
        assert!(error.to_string().starts_with("no program reads from this pipe"), "{error}");
    }
}

#[test]
fn what_is_no_regular_file_is_written_into() {
    write(Path::new("/dev/null"), b"x", Creation::Private).unwrap();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    let error = write(Path::new("/dev/full"), b"x", Creation::Private).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);

    let home = home();
    let path = fifo(&home);
    let reader = thread::spawn({
        let path = path.clone();
        move || {
            let mut text = String::new();
            File::open(path).unwrap().read_to_string(&mut text).unwrap();
            text
        }
    });
    let large = "x".repeat(1 << 20);
    write(&path, large.as_bytes(), Creation::Private).unwrap();
    assert!(reader.join().unwrap() == large);
    assert!(!fs::metadata(&path).unwrap().is_file());
}

#[test]
fn a_regular_file_is_replaced_and_keeps_its_mode_and_owner() {
    let home = home();
    let path = |name: &str| home.path().join(name);
    write(&path("new"), b"1", Creation::Private).unwrap();
    assert_eq!(mode(&path("new")), 0o600);
    fs::set_permissions(path("new"), fs::Permissions::from_mode(0o640)).unwrap();
    if rustix::process::geteuid().is_root() {
        chown(path("new"), Some(4711), Some(4712)).unwrap();
    }
    let old = fs::metadata(path("new")).unwrap();
    let mut reader = File::open(path("new")).unwrap();
    write(&path("new"), b"2", Creation::Private).unwrap();
    let new = fs::metadata(path("new")).unwrap();
    assert_eq!((new.mode(), new.uid(), new.gid()), (old.mode(), old.uid(), old.gid()));
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    assert_eq!((text.as_str(), fs::read_to_string(path("new")).unwrap().as_str()), ("1", "2"));

    fs::set_permissions(path("new"), fs::Permissions::from_mode(0o444)).unwrap();
    let error = write(&path("new"), b"3", Creation::Private).unwrap_err();
    assert_eq!(error.to_string(), "is read-only");
    assert_eq!(fs::read_to_string(path("new")).unwrap(), "2");
    let error = write(home.path(), b"3", Creation::Private).unwrap_err();
    assert_eq!(error.to_string(), "is a directory");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "a file was left");
}

#[test]
fn links_are_followed() {
    let home = home();
    let path = |name: &str| home.path().join(name);
    fs::create_dir(path("real")).unwrap();
    symlink("real/file", path("link")).unwrap();
    for text in ["created", "replaced"] {
        write(&path("link"), text.as_bytes(), Creation::Shared).unwrap();
        assert!(path("link").is_symlink());
        assert_eq!(fs::read_to_string(path("real/file")).unwrap(), text);
        assert!(is_same_file(&path("link"), &path("real/file")));
    }
    fs::hard_link(path("real/file"), path("other")).unwrap();
    assert!(is_same_file(&path("other"), &path("link")));
    fs::write(path("third"), "").unwrap();
    assert!(!is_same_file(&path("other"), &path("third")));
    assert!(!is_same_file(&path("none"), &path("none")));
    symlink("circle", path("circle")).unwrap();
    assert!(write(&path("circle"), b"x", Creation::Shared).is_err());
}

/// What a shell redirected is continued, not replaced by a file that the shell does not see.
#[test]
fn an_open_descriptor_is_written_into() {
    let home = home();
    let path = home.path().join("out");
    let file = File::options().create(true).append(true).open(&path).unwrap();
    (&file).write_all(b"one ").unwrap();
    let descriptor = format!("/dev/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&file));
    write(Path::new(&descriptor), b"two ", Creation::Private).unwrap();
    (&file).write_all(b"three").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "one two three");
}

#[test]
fn text_is_appended() {
    let home = home();
    let path = home.path().join("out");
    for text in ["one ", "two"] {
        (&Appender::open(&path).unwrap()).write_all(text.as_bytes()).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), "one two");
    assert!(Appender::open(home.path()).is_err());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    assert!(Appender::open(&path).is_err());
}

#[test]
fn a_public_file_can_be_read_by_everybody_and_leaves_nothing_beside_it() {
    let home = home();
    let path = home.path().join("pools.prom");
    write(&path, b"new", Creation::Public).unwrap();
    assert_eq!(mode(&path), 0o644);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    write(&path, b"newer", Creation::Public).unwrap();
    assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o644, b"newer".to_vec()));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}
