//! The error of a command that needs to know when environments were started.

use crate::context::Context;
use crate::demand::service::ReadError;
use crate::error::CliError;
use crate::exit::ExitCode;

impl Context {
    /// Half a history would give wrong numbers, so that any part that is missing is an error.
    pub(crate) fn history_error(&self, error: &ReadError) -> CliError {
        match error {
            ReadError::Call { subject, error } => {
                self.api_error(format!("cannot read {subject}"), error)
            }
            ReadError::Denied { usage_records, environments } => denied(
                self.api_error("cannot read usage records", usage_records),
                self.api_error("cannot read environments", environments),
            ),
        }
    }
}

/// Neither of the two sources may be read.
fn denied(usage_records: CliError, environments: CliError) -> CliError {
    let sources = [("usage records", &usage_records), ("environments", &environments)];
    let reasons = sources.map(|(source, error)| {
        error.reasons.iter().map(move |reason| format!("{source}: {reason}")).collect::<Vec<_>>()
    });
    let advice = [
        "ask for one of the roles organization admin, insights viewer or billing viewer, which may \
         read usage records, or environments reader",
        "or give the starts in a file: --demand FILE",
    ];
    let is_denied = |error: &CliError| error.exit == ExitCode::PermissionDenied;
    let error = if is_denied(&environments) { environments } else { usage_records };
    CliError {
        message: "cannot read usage records or environments, which show the starts".to_owned(),
        reasons: reasons.concat().into_iter().chain(advice.map(str::to_owned)).collect(),
        ..error
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Hint;

    fn no_right(source: &str) -> CliError {
        CliError::new(ExitCode::PermissionDenied, "permission_denied", "cannot read it")
            .because(format!("the server says: no right to read {source}"))
            .hint(Hint::new("auth status"))
    }

    fn no_method() -> CliError {
        CliError::new(ExitCode::Failed, "unimplemented", "cannot read it").because("no such method")
    }

    #[test]
    fn the_error_names_both_reasons_the_roles_and_the_way_out() {
        let error = denied(no_right("usage"), no_right("environments"));
        assert_eq!(error.exit, ExitCode::PermissionDenied);
        assert_eq!(error.code, "permission_denied");
        assert_eq!(
            error.message,
            "cannot read usage records or environments, which show the starts"
        );
        assert_eq!(
            error.reasons,
            [
                "usage records: the server says: no right to read usage",
                "environments: the server says: no right to read environments",
                "ask for one of the roles organization admin, insights viewer or billing viewer, \
                 which may read usage records, or environments reader",
                "or give the starts in a file: --demand FILE",
            ]
        );
        assert_eq!(error.hint, Some(Hint::new("auth status")));
    }

    #[test]
    fn one_missing_right_decides_the_exit_code() {
        for (usage_records, environments) in
            [(no_right("usage"), no_method()), (no_method(), no_right("environments"))]
        {
            assert_eq!(denied(usage_records, environments).exit, ExitCode::PermissionDenied);
        }
        let error = denied(no_method(), no_method());
        assert_eq!((error.exit, error.code.as_str()), (ExitCode::Failed, "unimplemented"));
    }
}
