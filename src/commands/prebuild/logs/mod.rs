//! `prebuild logs`: print the log of a prebuild.

mod error;
mod form;
mod latest;
mod on_failure;
mod printer;

use std::path::PathBuf;

use clap::Args;
use uuid::Uuid;

use self::form::{Form, LogFile, is_stdout};
use self::latest::Latest;
use self::printer::LogPrinter;
use crate::api::logs::LogUrl;
use crate::api::{Client, OpenEnum as _};
use crate::commands::prebuild::view;
use crate::commands::shared::whole_number;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::logs::{LogFailure, LogOptions, LogResult, PrebuildLog, has_ended, read_log};
use crate::runtime;
use crate::warm_pool::reference;

pub(super) use on_failure::LogOnFailure;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild logs PREBUILD_ID
  prebuildctl prebuild logs --latest --project acme-api --class large --follow
  prebuildctl prebuild logs PREBUILD_ID --tail 20
  prebuildctl prebuild logs PREBUILD_ID --save prebuild.log
  prebuildctl prebuild logs PREBUILD_ID --raw | grep warning")]
pub(super) struct LogsArgs {
    /// Prebuild id
    #[arg(value_name = "ID", required_unless_present = "latest", conflicts_with = "latest")]
    id: Option<String>,

    /// The newest prebuild of the project, in any phase
    #[arg(long)]
    latest: bool,

    /// The project of --latest; defaults to the profile's project
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// Only prebuilds for this environment class
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,

    /// Print what is added until the prebuild has ended; exit 9 if it did not complete
    #[arg(long)]
    follow: bool,

    /// Print only the last N lines; with --follow, of those that there are, and then all
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    #[arg(value_parser = |text: &str| whole_number::parse(text, 0_usize..))]
    tail: Option<usize>,

    /// Print the lines as they came, with colors, carriage returns and section markers
    #[arg(long)]
    raw: bool,

    /// Save the lines as they came in this file, and print nothing
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

/// The prebuild whose log is read.
enum Target {
    Id(Uuid),
    Latest(Latest),
}

impl LogsArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (target, form) = CliError::both(self.target(context), self.form(context))?;
        let client = context.client()?;
        let mut printer = LogPrinter::new(context, form, self.tail, self.follow);
        let read = runtime::run(context, &client, async {
            let id = match &target {
                Target::Id(id) => *id,
                Target::Latest(latest) => latest.find(context, &client).await?,
            };
            read(context, &client, id, &mut printer, self.follow).await
        });
        let closed = printer.close();
        let (id, result) = read?;
        closed?;
        if let Some(error) = result.incomplete {
            return Err(error::incomplete(id, &error));
        }
        if self.follow {
            let error = error::of_prebuild(&client, id, &result.prebuild);
            return error.map_or(Ok(ExitCode::Success), Err);
        }
        if !has_ended(&result.prebuild) {
            let phase = view::phase(&result.prebuild);
            let note = format!("the log goes on, as the prebuild is {}", phase.label());
            context.ui.note(&note);
        } else if printer.count() == 0 {
            context.ui.note("the log is empty");
        }
        Ok(ExitCode::Success)
    }

    fn target(&self, context: &Context) -> Result<Target, CliError> {
        if self.latest {
            let latest = Latest::parse(context, self.project.clone(), self.class.as_deref());
            return latest.map(Target::Latest);
        }
        let of_latest = [("--project", &self.project), ("--class", &self.class)];
        let typed = of_latest.into_iter().filter(|(_, value)| value.is_some());
        let errors = typed.map(|(flag, _)| format!("{flag} requires --latest"));
        let id = match &self.id {
            Some(id) => reference::parse_id(id),
            None => Err("ID is required".to_owned()),
        };
        let id = id.map_err(CliError::usage);
        CliError::both(id, CliError::usage_errors_opt(errors).map_or(Ok(()), Err))
            .map(|(id, ())| Target::Id(id))
    }

    /// `--save -` prints the lines as they came.
    fn form(&self, context: &Context) -> Result<Form, CliError> {
        match &self.save {
            Some(path) if !is_stdout(path) => LogFile::check("--save", path).map(Form::File),
            save => Form::for_stdout(context, self.raw || save.is_some()),
        }
    }
}

/// Reads the log of a prebuild to its end.
async fn read(
    context: &Context,
    client: &Client,
    id: Uuid,
    printer: &mut LogPrinter<'_>,
    follow: bool,
) -> Result<(Uuid, LogResult), CliError> {
    let options = LogOptions {
        follow,
        first_pause: client.first_log_pause(),
        response_timeout: context.settings()?.request_timeout.value,
    };
    let connect = |url: &str| {
        let url = LogUrl::parse(url, client.host().is_embedded()).map_err(LogFailure::Url)?;
        Ok(context.log_client(url)?)
    };
    let source = PrebuildLog {
        client,
        id: id.to_string(),
        connect,
        on_token: |token: &str| context.ui.redact(token),
    };
    match read_log(&source, printer, options).await {
        Ok(result) => printer.finish(result.incomplete.is_none()).map(|()| (id, result)),
        Err(LogFailure::Output(error)) => Err(error),
        Err(failure) => {
            printer.finish(false)?;
            Err(error::failure(context, id, failure))
        }
    }
}
