//! `local serve`: the embedded API for any client.

use clap::Args;
use serde::Serialize;

use crate::commands::shared::whole_number;
use crate::context::Context;
use crate::emulator;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;
use crate::text::shell::set_variable;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl local serve --port 8080
  prebuildctl local serve --speed 3600 --local-data test.db")]
pub(crate) struct ServeArgs {
    /// Listen on this port; a free one by default
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(allow_negative_numbers = true, value_parser = port)]
    port: u16,

    /// Run simulated time X times faster than real time; 0 stops it
    #[arg(long, value_name = "X", allow_negative_numbers = true, value_parser = speed)]
    speed: Option<f64>,
}

/// The official SDK that `tests/contract` runs against the embedded API.
const PYTHON_SDK: &str = "gitpod-sdk==1.2.0";
const TERRAFORM_PROVIDER: &str = "source = \"gitpod-io/ona\", version = \"0.1.0-beta.1\"";

fn port(text: &str) -> Result<u16, String> {
    whole_number::parse(text, 0..=u16::MAX)
}

/// Any number; its range is that of the embedded API.
fn speed(text: &str) -> Result<f64, &'static str> {
    text.parse().map_err(|_| "is not a number such as 60 or 0.5")
}

/// What clients need to connect.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Serving {
    host: String,
    base_url: String,
    token: String,
    data_file: String,
}

impl ServeArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let emulator = context.open_local(self.speed)?;
        let listener = emulator::bind(self.port)?;
        let address = listener.local_addr().map_err(anyhow::Error::from)?;
        let status = emulator.status()?;
        let text = |key: &str| status[key].as_str().unwrap_or_default().to_owned();
        let host = format!("http://{address}");
        let base_url = format!("{host}/api");
        let serving = Serving { host, base_url, token: text("token"), data_file: text("dataFile") };
        context.ui.print_value(&serving, || {
            vec![
                set_variable("ONA_HOST", &serving.host),
                set_variable("ONA_BASE_URL", &serving.base_url),
                set_variable("ONA_TOKEN", &serving.token),
            ]
        })?;
        context.ui.flush()?;
        context.ui.note(&format!("for Python: pip install {PYTHON_SDK}"));
        context.ui.note(&format!("for Terraform: {TERRAFORM_PROVIDER}"));
        context.ui.note(&format!("serving {} until Ctrl-C", serving.data_file));
        runtime::serve_until_signal(
            |stop| async move { Ok(emulator.serve(listener, stop).await?) },
        )?;
        Ok(ExitCode::Success)
    }
}
