//! Reading an input that a user names: a file, a pipe or a device, within a size limit.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use super::encoding::{Decoder, decode};
use super::stream;
use super::trust::Access;
use crate::error::CliError;

/// The name of standard input in messages.
pub(crate) const STDIN_NAME: &str = "standard input";

/// An input that is open but not read yet.
pub(crate) struct Input {
    file: File,
    metadata: Metadata,
}

/// The content of an input and its access. The content may be a token: no `Debug`.
#[derive(Default)]
pub(crate) struct Text {
    /// Without a byte order mark.
    pub(crate) content: String,
    /// Of the file that was read, even if it has been replaced since.
    pub(crate) access: Access,
}

/// Why an input was not read.
#[derive(Debug)]
pub(crate) enum ReadError {
    Missing,
    /// It is not small text, for this reason.
    Unfit(String),
    Io(io::Error),
}

impl Input {
    /// Opens a file, a pipe or a device, without waiting for the writer of a pipe.
    pub(crate) fn open(path: &Path) -> Result<Self, ReadError> {
        if stream::is_socket(path) {
            return Err(ReadError::Unfit("is a socket".to_owned()));
        }
        let file = stream::open_to_read(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(ReadError::Unfit("is a directory".to_owned()));
        }
        Ok(Self { file, metadata })
    }

    /// Whether somebody has to write what is read.
    pub(crate) fn is_pipe(&self) -> bool {
        stream::is_pipe(&self.metadata)
    }

    pub(crate) fn access(&self) -> Access {
        Access::of(&self.metadata)
    }

    /// For a text that may be too large to hold. It need not be UTF-8.
    pub(crate) fn text_reader(self) -> impl Read {
        Decoder::new(self.reader())
    }

    fn reader(self) -> impl Read {
        stream::Reader::new(self.file, &self.metadata)
    }

    /// Reads at most `max_bytes`; more is an error, so that an endless device ends.
    pub(crate) fn bytes(self, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        self.reader().take(max_bytes + 1).read_to_end(&mut bytes)?;
        require_size(bytes, max_bytes)
    }

    /// Reads a text of at most `max_bytes`: UTF-8, or UTF-16 with a byte order mark.
    pub(crate) fn text(self, max_bytes: u64) -> Result<Text, ReadError> {
        let access = self.access();
        Ok(Text { content: decode(self.bytes(max_bytes)?)?, access })
    }
}

/// Reads a text of at most `max_bytes`.
pub(crate) fn read(path: &Path, max_bytes: u64) -> Result<Text, ReadError> {
    Input::open(path)?.text(max_bytes)
}

/// Reads an input of at most `max_bytes`, which need not be text.
pub(crate) fn read_bytes(path: &Path, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
    Input::open(path)?.bytes(max_bytes)
}

/// Reads a text of at most `max_bytes` from standard input, to its end.
pub(crate) fn read_from(stdin: &mut dyn Read, max_bytes: u64) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    stdin.take(max_bytes + 1).read_to_end(&mut bytes)?;
    decode(require_size(bytes, max_bytes)?)
}

fn require_size(bytes: Vec<u8>, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
    const KIB: u64 = 1024;
    const MIB: u64 = KIB * 1024;
    if bytes.len() as u64 <= max_bytes {
        return Ok(bytes);
    }
    let limit = match max_bytes {
        0..MIB => format!("{} KiB", max_bytes / KIB),
        _ => format!("{} MiB", max_bytes / MIB),
    };
    Err(ReadError::Unfit(format!("is larger than {limit}")))
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
        self.into_error(format!("cannot read {}", path.display()))
    }

    /// The error of a command that needs the input.
    pub(crate) fn into_error(self, message: String) -> CliError {
        match self {
            Self::Io(error) => CliError::local(message).because(error.to_string()),
            other => CliError::usage(message).because(other.reason()),
        }
    }

    /// Reads after the name of the file.
    pub(crate) fn reason(&self) -> String {
        match self {
            Self::Missing => "file not found".to_owned(),
            Self::Unfit(reason) => reason.clone(),
            Self::Io(error) => error.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use super::{ReadError, read, read_from};

    fn unfit(path: &Path) -> String {
        match read(path, 1024).err().unwrap() {
            ReadError::Unfit(reason) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_small_text_is_read() {
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name);
        fs::write(path("full"), "x".repeat(1024)).unwrap();
        assert_eq!(read(&path("full"), 1024).ok().unwrap().content.len(), 1024);

        fs::write(path("large"), "x".repeat(1025)).unwrap();
        fs::write(path("binary"), b"ab\xff").unwrap();
        assert_eq!(unfit(&path("large")), "is larger than 1 KiB");
        assert_eq!(unfit(&path("binary")), "is not UTF-8 text (byte 3)");
        for (name, to_bytes) in
            [("little", u16::to_le_bytes as fn(u16) -> _), ("big", u16::to_be_bytes)]
        {
            let bytes: Vec<_> = "\u{feff}text".encode_utf16().flat_map(to_bytes).collect();
            fs::write(path(name), bytes).unwrap();
            assert_eq!(read(&path(name), 1024).ok().unwrap().content, "text");
        }
        #[cfg(unix)]
        assert_eq!(unfit(home.path()), "is a directory");
        for missing in ["none", "full/below"] {
            assert!(matches!(read(&path(missing), 1024), Err(ReadError::Missing)));
        }
    }

    proptest! {
        /// A file and standard input give the same text, or the same reason.
        #[test]
        fn every_input_follows_the_same_rules(
            start in prop::sample::select(vec!["", "\u{feff}", "\u{feff}\u{feff}"]),
            rest in prop::collection::vec(any::<u8>(), 0..20).prop_filter("a mark of UTF-16", |rest| {
                !matches!(rest[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
            }),
        ) {
            let bytes = [start.as_bytes(), &rest].concat();
            let home = tempfile::tempdir().unwrap();
            let path = home.path().join("file");
            fs::write(&path, &bytes).unwrap();
            let reason = |error: ReadError| error.reason();
            let by_file = read(&path, 16).map(|text| text.content).map_err(reason);
            let by_stdin = read_from(&mut &bytes[..], 16).map_err(reason);
            prop_assert_eq!(&by_file, &by_stdin);
            let expected = match String::from_utf8(bytes.clone()) {
                _ if bytes.len() > 16 => Err("is larger than 0 KiB".to_owned()),
                Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()),
                Err(error) => {
                    let byte = error.utf8_error().valid_up_to() + 1;
                    Err(format!("is not UTF-8 text (byte {byte})"))
                }
            };
            prop_assert_eq!(by_file, expected);
        }
    }
}
