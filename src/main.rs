//! The `prebuildctl` binary: hands the process to the library and returns its exit code.

use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};

use prebuildctl::env::Env;
use prebuildctl::exit::ExitCode;
use prebuildctl::{Streams, Terminal, Ui};

/// With the allocator of musl, long lists take a third longer.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    disable_core_dumps();
    panic::set_hook(Box::new(report_panic));
    run().into()
}

fn run() -> u8 {
    let env = Env::from_process();
    let terminal = Terminal::from_process(&env);
    let (out, err) = (Box::new(io::BufWriter::new(io::stdout())), Box::new(io::stderr()));
    let ui = Ui::new(Streams { out, err, terminal });
    prebuildctl::run(std::env::args_os(), env, ui)
}

/// Prints the place of a panic but not its message, which may hold the token, and ends the process. A
/// release does not unwind, which makes it a sixth smaller.
#[expect(clippy::exit, reason = "otherwise a release would end with a signal")]
fn report_panic(info: &PanicHookInfo<'_>) {
    prebuildctl::restore_terminal();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let text = format!("error: internal error at {place}\n  please report it, with the command\n");
    drop(io::stderr().write_all(text.as_bytes()));
    std::process::exit(ExitCode::Failed.code().into());
}

/// A core dump would contain the token.
#[cfg(unix)]
fn disable_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    // If even this is not allowed, nothing else can be done.
    let _ = setrlimit(Resource::Core, none);
}

#[cfg(not(unix))]
fn disable_core_dumps() {}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    const TOKEN: &str = "ona_test_5f0c1d7e9b2a4c6d8e0f";

    /// Runs itself as a child, as the hook is process-wide.
    #[test]
    fn x20_a_panic_is_reported_by_its_place_only() {
        const IS_CHILD: &str = "__PREBUILDCTL_TEST_PANIC";
        if std::env::var_os(IS_CHILD).is_some() {
            panic::set_hook(Box::new(report_panic));
            panic!("cannot send {TOKEN}");
        }
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tests::x20_a_panic_is_reported_by_its_place_only"])
            .args(["--nocapture", "--quiet"])
            .env(IS_CHILD, "1")
            .env("RUST_BACKTRACE", "full")
            .output()
            .unwrap();
        let [stdout, stderr] =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        let place = stderr.strip_prefix("error: internal error at src");
        let (_, rest) = place.unwrap().split_once('\n').unwrap();
        assert_eq!(rest, "  please report it, with the command\n");
        assert!(![&stdout, &stderr].iter().any(|text| text.contains(TOKEN)), "{stdout}{stderr}");
        assert_eq!(output.status.code(), Some(ExitCode::Failed.code().into()), "{stdout}");
    }
}
