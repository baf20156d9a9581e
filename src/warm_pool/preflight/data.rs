//! What the preflight checks read, in as few sequential requests as possible.

use jiff::Timestamp;

use crate::api::class::EnvironmentClass;
use crate::api::connect_code::Code;
use crate::api::identity::Identity;
use crate::api::prebuild::{Prebuild, PrebuildFilter, PrebuildPhase};
use crate::api::project::{PrebuildConfiguration, Project};
use crate::api::runner::Runner;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::warm_pool::mutation::{self, WarmPoolApi as _};
use crate::warm_pool::reference::PoolKey;

/// The result of one lookup.
#[derive(Clone, Debug, Default)]
pub(crate) enum Lookup<T> {
    Found(T),
    /// It does not exist, or the token cannot see it.
    Missing,
    /// The token may not read it.
    Denied,
    #[default]
    NotQueried,
}

impl<T> Lookup<T> {
    pub(crate) const fn known(&self) -> Option<&T> {
        match self {
            Self::Found(value) => Some(value),
            Self::Missing | Self::Denied | Self::NotQueried => None,
        }
    }

    pub(crate) const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    fn from_result(result: Result<T, Error>) -> Result<Self, Error> {
        match result {
            Ok(value) => Ok(Self::Found(value)),
            Err(error) if error.is_not_found() => Ok(Self::Missing),
            Err(error) if error.is_permission_denied() => Ok(Self::Denied),
            Err(error) => Err(error),
        }
    }
}

/// Everything that is known about a project and class.
#[derive(Clone, Debug)]
pub(crate) struct PreflightData {
    pub(crate) key: PoolKey,
    /// When it was read, by the service's clock.
    pub(crate) now: Timestamp,
    /// Whom the token belongs to; missing if it is rejected, and then nothing else is known.
    pub(crate) identity: Lookup<Identity>,
    pub(crate) project: Lookup<Project>,
    pub(crate) class: Lookup<EnvironmentClass>,
    /// All classes, for their names; read only where other classes are shown.
    pub(crate) classes: Lookup<Vec<EnvironmentClass>>,
    /// The runner of the class.
    pub(crate) runner: Lookup<Runner>,
    /// The project's prebuilds in a relevant phase, of all classes.
    pub(crate) prebuilds: Lookup<Vec<Prebuild>>,
    pub(crate) pool: Lookup<Option<WarmPool>>,
}

impl PreflightData {
    /// Nothing was queried yet.
    pub(crate) fn new(key: PoolKey, now: Timestamp) -> Self {
        let (identity, project, class, classes) = Default::default();
        let (runner, prebuilds, pool) = Default::default();
        Self { key, now, identity, project, class, classes, runner, prebuilds, pool }
    }

    /// Sets all classes and, if it is among them, the class of the key.
    pub(crate) fn set_classes(&mut self, classes: Lookup<Vec<EnvironmentClass>>) {
        let id = self.key.class.to_string();
        let has_id = |class: &&EnvironmentClass| class.id.eq_ignore_ascii_case(&id);
        if let Some(class) = classes.known().and_then(|classes| classes.iter().find(has_id)) {
            self.class = Lookup::Found(class.clone());
        }
        self.classes = classes;
    }

    fn prebuild_configuration(&self) -> Option<&PrebuildConfiguration> {
        self.project.known()?.prebuild_configuration.as_ref()
    }

    pub(super) fn has_prebuilds(&self) -> bool {
        self.prebuild_configuration().is_some_and(|settings| settings.enabled)
    }

    /// The ids of the classes that the project's prebuilds are configured for.
    pub(super) fn prebuild_classes(&self) -> &[String] {
        self.prebuild_configuration().map_or(&[], |settings| &settings.environment_class_ids)
    }

    /// Whether the class is one of them.
    pub(crate) fn is_prebuilt(&self) -> bool {
        let class = self.key.class.to_string();
        self.prebuild_classes().iter().any(|id| id.eq_ignore_ascii_case(&class))
    }
}

/// Reads everything about a project and class; `pool` is the pool, if it is already known.
///
/// # Errors
/// As every call, except that something is missing or may not be read.
pub(crate) async fn read(
    client: &Client,
    key: PoolKey,
    pool: Option<WarmPool>,
) -> Result<PreflightData, Error> {
    let (project, class) = (key.project.to_string(), key.class.to_string());
    let filter =
        PrebuildFilter { project_ids: vec![project.clone()], phases: RELEVANT_PHASES.to_vec() };
    let mut prebuilds = client.prebuilds(vec![filter]);
    let (identity, project, class, prebuilds, pool) = tokio::join!(
        client.authenticated_identity(),
        client.get_project(&project),
        client.get_environment_class(&class),
        prebuilds.all(),
        async {
            match pool {
                Some(pool) => Ok(Some(pool)),
                None => client.find_by_key(key).await.map(mutation::current_pool),
            }
        },
    );
    let mut data = PreflightData::new(key, client.now());
    if identity.as_ref().is_err_and(|error| error.code() == Some(Code::Unauthenticated)) {
        data.identity = Lookup::Missing;
        return Ok(data);
    }
    data.identity = Lookup::from_result(identity)?;
    data.project = Lookup::from_result(project)?;
    data.class = Lookup::from_result(class)?;
    data.prebuilds = Lookup::from_result(prebuilds)?;
    data.pool = Lookup::from_result(pool)?;
    read_dependents(client, &mut data).await?;
    data.now = client.now();
    Ok(data)
}

/// The phases of prebuilds that have a snapshot, will have one, or failed to make one.
pub(crate) const RELEVANT_PHASES: [PrebuildPhase; 7] = [
    PrebuildPhase::Pending,
    PrebuildPhase::Starting,
    PrebuildPhase::Running,
    PrebuildPhase::ShuttingDown,
    PrebuildPhase::Snapshotting,
    PrebuildPhase::Completed,
    PrebuildPhase::Failed,
];

/// Reads what can only be named once the project and the class are known.
async fn read_dependents(client: &Client, data: &mut PreflightData) -> Result<(), Error> {
    if matches!(data.class, Lookup::Denied) {
        // A class that may not be read by its id can still be in the list of usable ones.
        data.set_classes(Lookup::from_result(client.list_environment_classes().await)?);
    }
    let shows_others =
        data.has_prebuilds() && !data.prebuild_classes().is_empty() && !data.is_prebuilt();
    let needs_names = shows_others && matches!(data.classes, Lookup::NotQueried);
    let runner_id = data.class.known().map(|class| class.runner_id.clone()).unwrap_or_default();
    let runner = async {
        match runner_id.as_str() {
            "" => Ok(Lookup::NotQueried),
            id => Lookup::from_result(client.get_runner(id).await),
        }
    };
    if needs_names {
        let (runner, classes) = tokio::join!(runner, client.list_environment_classes());
        (data.runner, data.classes) = (runner?, Lookup::from_result(classes)?);
    } else {
        data.runner = runner.await?;
    }
    Ok(())
}
