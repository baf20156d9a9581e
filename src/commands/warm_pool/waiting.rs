//! Waiting, as the verbs that wait share it: the flags, the words, and what an end means.

use std::time::Duration;

use clap::Args;

use super::progress::{self, Progress};
use super::view::PoolRow;
use crate::api::Client;
use crate::api::warm_pool::WarmPool;
use crate::config::duration;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::pool::wait::{self, Condition, End, Hopeless, News, Plan, Start, Stop};

/// How long a wait takes where nobody says.
const USUAL_TIMEOUT: Duration = Duration::from_mins(15);

/// After this time there is a second look: much happens at the beginning.
const FIRST_LOOK: Duration = Duration::from_secs(2);

/// The flags of verbs that can wait for what they began.
#[derive(Debug, Args)]
pub(super) struct WaitArgs {
    /// Wait until it is so; interrupting the wait changes nothing
    #[arg(long)]
    wait: bool,

    #[command(flatten)]
    limits: LimitArgs,
}

/// The limits of a wait.
#[derive(Debug, Args)]
pub(super) struct LimitArgs {
    /// Wait no longer than this, 15m if nothing else is set [env: PREBUILDCTL_TIMEOUT]
    #[arg(long, value_name = "TIME")]
    timeout: Option<String>,

    /// Look this often, beside the event stream; every 5s if nothing else is set
    #[arg(long, value_name = "TIME")]
    poll_interval: Option<String>,
}

impl WaitArgs {
    /// What to wait for, if waiting was asked for.
    ///
    /// # Errors
    /// When a time cannot be read, or a limit is set for a wait that nobody asked for.
    pub(super) fn plan(
        &self,
        context: &Context,
        condition: Condition,
    ) -> Result<Option<Plan>, Failure> {
        let Self { wait, limits } = self;
        if *wait {
            return limits.plan(context, condition).map(Some);
        }
        let set = [("--timeout", &limits.timeout), ("--poll-interval", &limits.poll_interval)];
        let set = set.into_iter().filter(|(_, value)| value.is_some());
        Failure::usage_all(set.map(|(flag, _)| format!("{flag} goes with --wait")))
            .map_or(Ok(None), Err)
    }
}

impl LimitArgs {
    /// What to wait for, and how long.
    ///
    /// # Errors
    /// When a time cannot be read.
    pub(super) fn plan(&self, context: &Context, condition: Condition) -> Result<Plan, Failure> {
        let settings = context.settings()?;
        let timeout = read("--timeout", self.timeout.as_deref());
        let interval = read("--poll-interval", self.poll_interval.as_deref());
        let (timeout, interval) = match (timeout, interval) {
            (Ok(timeout), Ok(interval)) => (timeout, interval),
            (timeout, interval) => {
                return Err(Failure::usage_of(timeout.err().into_iter().chain(interval.err())));
            }
        };
        let usual = settings.timeout.as_ref().map_or(USUAL_TIMEOUT, |timeout| timeout.value);
        Ok(Plan {
            condition,
            timeout: timeout.unwrap_or(usual),
            first: FIRST_LOOK,
            interval: interval.unwrap_or(settings.poll_interval.value),
        })
    }
}

fn read(flag: &str, text: Option<&str>) -> Result<Option<Duration>, String> {
    text.map(|text| duration::parse(text).map_err(|fault| format!("{flag} {text:?} {fault}")))
        .transpose()
}

/// Shows a pool that was changed, and waits if that was asked for. For people the change is told
/// first; everything else gets one object, the pool as it is at the end.
pub(super) async fn show_changed(
    context: &Context,
    client: &Client,
    plan: Option<Plan>,
    what_happened: &str,
    pool: WarmPool,
    address: String,
) -> Result<Exit, Failure> {
    let Some(plan) = plan else {
        return PoolRow::new(pool, address, client).show_changed(context, what_happened);
    };
    let is_told_first = context.ui.speaks_in_sentences();
    let start = Start {
        id: pool.id.clone(),
        address: address.clone(),
        pool: Some(pool.clone()),
        is_new: what_happened == "created",
    };
    if is_told_first {
        PoolRow::new(pool, address.clone(), client).show_changed(context, what_happened)?;
    }
    let waited = wait_for(context, client, plan, vec![start], "the pool stays").await;
    match waited.done()?.into_iter().next().flatten() {
        Some(pool) if !is_told_first => {
            PoolRow::new(pool, address, client).show_changed(context, what_happened)
        }
        _ => Ok(Exit::Done),
    }
}

/// How a wait ended.
pub(super) struct Waited {
    /// The pools as they were last read.
    pub(super) pools: Vec<Option<WarmPool>>,
    /// Those for which it is not true, by their place.
    pub(super) open: Vec<usize>,
    /// Why there are some.
    pub(super) failure: Option<Failure>,
}

impl Waited {
    /// The pools, if it is true of all.
    pub(super) fn done(self) -> Result<Vec<Option<WarmPool>>, Failure> {
        self.failure.map_or(Ok(self.pools), Err)
    }
}

/// Waits. `stays` says what an interruption leaves.
pub(super) async fn wait_for(
    context: &Context,
    client: &Client,
    plan: Plan,
    starts: Vec<Start>,
    stays: &str,
) -> Waited {
    let ids: Vec<_> = starts.iter().map(|start| start.id.clone()).collect();
    let addresses: Vec<_> = starts.iter().map(|start| start.address.clone()).collect();
    let progress = Progress::new(context, &addresses);
    let parting = |seen: Option<&WarmPool>| {
        let mut failure = Failure::new(Exit::Interrupted, "interrupted", "interrupted")
            .because(format!("not waiting any longer: {stays}"));
        if let Some(pool) = seen.filter(|_| ids.len() == 1) {
            failure = failure.because(format!("when last seen: {}", progress::in_words(pool)));
        }
        context.parting_words(failure.hint("to wait on", again(plan, &ids)));
    };
    parting(None);
    let tell = |news: News<'_>| {
        if let News::Seen(_, pool) = news {
            parting(Some(pool));
        }
        progress.tell(&news);
    };
    let End { pools, open, stop } = wait::follow(client, plan, starts, &tell).await;
    let failure = stop.map(|stop| failure(context, plan, (&ids, &addresses), &pools, &open, stop));
    Waited { pools, open, failure }
}

/// The command that waits for the same.
fn again(plan: Plan, ids: &[String]) -> String {
    let what = match plan.condition {
        Condition::Ready => String::new(),
        condition => format!(" --for {condition}"),
    };
    format!("prebuildctl warm-pool wait {}{what}", ids.join(" "))
}

/// What an end means.
fn failure(
    context: &Context,
    plan: Plan,
    (ids, addresses): (&[String], &[String]),
    pools: &[Option<WarmPool>],
    open: &[usize],
    stop: Stop,
) -> Failure {
    let left: Vec<_> = open.iter().map(|place| ids[*place].clone()).collect();
    match stop {
        Stop::TimedOut => {
            let time = duration::shown(plan.timeout);
            let mut messages = open.iter().map(|place| {
                let phase = pools[*place].as_ref().map(progress::in_words);
                let phase = phase.map(|phase| format!("; it is {phase}")).unwrap_or_default();
                let (name, wanted) = (&addresses[*place], wanted(plan.condition));
                format!("the warm pool {name} {wanted} after {time}{phase}")
            });
            let first = messages.next().unwrap_or_default();
            let mut failure = Failure::new(Exit::StillPending, "deadline_exceeded", first);
            failure.also = messages.collect();
            failure.retryable = true;
            failure.hint("to wait on", again(plan, &left))
        }
        Stop::Failed(place, error) => {
            let what = format!("cannot go on waiting for the warm pool {}", addresses[place]);
            context.failed(what, &error).hint("to wait on", again(plan, &left))
        }
        Stop::Hopeless(place, why) => {
            hopeless(&addresses[place], &ids[place], plan, pools[place].as_ref(), &why)
        }
    }
}

/// What is not so yet.
fn wanted(condition: Condition) -> String {
    match condition {
        Condition::Ready => "is not ready".to_owned(),
        Condition::Running(count) => format!("does not run {count} instances"),
        Condition::Snapshot => "has no snapshot".to_owned(),
        Condition::Deleted => "is not gone".to_owned(),
    }
}

fn hopeless(name: &str, id: &str, plan: Plan, pool: Option<&WarmPool>, why: &Hopeless) -> Failure {
    let wanted = wanted(plan.condition);
    let message = format!("the warm pool {name} {wanted} and will not be");
    let message = match plan.condition {
        Condition::Ready | Condition::Deleted => message,
        Condition::Running(_) | Condition::Snapshot => {
            format!("the warm pool {name} {wanted} and never will")
        }
    };
    let failure = Failure::new(Exit::EndedBadly, "ended_badly", message);
    match why {
        Hopeless::Gone => {
            failure.because("it is gone").hint("the pools there are", "prebuildctl warm-pool list")
        }
        Hopeless::Leaving => failure
            .because("it is being deleted")
            .hint("to wait for its end", format!("prebuildctl warm-pool wait {id} --for deleted")),
        Hopeless::Degraded(message) => failure
            .because(format!("it is degraded: {message}"))
            .hint("what is true now", format!("prebuildctl warm-pool get {id}")),
        Hopeless::AboveMax(max) => failure
            .because(format!("it may hold {max} instances at most"))
            .hint("to allow more", format!("prebuildctl warm-pool update {id} --max N")),
        Hopeless::NoPrebuild => {
            let failure = failure.because(
                "it has no snapshot: no prebuild has completed for its project and class, and \
                 none is running",
            );
            match pool.and_then(|pool| pool.metadata.as_ref()) {
                Some(of) => failure.hint(
                    "to start one",
                    format!(
                        "prebuildctl prebuild trigger --project {} --class {}",
                        of.project_id, of.environment_class_id
                    ),
                ),
                None => failure,
            }
        }
    }
}
