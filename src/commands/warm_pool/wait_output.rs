//! Waiting for warm pools: the words, and a pool that was changed.

use super::view::PoolRow;
use crate::api::Client;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::progress::Summary;
use crate::commands::shared::wait::{self, DescribeWait};
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::wait::{Condition, PoolWait, PoolWaitFailure, WaitItem, WaitOptions};
use crate::warm_pool::lifecycle;

/// Shows a pool that was changed, and waits until it is ready if that was asked for.
pub(super) async fn show_changed(
    context: &Context,
    client: &Client,
    plan: Option<WaitOptions>,
    what_happened: &str,
    pool: WarmPool,
    address: String,
) -> Result<ExitCode, CliError> {
    let (id, name) = (pool.id.clone(), address.clone());
    let start = WaitItem { id, name, thing: Some(pool), is_new: true };
    let goal = PoolWait { client, condition: Condition::Ready };
    let row = |pool| PoolRow::new(pool, address.clone(), client);
    let sentence = |row: &PoolRow| row.sentence(what_happened);
    wait::show_changed(context, &goal, client, plan, start, (row, sentence)).await
}

impl DescribeWait for PoolWait<'_> {
    const WHAT: &'static str = "the warm pool";

    fn state(&self, pool: &WarmPool) -> Summary {
        let rest = pool.status.as_ref().map_or_else(String::new, |status| {
            let (running, stopped) = (status.running_instances, status.stopped_instances);
            match status.failure_message.as_str() {
                "" if running == 0 && stopped == 0 => String::new(),
                "" => format!("{running} running, {stopped} stopped"),
                failure => failure.to_owned(),
            }
        });
        Summary { phase: lifecycle::phase(pool).label().into_owned(), rest }
    }

    fn unmet(&self) -> String {
        match self.condition {
            Condition::Ready => "is not ready".to_owned(),
            Condition::Running(count) => format!("does not run {count} instances"),
            Condition::Snapshot => "has no snapshot".to_owned(),
            Condition::Deleted => "is not gone".to_owned(),
        }
    }

    fn impossible(&self) -> String {
        let unmet = self.unmet();
        match self.condition {
            Condition::Ready | Condition::Deleted => format!("{unmet} and will not be"),
            Condition::Running(_) | Condition::Snapshot => format!("{unmet} and never will"),
        }
    }

    fn retry_command(&self, ids: &[String]) -> Hint {
        let hint = Hint::new("warm-pool wait").args(ids);
        match self.condition {
            Condition::Ready => hint,
            condition => hint.arg("--for").arg(condition),
        }
    }

    fn add_reason(
        &self,
        failure: CliError,
        id: &str,
        pool: Option<&WarmPool>,
        why: &PoolWaitFailure,
    ) -> CliError {
        match why {
            PoolWaitFailure::Gone => {
                failure.because("it is gone").hint(Hint::new("warm-pool list"))
            }
            PoolWaitFailure::Leaving => failure
                .because("it is being deleted")
                .hint(Hint::new("warm-pool wait").arg(id).args(["--for", "deleted"])),
            PoolWaitFailure::Degraded(message) => failure
                .because(format!("it is degraded: {message}"))
                .hint(Hint::new("warm-pool explain").arg(id)),
            PoolWaitFailure::AboveMax(max) => failure
                .because(format!("it may hold {max} instances at most"))
                .because(format!("to allow more: prebuildctl warm-pool update {id} --max N")),
            PoolWaitFailure::NoPrebuild => without_prebuild(failure, pool),
        }
    }
}

fn without_prebuild(failure: CliError, pool: Option<&WarmPool>) -> CliError {
    let failure = failure.because(
        "it has no snapshot: no prebuild of the last 7 days has completed for its project and \
         class, and none is running",
    );
    let Some(of) = pool.and_then(|pool| pool.metadata.as_ref()) else {
        return failure;
    };
    let (project, class) = (&of.project_id, &of.environment_class_id);
    failure.hint(Hint::new("prebuild trigger").args(["--project", project, "--class", class]))
}
