//! `auth`: sign in, show who is signed in, sign out.

mod login;
mod logout;
mod status;

use clap::Subcommand;

use crate::commands::shared::lazy_args::LazyArgs;
use crate::config::token_variable;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Subcommand)]
pub(crate) enum AuthCommand {
    /// Sign in: verify a token with the service and save it in the profile
    ///
    /// Prompts for the token on a terminal; reads it from standard input with --token-stdin, or from
    /// a file with --token-file. Tokens are not accepted on the command line, where others can see
    /// them.
    Login(LazyArgs<login::LoginArgs>),
    /// Show who is signed in and the source of the token
    Status(LazyArgs<status::StatusArgs>),
    /// Sign out: remove the token from the profile
    ///
    /// The token itself stays valid until it expires or is revoked on the website of the service.
    Logout(LazyArgs<logout::LogoutArgs>),
}

impl AuthCommand {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self {
            Self::Login(args) => args.0.run(context),
            Self::Status(args) => args.0.run(context),
            Self::Logout(args) => args.0.run(context),
        }
    }
}

/// Warns of a token variable, which overrides the file.
fn warn_env_override(context: &Context, effect: &str) {
    if let Some(name) = token_variable(&context.env.borrow()) {
        context.ui.warn(&format!("{name} is set and {effect}"));
    }
}
