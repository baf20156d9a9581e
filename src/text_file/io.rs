//! Reading a small text file, which may turn out to be anything, and replacing it.

use std::fs::{File, Metadata};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use crate::error::CliError;
use crate::text::shell::quote;

/// A file and its access. The content may be a token: no `Debug`.
#[derive(Default)]
pub(crate) struct Text {
    pub(crate) content: String,
    /// Of the file that was read, even if it has been replaced since.
    pub(crate) access: Access,
}

/// Who else can access a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Access {
    /// It belongs neither to this user nor to root.
    pub(crate) is_foreign: bool,
    pub(crate) others_may_read: bool,
    pub(crate) others_may_write: bool,
}

/// Why a file was not read.
#[derive(Debug)]
pub(crate) enum ReadError {
    Missing,
    /// It is not a small regular text file, for this reason.
    Unfit(String),
    Io(io::Error),
}

/// Reads a regular UTF-8 file of at most `max_bytes`.
pub(crate) fn read(path: &Path, max_bytes: u64) -> Result<Text, ReadError> {
    let file = open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        let reason = if metadata.is_dir() { "is a directory" } else { "is not a regular file" };
        return Err(ReadError::Unfit(reason.to_owned()));
    }
    let mut bytes = Vec::new();
    file.take(max_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes {
        return Err(ReadError::Unfit(format!("is larger than {} KiB", max_bytes / 1024)));
    }
    let content = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to() + 1;
        ReadError::Unfit(format!("is not UTF-8 text (byte {byte})"))
    })?;
    Ok(Text { content, access: Access::of(&metadata) })
}

/// Reads a file that need not exist.
pub(crate) fn read_if_there(path: &Path, max_bytes: u64) -> Result<Option<Text>, CliError> {
    match read(path, max_bytes) {
        Ok(text) => Ok(Some(text)),
        Err(ReadError::Missing) => Ok(None),
        Err(error) => Err(error.into_failure(path)),
    }
}

/// Replaces a file atomically. The new file is readable by its owner only.
pub(crate) fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut new = tempfile::NamedTempFile::new_in(folder(path))?;
    new.write_all(text)?;
    new.persist(path)?;
    Ok(())
}

pub(crate) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Opens without blocking: a FIFO would block until it has a writer.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let non_blocking = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    File::options().read(true).custom_flags(non_blocking).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

impl Access {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self {
            is_foreign: metadata.uid() != 0 && !is_mine(metadata),
            others_may_read: metadata.mode() & 0o044 != 0,
            others_may_write: metadata.mode() & 0o022 != 0,
        }
    }

    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Self {
        Self::default()
    }
}

/// Whether a file belongs to the effective user of this process.
#[cfg(unix)]
pub(crate) fn is_mine(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
pub(crate) fn is_mine(_: &Metadata) -> bool {
    true
}

impl From<io::Error> for ReadError {
    /// A missing folder, or a file in its place (`HOME=/dev/null`), counts as a missing file.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            _ => Self::Io(error),
        }
    }
}

impl ReadError {
    /// The error of a command that needs the file.
    pub(crate) fn into_failure(self, path: &Path) -> CliError {
        let message = format!("cannot read {}", path.display());
        match self {
            Self::Missing => CliError::usage(message).because("file not found"),
            Self::Unfit(reason) => CliError::usage(message).because(reason),
            Self::Io(error) => CliError::local(message).because(error.to_string()),
        }
    }
}

/// The command that makes a file accessible by its owner only.
pub(crate) fn chmod(path: &Path) -> String {
    format!("chmod 600 {}", quote(&path.display().to_string()))
}

/// The warning about a file that contains a token.
pub(crate) fn permission_warning(path: &Path) -> String {
    let name = path.display();
    format!("{name} contains a token and is accessible to other users: {}", chmod(path))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    use super::{Access, ReadError, chmod, read};

    fn unfit(path: &Path) -> String {
        match read(path, 1024).err().unwrap() {
            ReadError::Unfit(reason) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_small_regular_text_files_are_read() {
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name);
        fs::write(path("full"), "x".repeat(1024)).unwrap();
        assert_eq!(read(&path("full"), 1024).ok().unwrap().content.len(), 1024);

        fs::write(path("large"), "x".repeat(1025)).unwrap();
        fs::write(path("binary"), b"ab\xff").unwrap();
        let mode = rustix::fs::Mode::RUSR;
        let fifo = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, path("fifo"), fifo, mode, 0).unwrap();
        assert_eq!(unfit(&path("large")), "is larger than 1 KiB");
        assert_eq!(unfit(&path("binary")), "is not UTF-8 text (byte 3)");
        assert_eq!(unfit(&path("fifo")), "is not a regular file");
        assert_eq!(unfit(home.path()), "is a directory");
        for missing in ["none", "full/below"] {
            assert!(matches!(read(&path(missing), 1024), Err(ReadError::Missing)));
        }
    }

    #[test]
    fn the_mode_says_who_may_read_and_write() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("file");
        fs::write(&path, "").unwrap();
        for (mode, others_may_read, others_may_write) in
            [(0o600, false, false), (0o640, true, false), (0o602, false, true), (0o666, true, true)]
        {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let expected = Access { is_foreign: false, others_may_read, others_may_write };
            assert_eq!(read(&path, 1).ok().unwrap().access, expected, "{mode:o}");
        }
    }

    #[test]
    fn the_command_can_be_pasted() {
        assert_eq!(chmod(Path::new("/h/.config/x")), "chmod 600 /h/.config/x");
        assert_eq!(chmod(Path::new("/it's a")), r"chmod 600 '/it'\''s a'");
    }
}
