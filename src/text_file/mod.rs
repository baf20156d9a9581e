//! Files of people: read defensively, written whole or not at all, judged by who else could have
//! changed them.

pub(crate) mod diagnostics;
mod encoding;
mod line_file;
mod output_file;
mod read;
mod stream;
#[cfg(test)]
#[cfg(unix)] // pipes and devices
mod tests;
mod trust;
mod write;

pub(crate) use line_file::{LineFile, LineFileError};
pub(crate) use output_file::OutputFile;
pub(crate) use read::{Input, ReadError, STDIN_NAME, Text, read, read_bytes, read_from};
pub(crate) use trust::{Access, Distrust, Purpose, permission_warning, require_trusted};
pub(crate) use write::{
    Appender, Creation, folder, follow_links, is_same_file, replace_private, replace_through, write,
};
