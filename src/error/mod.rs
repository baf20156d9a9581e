//! What a command fails with: an exit code and words for people and for programs.

mod json;

use crate::exit::Exit;
pub(crate) use json::ErrorLine;

/// Why a command did not do what it was asked.
///
/// Shown as up to three parts: what failed (`message`), why (`reasons`), and what to do
/// (`hints`). Text may hold foreign words: whoever prints it passes it through the text door.
#[derive(Clone, Debug)]
pub struct Failure {
    /// How the process ends.
    pub exit: Exit,
    /// The machine's word for it: a Connect code (`not_found`) or `usage`, `io`, `interrupted`.
    pub code: String,
    /// What failed, with names and values: lower case, one line, no full stop.
    pub message: String,
    /// Further things wrong with the same command, each worth an `error:` line of its own.
    pub also: Vec<String>,
    /// Why, one line each.
    pub reasons: Vec<String>,
    /// What to do.
    pub hints: Vec<Hint>,
    /// Whether the same command may succeed later with nothing changed.
    pub retryable: bool,
    /// Details of the service's error, decoded, as they go into the JSON error line.
    pub details: Vec<serde_json::Value>,
}

/// One thing the user can do about a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it is for, such as `see every condition`.
    pub purpose: String,
    /// A command that can be pasted.
    pub command: String,
}

/// The code of a failure that needs no words any more.
const TOLD: &str = "told";
/// The code of a reader that has left.
const CLOSED_PIPE: &str = "closed_pipe";

impl Failure {
    /// A failure with an exit code, a machine word and a message.
    pub fn new(exit: Exit, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            exit,
            code: code.into(),
            message: message.into(),
            also: Vec::new(),
            reasons: Vec::new(),
            hints: Vec::new(),
            retryable: false,
            details: Vec::new(),
        }
    }

    /// The user's words or files are wrong; nothing was sent.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, "usage", message)
    }

    /// Several things are wrong with the user's words, all of them told at once.
    ///
    /// `None` when the list is empty.
    pub fn usage_all(messages: impl IntoIterator<Item = String>) -> Option<Self> {
        let mut messages = messages.into_iter();
        let first = Self::usage(messages.next()?);
        Some(Self { also: messages.collect(), ..first })
    }

    /// As [`Self::usage_all`], for a list that is known to hold something.
    pub fn usage_of(messages: impl IntoIterator<Item = String>) -> Self {
        Self::usage_all(messages).unwrap_or_else(|| Self::usage("the command line is wrong"))
    }

    /// This machine failed: a file, a stream.
    pub fn local(message: impl Into<String>) -> Self {
        Self::new(Exit::Failed, "io", message)
    }

    /// Whoever reads the output has left, as `head` does: nothing is wrong and nothing is said.
    #[must_use]
    pub fn closed_pipe() -> Self {
        Self::new(Exit::Done, CLOSED_PIPE, "")
    }

    /// Whether it is only that whoever reads the output has left.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        self.code == CLOSED_PIPE
    }

    /// Everything was told already; only the exit code is left to give.
    #[must_use]
    pub fn told(exit: Exit) -> Self {
        Self::new(exit, TOLD, "")
    }

    /// Whether there is nothing left to tell.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.exit == Exit::Done || self.code == TOLD
    }

    /// Adds a line that says why.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reasons.push(reason.into());
        self
    }

    /// Adds a command that helps, with what it is for.
    #[must_use]
    pub fn hint(mut self, purpose: impl Into<String>, command: impl Into<String>) -> Self {
        self.hints.push(Hint { purpose: purpose.into(), command: command.into() });
        self
    }
}

/// A local failure with its causes as reasons.
impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        let mut chain = error.chain().map(ToString::to_string);
        let first = Self::local(chain.next().unwrap_or_default());
        Self { reasons: chain.collect(), ..first }
    }
}
