//! `auth`: sign in, see who is signed in, sign out.

mod login;
mod logout;
mod status;

use clap::{Args, Subcommand};

use crate::config::token_variable;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct AuthArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Login(login::LoginArgs),
    Status(status::StatusArgs),
    Logout(logout::LogoutArgs),
}

impl AuthArgs {
    pub(crate) fn run(self, context: &Context) -> Result<Exit, Failure> {
        match self.verb {
            Verb::Login(args) => args.run(context),
            Verb::Status(args) => args.run(context),
            Verb::Logout(args) => args.run(context),
        }
    }
}

/// Warns of a variable that gives a token whatever the file says.
fn warn_of_variable(context: &Context, what: &str) {
    if let Some(name) = token_variable(&context.env.borrow()) {
        context.ui.warn(&format!("{name} is set and {what}"));
    }
}
