//! `--all-profiles`: a command that runs once for each profile, and its results as one.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::config::{HostChoice, service_choices};
use crate::context::Context;
use crate::error::{CliError, Hint};

/// The flag. The command line runs the command once for each profile, so no command reads it.
#[derive(Debug)]
pub(crate) struct AllProfiles;

impl AllProfiles {
    /// The id of the flag.
    pub(crate) const ID: &str = "all_profiles";
}

impl FromArgMatches for AllProfiles {
    fn from_arg_matches(_: &ArgMatches) -> Result<Self, Error> {
        Ok(Self)
    }

    fn update_from_arg_matches(&mut self, _: &ArgMatches) -> Result<(), Error> {
        Ok(())
    }
}

impl Args for AllProfiles {
    fn augment_args(command: Command) -> Command {
        command.arg(
            Arg::new(Self::ID)
                .long("all-profiles")
                .action(ArgAction::SetTrue)
                .help("Run for each profile of the config file and name the profile in the result"),
        )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// A context for each profile that does not use the embedded API, at least one.
///
/// # Errors
/// For a flag or a variable that chooses a host or a token for all of them, when the settings of a
/// profile are wrong, and if there is none.
pub(crate) fn remote_profiles(context: &Context) -> Result<Vec<Context>, CliError> {
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
