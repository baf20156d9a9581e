//! The error of a command: an exit code, and texts for people and for programs.

mod hint;
mod json;

use crate::exit::ExitCode;
pub use hint::Hint;

/// Why a command failed: what (`message`), why (`reasons`), and what to do about it (`hint`).
///
/// The texts may hold untrusted text; it is sanitized when they are printed.
#[derive(Clone, Debug)]
pub struct CliError {
    pub exit: ExitCode,
    /// For programs: a Connect code such as `not_found`, or `usage`, `io`, `interrupted` ….
    pub code: String,
    /// With names and values: lower case, one line, no full stop.
    pub message: String,
    /// Further errors of the same command, each an `error:` line.
    pub other_messages: Vec<String>,
    /// One line each.
    pub reasons: Vec<String>,
    pub hint: Option<Hint>,
    /// Whether the same command may succeed later although nothing was changed.
    pub retryable: bool,
    /// The decoded details of the service's error.
    pub details: Vec<serde_json::Value>,
    pub(crate) silent: Option<SilentEnd>,
}

/// Why a command ends early without an error being printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SilentEnd {
    AlreadyReported,
    /// The reader of standard output has left, as `head` does.
    ClosedPipe,
}

impl CliError {
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
            silent: None,
        }
    }

    /// The command line or a file of the user is invalid; nothing was sent.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ExitCode::Usage, "usage", message)
    }

    /// One error for several messages; `None` if there are none.
    pub fn usage_errors_opt(messages: impl IntoIterator<Item = String>) -> Option<Self> {
        let mut messages = messages.into_iter();
        let first = Self::usage(messages.next()?);
        Some(Self { other_messages: messages.collect(), ..first })
    }

    /// As [`Self::usage_errors_opt`], for a list that is not empty.
    pub fn usage_errors(messages: impl IntoIterator<Item = String>) -> Self {
        Self::usage_errors_opt(messages).unwrap_or_else(|| Self::usage("invalid command line"))
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
                for reason in other.reasons {
                    if !error.reasons.contains(&reason) {
                        error.reasons.push(reason);
                    }
                }
                Err(error)
            }
            (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
        }
    }

    /// All values, or the errors of all that failed as one.
    pub(crate) fn all<T>(
        results: impl IntoIterator<Item = Result<T, Self>>,
    ) -> Result<Vec<T>, Self> {
        let mut all = Ok(Vec::new());
        for result in results {
            all = Self::both(all, result).map(|(mut values, value)| {
                values.push(value);
                values
            });
        }
        all
    }

    /// A file, a stream or another resource of this machine failed.
    pub fn local(message: impl Into<String>) -> Self {
        Self::new(ExitCode::Failed, "io", message)
    }

    #[must_use]
    pub fn closed_pipe() -> Self {
        Self::silent(ExitCode::Success, SilentEnd::ClosedPipe)
    }

    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        self.silent == Some(SilentEnd::ClosedPipe)
    }

    /// Everything has been printed; only the exit code is left to return.
    #[must_use]
    pub fn already_reported(exit: ExitCode) -> Self {
        Self::silent(exit, SilentEnd::AlreadyReported)
    }

    fn silent(exit: ExitCode, end: SilentEnd) -> Self {
        Self { silent: Some(end), ..Self::new(exit, "", "") }
    }

    /// Adds a reason.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reasons.push(reason.into());
        self
    }

    /// Sets the suggested command.
    #[must_use]
    pub fn hint(mut self, hint: Hint) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// The causes become reasons.
impl From<anyhow::Error> for CliError {
    fn from(error: anyhow::Error) -> Self {
        let mut chain = error.chain().map(ToString::to_string);
        let first = Self::local(chain.next().unwrap_or_default());
        Self { reasons: chain.collect(), ..first }
    }
}
