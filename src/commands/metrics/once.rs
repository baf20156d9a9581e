//! `metrics` without `--listen` and `--every`: one sweep of each service.

use std::time::Instant;

use jiff::Timestamp;

use super::progress;
use super::target::Target;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::metrics::exporter::Sweep;
use crate::metrics::requests::RequestCounts;
use crate::{report, runtime};

/// Sweeps each service. One of several that fails is reported, and the first exit code is returned.
///
/// # Errors
/// That of the only service, or that a signal ended the command.
pub(super) fn sweep(
    context: &Context,
    targets: &[Target<'_>],
    requests: &RequestCounts,
) -> Result<Option<ExitCode>, CliError> {
    let mut failure = None;
    for target in targets {
        let service = target.service;
        service.name_messages();
        let start = Instant::now();
        match read(target, requests) {
            Ok(sweep) => {
                target.exporter.borrow_mut().succeed(sweep, Timestamp::now(), start.elapsed());
            }
            Err(error) if !service.is_one_of_several() => return Err(error),
            Err(error) => {
                if let Some(signal) = service.context.interrupted() {
                    context.interrupt(signal);
                    return Err(error);
                }
                target.exporter.borrow_mut().fail(start.elapsed());
                report::print_error(&context.ui, &error);
                failure = failure.or(Some(error.exit));
            }
        }
    }
    Ok(failure)
}

fn read(target: &Target<'_>, requests: &RequestCounts) -> Result<Sweep, CliError> {
    let context = target.service.context;
    let client = context.client()?;
    let sweep = async {
        let sweep = target.reader.sweep(&client, true).await;
        sweep.map_err(|failure| failure.error)
    };
    runtime::run(context, &client, progress::with_progress(context, requests, sweep))
}
