//! The error as a JSON object.

use serde::Serialize;

use super::CliError;

/// The fields are in the order in which they are documented.
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
    pub(crate) fn to_json(&self, service_flags: &[String]) -> ErrorJson<'_> {
        let messages = std::iter::once(&self.message).chain(&self.other_messages);
        let mut message = messages.map(String::as_str).collect::<Vec<_>>().join("; ");
        if !self.reasons.is_empty() {
            message = format!("{message}: {}", self.reasons.join("; "));
        }
        ErrorJson {
            code: &self.code,
            exit_code: self.exit.code(),
            message,
            hint: self.hint.as_ref().map(|hint| hint.to_command(service_flags)),
            retryable: self.retryable,
            details: &self.details,
        }
    }
}
