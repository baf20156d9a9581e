//! An entry for a crontab.

use crate::text::shell::quote_for_sh;

const COMMENTS: &str = "\
# Resizes warm pools as the fleet file says. A missed run needs no repair: the next one does the same.
# The token is that of the saved login, of --config or of --token-file; no shell profile is read.
";

/// Comments and one entry. cron sends what a run prints by mail: only changes and errors.
pub(super) fn entry(command: &[String]) -> String {
    let words: Vec<_> = command.iter().map(|word| quote(word)).collect();
    format!("{COMMENTS}*/15 * * * * {}\n", words.join(" "))
}

/// Quotes a word for `sh`, and then for cron, in which a `%` would end the command. Some crons read a
/// `\` together with a `\` or a `%` behind it, so that a quote has to follow each.
fn quote(word: &str) -> String {
    if word.is_empty() {
        return quote_for_sh(word).into_owned();
    }
    word.split_inclusive('\\').map(quote_for_sh).collect::<String>().replace('%', r"\%")
}
