//! Waiting, as the verbs that wait share it: the flags, the words, and what an end means.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use clap::Args;

use super::mutation_output;
use super::progress::{Progress, State};
use crate::api::Client;
use crate::config::duration;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::output::record::Record;
use crate::wait::{self, End, Goal, News, Plan, Start, Stop};

/// After this time there is a second look: much happens at the beginning.
const FIRST_LOOK: Duration = Duration::from_secs(2);

/// The flags of verbs that can wait for what they began.
#[derive(Debug, Args)]
pub(crate) struct WaitArgs {
    /// Wait until what was asked for is so; Ctrl-C ends only the wait
    #[arg(long)]
    wait: bool,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// The limits of a wait. They are settings, where their variables, keys and usual values are.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct LimitArgs {
    /// Wait no longer than this, 15m if nothing else is set [env: PREBUILDCTL_TIMEOUT]
    #[arg(long, value_name = "TIME")]
    pub(crate) timeout: Option<String>,

    /// Look this often, beside the event stream; every 5s if nothing else is set
    #[arg(long, value_name = "TIME")]
    pub(crate) poll_interval: Option<String>,
}

impl WaitArgs {
    /// What to wait for, if waiting was asked for.
    ///
    /// # Errors
    /// As [`Context::settings`], and when a limit is set for a wait that nobody asked for.
    pub(crate) fn plan(&self, context: &Context) -> Result<Option<Plan>, Failure> {
        let Self { wait, limits } = self;
        if *wait {
            return plan(context).map(Some);
        }
        let set = [("--timeout", &limits.timeout), ("--poll-interval", &limits.poll_interval)];
        let set = set.into_iter().filter(|(_, value)| value.is_some());
        Failure::usage_all(set.map(|(flag, _)| format!("{flag} goes with --wait")))
            .map_or(Ok(None), Err)
    }
}

/// How long to wait, and how often to look.
///
/// # Errors
/// As [`Context::settings`].
pub(crate) fn plan(context: &Context) -> Result<Plan, Failure> {
    let settings = context.settings()?;
    Ok(Plan {
        timeout: settings.timeout.value,
        first: FIRST_LOOK,
        interval: settings.poll_interval.value,
    })
}

/// What is waited for, in words.
pub(crate) trait Told: Goal {
    /// What a thing is, such as `the warm pool`.
    const WHAT: &'static str;

    /// How a thing is.
    fn state(&self, thing: &Self::Thing) -> State;

    /// What is not so yet, such as `is not ready`.
    fn lack(&self) -> String;

    /// What will never be so, such as `is not ready and will not be`.
    fn never(&self) -> String;

    /// The command that waits for the same, of the things with these ids.
    fn again(&self, ids: &[String]) -> String;

    /// Why it will never be so, and what to do.
    fn explained(
        &self,
        failure: Failure,
        id: &str,
        thing: Option<&Self::Thing>,
        why: &Self::Reason,
    ) -> Failure;
}

/// Shows a thing that was changed, and waits if that was asked for. For people the change is told
/// first; everything else gets one object, the thing as it is at the end. So does a step of GitHub
/// Actions, however the wait ended.
pub(crate) async fn show_changed<G: Told<Thing: Clone>, R: Record>(
    context: &Context,
    goal: &G,
    client: &Client,
    plan: Option<Plan>,
    start: Start<G::Thing>,
    (row, sentence): (impl Fn(G::Thing) -> R, impl Fn(&R) -> String),
) -> Result<Exit, Failure> {
    let Some(thing) = start.thing.clone() else { return Ok(Exit::Done) };
    let (before, is_told_first) = (row(thing), context.ui.speaks_in_sentences());
    let Some(plan) = plan else {
        return mutation_output::show(context, &before, &sentence(&before));
    };
    if is_told_first {
        mutation_output::say(context, &sentence(&before))?;
    }
    let stays = format!("{} stays", G::WHAT);
    let mut waited = wait_for(context, client, goal, plan, vec![start], &stays).await;
    let last = waited.things.pop().flatten().map_or(before, row);
    match waited.failure {
        None if !is_told_first => mutation_output::show(context, &last, &sentence(&last)),
        failure => {
            let told = context.ui.tell_step_of(&last);
            failure.map_or_else(|| told.map(|()| Exit::Done), Err)
        }
    }
}

/// How a wait ended.
pub(crate) struct Waited<T> {
    /// The things as they were last read.
    pub(crate) things: Vec<Option<T>>,
    /// Those for which it is not true, by their place.
    pub(crate) open: Vec<usize>,
    /// Why there are some.
    pub(crate) failure: Option<Failure>,
}

impl<T> Waited<T> {
    /// The things, if it is true of all.
    pub(crate) fn done(self) -> Result<Vec<Option<T>>, Failure> {
        self.failure.map_or(Ok(self.things), Err)
    }
}

/// Waits. `stays` says what an interruption leaves.
pub(crate) async fn wait_for<G: Told>(
    context: &Context,
    client: &Client,
    goal: &G,
    plan: Plan,
    starts: Vec<Start<G::Thing>>,
    stays: &str,
) -> Waited<G::Thing> {
    let of = |start: &Start<_>| Known { id: start.id.clone(), name: start.name.clone() };
    let known: Rc<[_]> = starts.iter().map(of).collect();
    let names: Vec<_> = known.iter().map(|thing| thing.name.clone()).collect();
    let progress = Progress::new(context, &names);
    let seen = Rc::new(RefCell::new(vec![None; known.len()]));
    context.parting_words({
        let (known, seen, stays) = (Rc::clone(&known), Rc::clone(&seen), stays.to_owned());
        let all: Vec<_> = known.iter().map(|thing| thing.id.clone()).collect();
        let again = goal.again(&all);
        move || parting(&known, &seen.borrow(), &stays, &again)
    });
    let tell = |news: News<'_, G::Thing>| {
        if let News::Seen(place, thing) = news {
            seen.borrow_mut()[place] = Some(goal.state(thing).in_words());
        }
        progress.tell(&news, |thing| goal.state(thing));
    };
    let End { things, open, stop } = wait::follow(client, goal, plan, starts, &tell).await;
    let failure = stop.map(|stop| match stop {
        Stop::TimedOut => timed_out(goal, plan, &known, &seen.borrow(), &open),
        Stop::Failed(place, error) => {
            let what = format!("cannot go on waiting for {} {}", G::WHAT, known[place].name);
            context.failed(what, &error).hint("to wait on", goal.again(&ids(&known, &open)))
        }
        Stop::Hopeless(place, why) => {
            let Known { id, name } = &known[place];
            let message = format!("{} {name} {}", G::WHAT, goal.never());
            let failure = Failure::new(Exit::EndedBadly, "ended_badly", message);
            goal.explained(failure, id, things[place].as_ref(), &why)
        }
    });
    Waited { things, open, failure }
}

/// A thing as the user knows it.
struct Known {
    id: String,
    name: String,
}

fn ids(known: &[Known], places: &[usize]) -> Vec<String> {
    places.iter().map(|place| known[*place].id.clone()).collect()
}

/// What an interruption says: what is true now.
fn parting(known: &[Known], seen: &[Option<String>], stays: &str, again: &str) -> Failure {
    let mut failure = Failure::new(Exit::Interrupted, "interrupted", "interrupted")
        .because(format!("not waiting any longer: {stays}"));
    for (Known { name, .. }, state) in known.iter().zip(seen) {
        if let Some(state) = state {
            failure = failure.because(format!("when last seen, {name} was {state}"));
        }
    }
    failure.hint("to wait on", again)
}

fn timed_out<G: Told>(
    goal: &G,
    plan: Plan,
    known: &[Known],
    seen: &[Option<String>],
    open: &[usize],
) -> Failure {
    let time = duration::shown(plan.timeout);
    let mut messages = open.iter().map(|place| {
        let state = seen[*place].as_ref().map(|state| format!("; it is {state}"));
        let (name, lack) = (&known[*place].name, goal.lack());
        format!("{} {name} {lack} after {time}{}", G::WHAT, state.unwrap_or_default())
    });
    let first = messages.next().unwrap_or_default();
    let mut failure = Failure::new(Exit::StillPending, "deadline_exceeded", first);
    failure.also = messages.collect();
    failure.retryable = true;
    failure.hint("to wait on", goal.again(&ids(known, open)))
}
