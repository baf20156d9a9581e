//! `local`: the embedded API as a server, and its simulated time.

mod advance;
mod reset;
mod serve;
mod status;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct LocalArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Serve(serve::ServeArgs),
    Status(status::StatusArgs),
    Advance(advance::AdvanceArgs),
    Reset(reset::ResetArgs),
}

impl LocalArgs {
    pub(crate) fn run(self, context: &Context) -> Result<Exit, Failure> {
        match self.verb {
            Verb::Serve(args) => args.run(context),
            Verb::Status(args) => args.run(context),
            Verb::Advance(args) => args.run(context),
            Verb::Reset(args) => args.run(context),
        }
    }
}
