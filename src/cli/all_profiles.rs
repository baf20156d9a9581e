//! Runs a command once for each profile of the config file.

use crate::commands::shared::all_profiles::remote_profiles;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::report::print_error;

/// Runs a command for each profile that has a remote host. A profile that fails is reported and hides
/// no other; the exit code is that of the first failure.
pub(super) fn run(
    context: &Context,
    command: impl Fn(&Context) -> Result<ExitCode, CliError>,
) -> Result<ExitCode, CliError> {
    let (mut exit, mut failure) = (ExitCode::Success, None);
    for profile in remote_profiles(context)? {
        let name = &profile.settings()?.profile.value;
        context.ui.start_profile(name, profile.flags.service_flags());
        match command(&profile) {
            Err(error) if error.is_closed_pipe() => return Err(error),
            Err(error) => {
                failure = failure.or(Some(error.exit));
                if error.silent.is_none() && !context.ui.keep_profile_error(&error)? {
                    print_error(&context.ui, &error);
                }
            }
            Ok(ExitCode::Success) => {}
            Ok(other) => exit = other,
        }
        if let Some(signal) = profile.interrupted() {
            context.interrupt(signal);
            break;
        }
    }
    context.ui.finish_profiles()?;
    failure.map_or(Ok(exit), |exit| Err(CliError::already_reported(exit)))
}
