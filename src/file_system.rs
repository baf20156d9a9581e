//! What Unix and Windows do differently with files.

use std::fs::File;
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::{NamedTempFile, PersistError};

/// Windows: the file, or one in its place, is open in a program that does not share it.
const ERROR_ACCESS_DENIED: i32 = 5;
/// Windows: as above, said by another part of the system.
const ERROR_SHARING_VIOLATION: i32 = 32;

/// How long a rename is tried. Scanners and indexers open a new file for a moment.
const RENAME_TIMEOUT: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(20);

/// Renames a file by `rename`, which is called again while another program has one of the files open.
/// Only Windows refuses that.
///
/// # Errors
/// That of the last try.
pub(crate) fn retry_rename<T>(rename: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    retry(is_open_elsewhere, RENAME_TIMEOUT, rename)
}

/// Gives a new file its name by `persist`, as [`retry_rename`].
///
/// # Errors
/// That of the last try.
pub(crate) fn retry_persist(
    file: NamedTempFile,
    persist: impl Fn(NamedTempFile) -> Result<File, PersistError>,
) -> io::Result<()> {
    let mut pending = Some(file);
    retry_rename(|| {
        let Some(file) = pending.take() else { return Ok(()) };
        persist(file).map(drop).map_err(|failed| {
            pending = Some(failed.file);
            failed.error
        })
    })
}

fn retry<T>(
    may_end: impl Fn(&io::Error) -> bool,
    timeout: Duration,
    mut attempt: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    let deadline = Instant::now() + timeout;
    loop {
        match attempt() {
            Err(error) if may_end(&error) && Instant::now() < deadline => sleep(PAUSE),
            result => return result,
        }
    }
}

/// Whether a file could not be used because another program has it open.
pub(crate) fn is_open_elsewhere(error: &io::Error) -> bool {
    let codes = [ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION];
    cfg!(windows) && error.raw_os_error().is_some_and(|code| codes.contains(&code))
}

/// Creates a folder and those above it; new ones are accessible by their owner only. On Windows the
/// access list of the user's profile sees to that.
pub(crate) fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// What a file has in common with no other, whatever its names are: the number of its volume, and its
/// own number there.
pub(crate) type FileIdentity = (u64, u64);

/// The identity of an open file.
#[cfg(unix)]
pub(crate) fn identity(file: &File) -> Option<FileIdentity> {
    file.metadata().ok().map(|metadata| identity_in(&metadata))
}

/// The identity of the file to which a path leads. A pipe is not opened.
#[cfg(unix)]
pub(crate) fn path_identity(path: &Path) -> Option<FileIdentity> {
    std::fs::metadata(path).ok().map(|metadata| identity_in(&metadata))
}

#[cfg(unix)]
fn identity_in(metadata: &std::fs::Metadata) -> FileIdentity {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.dev(), metadata.ino())
}

/// The identity of an open file.
#[cfg(windows)]
pub(crate) fn identity(file: &File) -> Option<FileIdentity> {
    let information = winapi_util::file::information(file).ok()?;
    Some((information.volume_serial_number(), information.file_index()))
}

/// The identity of the file to which a path leads.
#[cfg(windows)]
pub(crate) fn path_identity(path: &Path) -> Option<FileIdentity> {
    let handle = winapi_util::Handle::from_path_any(path).ok()?;
    let information = winapi_util::file::information(handle).ok()?;
    Some((information.volume_serial_number(), information.file_index()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rename_is_tried_again_only_while_that_may_help() {
        let error = || io::Error::from_raw_os_error(ERROR_SHARING_VIOLATION);
        let mut tries = 0;
        let mut third = || {
            tries += 1;
            if tries == 3 { Ok(tries) } else { Err(error()) }
        };
        assert_eq!(retry(|_| true, Duration::from_secs(60), &mut third).unwrap(), 3);
        for (may_end, timeout) in [(true, Duration::ZERO), (false, Duration::from_secs(60))] {
            let mut tries = 0;
            let never = || -> io::Result<()> {
                tries += 1;
                Err(error())
            };
            assert!(retry(|_| may_end, timeout, never).is_err());
            assert_eq!(tries, 1);
        }
        assert_eq!(is_open_elsewhere(&error()), cfg!(windows));
    }

    #[test]
    fn a_file_has_one_identity_under_all_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("one"), "same").unwrap();
        std::fs::write(path("two"), "same").unwrap();
        let before = identity(&File::open(path("one")).unwrap()).unwrap();
        std::fs::rename(path("one"), path("renamed")).unwrap();
        assert_eq!(path_identity(&path("renamed")).unwrap(), before);
        assert_ne!(path_identity(&path("two")).unwrap(), before);
        assert_eq!(path_identity(&path("one")), None);
    }

    #[cfg(unix)] // file modes
    #[test]
    fn new_folders_are_accessible_by_their_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("old")).unwrap();
        let mode =
            |name: &str| home.path().join(name).metadata().unwrap().permissions().mode() & 0o7777;
        let before = mode("old");
        create_private_folder(&home.path().join("old/new/newer")).unwrap();
        assert_eq!(["old", "old/new", "old/new/newer"].map(mode), [before, 0o700, 0o700]);
    }
}
