//! Environment classes, by the views of two services.

use super::client::{Client, Method};
use super::error::Error;
use super::list_request::NoFilter;
use super::pager::{Listed, Pager, list_response};
use super::proto::message;
use super::request::{ById, Identified, Resource};

const CONFIGURATION: &str = "RunnerConfigurationService";
const GET: Method = Method::read(CONFIGURATION, "GetEnvironmentClass");
/// Includes disabled classes.
const LIST_CONFIGURED: Method = Method::read(CONFIGURATION, "ListEnvironmentClasses");
/// The classes that the token may start environments with.
const LIST_AVAILABLE: Method = Method::read("EnvironmentService", "ListEnvironmentClasses");

message! {
    pub struct EnvironmentClass {
        id: String = "id",
        /// Unique on its runner at best.
        display_name: String = "displayName" | "display_name",
        description: String = "description",
        configuration: Vec<FieldValue> = "configuration",
        runner_id: String = "runnerId" | "runner_id",
        enabled: bool = "enabled",
    }
}

message! {
    /// A setting such as `machineType` = `m6i.large`.
    pub struct FieldValue {
        key: String = "key",
        value: String = "value",
    }
}

message! {
    pub struct EnvironmentClassResponse {
        environment_class: Option<EnvironmentClass> = "environmentClass" | "environment_class",
    }
}

list_response! {
    ListEnvironmentClassesResponse {
        environment_classes: Vec<EnvironmentClass> = "environmentClasses" | "environment_classes"
    }
}

impl Identified for EnvironmentClass {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Resource for EnvironmentClass {
    type Response = EnvironmentClassResponse;
    const NOUN: &'static str = "environment class";
    const FIELD: &'static str = "environmentClass";
    const ID_FIELD: &'static str = "environmentClassId";

    fn from_response(response: EnvironmentClassResponse) -> Option<Self> {
        response.environment_class
    }
}

impl Listed for EnvironmentClass {
    type Page = ListEnvironmentClassesResponse;
    type Filter = NoFilter;
}

impl Client {
    /// Returns a class, enabled or not.
    pub(crate) async fn get_environment_class(&self, id: &str) -> Result<EnvironmentClass, Error> {
        self.call(&ById::new(GET, id)).await
    }

    /// Lists all classes; only the available ones if the token may not see the others.
    pub(crate) async fn list_environment_classes(&self) -> Result<Vec<EnvironmentClass>, Error> {
        match Pager::new(self, LIST_CONFIGURED, vec![NoFilter]).all().await {
            Err(error) if error.is_permission_denied() => {
                Pager::new(self, LIST_AVAILABLE, vec![NoFilter]).all().await
            }
            result => result,
        }
    }
}
