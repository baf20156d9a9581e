//! The file that a textfile collector of Prometheus reads.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::context::Context;
use crate::error::CliError;
use crate::metrics::exposition::{Format, MetricSet, encode};
use crate::text_file::{self, Creation};

/// The ending of the files that collectors read. They expose all files of a folder together, so that
/// two files must not have the same series.
const ENDING: &str = "prom";

pub(super) struct Textfile {
    path: PathBuf,
    /// Sanitized: the value of a label.
    name: String,
}

impl Textfile {
    /// Checks the path.
    ///
    /// # Errors
    /// If a collector would not read it, or it cannot be written.
    pub(super) fn open(context: &Context, path: PathBuf) -> Result<Self, CliError> {
        let shown = path.display();
        let is_special = match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {
                return Err(CliError::usage(format!("--textfile {shown}: is a directory")));
            }
            Ok(metadata) => !metadata.is_file(),
            Err(_) => false,
        };
        if !is_special && path.extension() != Some(OsStr::new(ENDING)) {
            return Err(CliError::usage(format!("--textfile {shown}: must end in .{ENDING}"))
                .because("textfile collectors read no other files"));
        }
        if !text_file::folder(&path).is_dir() {
            return Err(CliError::usage(format!("--textfile {shown}: the folder does not exist")));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = context.ui.sanitizer().line(&name).into_owned();
        Ok(Self { path, name })
    }

    /// Replaces the file, which is read as a whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written; the old file stays.
    pub(super) fn write(&self, metrics: &MetricSet) -> Result<(), CliError> {
        let text = encode(metrics, Format::Text, Some(&self.name));
        text_file::write(&self.path, text.as_bytes(), Creation::Public).map_err(|error| {
            CliError::local(format!("cannot write {}", self.path.display()))
                .because(error.to_string())
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}
