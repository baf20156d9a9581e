//! `apply --follow`: keep the pools at the declared sizes until a signal.

mod files;
mod printer;
mod run;

use std::time::Duration;

use self::files::FollowedFiles;
use self::run::FollowRuns;
use super::ApplyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::action_filter::ActionFilter;
use crate::fleet::follow::follow;
use crate::fleet::plan::ActionKind;
use crate::runtime;
use crate::text::duration;

/// The bounds of `--every`.
const MIN_INTERVAL: Duration = Duration::from_mins(1);
const MAX_INTERVAL: Duration = Duration::from_hours(24);
const DEFAULT_INTERVAL: Duration = Duration::from_mins(15);

impl ApplyArgs {
    /// Applies at once, at each edge, when the files change, and at intervals, until a signal.
    ///
    /// # Errors
    /// Those of the arguments, of the files at the start, and of a first run that cannot succeed by
    /// being repeated.
    pub(super) fn follow(&self, context: &Context) -> Result<ExitCode, CliError> {
        let (interval, ()) = CliError::both(self.interval(), self.check_follow())?;
        self.wait.plan(context)?;
        let files = FollowedFiles::open(context, &self.file)?;
        context.ui.write_json_in_lines();
        // Settings and the token are checked before anything is said to be followed.
        context.client()?;
        context.ui.note(&format!(
            "following {}: applied at once, at every edge, when a file changes, and every {}",
            files.fleet().name(),
            duration::format(interval),
        ));
        let result = runtime::run_service(context, async |shutdown| {
            let mut runs = FollowRuns::new(context, self, files, shutdown);
            follow(&mut runs, interval).await
        });
        context.ui.clear_status_line();
        result.map(|()| ExitCode::Success)
    }

    fn interval(&self) -> Result<Duration, CliError> {
        let Some(text) = &self.every else { return Ok(DEFAULT_INTERVAL) };
        let interval = duration::parse(text).and_then(|interval| {
            let is_allowed = (MIN_INTERVAL..=MAX_INTERVAL).contains(&interval);
            is_allowed.then_some(interval).ok_or_else(|| {
                let (min, max) = (duration::format(MIN_INTERVAL), duration::format(MAX_INTERVAL));
                format!("is out of range: {min} to {max}")
            })
        });
        interval.map_err(|error| CliError::usage(format!("--every {text} {error}")))
    }

    /// Creates and updates, or only one of them.
    fn follow_filter(&self) -> ActionFilter {
        if self.only.is_empty() {
            return ActionFilter::only(&[ActionKind::Create, ActionKind::Update]);
        }
        self.filter()
    }

    fn check_follow(&self) -> Result<(), CliError> {
        let mut errors = Vec::new();
        if !self.yes {
            errors.push("--follow requires --yes: nobody is there to confirm".to_owned());
        }
        if !self.only.is_empty() && self.filter().includes(ActionKind::Delete) {
            errors
                .push("--only delete cannot be used with --follow, which never deletes".to_owned());
        }
        CliError::usage_errors_opt(errors).map_or(Ok(()), Err)
    }
}
