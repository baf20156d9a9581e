//! The `prebuildctl` binary: hands the process to the library and returns its exit code.

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::process::ExitCode;

use prebuildctl::env::Env;
use prebuildctl::exit::Exit;
use prebuildctl::{Streams, Terminal, Ui};

fn main() -> ExitCode {
    panic::set_hook(Box::new(tell_fault));
    leave_no_core();
    let env = Env::from_process();
    let terminal = Terminal::of_process(&env);
    let (out, err) = (Box::new(io::BufWriter::new(io::stdout())), Box::new(io::stderr()));
    let ui = Ui::new(Streams { out, err, terminal });
    let run = AssertUnwindSafe(|| prebuildctl::run(std::env::args_os(), env, ui));
    panic::catch_unwind(run).unwrap_or(Exit::Failed.code()).into()
}

/// Gives the terminal back and says where the program is at fault, and not what it was about: that might hold a token.
fn tell_fault(fault: &PanicHookInfo<'_>) {
    prebuildctl::leave_screen();
    let place = fault.location().map(ToString::to_string).unwrap_or_default();
    let words = format!(
        "error: prebuildctl itself is at fault, at {place}\n  please report it, with the command\n"
    );
    let _ = io::stderr().write_all(words.as_bytes());
}

/// A core dump would hold the token.
#[cfg(unix)]
fn leave_no_core() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    // Where even this is not allowed there is nothing else to be done.
    let _ = setrlimit(Resource::Core, none);
}

#[cfg(not(unix))]
fn leave_no_core() {}
