//! The differences between what the two sides showed.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::observation::Observation;
use super::script::Scope;
use super::shape::Fields;

/// Something that the two sides show differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Difference {
    /// `code`, `HTTP status`, `phases`, or the path of a field.
    pub(super) field: String,
    pub(super) service: String,
    pub(super) embedded: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, service, embedded } = self;
        write!(f, "{field}: {service}, embedded API: {embedded}")
    }
}

/// What a step found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Comparison {
    pub(super) differences: Vec<Difference>,
    /// Fields that differ because of the data or of the moment, not because of a rule.
    pub(super) notes: Vec<Difference>,
}

/// Fields of a pool that move by themselves, so that they depend on the moment of a response.
const MOVING: [&str; 6] = [
    "warmPool.spec.snapshotId",
    "warmPool.status.desiredSize",
    "warmPool.status.failureMessage",
    "warmPool.status.phase",
    "warmPool.status.runningInstances",
    "warmPool.status.stoppedInstances",
];

pub(super) fn compare(service: &Observation, embedded: &Observation, scope: Scope) -> Comparison {
    match (service, embedded) {
        (
            Observation::Response { http_status, code, fields, .. },
            Observation::Response {
                http_status: embedded_status,
                code: embedded_code,
                fields: embedded_fields,
                ..
            },
        ) => {
            if code != embedded_code {
                return only("code", code.unwrap_or("ok"), embedded_code.unwrap_or("ok"));
            }
            if http_status != embedded_status {
                return only("HTTP status", http_status, embedded_status);
            }
            compare_fields(fields, embedded_fields, scope)
        }
        (Observation::Phases { phases }, Observation::Phases { phases: expected }) => {
            if is_seen_part(phases, expected) {
                return Comparison::default();
            }
            only("phases", phases.join(", "), expected.join(", "))
        }
        (service, embedded) => only("result", service.summary(), embedded.summary()),
    }
}

fn only(field: &str, service: impl ToString, embedded: impl ToString) -> Comparison {
    let (service, embedded) = (service.to_string(), embedded.to_string());
    let difference = Difference { field: field.to_owned(), service, embedded };
    Comparison { differences: vec![difference], notes: Vec::new() }
}

/// Whether the phases are these, of which polling may have missed some, but not the last.
fn is_seen_part(phases: &[String], expected: &[String]) -> bool {
    let mut left = expected.iter();
    phases.last() == expected.last() && phases.iter().all(|phase| left.any(|next| next == phase))
}

fn compare_fields(service: &Fields, embedded: &Fields, scope: Scope) -> Comparison {
    let mut found = Comparison::default();
    let paths: BTreeSet<_> = service.keys().chain(embedded.keys()).collect();
    for path in paths {
        let (kinds, expected) = (service.get(path), embedded.get(path));
        let is_same = match (kinds, expected) {
            // An account has many objects with different fields; one of the kinds is enough.
            (Some(kinds), Some(expected)) if scope == Scope::Account => {
                !kinds.is_disjoint(expected)
            }
            (kinds, expected) => kinds == expected,
        };
        if is_same {
            continue;
        }
        let word =
            |kinds: Option<&BTreeSet<String>>| kinds.map_or_else(|| "absent".to_owned(), join);
        let difference =
            Difference { field: path.clone(), service: word(kinds), embedded: word(expected) };
        let is_one_sided = kinds.is_none() || expected.is_none();
        match scope {
            Scope::Account if is_one_sided => found.notes.push(difference),
            Scope::Pool if MOVING.contains(&path.as_str()) => found.notes.push(difference),
            _ => found.differences.push(difference),
        }
    }
    found
}

fn join(kinds: &BTreeSet<String>) -> String {
    kinds.iter().map(String::as_str).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::commands::local::compare::shape::{self, Detail};

    fn failed(http_status: u16, code: &'static str) -> Observation {
        let message = Some(format!("text of {http_status}"));
        Observation::Response { http_status, code: Some(code), message, fields: Fields::new() }
    }

    fn message(message: &Value, detail: Detail) -> Observation {
        let fields = shape::fields(message, detail);
        Observation::Response { http_status: 200, code: None, message: None, fields }
    }

    fn phases(words: &str) -> Observation {
        Observation::Phases { phases: words.split(' ').map(str::to_owned).collect() }
    }

    /// The fields of the differences and of the notes.
    fn fields(comparison: &Comparison) -> (Vec<&str>, Vec<&str>) {
        (
            comparison.differences.iter().map(|found| found.field.as_str()).collect(),
            comparison.notes.iter().map(|found| found.field.as_str()).collect(),
        )
    }

    #[test]
    fn codes_and_statuses_are_compared_and_texts_are_not() {
        let same = |one, other| compare(&one, &other, Scope::Account);
        let not_found = || failed(404, "not_found");
        let other_text = Observation::Response {
            http_status: 404,
            code: Some("not_found"),
            message: None,
            fields: Fields::new(),
        };
        assert_eq!(same(not_found(), other_text), Comparison::default());
        let code = same(failed(403, "permission_denied"), not_found());
        assert_eq!(fields(&code), (vec!["code"], vec![]));
        let status = same(failed(412, "failed_precondition"), failed(400, "failed_precondition"));
        assert_eq!(
            (status.differences[0].service.as_str(), status.differences[0].embedded.as_str()),
            ("412", "400")
        );
        let accepted = same(message(&json!({}), Detail::Kinds), not_found());
        assert_eq!(accepted.differences[0].service, "ok");
    }

    #[test]
    fn fields_of_the_account_differ_by_kind_only() {
        let compare_lists = |one: Value, other: Value| {
            let [one, other] = [one, other].map(|value| message(&value, Detail::Kinds));
            compare(&one, &other, Scope::Account)
        };
        let found = compare_lists(
            json!({ "projects": [{ "name": "x", "extra": 1, "at": 5 }] }),
            json!({ "projects": [{ "name": "y", "size": 1, "at": "2026-05-01T08:00:00Z" }] }),
        );
        let notes = vec!["projects[].extra", "projects[].size"];
        assert_eq!(fields(&found), (vec!["projects[].at"], notes));
    }

    #[test]
    fn fields_of_a_new_pool_all_count_and_later_those_that_do_not_move() {
        let pool = |phase: &str, min: i32| {
            let value =
                json!({ "warmPool": { "spec": { "minSize": min }, "status": { "phase": phase } } });
            message(&value, Detail::Words)
        };
        let (pending, ready) =
            (pool("WARM_POOL_PHASE_PENDING", 0), pool("WARM_POOL_PHASE_READY", 1));
        let (size, phase) = ("warmPool.spec.minSize", "warmPool.status.phase");
        let found = compare(&pending, &ready, Scope::NewPool);
        assert_eq!(fields(&found), (vec![size, phase], vec![]));
        let found = compare(&pending, &ready, Scope::Pool);
        assert_eq!(fields(&found), (vec![size], vec![phase]));
    }

    #[test]
    fn polling_may_miss_phases_but_not_the_last() {
        let is_same = |seen: &str| {
            compare(&phases(seen), &phases("pending ready"), Scope::Pool) == Comparison::default()
        };
        assert!(is_same("pending ready") && is_same("ready"));
        for other in ["pending", "ready pending", "pending degraded ready", "pending degraded"] {
            assert!(!is_same(other), "{other}");
        }
    }
}
