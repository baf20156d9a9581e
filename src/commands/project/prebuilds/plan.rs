//! What a change of prebuild settings does: the settings after it, and the pools that the service
//! deletes because of it.

use uuid::Uuid;

use crate::api::Client;
use crate::api::project::{PrebuildConfiguration, Project, ProjectPhase};
use crate::api::warm_pool::WarmPool;
use crate::commands::project;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::prebuild_settings::{PrebuildSettings, SettingsChange};
use crate::warm_pool::size::SizeBounds;

/// A change of the settings as they are now.
pub(super) struct Plan {
    pub(super) project: Project,
    pub(super) before: PrebuildSettings,
    pub(super) configuration: PrebuildConfiguration,
    pub(super) after: PrebuildSettings,
    pub(super) deletions: Deletions,
}

/// The pools that the service deletes with a change.
pub(super) enum Deletions {
    Known(Vec<PoolToDelete>),
    /// The token may not read pools.
    Unknown,
}

pub(super) struct PoolToDelete {
    pub(super) id: String,
    pub(super) address: String,
    size: SizeBounds,
}

impl Plan {
    /// Reads the project and, if the change takes a class out, its pools. Errors call it `name`.
    pub(super) async fn read(
        context: &Context,
        client: &Client,
        (id, name): (Uuid, &str),
        change: &SettingsChange,
    ) -> Result<Self, CliError> {
        let project = project::find(context, client, id).await?;
        if project.desired_phase == ProjectPhase::Deleted {
            let message = format!(
                "cannot change the prebuild settings of {name}: the project is being deleted"
            );
            return Err(CliError::new(ExitCode::Conflict, "failed_precondition", message));
        }
        let before = PrebuildSettings::of_project(&project);
        let configuration = change.apply(project.prebuild_configuration.as_ref());
        let after = PrebuildSettings::new(Some(&configuration));
        let deletions = if before.all_allowed_by(&after) {
            Deletions::Known(Vec::new())
        } else {
            Deletions::read(context, client, id, &after).await?
        };
        Ok(Self { project, before, configuration, after, deletions })
    }

    pub(super) fn is_unchanged(&self) -> bool {
        self.before == self.after
    }
}

impl Deletions {
    async fn read(
        context: &Context,
        client: &Client,
        project: Uuid,
        after: &PrebuildSettings,
    ) -> Result<Self, CliError> {
        let Some(mut pools) = project::pools(context, client, true, vec![project]).await? else {
            return Ok(Self::Unknown);
        };
        let is_deleted = |pool: &WarmPool| {
            let metadata = pool.metadata.as_ref();
            let class = metadata.map_or("", |metadata| &metadata.environment_class_id);
            lifecycle::lifecycle(pool) == Lifecycle::Active && !after.allows(class)
        };
        pools.retain(is_deleted);
        let mut names = DisplayNames::default();
        context.note_missing_names(names.load_for(client, &pools).await);
        let printer = context.message_printer();
        let pool = |pool: WarmPool| PoolToDelete {
            address: names.address(&pool, &printer),
            size: lifecycle::size_bounds(&pool),
            id: pool.id,
        };
        Ok(Self::Known(pools.into_iter().map(pool).collect()))
    }

    /// Whether there may be any.
    pub(super) const fn is_empty(&self) -> bool {
        matches!(self, Self::Known(pools) if pools.is_empty())
    }

    /// Those that are known; `None` if pools cannot be read.
    pub(super) fn pools(&self) -> Option<&[PoolToDelete]> {
        match self {
            Self::Known(pools) => Some(pools),
            Self::Unknown => None,
        }
    }

    /// What the change deletes: one line for each pool.
    pub(super) fn lines(&self) -> Vec<String> {
        self.texts().iter().map(|text| format!("deletes {text}")).collect()
    }

    /// One text for each pool.
    pub(super) fn texts(&self) -> Vec<String> {
        match self {
            Self::Known(pools) => pools.iter().map(PoolToDelete::text).collect(),
            Self::Unknown => {
                vec![
                    "the pools of classes that are no longer prebuilt, if there are any".to_owned(),
                ]
            }
        }
    }

    /// Whether all these are among others.
    pub(super) fn are_among(&self, others: &Self) -> bool {
        match (self, others) {
            (_, Self::Unknown) => true,
            (Self::Unknown, Self::Known(_)) => false,
            (Self::Known(pools), Self::Known(others)) => {
                pools.iter().all(|pool| others.iter().any(|other| other.id == pool.id))
            }
        }
    }
}

impl PoolToDelete {
    fn text(&self) -> String {
        let Self { id, address, size } = self;
        let id = if address == id { String::new() } else { format!("  {id}") };
        format!("{address}{id}  size {size}")
    }
}
