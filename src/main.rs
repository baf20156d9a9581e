//! The `prebuildctl` binary: hands the process to the library and returns its exit code.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
