//! Environment classes, by the views of two services.

use serde_json::json;

use super::client::{Client, Method};
use super::error::Error;
use super::pager::{Listed, Pager, list_response};
use super::proto::message;

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

impl Listed for EnvironmentClass {
    type Response = ListEnvironmentClassesResponse;
    type Filter = ();

    fn id(&self) -> &str {
        &self.id
    }

    fn is_unfiltered((): &()) -> bool {
        true
    }
}

impl Client {
    /// Returns a class, enabled or not.
    pub(crate) async fn get_environment_class(&self, id: &str) -> Result<EnvironmentClass, Error> {
        let request = json!({ "environmentClassId": id });
        let response: EnvironmentClassResponse = self.call(GET, &request).await?;
        self.required(GET, "environmentClass", response.environment_class)
    }

    /// Lists all classes; only the available ones if the token may not see the others.
    pub(crate) async fn list_environment_classes(&self) -> Result<Vec<EnvironmentClass>, Error> {
        match Pager::new(self, LIST_CONFIGURED, vec![()]).all().await {
            Err(error) if error.is_permission_denied() => {
                Pager::new(self, LIST_AVAILABLE, vec![()]).all().await
            }
            result => result,
        }
    }
}
