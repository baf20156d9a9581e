//! The nouns, and the few verbs that stand alone.

use clap::Subcommand;

use super::deferred::Deferred;
use crate::commands::{
    LimitArgs, api, auth, class, completions, config, fleet, local, man, prebuild, project,
    version, warm_pool,
};
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

// No doc comment here: it would become the help of the whole program.
#[derive(Debug, Subcommand)]
pub(super) enum Noun {
    /// Create, list, show, resize, delete and wait for warm pools
    #[command(visible_alias = "wp")]
    WarmPool(Deferred<warm_pool::WarmPoolArgs>),
    /// List, show, start, wait for and cancel prebuilds, whose snapshots fill warm pools
    #[command(visible_alias = "pb")]
    Prebuild(Deferred<prebuild::PrebuildArgs>),
    /// List and show projects: their prebuild settings and warm pools
    Project(Deferred<project::ProjectArgs>),
    /// List and show environment classes: their runner, and whether they can be used
    Class(Deferred<class::ClassArgs>),
    /// Show what a fleet file would change; nothing is changed
    ///
    /// The file declares the warm pools of a fleet. What it declares is compared with what there
    /// is, within the file's scope: `+` is to be made, `~` to be resized, `-` to be deleted. Pools
    /// in scope that the file does not declare stay, unless --prune is given. Warnings tell which
    /// pools cannot be made, or would wait for a prebuild. A file that is wrong ends with 2, and
    /// nothing is sent.
    Plan(Deferred<fleet::plan::PlanArgs>),
    /// Carry out what a fleet file would change, or a saved plan
    ///
    /// Shows the plan and asks, unless --yes is given. Every pool is read again before it is changed;
    /// if one is no longer as the plan expects it, nothing is changed at all. What is to be made and
    /// resized comes first, and only when all of that is done what is to be deleted. Every change is
    /// told as done, failed, unknown or not tried, and the same command can be run again at any time.
    Apply(Deferred<fleet::apply::ApplyArgs>),
    /// Tell where what there is differs from a fleet file; ends with 3 if it does
    ///
    /// Nothing is changed, and nothing could be: only lists are read. A pool in scope that the file
    /// does not declare is no difference.
    Drift(Deferred<fleet::drift::DriftArgs>),
    /// Write the warm pools there are as a fleet file, or for Terraform
    ///
    /// The fleet file that is written plans to no change. For Terraform, resources of the official
    /// provider are written, each with a block that imports its pool.
    Export(Deferred<fleet::export::ExportArgs>),
    /// Look at a fleet file by itself
    Fleet(Deferred<fleet::FleetArgs>),
    /// Sign in, show who is signed in, sign out
    Auth(Deferred<auth::AuthArgs>),
    /// Serve the embedded API, look at its data, move its time
    ///
    /// With --local any command is answered by the embedded API: a simulation of the service in
    /// this program, over a file of its own. Its time runs sixty times as fast as the clock.
    Local(Deferred<local::LocalArgs>),
    /// Show and change the settings
    Config(Deferred<config::ConfigArgs>),
    /// Call any unary method of the service
    ///
    /// The message and the answer are JSON as the service has it; neither is looked into. Methods
    /// that are called Get or List are tried again after passing faults, all others are sent once.
    Api(Deferred<api::ApiArgs>),
    /// Print the completion script of a shell
    Completions(Deferred<completions::CompletionsArgs>),
    /// Print the manual page, or write a page for each command
    Man(Deferred<man::ManArgs>),
    /// Show the version, the commit and the platform of this build
    Version(Deferred<version::VersionArgs>),
}

impl Noun {
    /// The limits of a wait, where the verb has them.
    pub(super) fn limits(&self) -> Option<&LimitArgs> {
        match self {
            Self::WarmPool(args) => args.0.limits(),
            Self::Prebuild(args) => args.0.limits(),
            Self::Apply(args) => Some(args.0.limits()),
            _ => None,
        }
    }

    /// Runs the command.
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        match self {
            Self::WarmPool(args) => args.0.run(context),
            Self::Prebuild(args) => args.0.run(context),
            Self::Project(args) => args.0.run(context),
            Self::Class(args) => args.0.run(context),
            Self::Plan(args) => args.0.run(context),
            Self::Apply(args) => args.0.run(context),
            Self::Drift(args) => args.0.run(context),
            Self::Export(args) => args.0.run(context),
            Self::Fleet(args) => args.0.run(context),
            Self::Auth(args) => args.0.run(context),
            Self::Local(args) => args.0.run(context),
            Self::Config(args) => args.0.run(context),
            Self::Api(args) => args.0.run(context),
            Self::Completions(args) => args.0.run(context),
            Self::Man(args) => args.0.run(context),
            Self::Version(args) => args.0.run(context),
        }
    }
}
