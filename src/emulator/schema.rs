//! The messages and methods that are served, as static tables.
//!
//! `build/schema.rs` generates them from the files in `proto`; they drive both codecs, the field rules
//! and the router. They refer to each other by indices: pointers would be relocated at every start
//! of the program, even if nothing is served.

use std::ops::Deref;

include!(concat!(env!("OUT_DIR"), "/schema.rs"));

/// A part of [`NAMES`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    start: u16,
    end: u16,
}

/// A range of another table.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: u16,
    end: u16,
}

/// The index of a message in [`MESSAGES`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct MessageId(u16);

/// The index of an enum in [`ENUMS`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct EnumId(u16);

#[derive(Debug)]
pub(crate) struct Message {
    name: Name,
    /// Of [`FIELDS`], by number, which is the order in which they are written.
    fields: Span,
    /// Of [`REQUIRED_ONEOFS`].
    required_oneofs: Span,
}

/// A oneof of which a field must be set.
#[derive(Debug)]
pub(crate) struct Oneof {
    pub(crate) name: &'static str,
    /// The JSON names of its fields.
    pub(crate) fields: &'static [&'static str],
}

#[derive(Debug)]
pub(crate) struct Enum {
    name: Name,
    /// Of [`ENUM_VALUES`].
    values: Span,
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) number: u32,
    name: Name,
    json_name: Name,
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
    Enum(EnumId),
    Message(MessageId),
    Timestamp,
    Duration,
    /// A map from strings to a message.
    Map(MessageId),
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
    path: Name,
    pub(crate) input: MessageId,
    pub(crate) output: MessageId,
}

impl Name {
    pub(crate) fn as_str(self) -> &'static str {
        &NAMES[usize::from(self.start)..usize::from(self.end)]
    }
}

impl Span {
    fn of<T>(self, table: &'static [T]) -> &'static [T] {
        &table[usize::from(self.start)..usize::from(self.end)]
    }
}

impl Deref for MessageId {
    type Target = Message;

    fn deref(&self) -> &'static Message {
        &MESSAGES[usize::from(self.0)]
    }
}

impl Deref for EnumId {
    type Target = Enum;

    fn deref(&self) -> &'static Enum {
        &ENUMS[usize::from(self.0)]
    }
}

impl Method {
    /// Such as `gitpod.v1.PrebuildService/GetWarmPool`.
    pub(crate) fn path(&self) -> &'static str {
        self.path.as_str()
    }

    /// Such as `PrebuildService/GetWarmPool`.
    pub(crate) fn short_path(&self) -> &'static str {
        short_path(self.path()).unwrap_or_else(|| self.path())
    }
}

/// A path of a method without the package; `None` if it is of another package.
pub(crate) fn short_path(path: &str) -> Option<&str> {
    path.strip_prefix("gitpod.v1.")
}

impl Message {
    /// Such as `gitpod.v1.WarmPool`.
    pub(crate) fn name(&self) -> &'static str {
        self.name.as_str()
    }

    pub(crate) fn fields(&self) -> &'static [Field] {
        self.fields.of(&FIELDS)
    }

    pub(crate) fn required_oneofs(&self) -> &'static [Oneof] {
        self.required_oneofs.of(&REQUIRED_ONEOFS)
    }

    /// Finds a field by its name or its JSON name; JSON may use either.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name() == name || field.json_name() == name)
    }
}

impl Field {
    /// In `snake_case`.
    pub(crate) fn name(&self) -> &'static str {
        self.name.as_str()
    }

    /// In `lowerCamelCase`.
    pub(crate) fn json_name(&self) -> &'static str {
        self.json_name.as_str()
    }
}

impl Enum {
    /// Such as `gitpod.v1.WarmPoolPhase`.
    pub(crate) fn name(&self) -> &'static str {
        self.name.as_str()
    }

    /// The numbers and names of its values, of which the first is zero.
    pub(crate) fn values(&self) -> impl Iterator<Item = (i32, &'static str)> + use<> {
        self.values.of(&ENUM_VALUES).iter().map(|(number, name)| (*number, name.as_str()))
    }

    pub(crate) fn name_of(&self, number: i32) -> Option<&'static str> {
        self.values().find(|value| value.0 == number).map(|value| value.1)
    }

    pub(crate) fn number_of(&self, name: &str) -> Option<i32> {
        self.values().find(|value| value.1 == name).map(|value| value.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_either_name() {
        let names = |field: &Field| (field.name(), field.json_name());
        let by = |name| CREATE_WARM_POOL_REQUEST.field(name).map(names);
        let expected = Some(("environment_class_id", "environmentClassId"));
        assert_eq!(by("environment_class_id"), expected);
        assert_eq!(by("environmentClassId"), expected);
        assert_eq!(by("environmentclassid"), None);
        assert_eq!(by("environment_classId"), None);
    }
}
