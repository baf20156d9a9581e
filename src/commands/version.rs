//! `version`: the version of this build.

use clap::Args;
use serde::Serialize;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::time_zone::data_edition;

#[derive(Debug, Args)]
pub(crate) struct VersionArgs {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Build {
    version: &'static str,
    commit: &'static str,
    target: &'static str,
    /// The edition of the bundled time zone data.
    time_zone_data: &'static str,
}

fn build() -> Build {
    Build {
        version: env!("CARGO_PKG_VERSION"),
        commit: env!("PREBUILDCTL_COMMIT"),
        target: env!("PREBUILDCTL_TARGET"),
        time_zone_data: data_edition(),
    }
}

impl VersionArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let build = build();
        let Build { version, commit, target, time_zone_data } = build;
        context.ui.print_value(&build, || {
            vec![
                format!("prebuildctl {version}"),
                format!("commit {commit}, target {target}"),
                format!("time zone data {time_zone_data}"),
            ]
        })?;
        Ok(ExitCode::Success)
    }
}
