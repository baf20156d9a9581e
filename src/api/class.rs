//! Environment classes: their names, and whether they can be used.

use serde::Serialize;

use super::client::{Client, EmptyRequest, Method};
use super::error::Error;
use super::page::{List, Pagination};
use super::proto::message;
use super::retry::Effect;

/// The configuration view, which also gives classes that are disabled.
const CONFIGURED: Method = Method {
    service: "RunnerConfigurationService",
    name: "ListEnvironmentClasses",
    effect: Effect::Read,
};
/// What the caller can start environments with.
const AVAILABLE: Method =
    Method { service: "EnvironmentService", name: "ListEnvironmentClasses", effect: Effect::Read };
const GET: Method = Method {
    service: "RunnerConfigurationService",
    name: "GetEnvironmentClass",
    effect: Effect::Read,
};

message! {
    /// An environment class: a kind of machine on one runner.
    pub struct EnvironmentClass {
        /// UUID.
        id: String = "id",
        /// Its name, unique on its runner at best.
        display_name: String = "displayName" | "display_name",
        /// What it is, in a line.
        description: String = "description",
        /// The runner's settings for it.
        configuration: Vec<FieldValue> = "configuration",
        /// UUID of its runner.
        runner_id: String = "runnerId" | "runner_id",
        /// Whether it can be used; left out on the wire when it cannot.
        enabled: bool = "enabled",
    }
}

message! {
    /// One setting of a class.
    pub struct FieldValue {
        /// Such as `machineType`.
        key: String = "key",
        /// Such as `m6i.large`.
        value: String = "value",
    }
}

message! {
    /// The answer that gives one class.
    pub struct EnvironmentClassResponse {
        /// The class.
        environment_class: Option<EnvironmentClass> = "environmentClass" | "environment_class",
    }
}

message! {
    /// One page of classes.
    pub struct ListEnvironmentClassesResponse {
        /// Where the next page starts.
        pagination: Option<Pagination> = "pagination",
        /// The classes of this page.
        environment_classes: Vec<EnvironmentClass> = "environmentClasses" | "environment_classes",
    }
}

impl List for ListEnvironmentClassesResponse {
    type Item = EnvironmentClass;

    fn split(self) -> (Option<Pagination>, Vec<EnvironmentClass>) {
        (self.pagination, self.environment_classes)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GetRequest<'a> {
    environment_class_id: &'a str,
}

impl Client {
    /// Gives one class, enabled or not.
    ///
    /// # Errors
    /// As every call; `not_found` when it does not exist or is not visible.
    pub(crate) async fn get_environment_class(&self, id: &str) -> Result<EnvironmentClass, Error> {
        let request = GetRequest { environment_class_id: id };
        let answer: EnvironmentClassResponse = self.call(GET, &request).await?;
        let missing = || self.unreadable(GET.name, "environmentClass", "there is none in it");
        answer.environment_class.ok_or_else(missing)
    }

    /// Gives all classes; those that can be used, where the caller may not see the others.
    ///
    /// # Errors
    /// As every call, and when the list proves to have no end.
    pub(crate) async fn list_environment_classes(&self) -> Result<Vec<EnvironmentClass>, Error> {
        let configured =
            self.list_all::<ListEnvironmentClassesResponse>(CONFIGURED, &EmptyRequest {}).await;
        match configured {
            Err(error) if error.is_permission_denied() => {
                self.list_all::<ListEnvironmentClassesResponse>(AVAILABLE, &EmptyRequest {}).await
            }
            result => result,
        }
    }
}
