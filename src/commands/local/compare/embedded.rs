//! The embedded API that a service is compared with: with data of its own, whose time stands still
//! unless it is advanced.

use std::time::Duration;

use tempfile::TempDir;

use super::target::Situation;
use crate::api::Client;
use crate::context::Context;
use crate::emulator::{self, Emulator, Options, Running};
use crate::error::CliError;
use crate::lookup;
use crate::warm_pool::reference::{NameOrId, PoolKey};

pub(super) struct Embedded {
    pub(super) client: Client,
    emulator: Emulator,
    /// Stops the server when dropped, before the folder with its data is removed.
    _running: Running,
    _folder: TempDir,
}

/// A project and class of the embedded API.
pub(super) struct Sample {
    pub(super) key: PoolKey,
    pub(super) address: String,
    pub(super) runner_id: String,
}

impl Embedded {
    pub(super) fn start(context: &Context) -> Result<Self, CliError> {
        let folder = tempfile::tempdir().map_err(|error| {
            CliError::local("cannot create a temporary folder").because(error.to_string())
        })?;
        let data_file = folder.path().join("compare.db");
        let emulator = emulator::open(Options { data_file, speed: Some(0.0), token: None })?;
        let running = emulator.start()?;
        let client = context.embedded_client(&running)?;
        Ok(Self { client, emulator, _running: running, _folder: folder })
    }

    /// The project and class of the sample data that are in this situation.
    pub(super) async fn find(
        &self,
        context: &Context,
        situation: Situation,
    ) -> Result<Sample, CliError> {
        let (project, class) = sample(situation);
        let name = |name: &str| NameOrId::Name(name.to_owned());
        let resolved = lookup::resolve_key(&self.client, &name(project), &name(class)).await;
        let (key, ..) = resolved.map_err(|error| context.lookup_error(error))?;
        let class_id = key.class.to_string();
        let details = self.client.get_environment_class(&class_id).await;
        let details = details.map_err(|error| {
            context.api_error("cannot read a class of the embedded API", &error)
        })?;
        let address = format!("{project}/{class}");
        Ok(Sample { key, address, runner_id: details.runner_id })
    }

    pub(super) fn advance(&self, by: Duration) -> Result<(), CliError> {
        self.emulator.advance(by)?;
        Ok(())
    }
}

const fn sample(situation: Situation) -> (&'static str, &'static str) {
    match situation {
        Situation { prebuilds_enabled: false, .. } => ("acme-legacy", "small"),
        Situation { has_class: false, .. } => ("acme-api", "small"),
        Situation { has_pool: true, .. } => ("acme-api", "regular"),
        Situation { has_pool: false, .. } => ("acme-api", "large"),
    }
}
