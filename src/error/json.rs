//! A failure as programs read it.

use serde::Serialize;

use super::CliError;

/// The error of a JSON line, its fields in the order in which they are documented.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ErrorJson<'a> {
    code: &'a str,
    exit_code: u8,
    message: String,
    hint: Option<String>,
    retryable: bool,
    details: &'a [serde_json::Value],
}

impl CliError {
    /// As programs read it.
    pub(crate) fn to_json(&self, service_flags: &[String]) -> ErrorJson<'_> {
        let Self { exit, code, message, other_messages, reasons, hint, retryable, details } = self;
        let all: Vec<_> =
            std::iter::once(message).chain(other_messages).map(String::as_str).collect();
        let mut message = all.join("; ");
        if !reasons.is_empty() {
            message = format!("{message}: {}", reasons.join("; "));
        }
        let hint = hint.as_ref().map(|hint| hint.to_command(service_flags));
        let (exit_code, retryable) = (exit.code(), *retryable);
        ErrorJson { code, exit_code, message, hint, retryable, details }
    }
}
