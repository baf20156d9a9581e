//! `local status`: the state of the embedded API.

use clap::Args;
use serde_json::Value;

use super::fault;
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl local status
  prebuildctl local status --jq .now -r")]
pub(crate) struct StatusArgs {}

impl StatusArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        show(context, &context.open_local(None)?.status()?, None)
    }
}

/// Prints a status, one value per line and groups indented, after the `change` that led to it.
pub(super) fn show(
    context: &Context,
    status: &Value,
    change: Option<&str>,
) -> Result<ExitCode, CliError> {
    let shown = context.ui.print_value(status, || {
        let mut lines = Vec::new();
        for (key, value) in status.as_object().into_iter().flatten() {
            match value {
                faults if key == "faults" => {
                    let faults = fault::lines(faults).join("; ");
                    lines.push(format!("{key:20}  {faults}"));
                }
                Value::Object(group) => {
                    lines.push(key.clone());
                    lines.extend(group.iter().map(|(key, value)| line(&format!("  {key}"), value)));
                }
                value => lines.push(line(key, value)),
            }
        }
        lines
    });
    mutation_output::finish_output(context, shown, || {
        change.map(str::to_owned).into_iter().collect()
    })?;
    Ok(ExitCode::Success)
}

fn line(key: &str, value: &Value) -> String {
    match value {
        Value::String(text) => format!("{key:20}  {text}"),
        value => format!("{key:20}  {value}"),
    }
}
