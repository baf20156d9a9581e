//! The flags that every command takes.

use clap::Parser;
use clap::builder::PossibleValuesParser;

use super::exit_codes;
use crate::config::Flags;
use crate::config::color::Color;
use crate::config::format::Format;
use crate::context::Context;
use crate::error::CliError;
use crate::keyword::Keyword as _;
use crate::output::github::GithubStep;
use crate::output::jq::Filter;
use crate::output::options::OutputOptions;

const EXAMPLES: &str = "\
Examples:
  prebuildctl --local warm-pool list
  prebuildctl auth login
  prebuildctl warm-pool create --project acme-api --class large --min 1 --max 5
  prebuildctl warm-pool list -o json | jq -r '.[].id'
  prebuildctl warm-pool list --jq 'map(.spec.maxSize) | add'";

/// Manage the warm pools of Ona (formerly Gitpod)
///
/// A warm pool keeps environment instances, made from a prebuild's snapshot, ready to be claimed,
/// so that a new environment starts in seconds. There is one pool at most for each pair of
/// project and environment class.
#[derive(Debug, Parser)]
#[command(
    name = "prebuildctl",
    version,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = EXAMPLES,
    after_long_help = exit_codes::after_help(EXAMPLES),
    next_help_heading = "Global options",
    next_display_order = 100,
)]
pub(super) struct GlobalArgs {
    /// Use this profile of the config file [env: PREBUILDCTL_PROFILE]
    #[arg(long, global = true, value_name = "NAME")]
    profile: Option<String>,

    /// Read this config file [env: PREBUILDCTL_CONFIG]
    #[arg(long, global = true, value_name = "PATH")]
    config: Option<std::path::PathBuf>,

    /// Call the embedded API of this program, no account needed [env: PREBUILDCTL_LOCAL=1]
    #[arg(long, global = true, conflicts_with = "host")]
    local: bool,

    /// Keep the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]
    #[arg(long, global = true, value_name = "FILE")]
    local_data: Option<std::path::PathBuf>,

    /// Call this service; /api is added to a bare host [env: ONA_HOST]
    #[arg(long, global = true, value_name = "URL")]
    host: Option<String>,

    /// Read the token from this file [env: ONA_TOKEN holds a token itself]
    #[arg(long, global = true, value_name = "PATH", conflicts_with = "token_stdin")]
    token_file: Option<std::path::PathBuf>,

    /// Read the token from standard input
    #[arg(long, global = true)]
    token_stdin: bool,

    /// Print the result in this format [env: PREBUILDCTL_OUTPUT]
    ///
    /// table, wide, json, jsonl, yaml, csv, tsv, markdown, name or id.
    #[arg(short, long, global = true, value_name = "FORMAT")]
    #[arg(value_parser = PossibleValuesParser::new(Format::ALL.iter().map(|(word, _)| *word)))]
    #[arg(hide_possible_values = true)]
    output: Option<String>,

    /// Show these columns, separated by commas
    #[arg(long, global = true, value_name = "A,B", value_delimiter = ',')]
    columns: Option<Vec<String>>,

    /// Leave out the titles of columns
    #[arg(long, global = true)]
    no_headers: bool,

    /// Filter the JSON of the result with a jq expression
    #[arg(long, global = true, value_name = "EXPR")]
    jq: Option<String>,

    /// Print strings that --jq gives without quotes
    #[arg(short, long, global = true, requires = "jq")]
    raw_output: bool,

    /// Print no notes
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Tell about the calls; twice: with their messages
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,

    /// Use colours: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(Color::ALL.iter().map(|(word, _)| *word)))]
    color: Option<String>,

    /// Ask nothing; what would be asked fails instead [env: PREBUILDCTL_NO_INPUT, CI]
    #[arg(long, global = true)]
    no_input: bool,

    /// Tell the step of GitHub Actions too: outputs and a summary [env: PREBUILDCTL_GITHUB=1]
    #[arg(long, global = true)]
    github: bool,

    /// Give up an attempt after this time, such as 30s [env: PREBUILDCTL_REQUEST_TIMEOUT]
    #[arg(long, global = true, value_name = "TIME")]
    request_timeout: Option<String>,

    /// Try a failed call this often again; 0 turns it off [env: PREBUILDCTL_RETRIES]
    #[arg(long, global = true, value_name = "N")]
    retries: Option<String>,
}

impl GlobalArgs {
    /// What was typed, as far as it concerns settings.
    pub(super) fn flags(&self) -> Flags {
        Flags {
            profile: self.profile.clone(),
            config: self.config.clone(),
            host: self.host.clone(),
            local: self.local,
            local_data: self.local_data.clone(),
            token_file: self.token_file.clone(),
            token_stdin: self.token_stdin,
            output: self.output.clone(),
            color: self.color.clone(),
            no_input: self.no_input,
            request_timeout: self.request_timeout.clone(),
            retries: self.retries.clone(),
            ..Flags::default()
        }
    }

    /// How everything is to look. The filter is compiled here, before anything is called.
    pub(super) fn look(self, context: &Context) -> Result<OutputOptions, CliError> {
        let (settings, env) = (context.settings()?, context.env.borrow());
        let tells_step = self.github || env.is_on("PREBUILDCTL_GITHUB");
        Ok(OutputOptions {
            format: settings.output.value,
            color: settings.color.value.choice(),
            step: tells_step.then(|| GithubStep::of(&env)),
            ..self.flag_output_options()?
        })
    }

    /// How everything is to look as far as the command line says so.
    pub(super) fn flag_output_options(self) -> Result<OutputOptions, CliError> {
        let output = self.output.as_deref().and_then(|word| Format::parse(word).ok());
        let color = self.color.as_deref().and_then(|word| Color::parse(word).ok());
        Ok(OutputOptions {
            format: output.unwrap_or(Format::Table),
            columns: self.columns,
            default_columns: None,
            headers: !self.no_headers,
            filter: self.jq.as_deref().map(Filter::compile).transpose()?,
            raw: self.raw_output,
            quiet: self.quiet,
            verbosity: self.verbose,
            color: color.and_then(Color::choice),
            step: None,
        })
    }
}
