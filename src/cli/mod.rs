//! The command line: the top-level commands and their dispatch.

use std::ffi::OsString;

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Subcommand};

use crate::commands::shared::lazy_args::LazyArgs;
use crate::commands::{
    api, auth, class, completions, config, fleet, help, local, man, metrics, prebuild, project,
    runner, version, warm_pool,
};
use crate::config::Flags;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

mod all_profiles;
mod command;
mod completion;
mod global;
mod line;
mod output_support;
mod parse_error;
mod reflex;
mod usage;

pub(crate) use command::documented as documented_command;
pub(crate) use completion::Completion;
use global::GlobalArgs;
use output_support::Output;
pub(crate) use usage::{parse, wants_json};

/// A parsed command line.
#[derive(Debug)]
pub(crate) struct Cli {
    global: GlobalArgs,
    output: Output,
    command: CliCommand,
    /// What the command is parsed from again for each profile, if it runs for all.
    for_all_profiles: Option<ArgMatches>,
}

// No doc comment here: it would become the help of the whole program.
#[derive(Debug, Subcommand)]
enum CliCommand {
    /// Manage warm pools
    #[command(visible_alias = "wp", aliases = ["warm-pools", "warmpool", "warmpools"])]
    WarmPool(warm_pool::WarmPoolArgs),
    /// Manage prebuilds, whose snapshots fill warm pools
    #[command(visible_alias = "pb", alias = "prebuilds")]
    Prebuild(prebuild::PrebuildArgs),
    /// Show projects, their prebuild settings and their warm pools
    #[command(alias = "projects")]
    Project(project::ProjectArgs),
    /// Show environment classes, their runners and whether they can be used
    #[command(aliases = ["classes", "environment-class", "environment-classes"])]
    Class(class::ClassArgs),
    /// Show runners, their state and what they support
    #[command(alias = "runners")]
    Runner(runner::RunnerArgs),
    /// Show what applying a fleet file would change
    ///
    /// The file declares warm pools. Within its scope they are compared with the existing pools: `+`
    /// marks a pool to create, `~` one to resize, `-` one to delete. Undeclared pools in scope are
    /// listed and kept, unless --prune is given. Warnings name pools that cannot be created, or that
    /// would wait for a prebuild. A size that a window gives is followed by the window and its end.
    /// Nothing is changed. An invalid file exits with 2 before any request is sent.
    Plan(LazyArgs<fleet::plan::PlanArgs>),
    /// Apply a fleet file or a saved plan
    ///
    /// Shows the plan and asks for confirmation, unless --yes is given. The current state is read
    /// again after you confirm, and for a saved plan; if it no longer matches the plan, nothing is
    /// changed. Pools are created and resized first; deletions run only after all other changes
    /// succeed. Every change is reported as done, failed, unknown or skipped, and it is safe to run
    /// the same command again.
    Apply(LazyArgs<fleet::apply::ApplyArgs>),
    /// Report differences between the service and the file; exit 3 if there are any
    ///
    /// Read-only. An undeclared pool in scope is not a difference, and neither is the size before a
    /// window began or ended, for the time of --grace.
    Drift(LazyArgs<fleet::drift::DriftArgs>),
    /// Export existing pools as a fleet file or for Terraform
    ///
    /// Applying the exported fleet file changes nothing. The Terraform format is resources of the
    /// official provider, each with a block that imports its pool.
    Export(LazyArgs<fleet::export::ExportArgs>),
    /// Validate fleet files
    Fleet(fleet::FleetArgs),
    /// Export pools, prebuilds and starts of environments to Prometheus
    ///
    /// Read-only. Prints the metrics once, in the text format of Prometheus; --textfile writes them to a
    /// file, --listen serves them over HTTP (/metrics and /healthz), also as OpenMetrics, and counts
    /// claims and starts of environments from the event stream. Textfiles of one host need pools of
    /// different projects: a collector rejects a series that two files have. A failed sweep leaves the
    /// old file, and is reported once and once more when it is over.
    Metrics(LazyArgs<metrics::MetricsArgs>),
    /// Sign in, show who is signed in, sign out
    #[command(subcommand)]
    Auth(auth::AuthCommand),
    /// Serve the embedded API, show its data, advance its time, compare it with a service
    ///
    /// With --local, any command uses the embedded API: a simulation of the service in this program,
    /// with its own data file. Simulated time runs 60x faster than real time.
    #[command(subcommand)]
    Local(local::LocalCommand),
    /// Show and change settings
    #[command(subcommand)]
    Config(config::ConfigCommand),
    /// Call any unary method of the service
    ///
    /// The request and the response are JSON as the service defines it, passed through unchanged.
    /// Methods named Get or List are retried after transient errors; all others are never retried.
    Api(LazyArgs<api::ApiArgs>),
    /// Show the help of a command or of a topic
    Help(LazyArgs<help::HelpArgs>),
    /// Print a shell completion script
    ///
    /// It completes commands and options, and values: names of projects, classes, runners, pools and
    /// profiles, ids of prebuilds, columns, phases, formats, keys and topics. Names come from the
    /// service, within two seconds or not at all, and are kept for a minute.
    #[command(alias = "completion")]
    Completions(LazyArgs<completions::CompletionsArgs>),
    /// Print the manual page, or write a page for each command
    Man(LazyArgs<man::ManArgs>),
    /// Show the version, commit, platform and time zone data of this build
    Version(LazyArgs<version::VersionArgs>),
}

impl Cli {
    fn from_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let global = GlobalArgs::from_arg_matches(matches)?;
        let (output, command) = (Output::of(matches), CliCommand::from_arg_matches(matches)?);
        let for_all_profiles = output.is_of_all_profiles().then(|| matches.clone());
        Ok(Self { global, output, command, for_all_profiles })
    }

    /// The command line that asks for the same help by `--help`, if this one asks for the help of a
    /// command.
    ///
    /// # Errors
    /// For words that are neither a command nor a topic.
    fn help_of(&self, args: &[OsString]) -> Result<Option<Vec<OsString>>, CliError> {
        let CliCommand::Help(help) = &self.command else { return Ok(None) };
        let Some(words) = help.0.command()? else { return Ok(None) };
        parse_error::require_command(&command::command(), words)?;
        let program = args.first().cloned().unwrap_or_default();
        let words = words.iter().map(OsString::from);
        Ok(Some(std::iter::once(program).chain(words).chain(["--help".into()]).collect()))
    }

    pub(crate) fn flags(&self) -> Flags {
        self.global.flags.clone()
    }

    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let Self { global, output, command, for_all_profiles } = self;
        global.check_output(&output)?;
        if matches!(&command, CliCommand::Local(command) if command.needs_service()) {
            context.ignore_local_variable();
        }
        match &command {
            CliCommand::Completions(_) | CliCommand::Help(_) | CliCommand::Man(_) => {}
            CliCommand::Config(args) if args.can_repair_config() => {
                context.ui.set_options(global.flag_output_options()?);
            }
            CliCommand::Auth(_) | CliCommand::Config(_) => {
                context.allow_new_profile()?;
                context.ui.set_options(global.output_options(context, &output)?);
            }
            CliCommand::Version(_) => {
                context.ignore_config_file()?;
                context.ui.set_options(global.output_options(context, &output)?);
            }
            _ => context.ui.set_options(global.output_options(context, &output)?),
        }
        context.print_warnings();
        match for_all_profiles {
            None => command.run(context),
            Some(matches) => all_profiles::run(context, |profile| {
                let command = CliCommand::from_arg_matches(&matches);
                command.map_err(|error| CliError::usage(error.to_string()))?.run(profile)
            }),
        }
    }
}

impl CliCommand {
    fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self {
            Self::WarmPool(args) => args.run(context),
            Self::Prebuild(args) => args.run(context),
            Self::Project(args) => args.run(context),
            Self::Class(args) => args.run(context),
            Self::Runner(args) => args.run(context),
            Self::Plan(args) => args.0.run(context),
            Self::Apply(args) => args.0.run(context),
            Self::Drift(args) => args.0.run(context),
            Self::Export(args) => args.0.run(context),
            Self::Fleet(args) => args.run(context),
            Self::Metrics(args) => args.0.run(context),
            Self::Auth(args) => args.run(context),
            Self::Local(args) => args.run(context),
            Self::Config(args) => args.run(context),
            Self::Api(args) => args.0.run(context),
            Self::Help(args) => args.0.run(context, GlobalArgs::command()),
            Self::Completions(args) => args.0.run(context, command::command()),
            Self::Man(args) => args.0.run(context, command::documented()),
            Self::Version(args) => args.0.run(context),
        }
    }
}
