//! A broken rule, in words and as the protobuf detail of an error.

use serde_json::{Value, json};

use super::super::schema::VIOLATIONS;
use super::super::schema::{Field, Kind, Rule};
use super::super::wire::{self, Codec};

/// One rule that one value breaks.
#[derive(Debug)]
pub(crate) struct Violation {
    path: Vec<PathElement>,
    rule: RulePath,
    id: &'static str,
    words: String,
}

/// One step of the way to a field.
#[derive(Clone, Debug)]
pub(super) struct PathElement {
    number: u32,
    name: &'static str,
    /// A number of `google.protobuf.FieldDescriptorProto.Type`.
    kind: u32,
    pub(super) index: Option<u64>,
}

const BOOL: u32 = 8;
const INT32: u32 = 5;
const INT64: u32 = 3;
const UINT64: u32 = 4;
const TEXT: u32 = 9;
const MESSAGE: u32 = 11;
const ENUM: u32 = 14;

const fn element(number: u32, name: &'static str, kind: u32) -> PathElement {
    PathElement { number, name, kind, index: None }
}

impl PathElement {
    pub(super) fn of(field: &Field) -> Self {
        let kind = match field.kind {
            Kind::Bool => BOOL,
            Kind::Int32 => INT32,
            Kind::Int64 => INT64,
            Kind::Uint64 => UINT64,
            Kind::String => TEXT,
            Kind::Enum(_) => ENUM,
            Kind::Message(_) | Kind::Timestamp | Kind::Duration | Kind::Map(_) => MESSAGE,
        };
        element(field.number, field.name, kind)
    }

    fn to_json(&self) -> Value {
        json!({
            "fieldNumber": self.number,
            "fieldName": self.name,
            "fieldType": self.kind,
            "index": self.index.map(|index| index.to_string()),
        })
    }
}

/// The way to a rule inside `buf.validate.FieldConstraints`.
#[derive(Debug)]
pub(super) struct RulePath(Vec<PathElement>);

impl RulePath {
    pub(super) fn required() -> Self {
        Self(vec![element(25, "required", BOOL)])
    }

    pub(super) fn max_items() -> Self {
        Self(vec![element(18, "repeated", MESSAGE), element(2, "max_items", UINT64)])
    }

    pub(super) fn of(rule: Rule, kind: Kind, id: &str, is_item: bool) -> Self {
        let mut path = Vec::new();
        if is_item {
            path.push(element(18, "repeated", MESSAGE));
            path.push(element(4, "items", MESSAGE));
        }
        let string = element(14, "string", MESSAGE);
        match (rule, kind) {
            (Rule::Uuid, _) => path.extend([string, element(22, "uuid", BOOL)]),
            (Rule::Uri, _) => path.extend([string, element(17, "uri", BOOL)]),
            (Rule::Length(..), _) if id == "string.min_len" => {
                path.extend([string, element(2, "min_len", UINT64)]);
            }
            (Rule::Length(..), _) => path.extend([string, element(3, "max_len", UINT64)]),
            (Rule::Range(..), Kind::Duration) => {
                path.extend([element(21, "duration", MESSAGE), element(6, "gte", MESSAGE)]);
            }
            (Rule::Range(..), _) => {
                path.extend([element(3, "int32", MESSAGE), element(5, "gte", INT32)]);
            }
            (Rule::DefinedNonzero, _) if id == "enum.not_in" => {
                path.extend([element(16, "enum", MESSAGE), element(4, "not_in", INT32)]);
            }
            (Rule::Defined | Rule::DefinedNonzero, _) => {
                path.extend([element(16, "enum", MESSAGE), element(2, "defined_only", BOOL)]);
            }
            (Rule::RelativePath, _) => {
                path.push(PathElement { index: Some(0), ..element(23, "cel", MESSAGE) });
            }
        }
        Self(path)
    }
}

impl Violation {
    pub(super) fn new(
        path: &[PathElement],
        rule: RulePath,
        id: &'static str,
        words: impl Into<String>,
    ) -> Self {
        Self { path: path.to_vec(), rule, id, words: words.into() }
    }

    /// One line, such as `min_size: value must be … [int32.gte_lte]`.
    pub(super) fn line(&self) -> String {
        let steps: Vec<_> = (self.path.iter())
            .map(|step| match step.index {
                Some(index) => format!("{}[{index}]", step.name),
                None => step.name.to_owned(),
            })
            .collect();
        format!("{}: {} [{}]", steps.join("."), self.words, self.id)
    }

    fn to_json(&self) -> Value {
        let path = |elements: &[PathElement]| {
            let elements: Vec<_> = elements.iter().map(PathElement::to_json).collect();
            json!({ "elements": elements })
        };
        json!({
            "ruleId": self.id,
            "message": self.words,
            "forKey": false,
            "field": path(&self.path),
            "rule": path(&self.rule.0),
        })
    }
}

/// The message of the error.
pub(crate) fn describe(violations: &[Violation]) -> String {
    let lines: String =
        (violations.iter()).map(|violation| format!("\n - {}", violation.line())).collect();
    format!("validation error:{lines}")
}

/// `buf.validate.Violations`, encoded.
pub(crate) fn encode(violations: &[Violation]) -> Vec<u8> {
    let violations: Vec<_> = violations.iter().map(Violation::to_json).collect();
    wire::write(Codec::Proto, &json!({ "violations": violations }), &VIOLATIONS)
}
