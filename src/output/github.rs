//! What a step of GitHub Actions is told besides: outputs for later steps, and a summary for people.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::markdown;
use super::record::Record;
use super::redact::Redactor;
use super::table::{Column, Grid, choose};
use super::ui::Ui;
use crate::env::Env;
use crate::error::CliError;
use crate::text::sanitize::sanitize;

/// The files by which a step tells of itself.
#[derive(Debug, Default)]
pub(crate) struct GithubStep {
    outputs: Option<PathBuf>,
    summary: Option<PathBuf>,
}

impl GithubStep {
    /// The step that this process runs in; outside of one there are no files, and nothing is told.
    pub(crate) fn of(env: &Env) -> Self {
        Self { outputs: env.path("GITHUB_OUTPUT"), summary: env.path("GITHUB_STEP_SUMMARY") }
    }
}

/// The columns of a thing that later steps get.
const OUTPUTS: &[&str] = &["id", "address", "phase", "running"];

impl Ui {
    /// Begins the table of a list for the step, if it is to be told.
    pub(super) fn summary<T: Record>(&self) -> Result<Option<Summary<T>>, CliError> {
        self.look().step.as_ref().map(|_| Summary::new()).transpose()
    }

    /// Tells the step of one thing: those of its columns that are outputs, and a table.
    ///
    /// # Errors
    /// When a file of the step cannot be written.
    pub(crate) fn report_to_step<T: Record>(&self, record: &T) -> Result<(), CliError> {
        let Some(mut summary) = self.summary()? else {
            return Ok(());
        };
        summary.push(record);
        let outputs = T::COLUMNS.iter().filter(|column| OUTPUTS.contains(&column.name));
        let outputs: Vec<_> = outputs.map(|column| (column.name, (column.cell)(record))).collect();
        self.set_outputs(&outputs)?;
        summary.tell(self)
    }

    /// Tells the step, if it is to be told, these outputs and a table of these things, which are made
    /// only then.
    ///
    /// # Errors
    /// When a thing cannot be made, or a file of the step not be written.
    pub(crate) fn report_all_to_step<T: Record>(
        &self,
        outputs: &[(&str, String)],
        things: impl IntoIterator<Item = Result<T, CliError>>,
    ) -> Result<(), CliError> {
        let Some(mut summary) = self.summary()? else {
            return Ok(());
        };
        for thing in things {
            summary.push(&thing?);
        }
        self.set_outputs(outputs)?;
        summary.tell(self)
    }

    /// Marks a place of a file in the step's log, if the step is to be told.
    pub(crate) fn annotate(&self, level: Level, file: &str, at: &[(&str, usize)], message: &str) {
        if self.look().step.is_some() {
            self.eprint_raw(&annotation(level, file, at, &sanitize(message)));
        }
    }

    /// Sets outputs of the step, if it is to be told.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub(crate) fn set_outputs(&self, outputs: &[(&str, String)]) -> Result<(), CliError> {
        let look = self.look();
        let Some(file) = look.step.as_ref().and_then(|step| step.outputs.as_ref()) else {
            return Ok(());
        };
        let lines: String = outputs.iter().map(|(name, value)| output(name, value)).collect();
        self.append(file, &lines, "GITHUB_OUTPUT")
    }

    /// Adds Markdown to the summary of the step, if it is to be told.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub(crate) fn summarize(&self, markdown: &str) -> Result<(), CliError> {
        let look = self.look();
        match look.step.as_ref().and_then(|step| step.summary.as_ref()) {
            Some(file) => self.append(file, markdown, "GITHUB_STEP_SUMMARY"),
            None => Ok(()),
        }
    }

    fn append(&self, file: &Path, text: &str, variable: &str) -> Result<(), CliError> {
        let write = || {
            let file = OpenOptions::new().append(true).create(true).open(file)?;
            let mut file = Redactor::new(file, self.secrets());
            file.write_all(text.as_bytes())?;
            file.flush()
        };
        let failed = || format!("cannot write {}, which {variable} names", file.display());
        Ok(write().with_context(failed)?)
    }
}

/// A list as the step is told of it: the usual columns, whatever is shown on standard output.
pub(super) struct Summary<T: Record> {
    columns: Vec<&'static Column<T>>,
    grid: Grid,
}

/// Rows of a summary; GitHub takes no more than a megabyte of a step.
const MOST_ROWS: usize = 1_000;

impl<T: Record> Summary<T> {
    fn new() -> Result<Self, CliError> {
        let columns = choose(T::COLUMNS, None, false)?;
        let grid = Grid::new(&columns);
        Ok(Self { columns, grid })
    }

    /// Whether this column is part of it.
    pub(super) fn shows(&self, column: &str) -> bool {
        self.columns.iter().any(|sanitize| sanitize.name == column)
    }

    /// Adds a row.
    pub(super) fn push(&mut self, record: &T) {
        self.grid.push(&self.columns, record);
    }

    /// Drops all rows.
    pub(super) fn clear(&mut self) {
        self.grid.clear();
    }

    /// Shows only the rows that have these indices, in this order.
    pub(super) fn select(&mut self, order: &[usize]) {
        self.grid.select(order);
    }

    /// Tells the step.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub(super) fn tell(mut self, ui: &Ui) -> Result<(), CliError> {
        let count = self.grid.rows().len();
        let left_out = count.saturating_sub(MOST_ROWS);
        if left_out > 0 {
            self.grid.select(&Vec::from_iter(0..MOST_ROWS));
        }
        // Empty lines part it from what other commands of the step write.
        let table = markdown::table(&self.grid);
        match left_out {
            0 => ui.summarize(&format!("\n{table}\n")),
            more => ui.summarize(&format!("\n{table}\nand {more} more\n\n")),
        }
    }
}

/// How much a marked place matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// Something is wrong there.
    Error,
    /// There is something to know about it.
    Warning,
}

/// A workflow command that marks a place, given as its `line` and perhaps its `col`.
fn annotation(level: Level, file: &str, at: &[(&str, usize)], message: &str) -> String {
    let level = match level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let at: String = at.iter().map(|(name, number)| format!(",{name}={number}")).collect();
    let file = escaped(file).replace(':', "%3A").replace(',', "%2C");
    format!("::{level} file={file}{at}::{}\n", escaped(message))
}

/// Text that a workflow command holds.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// An output as the file has it. A value is everything up to a line that it does not hold, so that
/// none can set another output.
fn output(name: &str, value: &str) -> String {
    let mut end = "END".to_owned();
    while value.split(['\r', '\n']).any(|line| line == end) {
        end.push('_');
    }
    format!("{name}<<{end}\n{value}\n{end}\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Level, annotation, output};

    #[test]
    fn a_place_is_marked_in_one_line() {
        let at = [("line", 3), ("col", 7)];
        let marked = annotation(Level::Error, "a,b:c%.toml", &at, "50% of\nit::x");
        assert_eq!(marked, "::error file=a%2Cb%3Ac%25.toml,line=3,col=7::50%25 of%0Ait::x\n");
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
            let end = first.strip_prefix("address<<").unwrap();
            // The runner reads lines up to the first that is the end mark.
            let lines: Vec<_> = rest.split_inclusive('\n').collect();
            let stop = lines.iter().position(|line| line.trim_end_matches(['\r', '\n']) == end);
            prop_assert_eq!(stop, Some(lines.len() - 1));
        }
    }
}
