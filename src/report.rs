//! Prints how a command ended, and errors that do not end it; nothing else prints errors.

use std::collections::BTreeMap;

use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::{Ui, jq, json};

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
    ui.report_error_to_step(&error.message, &error.reasons);
    print_error(ui, &error);
    error.exit
}

/// Prints an error, as text or as JSON.
pub(crate) fn print_error(ui: &Ui, error: &CliError) {
    // Text shows the place in the filter; a filter that is typed at a terminal is read there.
    let is_for_people = jq::is_filter_error(error) && ui.terminal().on_stderr;
    if ui.is_json_mode() && !is_for_people {
        print_json(ui, error);
    } else {
        print_text(ui, error);
    }
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
    let line = json::compact(&line, &ui.sanitizer());
    ui.eprint_raw(&format!("{}\n", String::from_utf8_lossy(&line)));
}

/// Renders errors for tests.
#[cfg(any(test, fuzzing))]
pub(crate) mod rendering {
    use std::cell::RefCell;
    use std::io::{self, Write};
    use std::rc::Rc;

    use super::report;
    use crate::error::CliError;
    use crate::exit::ExitCode;
    use crate::output::{Streams, Terminal, Ui};

    #[derive(Clone, Default)]
    struct Buffer(Rc<RefCell<Vec<u8>>>);

    impl Write for Buffer {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The text that is printed for an error, and the exit code.
    pub(crate) fn render(error: &CliError, is_json: bool) -> (String, ExitCode) {
        let stderr = Buffer::default();
        let (out, err) = (Box::new(io::sink()), Box::new(stderr.clone()));
        let ui = Ui::new(Streams { out, err, terminal: Terminal::default() });
        if is_json {
            ui.assume_json_errors();
        }
        let exit = report(&ui, Err(error.clone()));
        drop(ui);
        (String::from_utf8_lossy(&stderr.0.borrow()).into_owned(), exit)
    }
}

#[cfg(test)]
mod tests {
    use super::rendering::render;
    use super::*;
    use crate::error::Hint;

    #[test]
    fn untrusted_text_is_escaped_in_every_part_of_an_error() {
        let error = CliError::usage_errors(["no \u{202e}".to_owned(), "two\n".to_owned()])
            .because("why \x1b[2J")
            .hint(Hint::new("warm-pool get").arg("a \u{9b}/b"));
        let text = "error: no <U+202E>\nerror: two⏎\n  why \\x1b[2J\n\
                    hint: prebuildctl warm-pool get QUOTED\n";
        let quoted = if cfg!(windows) { r#""a $([char]0x9b)/b""# } else { r"$'a \302\233/b'" };
        let text = text.replace("QUOTED", quoted);
        assert_eq!(render(&error, false), (text, ExitCode::Usage));
        let (json, exit) = render(&error, true);
        assert_eq!(exit, ExitCode::Usage);
        assert!(
            json.starts_with(r#"{"error":{"code":"usage","exitCode":2,"message":"no \u202e; "#)
        );
        let quoted = serde_json::to_string(&format!("prebuildctl warm-pool get {quoted}")).unwrap();
        assert!(json.contains(&format!(r#","hint":{quoted},"#)), "{json}");
    }

    #[test]
    fn a_silent_end_prints_nothing() {
        for is_json in [false, true] {
            let error = CliError { exit: ExitCode::Interrupted, ..CliError::closed_pipe() };
            assert_eq!(render(&error, is_json), (String::new(), ExitCode::Interrupted));
            let error = CliError::already_reported(ExitCode::NotFound);
            assert_eq!(render(&error, is_json), (String::new(), ExitCode::NotFound));
        }
    }
}
