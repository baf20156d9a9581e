//! `prebuildctl`: manage the warm pools of Ona (formerly Gitpod) from the command line.
//!
//! The modules in the order in which they may use one another are listed in CONTRIBUTING.md;
//! `tests/cli/layers.rs` keeps them to it.

mod api;
mod cli;
mod commands;
mod config;
mod context;
pub mod emulator;
pub mod env;
pub mod error;
pub mod exit;
mod fleet;
#[cfg(any(test, fuzzing))]
pub mod fuzz_targets;
mod keyword;
mod lookup;
mod output;
mod poll;
mod report;
mod runtime;
mod signals;
mod text;
mod text_file;
mod wait;
mod warm_pool;
mod watch;

use std::ffi::OsString;
use std::rc::Rc;

use context::Context;
use env::Env;
use error::CliError;
use exit::ExitCode;
pub use output::{Streams, Terminal, Ui, restore_terminal};

/// Runs one command line, the name of the program first, and gives the exit code.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>, env: Env, ui: Ui) -> u8 {
    let args: Vec<_> = args.into_iter().collect();
    let ui = Rc::new(ui);
    if cli::wants_json(&args, &env) {
        ui.assume_json_errors();
    }
    let result = execute(&args, env, &ui);
    report::report(&ui, result).code()
}

fn execute(args: &[OsString], env: Env, ui: &Rc<Ui>) -> Result<ExitCode, CliError> {
    if let Some(completion) = cli::Completion::asked(args) {
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
        // What is true was told; that the run was interrupted is told by the code.
        Some(exit) => result.map(|_| exit).map_err(|failure| CliError { exit, ..failure }),
    }
}
