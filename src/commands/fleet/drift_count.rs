//! Counts what `drift` reports, for `metrics`.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::rc::Rc;

use jiff::Timestamp;

use super::compare::Comparison;
use super::file::{FileArgs, FleetFile};
use crate::api::Client;
use crate::api::warm_pool::WarmPool;
use crate::context::Context;
use crate::error::CliError;
use crate::fleet::drift::differences;
use crate::fleet::grace::DEFAULT_GRACE;
use crate::fleet::schedule_check::ScheduleCheck;

/// What differs between a fleet file and the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DriftCount {
    pub(crate) differences: usize,
    /// Pools that have the size from before a recent edge.
    pub(crate) pending: usize,
}

/// Fleet files that are compared again and again.
pub(crate) struct DriftCounter {
    args: FileArgs,
    /// As read last.
    file: RefCell<Rc<FleetFile>>,
    /// Whether they were compared once, with the warnings about them.
    has_compared: Cell<bool>,
}

impl DriftCounter {
    /// Reads the files, offline; `None` if there are none.
    ///
    /// # Errors
    /// When one cannot be read, and all errors in them.
    pub(crate) fn open(context: &Context, paths: &[PathBuf]) -> Result<Option<Self>, CliError> {
        if paths.is_empty() {
            return Ok(None);
        }
        let args = FileArgs::new(paths.to_vec());
        let file = RefCell::new(Rc::new(args.read(context)?));
        Ok(Some(Self { args, file, has_compared: Cell::new(false) }))
    }

    /// Whether standard input, which can be read once, is one of the files.
    pub(crate) fn has_stdin(&self) -> bool {
        self.args.has_stdin()
    }

    /// The files as they were typed.
    pub(crate) fn name(&self) -> String {
        self.file.borrow().arguments.join(", ")
    }

    /// Compares the files, read again if they were compared before, with the service. `pools` are all
    /// pools of the service, if they have been read.
    ///
    /// # Errors
    /// As `drift`.
    pub(crate) async fn count(
        &self,
        context: &Context,
        client: &Client,
        pools: Option<Vec<WarmPool>>,
    ) -> Result<DriftCount, CliError> {
        if self.has_compared.get() && !self.has_stdin() {
            self.file.replace(Rc::new(self.args.read(context)?));
        }
        let file = Rc::clone(&self.file.borrow());
        let evaluation = file.evaluate(Timestamp::now())?;
        let resolve_error = |errors: &_| file.resolve_error(context, errors);
        let read =
            Comparison::read_quietly(context, client, &evaluation, &[], pools, resolve_error);
        let comparison = read.await?;
        if !self.has_compared.replace(true) {
            file.warn_unmatched(context, &comparison.fleet.unmatched);
            comparison.warn_unreadable(context);
        }
        let diff = comparison.diff(context, false);
        let grace = file.fleet.grace.map_or(DEFAULT_GRACE, |grace| grace.value);
        let check = ScheduleCheck::new(&evaluation, &comparison.fleet, grace);
        let (differences, pending) = check.apply(&diff.plan, differences(&diff), |_, _| false);
        Ok(DriftCount { differences: differences.len(), pending: pending.len() })
    }
}
