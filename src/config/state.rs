//! Files with what a run must know about runs before it: readable by their owner only, and used by
//! one process at a time.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::location::UserFolder;
use crate::env::Env;
use crate::error::CliError;
use crate::file_system::create_private_folder;
use crate::text_file::{self, Distrust, Purpose, ReadError};

const MAX_BYTES: u64 = 1024 * 1024;

/// A file in the user's state folder, which no other process uses until this is dropped or the
/// process ends, however it ends.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    lock: File,
}

impl StateFile {
    /// Opens a file, which need not exist; `None` if another process uses it.
    ///
    /// # Errors
    /// If there is no state folder, or it cannot be written.
    pub(crate) fn open(name: &str, env: &Env) -> Result<Option<Self>, CliError> {
        let path = UserFolder::STATE.file(name, env).map_err(|reason| {
            CliError::usage("there is no folder for the state of this program").because(reason)
        })?;
        let unwritable = |error: &io::Error| {
            CliError::local(format!("cannot write {}", path.display())).because(error.to_string())
        };
        create_private_folder(text_file::folder(&path)).map_err(|error| unwritable(&error))?;
        match lock(&path) {
            Ok(Some(lock)) => Ok(Some(Self { path, lock })),
            Ok(None) => Ok(None),
            Err(error) => Err(unwritable(&error)),
        }
    }

    /// Whether there is a file of this name.
    pub(crate) fn exists(name: &str, env: &Env) -> bool {
        UserFolder::STATE.file(name, env).is_ok_and(|path| path.exists())
    }

    /// The content; empty if there is no file.
    ///
    /// # Errors
    /// If it cannot be read, or another user could have written it.
    pub(crate) fn read(&self) -> Result<String, CliError> {
        match text_file::read(&self.path, MAX_BYTES) {
            Err(ReadError::Missing) => Ok(String::new()),
            Err(error) => Err(error.into_failure(&self.path)),
            Ok(text) => {
                text_file::require_trusted(&self.path, text.access, Purpose::Private)
                    .map_err(Distrust::into_error)?;
                Ok(text.content)
            }
        }
    }

    /// Replaces the content.
    pub(crate) fn write(&self, text: &str) -> Result<(), CliError> {
        text_file::replace_private(&self.path, text.as_bytes()).map_err(|error| {
            let message = format!("cannot write {}", self.path.display());
            CliError::local(message).because(error.to_string())
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for StateFile {
    fn drop(&mut self) {
        // A program that is being started holds a copy of the open file for a moment. If this fails, the
        // end of the process unlocks it.
        drop(self.lock.unlock());
    }
}

/// Locks a file beside the target, which itself is replaced; `None` if another process has the lock.
fn lock(target: &Path) -> io::Result<Option<File>> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(target.with_added_extension("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        // A file system without locks: no other process could take ours.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
            Ok(Some(file))
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::io::empty;

    use super::*;

    /// The environment of a user with this home.
    fn env(home: &Path) -> Env {
        let state = home.join(".local").join("state");
        let folders = [("HOME", home), ("XDG_STATE_HOME", &*state)];
        Env::fixed(folders.map(|(name, folder)| (name, folder.to_str().unwrap())), empty())
    }

    #[test]
    fn a_file_is_used_by_one_at_a_time_and_keeps_its_content() {
        let home = tempfile::tempdir().unwrap();
        let env = env(home.path());
        let open = || StateFile::open("x.json", &env).unwrap();
        let file = open().unwrap();
        assert_eq!(file.read().unwrap(), "");
        file.write("one").unwrap();
        assert!(open().is_none());
        drop(file);
        let file = open().unwrap();
        assert_eq!(file.read().unwrap(), "one");
        assert!(file.path().ends_with(".local/state/prebuildctl/x.json"));
    }

    #[cfg(unix)] // file modes
    #[test]
    fn a_file_that_others_can_write_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = tempfile::tempdir().unwrap();
        let env = env(home.path());
        let file = StateFile::open("x.json", &env).unwrap().unwrap();
        file.write("one").unwrap();
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o666)).unwrap();
        assert!(file.read().is_err());
    }

    #[cfg(unix)] // home folder
    #[test]
    fn without_a_home_there_is_no_folder() {
        let env = Env::fixed([("HOME", "relative")], empty());
        let error = StateFile::open("x.json", &env).unwrap_err();
        assert_eq!(error.reasons, ["HOME is not an absolute path"]);
    }
}
