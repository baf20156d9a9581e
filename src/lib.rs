//! `prebuildctl`: manage the warm pools of Ona (formerly Gitpod) from the command line.
//!
//! This library is not an API: it exists for the binary and the tests, and may change at any time.
//! `tests/cli/layers.rs` lists which module may use which.

mod api;
mod cli;
mod commands;
mod config;
mod context;
mod demand;
#[doc(hidden)]
pub mod emulator;
#[doc(hidden)]
pub mod env;
#[doc(hidden)]
pub mod error;
#[doc(hidden)]
pub mod exit;
mod file_system;
mod fleet;
#[cfg(any(test, fuzzing))]
#[doc(hidden)]
pub mod fuzz_targets;
mod keyword;
mod logs;
mod lookup;
mod metrics;
mod output;
mod poll;
mod recording;
mod report;
mod runtime;
mod signals;
mod sizing;
mod sort;
mod text;
mod text_file;
mod time_zone;
mod toml_reader;
mod wait;
mod warm_pool;
mod watch;

use std::ffi::OsString;
use std::rc::Rc;

use context::Context;
use env::Env;
use error::CliError;
use exit::ExitCode;
#[doc(hidden)]
pub use output::{Streams, Terminal, Ui, restore_terminal};

/// Runs a command line, whose first argument is the name of the program; returns the exit code.
#[doc(hidden)]
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>, env: Env, ui: Ui) -> u8 {
    let args: Vec<_> = args.into_iter().collect();
    let ui = Rc::new(ui);
    context::mask_environment_tokens(&ui, &env);
    if cli::wants_json(&args, &env) {
        ui.assume_json_errors();
    }
    let result = execute(&args, env, &ui);
    report::report(&ui, result).code()
}

/// The command line as the help shows it, for the reference in `docs/reference`.
#[doc(hidden)]
#[must_use]
pub fn command_line() -> clap::Command {
    cli::documented_command()
}

fn execute(args: &[OsString], env: Env, ui: &Rc<Ui>) -> Result<ExitCode, CliError> {
    if let Some(completion) = cli::Completion::parse(args) {
        return completion.run(&Context::new(Rc::clone(ui), env, completion.flags()));
    }
    let Some(cli) = cli::parse(args, ui)? else {
        return Ok(ExitCode::Success);
    };
    let flags = cli.flags();
    ui.set_service_flags(flags.service_flags());
    let context = Context::new(Rc::clone(ui), env, flags);
    let result = cli.run(&context);
    match context.interrupted() {
        None => result,
        // The results so far are printed; the exit code says that the run was interrupted.
        Some(exit) => result.map(|_| exit).map_err(|error| CliError { exit, ..error }),
    }
}
