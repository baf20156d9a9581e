//! One writer, and what happens to its file meanwhile.

#[cfg(unix)]
use std::os::unix::fs::{PermissionsExt as _, symlink};

use super::*;

fn file() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("file");
    (home, path)
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn lines_are_appended_after_the_end_of_an_unfinished_one() {
    let (_home, path) = file();
    for (before, after) in [("", "line\n"), ("first\n", "first\nline\n"), ("fir", "fir\nline\n")] {
        fs::write(&path, before).unwrap();
        let mut file = LineFile::open(&path).unwrap();
        file.append(b"line\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), after);
        file.append(b"next\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), format!("{after}next\n"));
    }
}

#[cfg(unix)] // file modes
#[test]
fn a_new_file_is_private_and_an_old_one_keeps_its_mode() {
    let (home, path) = file();
    let link = home.path().join("link");
    symlink(&path, &link).unwrap();
    LineFile::open(&link).unwrap().append(b"x\n").unwrap();
    assert_eq!(mode(&path), 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    LineFile::open(&link).unwrap().append(b"x\n").unwrap();
    assert_eq!((mode(&path), fs::read_to_string(&path).unwrap()), (0o640, "x\nx\n".to_owned()));
}

#[test]
fn a_file_has_one_writer_at_a_time() {
    let (_home, path) = file();
    let first = LineFile::open(&path).unwrap();
    assert!(matches!(LineFile::open(&path), Err(LineFileError::InUse)));
    drop(first);
    assert!(!path.exists(), "nothing was appended");
    fs::write(&path, "").unwrap();
    drop(LineFile::open(&path).unwrap());
    assert!(path.exists(), "it was there before");
}

#[cfg(unix)] // open files
#[test]
fn a_renamed_deleted_or_shortened_file_is_not_in_place() {
    let (home, path) = file();
    let opened = || {
        let mut file = LineFile::open(&path).unwrap();
        file.append(b"line\n").unwrap();
        assert!(file.is_in_place());
        file
    };
    let file = opened();
    fs::rename(&path, home.path().join("old")).unwrap();
    assert!(!file.is_in_place());
    fs::write(&path, "line\nline\n").unwrap();
    assert!(!file.is_in_place(), "another one has its name");
    drop(file);
    let file = opened();
    fs::remove_file(&path).unwrap();
    assert!(!file.is_in_place());
    let file = opened();
    fs::write(&path, "").unwrap();
    assert!(!file.is_in_place());
    drop(file);
    let mut file = opened();
    fs::write(&path, "").unwrap();
    file.append(b"line\n").unwrap();
    assert!(!file.is_in_place(), "it was shortened before the line");
    drop(file);
    let file = opened();
    let mut other = File::options().append(true).open(&path).unwrap();
    other.write_all(b"from elsewhere\n").unwrap();
    assert!(file.is_in_place());
}

#[cfg(unix)] // file modes
#[test]
fn what_cannot_be_written_is_an_error() {
    let (home, path) = file();
    let reason = |path: &Path| match LineFile::open(path).unwrap_err() {
        LineFileError::Io(error) => error.to_string(),
        LineFileError::InUse => "in use".to_owned(),
    };
    assert_eq!(reason(home.path()), "is a directory");
    fs::write(&path, "").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    assert_eq!(reason(&path), "is read-only");
    assert!(reason(&home.path().join("none/file")).contains("No such file"));
    #[cfg(target_os = "linux")]
    {
        let full = Path::new("/dev/full");
        let mut file = LineFile::open(full).unwrap();
        assert!(file.is_in_place());
        assert!(file.append(b"x\n").unwrap_err().to_string().contains("No space left"));
        // A device has any number of writers.
        LineFile::open(full).unwrap();
    }
}
