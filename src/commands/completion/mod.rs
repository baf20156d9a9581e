//! `__complete`: the names that fit the end of a command line, for the scripts of `completions`.

use std::ffi::OsString;

use crate::cli::completion_context::{self, CompletionTarget};
use crate::config::{Flags, bare_keys};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

mod cache;
mod candidates;

use candidates::CandidateKind;

/// The word that asks for names. It is none of the commands: scripts type it, and nobody else.
const ASK: &str = "__complete";

/// A command line that a shell wants names for.
///
/// The first line that is printed says what they are of, such as PROJECT; nothing is printed where
/// no name stands. It never fails, asks nobody, and says nothing on standard error.
#[derive(Debug)]
pub(crate) struct Completion {
    /// The words up to the cursor, the name of the program first.
    words: Vec<OsString>,
}

impl Completion {
    /// What the words behind `__complete` ask for; `None` when they are a command of their own.
    pub(crate) fn asked(args: &[OsString]) -> Option<Self> {
        let (ask, words) = args.get(1..)?.split_first()?;
        (ask == ASK).then(|| Self { words: words.to_vec() })
    }

    /// The flags before the last word; whatever they say, a call is short and is sent once.
    pub(crate) fn flags(&self) -> Flags {
        let before = self.words.split_last().map_or(&[][..], |(_, before)| before);
        Flags {
            request_timeout: Some(format!("{}s", candidates::TIMEOUT.as_secs())),
            retries: Some("0".to_owned()),
            no_input: true,
            ..completion_context::flags(before)
        }
    }

    pub(crate) fn run(&self, context: &Context) -> Result<ExitCode, CliError> {
        context.ui.mute_stderr();
        let Some(place) = completion_context::place(&self.words) else {
            return Ok(ExitCode::Success);
        };
        let Some(names) = names(context, &place) else { return Ok(ExitCode::Success) };
        context.ui.line(&place.value)?;
        names.unwrap_or_default().iter().try_for_each(|name| context.ui.line(name))?;
        Ok(ExitCode::Success)
    }
}

/// The names that fit; `None` where no name stands.
fn names(context: &Context, place: &CompletionTarget) -> Option<Result<Vec<String>, CliError>> {
    Some(match (place.value.as_str(), place.argument.as_str()) {
        ("PROJECT", _) => candidates::names(context, CandidateKind::Projects),
        ("CLASS", _) => candidates::names(context, CandidateKind::Classes),
        ("POOL", _) => candidates::names(context, CandidateKind::Pools),
        ("KEY", _) => Ok(bare_keys().map(str::to_owned).collect()),
        (_, "profile") => profiles(context),
        _ => return None,
    })
}

fn profiles(context: &Context) -> Result<Vec<String>, CliError> {
    context.allow_new_profile()?;
    Ok(context.settings()?.profiles.clone().unwrap_or_default())
}
