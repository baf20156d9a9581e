//! Arguments that are described to the parser only on demand.

use clap::builder::{Resettable, StyledStr};
use clap::{ArgMatches, Args, Command, Error, FromArgMatches};

/// The arguments of a subcommand, described to the parser when that subcommand is used or the whole
/// command line is built. Its name and help are in the enum of the subcommands.
///
/// Describing every flag of every command takes several times as long as parsing a command line.
#[derive(Debug)]
pub(crate) struct LazyArgs<T>(pub(crate) T);

impl<T: FromArgMatches> FromArgMatches for LazyArgs<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl<T: Args> Args for LazyArgs<T> {
    fn augment_args(command: Command) -> Command {
        command.defer(|command| keep_help(command, T::augment_args))
    }

    fn augment_args_for_update(command: Command) -> Command {
        command.defer(|command| keep_help(command, T::augment_args_for_update))
    }
}

/// Describes the arguments. A doc comment on them would otherwise become the help of the subcommand.
fn keep_help(command: Command, augment: fn(Command) -> Command) -> Command {
    let saved =
        |help: Option<&StyledStr>| help.cloned().map_or(Resettable::Reset, Resettable::Value);
    let (about, long_about) = (saved(command.get_about()), saved(command.get_long_about()));
    augment(command).about(about).long_about(long_about)
}
