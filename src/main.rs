//! The `prebuildctl` binary: hands the process to the library and returns its exit code.

use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};

use prebuildctl::env::Env;
use prebuildctl::exit::ExitCode;
use prebuildctl::{Streams, Terminal, Ui};

fn main() -> std::process::ExitCode {
    disable_core_dumps();
    catch_panic(run).into()
}

/// Runs this and gives its exit code, or that of a fault of the program itself.
fn catch_panic(run: fn() -> u8) -> u8 {
    panic::set_hook(Box::new(report_panic));
    panic::catch_unwind(run).unwrap_or(ExitCode::Failed.code())
}

/// What the process was asked for.
fn run() -> u8 {
    let env = Env::from_process();
    let terminal = Terminal::of_process(&env);
    let (out, err) = (Box::new(io::BufWriter::new(io::stdout())), Box::new(io::stderr()));
    let ui = Ui::new(Streams { out, err, terminal });
    prebuildctl::run(std::env::args_os(), env, ui)
}

/// Gives the terminal back and says where the program is at fault, and not what it was about: that might hold a token.
fn report_panic(fault: &PanicHookInfo<'_>) {
    prebuildctl::restore_terminal();
    let place = fault.location().map(ToString::to_string).unwrap_or_default();
    let words = format!(
        "error: prebuildctl itself is at fault, at {place}\n  please report it, with the command\n"
    );
    drop(io::stderr().write_all(words.as_bytes()));
}

/// A core dump would hold the token.
#[cfg(unix)]
fn disable_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    // Where even this is not allowed there is nothing else to be done.
    let _ = setrlimit(Resource::Core, none);
}

#[cfg(not(unix))]
fn disable_core_dumps() {}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// What a fault may be about; it must never be seen.
    const TOKEN: &str = "ona_test_5f0c1d7e9b2a4c6d8e0f";

    /// In a process of its own, as the hook is of a whole process.
    #[test]
    fn x20_a_fault_of_its_own_is_told_by_its_place_only() {
        const IS_CHILD: &str = "__PREBUILDCTL_TEST_FAULT";
        if std::env::var_os(IS_CHILD).is_some() {
            let code = catch_panic(|| panic!("cannot send {TOKEN}"));
            return assert_eq!(code, ExitCode::Failed.code());
        }
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tests::x20_a_fault_of_its_own_is_told_by_its_place_only"])
            .args(["--nocapture", "--quiet"])
            .env(IS_CHILD, "1")
            .env("RUST_BACKTRACE", "full")
            .output()
            .unwrap();
        let [stdout, stderr] =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        let place = stderr.strip_prefix("error: prebuildctl itself is at fault, at src");
        let (_, rest) = place.unwrap().split_once('\n').unwrap();
        assert_eq!(rest, "  please report it, with the command\n");
        assert!(![&stdout, &stderr].iter().any(|it| it.contains(TOKEN)), "{stdout}{stderr}");
        assert!(output.status.success(), "{stdout}");
    }
}
