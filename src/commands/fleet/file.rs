//! The fleet files, as the command line names them.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;

use super::texts;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::fleet::diff::Misfit;
use crate::fleet::evaluation::Evaluation;
use crate::fleet::file::{FileText, Fleet, parse};
use crate::fleet::resolve::ResolveErrors;
use crate::fleet::schedule::time::Minutes;
use crate::fleet::window_warnings::{past_windows, window_warnings};
use crate::lookup::Pattern;
use crate::output::github::Level;
use crate::text_file::diagnostics::{MAX_ERRORS, failure};
use crate::text_file::{STDIN_NAME, is_same_file};
use crate::toml_reader::{Diagnostic, Position, Spanned};

const DEFAULT_FILE: &str = "fleet.toml";

#[derive(Debug, Args)]
pub(crate) struct FileArgs {
    /// Fleet file, or a folder of *.toml files; - reads standard input (can be repeated)
    #[arg(short, long, value_name = "FILE", default_value = DEFAULT_FILE)]
    file: Vec<PathBuf>,
}

/// Fleet files that are not parsed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileTexts {
    paths: Vec<PathBuf>,
    texts: Vec<FileText>,
}

/// A fleet with the names of its files in messages.
pub(crate) struct FleetFile {
    /// As the command line names them.
    pub(super) arguments: Vec<String>,
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) texts: Vec<FileText>,
    pub(crate) fleet: Fleet,
}

impl FileArgs {
    /// Of a command whose `-f` has no default.
    pub(crate) const fn new(file: Vec<PathBuf>) -> Self {
        Self { file }
    }

    /// The files and folders, as the command line names them.
    pub(super) fn paths(&self) -> &[PathBuf] {
        &self.file
    }

    /// Whether standard input is one of the files.
    pub(super) fn has_stdin(&self) -> bool {
        self.file.iter().any(|path| texts::is_stdin(path))
    }

    /// Reads and parses the files, offline.
    ///
    /// # Errors
    /// When one cannot be read, and all errors in them.
    pub(crate) fn read(&self, context: &Context) -> Result<FleetFile, CliError> {
        self.parse(context, self.read_texts(context)?)
    }

    /// Reads the files.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(super) fn read_texts(&self, context: &Context) -> Result<FileTexts, CliError> {
        let paths = texts::paths(&self.file)?;
        let texts = paths.iter().map(|path| texts::read(context, path));
        let texts = texts.collect::<Result<_, _>>()?;
        Ok(FileTexts { paths, texts })
    }

    /// Parses the files.
    ///
    /// # Errors
    /// All errors in them.
    pub(super) fn parse(&self, context: &Context, files: FileTexts) -> Result<FleetFile, CliError> {
        let FileTexts { paths, texts } = files;
        let names = || texts.iter().map(|text| text.name.clone()).collect::<Vec<_>>();
        let fleet = parse(&texts).map_err(|errors| file_errors(context, &names(), &errors))?;
        let arguments = self.file.iter().map(|path| texts::name(path)).collect();
        Ok(FleetFile { arguments, paths, texts, fleet })
    }
}

/// The flags that select the fleet files of these names.
pub(super) fn file_flags(names: &[String]) -> Vec<&str> {
    match names {
        [name] if name == DEFAULT_FILE => Vec::new(),
        names => names.iter().flat_map(|name| ["-f", flag_value(name)]).collect(),
    }
}

fn flag_value(name: &str) -> &str {
    if name == STDIN_NAME { "-" } else { name }
}

/// The error of invalid files. GitHub Actions shows each error at its line.
fn file_errors(context: &Context, names: &[String], errors: &[Diagnostic]) -> CliError {
    for error in errors.iter().take(MAX_ERRORS) {
        annotate(context, Level::Error, names, error.place, &error.message());
    }
    failure(names, errors)
}

fn annotate(context: &Context, level: Level, names: &[String], place: Position, message: &str) {
    let Some(name) = names.get(place.file) else { return };
    let position = [("line", place.line), ("col", place.column)];
    context.ui.annotate(level, name, &position, message);
}

impl FleetFile {
    /// The one file, or the arguments.
    pub(super) fn name(&self) -> String {
        match &self.fleet.files[..] {
            [file] => file.clone(),
            _ => self.arguments.join(", "),
        }
    }

    /// The first file, and all of them if there are several: how JSON names them.
    pub(super) fn json_names(&self) -> (&str, Option<&[String]>) {
        let files = self.fleet.files.as_slice();
        (files.first().map_or("", String::as_str), (files.len() > 1).then_some(files))
    }

    /// The fleet at an instant.
    ///
    /// # Errors
    /// As [`Evaluation::new`].
    pub(crate) fn evaluate(&self, at: Timestamp) -> Result<Evaluation<'_>, CliError> {
        Evaluation::new(&self.fleet, at).map_err(CliError::usage)
    }

    /// Rejects an output that would replace a fleet file.
    pub(super) fn require_other(&self, out: &Path) -> Result<(), CliError> {
        if self.paths.iter().any(|path| is_same_file(path, out)) {
            let message = format!("--out {} is the fleet file", out.display());
            return Err(CliError::usage(message).hint(Hint::new("plan --out plan.json")));
        }
        Ok(())
    }

    /// The error of names that cannot be resolved.
    pub(crate) fn resolve_error(&self, context: &Context, errors: &ResolveErrors) -> CliError {
        with_exit_code(file_errors(context, &self.fleet.files, &errors.errors), errors)
    }

    /// The error of sizes that do not fit the live ones.
    pub(super) fn misfit_error(&self, context: &Context, misfits: &[Misfit]) -> CliError {
        let mut errors: Vec<_> = misfits.iter().map(Misfit::diagnostic).collect();
        errors.sort();
        file_errors(context, &self.fleet.files, &errors)
    }

    /// Warns of patterns that match no project.
    pub(super) fn warn_unmatched(
        &self,
        context: &Context,
        unmatched_patterns: &[Spanned<Pattern>],
    ) {
        for pattern in unmatched_patterns {
            self.warn_at(context, pattern.place, &unmatched(&pattern.value.to_string()));
        }
    }

    /// Warns of windows that are probably mistakes.
    pub(super) fn warn_windows(&self, context: &Context) {
        self.warn_all(context, &window_warnings(&self.fleet));
    }

    /// Warns of windows whose dates are before an instant.
    pub(super) fn warn_past_windows(&self, context: &Context, instant: Minutes) {
        self.warn_all(context, &past_windows(&self.fleet, instant));
    }

    fn warn_all(&self, context: &Context, warnings: &[Diagnostic]) {
        for warning in warnings {
            self.warn_at(context, warning.place, &warning.message());
        }
    }

    fn warn_at(&self, context: &Context, place: Position, text: &str) {
        let Position { file, line, column } = place;
        let name = self.fleet.files.get(file).map_or("", String::as_str);
        context.ui.warn(&format!("{name}:{line}:{column}: {text}"));
        annotate(context, Level::Warning, &self.fleet.files, place, text);
    }
}

/// The warning about a pattern without a project.
pub(super) fn unmatched(pattern: &str) -> String {
    format!("{pattern:?} matches no project that this token can see")
}

/// Makes it a "not found" error if there are only unknown names.
pub(super) fn with_exit_code(error: CliError, errors: &ResolveErrors) -> CliError {
    if errors.only_missing {
        CliError { exit: ExitCode::NotFound, code: "not_found".to_owned(), ..error }
    } else {
        error
    }
}
