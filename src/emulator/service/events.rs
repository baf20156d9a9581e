//! `EventService`: which events a watcher is told, and how.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::machine::{Event, Kind, Operation};
use super::error::Error;
use super::{parse, passes};

/// `gitpod.v1.WatchEventsRequest`: what a watcher wants to be told.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Watch {
    environment_id: Option<String>,
    #[serde(default)]
    resource_type_filters: Vec<Filter>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Filter {
    resource_type: String,
    #[serde(default)]
    resource_ids: Vec<Uuid>,
    #[serde(default)]
    creator_ids: Vec<Uuid>,
}

impl Watch {
    /// Reads it from a canonical message that keeps the rules.
    pub(crate) fn of(request: Value) -> Result<Self, Error> {
        let watch: Self = parse(request)?;
        if watch.environment_id.is_some() && !watch.resource_type_filters.is_empty() {
            let message = "resource_type_filters cannot be used with the scope of an environment";
            return Err(Error::invalid(message));
        }
        Ok(watch)
    }

    /// The message about an event, if the watcher is to be told.
    pub(crate) fn tell(&self, event: &Event) -> Option<Value> {
        let is_wanted = match &self.environment_id {
            Some(id) => event.kind == Kind::Environment && event.id.to_string() == *id,
            None => {
                let filters = &self.resource_type_filters;
                filters.is_empty() || filters.iter().any(|filter| filter.passes(event))
            }
        };
        is_wanted.then(|| {
            json!({
                "operation": operation(event.operation),
                "resourceType": resource_type(event.kind),
                "resourceId": event.id,
            })
        })
    }
}

impl Filter {
    fn passes(&self, event: &Event) -> bool {
        let is_made_by = event.operation == Operation::Delete
            || self.creator_ids.is_empty()
            || event.creator.is_some_and(|creator| self.creator_ids.contains(&creator));
        self.resource_type == resource_type(event.kind)
            && passes(&self.resource_ids, &event.id)
            && is_made_by
    }
}

fn operation(operation: Operation) -> &'static str {
    match operation {
        Operation::Create => "RESOURCE_OPERATION_CREATE",
        Operation::Update => "RESOURCE_OPERATION_UPDATE",
        Operation::Delete => "RESOURCE_OPERATION_DELETE",
        Operation::UpdateStatus => "RESOURCE_OPERATION_UPDATE_STATUS",
    }
}

fn resource_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Runner => "RESOURCE_TYPE_RUNNER",
        Kind::Class => "RESOURCE_TYPE_ENVIRONMENT_CLASS",
        Kind::Project => "RESOURCE_TYPE_PROJECT",
        Kind::Prebuild => "RESOURCE_TYPE_PREBUILD",
        Kind::Pool => "RESOURCE_TYPE_WARM_POOL",
        Kind::Environment => "RESOURCE_TYPE_ENVIRONMENT",
    }
}
