//! Prints what happens during calls: notes, and with -v the log of calls.

use crate::api::client::{CallEvent, SECRET_FIELDS};
use crate::output::{Ui, json};

/// How much of a message is logged, in bytes.
const MAX_LOGGED: usize = 4 * 1024;

/// Prints the log of calls with -v.
pub(super) fn log_call_event(ui: &Ui, event: &CallEvent<'_>) {
    match event {
        CallEvent::Retrying { delay, error, attempt } => {
            let seconds = delay.as_secs_f64();
            ui.log(1, || format!("retrying in {seconds:.1} s (attempt {attempt}): {error}"));
        }
        event => print_call_event(ui, event),
    }
}

/// Prints notes and, with -v, the log of calls.
pub(super) fn print_call_event(ui: &Ui, event: &CallEvent<'_>) {
    let text = |body: &[u8]| {
        // Before the end is cut off, which would hide a token from the mask.
        let mut body = json::masked(body, SECRET_FIELDS, &ui.sanitizer());
        body.truncate(MAX_LOGGED);
        String::from_utf8_lossy(&body).into_owned()
    };
    match event {
        CallEvent::Sending { method, host, body } => {
            ui.log(1, || format!("> {method} to {host}, {} bytes", body.len()));
            if !body.is_empty() {
                ui.log(2, || format!("> {}", text(body)));
            }
        }
        CallEvent::Received { method, status, took, body } => {
            let (took, size) = (took.as_millis(), body.len());
            ui.log(1, || format!("< {method} {status}, {size} bytes in {took} ms"));
            ui.log(2, || format!("< {}", text(body)));
        }
        CallEvent::Opened { method, status, took } => {
            ui.log(1, || format!("< {method} {status} in {} ms", took.as_millis()));
        }
        CallEvent::StreamMessage { method, message } => {
            ui.log(1, || format!("< {method} event, {} bytes", message.len()));
            ui.log(2, || format!("< {}", text(message)));
        }
        CallEvent::Retrying { delay, error, attempt } => {
            let seconds = delay.as_secs_f64();
            ui.note(&format!("retrying in {seconds:.1} s (attempt {attempt}): {error}"));
        }
        CallEvent::StreamEnded { error, delay } => {
            let reason = error.map_or_else(|| "ended".to_owned(), ToString::to_string);
            let next = match delay {
                Some(delay) => format!("reconnecting in {:.1} s", delay.as_secs_f64()),
                None => "not reconnecting".to_owned(),
            };
            ui.log(1, || format!("event stream: {reason}; {next}"));
        }
        CallEvent::Finished { .. } => {}
        CallEvent::Redirected { to } => ui.note(&format!("redirected to {to}")),
    }
}
