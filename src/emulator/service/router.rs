//! Finds the method that a request path names, and its handler.

use serde_json::Value;

use super::super::schema::{METHODS, Method, UNIMPLEMENTED, short_path};
use super::super::simulation::State;
use super::super::store::History;
use super::error::QueryError;
use super::{
    CallResult, audit, classes, environments, identity, insights, organization, pools, prebuilds,
    project_classes, projects, runners, usage,
};

/// What a request path leads to.
pub(crate) enum Route {
    Served(&'static Method, Handler),
    /// A method of the real service that this one does not have.
    Unimplemented,
    /// A method that the real service did not have either when this was written.
    Unknown,
    /// No path of a method.
    NotFound,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Handler {
    Read(fn(&State, Value) -> CallResult),
    Write(fn(&mut State, Value) -> CallResult),
    /// As `Read` and `Write`, with all environments.
    ReadAll(fn(&State, Value) -> CallResult),
    WriteAll(fn(&mut State, Value) -> CallResult),
    /// Reads the history too.
    Query(fn(&State, &History<'_>, Value) -> Result<Value, QueryError>),
    /// Streams events.
    Watch,
}

impl Handler {
    /// Whether it has no side effect, so that it can be called by GET too.
    pub(crate) fn is_read(self) -> bool {
        matches!(self, Self::Read(_) | Self::ReadAll(_) | Self::Query(_))
    }
}

/// Routes a path such as `gitpod.v1.PrebuildService/GetWarmPool`.
pub(crate) fn route(path: &str) -> Route {
    let method = METHODS.iter().find(|method| method.path() == path);
    match method.and_then(|method| Some((method, handler(path)?))) {
        Some((method, handler)) => Route::Served(method, handler),
        None if UNIMPLEMENTED.iter().any(|name| name.as_str() == path) => Route::Unimplemented,
        None if is_method(path) => Route::Unknown,
        None => Route::NotFound,
    }
}

/// Whether a path has the form `package.Service/Method`.
fn is_method(path: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let Some((service, method)) = path.split_once('/') else { return false };
    service.contains('.') && service.split('.').all(is_word) && is_word(method)
}

fn handler(path: &str) -> Option<Handler> {
    use Handler::{Query, Read, ReadAll, Watch, Write, WriteAll};
    Some(match short_path(path)? {
        "PrebuildService/CreateWarmPool" => Write(pools::create),
        "PrebuildService/GetWarmPool" => Read(pools::get),
        "PrebuildService/ListWarmPools" => Read(pools::list),
        "PrebuildService/UpdateWarmPool" => Write(pools::update),
        "PrebuildService/DeleteWarmPool" => Write(pools::delete),
        "PrebuildService/CreatePrebuild" => Write(prebuilds::create),
        "PrebuildService/GetPrebuild" => Read(prebuilds::get),
        "PrebuildService/ListPrebuilds" => Read(prebuilds::list),
        "PrebuildService/CancelPrebuild" => Write(prebuilds::cancel),
        "PrebuildService/DeletePrebuild" => Write(prebuilds::delete),
        "PrebuildService/CreatePrebuildLogsToken" => Write(prebuilds::create_logs_token),
        "ProjectService/CreateProject" => Write(projects::create),
        "ProjectService/GetProject" => Read(projects::get),
        "ProjectService/ListProjects" => Read(projects::list),
        "ProjectService/UpdateProject" => Write(projects::update),
        "ProjectService/DeleteProject" => Write(projects::delete),
        "ProjectService/ListProjectEnvironmentClasses" => Read(project_classes::list),
        "ProjectService/UpdateProjectEnvironmentClasses" => Write(project_classes::update),
        "InsightsService/GetProjectInsightsStatus" => Read(insights::status),
        "InsightsService/EnableProjectInsights" => Write(insights::enable),
        "InsightsService/DisableProjectInsights" => Write(insights::disable),
        "EnvironmentService/CreateEnvironmentFromProject" => Write(environments::create),
        "EnvironmentService/GetEnvironment" => ReadAll(environments::get),
        "EnvironmentService/ListEnvironments" => ReadAll(environments::list),
        "EnvironmentService/StartEnvironment" => WriteAll(environments::start),
        "EnvironmentService/StopEnvironment" => WriteAll(environments::stop),
        "EnvironmentService/DeleteEnvironment" => WriteAll(environments::delete),
        "EnvironmentService/ArchiveEnvironment" => WriteAll(environments::archive),
        "EnvironmentService/UnarchiveEnvironment" => WriteAll(environments::unarchive),
        "EnvironmentService/ListEnvironmentClasses" => Read(classes::list_available),
        "RunnerConfigurationService/CreateEnvironmentClass" => Write(classes::create),
        "RunnerConfigurationService/GetEnvironmentClass" => Read(classes::get),
        "RunnerConfigurationService/UpdateEnvironmentClass" => Write(classes::update),
        "RunnerConfigurationService/ListEnvironmentClasses" => Read(classes::list),
        "RunnerService/GetRunner" => Read(runners::get),
        "RunnerService/ListRunners" => Read(runners::list),
        "IdentityService/GetAuthenticatedIdentity" => Read(identity::identity),
        "UserService/GetAuthenticatedUser" => Read(identity::user),
        "UsageService/ListEnvironmentUsageRecords" => Query(usage::list_records),
        "UsageService/GetEnvironmentSessionsTimeSeries" => Query(usage::sessions),
        "UsageService/GetTopProjects" => Query(usage::top_projects),
        "UsageService/GetTopEnvironmentClasses" => Query(usage::top_classes),
        "OrganizationService/GetOrganizationPolicies" => Read(organization::policies),
        "EventService/ListAuditLogs" => Query(audit::list),
        "EventService/WatchEvents" => Watch,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_names_a_method_is_at_least_unimplemented() {
        assert!(matches!(route("gitpod.v1.RunnerService/DeleteRunner"), Route::Unimplemented));
        for path in ["gitpod.v1.RunnerService/Nope", "gitpod.v1.Nope/Get", "a.B/C_1"] {
            assert!(matches!(route(path), Route::Unknown), "{path}");
        }
        for path in ["", "api", "Service/Get", "a.B/", "a.B/C/D", "a..B/C", ".B/C", "a.B/C?"] {
            assert!(matches!(route(path), Route::NotFound), "{path}");
        }
    }

    #[test]
    fn every_method_of_the_schema_has_a_handler() {
        let missing: Vec<_> =
            METHODS.iter().map(Method::path).filter(|path| handler(path).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
