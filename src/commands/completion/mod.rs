//! The words that complete a value on the command line.

use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

mod cache;
mod candidate;
mod candidates;
mod config_values;
mod keywords;

use CandidateKind::{Addresses, Classes, Pools, Prebuilds, Projects, Runners};
pub(crate) use candidate::Candidate;
use candidate::at_end_of_list;
use candidates::CandidateKind;
pub(crate) use candidates::TIMEOUT;

/// The argument whose value is completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CompletionTarget {
    /// Its command, such as `warm-pool list`; empty for the program itself.
    pub(crate) command: String,
    /// Its id, such as `profile`.
    pub(crate) argument: String,
    /// What its help calls a value, such as `PROJECT`.
    pub(crate) value: String,
    /// The value as far as it is typed.
    pub(crate) typed: String,
    /// Whether the value is a list with commas.
    pub(crate) is_list: bool,
    /// The value of the argument `KEY` of the same command.
    pub(crate) key: Option<String>,
    /// The words that the parser accepts; empty where it accepts more.
    pub(crate) accepted: Vec<Candidate>,
}

/// Prints the kind of the words, then a line for each word, with a tab before its description;
/// nothing for an argument without words of its own.
pub(crate) fn print(context: &Context, target: &CompletionTarget) -> Result<ExitCode, CliError> {
    let Some(candidates) = candidates(context, target) else { return Ok(ExitCode::Success) };
    let candidates = if target.is_list || takes_list(target) {
        at_end_of_list(&target.typed, candidates)
    } else {
        candidates
    };
    context.ui.print_line(&target.value)?;
    let sanitizer = context.ui.sanitizer();
    for Candidate { word, about } in &candidates {
        let word = sanitizer.line(word);
        let line = match about.as_str() {
            "" => format!("{word}\n"),
            about => format!("{word}\t{}\n", sanitizer.line(about)),
        };
        context.ui.write(line.as_bytes())?;
    }
    Ok(ExitCode::Success)
}

/// Whether names with commas between them are typed: those of lists are, but after `name:` a comma
/// is a part of the name.
fn takes_list(target: &CompletionTarget) -> bool {
    matches!(target.value.as_str(), "PROJECT" | "CLASS" | "VALUE")
        && target.typed.contains(',')
        && !target.typed.contains("name:")
}

/// `None` for an argument without words of its own. Errors leave out the words.
fn candidates(context: &Context, target: &CompletionTarget) -> Option<Vec<Candidate>> {
    let CompletionTarget { command, argument, value, .. } = target;
    let names = |kind| Some(candidates::names(context, kind).unwrap_or_default());
    match (value.as_str(), argument.as_str()) {
        ("PROJECT", _) => names(Projects),
        ("CLASS", _) => names(Classes),
        ("RUNNER", _) => names(Runners),
        ("POOL", _) | (_, "ignore") => names(Pools),
        ("ADDRESS", _) => names(Addresses),
        ("ID", "id" | "ids") if command.starts_with("prebuild ") => names(Prebuilds),
        ("KEY", _) => Some(config_values::keys(context, &target.typed)),
        ("VALUE", "value") => config_values::values(context, target),
        (_, "profile") => Some(config_values::profiles(context)),
        _ if !target.accepted.is_empty() => Some(target.accepted.clone()),
        _ => keywords::find(target),
    }
}
