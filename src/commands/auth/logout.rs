//! `auth logout`: remove the token of a profile.

use clap::Args;
use serde::Serialize;

use crate::commands::shared::mutation_output;
use crate::config::{Editor, short_path};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl auth logout
  prebuildctl auth logout --profile work")]
pub(crate) struct LogoutArgs {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logout {
    removed: bool,
    file: String,
    profile: String,
}

impl LogoutArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let env = context.env.borrow();
        let saved = Editor::new(&context.flags, &env)?.remove_login()?;
        let file = short_path(&saved.path, &env);
        let logout = Logout { removed: saved.changed, file, profile: saved.profile };
        drop(env);
        let lines = || {
            let Logout { removed, file, profile } = &logout;
            vec![if *removed {
                format!("removed the token of profile \"{profile}\" from {file}")
            } else {
                format!("profile \"{profile}\" has no token in {file}")
            }]
        };
        mutation_output::finish_output(context, context.ui.print_value(&logout, lines), lines)?;
        super::warn_env_override(context, "is still used");
        Ok(ExitCode::Success)
    }
}
