//! Writing a file that a user names: whole or not at all if it is a regular file, into it if it is a
//! pipe or a device.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::stream;
use crate::file_system::{path_identity, retry_persist};

/// The limit of the symbolic links that are followed.
const MAX_LINKS: usize = 40;

/// Who may read a file that is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Creation {
    /// Its owner only.
    Private,
    /// Whom the umask lets.
    Shared,
    /// Everybody, whatever the umask and the mode of the old file are.
    Public,
}

/// Writes a file. Links are followed, also to a file that does not exist. A file that exists keeps
/// its mode and its owner, but for [`Creation::Public`].
///
/// # Errors
/// For a directory, a socket, and a file that nobody may write.
pub(crate) fn write(path: &Path, bytes: &[u8], creation: Creation) -> io::Result<()> {
    let target = follow_links(path)?;
    match fs::metadata(&target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            replace(&target, bytes, creation, None)
        }
        Err(error) => Err(error),
        Ok(metadata) if metadata.is_dir() => Err(io::Error::other("is a directory")),
        Ok(metadata) if metadata.is_file() && !is_descriptor(&target) => {
            if metadata.permissions().readonly() {
                return Err(io::Error::other("is read-only"));
            }
            replace(&target, bytes, creation, Some(&metadata))
        }
        Ok(metadata) => {
            // A regular file that is open as a descriptor is continued.
            let file = stream::open_to_write(&target, metadata.is_file())?;
            stream::write(&file, bytes)
        }
    }
}

/// A file, pipe or device that text is appended to.
#[derive(Debug)]
pub(crate) struct Appender(File);

impl Appender {
    /// Opens a file, which is created if it does not exist. Does not wait for the reader of a pipe.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => Err(io::Error::other("is a directory")),
            Ok(metadata) if !metadata.is_file() => stream::open_to_write(path, true),
            Ok(metadata) if metadata.permissions().readonly() => {
                Err(io::Error::other("is read-only"))
            }
            _ => File::options().append(true).create(true).open(path),
        }
        .map(Self)
    }
}

impl io::Write for &Appender {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        stream::write(&self.0, bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Replaces a file by a new one that only its owner can read.
pub(crate) fn replace_private(target: &Path, bytes: &[u8]) -> io::Result<()> {
    replace(target, bytes, Creation::Private, None)
}

/// Creates a regular file, or replaces the old one, whose mode and owner stay.
fn replace(
    target: &Path,
    bytes: &[u8],
    creation: Creation,
    old: Option<&Metadata>,
) -> io::Result<()> {
    replace_through(&new_file(creation), target, |mut file| {
        if let Some(old) = old {
            keep_owner(file, old)?;
            file.set_permissions(old.permissions())?;
        }
        if creation == Creation::Public {
            make_public(file)?;
        }
        file.write_all(bytes)
    })
}

#[cfg(unix)]
fn new_file(creation: Creation) -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut builder = tempfile::Builder::new();
    if creation == Creation::Shared {
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(not(unix))]
fn new_file(_: Creation) -> tempfile::Builder<'static, 'static> {
    tempfile::Builder::new()
}

#[cfg(unix)]
fn make_public(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_public(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    fchown(file, Some(old.uid()), Some(old.gid()))
        .map_err(|_| io::Error::other("belongs to another user"))
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Fills a new file in the folder of the target and renames it: an error before the rename leaves the
/// old file as it was.
pub(crate) fn replace_through(
    builder: &tempfile::Builder<'_, '_>,
    target: &Path,
    fill: impl FnOnce(&File) -> io::Result<()>,
) -> io::Result<()> {
    let folder = folder(target);
    let new = builder.tempfile_in(folder)?;
    fill(new.as_file())?;
    new.as_file().sync_all()?;
    retry_persist(new, |new| new.persist(target))?;
    // An error is ignored: the new file is in place already.
    #[cfg(unix)]
    drop(File::open(folder).and_then(|folder| folder.sync_all()));
    Ok(())
}

/// The file at the end of a chain of links; it need not exist. The link of an open descriptor, such
/// as `/dev/stdout`, has no other name.
pub(crate) fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        if is_descriptor(&target) {
            return Ok(target);
        }
        match fs::read_link(&target) {
            Ok(link) => target = folder(&target).join(link),
            // Not a link, or no such file.
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many levels of symbolic links"))
}

pub(super) fn is_descriptor(path: &Path) -> bool {
    ["/proc/self/fd", "/dev/fd"]
        .iter()
        .any(|folder_of_all| folder(path) == Path::new(folder_of_all))
}

/// Whether two paths name the same file, which exists.
pub(crate) fn is_same_file(one: &Path, other: &Path) -> bool {
    path_identity(one).is_some_and(|one| Some(one) == path_identity(other))
}

pub(crate) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
