//! From a command's end to words and an exit code: the only place that prints errors.

use crate::error::{Failure, Hint};
use crate::exit::Exit;
use crate::output::{Ui, json};

/// Tells the user how the run ended and gives the exit code.
pub(crate) fn report(ui: &Ui, result: Result<Exit, Failure>) -> Exit {
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
    if failure.is_told() {
        return failure.exit;
    }
    if ui.is_for_machines() {
        ui.tell_own(&String::from_utf8_lossy(&as_json(&failure)));
    } else {
        as_text(ui, &failure);
    }
    failure.exit
}

fn as_text(ui: &Ui, failure: &Failure) {
    let Failure { exit: _, code: _, message, also, reasons, hints, retryable: _, details: _ } =
        failure;
    ui.error(message);
    for message in also {
        ui.error(message);
    }
    for reason in reasons {
        ui.tell(&format!("  {reason}"));
    }
    let widest = hints.iter().map(|hint| hint.purpose.chars().count()).max().unwrap_or(0) + 1;
    for Hint { purpose, command } in hints {
        let purpose = format!("{purpose}:");
        ui.tell(&format!("  {purpose:widest$} {command}"));
    }
}

/// One line; letters that a terminal would obey are escaped, which leaves the value the same.
fn as_json(failure: &Failure) -> Vec<u8> {
    let text = serde_json::to_vec(&failure.line()).unwrap_or_default();
    let mut whole = br#"{"error":"#.to_vec();
    whole.extend(json::compact(&text));
    whole.extend(b"}\n");
    whole
}
