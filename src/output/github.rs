//! GitHub Actions: step outputs for later steps, the job summary, and annotations.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use super::markdown;
use super::prose::Prose;
use super::record::Record;
use super::redact::Redactor;
use super::table::{CellRules, Column, Grid, RecordTable};
use super::ui::Ui;
use crate::env::Env;
use crate::error::CliError;
use crate::text::secrets::Secrets;
use crate::text_file::Appender;

/// The files through which a step reports.
#[derive(Debug, Default)]
pub(crate) struct GithubStep {
    outputs: Option<StepFile>,
    summary: Option<StepFile>,
    /// The folder to which the paths of annotations are relative.
    workspace: Option<PathBuf>,
}

#[derive(Debug)]
struct StepFile {
    variable: &'static str,
    path: PathBuf,
    file: Appender,
}

impl GithubStep {
    /// The step that this process runs in; outside of one there are no files.
    ///
    /// # Errors
    /// When a file of the step cannot be written: a step that relies on it must not change anything.
    pub(crate) fn from_env(env: &Env) -> Result<Self, CliError> {
        let open = |variable| {
            let file = env.path(variable).map(|path| StepFile::open(variable, path));
            file.transpose()
        };
        Ok(Self {
            outputs: open("GITHUB_OUTPUT")?,
            summary: open("GITHUB_STEP_SUMMARY")?,
            workspace: env.path("GITHUB_WORKSPACE"),
        })
    }

    /// The path of a file in the workspace, as annotations name it.
    fn annotated_path(&self, file: &str) -> String {
        let absolute = std::path::absolute(file).ok();
        let relative = || absolute.as_ref()?.strip_prefix(self.workspace.as_ref()?).ok()?.to_str();
        // As in the repository, whatever the system's separator is.
        relative().unwrap_or(file).replace(std::path::MAIN_SEPARATOR, "/")
    }
}

impl StepFile {
    fn open(variable: &'static str, path: PathBuf) -> Result<Self, CliError> {
        match Appender::open(&path) {
            Ok(file) => Ok(Self { variable, path, file }),
            Err(error) => {
                let message = format!("cannot write {} (set by {variable})", path.display());
                Err(CliError::usage(message).because(error.to_string()))
            }
        }
    }

    fn append(&self, text: &str, secrets: Secrets) -> io::Result<()> {
        let mut file = Redactor::new(&self.file, secrets);
        file.write_all(text.as_bytes())?;
        file.flush()
    }
}

/// The columns of a record that become outputs.
const OUTPUTS: &[&str] = &["id", "address", "phase", "running"];
const MAX_ROWS: usize = 1_000;
/// GitHub ignores a larger summary of a step. It includes what the step wrote before.
const MAX_SUMMARY_BYTES: u64 = 1024 * 1024;
/// Of them, for the text around a table.
const RESERVED_BYTES: u64 = 256;

impl Ui {
    /// The table for the step summary, if there is one: the default columns.
    pub(super) fn summary<T: Record>(&self) -> Result<Option<RecordTable<T>>, CliError> {
        if self.options().step.is_none() {
            return Ok(None);
        }
        let rules = CellRules { max_width: None, ..self.cell_rules() };
        RecordTable::new(T::COLUMNS, None, false, self.profile_lead(), rules).map(Some)
    }

    /// Writes one record to the step: its outputs and a table.
    ///
    /// # Errors
    /// That of the table.
    pub(crate) fn report_to_step<T: Record>(&self, record: &T) -> Result<(), CliError> {
        let Some(mut table) = self.summary()? else {
            return Ok(());
        };
        table.push(record);
        let outputs = T::COLUMNS.iter().filter(|column| OUTPUTS.contains(&column.name));
        let sanitizer = self.sanitizer();
        let value = |column: &Column<T>| {
            let value = record.step_output(column);
            // A masked address names nothing.
            let is_masked = column.id.is_some() && sanitizer.mask(&value) != value;
            if is_masked { record.id() } else { value }
        };
        let outputs: Vec<_> = outputs.map(|column| (column.name, value(column))).collect();
        self.write_step(&outputs, table.grid);
        Ok(())
    }

    /// Writes these outputs and a table of these records, which are created only for a step.
    ///
    /// # Errors
    /// That of a record.
    pub(crate) fn report_all_to_step<T: Record>(
        &self,
        outputs: &[(&str, String)],
        records: impl IntoIterator<Item = Result<T, CliError>>,
    ) -> Result<(), CliError> {
        let Some(mut table) = self.summary()? else {
            return Ok(());
        };
        for record in records {
            table.push(&record?);
        }
        if table.grid.rows().len() == 0 {
            self.write_outputs(outputs);
            self.append_summary("\nNo changes\n\n");
        } else {
            self.write_step(outputs, table.grid);
        }
        Ok(())
    }

    /// Writes lines to the summary, created only for a step.
    pub(crate) fn report_lines_to_step<L: Into<Prose>>(&self, lines: impl FnOnce() -> Vec<L>) {
        if self.options().step.is_none() {
            return;
        }
        let sanitizer = self.sanitizer();
        let item = |line: L| {
            let text = line.into().text();
            format!("- {}\n", markdown::escape(sanitizer.line(&text).trim()))
        };
        let items: String = lines().into_iter().map(item).collect();
        self.append_summary(&format!("\n{items}\n"));
    }

    /// Annotates the step with an error, and writes it to the summary.
    pub(crate) fn report_error_to_step(&self, message: &str, reasons: &[String]) {
        if self.options().step.is_none() {
            return;
        }
        // A file's errors are annotated at their lines.
        if !self.has_annotated_error.get() {
            self.eprint_raw(&error_command(&self.sanitizer().line(message)));
        }
        let lines = [format!("error: {message}")].into_iter().chain(reasons.iter().cloned());
        self.report_lines_to_step(|| lines.collect());
    }

    /// Annotates a line of a file in the step's log, if there is a step.
    pub(crate) fn annotate(&self, level: Level, file: &str, at: &[(&str, usize)], message: &str) {
        let file = self.options().step.as_ref().map(|step| step.annotated_path(file));
        if let Some(file) = file {
            self.has_annotated_error.set(self.has_annotated_error.get() || level == Level::Error);
            let sanitizer = self.sanitizer();
            let (file, message) = (sanitizer.line(&file), sanitizer.line(message));
            self.eprint_raw(&annotation(level, &file, at, &message));
        }
    }

    fn write_step(&self, outputs: &[(&str, String)], table: Grid) {
        self.write_outputs(outputs);
        self.write_summary(table);
    }

    fn write_outputs(&self, outputs: &[(&str, String)]) {
        let outputs: String = outputs.iter().map(|(name, value)| output(name, value)).collect();
        self.append(|step| step.outputs.as_ref(), &outputs);
    }

    pub(super) fn write_summary(&self, mut grid: Grid) {
        let count = grid.rows().len();
        if count > MAX_ROWS {
            grid.select(&Vec::from_iter(0..MAX_ROWS));
        }
        let used = self.summary_bytes() + RESERVED_BYTES;
        let table = markdown::table(&grid);
        let (table, rows) = first_rows(&table, MAX_SUMMARY_BYTES.saturating_sub(used));
        let more = match count - rows {
            0 => String::new(),
            left_out => format!("and {left_out} more\n\n"),
        };
        // Empty lines separate it from what other commands of the step write.
        self.append_summary(&format!("\n{table}\n{more}"));
    }

    /// The bytes that earlier commands of the step wrote.
    fn summary_bytes(&self) -> u64 {
        let options = self.options();
        let file = options.step.as_ref().and_then(|step| step.summary.as_ref());
        file.and_then(|file| fs::metadata(&file.path).ok()).map_or(0, |file| file.len())
    }

    /// Adds a text to the summary, unless the summary would become too large to be shown.
    fn append_summary(&self, text: &str) {
        if self.summary_bytes() + text.len() as u64 <= MAX_SUMMARY_BYTES {
            self.append(|step| step.summary.as_ref(), text);
        }
    }

    /// What was done stays done if it cannot be reported: that is a warning.
    fn append(&self, file: fn(&GithubStep) -> Option<&StepFile>, text: &str) {
        let written = match self.options().step.as_ref().and_then(file) {
            Some(file) => file.append(text, self.secrets()).map_err(|error| {
                let StepFile { variable, path, .. } = file;
                format!("cannot write {} (set by {variable}): {error}", path.display())
            }),
            None => Ok(()),
        };
        if let Err(warning) = written {
            self.warn(&warning);
        }
    }
}

/// The start of a Markdown table that fits into this many bytes, and the number of its rows; nothing
/// if not even one row fits.
fn first_rows(table: &str, max_bytes: u64) -> (&str, usize) {
    const HEADER_LINES: usize = 2;
    let (mut end, mut lines) = (0, 0_usize);
    for line in table.split_inclusive('\n') {
        if (end + line.len()) as u64 > max_bytes {
            break;
        }
        end += line.len();
        lines += 1;
    }
    if lines < HEADER_LINES { ("", 0) } else { (&table[..end], lines - HEADER_LINES) }
}

/// The level of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Error,
    Warning,
}

/// The workflow command that annotates a `line` and perhaps a `col` of a file.
fn annotation(level: Level, file: &str, at: &[(&str, usize)], message: &str) -> String {
    let level = match level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let at: String = at.iter().map(|(name, number)| format!(",{name}={number}")).collect();
    let file = escape(file).replace(':', "%3A").replace(',', "%2C");
    format!("::{level} file={file}{at}::{}\n", escape(message))
}

/// The workflow command that annotates the step.
fn error_command(message: &str) -> String {
    format!("::error::{}\n", escape(message))
}

/// The data of a workflow command.
pub(super) fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// An output in the syntax of `GITHUB_OUTPUT`. The delimiter is a line that the value does not
/// contain, so that no value can set another output.
fn output(name: &str, value: &str) -> String {
    let mut delimiter = "END".to_owned();
    while value.split(['\r', '\n']).any(|line| line == delimiter) {
        delimiter.push('_');
    }
    format!("{name}<<{delimiter}\n{value}\n{delimiter}\n")
}

#[cfg(test)]
mod tests;
