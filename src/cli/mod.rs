//! The command line: the nouns, and the way from words to a command.

use clap::{ArgMatches, FromArgMatches as _, Subcommand};

use crate::commands::shared::lazy_args::LazyArgs;
use crate::commands::{
    LimitArgs, api, auth, class, completions, config, fleet, local, man, prebuild, project,
    version, warm_pool,
};
use crate::config::Flags;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

mod command;
pub(crate) mod completion_context;
mod exit_codes;
mod global;
mod usage;

pub(crate) use command::command;
use global::GlobalArgs;
pub(crate) use usage::{parse, wants_json};

pub(crate) use crate::commands::completion::Completion;

/// A command line that was understood.
#[derive(Debug)]
pub(crate) struct Cli {
    global: GlobalArgs,
    command: CliCommand,
}

// No doc comment here: it would become the help of the whole program.
#[derive(Debug, Subcommand)]
enum CliCommand {
    /// Create, list, show, resize, delete, wait for and watch warm pools
    #[command(visible_alias = "wp")]
    WarmPool(warm_pool::WarmPoolArgs),
    /// List, show, start, wait for and cancel prebuilds, whose snapshots fill warm pools
    #[command(visible_alias = "pb")]
    Prebuild(prebuild::PrebuildArgs),
    /// List and show projects: their prebuild settings and warm pools
    Project(project::ProjectArgs),
    /// List and show environment classes: their runner, and whether they can be used
    Class(class::ClassArgs),
    /// Show what a fleet file would change; nothing is changed
    ///
    /// The file declares the warm pools of a fleet. What it declares is compared with what there
    /// is, within the file's scope: `+` is to be made, `~` to be resized, `-` to be deleted. Pools
    /// in scope that the file does not declare stay, unless --prune is given. Warnings tell which
    /// pools cannot be made, or would wait for a prebuild. A file that is wrong ends with 2, and
    /// nothing is sent.
    Plan(LazyArgs<fleet::plan::PlanArgs>),
    /// Carry out what a fleet file would change, or a saved plan
    ///
    /// Shows the plan and asks, unless --yes is given. What there is is read again after a question
    /// and for a saved plan; if it is no longer what the plan is for, nothing is changed at all. What
    /// is to be made and resized comes first, and only when all of that is done what is to be
    /// deleted. Every change is told as done, failed, unknown or not tried, and the same command can
    /// be run again at any time.
    Apply(LazyArgs<fleet::apply::ApplyArgs>),
    /// Tell where what there is differs from a fleet file; ends with 3 if it does
    ///
    /// Nothing is changed, and nothing could be: only lists are read. A pool in scope that the file
    /// does not declare is no difference.
    Drift(LazyArgs<fleet::drift::DriftArgs>),
    /// Write the warm pools there are as a fleet file, or for Terraform
    ///
    /// The fleet file that is written plans to no change. For Terraform, resources of the official
    /// provider are written, each with a block that imports its pool.
    Export(LazyArgs<fleet::export::ExportArgs>),
    /// Look at a fleet file by itself
    Fleet(fleet::FleetArgs),
    /// Sign in, show who is signed in, sign out
    Auth(auth::AuthArgs),
    /// Serve the embedded API, look at its data, move its time
    ///
    /// With --local any command is answered by the embedded API: a simulation of the service in
    /// this program, over a file of its own. Its time runs sixty times as fast as the clock.
    Local(local::LocalArgs),
    /// Show and change the settings
    Config(config::ConfigArgs),
    /// Call any unary method of the service
    ///
    /// Requests and responses are the service's own JSON, unchanged. Get and List methods are
    /// retried after transient errors; all other methods are sent once.
    Api(LazyArgs<api::ApiArgs>),
    /// Print the completion script of a shell
    ///
    /// In bash, zsh and fish it also completes the names of projects, classes, pools and profiles.
    Completions(LazyArgs<completions::CompletionsArgs>),
    /// Print the manual page, or write a page for each command
    Man(LazyArgs<man::ManArgs>),
    /// Show the version, the commit and the platform of this build
    Version(LazyArgs<version::VersionArgs>),
}

impl CliCommand {
    /// The limits of a wait, where the verb has them.
    fn limits(&self) -> LimitArgs {
        match self {
            Self::WarmPool(args) => args.limits(),
            Self::Prebuild(args) => args.limits(),
            Self::Apply(args) => args.0.limits().clone(),
            _ => LimitArgs::default(),
        }
    }
}

impl Cli {
    fn of(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let global = GlobalArgs::from_arg_matches(matches)?;
        Ok(Self { global, command: CliCommand::from_arg_matches(matches)? })
    }

    /// What was typed, as far as it concerns settings.
    pub(crate) fn flags(&self) -> Flags {
        let limits = self.command.limits();
        Flags {
            timeout: limits.timeout,
            poll_interval: limits.poll_interval,
            ..self.global.flags()
        }
    }

    /// Runs the command.
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let Self { global, command } = self;
        match &command {
            CliCommand::Completions(_) | CliCommand::Man(_) => {}
            CliCommand::Config(args) if args.can_repair_config() => {
                context.ui.set_options(global.flag_output_options()?);
            }
            CliCommand::Auth(_) | CliCommand::Config(_) => {
                context.allow_new_profile()?;
                context.ui.set_options(global.look(context)?);
            }
            _ => context.ui.set_options(global.look(context)?),
        }
        match command {
            CliCommand::WarmPool(args) => args.run(context),
            CliCommand::Prebuild(args) => args.run(context),
            CliCommand::Project(args) => args.run(context),
            CliCommand::Class(args) => args.run(context),
            CliCommand::Plan(args) => args.0.run(context),
            CliCommand::Apply(args) => args.0.run(context),
            CliCommand::Drift(args) => args.0.run(context),
            CliCommand::Export(args) => args.0.run(context),
            CliCommand::Fleet(args) => args.run(context),
            CliCommand::Auth(args) => args.run(context),
            CliCommand::Local(args) => args.run(context),
            CliCommand::Config(args) => args.run(context),
            CliCommand::Api(args) => args.0.run(context),
            CliCommand::Completions(args) => args.0.run(context),
            CliCommand::Man(args) => args.0.run(context),
            CliCommand::Version(args) => args.0.run(context),
        }
    }
}
