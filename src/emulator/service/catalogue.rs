//! Which methods there are: those that are served, and those that are known but are not.

use super::super::schema::{class, environment, event, identity, pool, prebuild, project, runner};
use super::{
    Method, Run, classes, environments, identity as who, pools, prebuilds, projects, runners,
};

/// What a path leads to.
pub(crate) enum Found {
    Served(&'static Method),
    /// A method of the real service that this one does not have.
    NotServed,
    Nothing,
}

/// The method of a path such as `gitpod.v1.PrebuildService/GetWarmPool`.
pub(crate) fn find(path: &str) -> Found {
    let Some((service, method)) = path.split_once('/') else {
        return Found::Nothing;
    };
    let Some(service) = SERVICES.iter().find(|own| own.name == service) else {
        return Found::Nothing;
    };
    if let Some(method) = service.served.iter().find(|own| own.name == method) {
        return Found::Served(method);
    }
    if service.others.split(' ').any(|own| own == method) {
        Found::NotServed
    } else {
        Found::Nothing
    }
}

struct Service {
    name: &'static str,
    served: &'static [Method],
    /// Names of the methods that are not served.
    others: &'static str,
}

macro_rules! methods {
    ($($name:literal $schema:ident $input:ident $output:ident $run:expr;)*) => {
        &[$(Method {
            name: $name,
            input: &$schema::$input,
            output: &$schema::$output,
            run: $run,
        }),*]
    };
}

static SERVICES: &[Service] = &[
    Service {
        name: "gitpod.v1.PrebuildService",
        served: methods! {
            "CreateWarmPool" pool CREATE_REQUEST CREATE_RESPONSE Run::Write(pools::create);
            "GetWarmPool" pool GET_REQUEST GET_RESPONSE Run::Read(pools::get);
            "ListWarmPools" pool LIST_REQUEST LIST_RESPONSE Run::Read(pools::list);
            "UpdateWarmPool" pool UPDATE_REQUEST UPDATE_RESPONSE Run::Write(pools::update);
            "DeleteWarmPool" pool DELETE_REQUEST DELETE_RESPONSE Run::Write(pools::delete);
            "CreatePrebuild" prebuild CREATE_REQUEST CREATE_RESPONSE Run::Write(prebuilds::create);
            "GetPrebuild" prebuild GET_REQUEST GET_RESPONSE Run::Read(prebuilds::get);
            "ListPrebuilds" prebuild LIST_REQUEST LIST_RESPONSE Run::Read(prebuilds::list);
            "CancelPrebuild" prebuild CANCEL_REQUEST CANCEL_RESPONSE Run::Write(prebuilds::cancel);
            "DeletePrebuild" prebuild DELETE_REQUEST DELETE_RESPONSE Run::Write(prebuilds::delete);
        },
        others: "CreatePrebuildLogsToken",
    },
    Service {
        name: "gitpod.v1.ProjectService",
        served: methods! {
            "GetProject" project GET_REQUEST GET_RESPONSE Run::Read(projects::get);
            "ListProjects" project LIST_REQUEST LIST_RESPONSE Run::Read(projects::list);
            "UpdateProject" project UPDATE_REQUEST UPDATE_RESPONSE Run::Write(projects::update);
            "ListProjectEnvironmentClasses" project LIST_CLASSES_REQUEST LIST_CLASSES_RESPONSE
                Run::Read(projects::list_classes);
        },
        others: "CreateProject CreateProjects UpdateProjects DeleteProjects \
                 CreateProjectFromEnvironment DeleteProject ListProjectPolicies \
                 CreateProjectPolicy DeleteProjectPolicy UpdateProjectPolicy \
                 UpdateProjectEnvironmentClasses",
    },
    Service {
        name: "gitpod.v1.EnvironmentService",
        served: methods! {
            "CreateEnvironmentFromProject" environment CREATE_REQUEST CREATE_RESPONSE
                Run::Write(environments::create);
            "GetEnvironment" environment GET_REQUEST GET_RESPONSE Run::Read(environments::get);
            "ListEnvironments" environment LIST_REQUEST LIST_RESPONSE Run::Read(environments::list);
            "ListEnvironmentClasses" class LIST_REQUEST LIST_RESPONSE
                Run::Read(classes::list_available);
        },
        others: "CreateEnvironment StartEnvironment StopEnvironment UpdateEnvironment \
                 DeleteEnvironment CreateEnvironmentLogsToken CreateEnvironmentAccessToken \
                 CreatePortAccessToken AllowPortAccess MarkEnvironmentActive \
                 UnarchiveEnvironment ArchiveEnvironment",
    },
    Service {
        name: "gitpod.v1.RunnerConfigurationService",
        served: methods! {
            "GetEnvironmentClass" class GET_REQUEST GET_RESPONSE Run::Read(classes::get);
            "ListEnvironmentClasses" class LIST_REQUEST LIST_RESPONSE Run::Read(classes::list);
        },
        others: "CreateHostAuthenticationToken GetHostAuthenticationToken \
                 ListHostAuthenticationTokens UpdateHostAuthenticationToken \
                 DeleteHostAuthenticationToken GetRunnerConfigurationSchema CreateSCMIntegration \
                 GetSCMIntegration ListSCMIntegrations UpdateSCMIntegration DeleteSCMIntegration \
                 CreateEnvironmentClass UpdateEnvironmentClass ValidateRunnerConfiguration \
                 CreateLLMIntegration GetLLMIntegration ListLLMIntegrations UpdateLLMIntegration \
                 DeleteLLMIntegration",
    },
    Service {
        name: "gitpod.v1.RunnerService",
        served: methods! {
            "GetRunner" runner GET_REQUEST GET_RESPONSE Run::Read(runners::get);
            "ListRunners" runner LIST_REQUEST LIST_RESPONSE Run::Read(runners::list);
        },
        others: "CreateRunner UpdateRunner DeleteRunner CreateRunnerToken CreateRunnerLogsToken \
                 ParseContextURL SearchRepositories ListSCMOrganizations \
                 CheckAuthenticationForHost CheckRepositoryAccess ListRunnerPolicies \
                 CreateRunnerPolicy UpdateRunnerPolicy DeleteRunnerPolicy",
    },
    Service {
        name: "gitpod.v1.IdentityService",
        served: methods! {
            "GetAuthenticatedIdentity" identity IDENTITY_REQUEST IDENTITY_RESPONSE
                Run::Read(who::identity);
        },
        others: "GetIDToken ExchangeToken",
    },
    Service {
        name: "gitpod.v1.UserService",
        served: methods! {
            "GetAuthenticatedUser" identity USER_REQUEST USER_RESPONSE Run::Read(who::user);
        },
        others: "GetUser SetSuspended DeleteUser CreatePersonalAccessToken \
                 GetPersonalAccessToken ListPersonalAccessTokens DeletePersonalAccessToken \
                 SetPreference GetPreference ListPreferences DeletePreference \
                 GetDotfilesConfiguration SetDotfilesConfiguration",
    },
    Service {
        name: "gitpod.v1.EventService",
        served: methods! {
            "WatchEvents" event WATCH_REQUEST WATCH_RESPONSE Run::Watch;
        },
        others: "ListAuditLogs GetAuditLog",
    },
];
