//! Untrusted lines in the log of a step of GitHub Actions, in groups.
//!
//! The runner executes lines that look like workflow commands. It stops doing so at a command that
//! names a token, until a line with that token; only the lines of this program stand outside.

use ring::rand::{Random, SystemRandom, generate};

use super::github::escape;
use super::ui::Ui;
use crate::error::CliError;

pub(crate) struct StepLog {
    /// Unguessable: a line that contains it would start commands again.
    token: String,
    is_stopped: bool,
    has_group: bool,
}

impl StepLog {
    /// # Errors
    /// When the system gives no random numbers.
    pub(crate) fn new() -> Result<Self, CliError> {
        let random: Random<[u8; 16]> = generate(&SystemRandom::new())
            .map_err(|_| CliError::local("the system gives no random numbers"))?;
        let token = random.expose().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { token, is_stopped: false, has_group: false })
    }

    pub(crate) const fn has_group(&self) -> bool {
        self.has_group
    }

    /// Writes an untrusted line, sanitized.
    pub(crate) fn line(&mut self, ui: &Ui, text: &str) -> Result<(), CliError> {
        if !self.is_stopped {
            self.is_stopped = true;
            ui.write(format!("::stop-commands::{}\n", self.token).as_bytes())?;
        }
        ui.print_line(text)
    }

    /// Closes the open group and opens another one with an untrusted title.
    pub(crate) fn open_group(&mut self, ui: &Ui, title: &str) -> Result<(), CliError> {
        self.close_group(ui)?;
        self.has_group = true;
        let title = escape(&ui.sanitizer().line(title));
        ui.write(format!("::group::{title}\n").as_bytes())
    }

    /// Closes the open group, if there is one. Commands are executed again.
    pub(crate) fn close_group(&mut self, ui: &Ui) -> Result<(), CliError> {
        if std::mem::take(&mut self.is_stopped) {
            ui.write(format!("::{}::\n", self.token).as_bytes())?;
        }
        if std::mem::take(&mut self.has_group) {
            ui.write(b"::endgroup::\n")?;
        }
        Ok(())
    }
}
