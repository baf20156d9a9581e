//! A failure as programs read it.

use serde::Serialize;

use super::Failure;

/// The error of a JSON line, its fields in the order in which they are documented.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ErrorLine<'a> {
    code: &'a str,
    exit_code: u8,
    message: String,
    hint: Option<&'a str>,
    retryable: bool,
    details: &'a [serde_json::Value],
}

impl Failure {
    /// As programs read it.
    pub(crate) fn line(&self) -> ErrorLine<'_> {
        let Self { exit, code, message, also, reasons, hints, retryable, details } = self;
        let all: Vec<_> = std::iter::once(message).chain(also).map(String::as_str).collect();
        let mut message = all.join("; ");
        if !reasons.is_empty() {
            message = format!("{message}: {}", reasons.join("; "));
        }
        let hint = hints.first().map(|hint| hint.command.as_str());
        let (exit_code, retryable) = (exit.code(), *retryable);
        ErrorLine { code, exit_code, message, hint, retryable, details }
    }
}
