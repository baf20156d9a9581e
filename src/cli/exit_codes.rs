//! The table of exit codes as the long help shows it.

use std::fmt::Write as _;

use crate::exit::TABLE;

/// The examples, and below them every exit code.
pub(super) fn after_help(examples: &str) -> String {
    let mut text = format!("{examples}\n\nExit codes:\n");
    for row in TABLE {
        let _ = write!(text, "  {:>3}  {}", row.exit.code(), row.meaning);
        let _ = match row.causes {
            "" => writeln!(text),
            causes => writeln!(text, " ({causes})"),
        };
    }
    text
}
