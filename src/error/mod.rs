//! What a command fails with: an exit code and words for people and for programs.

mod hint;
mod json;

use crate::exit::ExitCode;
pub use hint::Hint;
pub(crate) use json::ErrorJson;

/// Why a command did not do what it was asked.
///
/// Shown as up to three parts: what failed (`message`), why (`reasons`), and what to do
/// (`hints`). Text may hold foreign words: whoever prints it passes it through the text door.
#[derive(Clone, Debug)]
pub struct CliError {
    /// How the process ends.
    pub exit: ExitCode,
    /// The machine's word for it: a Connect code (`not_found`) or `usage`, `io`, `interrupted`.
    pub code: String,
    /// What failed, with names and values: lower case, one line, no full stop.
    pub message: String,
    /// Further things wrong with the same command, each worth an `error:` line of its own.
    pub other_messages: Vec<String>,
    /// Why, one line each.
    pub reasons: Vec<String>,
    /// The command that helps.
    pub hint: Option<Hint>,
    /// Whether the same command may succeed later with nothing changed.
    pub retryable: bool,
    /// Details of the service's error, decoded, as they go into the JSON error line.
    pub details: Vec<serde_json::Value>,
}

/// The code of a failure that needs no words any more.
const ALREADY_REPORTED: &str = "told";
/// The code of a reader that has left.
const CLOSED_PIPE: &str = "closed_pipe";

impl CliError {
    /// A failure with an exit code, a machine word and a message.
    pub fn new(exit: ExitCode, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            exit,
            code: code.into(),
            message: message.into(),
            other_messages: Vec::new(),
            reasons: Vec::new(),
            hint: None,
            retryable: false,
            details: Vec::new(),
        }
    }

    /// The user's words or files are wrong; nothing was sent.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ExitCode::Usage, "usage", message)
    }

    /// Several things are wrong with the user's words, all of them told at once.
    ///
    /// `None` when the list is empty.
    pub fn usage_errors_opt(messages: impl IntoIterator<Item = String>) -> Option<Self> {
        let mut messages = messages.into_iter();
        let first = Self::usage(messages.next()?);
        Some(Self { other_messages: messages.collect(), ..first })
    }

    /// As [`Self::usage_errors_opt`], for a list that is known to hold something.
    pub fn usage_errors(messages: impl IntoIterator<Item = String>) -> Self {
        Self::usage_errors_opt(messages).unwrap_or_else(|| Self::usage("the command line is wrong"))
    }

    /// Both values, or the errors of both as one.
    pub(crate) fn both<A, B>(
        first: Result<A, Self>,
        second: Result<B, Self>,
    ) -> Result<(A, B), Self> {
        match (first, second) {
            (Ok(first), Ok(second)) => Ok((first, second)),
            (Err(mut error), Err(other)) => {
                error.other_messages.push(other.message);
                error.other_messages.extend(other.other_messages);
                error.reasons.extend(other.reasons);
                Err(error)
            }
            (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
        }
    }

    /// This machine failed: a file, a stream.
    pub fn local(message: impl Into<String>) -> Self {
        Self::new(ExitCode::Failed, "io", message)
    }

    /// Whoever reads the output has left, as `head` does: nothing is wrong and nothing is said.
    #[must_use]
    pub fn closed_pipe() -> Self {
        Self::new(ExitCode::Success, CLOSED_PIPE, "")
    }

    /// Whether it is only that whoever reads the output has left.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        self.code == CLOSED_PIPE
    }

    /// Everything was told already; only the exit code is left to give.
    #[must_use]
    pub fn already_reported(exit: ExitCode) -> Self {
        Self::new(exit, ALREADY_REPORTED, "")
    }

    /// Whether there is nothing left to tell.
    #[must_use]
    pub fn is_already_reported(&self) -> bool {
        self.exit == ExitCode::Success || self.code == ALREADY_REPORTED
    }

    /// Adds a line that says why.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reasons.push(reason.into());
        self
    }

    /// Sets the command that helps.
    #[must_use]
    pub fn hint(mut self, hint: Hint) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// A local failure with its causes as reasons.
impl From<anyhow::Error> for CliError {
    fn from(error: anyhow::Error) -> Self {
        let mut chain = error.chain().map(ToString::to_string);
        let first = Self::local(chain.next().unwrap_or_default());
        Self { reasons: chain.collect(), ..first }
    }
}
