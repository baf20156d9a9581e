//! The phases that a scratch pool goes through while it is waited for.

use std::cell::RefCell;
use std::time::Duration;

use super::embedded::Embedded;
use crate::api::events::ResourceType;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::api::{Client, Error, OpenEnum as _};
use crate::commands::shared::progress::Summary;
use crate::commands::shared::wait::{self, DescribeWait};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::wait::{
    Condition, PoolWait, PoolWaitFailure, Progress, WaitItem, WaitOptions, WaitTarget,
};
use crate::warm_pool::lifecycle;

/// Each phase once, in the order in which they were seen. A pool that is not found is deleted.
#[derive(Clone, Debug, Default)]
pub(super) struct Phases(Vec<String>);

impl Phases {
    pub(super) fn push(&mut self, pool: Option<&WarmPool>) {
        let phase = pool.map_or(WarmPoolPhase::Deleted, lifecycle::phase).label().into_owned();
        if self.0.last() != Some(&phase) {
            self.0.push(phase);
        }
    }

    /// The last phase alone, with which a wait begins.
    pub(super) fn latest(&self) -> Self {
        Self(self.0.last().cloned().into_iter().collect())
    }

    pub(super) fn last_is(&self, phase: &WarmPoolPhase) -> bool {
        self.0.last().is_some_and(|last| *last == phase.label())
    }

    pub(super) fn into_words(self) -> Vec<String> {
        self.0
    }
}

/// Waits for a pool as every command does, and keeps its phases.
struct RecordedWait<'a> {
    wait: PoolWait<'a>,
    phases: RefCell<Phases>,
}

impl WaitTarget for RecordedWait<'_> {
    type Item = WarmPool;
    type Reason = PoolWaitFailure;

    const EVENTS: ResourceType = PoolWait::EVENTS;

    async fn read(&self, id: &str) -> Result<WarmPool, Error> {
        self.wait.read(id).await
    }

    fn evaluate(&self, pool: Option<&WarmPool>) -> Progress<PoolWaitFailure> {
        self.phases.borrow_mut().push(pool);
        self.wait.evaluate(pool)
    }

    async fn check_dependencies(&self, pool: &WarmPool) -> Result<Option<PoolWaitFailure>, Error> {
        self.wait.check_dependencies(pool).await
    }
}

impl DescribeWait for RecordedWait<'_> {
    const NOUN: &'static str = "scratch pool";
    const AFTER_INTERRUPT: &'static str = "the scratch pool is deleted";

    fn summarize(&self, pool: &WarmPool) -> Summary {
        self.wait.summarize(pool)
    }

    fn condition(&self) -> String {
        self.wait.condition()
    }

    fn wait_command(&self, ids: &[String]) -> Hint {
        self.wait.wait_command(ids)
    }

    fn explain(
        &self,
        id: &str,
        pool: Option<&WarmPool>,
        reason: &PoolWaitFailure,
    ) -> (String, Option<Hint>) {
        self.wait.explain(id, pool, reason)
    }
}

/// Waits for a pool of the service. The inner error says why the condition was not met: that is no
/// error of the comparison.
pub(super) async fn on_service(
    context: &Context,
    client: &Client,
    options: WaitOptions,
    condition: Condition,
    id: &str,
    phases: Phases,
) -> Result<Result<Phases, String>, CliError> {
    let target =
        RecordedWait { wait: PoolWait { client, condition }, phases: RefCell::new(phases) };
    let (id, name) = (id.to_owned(), id.to_owned());
    let item = WaitItem { id, name, state: None, is_new: condition == Condition::Ready };
    let left = RecordedWait::AFTER_INTERRUPT;
    let waited = wait::wait_for(context, client, &target, options, vec![item], left).await;
    drop(context.take_interrupt_message());
    match waited.error {
        None => Ok(Ok(target.phases.into_inner())),
        Some(error) if matches!(error.exit, ExitCode::TimedOut | ExitCode::WaitFailed) => {
            Ok(Err(error.message))
        }
        Some(error) => Err(error),
    }
}

/// How much the time of the embedded API is advanced between two polls, and how often at most.
const STEP: Duration = Duration::from_secs(1);
const MAX_STEPS: u32 = 3_600;

/// Advances the embedded API until a pool meets the condition.
pub(super) async fn on_embedded(
    context: &Context,
    embedded: &Embedded,
    condition: Condition,
    id: &str,
    mut phases: Phases,
) -> Result<Phases, CliError> {
    let wanted = match condition {
        Condition::Deleted => WarmPoolPhase::Deleted,
        _ => WarmPoolPhase::Ready,
    };
    for _ in 0..MAX_STEPS {
        match embedded.client.get_warm_pool(id).await {
            Ok(pool) => phases.push(Some(&pool)),
            Err(error) if error.is_not_found() => phases.push(None),
            Err(error) => {
                return Err(context.api_error("cannot read a pool of the embedded API", &error));
            }
        }
        if phases.last_is(&wanted) {
            return Ok(phases);
        }
        embedded.advance(STEP)?;
    }
    let wanted = wanted.label();
    Err(CliError::local(format!("a pool of the embedded API does not become {wanted}")))
}
