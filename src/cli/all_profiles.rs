//! Runs a command once for each profile of the config file.

use crate::config::{HostChoice, service_choices};
use crate::context::Context;
use crate::error::{CliError, Hint};
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
        context.ui.start_profile(name);
        context.ui.set_service_flags(profile.flags.service_flags());
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

/// A context for each profile that does not use the embedded API.
fn remote_profiles(context: &Context) -> Result<Vec<Context>, CliError> {
    let mut choices = service_choices(&context.flags, &context.env.borrow());
    choices.extend(context.flags.profile.iter().map(|_| "--profile"));
    if let Some(choice) = choices.first() {
        return Err(CliError::usage(format!("{choice} cannot be used with --all-profiles"))
            .because("each profile has a host and a token of its own"));
    }
    let settings = context.settings()?;
    let names = settings.profiles.iter().flatten();
    let profiles = names.map(|name| context.for_profile(name)).collect::<Result<Vec<_>, _>>()?;
    let is_remote = |profile: &Context| {
        profile.settings().is_ok_and(|settings| settings.host.value != HostChoice::Local)
    };
    let profiles: Vec<_> = profiles.into_iter().filter(is_remote).collect();
    if profiles.is_empty() {
        return Err(CliError::usage("no profile of the config file has a remote host")
            .hint(Hint::new("auth login")));
    }
    Ok(profiles)
}
