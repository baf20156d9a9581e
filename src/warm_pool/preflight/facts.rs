//! What is read, in as few rounds as what depends on what allows.

use jiff::Timestamp;

use crate::api::class::EnvironmentClass;
use crate::api::connect_code::Code;
use crate::api::identity::Identity;
use crate::api::prebuild::{Prebuild, PrebuildFilter, PrebuildPhase};
use crate::api::project::Project;
use crate::api::runner::Runner;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::warm_pool::mutation::{self, WarmPoolApi as _};
use crate::warm_pool::reference::PoolKey;

/// What is known about one thing.
#[derive(Clone, Debug, Default)]
pub(crate) enum Lookup<T> {
    /// It is this.
    Found(T),
    /// The service says that there is none, or none to be seen.
    Missing,
    /// The token may not read it.
    Denied,
    /// It was not asked for, as nothing told what to ask for or nobody needs it.
    #[default]
    NotQueried,
}

impl<T> Lookup<T> {
    /// It, if it is known.
    pub(crate) const fn known(&self) -> Option<&T> {
        match self {
            Self::Found(it) => Some(it),
            Self::Missing | Self::Denied | Self::NotQueried => None,
        }
    }

    /// Whether the service says that there is none.
    pub(crate) const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    fn of(answer: Result<T, Error>) -> Result<Self, Error> {
        match answer {
            Ok(it) => Ok(Self::Found(it)),
            Err(error) if error.is_not_found() => Ok(Self::Missing),
            Err(error) if error.is_permission_denied() => Ok(Self::Denied),
            Err(error) => Err(error),
        }
    }
}

/// Everything that was read about a pair.
#[derive(Clone, Debug)]
pub(crate) struct PreflightData {
    /// The pair.
    pub(crate) pair: PoolKey,
    /// When, by the service's clock.
    pub(crate) now: Timestamp,
    /// Who the token speaks for; missing if it is not accepted, and then nothing else is known.
    pub(crate) identity: Lookup<Identity>,
    /// The project.
    pub(crate) project: Lookup<Project>,
    /// The class.
    pub(crate) class: Lookup<EnvironmentClass>,
    /// All classes, for their names; read only when those of others are needed.
    pub(crate) classes: Lookup<Vec<EnvironmentClass>>,
    /// The runner of the class.
    pub(crate) runner: Lookup<Runner>,
    /// The prebuilds of the project that tell something, of all classes.
    pub(crate) prebuilds: Lookup<Vec<Prebuild>>,
    /// The pool of the pair.
    pub(crate) pool: Lookup<Option<WarmPool>>,
}

impl PreflightData {
    /// Nothing is known.
    pub(crate) fn none(pair: PoolKey, now: Timestamp) -> Self {
        let (identity, project, class, classes) = Default::default();
        let (runner, prebuilds, pool) = Default::default();
        Self { pair, now, identity, project, class, classes, runner, prebuilds, pool }
    }

    /// All classes are known, if they are, and so is that of the pair.
    pub(crate) fn set_classes(&mut self, classes: Lookup<Vec<EnvironmentClass>>) {
        let id = self.pair.class.to_string();
        let is_own = |class: &&EnvironmentClass| class.id.eq_ignore_ascii_case(&id);
        if let Some(own) = classes.known().and_then(|all| all.iter().find(is_own)) {
            self.class = Lookup::Found(own.clone());
        }
        self.classes = classes;
    }

    /// Whether the project is prebuilt, but not for the class.
    fn is_prebuilt_for_others(&self) -> bool {
        let settings = self.project.known().and_then(|own| own.prebuild_configuration.as_ref());
        settings.is_some_and(|own| own.enabled && !own.environment_class_ids.is_empty())
            && !self.is_prebuilt()
    }

    /// Whether the class is among those that the project's prebuilds are made for.
    pub(crate) fn is_prebuilt(&self) -> bool {
        let settings = self.project.known().and_then(|own| own.prebuild_configuration.as_ref());
        let class = self.pair.class.to_string();
        settings.is_some_and(|own| {
            own.environment_class_ids.iter().any(|id| id.eq_ignore_ascii_case(&class))
        })
    }
}

/// Reads everything about a pair; `pool` is its pool, if that is known already.
///
/// # Errors
/// As every call, except that a thing is missing or may not be read.
pub(crate) async fn read(
    client: &Client,
    pair: PoolKey,
    pool: Option<WarmPool>,
) -> Result<PreflightData, Error> {
    let (project, class) = (pair.project.to_string(), pair.class.to_string());
    let filter =
        PrebuildFilter { project_ids: vec![project.clone()], phases: RELEVANT_PHASES.to_vec() };
    let mut prebuilds = client.prebuilds(vec![filter]);
    let (identity, project, class, prebuilds, pool) = tokio::join!(
        client.authenticated_identity(),
        client.get_project(&project),
        client.get_environment_class(&class),
        prebuilds.all(),
        pool_of(client, pair, pool),
    );
    let mut facts = PreflightData::none(pair, client.now());
    if identity.as_ref().is_err_and(is_not_accepted) {
        facts.identity = Lookup::Missing;
        return Ok(facts);
    }
    facts.identity = Lookup::of(identity)?;
    facts.project = Lookup::of(project)?;
    facts.class = Lookup::of(class)?;
    facts.prebuilds = Lookup::of(prebuilds)?;
    facts.pool = Lookup::of(pool)?;
    read_the_rest(client, &mut facts).await?;
    facts.now = client.now();
    Ok(facts)
}

/// The phases of prebuilds that tell something: there is a snapshot, there will be one, or why
/// there is none.
pub(crate) const RELEVANT_PHASES: [PrebuildPhase; 7] = [
    PrebuildPhase::Pending,
    PrebuildPhase::Starting,
    PrebuildPhase::Running,
    PrebuildPhase::ShuttingDown,
    PrebuildPhase::Snapshotting,
    PrebuildPhase::Completed,
    PrebuildPhase::Failed,
];

async fn pool_of(
    client: &Client,
    pair: PoolKey,
    pool: Option<WarmPool>,
) -> Result<Option<WarmPool>, Error> {
    match pool {
        Some(pool) => Ok(Some(pool)),
        None => client.find_by_key(pair).await.map(mutation::current_pool),
    }
}

/// What only the first answers tell how to ask for.
async fn read_the_rest(client: &Client, facts: &mut PreflightData) -> Result<(), Error> {
    if matches!(facts.class, Lookup::Denied) {
        // Those that the caller may use are listed even where none may be read alone.
        facts.set_classes(Lookup::of(client.list_environment_classes().await)?);
    }
    let wants_names = facts.is_prebuilt_for_others() && matches!(facts.classes, Lookup::NotQueried);
    let runner = facts.class.known().map(|class| class.runner_id.clone()).unwrap_or_default();
    let (runner, classes) = tokio::join!(
        async {
            match runner.as_str() {
                "" => Ok(Lookup::NotQueried),
                id => Lookup::of(client.get_runner(id).await),
            }
        },
        async {
            if wants_names {
                Lookup::of(client.list_environment_classes().await)
            } else {
                Ok(Lookup::NotQueried)
            }
        },
    );
    facts.runner = runner?;
    if wants_names {
        facts.classes = classes?;
    }
    Ok(())
}

fn is_not_accepted(error: &Error) -> bool {
    error.code() == Some(Code::Unauthenticated)
}
