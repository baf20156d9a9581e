//! Who else can read a file, and who could have changed it.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use super::write::folder;
use crate::error::CliError;
use crate::text::shell::quote;

/// Who else can access a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Access {
    /// Pipes and devices are not judged.
    pub(crate) is_regular: bool,
    /// It belongs neither to this user nor to root.
    pub(crate) is_foreign: bool,
    /// It belongs to this user.
    pub(crate) is_mine: bool,
    pub(crate) others_may_read: bool,
    pub(crate) others_may_write: bool,
    /// Nobody may write it, as a mounted secret.
    pub(crate) is_read_only: bool,
}

/// What a file is for, which decides the mode that it should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Settings or a token.
    Private,
    Program,
}

/// Something that other users could have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Distrust {
    path: PathBuf,
    /// It belongs to another user; otherwise others may write to it.
    pub(crate) is_foreign: bool,
    /// The permissions to give it, for `chmod`.
    mode: &'static str,
}

impl Access {
    /// Whether to warn that others can read a token in the file. A mounted secret, which nobody may
    /// write, and the file of root have the mode that an administrator gave them.
    pub(crate) fn is_exposed(self) -> bool {
        self.is_regular && self.is_mine && self.others_may_read && !self.is_read_only
    }

    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let (mode, is_mine) = (metadata.mode(), is_mine(metadata));
        Self {
            is_regular: metadata.is_file(),
            is_foreign: metadata.uid() != 0 && !is_mine,
            is_mine,
            others_may_read: mode & 0o044 != 0,
            others_may_write: mode & 0o022 != 0,
            is_read_only: mode & 0o222 == 0,
        }
    }

    #[cfg(not(unix))]
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self { is_regular: metadata.is_file(), is_mine: true, ..Self::default() }
    }
}

/// Whether a file belongs to the effective user of this process.
#[cfg(unix)]
pub(super) fn is_mine(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.uid() == rustix::process::geteuid().as_raw()
}

/// Requires that no other user could have changed the file, or replaced it in its folder. If the path
/// is a link, that holds for the folder of the link too.
///
/// Pipes and devices are not judged.
///
/// # Errors
/// What is not safe.
pub(crate) fn require_trusted(
    path: &Path,
    access: Access,
    purpose: Purpose,
) -> Result<(), Distrust> {
    if !access.is_regular {
        return Ok(());
    }
    let mode = match purpose {
        Purpose::Private => "600",
        Purpose::Program => "go-w",
    };
    let Access { is_foreign, others_may_write, .. } = access;
    if is_foreign || others_may_write {
        return Err(Distrust { path: path.to_owned(), is_foreign, mode });
    }
    let real = fs::canonicalize(path).ok();
    let mut folders = [Some(path), real.as_deref()].into_iter().flatten().map(folder);
    folders.try_for_each(require_trusted_folder)
}

/// In a folder with the sticky bit, such as `/tmp`, only the owner of a file can replace it.
fn require_trusted_folder(folder: &Path) -> Result<(), Distrust> {
    let Ok(metadata) = fs::metadata(folder) else {
        return Ok(());
    };
    let is_foreign = Access::of(&metadata).is_foreign;
    if is_foreign || anybody_may_replace_files(&metadata) {
        return Err(Distrust { path: folder.to_owned(), is_foreign, mode: "go-w" });
    }
    Ok(())
}

#[cfg(unix)]
fn anybody_may_replace_files(folder: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    folder.mode() & 0o002 != 0 && folder.mode() & 0o1000 == 0
}

#[cfg(not(unix))]
fn anybody_may_replace_files(_: &Metadata) -> bool {
    false
}

impl Distrust {
    /// What is not safe about this file; reads after its name.
    pub(crate) fn reason(&self, file: &Path) -> String {
        if self.path == file {
            self.problem().to_owned()
        } else {
            format!("the folder {}", self.message())
        }
    }

    fn message(&self) -> String {
        format!("{} {}", self.path.display(), self.problem())
    }

    const fn problem(&self) -> &'static str {
        if self.is_foreign { "belongs to another user" } else { "is writable by other users" }
    }

    /// The error, with the command that makes the file safe.
    pub(crate) fn into_error(self) -> CliError {
        let name = self.path.display().to_string();
        let path = quote(&name);
        let command =
            if self.is_foreign { chown(&path) } else { format!("chmod {} {path}", self.mode) };
        CliError::usage(self.message())
            .because("it is not used, because that user could have changed it")
            .because(format!("to trust it: {command}"))
    }
}

/// The command that gives a file to this user.
#[cfg(unix)]
fn chown(path: &str) -> String {
    match rustix::process::geteuid() {
        user if user.is_root() => format!("chown root {path}"),
        user => format!("sudo chown {} {path}", user.as_raw()),
    }
}

#[cfg(not(unix))]
fn chown(path: &str) -> String {
    format!("takeown /f {path}")
}

/// The warning about a file that contains a token.
pub(crate) fn permission_warning(path: &Path) -> String {
    let command = format!("chmod 600 {}", quote(&path.display().to_string()));
    format!("{} contains a token and is accessible to other users: {command}", path.display())
}
