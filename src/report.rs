//! Prints how a command ended; nothing else prints errors.

use std::collections::BTreeMap;

use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::{Ui, json};

/// Flushes the output, prints the error if there is one, and returns the exit code.
pub(crate) fn report(ui: &Ui, result: Result<ExitCode, CliError>) -> ExitCode {
    let error = match (result, ui.flush()) {
        (Err(error), _) => error,
        // A reader that has left does not change the exit code.
        (Ok(_), Err(error)) if !error.is_closed_pipe() => error,
        (Ok(exit), _) => return exit,
    };
    if error.silent.is_some() {
        return error.exit;
    }
    if ui.is_json_mode() {
        print_json(ui, &error);
    } else {
        print_text(ui, &error);
    }
    error.exit
}

fn print_text(ui: &Ui, error: &CliError) {
    ui.error(&error.message);
    for message in &error.other_messages {
        ui.error(message);
    }
    for reason in &error.reasons {
        ui.eprint_line(&format!("  {reason}"));
    }
    if let Some(hint) = &error.hint {
        ui.hint(hint);
    }
}

/// One line, in which unsafe characters are escaped.
fn print_json(ui: &Ui, error: &CliError) {
    let line = BTreeMap::from([("error", error.to_json(&ui.service_flags()))]);
    let line = json::to_vec(&line).unwrap_or_default();
    ui.eprint_raw(&format!("{}\n", String::from_utf8_lossy(&line)));
}
