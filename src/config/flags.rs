//! The global flags that set something.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::color::Color;
use super::format::Format;
use crate::keyword::Keyword as _;

// No doc comment here: it would become the help of the whole program.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Flags {
    /// Use this profile of the config file [env: PREBUILDCTL_PROFILE]
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// Use this config file [env: PREBUILDCTL_CONFIG]
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) config: Option<PathBuf>,

    /// Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]
    #[arg(long, global = true, conflicts_with = "host")]
    pub(crate) local: bool,

    /// Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) local_data: Option<PathBuf>,

    /// Use the service at this URL; /api is added to a bare host [env: ONA_HOST]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) host: Option<String>,

    /// Read the token from this file [env: ONA_TOKEN, the token itself]
    #[arg(long, global = true, value_name = "PATH", conflicts_with = "token_stdin")]
    pub(crate) token_file: Option<PathBuf>,

    /// Read the token from standard input
    #[arg(long, global = true)]
    pub(crate) token_stdin: bool,

    /// Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) request_timeout: Option<String>,

    /// Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]
    #[arg(long, global = true, value_name = "N", allow_negative_numbers = true)]
    pub(crate) retries: Option<String>,

    /// Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]
    #[arg(long, global = true)]
    pub(crate) no_input: bool,

    /// Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        hide_possible_values = true,
        ignore_case = true
    )]
    #[arg(value_parser = PossibleValuesParser::new(Color::ALL.iter().map(|(word, _)| *word)))]
    pub(crate) color: Option<String>,

    /// Set the output format [env: PREBUILDCTL_OUTPUT]
    ///
    /// table, wide, json, jsonl, yaml, csv, tsv, markdown, name or id.
    #[arg(
        short,
        long,
        global = true,
        value_name = "FORMAT",
        hide_possible_values = true,
        ignore_case = true
    )]
    #[arg(value_parser = PossibleValuesParser::new(Format::ALL.iter().map(|(word, _)| *word)))]
    pub(crate) output: Option<String>,
}

impl Flags {
    /// The flags that choose the service and the credential: a suggested command repeats them to
    /// reach the same service. Variables still apply where it is pasted.
    pub(crate) fn service_flags(&self) -> Vec<String> {
        let text = |flag: &str, value: Option<String>| {
            value.map_or_else(Vec::new, |value| vec![flag.to_owned(), value])
        };
        let path = |flag: &str, path: &Option<PathBuf>| {
            text(flag, path.as_ref().map(|path| path.display().to_string()))
        };
        [
            text("--profile", self.profile.clone()),
            path("--config", &self.config),
            if self.local { vec!["--local".to_owned()] } else { Vec::new() },
            path("--local-data", &self.local_data),
            text("--host", self.host.clone()),
            path("--token-file", &self.token_file),
        ]
        .concat()
    }
}
