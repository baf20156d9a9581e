//! The fleet files that are followed, and their content in force.

use std::fs;

use crate::commands::fleet::file::{FileArgs, FileTexts, FleetFile};
use crate::commands::fleet::texts;
use crate::context::Context;
use crate::error::CliError;
use crate::fleet::follow::{ChangeDetector, FileState};

/// What the files hold, or why they cannot be read.
type Reading = Result<FileTexts, String>;

pub(super) struct FollowedFiles<'a> {
    args: &'a FileArgs,
    detector: ChangeDetector<Reading>,
    /// The last valid content.
    fleet: FleetFile,
}

/// What became of changed files.
pub(super) enum FileChange {
    None,
    /// They may still be being written.
    Unsettled,
    /// Others are in force from now on.
    Replaced,
    /// They are missing or invalid; the content in force stays.
    Invalid(CliError),
}

impl<'a> FollowedFiles<'a> {
    /// Reads the files for the first time.
    ///
    /// # Errors
    /// When they cannot be read again and again, and all errors in them.
    pub(super) fn open(context: &Context, args: &'a FileArgs) -> Result<Self, CliError> {
        if args.has_stdin() {
            return Err(CliError::usage("--follow cannot read standard input")
                .because("the file is read again whenever it may have changed"));
        }
        for path in texts::paths(args.paths())? {
            if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
                let message = format!("--follow cannot read {}: not a file", path.display());
                return Err(CliError::usage(message)
                    .because("the file is read again whenever it may have changed"));
            }
        }
        let texts = args.read_texts(context)?;
        let detector = ChangeDetector::new(Ok(texts.clone()));
        Ok(Self { args, detector, fleet: args.parse(context, texts)? })
    }

    pub(super) const fn fleet(&self) -> &FleetFile {
        &self.fleet
    }

    /// Compares the files with their last content.
    pub(super) fn poll(&mut self, context: &Context) -> FileChange {
        let read = self.args.read_texts(context);
        let reading = read.clone().map_err(|error| error.message);
        match self.detector.read(reading) {
            FileState::Same => return FileChange::None,
            FileState::Unsettled => return FileChange::Unsettled,
            FileState::Replaced => {}
        }
        match read.and_then(|texts| self.args.parse(context, texts)) {
            Ok(fleet) => {
                self.fleet = fleet;
                FileChange::Replaced
            }
            Err(error) => FileChange::Invalid(error),
        }
    }
}
