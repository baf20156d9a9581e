//! The names that complete a value on the command line.

use crate::config::bare_keys;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

mod cache;
mod candidates;

use candidates::CandidateKind;
pub(crate) use candidates::TIMEOUT;

/// The argument whose value is completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CompletionTarget {
    /// Its id, such as `profile`.
    pub(crate) argument: String,
    /// What its help calls a value, such as `PROJECT`.
    pub(crate) value: String,
}

/// Prints the kind of the names, then the names; nothing for an argument without names.
pub(crate) fn print(context: &Context, target: &CompletionTarget) -> Result<ExitCode, CliError> {
    let names = match (target.value.as_str(), target.argument.as_str()) {
        ("PROJECT", _) => candidates::names(context, CandidateKind::Projects),
        ("CLASS", _) => candidates::names(context, CandidateKind::Classes),
        ("RUNNER", _) => candidates::names(context, CandidateKind::Runners),
        ("POOL", _) => candidates::names(context, CandidateKind::Pools),
        ("KEY", _) => Ok(bare_keys().map(str::to_owned).collect()),
        (_, "profile") => profiles(context),
        _ => return Ok(ExitCode::Success),
    };
    context.ui.print_line(&target.value)?;
    names.unwrap_or_default().iter().try_for_each(|name| context.ui.print_line(name))?;
    Ok(ExitCode::Success)
}

fn profiles(context: &Context) -> Result<Vec<String>, CliError> {
    context.allow_new_profile()?;
    Ok(context.settings()?.profiles.clone().unwrap_or_default())
}
