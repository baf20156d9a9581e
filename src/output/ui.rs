//! The only access to the streams: results go to stdout, everything else to stderr.

use std::cell::{Cell, Ref, RefCell};
use std::io::{self, Write};

use super::options::OutputOptions;
use super::profiles::ProfileResults;
use super::redact::Redactor;
use super::screen::FrameBuffer;
use super::table::TableStyle;
use super::terminal::Terminal;
use crate::config::format::Format;
use crate::error::{CliError, Hint};
use crate::text::sanitize::{escape_except_joiners, truncate};
use crate::text::sanitizer::Sanitizer;
use crate::text::secrets::Secrets;

/// Of a status line, if stdout is not a terminal.
const DEFAULT_WIDTH: usize = 80;
/// Erases the line and returns to its start.
const ERASE: &str = "\r\x1b[K";

/// The streams of a run.
pub struct Streams {
    /// Receives the results.
    pub out: Box<dyn Write>,
    /// Receives notes, progress and errors.
    pub err: Box<dyn Write>,
    /// What the streams can show.
    pub terminal: Terminal,
}

/// Prints results, notes and errors.
pub struct Ui {
    out: RefCell<Redactor<Box<dyn Write>>>,
    err: RefCell<Redactor<Box<dyn Write>>>,
    terminal: Terminal,
    secrets: Secrets,
    options: RefCell<OutputOptions>,
    /// The last line of the terminal, which is redrawn; empty if there is none.
    status_line: RefCell<String>,
    /// Whether the command has shown a status line of its own.
    has_own_status: Cell<bool>,
    is_muted: Cell<bool>,
    /// The flags that choose the service, as typed.
    service_flags: RefCell<Vec<String>>,
    /// The content of the alternate screen, while it is open.
    pub(super) screen: RefCell<Option<FrameBuffer>>,
    /// The last message that could not be printed because of it.
    pub(super) pending_message: RefCell<String>,
    /// Whether an error was annotated at a line of a file.
    pub(super) has_annotated_error: Cell<bool>,
    /// While a command runs for one profile after another.
    pub(super) profiles: RefCell<Option<ProfileResults>>,
}

impl Ui {
    /// Writes to these streams.
    #[must_use]
    pub fn new(streams: Streams) -> Self {
        let secrets = Secrets::default();
        Self {
            out: RefCell::new(Redactor::new(streams.out, secrets.clone())),
            err: RefCell::new(Redactor::new(streams.err, secrets.clone())),
            terminal: streams.terminal,
            secrets,
            options: RefCell::default(),
            status_line: RefCell::default(),
            has_own_status: Cell::new(false),
            is_muted: Cell::new(false),
            service_flags: RefCell::default(),
            screen: RefCell::default(),
            pending_message: RefCell::default(),
            has_annotated_error: Cell::new(false),
            profiles: RefCell::default(),
        }
    }

    pub(crate) fn set_options(&self, options: OutputOptions) {
        self.options.replace(options);
    }

    /// Prints JSON as one value per line, for a result without an end.
    pub(crate) fn write_json_in_lines(&self) {
        let mut options = self.options.borrow_mut();
        if options.format == Format::Json || options.filter.is_some() {
            options.format = Format::Jsonl;
        }
    }

    /// Prints errors as JSON until the command line is parsed.
    pub(crate) fn assume_json_errors(&self) {
        self.options.borrow_mut().format = Format::Json;
    }

    /// Whether to use color on stdout.
    pub(crate) fn stdout_color(&self) -> bool {
        self.options().color.unwrap_or(self.terminal.on_stdout() && self.terminal.color)
    }

    /// Requests these columns unless `--columns` requests others.
    pub(crate) fn set_default_columns(&self, columns: &[&str]) {
        let columns = || columns.iter().map(|&column| column.to_owned()).collect();
        self.options.borrow_mut().columns.get_or_insert_with(columns);
    }

    pub(crate) fn options(&self) -> Ref<'_, OutputOptions> {
        self.options.borrow()
    }

    pub(crate) const fn terminal(&self) -> Terminal {
        self.terminal
    }

    pub(crate) fn mute_stderr(&self) {
        self.is_muted.set(true);
    }

    /// Masks this secret from now on.
    pub(crate) fn redact(&self, secret: &str) {
        self.secrets.add(secret);
    }

    pub(crate) fn secrets(&self) -> Secrets {
        self.secrets.clone()
    }

    /// Sanitizes untrusted text for these streams and the files of a run.
    pub(crate) fn sanitizer(&self) -> Sanitizer {
        Sanitizer::new(self.secrets(), self.options().step.is_some())
    }

    /// How a table is printed on stdout.
    pub(crate) fn table_style(&self) -> TableStyle {
        TableStyle {
            headers: self.options().headers,
            width: self.terminal.width,
            ascii: !self.terminal.unicode,
            color: self.stdout_color(),
        }
    }

    /// Whether programs read the output: errors are JSON, and notes are not printed.
    pub(crate) fn is_json_mode(&self) -> bool {
        let options = self.options();
        options.format.is_machine() || options.filter.is_some()
    }

    /// Whether the result is a table for people.
    pub(crate) fn is_tabular(&self) -> bool {
        matches!(self.options().format, Format::Table | Format::Wide)
    }

    /// Whether one result is printed as text, not as an object or in columns.
    pub(crate) fn is_prose(&self) -> bool {
        let options = self.options();
        options.format == Format::Table && options.columns.is_none() && options.filter.is_none()
    }

    /// Whether to show a status line.
    pub(crate) fn shows_status_line(&self) -> bool {
        self.terminal.can_redraw && !self.options().quiet && !self.is_json_mode()
    }

    /// Shows a line on stderr that the next one replaces; other lines appear above it.
    pub(crate) fn set_status_line(&self, line: &str) {
        self.has_own_status.set(true);
        self.draw_status_line(line);
    }

    /// As [`Self::set_status_line`], unless the command has shown one of its own. The result replaces
    /// it.
    pub(crate) fn set_default_status_line(&self, line: &str) {
        if !self.has_own_status.get() && self.screen.borrow().is_none() {
            self.draw_status_line(line);
        }
    }

    fn draw_status_line(&self, line: &str) {
        let width = self.terminal.width.unwrap_or(DEFAULT_WIDTH) - 1;
        let line = truncate(&self.sanitizer().line(line), width, "").into_owned();
        let erase = if self.status_line.replace(String::new()).is_empty() { "" } else { ERASE };
        self.eprint_raw(&format!("{erase}{line}"));
        self.status_line.replace(line);
    }

    pub(crate) fn clear_status_line(&self) {
        if !self.status_line.take().is_empty() {
            self.eprint_raw(ERASE);
        }
    }

    /// Writes a part of the result.
    ///
    /// # Errors
    /// When it cannot be written: [`CliError::closed_pipe`] if the reader has left.
    pub(crate) fn write(&self, text: &[u8]) -> Result<(), CliError> {
        self.write_with(|out| out.write_all(text))
    }

    pub(super) fn write_with(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CliError> {
        if !self.has_own_status.get() {
            self.clear_status_line();
        }
        write(&mut *self.out.borrow_mut()).map_err(|error| write_error(&error))
    }

    /// Writes a line of the result as it is.
    pub(super) fn write_line(&self, text: &[u8]) -> Result<(), CliError> {
        self.write(text)?;
        self.write(b"\n")
    }

    /// Writes a line of the result, sanitized.
    pub(crate) fn print_line(&self, text: &str) -> Result<(), CliError> {
        self.write_line(self.sanitizer().line(text).as_bytes())
    }

    /// As [`Self::print_line`], for a line that is read by programs where stdout is not a terminal:
    /// invisible parts of names are kept there.
    pub(crate) fn print_word(&self, text: &str) -> Result<(), CliError> {
        if self.terminal.on_stdout() {
            return self.print_line(text);
        }
        let (masked, sanitizer) = (self.secrets.mask(text), self.sanitizer());
        let word = sanitizer.command_escaped(escape_except_joiners(&masked));
        self.write_line(word.as_bytes())
    }

    pub(crate) fn flush(&self) -> Result<(), CliError> {
        self.out.borrow_mut().flush().map_err(|error| write_error(&error))
    }

    pub(crate) fn set_service_flags(&self, flags: Vec<String>) {
        self.service_flags.replace(flags);
    }

    pub(crate) fn service_flags(&self) -> Ref<'_, [String]> {
        Ref::map(self.service_flags.borrow(), Vec::as_slice)
    }

    /// A suggested command, which can be pasted and uses the same service as this command. It is
    /// not sanitized.
    pub(crate) fn command(&self, hint: &Hint) -> String {
        hint.to_command(&self.service_flags())
    }

    /// Prints text on stderr as it is; it must not hold untrusted text.
    pub(crate) fn eprint_raw(&self, text: &str) {
        if self.is_muted.get() {
            return;
        }
        if self.terminal.on_stderr && self.screen.borrow().is_some() {
            text.trim_end().clone_into(&mut self.pending_message.borrow_mut());
            return;
        }
        let mut err = self.err.borrow_mut();
        let status_line = self.status_line.borrow();
        let erase = if status_line.is_empty() { "" } else { ERASE };
        let text = format!("{erase}{text}{status_line}");
        // A closed stderr cannot be reported anywhere.
        drop(err.write_all(text.as_bytes()).and_then(|()| err.flush()));
    }
}

fn write_error(error: &io::Error) -> CliError {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return CliError::closed_pipe();
    }
    CliError::local("cannot write the output").because(error.to_string())
}
