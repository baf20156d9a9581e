//! The messages of the service as tables: the part of its published descriptors that is served.
//!
//! One table a message drives everything: both codecs and the field rules. Messages that are only
//! answered list the fields that are ever set.

pub(crate) mod class;
pub(crate) mod common;
pub(crate) mod environment;
pub(crate) mod error;
pub(crate) mod event;
pub(crate) mod identity;
pub(crate) mod pool;
pub(crate) mod prebuild;
pub(crate) mod project;
pub(crate) mod runner;

/// A message type.
#[derive(Debug)]
pub(crate) struct Message {
    /// Its full name, such as `gitpod.v1.WarmPool`.
    pub(crate) name: &'static str,
    /// In the order they are written.
    pub(crate) fields: &'static [Field],
}

/// An enum type.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: &'static str,
    pub(crate) values: &'static [(i32, &'static str)],
}

/// One field of a message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) number: u32,
    /// As in the descriptor, in `snake_case`.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) presence: Presence,
    pub(crate) rules: Rules,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Bool,
    Int32,
    Int64,
    Uint64,
    Text,
    Enum(&'static Enum),
    Message(&'static Message),
    /// `google.protobuf.Timestamp`.
    Timestamp,
    /// `google.protobuf.Duration`.
    Duration,
    Bytes,
    /// A map from text to a message.
    Map(&'static Message),
}

/// Whether "not set" and "zero" are different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Zero is the same as not set, and not written.
    Implicit,
    /// Zero is written; messages and members of a oneof are always of this sort.
    Explicit,
    Repeated,
}

/// What the descriptors demand of a field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) required: bool,
    /// A zero value is not looked at.
    pub(crate) ignore_zero: bool,
    pub(crate) max_items: Option<u64>,
    /// Of the value, or of each item where there are many.
    pub(crate) value: Option<Rule>,
}

/// A demand on one value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    Uuid,
    Uri,
    /// Characters, least and most.
    Length(u64, u64),
    /// At least and at most, of an `int32` or of a duration's seconds.
    Between(i64, i64),
    /// A number the enum has a name for.
    Defined,
    /// The same, and not zero.
    DefinedAndSet,
    /// A path that does not begin with a slash.
    RelativePath,
}

impl Message {
    /// A field by the name it has in JSON or in the descriptor.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        let matches = |field: &&Field| field.name == name || field.is_json_name(name);
        self.fields.iter().find(matches)
    }
}

impl Enum {
    /// The name of a number.
    pub(crate) fn name_of(&self, number: i32) -> Option<&'static str> {
        let found = self.values.iter().find(|(own, _)| *own == number);
        found.map(|(_, name)| *name)
    }

    /// The number of a name.
    pub(crate) fn number_of(&self, name: &str) -> Option<i32> {
        let found = self.values.iter().find(|(_, own)| *own == name);
        found.map(|(number, _)| *number)
    }
}

const fn field(number: u32, name: &'static str, kind: Kind, presence: Presence) -> Field {
    Field {
        number,
        name,
        kind,
        presence,
        rules: Rules { required: false, ignore_zero: false, max_items: None, value: None },
    }
}

/// A field whose zero is the same as not set.
const fn plain(number: u32, name: &'static str, kind: Kind) -> Field {
    field(number, name, kind, Presence::Implicit)
}

/// A field that knows whether it was set.
const fn optional(number: u32, name: &'static str, kind: Kind) -> Field {
    field(number, name, kind, Presence::Explicit)
}

/// A field that holds a message.
const fn message(number: u32, name: &'static str, of: &'static Message) -> Field {
    field(number, name, Kind::Message(of), Presence::Explicit)
}

/// A field that holds many values.
const fn repeated(number: u32, name: &'static str, kind: Kind) -> Field {
    field(number, name, kind, Presence::Repeated)
}

impl Field {
    /// The name it has in JSON, in `lowerCamelCase`.
    pub(crate) fn json_name(&self) -> String {
        let mut name = String::with_capacity(self.name.len());
        self.json_letters().for_each(|letter| name.push(letter));
        name
    }

    fn is_json_name(&self, name: &str) -> bool {
        self.json_letters().eq(name.chars())
    }

    fn json_letters(&self) -> impl Iterator<Item = char> {
        let mut after_underscore = false;
        self.name.chars().filter_map(move |letter| {
            let upper = std::mem::replace(&mut after_underscore, letter == '_');
            match letter {
                '_' => None,
                _ if upper => Some(letter.to_ascii_uppercase()),
                _ => Some(letter),
            }
        })
    }

    const fn required(mut self) -> Self {
        self.rules.required = true;
        self
    }

    const fn ignore_zero(mut self) -> Self {
        self.rules.ignore_zero = true;
        self
    }

    const fn max_items(mut self, most: u64) -> Self {
        self.rules.max_items = Some(most);
        self
    }

    const fn rule(mut self, rule: Rule) -> Self {
        self.rules.value = Some(rule);
        self
    }

    const fn uuid(self) -> Self {
        self.rule(Rule::Uuid)
    }

    const fn between(self, least: i64, most: i64) -> Self {
        self.rule(Rule::Between(least, most))
    }

    const fn defined(self) -> Self {
        self.rule(Rule::Defined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_answers_to_both_its_names() {
        let names = |field: &Field| (field.name, field.json_name());
        let by = |name| pool::CREATE_REQUEST.field(name).map(names);
        let expected = Some(("environment_class_id", "environmentClassId".to_owned()));
        assert_eq!(by("environment_class_id"), expected);
        assert_eq!(by("environmentClassId"), expected);
        assert_eq!(by("environmentclassid"), None);
        assert_eq!(by("environment_classId"), None);
    }
}
