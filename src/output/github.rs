//! GitHub Actions: step outputs for later steps, the job summary, and annotations.

use std::io::{self, Write as _};
use std::path::PathBuf;

use super::markdown;
use super::record::Record;
use super::redact::Redactor;
use super::table::{Grid, RecordTable};
use super::ui::Ui;
use crate::env::Env;
use crate::error::CliError;
use crate::text::sanitize::sanitize;
use crate::text::secrets::Secrets;
use crate::text_file::Appender;

/// The files through which a step reports.
#[derive(Debug, Default)]
pub(crate) struct GithubStep {
    outputs: Option<StepFile>,
    summary: Option<StepFile>,
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
        Ok(Self { outputs: open("GITHUB_OUTPUT")?, summary: open("GITHUB_STEP_SUMMARY")? })
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
/// Rows of a summary; GitHub limits a step's summary to 1 MiB.
const MAX_ROWS: usize = 1_000;

impl Ui {
    /// The table for the step summary, if there is one: the default columns.
    pub(super) fn summary<T: Record>(&self) -> Result<Option<RecordTable<T>>, CliError> {
        self.options().step.as_ref().map(|_| RecordTable::new(T::COLUMNS, None, false)).transpose()
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
        let outputs: Vec<_> =
            outputs.map(|column| (column.name, record.step_output(column))).collect();
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
        self.write_step(outputs, table.grid);
        Ok(())
    }

    /// Annotates a line of a file in the step's log, if there is a step.
    pub(crate) fn annotate(&self, level: Level, file: &str, at: &[(&str, usize)], message: &str) {
        if self.options().step.is_some() {
            self.eprint_raw(&annotation(level, file, at, &sanitize(message)));
        }
    }

    fn write_step(&self, outputs: &[(&str, String)], table: Grid) {
        let outputs: String = outputs.iter().map(|(name, value)| output(name, value)).collect();
        self.append(|step| step.outputs.as_ref(), &outputs);
        self.write_summary(table);
    }

    pub(super) fn write_summary(&self, mut grid: Grid) {
        let left_out = grid.rows().len().saturating_sub(MAX_ROWS);
        if left_out > 0 {
            grid.select(&Vec::from_iter(0..MAX_ROWS));
        }
        // Empty lines separate it from what other commands of the step write.
        let table = markdown::table(&grid);
        let more = if left_out > 0 { format!("and {left_out} more\n\n") } else { String::new() };
        self.append(|step| step.summary.as_ref(), &format!("\n{table}\n{more}"));
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

fn escape(text: &str) -> String {
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
mod tests {
    use proptest::prelude::*;

    use super::{Level, annotation, output};

    #[test]
    fn an_annotation_is_one_line() {
        let at = [("line", 3), ("col", 7)];
        let line = annotation(Level::Error, "a,b:c%.toml", &at, "50% of\nit::x");
        assert_eq!(line, "::error file=a%2Cb%3Ac%25.toml,line=3,col=7::50%25 of%0Ait::x\n");
    }

    #[test]
    fn an_output_ends_where_its_value_does() {
        assert_eq!(output("phase", "ready"), "phase<<END\nready\nEND\n");
        assert_eq!(output("address", "a\nEND\nid=1"), "address<<END_\na\nEND\nid=1\nEND_\n");
    }

    proptest! {
        #[test]
        fn no_value_sets_another_output(value in "(END|END_|id=1|[a-z]|\n|\r){0,8}") {
            let text = output("address", &value);
            let (first, rest) = text.split_once('\n').unwrap();
            let delimiter = first.strip_prefix("address<<").unwrap();
            // The runner reads lines up to the first that is the delimiter.
            let lines: Vec<_> = rest.split_inclusive('\n').collect();
            let is_end = |line: &&str| line.trim_end_matches(['\r', '\n']) == delimiter;
            prop_assert_eq!(lines.iter().position(is_end), Some(lines.len() - 1));
        }
    }
}
