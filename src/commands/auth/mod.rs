//! `auth`: sign in, see who is signed in, sign out.

mod login;
mod logout;
mod status;

use clap::{Args, Subcommand};

use crate::commands::shared::lazy_args::LazyArgs;
use crate::config::token_variable;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct AuthArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Sign in: verify a token with the service and save it in the profile
    ///
    /// The token is asked for on a terminal, and read from standard input with --token-stdin or from
    /// a file with --token-file. It is never taken from the command line, where others can see it.
    Login(LazyArgs<login::LoginArgs>),
    /// Show who is signed in, and where the token comes from
    Status(LazyArgs<status::StatusArgs>),
    /// Sign out: remove the token from the profile
    ///
    /// The token stays valid until it ends or is revoked on the service's own pages.
    Logout(LazyArgs<logout::LogoutArgs>),
}

impl AuthArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::Login(args) => args.0.run(context),
            Verb::Status(args) => args.0.run(context),
            Verb::Logout(args) => args.0.run(context),
        }
    }
}

/// Warns of a variable that gives a token whatever the file says.
fn warn_env_override(context: &Context, what: &str) {
    if let Some(name) = token_variable(&context.env.borrow()) {
        context.ui.warn(&format!("{name} is set and {what}"));
    }
}
