//! Runs `warm-pool advise`: reads, asks the model, and prints.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::time::Instant;

use jiff::Timestamp;

use super::args::AdviseArgs;
use super::assumptions::assumptions;
use super::build::pool_advice;
use super::commands::{commands, windows_toml};
use super::document::{AdviceDocument, PoolAdvice, WatchedDocument};
use super::history::{self, History, TargetHistory, timed_out, within};
use super::question::Common;
use super::rows::OptionRow;
use super::starts_file::StartsFile;
use super::targets::{self, Target};
use super::times::KnownTimes;
use super::total::total;
use super::values::Values;
use super::{output, report, write};
use crate::api::Client;
use crate::commands::fleet::file::{FileArgs, FleetFile};
use crate::commands::shared::activity::Activity;
use crate::commands::shared::local_zone::LocalZone;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::recording::Recording;
use crate::runtime;
use crate::signals::SignalWatch;
use crate::sizing::advice::Evidence;
use crate::sizing::advise::advise;
use crate::sizing::period::Period;

/// What was read.
struct Input<'f> {
    host: String,
    organization_id: String,
    period: Period,
    targets: Vec<Target<'f>>,
    histories: Vec<TargetHistory>,
    notes: Vec<String>,
    /// The time of the service.
    now: Timestamp,
}

impl AdviseArgs {
    pub(in crate::commands::warm_pool) fn run(
        self,
        context: &Context,
    ) -> Result<ExitCode, CliError> {
        let started = Instant::now();
        let timeout = context.settings()?.timeout(self.timeout.as_deref());
        let (values, timeout) = CliError::both(self.values(), timeout.map_err(CliError::usage))?;
        let fleet = self.fleet_file(context)?;
        let zone = LocalZone::choose(context, self.time_zone.as_deref(), fleet.as_ref())?;
        let starts = self.demand.as_deref().map(|path| StartsFile::read(context, path));
        let starts = starts.transpose()?;
        context.ui.check_columns::<OptionRow>()?;
        let client = context.client()?;
        let read = self.read(context, &client, &values, fleet.as_ref(), &zone, starts);
        let input = within(timeout, &self, read);
        let mut input = runtime::run(context, &client, input)?;
        let recording = self.recording(context, &input)?;
        let common = Common {
            values: &values,
            prices: &context.settings()?.prices,
            fleet: fleet.as_ref().map(|file| &file.fleet),
            times: KnownTimes::new(&values, recording.as_ref()),
            is_single: input.targets.len() == 1,
        };
        let deadline = started + timeout;
        let recording = recording.as_ref();
        let pools = self.advise_all(context, &common, &input, recording, zone.name, deadline)?;
        input.notes.extend(pools.iter().filter_map(underestimate));
        let document = self.document(&common, &input, &zone, pools);
        let starts = (self.explain && input.histories.len() == 1)
            .then(|| input.histories[0].demand.times().collect::<Vec<_>>());
        output::print(context, &common, &document, starts.as_deref())?;
        self.end(context, fleet.as_ref(), &values, &input.targets, &document)
    }

    fn fleet_file(&self, context: &Context) -> Result<Option<FleetFile>, CliError> {
        if self.file.is_empty() {
            return Ok(None);
        }
        FileArgs::new(self.file.clone()).read(context).map(Some)
    }

    /// Reads the targets and their history.
    async fn read<'f>(
        &self,
        context: &Context,
        client: &Client,
        values: &Values,
        fleet: Option<&'f FleetFile>,
        zone: &LocalZone,
        mut starts: Option<StartsFile>,
    ) -> Result<Input<'f>, CliError> {
        let identity = client.authenticated_identity().await;
        let identity = identity.map_err(|error| {
            context.api_error("cannot read who the token belongs to".to_owned(), &error)
        })?;
        let now = client.now();
        let period = history::period(values, zone, now)?;
        // Names do not depend on the instant.
        let evaluation = fleet.map(|file| file.evaluate(Timestamp::now())).transpose()?;
        let declared = fleet.zip(evaluation.as_ref());
        let mut targets = targets::find(context, client, self, declared, starts.as_mut()).await?;
        let history = match starts {
            Some(file) => History::File(file),
            None => History::read(context, client, &period, &targets).await?,
        };
        let notes = RefCell::new(history.notes(&targets));
        let mut histories = history.starts(&targets, &period, values, &notes)?;
        let mut is_shown = targets
            .iter()
            .zip(&histories)
            .map(|(target, history)| target.is_shown || !history.demand.starts.is_empty())
            .collect::<Vec<_>>()
            .into_iter();
        let mut is_shown_too = is_shown.clone();
        targets.retain(|_| is_shown.next().unwrap_or(true));
        histories.retain(|_| is_shown_too.next().unwrap_or(true));
        Ok(Input {
            host: context.settings()?.host.value.to_string(),
            organization_id: identity.organization_id,
            period,
            targets,
            histories,
            notes: notes.into_inner(),
            now,
        })
    }

    fn recording(
        &self,
        context: &Context,
        input: &Input<'_>,
    ) -> Result<Option<Recording>, CliError> {
        let period = input.period.start()..input.period.end();
        context.read_recordings(&self.recording, &period, &input.organization_id)
    }

    /// Asks the model about every target. A signal and the deadline end it.
    fn advise_all(
        &self,
        context: &Context,
        common: &Common<'_>,
        input: &Input<'_>,
        recording: Option<&Recording>,
        zone: &str,
        deadline: Instant,
    ) -> Result<Vec<PoolAdvice>, CliError> {
        let signals = SignalWatch::start().map_err(|error| {
            CliError::local("cannot listen for signals").because(error.to_string())
        })?;
        let activity = Activity::new(&context.ui);
        let count = input.targets.len();
        let mut pools = Vec::with_capacity(count);
        for (index, (target, history)) in input.targets.iter().zip(&input.histories).enumerate() {
            let starts: Vec<_> = history.demand.times().collect();
            let question = common.question(target, history, &starts)?;
            let mut end = None;
            let advice = advise(&question, &mut |progress| {
                activity.update(|| {
                    let (done, all) = (progress.replays_done, progress.replays);
                    format!(
                        "replaying {}, pool {} of {count}: {done} of {all} sizes",
                        target.address,
                        index + 1
                    )
                });
                let is_over = Instant::now() >= deadline;
                end = signals
                    .received()
                    .map(interrupted)
                    .or_else(|| is_over.then(|| timed_out(self)));
                if end.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            let Ok(advice) = advice else {
                return Err(end.unwrap_or_else(|| CliError::local("the replay ended early")));
            };
            let watched = recording.and_then(|recording| watched(recording, target, history));
            let mut pool = pool_advice(common, target, history, advice, watched);
            pool.commands = commands(context, target, &self.file, &pool);
            if let Some(windows) = &mut pool.windows {
                windows.toml = windows_toml(target, zone, windows);
            }
            pools.push(pool);
        }
        Ok(pools)
    }

    fn document(
        &self,
        common: &Common<'_>,
        input: &Input<'_>,
        zone: &LocalZone,
        mut pools: Vec<PoolAdvice>,
    ) -> AdviceDocument {
        let total = total(&pools, common.values.budget);
        if self.only_changes {
            pools.retain(|pool| !pool.commands.is_empty());
        }
        let periods = || input.histories.iter().map(|history| &history.period);
        AdviceDocument {
            format_version: 1,
            generated_at: Some(input.now),
            host: input.host.clone(),
            organization_id: input.organization_id.clone(),
            time_zone: zone.name.to_owned(),
            from: periods().map(Period::from).min().unwrap_or(input.period.from()),
            to: periods().map(Period::to).max().unwrap_or(input.period.to()),
            goal: common.goal(None).into(),
            assumptions: assumptions(common, &input.targets),
            pools,
            total,
            notes: input.notes.clone(),
        }
    }

    /// Writes what was asked for, and decides the exit code.
    fn end(
        &self,
        context: &Context,
        fleet: Option<&FleetFile>,
        values: &Values,
        targets: &[Target<'_>],
        document: &AdviceDocument,
    ) -> Result<ExitCode, CliError> {
        if let Some((path, format)) = &values.report {
            let document = AdviceDocument { generated_at: None, ..document.clone() };
            report::write(context, path, *format, &document)?;
        }
        if let Some(file) = fleet.filter(|_| self.write) {
            write::write(context, file, targets, document)?;
        }
        let is_over_budget =
            document.total.as_ref().is_some_and(|total| !total.give_up_first.is_empty());
        let misses_goal = |pool: &PoolAdvice| {
            pool.evidence != Evidence::None
                && pool.current.as_ref().is_some_and(|current| !current.meets_goal)
        };
        if self.check {
            self.note_unchecked(context, document);
        }
        let fails_check = self.check && document.pools.iter().any(misses_goal);
        Ok(if is_over_budget || fails_check { ExitCode::ChangesFound } else { ExitCode::Success })
    }

    fn note_unchecked(&self, context: &Context, document: &AdviceDocument) {
        let unknown = document.pools.iter().filter(|pool| pool.evidence == Evidence::None);
        for pool in unknown {
            let reason = pool.reasons.first().map_or("too little data", String::as_str);
            context.ui.note(&format!("{}: not checked: {reason}", pool.address));
        }
    }
}

fn interrupted(exit: ExitCode) -> CliError {
    CliError::new(exit, "interrupted", "interrupted").because("nothing was changed")
}

/// The note about a pool whose shares are higher than the model can show.
fn underestimate(pool: &PoolAdvice) -> Option<String> {
    pool.underestimates_share.then(|| {
        let text =
            "its runner on Google Cloud also hands out stopped instances, so more starts find one";
        format!("{}: {text}", pool.address)
    })
}

/// What a recording saw of a pool during its period.
fn watched(
    recording: &Recording,
    target: &Target<'_>,
    history: &TargetHistory,
) -> Option<WatchedDocument> {
    let range = history.period.start()..history.period.end();
    let watched = recording.watched(target.pool?.id, target.key, &range)?;
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    Some(WatchedDocument {
        share: watched.share(),
        served: count(watched.served),
        missed: count(watched.missed),
        coverage: watched.coverage,
    })
}
