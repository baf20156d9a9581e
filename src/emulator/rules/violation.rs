//! A violated rule as text and as the protobuf detail of an error.

use serde_json::{Value, json};

use super::super::codec::{self, Codec};
use super::super::schema::{Field, Kind, Oneof, VIOLATIONS};

#[derive(Debug)]
pub(crate) struct Violation {
    pub(super) path: Vec<PathElement>,
    pub(super) constraint: &'static Constraint,
    pub(super) message: String,
}

/// A rule as the official library identifies it: an id, and a path in
/// `buf.validate.FieldConstraints`.
#[derive(Debug)]
pub(super) struct Constraint {
    id: &'static str,
    path: &'static [PathElement],
}

/// `buf.validate.FieldPathElement`.
#[derive(Clone, Debug)]
pub(super) struct PathElement {
    name: &'static str,
    /// The number of a field, and its type: a `google.protobuf.FieldDescriptorProto.Type`. A oneof has
    /// neither.
    field: Option<(u32, u32)>,
    pub(super) index: Option<u64>,
}

const INT64: u32 = 3;
const UINT64: u32 = 4;
const INT32: u32 = 5;
const BOOL: u32 = 8;
const STRING: u32 = 9;
const MESSAGE: u32 = 11;
const ENUM: u32 = 14;

const STRING_RULES: PathElement = element(14, "string", MESSAGE);
const ENUM_RULES: PathElement = element(16, "enum", MESSAGE);
const LIST_RULES: PathElement = element(18, "repeated", MESSAGE);
const ITEM_RULES: PathElement = element(4, "items", MESSAGE);

pub(super) static REQUIRED: Constraint =
    Constraint { id: "required", path: &[element(25, "required", BOOL)] };
/// The official library names no rule for it.
pub(super) static REQUIRED_ONEOF: Constraint = Constraint { id: REQUIRED.id, path: &[] };
pub(super) static MIN_ITEMS: Constraint =
    Constraint { id: "repeated.min_items", path: &[LIST_RULES, element(1, "min_items", UINT64)] };
pub(super) static MAX_ITEMS: Constraint =
    Constraint { id: "repeated.max_items", path: &[LIST_RULES, element(2, "max_items", UINT64)] };
pub(super) static UUID: Constraint =
    Constraint { id: "string.uuid", path: &[STRING_RULES, element(22, "uuid", BOOL)] };
pub(super) static UUID_EMPTY: Constraint = Constraint { id: "string.uuid_empty", path: UUID.path };
pub(super) static URI: Constraint =
    Constraint { id: "string.uri", path: &[STRING_RULES, element(17, "uri", BOOL)] };
pub(super) static URI_EMPTY: Constraint = Constraint { id: "string.uri_empty", path: URI.path };
pub(super) static MIN_LENGTH: Constraint =
    Constraint { id: "string.min_len", path: &[STRING_RULES, element(2, "min_len", UINT64)] };
pub(super) static MAX_LENGTH: Constraint =
    Constraint { id: "string.max_len", path: &[STRING_RULES, element(3, "max_len", UINT64)] };
pub(super) static RELATIVE_PATH: Constraint = Constraint {
    id: "relative_path",
    path: &[PathElement { index: Some(0), ..element(23, "cel", MESSAGE) }],
};
pub(super) static DURATION_RANGE: Constraint = Constraint {
    id: "duration.gte_lte",
    path: &[element(21, "duration", MESSAGE), element(6, "gte", MESSAGE)],
};
pub(super) static INT32_RANGE: Constraint = Constraint {
    id: "int32.gte_lte",
    path: &[element(3, "int32", MESSAGE), element(5, "gte", INT32)],
};
pub(super) static DEFINED_ONLY: Constraint =
    Constraint { id: "enum.defined_only", path: &[ENUM_RULES, element(2, "defined_only", BOOL)] };
pub(super) static NOT_IN: Constraint =
    Constraint { id: "enum.not_in", path: &[ENUM_RULES, element(4, "not_in", INT32)] };

const fn element(number: u32, name: &'static str, kind: u32) -> PathElement {
    PathElement { name, field: Some((number, kind)), index: None }
}

impl PathElement {
    pub(super) fn from_field(field: &Field) -> Self {
        let kind = match field.kind {
            Kind::Bool => BOOL,
            Kind::Int32 => INT32,
            Kind::Int64 => INT64,
            Kind::Uint64 => UINT64,
            Kind::String => STRING,
            Kind::Enum(_) => ENUM,
            Kind::Message(_) | Kind::Timestamp | Kind::Duration | Kind::Map(_) => MESSAGE,
        };
        element(field.number, field.name(), kind)
    }

    pub(super) fn from_oneof(oneof: &Oneof) -> Self {
        Self { name: oneof.name, field: None, index: None }
    }

    fn to_json(&self) -> Value {
        json!({
            "fieldNumber": self.field.map(|(number, _)| number),
            "fieldName": self.name,
            "fieldType": self.field.map(|(_, kind)| kind),
            "index": self.index.map(|index| index.to_string()),
        })
    }
}

impl Violation {
    /// One line, such as `min_size: value must be … [int32.gte_lte]`.
    pub(super) fn line(&self) -> String {
        let steps: Vec<_> = (self.path.iter())
            .map(|step| match step.index {
                Some(index) => format!("{}[{index}]", step.name),
                None => step.name.to_owned(),
            })
            .collect();
        format!("{}: {} [{}]", steps.join("."), self.message, self.constraint.id)
    }

    fn to_json(&self) -> Value {
        let is_item = self.path.last().is_some_and(|last| last.index.is_some());
        let item_path: &[_] = if is_item { &[LIST_RULES, ITEM_RULES] } else { &[] };
        let rule_path: Vec<_> =
            item_path.iter().chain(self.constraint.path).map(PathElement::to_json).collect();
        // The official library leaves it out of the rules that it checks without an expression.
        let has_for_key = ![REQUIRED.id, DEFINED_ONLY.id].contains(&self.constraint.id);
        json!({
            "ruleId": self.constraint.id,
            "message": self.message,
            "forKey": has_for_key.then_some(false),
            "field": { "elements": self.path.iter().map(PathElement::to_json).collect::<Value>() },
            "rule": (!rule_path.is_empty()).then(|| json!({ "elements": rule_path })),
        })
    }
}

/// The message of a validation error.
pub(crate) fn describe(violations: &[Violation]) -> String {
    let lines: String =
        (violations.iter()).map(|violation| format!("\n - {}", violation.line())).collect();
    format!("validation error:{lines}")
}

/// Encodes `buf.validate.Violations`.
pub(crate) fn encode(violations: &[Violation]) -> Vec<u8> {
    let violations: Value = violations.iter().map(Violation::to_json).collect();
    codec::encode(Codec::Proto, &json!({ "violations": violations }), &VIOLATIONS)
}
