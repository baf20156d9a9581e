//! `EventService`: which events a watcher gets, as messages.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::simulation::{Event, ObjectKind, Operation};
use super::error::Error;
use super::{accepts, parse};

/// `gitpod.v1.WatchEventsRequest`.
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
    pub(crate) fn parse(request: Value) -> Result<Self, Error> {
        let watch: Self = parse(request)?;
        if watch.environment_id.is_some() && !watch.resource_type_filters.is_empty() {
            let message = "resource_type_filters cannot be used with the scope of an environment";
            return Err(Error::invalid(message));
        }
        Ok(watch)
    }

    /// The message about an event; `None` if the watcher does not get it.
    pub(crate) fn message(&self, event: &Event) -> Option<Value> {
        let filters = &self.resource_type_filters;
        let matches = match &self.environment_id {
            Some(id) => event.kind == ObjectKind::Environment && event.id.to_string() == *id,
            None => filters.is_empty() || filters.iter().any(|filter| filter.matches(event)),
        };
        matches.then(|| {
            json!({
                "operation": operation(event.operation),
                "resourceType": resource_type(event.kind),
                "resourceId": event.id,
            })
        })
    }
}

impl Filter {
    fn matches(&self, event: &Event) -> bool {
        let creator_matches = event.operation == Operation::Delete
            || self.creator_ids.is_empty()
            || event.creator.is_some_and(|creator| self.creator_ids.contains(&creator));
        self.resource_type == resource_type(event.kind)
            && accepts(&self.resource_ids, &event.id)
            && creator_matches
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

fn resource_type(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Runner => "RESOURCE_TYPE_RUNNER",
        ObjectKind::Class => "RESOURCE_TYPE_ENVIRONMENT_CLASS",
        ObjectKind::Project => "RESOURCE_TYPE_PROJECT",
        ObjectKind::Prebuild => "RESOURCE_TYPE_PREBUILD",
        ObjectKind::Pool => "RESOURCE_TYPE_WARM_POOL",
        ObjectKind::Environment => "RESOURCE_TYPE_ENVIRONMENT",
    }
}
