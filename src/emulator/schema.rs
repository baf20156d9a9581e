//! The messages and methods that are served, as static tables.
//!
//! `build.rs` generates them from the files in `proto`; they drive both codecs, the field rules
//! and the router.

include!(concat!(env!("OUT_DIR"), "/schema.rs"));

#[derive(Debug)]
pub(crate) struct Message {
    /// Such as `gitpod.v1.WarmPool`.
    pub(crate) name: &'static str,
    /// By number, which is the order in which they are written.
    pub(crate) fields: &'static [Field],
    pub(crate) required_oneofs: &'static [Oneof],
}

#[derive(Debug)]
pub(crate) struct Oneof {
    pub(crate) name: &'static str,
    /// The JSON names of its fields.
    pub(crate) fields: &'static [&'static str],
}

#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: &'static str,
    pub(crate) values: &'static [(i32, &'static str)],
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) number: u32,
    /// In `snake_case`.
    pub(crate) name: &'static str,
    /// In `lowerCamelCase`.
    pub(crate) json_name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) presence: Presence,
    pub(crate) rules: Rules,
}

/// The type of a field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Bool,
    Int32,
    Int64,
    Uint64,
    String,
    Enum(&'static Enum),
    Message(&'static Message),
    Timestamp,
    Duration,
    /// A map from strings to a message.
    Map(&'static Message),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Zero is the same as not set, and is not written.
    Implicit,
    /// Zero is written. Messages and members of a oneof always have explicit presence.
    Explicit,
    /// A list or a map.
    Repeated,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) required: bool,
    /// A zero value is not checked.
    pub(crate) ignore_zero: bool,
    pub(crate) min_items: u64,
    pub(crate) max_items: Option<u64>,
    /// For the value, or for each item of a repeated field.
    pub(crate) value: Option<Rule>,
}

/// A rule for one value, as `proto/rules.proto` describes it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    Uuid,
    Uri,
    RelativePath,
    Length(u64, u64),
    Range(i64, i64),
    Defined,
    DefinedNonzero,
}

#[derive(Debug)]
pub(crate) struct Method {
    /// Such as `gitpod.v1.PrebuildService/GetWarmPool`.
    pub(crate) path: &'static str,
    pub(crate) input: &'static Message,
    pub(crate) output: &'static Message,
}

impl Method {
    /// Such as `PrebuildService/GetWarmPool`.
    pub(crate) fn short_path(&self) -> &'static str {
        short_path(self.path).unwrap_or(self.path)
    }
}

/// A path of a method without the package; `None` if it is of another package.
pub(crate) fn short_path(path: &str) -> Option<&str> {
    path.strip_prefix("gitpod.v1.")
}

impl Message {
    /// Finds a field by its name or its JSON name; JSON may use either.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name || field.json_name == name)
    }
}

impl Enum {
    pub(crate) fn name_of(&self, number: i32) -> Option<&'static str> {
        self.values.iter().find(|value| value.0 == number).map(|value| value.1)
    }

    pub(crate) fn number_of(&self, name: &str) -> Option<i32> {
        self.values.iter().find(|value| value.1 == name).map(|value| value.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_either_name() {
        let names = |field: &Field| (field.name, field.json_name);
        let by = |name| CREATE_WARM_POOL_REQUEST.field(name).map(names);
        let expected = Some(("environment_class_id", "environmentClassId"));
        assert_eq!(by("environment_class_id"), expected);
        assert_eq!(by("environmentClassId"), expected);
        assert_eq!(by("environmentclassid"), None);
        assert_eq!(by("environment_classId"), None);
    }
}
