//! From a command's end to words and an exit code: the only place that prints errors.

use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::{Ui, json};

/// Tells the user how the run ended and gives the exit code.
pub(crate) fn report(ui: &Ui, result: Result<ExitCode, CliError>) -> ExitCode {
    let written = |exit| match ui.flush() {
        Err(failure) if !failure.is_closed_pipe() => Err(failure),
        // A reader that has left does not change how the command ended.
        _ => Ok(exit),
    };
    let failure = match result.and_then(written) {
        Ok(exit) => return exit,
        Err(failure) => failure,
    };
    // What was written before the failure is the user's; a second fault of the stream adds nothing.
    drop(ui.flush());
    if failure.is_already_reported() {
        return failure.exit;
    }
    if ui.is_json_mode() {
        ui.eprint_raw(&String::from_utf8_lossy(&as_json(ui, &failure)));
    } else {
        as_text(ui, &failure);
    }
    failure.exit
}

fn as_text(ui: &Ui, failure: &CliError) {
    let CliError {
        exit: _,
        code: _,
        message,
        other_messages,
        reasons,
        hint,
        retryable: _,
        details: _,
    } = failure;
    ui.error(message);
    for message in other_messages {
        ui.error(message);
    }
    for reason in reasons {
        ui.eprint_line(&format!("  {reason}"));
    }
    if let Some(hint) = hint {
        ui.hint(hint);
    }
}

/// One line; letters that a terminal would obey are escaped, which leaves the value the same.
fn as_json(ui: &Ui, failure: &CliError) -> Vec<u8> {
    let text = serde_json::to_vec(&failure.to_json(&ui.service_flags())).unwrap_or_default();
    let mut whole = br#"{"error":"#.to_vec();
    whole.extend(json::compact(&text));
    whole.extend(b"}\n");
    whole
}
