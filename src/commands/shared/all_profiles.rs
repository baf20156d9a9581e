//! `--all-profiles`: a command that runs once for each profile, and its results as one.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

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
