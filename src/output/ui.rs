//! The one way to the user: results to standard output, everything else to standard error.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::options::OutputOptions;
use super::redact::{Redactor, Secrets};
use super::screen::FrameBuffer;
use super::terminal::Terminal;
use crate::config::format::Format;
use crate::error::{CliError, Hint};
use crate::text::sanitize::{sanitize, truncate};

/// The streams a run writes to, and what they lead to.
pub struct Streams {
    /// Standard output.
    pub out: Box<dyn Write>,
    /// Standard error.
    pub err: Box<dyn Write>,
    /// What is known about them.
    pub terminal: Terminal,
}

/// Shows results, notes and errors.
pub struct Ui {
    pub(super) out: RefCell<Redactor<Box<dyn Write>>>,
    err: RefCell<Redactor<Box<dyn Write>>>,
    terminal: Terminal,
    secrets: Secrets,
    look: RefCell<OutputOptions>,
    /// The line at the bottom of the terminal that is drawn anew; empty where there is none.
    drawn: RefCell<String>,
    silent: Cell<bool>,
    /// The flags that choose the service, as typed; suggested commands repeat them.
    service_flags: RefCell<Vec<String>>,
    /// The whole screen, while it is drawn.
    pub(super) screen: RefCell<Option<FrameBuffer>>,
    /// What was told last while the screen was drawn.
    pub(super) pending_message: RefCell<String>,
}

impl Ui {
    /// Over these streams.
    #[must_use]
    pub fn new(streams: Streams) -> Self {
        let secrets = Secrets::default();
        Self {
            out: RefCell::new(Redactor::new(streams.out, secrets.clone())),
            err: RefCell::new(Redactor::new(streams.err, secrets.clone())),
            terminal: streams.terminal,
            secrets,
            look: RefCell::default(),
            drawn: RefCell::default(),
            silent: Cell::new(false),
            service_flags: RefCell::default(),
            screen: RefCell::default(),
            pending_message: RefCell::default(),
        }
    }

    /// Sets how everything is to look from now on.
    pub(crate) fn set_options(&self, look: OutputOptions) {
        self.look.replace(look);
    }

    /// The result has no end: what would be one JSON value is a value a line.
    pub(crate) fn write_json_in_lines(&self) {
        let mut look = self.look.borrow_mut();
        if look.format == Format::Json || look.filter.is_some() {
            look.format = Format::Jsonl;
        }
    }

    /// Errors are to be JSON, as far as is known before the command line is read.
    pub(crate) fn assume_json_errors(&self) {
        self.look.borrow_mut().format = Format::Json;
    }

    /// Whether colours may be used on standard output.
    pub(crate) fn stdout_color(&self) -> bool {
        self.look().color.unwrap_or(self.terminal.on_stdout() && self.terminal.colors)
    }

    /// The columns that the settings name; those of the command line go before.
    pub(crate) fn set_default_columns(&self, columns: &[String]) {
        self.look.borrow_mut().default_columns = Some(columns.to_vec());
    }

    /// How things look.
    pub(crate) fn look(&self) -> std::cell::Ref<'_, OutputOptions> {
        self.look.borrow()
    }

    /// What the streams lead to.
    pub(crate) const fn terminal(&self) -> Terminal {
        self.terminal
    }

    /// From now on nothing is written on standard error.
    pub(crate) fn mute_stderr(&self) {
        self.silent.set(true);
    }

    /// A word that must never be shown from now on.
    pub(crate) fn redact(&self, secret: &str) {
        self.secrets.add(secret);
    }

    /// The words that must never be shown.
    pub(super) fn secrets(&self) -> Secrets {
        self.secrets.clone()
    }

    /// Whether programs read what is written: then errors are JSON and notes are not written.
    pub(crate) fn is_json_mode(&self) -> bool {
        let look = self.look();
        look.format.is_machine() || look.filter.is_some()
    }

    /// Whether the result is laid out for people.
    pub(crate) fn is_tabular(&self) -> bool {
        matches!(self.look().format, Format::Table | Format::Wide)
    }

    /// Whether one thing is shown in a sentence, and not as an object or in columns.
    pub(crate) fn is_prose(&self) -> bool {
        let look = self.look();
        look.format == Format::Table && look.columns.is_none() && look.filter.is_none()
    }

    /// Whether a line on standard error can be drawn anew, and somebody wants to see it.
    pub(crate) fn is_drawing(&self) -> bool {
        self.terminal.redraws && !self.look().quiet && !self.is_json_mode()
    }

    /// Draws a line that the next one replaces; other lines appear above it.
    pub(crate) fn set_status_line(&self, line: &str) {
        let width = self.terminal.width.unwrap_or(NARROW) - 1;
        let line = truncate(&sanitize(line), width, "").into_owned();
        let erase = if self.drawn.replace(String::new()).is_empty() { "" } else { ERASE };
        self.eprint_raw(&format!("{erase}{line}"));
        self.drawn.replace(line);
    }

    /// Takes away the line that was drawn.
    pub(crate) fn clear_status_line(&self) {
        if !self.drawn.take().is_empty() {
            self.eprint_raw(ERASE);
        }
    }

    /// Writes a part of the result.
    ///
    /// # Errors
    /// When the stream cannot take it; a reader that has left is [`CliError::closed_pipe`].
    pub(crate) fn write(&self, text: &[u8]) -> Result<(), CliError> {
        self.write_by(|out| out.write_all(text))
    }

    /// Writes a part of the result a piece at a time.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(super) fn write_by(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CliError> {
        write(&mut *self.out.borrow_mut()).map_err(|error| cannot_write(&error))
    }

    /// Writes a line of the result; foreign text in it is shown, never obeyed.
    pub(crate) fn line(&self, text: &str) -> Result<(), CliError> {
        self.write(sanitize(text).as_bytes())?;
        self.write(b"\n")
    }

    /// Writes lines of the result.
    pub(super) fn lines(&self, lines: &[String]) -> Result<(), CliError> {
        lines.iter().try_for_each(|line| self.line(line))
    }

    /// Brings everything that was written to where it goes.
    pub(crate) fn flush(&self) -> Result<(), CliError> {
        self.out.borrow_mut().flush().map_err(|error| cannot_write(&error))
    }

    /// Something worth knowing that is not the result; not for programs and not when quiet.
    pub(crate) fn note(&self, text: &str) {
        if !self.look().quiet && !self.is_json_mode() {
            self.eprint_line(text);
        }
    }

    /// Something is not as it should be, and the command goes on.
    pub(crate) fn warn(&self, text: &str) {
        let prefix = self.painted("warning:", AnsiColor::Yellow);
        self.eprint_prefixed(&prefix, text);
    }

    /// What is done behind the result, from this verbosity on.
    pub(crate) fn log(&self, verbosity: u8, text: &str) {
        if self.look().verbosity >= verbosity {
            self.eprint_line(text);
        }
    }

    /// A line on standard error, whatever the settings.
    pub(crate) fn eprint_line(&self, text: &str) {
        self.eprint_prefixed("", text);
    }

    /// An error line.
    pub(crate) fn error(&self, text: &str) {
        let prefix = self.painted("error:", AnsiColor::Red);
        self.eprint_prefixed(&prefix, text);
    }

    /// The command that helps after an error.
    pub(crate) fn hint(&self, hint: &Hint) {
        let prefix = self.painted("hint:", AnsiColor::Cyan);
        self.eprint_prefixed(&prefix, &self.command(hint));
    }

    /// Sets the flags that suggested commands repeat.
    pub(crate) fn set_service_flags(&self, flags: Vec<String>) {
        self.service_flags.replace(flags);
    }

    /// The flags that suggested commands repeat.
    pub(crate) fn service_flags(&self) -> std::cell::Ref<'_, [String]> {
        std::cell::Ref::map(self.service_flags.borrow(), Vec::as_slice)
    }

    /// A suggested command, ready to paste: it reaches the service that this command uses.
    pub(crate) fn command(&self, hint: &Hint) -> String {
        hint.to_command(&self.service_flags())
    }

    /// A question; the answer is typed behind it.
    pub(crate) fn ask(&self, question: &str) {
        self.eprint_raw(&format!("{} [y/N] ", sanitize(question)));
    }

    /// Text for standard error as it is: our own words, laid out already.
    pub(crate) fn eprint_raw(&self, text: &str) {
        if self.silent.get() {
            return;
        }
        if self.terminal.on_stderr && self.screen.borrow().is_some() {
            text.trim_end().clone_into(&mut self.pending_message.borrow_mut());
            return;
        }
        let mut err = self.err.borrow_mut();
        let drawn = self.drawn.borrow();
        let erase = if drawn.is_empty() { "" } else { ERASE };
        let text = format!("{erase}{text}{drawn}");
        // Nobody is left to tell when standard error is closed.
        drop(err.write_all(text.as_bytes()).and_then(|()| err.flush()));
    }

    fn eprint_prefixed(&self, prefix: &str, text: &str) {
        let text = sanitize(text);
        let text = truncate(&text, LONGEST_LINE, if self.terminal.unicode { "…" } else { "..." });
        let gap = if prefix.is_empty() { "" } else { " " };
        self.eprint_raw(&format!("{prefix}{gap}{text}\n"));
    }

    fn painted(&self, word: &str, color: AnsiColor) -> String {
        if !self.look().color.unwrap_or(self.terminal.on_stderr && self.terminal.colors) {
            return word.to_owned();
        }
        let style = Style::new().bold().fg_color(Some(color.into()));
        format!("{style}{word}{style:#}")
    }
}

/// Columns of a line on standard error; a server may send a megabyte of reasons.
const LONGEST_LINE: usize = 2_000;

/// Takes away what the line holds, and goes back to its beginning.
const ERASE: &str = "\r\x1b[K";
/// The width of a line that is drawn, where the terminal does not tell its own.
const NARROW: usize = 80;

/// The failure of a stream of results.
fn cannot_write(error: &io::Error) -> CliError {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return CliError::closed_pipe();
    }
    CliError::local("cannot write the output").because(error.to_string())
}
