//! The flags of every command.

use std::collections::BTreeMap;

use clap::Parser;

use super::output_support::Output;
use crate::config::Flags;
use crate::config::color::Color;
use crate::config::format::Format;
use crate::context::Context;
use crate::error::CliError;
use crate::keyword::Keyword as _;
use crate::output::github::GithubStep;
use crate::output::jq::Filter;
use crate::output::jq::variables::Variables;
use crate::output::options::OutputOptions;

/// Manage the warm pools of Ona (formerly Gitpod)
///
/// A warm pool keeps environment instances, created from a prebuild snapshot, ready to be claimed,
/// so that a new environment starts in seconds. Each project and environment class can have at most
/// one pool.
#[derive(Debug, Parser)]
#[command(
    name = "prebuildctl",
    version,
    disable_help_subcommand = true,
    args_override_self = true,
    subcommand_required = true,
    arg_required_else_help = true,
    next_help_heading = "Global options",
    next_display_order = 100
)]
pub(super) struct GlobalArgs {
    #[command(flatten)]
    pub(super) flags: Flags,

    /// Show only these columns, separated by commas
    #[arg(long, global = true, value_name = "A,B", value_delimiter = ',')]
    columns: Option<Vec<String>>,

    /// Omit the header row
    #[arg(long, global = true)]
    no_headers: bool,

    /// Filter the JSON output with a jq expression
    #[arg(long, global = true, value_name = "EXPR")]
    jq: Option<String>,

    /// Print strings that --jq returns without quotes
    #[arg(short, long, global = true, requires = "jq")]
    raw_output: bool,

    /// Print each value that --jq returns on one line
    #[arg(short, long, global = true, requires = "jq")]
    compact_output: bool,

    /// Set a variable of the --jq filter to a text
    #[arg(long, global = true, requires = "jq", num_args = 2, value_names = ["NAME", "VALUE"])]
    #[arg(allow_hyphen_values = true)]
    arg: Vec<String>,

    /// Set a variable of the --jq filter to a JSON value
    #[arg(long, global = true, requires = "jq", num_args = 2, value_names = ["NAME", "VALUE"])]
    #[arg(allow_hyphen_values = true)]
    argjson: Vec<String>,

    /// Suppress progress and notes
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Log API calls; -vv includes request and response bodies
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,

    /// Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]
    #[arg(long, global = true)]
    github: bool,
}

impl GlobalArgs {
    /// Checks that the command can print what was typed.
    pub(super) fn check_output(&self, output: &Output) -> Result<(), CliError> {
        let format = self.flags.output.as_ref().and_then(|word| Format::parse(word).ok());
        output.check(format, self.jq.is_some())
    }

    /// The output options of the flags and the settings; a format of the settings that the command
    /// cannot print is passed over. Compiles the jq filter, so that a bad one fails before any
    /// request.
    pub(super) fn output_options(
        self,
        context: &Context,
        output: &Output,
    ) -> Result<OutputOptions, CliError> {
        let (settings, env) = (context.settings()?, context.env.borrow());
        let writes_step = self.github || env.is_on("PREBUILDCTL_GITHUB");
        Ok(OutputOptions {
            format: if output.supports(settings.output.value) {
                settings.output.value
            } else {
                Format::Table
            },
            default_columns: settings.columns.clone(),
            color: settings.color.value.choice(),
            step: writes_step.then(|| GithubStep::from_env(&env)).transpose()?,
            ..self.flag_output_options()?
        })
    }

    /// The output options of the flags alone.
    pub(super) fn flag_output_options(self) -> Result<OutputOptions, CliError> {
        let Flags { output, color, .. } = self.flags;
        let format = output.and_then(|word| Format::parse(&word).ok());
        let color = color.and_then(|word| Color::parse(&word).ok());
        let filter = match &self.jq {
            Some(jq) => Some(Filter::compile(jq, Variables::new(&self.arg, &self.argjson)?)?),
            None => None,
        };
        Ok(OutputOptions {
            format: format.unwrap_or(Format::Table),
            columns: self.columns,
            default_columns: BTreeMap::new(),
            headers: !self.no_headers,
            filter,
            raw: self.raw_output,
            compact: self.compact_output,
            quiet: self.quiet,
            verbosity: self.verbose,
            color: color.and_then(Color::choice),
            step: None,
        })
    }
}
