//! Runs the script on both sides, step by step.

use std::cell::RefCell;

use serde_json::{Map, Value};

use super::changes::Changes;
use super::diff;
use super::embedded::Embedded;
use super::observation::Observation;
use super::phases;
use super::report::Row;
use super::script::{Action, Condition, Scope, Step};
use super::side::Side;
use crate::api::Error;
use crate::api::raw::RawResponse;
use crate::api::warm_pool::WarmPoolPhase;
use crate::context::Context;
use crate::error::CliError;
use crate::wait;
use crate::warm_pool::lifecycle::{self, Lifecycle};

/// What the service and the embedded API showed, or why they cannot be compared.
type Shown = Result<(Observation, Observation), String>;

pub(super) struct Comparer<'a> {
    pub(super) context: &'a Context,
    pub(super) embedded: &'a Embedded,
    pub(super) embedded_side: Side<'a>,
    pub(super) service: Side<'a>,
    /// What changes need; `None` compares reads only.
    pub(super) changes: Option<&'a Changes<'a>>,
    /// The last condition that the scratch pool was waited for with success.
    pub(super) reached: Option<wait::Condition>,
}

impl Comparer<'_> {
    /// Runs the steps, and adds a row for each as soon as it is compared.
    pub(super) async fn run(
        &mut self,
        steps: &[&'static Step],
        rows: &RefCell<Vec<Row>>,
    ) -> Result<(), CliError> {
        for (index, step) in steps.iter().enumerate() {
            self.show_progress(index + 1, steps.len(), step.name);
            let row = self.step(step).await?;
            rows.borrow_mut().push(row);
        }
        Ok(())
    }

    fn show_progress(&self, number: usize, total: usize, name: &str) {
        if self.context.ui.shows_status_line() {
            self.context.ui.set_status_line(&format!("  step {number} of {total}: {name}"));
        }
    }

    async fn step(&mut self, step: &'static Step) -> Result<Row, CliError> {
        if let Some(reason) = self.skip_reason(step) {
            return Ok(Row::skipped(step, reason));
        }
        let shown = match step.action {
            Action::Call { method, request } => self.call(step, method, request).await?,
            Action::WaitUntilReady => self.wait(wait::Condition::Ready).await?,
            Action::WaitUntilDeleted => self.wait(wait::Condition::Deleted).await?,
        };
        let (found, expected) = match shown {
            Ok(shown) => shown,
            Err(reason) => return Ok(Row::skipped(step, reason)),
        };
        let comparison = diff::compare(&found, &expected, step.scope);
        let is_race = step.condition == Condition::Deleting && !comparison.differences.is_empty();
        if is_race && !self.is_still_deleting().await? {
            return Ok(Row::skipped(step, "the scratch pool was deleted meanwhile"));
        }
        Ok(Row::compared(step, found, expected, comparison))
    }

    /// Whether the deletion of the scratch pool has not ended.
    async fn is_still_deleting(&self) -> Result<bool, CliError> {
        let id = self.service.scratch_pool().unwrap_or_default();
        match self.service.client.get_warm_pool(id).await {
            Ok(pool) => Ok(lifecycle::lifecycle(&pool) != Lifecycle::Deleted),
            Err(error) if error.is_not_found() => Ok(false),
            Err(error) => Err(self.context.api_error("cannot read the scratch pool", &error)),
        }
    }

    fn skip_reason(&self, step: &Step) -> Option<&'static str> {
        let needs_pool = step.is_change() && step.scope != Scope::NewPool;
        let unmet = match step.condition {
            _ if needs_pool && self.service.scratch_pool().is_none() => "there is no scratch pool",
            _ if needs_pool && self.embedded_side.scratch_pool().is_none() => {
                "there is no scratch pool on the embedded API"
            }
            Condition::Deleting if !self.service.phases.last_is(&WarmPoolPhase::Deleting) => {
                "the scratch pool was deleted at once"
            }
            Condition::Ready if self.reached != Some(wait::Condition::Ready) => {
                "the scratch pool did not become ready"
            }
            Condition::Deleted if self.reached != Some(wait::Condition::Deleted) => {
                "the scratch pool was not seen as deleted"
            }
            Condition::Deleted if self.changes.is_some_and(Changes::has_unexpected_pool) => {
                "a request that had to be rejected has created another pool"
            }
            _ => return None,
        };
        Some(unmet)
    }

    /// Calls both sides. An error that says nothing about the service's rules ends the comparison, as
    /// does a scratch pool that may not be created.
    async fn call(
        &mut self,
        step: &Step,
        method: &'static str,
        request: &str,
    ) -> Result<Shown, CliError> {
        let requests = (self.embedded_side.request(request), self.service.request(request));
        let (embedded_request, request) = match requests {
            (Ok(embedded), Ok(request)) => (embedded, request),
            (Err(reason), _) => return Ok(Err(format!("{reason} on the embedded API"))),
            (_, Err(reason)) => return Ok(Err(reason.to_owned())),
        };
        let result = self.embedded_side.call(method, &embedded_request).await;
        let Some(expected) = self.embedded_side.observe(step, &result) else {
            return Err(self.call_error(step, result.err()));
        };
        let result = self.call_service(step, method, &request).await?;
        let is_denied =
            expected.is_success() && result.as_ref().is_err_and(Error::is_permission_denied);
        if is_denied && !step.is_change() {
            return Ok(Err("this token may not call it".to_owned()));
        }
        match self.service.observe(step, &result).filter(|_| !is_denied) {
            Some(found) => Ok(Ok((found, expected))),
            None => Err(self.call_error(step, result.err())),
        }
    }

    async fn call_service(
        &self,
        step: &Step,
        method: &'static str,
        request: &Map<String, Value>,
    ) -> Result<Result<RawResponse, Error>, CliError> {
        match self.changes {
            Some(changes) if step.is_change() => changes.call(&self.service, step, request).await,
            _ => Ok(self.service.call(method, request).await),
        }
    }

    fn call_error(&self, step: &Step, error: Option<Error>) -> CliError {
        let method = step.method().unwrap_or_default();
        let message = format!("cannot compare {}: {method} failed", step.name);
        match error {
            Some(error) => self.context.api_error(message, &error),
            None => CliError::local(message),
        }
    }

    async fn wait(&mut self, condition: wait::Condition) -> Result<Shown, CliError> {
        let Some(changes) = self.changes else {
            return Err(CliError::local("a comparison of reads does not wait"));
        };
        let (side, seen) = (&self.embedded_side, self.embedded_side.phases.latest());
        let id = side.scratch_pool().unwrap_or_default();
        let expected = phases::on_embedded(self.context, self.embedded, condition, id, seen);
        let expected = expected.await?;
        let (side, seen) = (&self.service, self.service.phases.latest());
        let id = side.scratch_pool().unwrap_or_default();
        let waited =
            phases::on_service(self.context, side.client, changes.wait, condition, id, seen);
        Ok(waited.await?.map(|found| {
            self.reached = Some(condition);
            self.embedded_side.phases = expected.clone();
            self.service.phases = found.clone();
            (Observation::from_phases(found), Observation::from_phases(expected))
        }))
    }
}
