//! Waiting for warm pools: the words, and a pool that was changed.

use super::view::PoolRow;
use crate::api::Client;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::progress::State;
use crate::commands::shared::wait::{self, Told};
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::wait::{Condition, Hopeless, Plan, Pools, Start};
use crate::warm_pool::lifecycle;

/// Shows a pool that was changed, and waits until it is ready if that was asked for.
pub(super) async fn show_changed(
    context: &Context,
    client: &Client,
    plan: Option<Plan>,
    what_happened: &str,
    pool: WarmPool,
    address: String,
) -> Result<Exit, Failure> {
    let (id, name) = (pool.id.clone(), address.clone());
    let start = Start { id, name, thing: Some(pool), is_new: true };
    let goal = Pools { client, condition: Condition::Ready };
    let row = |pool| PoolRow::new(pool, address.clone(), client);
    let sentence = |row: &PoolRow| row.sentence(what_happened);
    wait::show_changed(context, &goal, client, plan, start, (row, sentence)).await
}

impl Told for Pools<'_> {
    const WHAT: &'static str = "the warm pool";

    fn state(&self, pool: &WarmPool) -> State {
        let rest = pool.status.as_ref().map_or_else(String::new, |status| {
            let (running, stopped) = (status.running_instances, status.stopped_instances);
            match status.failure_message.as_str() {
                "" if running == 0 && stopped == 0 => String::new(),
                "" => format!("{running} running, {stopped} stopped"),
                failure => failure.to_owned(),
            }
        });
        State { phase: lifecycle::phase(pool).word().into_owned(), rest }
    }

    fn lack(&self) -> String {
        match self.condition {
            Condition::Ready => "is not ready".to_owned(),
            Condition::Running(count) => format!("does not run {count} instances"),
            Condition::Snapshot => "has no snapshot".to_owned(),
            Condition::Deleted => "is not gone".to_owned(),
        }
    }

    fn never(&self) -> String {
        let lack = self.lack();
        match self.condition {
            Condition::Ready | Condition::Deleted => format!("{lack} and will not be"),
            Condition::Running(_) | Condition::Snapshot => format!("{lack} and never will"),
        }
    }

    fn again(&self, ids: &[String]) -> String {
        let what = match self.condition {
            Condition::Ready => String::new(),
            condition => format!(" --for {condition}"),
        };
        format!("prebuildctl warm-pool wait {}{what}", ids.join(" "))
    }

    fn explained(
        &self,
        failure: Failure,
        id: &str,
        pool: Option<&WarmPool>,
        why: &Hopeless,
    ) -> Failure {
        match why {
            Hopeless::Gone => failure
                .because("it is gone")
                .hint("the pools there are", "prebuildctl warm-pool list"),
            Hopeless::Leaving => failure.because("it is being deleted").hint(
                "to wait for its end",
                format!("prebuildctl warm-pool wait {id} --for deleted"),
            ),
            Hopeless::Degraded(message) => failure
                .because(format!("it is degraded: {message}"))
                .hint("what is in its way", format!("prebuildctl warm-pool explain {id}")),
            Hopeless::AboveMax(max) => failure
                .because(format!("it may hold {max} instances at most"))
                .hint("to allow more", format!("prebuildctl warm-pool update {id} --max N")),
            Hopeless::NoPrebuild => without_prebuild(failure, pool),
        }
    }
}

fn without_prebuild(failure: Failure, pool: Option<&WarmPool>) -> Failure {
    let failure = failure.because(
        "it has no snapshot: no prebuild of the last 7 days has completed for its project and \
         class, and none is running",
    );
    let Some(of) = pool.and_then(|pool| pool.metadata.as_ref()) else {
        return failure;
    };
    let (project, class) = (&of.project_id, &of.environment_class_id);
    let trigger = format!("prebuildctl prebuild trigger --project {project} --class {class}");
    failure.hint("to start one", trigger)
}
