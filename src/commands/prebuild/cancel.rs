//! `prebuild cancel`: cancel a prebuild that is under way.

use clap::Args;
use uuid::Uuid;

use super::name_columns::Shown;
use super::view::{self, PrebuildRow};
use crate::api::connect_code::Code;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::retry::classify;
use crate::api::{Client, Error};
use crate::commands::names::Labels;
use crate::commands::shared::mutation_output;
use crate::context::{Attempt, Context};
use crate::error::Failure;
use crate::exit::Exit;
use crate::runtime;
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild cancel PREBUILD_ID
  prebuildctl prebuild list --phase running -o id | xargs -n 1 prebuildctl prebuild cancel")]
pub(super) struct CancelArgs {
    /// The prebuild's id
    #[arg(value_name = "ID")]
    id: String,
}

impl CancelArgs {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let id = reference::id(&self.id).map_err(Failure::usage)?;
        let shown = Shown::of_one(context)?;
        let client = context.client()?;
        let prebuild = runtime::run(context, &client, cancel(context, &client, id))?;
        let what = match view::phase(&prebuild) {
            PrebuildPhase::Cancelled => "cancelled",
            _ => "cancelling",
        };
        let labels = shown.of_changed(context, &client, &prebuild, Labels::default());
        PrebuildRow::new(prebuild, &labels, &client).show_changed(context, what)
    }
}

/// How often it is sent at most; after the first time only when reading showed that the one
/// before had no effect.
const MOST_SENDS: u32 = 3;

async fn cancel(context: &Context, client: &Client, id: Uuid) -> Result<Prebuild, Failure> {
    let attempt = context
        .begin(format!("cancel the prebuild {id}"), format!("prebuildctl prebuild get {id}"));
    let mut sends = 0;
    loop {
        let error = match client.cancel_prebuild(&id.to_string()).await {
            Ok(prebuild) => return Ok(prebuild),
            Err(error) => error,
        };
        sends += 1;
        if !classify(&error.fault).is_ambiguous() && sends == 1 {
            return Err(refused(context, &attempt, id, &error));
        }
        // An answer was lost. Later refusals may be for what the lost one has done.
        let unknown = || mutation_output::unknown(context, &attempt.what, &error);
        let prebuild = client.get_prebuild(&id.to_string()).await.map_err(|read| {
            let why = context.failed("", &read).reasons.join("; ");
            let failure = unknown().because(format!("reading it back failed too: {why}"));
            failure.hint("what is true now", &attempt.look)
        })?;
        match fate(&prebuild) {
            Fate::Cancelled => return Ok(prebuild),
            Fate::Over => return Err(over(&attempt, &prebuild)),
            Fate::UnderWay if sends < MOST_SENDS => {}
            Fate::UnderWay => {
                let failure = unknown().because("reading it back shows no change so far");
                return Err(failure.hint("what is true now", &attempt.look));
            }
        }
    }
}

/// What became of a prebuild that was to be cancelled.
enum Fate {
    Cancelled,
    Over,
    UnderWay,
}

fn fate(prebuild: &Prebuild) -> Fate {
    let wanted = prebuild.spec.as_ref().map(|spec| &spec.desired_phase);
    match view::phase(prebuild) {
        PrebuildPhase::Cancelling | PrebuildPhase::Cancelled => Fate::Cancelled,
        PrebuildPhase::Completed
        | PrebuildPhase::Failed
        | PrebuildPhase::Deleting
        | PrebuildPhase::Deleted => Fate::Over,
        _ if wanted == Some(&PrebuildPhase::Cancelled) => Fate::Cancelled,
        _ => Fate::UnderWay,
    }
}

/// It ended by itself first.
fn over(attempt: &Attempt, prebuild: &Prebuild) -> Failure {
    let Attempt { what, look } = attempt;
    let phase = view::phase(prebuild);
    let message = format!("cannot {what}: it is over");
    Failure::new(Exit::Conflict, "failed_precondition", message)
        .because(format!("its phase is {}", phase.word()))
        .hint("how it ended", look)
}

/// The service refused, or the request never left; nothing was changed.
fn refused(context: &Context, attempt: &Attempt, id: Uuid, error: &Error) -> Failure {
    let Attempt { what, look } = attempt;
    match error.refused_with() {
        Some(Code::NotFound) => super::missing(context, id, error),
        Some(Code::FailedPrecondition) => {
            context.failed(format!("cannot {what}"), error).hint("how it ended", look)
        }
        _ => context.failed(format!("cannot {what}"), error),
    }
}
