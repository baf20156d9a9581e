//! `local fault`: inject faults into the embedded API.

use clap::{Args, Subcommand};
use serde_json::Value;

use crate::commands::shared::whole_number;
use crate::context::Context;
use crate::emulator::{CallFault, FaultChange, FaultError, RunnerFault};
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(after_help = "\
Faults are kept in the data file, so that a running `local serve` applies them at once. Every
subcommand prints the faults in force.

Examples:
  prebuildctl local fault instances 3 --message \"no capacity\"
  prebuildctl local fault error ListWarmPools unavailable --times 2
  prebuildctl local fault clear")]
pub(crate) struct FaultArgs {
    #[command(subcommand)]
    command: FaultCommand,
}

#[derive(Debug, Subcommand)]
enum FaultCommand {
    /// Let the next instances of pools fail; three in a row degrade a pool
    #[command(
        after_help = "Examples:\n  prebuildctl local fault instances 3 --message \"no capacity\""
    )]
    Instances(CountArgs),
    /// Let the tasks of the next prebuilds fail
    #[command(after_help = "Examples:\n  prebuildctl local fault prebuilds 1")]
    Prebuilds(CountArgs),
    /// Set the phase of a runner
    #[command(after_help = "Examples:\n  prebuildctl local fault runner aws-eu inactive")]
    Runner {
        /// Name of the runner
        name: String,
        /// inactive, active, degraded or the name of a RunnerPhase
        phase: String,
    },
    /// Let calls of a method fail
    #[command(
        after_help = "Examples:\n  prebuildctl local fault error ListWarmPools unavailable --times 2"
    )]
    Error(ErrorArgs),
    /// Delay every response; 0 ends it
    #[command(after_help = "Examples:\n  prebuildctl local fault latency 700")]
    Latency {
        /// Milliseconds of real time
        #[arg(value_name = "MS", allow_negative_numbers = true, value_parser = milliseconds)]
        millis: u64,
    },
    /// Cut all open event streams once, without an error
    #[command(after_help = "Examples:\n  prebuildctl local fault drop-stream")]
    DropStream,
    /// List the faults in force
    #[command(after_help = "Examples:\n  prebuildctl local fault list -o json")]
    List,
    /// End all faults, and activate the runners whose phase was set
    #[command(after_help = "Examples:\n  prebuildctl local fault clear")]
    Clear,
}

#[derive(Debug, Args)]
struct CountArgs {
    /// How many fail; 0 ends it
    #[arg(value_name = "N", allow_negative_numbers = true, value_parser = count)]
    count: u32,

    /// What the runner reports
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
}

#[derive(Debug, Args)]
struct ErrorArgs {
    /// Such as ListWarmPools or PrebuildService/ListWarmPools; * for all methods
    method: String,

    /// A Connect code, such as unavailable or resource_exhausted
    code: String,

    /// How many calls fail; all until `clear` by default
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = times)]
    times: Option<u32>,

    /// Ask the client to retry after this many seconds
    #[arg(long, value_name = "S", allow_negative_numbers = true, value_parser = count)]
    retry_after: Option<u32>,
}

fn count(text: &str) -> Result<u32, String> {
    whole_number::parse(text, 0..=u32::MAX)
}

fn times(text: &str) -> Result<u32, String> {
    whole_number::parse(text, 1..=u32::MAX)
}

fn milliseconds(text: &str) -> Result<u64, String> {
    whole_number::parse(text, 0..=u64::MAX)
}

impl FaultArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let change = self.command.into_change();
        let faults = context.open_local(None)?.inject(&change).map_err(to_cli_error)?;
        context.ui.print_value(&faults, || lines(&faults))?;
        Ok(ExitCode::Success)
    }
}

impl FaultCommand {
    fn into_change(self) -> FaultChange {
        let none = FaultChange::default();
        match self {
            Self::Instances(CountArgs { count, message }) => {
                FaultChange { instances: Some(count), message, ..none }
            }
            Self::Prebuilds(CountArgs { count, message }) => {
                FaultChange { prebuilds: Some(count), message, ..none }
            }
            Self::Runner { name, phase } => {
                FaultChange { runners: vec![RunnerFault { name, phase }], ..none }
            }
            Self::Error(ErrorArgs { method, code, times, retry_after }) => {
                let retry_after_seconds = retry_after;
                let error = CallFault { method, code, times, retry_after_seconds };
                FaultChange { errors: vec![error], ..none }
            }
            Self::Latency { millis } => FaultChange { latency_millis: Some(millis), ..none },
            Self::DropStream => FaultChange { drop_stream: true, ..none },
            Self::List => none,
            Self::Clear => FaultChange { clear: true, ..none },
        }
    }
}

fn to_cli_error(error: anyhow::Error) -> CliError {
    match error.downcast_ref() {
        Some(FaultError::RunnerNotFound(_)) => {
            CliError::new(ExitCode::NotFound, "not_found", error.to_string())
        }
        Some(FaultError::Invalid(_)) => CliError::usage(error.to_string()),
        None => error.into(),
    }
}

/// The faults in force, one a line.
pub(super) fn lines(faults: &Value) -> Vec<String> {
    let list = |key: &str| faults[key].as_array().into_iter().flatten();
    let mut lines: Vec<_> = list("errors").map(error_line).collect();
    for kind in ["instances", "prebuilds"] {
        let count = faults[kind].as_u64().filter(|count| *count > 0);
        lines.extend(count.map(|count| format!("{kind} {count}")));
    }
    lines.extend(list("runners").map(|runner| {
        let phase = text(runner, "phase").replace("RUNNER_PHASE_", "").to_lowercase();
        format!("runner {} {phase}", text(runner, "name"))
    }));
    let latency = faults["latencyMillis"].as_u64().filter(|millis| *millis > 0);
    lines.extend(latency.map(|millis| format!("latency {millis} ms")));
    if lines.is_empty() {
        lines.push("no faults".to_owned());
    }
    lines
}

fn error_line(error: &Value) -> String {
    let times = error["times"].as_u64().map(|times| match times {
        1 => "1 more call".to_owned(),
        times => format!("{times} more calls"),
    });
    let seconds = error["retryAfterSeconds"].as_u64();
    let parts = [times, seconds.map(|seconds| format!("retry after {seconds} s"))];
    let first = format!("error {} {}", text(error, "method"), text(error, "code"));
    [Some(first)].into_iter().chain(parts).flatten().collect::<Vec<_>>().join(", ")
}

fn text<'a>(fault: &'a Value, key: &str) -> &'a str {
    fault[key].as_str().unwrap_or_default()
}
