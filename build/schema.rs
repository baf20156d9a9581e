//! Generates the message tables of the embedded API, which `src/emulator/schema.rs` describes.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;

use protox::prost_reflect::{
    EnumDescriptor, FieldDescriptor, Kind, MessageDescriptor, OneofDescriptor, ServiceDescriptor,
};

pub(crate) const PROTO_DIR: &str = "src/emulator/proto";

/// The Rust code of the tables for everything that the `.proto` files define.
pub(crate) fn tables() -> Result<String, Box<dyn Error>> {
    let entries = fs::read_dir(PROTO_DIR)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    files.sort();
    let pool = protox::Compiler::new([PROTO_DIR])?.open_files(files)?.descriptor_pool();
    let mut tables = Tables::default();
    for message in pool.all_messages() {
        let has_table = match message.package_name() {
            "google.protobuf" => message.name() == "Duration",
            "rules" => false,
            _ => !message.is_map_entry(),
        };
        if has_table {
            tables.add_message(&message)?;
        }
    }
    for of in pool.all_enums().filter(|of| of.package_name() != "google.protobuf") {
        tables.add_enum(&of);
    }
    for service in pool.services() {
        tables.add_service(&service);
    }
    Ok(tables.code())
}

/// The entries of the tables, in which names and other entries have indices.
#[derive(Default)]
struct Tables {
    /// The text that all names are parts of.
    names: String,
    messages: Vec<String>,
    fields: Vec<String>,
    required_oneofs: Vec<String>,
    enums: Vec<String>,
    enum_values: Vec<String>,
    methods: Vec<String>,
    unimplemented: Vec<String>,
    /// Names the entries that others refer to.
    constants: String,
}

impl Tables {
    fn add_message(&mut self, message: &MessageDescriptor) -> Result<(), Box<dyn Error>> {
        let (first_field, first_oneof) = (self.fields.len(), self.required_oneofs.len());
        for field in message.fields() {
            let entry = self.field(&field)?;
            self.fields.push(entry);
        }
        self.required_oneofs.extend(required_oneofs(message));
        let name = self.name(message.full_name());
        let fields = span(first_field, &self.fields);
        let oneofs = span(first_oneof, &self.required_oneofs);
        self.add_constant(message.full_name(), "MessageId", self.messages.len());
        self.messages.push(format!(
            "Message {{ name: {name}, fields: {fields}, required_oneofs: {oneofs} }}"
        ));
        Ok(())
    }

    fn add_enum(&mut self, of: &EnumDescriptor) {
        let first = self.enum_values.len();
        for value in of.values() {
            let entry = format!("({}, {})", value.number(), self.name(value.name()));
            self.enum_values.push(entry);
        }
        let (name, values) = (self.name(of.full_name()), span(first, &self.enum_values));
        self.add_constant(of.full_name(), "EnumId", self.enums.len());
        self.enums.push(format!("Enum {{ name: {name}, values: {values} }}"));
    }

    fn add_service(&mut self, service: &ServiceDescriptor) {
        let path = |method: &str| format!("{}/{method}", service.full_name());
        for method in service.methods() {
            let path = self.name(&path(method.name()));
            let input = constant_name(method.input().full_name());
            let output = constant_name(method.output().full_name());
            self.methods
                .push(format!("Method {{ path: {path}, input: {input}, output: {output} }}"));
        }
        let options = service.options();
        let names = options.extensions().find_map(|(_, value)| value.as_str()).unwrap_or_default();
        for name in names.split_whitespace() {
            let name = self.name(&path(name));
            self.unimplemented.push(name);
        }
    }

    fn add_constant(&mut self, full_name: &str, of: &str, index: usize) {
        let name = constant_name(full_name);
        let _ = writeln!(self.constants, "pub(crate) const {name}: {of} = {of}({index});");
    }

    /// A part of the text of all names, to which the name is added if it is new.
    fn name(&mut self, name: &str) -> String {
        let start = self.names.find(name).unwrap_or_else(|| {
            self.names += name;
            self.names.len() - name.len()
        });
        format!("Name {{ start: {start}, end: {} }}", start + name.len())
    }

    fn field(&mut self, field: &FieldDescriptor) -> Result<String, String> {
        let presence = if field.is_list() || field.is_map() {
            "Repeated"
        } else if field.supports_presence() {
            "Explicit"
        } else {
            "Implicit"
        };
        Ok(format!(
            "Field {{ number: {}, name: {}, json_name: {}, kind: Kind::{}, \
             presence: Presence::{presence}, rules: {} }}",
            field.number(),
            self.name(field.name()),
            self.name(field.json_name()),
            kind(field)?,
            rules(field)?,
        ))
    }

    fn code(&self) -> String {
        let mut code = format!("static NAMES: &str = {:?};\n{}", self.names, self.constants);
        for (name, of, entries) in [
            ("static MESSAGES", "Message", &self.messages),
            ("static FIELDS", "Field", &self.fields),
            ("static REQUIRED_ONEOFS", "Oneof", &self.required_oneofs),
            ("static ENUMS", "Enum", &self.enums),
            ("static ENUM_VALUES", "(i32, Name)", &self.enum_values),
            ("pub(crate) static METHODS", "Method", &self.methods),
            ("pub(crate) static UNIMPLEMENTED", "Name", &self.unimplemented),
        ] {
            let entries_code = entries.join(",\n");
            let _ = writeln!(code, "{name}: [{of}; {}] = [\n{entries_code}\n];", entries.len());
        }
        code
    }
}

/// The entries of a table from an index on.
fn span(start: usize, table: &[String]) -> String {
    format!("Span {{ start: {start}, end: {} }}", table.len())
}

/// `LIST_WARM_POOLS_REQUEST_FILTER` for `gitpod.v1.ListWarmPoolsRequest.Filter`.
fn constant_name(full_name: &str) -> String {
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
fn required_oneofs(message: &MessageDescriptor) -> Vec<String> {
    let is_required = |oneof: &OneofDescriptor| {
        oneof.options().extensions().any(|(option, _)| option.name() == "required_oneof")
    };
    let entry = |oneof: OneofDescriptor| {
        let fields: Vec<_> = oneof.fields().map(|field| field.json_name().to_owned()).collect();
        format!("Oneof {{ name: {:?}, fields: &{fields:?} }}", oneof.name())
    };
    message.oneofs().filter(is_required).map(entry).collect()
}

fn kind(field: &FieldDescriptor) -> Result<String, String> {
    let scalar = match field.kind() {
        Kind::Bool => "Bool",
        Kind::Int32 => "Int32",
        Kind::Int64 => "Int64",
        Kind::Uint64 => "Uint64",
        Kind::String => "String",
        Kind::Enum(of) => return Ok(format!("Enum({})", constant_name(of.full_name()))),
        Kind::Message(of) if of.is_map_entry() => {
            return Ok(kind(&of.map_entry_value_field())?.replace("Message(", "Map("));
        }
        Kind::Message(of) => match of.full_name() {
            "google.protobuf.Duration" => "Duration",
            "google.protobuf.Timestamp" => "Timestamp",
            name => return Ok(format!("Message({})", constant_name(name))),
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
