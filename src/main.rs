//! The `prebuildctl` binary: hands the process to the library and returns its exit code.

use std::io;
use std::process::ExitCode;

use prebuildctl::env::Env;
use prebuildctl::{Streams, Terminal, Ui};

fn main() -> ExitCode {
    let env = Env::from_process();
    let terminal = Terminal::of_process(&env);
    let (out, err) = (Box::new(io::BufWriter::new(io::stdout())), Box::new(io::stderr()));
    prebuildctl::run(std::env::args_os(), env, Ui::new(Streams { out, err, terminal })).into()
}
