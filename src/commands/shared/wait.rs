//! Waiting, as the verbs that wait share it: the flags, the words, and what an end means.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use clap::Args;

use super::mutation_output;
use super::progress::{Progress, Summary};
use crate::api::Client;
use crate::config::duration;
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::output::record::Record;
use crate::wait::{self, WaitError, WaitEvent, WaitItem, WaitOptions, WaitOutcome, WaitTarget};

/// After this time there is a second look: much happens at the beginning.
const FIRST_LOOK: Duration = Duration::from_secs(2);

/// The flags of verbs that can wait for what they began.
#[derive(Debug, Args)]
pub(crate) struct WaitFlags {
    /// Wait until what was asked for is so; Ctrl-C ends only the wait
    #[arg(long)]
    wait: bool,

    #[command(flatten)]
    limits: LimitArgs,
}

/// The limits of a wait. They are settings, where their variables, keys and usual values are.
#[derive(Debug, Args)]
pub(crate) struct LimitArgs {
    /// Wait no longer than this, 15m if nothing else is set [env: PREBUILDCTL_TIMEOUT]
    #[arg(long, value_name = "TIME")]
    timeout: Option<String>,

    /// Look this often, beside the event stream; every 5s if nothing else is set
    #[arg(long, value_name = "TIME")]
    poll_interval: Option<String>,
}

impl WaitFlags {
    /// What to wait for, if waiting was asked for.
    ///
    /// # Errors
    /// As [`Context::settings`], and when a limit is set for a wait that nobody asked for.
    pub(crate) fn plan(&self, context: &Context) -> Result<Option<WaitOptions>, CliError> {
        let Self { wait, limits } = self;
        if *wait {
            return limits.plan(context).map(Some);
        }
        let set = [("--timeout", &limits.timeout), ("--poll-interval", &limits.poll_interval)];
        let set = set.into_iter().filter(|(_, value)| value.is_some());
        CliError::usage_errors_opt(set.map(|(flag, _)| format!("{flag} goes with --wait")))
            .map_or(Ok(None), Err)
    }
}

impl LimitArgs {
    /// How long to wait, and how often to poll: the flags, else the settings.
    ///
    /// # Errors
    /// As [`Context::settings`], and when a flag is not a duration.
    pub(crate) fn plan(&self, context: &Context) -> Result<WaitOptions, CliError> {
        let settings = context.settings()?;
        let timeout = settings.timeout(self.timeout.as_deref());
        let interval = settings.poll_interval(self.poll_interval.as_deref());
        match (timeout, interval) {
            (Ok(timeout), Ok(interval)) => Ok(WaitOptions { timeout, first: FIRST_LOOK, interval }),
            (timeout, interval) => {
                Err(CliError::usage_errors(timeout.err().into_iter().chain(interval.err())))
            }
        }
    }
}

/// What is waited for, in words.
pub(crate) trait DescribeWait: WaitTarget {
    /// What a thing is, such as `the warm pool`.
    const WHAT: &'static str;

    /// How a thing is.
    fn state(&self, thing: &Self::Item) -> Summary;

    /// What is not so yet, such as `is not ready`.
    fn unmet(&self) -> String;

    /// What will never be so, such as `is not ready and will not be`.
    fn impossible(&self) -> String;

    /// The command that waits for the same, of the things with these ids.
    fn retry_command(&self, ids: &[String]) -> Hint;

    /// Why it will never be so, and what to do.
    fn add_reason(
        &self,
        failure: CliError,
        id: &str,
        thing: Option<&Self::Item>,
        why: &Self::Reason,
    ) -> CliError;
}

/// Shows a thing that was changed, and waits if that was asked for. For people the change is told
/// first; everything else gets one object, the thing as it is at the end. So does a step of GitHub
/// Actions, however the wait ended.
pub(crate) async fn show_changed<G: DescribeWait<Item: Clone>, R: Record>(
    context: &Context,
    goal: &G,
    client: &Client,
    plan: Option<WaitOptions>,
    start: WaitItem<G::Item>,
    (row, sentence): (impl Fn(G::Item) -> R, impl Fn(&R) -> String),
) -> Result<ExitCode, CliError> {
    let Some(thing) = start.thing.clone() else { return Ok(ExitCode::Success) };
    let (before, is_told_first) = (row(thing), context.ui.is_prose());
    let Some(plan) = plan else {
        return mutation_output::show(context, &before, &sentence(&before));
    };
    if is_told_first {
        mutation_output::announce(context, &sentence(&before))?;
    }
    let stays = format!("{} stays", G::WHAT);
    let mut waited = wait_for(context, client, goal, plan, vec![start], &stays).await;
    let last = waited.things.pop().flatten().map_or(before, row);
    match waited.failure {
        None if !is_told_first => mutation_output::show(context, &last, &sentence(&last)),
        failure => {
            let told = context.ui.report_to_step(&last);
            failure.map_or_else(|| told.map(|()| ExitCode::Success), Err)
        }
    }
}

/// How a wait ended.
pub(crate) struct WaitResult<T> {
    /// The things as they were last read.
    pub(crate) things: Vec<Option<T>>,
    /// Those for which it is not true, by their place.
    pub(crate) open: Vec<usize>,
    /// Why there are some.
    pub(crate) failure: Option<CliError>,
}

impl<T> WaitResult<T> {
    /// The things, if it is true of all.
    pub(crate) fn done(self) -> Result<Vec<Option<T>>, CliError> {
        self.failure.map_or(Ok(self.things), Err)
    }
}

/// Waits. `stays` says what an interruption leaves.
pub(crate) async fn wait_for<G: DescribeWait>(
    context: &Context,
    client: &Client,
    goal: &G,
    plan: WaitOptions,
    starts: Vec<WaitItem<G::Item>>,
    stays: &str,
) -> WaitResult<G::Item> {
    let of = |start: &WaitItem<_>| WaitSubject { id: start.id.clone(), name: start.name.clone() };
    let known: Rc<[_]> = starts.iter().map(of).collect();
    let names: Vec<_> = known.iter().map(|thing| thing.name.clone()).collect();
    let progress = Progress::new(context, &names);
    let seen = Rc::new(RefCell::new(vec![None; known.len()]));
    context.on_interrupt({
        let (known, seen, stays) = (Rc::clone(&known), Rc::clone(&seen), stays.to_owned());
        let all: Vec<_> = known.iter().map(|thing| thing.id.clone()).collect();
        let retry_command = goal.retry_command(&all);
        move || interrupt_error(&known, &seen.borrow(), &stays, &retry_command)
    });
    let tell = |news: WaitEvent<'_, G::Item>| {
        if let WaitEvent::Seen(place, thing) = news {
            seen.borrow_mut()[place] = Some(goal.state(thing).describe());
        }
        progress.tell(&news, |thing| goal.state(thing));
    };
    let WaitOutcome { things, open, stop } = wait::follow(client, goal, plan, starts, &tell).await;
    let failure = stop.map(|stop| match stop {
        WaitError::TimedOut => timed_out(goal, plan, &known, &seen.borrow(), &open),
        WaitError::Failed(place, error) => {
            let what = format!("cannot go on waiting for {} {}", G::WHAT, known[place].name);
            context.api_error(what, &error).hint(goal.retry_command(&ids(&known, &open)))
        }
        WaitError::PoolWaitFailure(place, why) => {
            let WaitSubject { id, name } = &known[place];
            let message = format!("{} {name} {}", G::WHAT, goal.impossible());
            let failure = CliError::new(ExitCode::WaitFailed, "ended_badly", message);
            goal.add_reason(failure, id, things[place].as_ref(), &why)
        }
    });
    WaitResult { things, open, failure }
}

/// A thing as the user knows it.
struct WaitSubject {
    id: String,
    name: String,
}

fn ids(known: &[WaitSubject], places: &[usize]) -> Vec<String> {
    places.iter().map(|place| known[*place].id.clone()).collect()
}

/// What an interruption says: what is true now.
fn interrupt_error(
    known: &[WaitSubject],
    seen: &[Option<String>],
    stays: &str,
    retry_command: &Hint,
) -> CliError {
    let mut failure = CliError::new(ExitCode::Interrupted, "interrupted", "interrupted")
        .because(format!("not waiting any longer: {stays}"));
    for (WaitSubject { name, .. }, state) in known.iter().zip(seen) {
        if let Some(state) = state {
            failure = failure.because(format!("when last seen, {name} was {state}"));
        }
    }
    failure.hint(retry_command.clone())
}

fn timed_out<G: DescribeWait>(
    goal: &G,
    plan: WaitOptions,
    known: &[WaitSubject],
    seen: &[Option<String>],
    open: &[usize],
) -> CliError {
    let time = duration::shown(plan.timeout);
    let mut messages = open.iter().map(|place| {
        let state = seen[*place].as_ref().map(|state| format!("; it is {state}"));
        let (name, unmet) = (&known[*place].name, goal.unmet());
        format!("{} {name} {unmet} after {time}{}", G::WHAT, state.unwrap_or_default())
    });
    let first = messages.next().unwrap_or_default();
    let mut failure = CliError::new(ExitCode::TimedOut, "deadline_exceeded", first);
    failure.other_messages = messages.collect();
    failure.retryable = true;
    failure.hint(goal.retry_command(&ids(known, open)))
}
