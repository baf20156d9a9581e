//! A file to which one process appends lines for long, while others read, rename or shorten it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::stream;
use super::write::follow_links;
use crate::file_system::{identity, path_identity};

/// How often a file that is renamed while it is opened is opened again.
const MAX_RENAMES: u32 = 10;

/// A file that is open to append to. A regular file has no other writer.
#[derive(Debug)]
pub(crate) struct LineFile {
    path: PathBuf,
    file: File,
    is_regular: bool,
    /// Whether it was created and nothing was appended so far.
    is_new: bool,
    /// Of a regular file, after the last write.
    length: u64,
    /// Whether its last line has no end.
    is_unfinished: bool,
}

/// Why a file cannot be appended to.
#[derive(Debug)]
pub(crate) enum LineFileError {
    /// Another process appends to it.
    InUse,
    Io(io::Error),
}

impl From<io::Error> for LineFileError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl LineFile {
    /// Opens a file. A new one is accessible by its owner only; what exists keeps its mode.
    ///
    /// # Errors
    /// When another process appends to it, and for a directory or a file that nobody may write.
    pub(crate) fn open(path: &Path) -> Result<Self, LineFileError> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                return Err(io::Error::other("is a directory").into());
            }
            Ok(metadata) if !metadata.is_file() => {
                let (path, file) = (path.to_owned(), stream::open_to_write(path, true)?);
                let (is_regular, is_new, length, is_unfinished) = Default::default();
                return Ok(Self { path, file, is_regular, is_new, length, is_unfinished });
            }
            Ok(metadata) if metadata.permissions().readonly() => {
                return Err(io::Error::other("is read-only").into());
            }
            _ => {}
        }
        for _ in 0..MAX_RENAMES {
            let (file, is_new) = open_or_create(path)?;
            lock(&file)?;
            let length = file.metadata()?.len();
            let is_unfinished = length > 0 && last_byte(&file)? != b'\n';
            let (path, is_regular) = (path.to_owned(), true);
            let file = Self { path, file, is_regular, is_new, length, is_unfinished };
            if file.is_in_place() {
                return Ok(file);
            }
        }
        Err(io::Error::other("is renamed again and again").into())
    }

    /// Whether its name still leads to it, and nothing was cut off.
    pub(crate) fn is_in_place(&self) -> bool {
        let is_long = |path| fs::metadata(path).is_ok_and(|named| named.len() >= self.length);
        !self.is_regular || path_identity(&self.path) == identity(&self.file) && is_long(&self.path)
    }

    /// Appends whole lines, after the end of a line that has none.
    pub(crate) fn append(&mut self, lines: &[u8]) -> io::Result<()> {
        if !self.is_regular {
            return stream::write(&self.file, lines);
        }
        let end: &[u8] = if self.is_unfinished { b"\n" } else { b"" };
        let bytes = [end, lines].concat();
        self.file.write_all(&bytes)?;
        (self.is_new, self.is_unfinished) = (false, false);
        // Shorter than it has to be now, it was shortened since it was compared with its name.
        self.length = (self.length + bytes.len() as u64).max(self.file.metadata()?.len());
        Ok(())
    }
}

impl Drop for LineFile {
    /// Leaves no file to which nothing was appended.
    fn drop(&mut self) {
        if self.is_new && self.is_in_place() {
            drop(fs::remove_file(&self.path));
        }
        // A program that is being started holds a copy of the open file for a moment. If this fails, the
        // end of the process unlocks it. Where nothing is locked, nothing is unlocked.
        drop(self.file.unlock());
    }
}

/// Whether the file was created, too.
fn open_or_create(path: &Path) -> Result<(File, bool), LineFileError> {
    let target = follow_links(path)?;
    match options().create_new(true).open(&target) {
        Ok(file) => {
            // Whatever the umask is.
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                file.set_permissions(fs::Permissions::from_mode(0o600))?;
            }
            Ok((file, true))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            options().open(&target).map(|file| (file, false)).map_err(open_error)
        }
        Err(error) => Err(error.into()),
    }
}

fn last_byte(mut file: &File) -> io::Result<u8> {
    let mut byte = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut byte)?;
    Ok(byte[0])
}

#[cfg(unix)]
fn options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = File::options();
    options.read(true).append(true).mode(0o600);
    options
}

#[cfg(unix)]
fn open_error(error: io::Error) -> LineFileError {
    error.into()
}

#[cfg(unix)]
fn lock(file: &File) -> Result<(), LineFileError> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(fs::TryLockError::WouldBlock) => Err(LineFileError::InUse),
        Err(fs::TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Others may read, rename and delete it, but not write to it: a lock would keep them from reading.
#[cfg(windows)]
fn options() -> OpenOptions {
    use std::os::windows::fs::OpenOptionsExt as _;
    const FILE_SHARE_READ: u32 = 1;
    const FILE_SHARE_DELETE: u32 = 4;
    let mut options = File::options();
    options.read(true).append(true).share_mode(FILE_SHARE_READ | FILE_SHARE_DELETE);
    options
}

#[cfg(windows)]
fn open_error(error: io::Error) -> LineFileError {
    const ERROR_SHARING_VIOLATION: i32 = 32;
    match error.raw_os_error() {
        Some(ERROR_SHARING_VIOLATION) => LineFileError::InUse,
        _ => error.into(),
    }
}

/// It is not shared with other writers.
#[cfg(windows)]
fn lock(_: &File) -> Result<(), LineFileError> {
    Ok(())
}

#[cfg(test)]
mod tests;
