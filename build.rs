//! Generates the message tables of the embedded API, records the target and the commit of the
//! build, and links the unwinder.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use protox::prost_reflect::{
    DynamicMessage, EnumDescriptor, FieldDescriptor, Kind, MessageDescriptor, MethodDescriptor,
    ServiceDescriptor,
};

const PROTO_DIR: &str = "src/emulator/proto";
/// The unwinder of GCC as a static library.
const UNWINDER: &str = "gcc_eh";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={PROTO_DIR}");
    fs::write(Path::new(&cargo_var("OUT_DIR")).join("schema.rs"), schema()?)?;
    println!("cargo::rustc-env=PREBUILDCTL_TARGET={}", cargo_var("TARGET"));
    println!("cargo::rustc-env=PREBUILDCTL_COMMIT={}", commit());
    // In a linked worktree these files are not below `.git`.
    for file in ["HEAD", "index"] {
        if let Some(path) = git(&["rev-parse", "--git-path", file]) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    // Linked dynamically, finding and loading it takes 0.1 ms at every start.
    if is_native_gnu_linux() && has_unwinder() {
        println!("cargo::rustc-link-lib=static:-bundle={UNWINDER}");
    }
    Ok(())
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

/// The short hash of the commit; a source package without git history has none.
fn commit() -> String {
    git(&["rev-parse", "--short=12", "HEAD"]).unwrap_or_else(|| "unknown".to_owned())
}

/// The output of a git command that prints one line.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(line)
}

/// Rust code of the tables for everything that the `.proto` files define; `schema.rs` declares
/// the types of the tables.
fn schema() -> Result<String, Box<dyn Error>> {
    let entries = fs::read_dir(PROTO_DIR)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    files.sort();
    let pool = protox::Compiler::new([PROTO_DIR])?.open_files(files)?.descriptor_pool();
    let is_google = |package: &str| package == "google.protobuf";
    let messages = (pool.all_messages())
        .filter(|message| !is_google(message.package_name()) || message.name() == "Duration")
        .filter(|message| message.package_name() != "rules" && !message.is_map_entry());
    let enums = pool.all_enums().filter(|of| !is_google(of.package_name()));
    let tables: Vec<_> = messages
        .map(|message| message_table(&message))
        .chain(enums.map(|of| Ok(enum_table(&of))))
        .collect::<Result<_, _>>()?;
    let methods: String = pool.services().flat_map(|service| methods(&service)).collect();
    let unimplemented: Vec<_> =
        pool.services().flat_map(|service| unimplemented(&service)).collect();
    Ok(format!(
        "{}pub(crate) static METHODS: &[Method] = &[\n{methods}];\n\
         pub(crate) static UNIMPLEMENTED: &[&str] = &{unimplemented:#?};\n",
        tables.concat()
    ))
}

fn message_table(message: &MessageDescriptor) -> Result<String, String> {
    let fields: String = message.fields().map(|own| field(&own)).collect::<Result<_, _>>()?;
    let name = message.full_name();
    Ok(format!(
        "pub(crate) static {}: Message = Message {{ name: {name:?}, fields: &[\n{fields}] }};\n",
        static_name(name)
    ))
}

fn enum_table(of: &EnumDescriptor) -> String {
    let values: Vec<_> =
        of.values().map(|value| (value.number(), value.name().to_owned())).collect();
    let name = of.full_name();
    format!(
        "static {}: Enum = Enum {{ name: {name:?}, values: &{values:?} }};\n",
        static_name(name)
    )
}

fn field(field: &FieldDescriptor) -> Result<String, String> {
    let presence = if field.is_list() || field.is_map() {
        "Repeated"
    } else if field.supports_presence() {
        "Explicit"
    } else {
        "Implicit"
    };
    Ok(format!(
        "Field {{ number: {}, name: {:?}, json_name: {:?}, kind: Kind::{}, \
         presence: Presence::{presence}, rules: {} }},\n",
        field.number(),
        field.name(),
        field.json_name(),
        kind(field)?,
        rules(field)?,
    ))
}

fn kind(field: &FieldDescriptor) -> Result<String, String> {
    Ok(match field.kind() {
        Kind::Bool => "Bool".to_owned(),
        Kind::Int32 => "Int32".to_owned(),
        Kind::Int64 => "Int64".to_owned(),
        Kind::Uint64 => "Uint64".to_owned(),
        Kind::String => "String".to_owned(),
        Kind::Enum(of) => format!("Enum(&{})", static_name(of.full_name())),
        Kind::Message(of) => match of.full_name() {
            "google.protobuf.Duration" => "Duration".to_owned(),
            "google.protobuf.Timestamp" => "Timestamp".to_owned(),
            _ if of.is_map_entry() => {
                kind(&of.map_entry_value_field())?.replace("Message(", "Map(")
            }
            name => format!("Message(&{})", static_name(name)),
        },
        other => return Err(format!("{}: no table for {other:?}", field.full_name())),
    })
}

fn rules(field: &FieldDescriptor) -> Result<String, String> {
    let (mut required, mut ignore_zero, mut max_items, mut rule) = (false, false, None, None);
    for (option, value) in field.options().extensions() {
        match option.name() {
            "required" => required = true,
            "ignore_zero" => ignore_zero = true,
            "max_items" => max_items = value.as_u32(),
            "uuid" => rule = Some("Uuid".to_owned()),
            "uri" => rule = Some("Uri".to_owned()),
            "relative_path" => rule = Some("RelativePath".to_owned()),
            "defined" => rule = Some("Defined".to_owned()),
            "defined_nonzero" => rule = Some("DefinedNonzero".to_owned()),
            "length" => rule = value.as_message().map(|bounds| with_bounds("Length", bounds)),
            "range" => rule = value.as_message().map(|bounds| with_bounds("Range", bounds)),
            other => return Err(format!("{}: unknown rule {other}", field.full_name())),
        }
    }
    let rule = rule.map_or("None".to_owned(), |rule| format!("Some(Rule::{rule})"));
    Ok(format!(
        "Rules {{ required: {required}, ignore_zero: {ignore_zero}, max_items: {max_items:?}, value: {rule} }}"
    ))
}

fn with_bounds(rule: &str, bounds: &DynamicMessage) -> String {
    let bound = |name| bounds.get_field_by_name(name).and_then(|value| value.as_i64());
    format!("{rule}({}, {})", bound("min").unwrap_or(0), bound("max").unwrap_or(0))
}

fn methods(service: &ServiceDescriptor) -> Vec<String> {
    let method = |method: MethodDescriptor| {
        format!(
            "Method {{ path: \"{}/{}\", input: &{}, output: &{} }},\n",
            service.full_name(),
            method.name(),
            static_name(method.input().full_name()),
            static_name(method.output().full_name()),
        )
    };
    service.methods().map(method).collect()
}

fn unimplemented(service: &ServiceDescriptor) -> Vec<String> {
    let options = service.options();
    let names = options.extensions().find_map(|(_, value)| value.as_str());
    let path = |name: &str| format!("{}/{name}", service.full_name());
    names.unwrap_or_default().split_whitespace().map(path).collect()
}

/// `LIST_WARM_POOLS_REQUEST_FILTER` for `gitpod.v1.ListWarmPoolsRequest.Filter`.
fn static_name(full_name: &str) -> String {
    let mut name = String::new();
    for letter in full_name.trim_start_matches(|letter: char| !letter.is_uppercase()).chars() {
        if letter.is_uppercase() && name.ends_with(char::is_lowercase) {
            name.push('_');
        }
        name.push(if letter == '.' { '_' } else { letter });
    }
    name.to_uppercase()
}
