//! A file that is written while its content arrives.

use std::fs::{self, File};
use std::io::{self, Seek as _};
use std::path::{Path, PathBuf};

use super::stream;
use super::write::{folder, follow_links, is_descriptor};

/// A file that exists keeps its content until there is some to replace it, and its mode and owner for
/// good. A new one appears with its content, and is readable by its owner only. Pipes and devices are
/// written into.
#[derive(Debug)]
pub(crate) struct OutputFile {
    target: PathBuf,
    state: State,
}

#[derive(Debug)]
enum State {
    Missing,
    /// A regular file with its old content.
    Old(File),
    Open(File),
}

impl OutputFile {
    /// Checks that the file can be written, and changes nothing. Links are followed. A pipe has to
    /// have its reader soon.
    pub(crate) fn check(path: &Path) -> io::Result<Self> {
        let target = follow_links(path)?;
        let state = match fs::metadata(&target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                tempfile::tempfile_in(folder(&target))?;
                State::Missing
            }
            Err(error) => return Err(error),
            Ok(metadata) if metadata.is_dir() => return Err(io::Error::other("is a directory")),
            Ok(metadata) if metadata.is_file() && !is_descriptor(&target) => {
                if metadata.permissions().readonly() {
                    return Err(io::Error::other("is read-only"));
                }
                State::Old(File::options().write(true).open(&target)?)
            }
            // A regular file that is open as a descriptor is continued.
            Ok(metadata) => State::Open(stream::open_to_write(&target, metadata.is_file())?),
        };
        Ok(Self { target, state })
    }

    /// Creates the file, or empties it.
    pub(crate) fn open(&mut self) -> io::Result<()> {
        let file = match &mut self.state {
            State::Open(_) => return Ok(()),
            State::Missing => create_private(&self.target)?,
            State::Old(file) => {
                file.set_len(0)?;
                file.rewind()?;
                file.try_clone()?
            }
        };
        self.state = State::Open(file);
        Ok(())
    }

    /// Adds to the content.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.open()?;
        match &self.state {
            State::Open(file) => stream::write(file, bytes),
            State::Missing | State::Old(_) => Ok(()),
        }
    }
}

/// Creates a file that its owner may read and write, and nobody else, whatever the umask. One that
/// somebody else has created meanwhile is not used.
fn create_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(file)
}
