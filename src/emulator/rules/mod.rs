//! Checks the field rules, with the results of the official validation library.

mod violation;

use iri_string::types::UriStr;
use serde_json::Value;

use super::codec::{is_zero, time};
use super::schema::{Field, Kind, Message, Presence, Rule};

use violation::{Constraint, PathElement};
pub(crate) use violation::{Violation, describe, encode};

/// All violations of a canonical message, in the order of its fields.
pub(crate) fn check(value: &Value, message: &Message) -> Vec<Violation> {
    let mut checker = Checker { path: Vec::new(), violations: Vec::new() };
    checker.check_message(value, message);
    checker.violations
}

struct Checker {
    /// The path of the value that is being checked.
    path: Vec<PathElement>,
    violations: Vec<Violation>,
}

impl Checker {
    fn check_message(&mut self, value: &Value, message: &Message) {
        for oneof in message.required_oneofs() {
            let is_set = oneof.fields.iter().any(|field| !value[*field].is_null());
            self.path.push(PathElement::from_oneof(oneof));
            let message = "exactly one field is required in oneof";
            self.require(is_set, &violation::REQUIRED_ONEOF, message);
            self.path.pop();
        }
        for field in message.fields() {
            let value = value.get(field.json_name()).filter(|value| !value.is_null());
            self.path.push(PathElement::from_field(field));
            self.check_field(value, field);
            self.path.pop();
        }
    }

    fn check_field(&mut self, value: Option<&Value>, field: &Field) {
        let is_explicit = field.presence == Presence::Explicit;
        match value.filter(|value| is_explicit || !is_zero(value, field.kind)) {
            Some(Value::Array(items)) => self.check_items(items, field),
            Some(value) => self.check_value(value, field),
            None if field.rules.required => {
                self.require(false, &violation::REQUIRED, "value is required");
            }
            None if field.presence == Presence::Repeated => self.check_items(&[], field),
            None if field.presence == Presence::Implicit && !field.rules.ignore_zero => {
                let zero = match field.kind {
                    Kind::String => Value::from(""),
                    Kind::Enum(of) => of.name_of(0).map_or(Value::Null, Value::from),
                    _ => Value::from(0),
                };
                self.check_value(&zero, field);
            }
            None => {}
        }
    }

    fn check_items(&mut self, items: &[Value], field: &Field) {
        let count = items.len() as u64;
        let min = field.rules.min_items;
        let message = format!("value must contain at least {min} item(s)");
        self.require(count >= min, &violation::MIN_ITEMS, message);
        if let Some(max) = field.rules.max_items {
            let message = format!("value must contain no more than {max} item(s)");
            self.require(count <= max, &violation::MAX_ITEMS, message);
        }
        for (index, item) in items.iter().enumerate() {
            if let Some(last) = self.path.last_mut() {
                last.index = Some(index as u64);
            }
            self.check_value(item, field);
        }
    }

    fn check_value(&mut self, value: &Value, field: &Field) {
        if let Kind::Message(of) = field.kind {
            return self.check_message(value, &of);
        }
        let Some(rule) = field.rules.value else {
            return;
        };
        let text = value.as_str().unwrap_or_default();
        match rule {
            Rule::Uuid if text.is_empty() => {
                let message = "value is empty, which is not a valid UUID";
                self.require(false, &violation::UUID_EMPTY, message);
            }
            Rule::Uuid => {
                self.require(is_uuid(text), &violation::UUID, "value must be a valid UUID");
            }
            Rule::Uri if text.is_empty() => {
                let message = "value is empty, which is not a valid URI";
                self.require(false, &violation::URI_EMPTY, message);
            }
            Rule::Uri => {
                let is_uri = UriStr::new(text).is_ok();
                self.require(is_uri, &violation::URI, "value must be a valid URI");
            }
            Rule::RelativePath => {
                let message = "path must not be absolute (start with a /)";
                self.require(!text.starts_with('/'), &violation::RELATIVE_PATH, message);
            }
            Rule::Length(min, max) => {
                let length = text.chars().count() as u64;
                let message = format!("value length must be at least {min} characters");
                self.require(length >= min, &violation::MIN_LENGTH, message);
                let message = format!("value length must be at most {max} characters");
                self.require(length <= max, &violation::MAX_LENGTH, message);
            }
            Rule::Range(min, max) if matches!(field.kind, Kind::Duration) => {
                let duration = time::duration_parts(text).unwrap_or_default();
                let message = between(&format!("{min}s"), &format!("{max}s"));
                let is_inside = ((min, 0)..=(max, 0)).contains(&duration);
                self.require(is_inside, &violation::DURATION_RANGE, message);
            }
            Rule::Range(min, max) => {
                let message = between(&min.to_string(), &max.to_string());
                let is_inside = value.as_i64().is_some_and(|number| (min..=max).contains(&number));
                self.require(is_inside, &violation::INT32_RANGE, message);
            }
            Rule::Defined | Rule::DefinedNonzero => {
                let message = "value must be one of the defined enum values";
                self.require(value.is_string(), &violation::DEFINED_ONLY, message);
                let is_valid = matches!(rule, Rule::Defined) || !is_zero(value, field.kind);
                self.require(is_valid, &violation::NOT_IN, "value must not be in list [0]");
            }
        }
    }

    /// Records a violation unless the condition is met.
    fn require(
        &mut self,
        is_met: bool,
        constraint: &'static Constraint,
        message: impl Into<String>,
    ) {
        if !is_met {
            let path = self.path.clone();
            self.violations.push(Violation { path, constraint, message: message.into() });
        }
    }
}

fn between(min: &str, max: &str) -> String {
    format!("value must be greater than or equal to {min} and less than or equal to {max}")
}

/// Hexadecimal digits in groups of 8, 4, 4, 4 and 12, separated by hyphens.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && (text.bytes().enumerate()).all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests;
