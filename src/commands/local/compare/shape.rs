//! Responses without what belongs to an account: which fields there are, and what kind of value each
//! has.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

/// The path of each field, such as `warmPools[].spec.minSize`, and the kinds of its values.
pub(super) type Fields = BTreeMap<String, BTreeSet<String>>;

/// How much of a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// The kind alone: values belong to the account.
    Kinds,
    /// Also enum words and requested sizes, which the same requests cause on every service.
    Words,
}

/// The fields whose numbers are what was requested.
const SIZES: [&str; 3] = [".spec.minSize", ".spec.maxSize", ".spec.desiredSize"];

/// The fields of a message. The elements of a list count as one.
pub(super) fn fields(message: &Value, detail: Detail) -> Fields {
    let mut found = Fields::new();
    collect(message, String::new(), detail, &mut found);
    found
}

fn collect(value: &Value, path: String, detail: Detail, found: &mut Fields) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, member) in members {
                let dot = if path.is_empty() { "" } else { "." };
                collect(member, format!("{path}{dot}{name}"), detail, found);
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            for element in elements {
                collect(element, format!("{path}[]"), detail, found);
            }
        }
        // The message itself has no field.
        Value::Object(_) if path.is_empty() => {}
        value => {
            let kind = kind(value, &path, detail);
            found.entry(path).or_default().insert(kind);
        }
    }
}

fn kind(value: &Value, path: &str, detail: Detail) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "boolean".to_owned(),
        Value::Number(number) if detail == Detail::Words && is_size(path) => number.to_string(),
        Value::Number(_) => "number".to_owned(),
        Value::String(text) => text_kind(text, detail).to_owned(),
        Value::Array(_) => "list".to_owned(),
        Value::Object(_) => "object".to_owned(),
    }
}

fn is_size(path: &str) -> bool {
    SIZES.iter().any(|size| path.ends_with(size))
}

fn text_kind(text: &str, detail: Detail) -> &str {
    if Uuid::try_parse(text).is_ok() {
        "id"
    } else if text.parse::<Timestamp>().is_ok() {
        "time"
    } else if detail == Detail::Words && is_enum_word(text) {
        text
    } else {
        "text"
    }
}

/// Whether a text has the form of `WARM_POOL_PHASE_READY`.
fn is_enum_word(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9'))
    };
    text.contains('_') && text.split('_').all(is_part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn lines(message: &Value, detail: Detail) -> Vec<String> {
        let line = |(path, kinds): (String, BTreeSet<String>)| {
            format!("{path}: {}", kinds.into_iter().collect::<Vec<_>>().join("|"))
        };
        fields(message, detail).into_iter().map(line).collect()
    }

    #[test]
    fn values_become_kinds() {
        let message = json!({
            "warmPool": {
                "id": "0190F3C2-7d1e-7a55-9f0b-2b6d8f3f0a11",
                "metadata": { "createdAt": "2026-05-01T08:00:00Z" },
                "spec": { "specVersion": "3", "minSize": 0, "desiredPhase": "WARM_POOL_PHASE_READY" },
                "status": { "runningInstances": 1, "failureMessage": "no CAPACITY_LEFT" },
            },
            "pagination": {},
            "on": true,
        });
        let [kinds, words] = [Detail::Kinds, Detail::Words].map(|detail| lines(&message, detail));
        assert_eq!(
            kinds,
            [
                "on: boolean",
                "pagination: object",
                "warmPool.id: id",
                "warmPool.metadata.createdAt: time",
                "warmPool.spec.desiredPhase: text",
                "warmPool.spec.minSize: number",
                "warmPool.spec.specVersion: text",
                "warmPool.status.failureMessage: text",
                "warmPool.status.runningInstances: number",
            ]
        );
        let changed: Vec<_> = words.into_iter().filter(|line| !kinds.contains(line)).collect();
        let expected =
            ["warmPool.spec.desiredPhase: WARM_POOL_PHASE_READY", "warmPool.spec.minSize: 0"];
        assert_eq!(changed, expected);
    }

    #[test]
    fn the_elements_of_a_list_count_as_one() {
        let message = json!({ "names": ["a", "b"], "pools": [{ "id": "x" }, { "max": 1 }, {}] });
        let expected =
            ["names[]: text", "pools[]: object", "pools[].id: text", "pools[].max: number"];
        assert_eq!(lines(&message, Detail::Kinds), expected);
        assert!(lines(&json!({}), Detail::Kinds).is_empty());
    }

    proptest! {
        #[test]
        fn no_text_of_the_account_is_kept(text in "[a-z0-9 -]{1,40}") {
            for detail in [Detail::Kinds, Detail::Words] {
                let kinds = fields(&json!({ "name": text }), detail);
                let kind = kinds["name"].first().unwrap();
                prop_assert!(["text", "id", "time"].contains(&kind.as_str()), "{kind}");
            }
        }
    }
}
