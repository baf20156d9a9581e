//! Changes of the service: each scratch pool is recorded before it is created, and deleted whatever
//! happens.

use std::cell::{Cell, RefCell};

use serde_json::{Map, Value};
use uuid::Uuid;

use super::cleanup::{self, CleanedUp};
use super::scratch::{Pending, Record, Records};
use super::script::{Scope, Step};
use super::side::{Side, pool_id};
use crate::api::raw::RawResponse;
use crate::api::retry::retry_class;
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::wait::WaitOptions;

pub(super) struct Changes<'a> {
    context: &'a Context,
    pub(super) wait: WaitOptions,
    records: Records,
    record: RefCell<Record>,
    has_unexpected_pool: Cell<bool>,
}

impl<'a> Changes<'a> {
    pub(super) fn new(
        context: &'a Context,
        wait: WaitOptions,
        records: Records,
        record: Record,
    ) -> Self {
        let record = RefCell::new(record);
        Self { context, wait, records, record, has_unexpected_pool: Cell::new(false) }
    }

    /// Whether a create was accepted that had to be rejected.
    pub(super) fn has_unexpected_pool(&self) -> bool {
        self.has_unexpected_pool.get()
    }

    /// Sends a change.
    ///
    /// # Errors
    /// When the record cannot be saved, or a pool that should not have been created cannot be
    /// deleted.
    pub(super) async fn call(
        &self,
        side: &Side<'_>,
        step: &Step,
        request: &Map<String, Value>,
    ) -> Result<Result<RawResponse, Error>, CliError> {
        let (client, method) = (side.client, step.method().unwrap_or_default());
        self.context.start_operation(format!("compare {}", step.name), self.check_command());
        if !step.is_create() {
            let result = side.call(method, request).await;
            if result.is_ok() && step.is_delete() {
                self.forget(request.get("warmPoolId"))?;
            }
            return Ok(result);
        }
        self.begin_create(client, request)?;
        let result = side.call(method, request).await;
        let unexpected = self.end_create(client, &result).await?;
        for id in unexpected.into_iter().filter(|_| step.scope != Scope::NewPool) {
            self.has_unexpected_pool.set(true);
            cleanup::delete(self.context, client, id).await?;
            self.forget(Some(&id.to_string().into()))?;
        }
        Ok(result)
    }

    fn begin_create(&self, client: &Client, request: &Map<String, Value>) -> Result<(), CliError> {
        let size = |name: &str| {
            request.get(name).and_then(Value::as_i64).and_then(|size| size.try_into().ok())
        };
        let since = client.now().to_string();
        let (min_size, max_size) = (size("minSize"), size("maxSize"));
        self.change(|record| record.pending = Some(Pending { since, min_size, max_size }))
    }

    /// Records what became of a create: the pool that it created, if any.
    async fn end_create(
        &self,
        client: &Client,
        result: &Result<RawResponse, Error>,
    ) -> Result<Option<Uuid>, CliError> {
        match result {
            Ok(response) => {
                let id = pool_id(response);
                self.change(|record| {
                    // Without an id the pool is found by its project and class.
                    if let Some(id) = id {
                        record.warm_pool_ids.insert(id);
                        record.pending = None;
                    }
                })?;
                Ok(id)
            }
            Err(error) if !retry_class(&error.cause).is_ambiguous() => {
                self.change(|record| record.pending = None)?;
                Ok(None)
            }
            Err(_) => {
                let mut record = self.record.borrow().clone();
                let known = record.warm_pool_ids.clone();
                cleanup::resolve_pending(self.context, client, &mut record).await?;
                let found = record.warm_pool_ids.difference(&known).next().copied();
                self.change(|current| *current = record)?;
                Ok(found)
            }
        }
    }

    fn forget(&self, id: Option<&Value>) -> Result<(), CliError> {
        let id = id.and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
        self.change(|record| record.warm_pool_ids.retain(|known| Some(*known) != id))
    }

    fn change(&self, change: impl FnOnce(&mut Record)) -> Result<(), CliError> {
        let mut record = self.record.borrow_mut();
        change(&mut record);
        self.records.save(&record)
    }

    /// Deletes every scratch pool that is left.
    pub(super) async fn clean_up(&self, client: &Client) -> Result<CleanedUp, CliError> {
        let mut record = self.record.borrow().clone();
        cleanup::clean_up(self.context, client, &self.records, &mut record).await
    }

    /// A create was sent, and neither its response nor its pool was found.
    pub(super) fn create_unknown(&self) -> CliError {
        let message = "outcome unknown: the request to create the scratch pool was sent, but the \
                       response was lost";
        CliError::new(ExitCode::OutcomeUnknown, "outcome_unknown", message)
            .because("if the pool still appears, the next local compare --yes deletes it")
            .hint(self.check_command())
    }

    fn check_command(&self) -> Hint {
        let key = self.record.borrow().key();
        let hint = Hint::new("warm-pool list").arg("--project").arg(key.project);
        hint.arg("--class").arg(key.class)
    }

    /// Whether a scratch pool may exist.
    pub(super) fn has_left_pools(&self) -> bool {
        let record = self.record.borrow();
        !record.warm_pool_ids.is_empty() || record.pending.is_some()
    }
}
