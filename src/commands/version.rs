//! `version`: the version of this build.

use clap::Args;
use serde::Serialize;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
pub(crate) struct VersionArgs {}

#[derive(Serialize)]
struct Build {
    version: &'static str,
    commit: &'static str,
    target: &'static str,
}

const BUILD: Build = Build {
    version: env!("CARGO_PKG_VERSION"),
    commit: env!("PREBUILDCTL_COMMIT"),
    target: env!("PREBUILDCTL_TARGET"),
};

impl VersionArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let Build { version, commit, target } = BUILD;
        context.ui.print_value(&BUILD, || {
            vec![format!("prebuildctl {version}"), format!("commit {commit}, target {target}")]
        })?;
        Ok(ExitCode::Success)
    }
}
