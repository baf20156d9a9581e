//! Writes a recording.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::{Timestamp, TimestampRound, Unit};
use uuid::Uuid;

use super::line::{Header, Seconds, StartEvidence, StartKind, StartLine, Verdict, encode};
use super::pool_tracker::PoolTracker;
use super::{FORMAT_VERSION, Millis, to_millis};
use crate::api::warm_pool::WarmPool;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::text_file::{LineFile, LineFileError};
use crate::watch::starts::{ObservedStart, Origin};

/// Times are exact to a tenth of a second: no poll sees more.
const TIME_UNIT: Millis = 100;

/// What is recorded, and where.
pub(crate) struct Recorder {
    path: PathBuf,
    /// `None` only while it is opened again, as a file has one writer.
    file: Option<LineFile>,
    header: Header,
    tracker: PoolTracker,
    options: StartOptions,
    /// Lines that are not written yet; a new file has all pools instead.
    pool_lines: Vec<u8>,
    /// Lines that are not written yet, about starts and deleted pools.
    other_lines: Vec<u8>,
}

/// How starts are recorded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StartOptions {
    /// A start from a prebuild that took at most this long had an instance of the pool.
    pub(crate) claim_below: Duration,
    pub(crate) with_users: bool,
}

/// A file that is open to record to.
pub(crate) struct RecordingFile {
    path: PathBuf,
    file: LineFile,
}

impl RecordingFile {
    /// # Errors
    /// When another process records to the file, or it cannot be written.
    pub(crate) fn open(path: &Path) -> Result<Self, CliError> {
        Ok(Self { path: path.to_owned(), file: open(path)? })
    }

    /// Begins to record a service: writes the header.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn begin(
        self,
        host: String,
        organization_id: String,
        options: StartOptions,
        at: Timestamp,
    ) -> Result<Recorder, CliError> {
        let Self { path, file } = self;
        let header = Header { format_version: FORMAT_VERSION, host, organization_id, t: at };
        let (tracker, pool_lines, other_lines) = Default::default();
        let file = Some(file);
        let mut recorder =
            Recorder { path, file, header, tracker, options, pool_lines, other_lines };
        recorder.start_file(at)?;
        Ok(recorder)
    }
}

impl Recorder {
    /// Notes a pool that was read.
    pub(crate) fn read(&mut self, pool: &WarmPool, at: Timestamp) {
        if let Some(line) = self.tracker.read(pool, rounded(at)) {
            self.pool_lines.extend(encode(&line));
        }
    }

    /// Notes that a pool was deleted.
    pub(crate) fn deleted(&mut self, id: Uuid, at: Timestamp) {
        if let Some(line) = self.tracker.deleted(id, rounded(at)) {
            self.other_lines.extend(encode(&line));
        }
    }

    /// Notes a start.
    pub(crate) fn started(&mut self, start: &ObservedStart, at: Timestamp) {
        let line = self.start_line(start, rounded(at));
        self.other_lines.extend(encode(&line));
    }

    /// Writes what was noted. A file that was renamed, deleted or shortened is begun anew.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn write(&mut self, at: Timestamp) -> Result<(), CliError> {
        if self.pool_lines.is_empty() && self.other_lines.is_empty() {
            return Ok(());
        }
        if !self.file.as_ref().is_some_and(LineFile::is_in_place) {
            self.file = None;
            return self.start_file(at);
        }
        self.pool_lines.append(&mut self.other_lines);
        let lines = std::mem::take(&mut self.pool_lines);
        self.append(&lines)
    }

    /// Writes the header, a line for every pool, and what else was noted.
    fn start_file(&mut self, at: Timestamp) -> Result<(), CliError> {
        self.header.t = rounded(at);
        self.pool_lines.clear();
        let mut lines = encode(&self.header);
        self.tracker.all(self.header.t).for_each(|line| lines.extend(encode(line)));
        lines.append(&mut self.other_lines);
        self.append(&lines)
    }

    fn append(&mut self, lines: &[u8]) -> Result<(), CliError> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(open(&self.path)?),
        };
        file.append(lines).map_err(|error| cannot_write(&self.path, &error))
    }

    fn start_line(&self, start: &ObservedStart, t: Timestamp) -> StartLine {
        let ObservedStart { environment_id, key, created_at, prebuild_id, .. } = *start;
        let since_creation = |at: Option<Timestamp>| {
            let millis = to_millis(at?) - to_millis(created_at?);
            (millis >= 0).then(|| Seconds((millis + TIME_UNIT / 2) / TIME_UNIT * TIME_UNIT))
        };
        let start_seconds = since_creation(start.running_at);
        let around = created_at.map(|created_at| self.tracker.running_around(key, created_at));
        let around = around.unwrap_or_default();
        StartLine {
            t,
            kind: StartKind::Start,
            environment_id,
            project_id: key.project,
            environment_class_id: key.class,
            created_at,
            running_at: start.running_at.map(rounded),
            start_seconds,
            machine_seconds: since_creation(start.machine_at),
            prebuild_id,
            running_before: around.before,
            verdict: verdict(start_seconds, prebuild_id.is_some(), self.options.claim_below),
            sure: if around.has_fallen { StartEvidence::Both } else { StartEvidence::Time },
            user_id: start.creator_id.filter(|_| self.options.with_users),
        }
    }
}

/// Where an environment came from, by how long its start took.
fn verdict(took: Option<Seconds>, has_prebuild: bool, claim_below: Duration) -> Verdict {
    let Some(Seconds(millis)) = took else { return Verdict::Unknown };
    match Origin::new(Duration::from_millis(millis.unsigned_abs()), has_prebuild, claim_below) {
        Origin::Pool => Verdict::Pool,
        Origin::Prebuild => Verdict::Prebuild,
        Origin::Cold => Verdict::Cold,
    }
}

fn open(path: &Path) -> Result<LineFile, CliError> {
    LineFile::open(path).map_err(|error| match error {
        LineFileError::InUse => {
            let name = path.display();
            let message = format!("{name} is in use: another process records to it");
            CliError::new(ExitCode::Conflict, "failed_precondition", message)
        }
        LineFileError::Io(error) => cannot_write(path, &error),
    })
}

fn cannot_write(path: &Path, error: &io::Error) -> CliError {
    CliError::local(format!("cannot write {}", path.display())).because(error.to_string())
}

fn rounded(time: Timestamp) -> Timestamp {
    let unit = TimestampRound::new().smallest(Unit::Millisecond).increment(TIME_UNIT);
    time.round(unit).unwrap_or(time)
}
