//! The field rules of the descriptors, checked as the official validation library does.

mod violation;

use serde_json::Value;

use super::schema::{Field, Kind, Message, Presence, Rule, Rules};
use super::wire::{self, is_zero};

use violation::{PathElement, RulePath};
pub(crate) use violation::{Violation, describe, encode};

/// Everything that is wrong with a canonical message, in the order of its fields.
pub(crate) fn check(value: &Value, message: &Message) -> Vec<Violation> {
    let mut found = Vec::new();
    check_message(value, message, &[], &mut found);
    found
}

fn check_message(
    value: &Value,
    message: &Message,
    path: &[PathElement],
    found: &mut Vec<Violation>,
) {
    for field in message.fields {
        let own = value.get(field.json_name).filter(|own| !own.is_null());
        let mut path = path.to_vec();
        path.push(PathElement::of(field));
        check_field(own, field, &path, found);
    }
}

fn check_field(
    value: Option<&Value>,
    field: &Field,
    path: &[PathElement],
    found: &mut Vec<Violation>,
) {
    let rules = field.rules;
    let is_unset = match (field.presence, value) {
        (_, None) => true,
        (Presence::Explicit, Some(_)) => false,
        (_, Some(value)) => is_zero(value, field.kind),
    };
    if is_unset {
        if rules.required {
            found.push(Violation::new(path, RulePath::required(), "required", "value is required"));
        } else if field.presence == Presence::Implicit && !rules.ignore_zero {
            check_value(&zero(field.kind), field.kind, rules, path, false, found);
        }
        return;
    }
    match (field.presence, value) {
        (Presence::Repeated, Some(Value::Array(items))) => check_items(items, field, path, found),
        (Presence::Repeated, _) | (_, None) => {}
        (_, Some(value)) => check_value(value, field.kind, rules, path, false, found),
    }
}

fn zero(kind: Kind) -> Value {
    match kind {
        Kind::String => Value::from(""),
        Kind::Enum(of) => of.name_of(0).map_or(Value::Null, Value::from),
        _ => Value::from(0),
    }
}

fn check_items(items: &[Value], field: &Field, path: &[PathElement], found: &mut Vec<Violation>) {
    if let Some(most) = field.rules.max_items.filter(|most| items.len() as u64 > *most) {
        let words = format!("value must contain no more than {most} item(s)");
        found.push(Violation::new(path, RulePath::max_items(), "repeated.max_items", words));
    }
    for (index, item) in items.iter().enumerate() {
        let mut path = path.to_vec();
        if let Some(last) = path.last_mut() {
            last.index = Some(index as u64);
        }
        check_value(item, field.kind, field.rules, &path, true, found);
    }
}

fn check_value(
    value: &Value,
    kind: Kind,
    rules: Rules,
    path: &[PathElement],
    is_item: bool,
    found: &mut Vec<Violation>,
) {
    if let Kind::Message(of) = kind {
        return check_message(value, of, path, found);
    }
    let Some(rule) = rules.value else {
        return;
    };
    for (id, words) in broken(value, kind, rule) {
        let rule_path = RulePath::of(rule, kind, id, is_item);
        found.push(Violation::new(path, rule_path, id, words));
    }
}

/// Which parts of a rule a value breaks: the rule's id and words.
fn broken(value: &Value, kind: Kind, rule: Rule) -> Vec<(&'static str, String)> {
    let text = value.as_str().unwrap_or_default();
    let letters = text.chars().count() as u64;
    let one = |is_broken: bool, id, words: &str| {
        if is_broken { vec![(id, words.to_owned())] } else { Vec::new() }
    };
    match (rule, kind) {
        (Rule::Uuid, _) if text.is_empty() => {
            let words = "value is empty, which is not a valid UUID";
            one(true, "string.uuid_empty", words)
        }
        (Rule::Uuid, _) => one(!is_uuid(text), "string.uuid", "value must be a valid UUID"),
        (Rule::Uri, _) => {
            one(url::Url::parse(text).is_err(), "string.uri", "value must be a valid URI")
        }
        (Rule::Length(least, most), _) => {
            let short = format!("value length must be at least {least} characters");
            let long = format!("value length must be at most {most} characters");
            let mut found = one(letters < least, "string.min_len", &short);
            found.extend(one(letters > most, "string.max_len", &long));
            found
        }
        (Rule::Range(least, most), Kind::Duration) => {
            let (seconds, nanos) = wire::time::duration_parts(text).unwrap_or_default();
            let is_long = (seconds, nanos) > (most, 0);
            let words = between(&format!("{least}s"), &format!("{most}s"));
            one((seconds, nanos) < (least, 0) || is_long, "duration.gte_lte", &words)
        }
        (Rule::Range(least, most), _) => {
            let is_inside = value.as_i64().is_some_and(|own| (least..=most).contains(&own));
            let words = between(&least.to_string(), &most.to_string());
            one(!is_inside, "int32.gte_lte", &words)
        }
        (Rule::Defined, _) => one(!value.is_string(), "enum.defined_only", DEFINED),
        (Rule::DefinedNonzero, _) => {
            let mut found = one(!value.is_string(), "enum.defined_only", DEFINED);
            let is_unset = is_zero(value, kind);
            found.extend(one(is_unset, "enum.not_in", "value must not be in list [0]"));
            found
        }
        (Rule::RelativePath, _) => {
            let words = "path must not be absolute (start with a /)";
            one(text.starts_with('/'), "relative_path", words)
        }
    }
}

const DEFINED: &str = "value must be one of the defined enum values";

fn between(least: &str, most: &str) -> String {
    format!("value must be greater than or equal to {least} and less than or equal to {most}")
}

/// Hexadecimal digits in groups of 8, 4, 4, 4 and 12, with hyphens between; any case and version.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && (text.bytes().enumerate()).all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests;
