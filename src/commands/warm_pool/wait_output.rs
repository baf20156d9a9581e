//! Waiting for warm pools: the messages, and the wait after a change.

use super::view::PoolRow;
use crate::api::Client;
use crate::api::OpenEnum as _;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::progress::Summary;
use crate::commands::shared::wait::{self, DescribeWait};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::wait::{Condition, PoolWait, PoolWaitFailure, WaitItem, WaitOptions};
use crate::warm_pool::lifecycle;
use crate::warm_pool::size::SizeBounds;

/// Shows a pool that was changed, and waits until it is ready if there are options.
pub(super) async fn show_changed(
    context: &Context,
    client: &Client,
    options: Option<WaitOptions>,
    what_happened: &str,
    pool: WarmPool,
    address: String,
) -> Result<ExitCode, CliError> {
    let (id, name) = (pool.id.clone(), address.clone());
    let item = WaitItem { id, name, state: Some(pool), is_new: true };
    let target = PoolWait { client, condition: Condition::Ready };
    let row = |pool| PoolRow::new(pool, address.clone(), client);
    let sentence = |row: &PoolRow| row.sentence(what_happened);
    wait::show_changed(context, &target, client, options, item, (row, sentence)).await
}

impl DescribeWait for PoolWait<'_> {
    const NOUN: &'static str = "warm pool";
    const AFTER_INTERRUPT: &'static str = "the pool is unaffected";

    fn summarize(&self, pool: &WarmPool) -> Summary {
        let details = pool.status.as_ref().map_or_else(String::new, |status| {
            let (running, stopped) = (status.running_instances, status.stopped_instances);
            match status.failure_message.as_str() {
                "" if running == 0 && stopped == 0 => String::new(),
                "" => format!("{running} running, {stopped} stopped"),
                failure => failure.to_owned(),
            }
        });
        Summary { phase: lifecycle::phase(pool).label().into_owned(), details }
    }

    fn condition(&self) -> String {
        match self.condition {
            Condition::Ready => "become ready".to_owned(),
            Condition::Running(count) => format!("run {count} instances"),
            Condition::Snapshot => "get a snapshot".to_owned(),
            Condition::Deleted => "be deleted".to_owned(),
        }
    }

    fn wait_command(&self, ids: &[String]) -> Hint {
        let hint = Hint::new("warm-pool wait").args(ids);
        match self.condition {
            Condition::Ready => hint,
            condition => hint.arg("--for").arg(condition),
        }
    }

    fn explain(
        &self,
        id: &str,
        pool: Option<&WarmPool>,
        reason: &PoolWaitFailure,
    ) -> (String, Option<Hint>) {
        match reason {
            PoolWaitFailure::Deleted => {
                ("it was deleted".to_owned(), Some(Hint::new("warm-pool list")))
            }
            PoolWaitFailure::Deleting => {
                let hint = Hint::new("warm-pool wait").arg(id).args(["--for", "deleted"]);
                ("it is being deleted".to_owned(), Some(hint))
            }
            PoolWaitFailure::Degraded(message) => {
                let hint = Hint::new("warm-pool explain").arg(id);
                (format!("it is degraded: {message}"), Some(hint))
            }
            PoolWaitFailure::AboveMax { count, max } => {
                let size = SizeBounds { max: Some(*count), min: None };
                let hint = Hint::new("warm-pool update").arg(id).arg("--max").arg(count);
                let is_allowed = size.range_errors().is_empty();
                (format!("its maximum is {max}"), is_allowed.then_some(hint))
            }
            PoolWaitFailure::NoPrebuild => {
                let reason = "it has no snapshot: no prebuild of its project and class has \
                              completed in the last 7 days, and none is running";
                let hint = pool.and_then(|pool| pool.metadata.as_ref()).map(|metadata| {
                    Hint::new("prebuild trigger")
                        .args(["--project", &metadata.project_id])
                        .args(["--class", &metadata.environment_class_id])
                });
                (reason.to_owned(), hint)
            }
        }
    }
}
