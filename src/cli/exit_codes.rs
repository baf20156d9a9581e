//! The table of exit codes in the long help.

use std::fmt::Write as _;

use crate::exit::TABLE;

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
