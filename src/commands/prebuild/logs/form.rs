//! How a log is printed: for people, in groups of GitHub Actions, or as it came.

use std::path::{Path, PathBuf};

use anstyle::AnsiColor;

use crate::context::Context;
use crate::error::CliError;
use crate::logs::{Line, LineSplitter, Marker, Outcome, Sections};
use crate::output::Ui;
use crate::output::prose::Prose;
use crate::output::step_log::StepLog;
use crate::text_file::OutputFile;

/// Seconds beyond which a duration is not worth printing.
const MAX_SECONDS: f64 = 1e9;

/// Where the lines go, and what becomes of them.
pub(super) enum Form {
    /// For people: sections are headings.
    Text(Sections),
    /// For the log of a step: sections are groups.
    Step(Sections, StepLog),
    /// As they came.
    Raw,
    File(LogFile),
}

/// A file that gets the lines as they came.
pub(super) struct LogFile {
    path: PathBuf,
    file: OutputFile,
    /// Not written yet.
    buffer: Vec<u8>,
}

/// `-` stands for stdout.
pub(super) fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

impl LogFile {
    /// Checks that the file can be written, before anything is requested.
    ///
    /// # Errors
    /// A usage error.
    pub(super) fn check(flag: &str, path: &Path) -> Result<Self, CliError> {
        if is_stdout(path) {
            return Err(CliError::usage(format!("{flag}: - is not a file")));
        }
        match OutputFile::check(path) {
            Ok(file) => Ok(Self { path: path.to_owned(), file, buffer: Vec::new() }),
            Err(error) => Err(CliError::usage(format!("{flag}: cannot write {}", path.display()))
                .because(error.to_string())),
        }
    }

    /// The path as it was typed.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn open(&mut self) -> Result<(), CliError> {
        self.file.open().map_err(|error| self.error(&error))
    }

    fn flush(&mut self) -> Result<(), CliError> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let written = self.file.write(&self.buffer);
        self.buffer.clear();
        written.map_err(|error| self.error(&error))
    }

    fn error(&self, error: &std::io::Error) -> CliError {
        CliError::local(format!("cannot write {}", self.path.display())).because(error.to_string())
    }
}

impl Form {
    /// On stdout.
    ///
    /// # Errors
    /// That of a step.
    pub(super) fn for_stdout(context: &Context, is_raw: bool) -> Result<Self, CliError> {
        let is_step = context.ui.options().step.is_some();
        Ok(match (is_raw, is_step) {
            (true, _) => Self::Raw,
            (false, true) => Self::Step(Sections::default(), StepLog::new()?),
            (false, false) => Self::Text(Sections::default()),
        })
    }

    pub(super) const fn splitter(&self) -> LineSplitter {
        match self {
            Self::Text(_) | Self::Step(..) => LineSplitter::for_text(),
            Self::Raw | Self::File(_) => LineSplitter::for_bytes(),
        }
    }

    pub(super) const fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// The log was opened.
    pub(super) fn open(&mut self) -> Result<(), CliError> {
        match self {
            Self::File(file) => file.open(),
            Self::Text(_) | Self::Step(..) | Self::Raw => Ok(()),
        }
    }

    pub(super) fn print(&mut self, ui: &Ui, line: &Line<'_>) -> Result<(), CliError> {
        match self {
            Self::Raw if ui.terminal().on_stdout() => {
                ui.print_line(&masked_text(ui, &line.bytes, line.is_cut))
            }
            Self::Raw => ui.write(&raw(ui, line)),
            Self::File(file) => {
                let (masked, _) = ui.secrets().mask_bytes(&line.bytes, line.is_cut);
                file.buffer.extend_from_slice(&masked);
                file.buffer.push(b'\n');
                Ok(())
            }
            Self::Text(sections) => print_for_people(ui, sections, line),
            Self::Step(sections, log) => print_in_step(ui, sections, log, line),
        }
    }

    /// Takes note of the sections in a line that is not printed.
    pub(super) fn skip(&mut self, line: &Line<'_>) {
        let (Self::Text(sections) | Self::Step(sections, _)) = self else { return };
        match Marker::parse(&line.text()) {
            Some(Marker::Begin(section)) => sections.begin(section),
            Some(Marker::End { id, .. }) => drop(sections.end(&id)),
            None => {}
        }
    }

    /// What follows is the beginning of a log again.
    pub(super) fn restart(&mut self, ui: &Ui) -> Result<(), CliError> {
        match self {
            Self::Text(sections) => *sections = Sections::default(),
            Self::Step(sections, log) => {
                *sections = Sections::default();
                log.close_group(ui)?;
            }
            Self::Raw | Self::File(_) => {}
        }
        Ok(())
    }

    pub(super) fn flush(&mut self, ui: &Ui) -> Result<(), CliError> {
        match self {
            Self::File(file) => file.flush(),
            Self::Text(_) | Self::Step(..) | Self::Raw => ui.flush(),
        }
    }

    /// Closes what is open, however the log has ended.
    pub(super) fn close(&mut self, ui: &Ui) -> Result<(), CliError> {
        if let Self::Step(_, log) = self {
            log.close_group(ui)?;
        }
        self.flush(ui)
    }
}

fn print_for_people(ui: &Ui, sections: &mut Sections, line: &Line<'_>) -> Result<(), CliError> {
    let text = line.text();
    match Marker::parse(&text) {
        Some(Marker::Begin(section)) => {
            sections.begin(section);
            ui.print_prose(format!("== {}", sections.path().unwrap_or_default()))
        }
        Some(Marker::End { id, outcome, seconds }) => {
            let end = end_text(&sections.end(&id), outcome, seconds);
            ui.print_prose(Prose::marked("==", color(outcome), format!(" {end}")))
        }
        None => ui.print_line(&masked_text(ui, text.as_bytes(), line.is_cut)),
    }
}

/// One group at a time: a section within another one closes the group of that one.
fn print_in_step(
    ui: &Ui,
    sections: &mut Sections,
    log: &mut StepLog,
    line: &Line<'_>,
) -> Result<(), CliError> {
    let text = line.text();
    match Marker::parse(&text) {
        Some(Marker::Begin(section)) => {
            sections.begin(section);
            log.open_group(ui, &sections.path().unwrap_or_default())
        }
        Some(Marker::End { id, outcome, seconds }) => {
            let end = end_text(&sections.end(&id), outcome, seconds);
            // In a group that is folded nobody would see the failure.
            if outcome == Outcome::Failure {
                log.close_group(ui)?;
                return ui.print_line(&end);
            }
            log.line(ui, &end)?;
            log.close_group(ui)
        }
        None => {
            if let Some(path) = sections.path().filter(|_| !log.has_group()) {
                log.open_group(ui, &path)?;
            }
            log.line(ui, &masked_text(ui, text.as_bytes(), line.is_cut))
        }
    }
}

/// The end of a section in words.
fn end_text(path: &str, outcome: Outcome, seconds: Option<f64>) -> String {
    let seconds = seconds.filter(|seconds| *seconds < MAX_SECONDS).map(|seconds| {
        let text = format!("{seconds:.1}");
        format!(", {} s", text.strip_suffix(".0").unwrap_or(&text))
    });
    format!("{path}: {}{}", outcome.label(), seconds.unwrap_or_default())
}

/// The color repeats what the label says.
const fn color(outcome: Outcome) -> Option<AnsiColor> {
    match outcome {
        Outcome::Success => Some(AnsiColor::Green),
        Outcome::Failure => Some(AnsiColor::Red),
        Outcome::Canceled => Some(AnsiColor::Magenta),
        Outcome::Unspecified => None,
    }
}

/// Text with tokens masked, also with the beginning of one where the text was cut.
fn masked_text(ui: &Ui, text: &[u8], is_cut: bool) -> String {
    String::from_utf8_lossy(&ui.secrets().mask_bytes(text, is_cut).0).into_owned()
}

/// A line as it came, with tokens masked. The runner of a step executes no command in it.
fn raw(ui: &Ui, line: &Line<'_>) -> Vec<u8> {
    let mut bytes = if ui.options().step.is_some() {
        ui.sanitizer().exact_lines(&masked_text(ui, &line.bytes, line.is_cut)).into_bytes()
    } else {
        ui.secrets().mask_bytes(&line.bytes, line.is_cut).0.into_owned()
    };
    bytes.push(b'\n');
    bytes
}
