//! Waiting, as the verbs share it: the flags, the messages, and what the outcome means.

use std::cell::RefCell;
use std::rc::Rc;

use clap::Args;

use super::mutation_output;
use super::progress::{ProgressPrinter, Summary, WaitLog};
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::output::record::Record;
use crate::text::duration;
use crate::wait::{self, WaitError, WaitItem, WaitOptions, WaitOutcome, WaitTarget};

/// The flags of verbs that can wait for the result of their change.
#[derive(Debug, Args)]
pub(crate) struct WaitFlags {
    /// Wait until done; Ctrl-C stops waiting, not the operation
    #[arg(long)]
    wait: bool,

    #[command(flatten)]
    limits: LimitArgs,
}

/// The limits of a wait. They are settings, so their variables and defaults are in `config`.
#[derive(Debug, Args)]
pub(crate) struct LimitArgs {
    /// Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]
    #[arg(long, value_name = "TIME")]
    timeout: Option<String>,

    /// Polling interval, in addition to the event stream [default: 5s]
    #[arg(long, value_name = "TIME")]
    poll_interval: Option<String>,
}

impl WaitFlags {
    pub(crate) const fn is_set(&self) -> bool {
        self.wait
    }

    /// The options of the wait, if there is to be one. A limit without `--wait` is an error.
    pub(crate) fn plan(&self, context: &Context) -> Result<Option<WaitOptions>, CliError> {
        let Self { wait, limits } = self;
        if *wait {
            return limits.plan(context).map(Some);
        }
        let set = [("--timeout", &limits.timeout), ("--poll-interval", &limits.poll_interval)];
        let set = set.into_iter().filter(|(_, value)| value.is_some());
        CliError::usage_errors_opt(set.map(|(flag, _)| format!("{flag} requires --wait")))
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
            (Ok(timeout), Ok(interval)) => Ok(WaitOptions::new(timeout, interval)),
            (timeout, interval) => {
                Err(CliError::usage_errors(timeout.err().into_iter().chain(interval.err())))
            }
        }
    }
}

/// The texts about what is waited for.
pub(crate) trait DescribeWait: WaitTarget {
    /// What an item is, such as `warm pool`.
    const NOUN: &'static str;
    /// What is left of a change when its wait is interrupted.
    const AFTER_INTERRUPT: &'static str;

    fn summarize(&self, item: &Self::Item) -> Summary;

    /// The condition as a verb, such as `become ready`.
    fn condition(&self) -> String;

    /// The command that continues the wait for the items with these ids.
    fn wait_command(&self, ids: &[String]) -> Hint;

    /// Why an item cannot meet the condition, and the command that helps.
    fn explain(
        &self,
        id: &str,
        item: Option<&Self::Item>,
        reason: &Self::Reason,
    ) -> (String, Option<Hint>);
}

/// Shows an item that was changed, and waits if there are options. For people the change is
/// announced first; every other format gets one object, the item after the wait. A GitHub Actions
/// step gets the outputs however the wait ended.
pub(crate) async fn show_changed<W: DescribeWait<Item: Clone>, R: Record>(
    context: &Context,
    target: &W,
    client: &Client,
    options: Option<WaitOptions>,
    item: WaitItem<W::Item>,
    (row, sentence): (impl Fn(W::Item) -> R, impl Fn(&R) -> String),
) -> Result<ExitCode, CliError> {
    let Some(state) = item.state.clone() else { return Ok(ExitCode::Success) };
    let (before, is_prose) = (row(state), context.ui.is_prose());
    let Some(options) = options else {
        return mutation_output::show(context, &before, &sentence(&before));
    };
    if is_prose {
        mutation_output::announce(context, &sentence(&before))?;
    }
    let left = W::AFTER_INTERRUPT;
    let mut waited = wait_for(context, client, target, options, vec![item], left).await;
    let last = waited.items.pop().flatten().map_or(before, row);
    match waited.error {
        None if !is_prose => mutation_output::show(context, &last, &sentence(&last)),
        error => {
            let reported = context.ui.report_to_step(&last);
            error.map_or_else(|| reported.map(|()| ExitCode::Success), Err)
        }
    }
}

/// Waits. `left` says what an interruption leaves, such as `the pool is unaffected`.
pub(crate) async fn wait_for<W: DescribeWait>(
    context: &Context,
    client: &Client,
    target: &W,
    options: WaitOptions,
    items: Vec<WaitItem<W::Item>>,
    left: &str,
) -> WaitOutcome<W::Item, CliError> {
    let names = items.iter().map(|item| (item.id.clone(), item.name.clone()));
    let log = Rc::new(RefCell::new(WaitLog::new(W::NOUN, names)));
    let all = 0..items.len();
    context.on_interrupt({
        let log = Rc::clone(&log);
        let error = CliError::new(ExitCode::Interrupted, "interrupted", "interrupted")
            .because(format!("stopped waiting; {left}"))
            .hint(target.wait_command(&log.borrow().ids(all.clone())));
        move || log.borrow().states(all.clone()).into_iter().fold(error.clone(), CliError::because)
    });
    let printer = ProgressPrinter::new(context, Rc::clone(&log));
    let on_poll = |index: usize, result: Result<Option<&W::Item>, &Error>| {
        let summarize =
            |item: Option<_>| item.map_or_else(Summary::deleted, |item| target.summarize(item));
        printer.polled(index, result.map(summarize));
    };
    let outcome = tokio::select! {
        biased;
        outcome = wait::follow(client, target, options, items, &on_poll) => outcome,
        never = printer.tick_forever() => match never {},
    };
    let error = to_cli_error(context, target, options, &log.borrow(), &outcome);
    WaitOutcome { items: outcome.items, open: outcome.open, error }
}

fn to_cli_error<W: DescribeWait>(
    context: &Context,
    target: &W,
    options: WaitOptions,
    log: &WaitLog,
    outcome: &WaitOutcome<W::Item, WaitError<W::Reason>>,
) -> Option<CliError> {
    let open = outcome.open.iter().copied();
    let command = target.wait_command(&log.ids(open.clone()));
    let subject = |index: usize| format!("the {} {}", W::NOUN, log.items[index].name);
    Some(match outcome.error.as_ref()? {
        WaitError::TimedOut => {
            let (timeout, condition) = (duration::format(options.timeout), target.condition());
            let mut messages = open.clone().map(|index| {
                format!("timed out after {timeout} waiting for {} to {condition}", subject(index))
            });
            let message = messages.next().unwrap_or_default();
            let mut error = CliError::new(ExitCode::TimedOut, "deadline_exceeded", message);
            error.other_messages = messages.collect();
            error.retryable = true;
            error.reasons = log.states(open);
            error.hint(command)
        }
        WaitError::Failed(index, error) => {
            let message = format!("cannot continue waiting for {}", subject(*index));
            let error = context.api_error(message, error);
            if error.hint.is_none() {
                return Some(error.hint(command));
            }
            error.because(format!("to continue waiting: {}", context.ui.command(&command)))
        }
        WaitError::Impossible(index, reason) => {
            let (id, item) = (&log.items[*index].id, outcome.items[*index].as_ref());
            let (reason, hint) = target.explain(id, item, reason);
            let message = format!("{} cannot {}: {reason}", subject(*index), target.condition());
            let error = CliError::new(ExitCode::WaitFailed, "ended_badly", message);
            CliError { hint, ..error }
        }
    })
}
