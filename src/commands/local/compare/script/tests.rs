use std::collections::HashSet;

use super::*;
use crate::api::methods::{KnownMethod, known_method};
use crate::api::retry::Effect;

fn steps() -> impl Iterator<Item = &'static Step> {
    READS.iter().chain(CHANGES)
}

fn bindings() -> Bindings {
    let mut bindings = common_bindings();
    for name in ["$project", "$class", "$runner", "$anyPool", "$pool"] {
        bindings.insert(name.to_owned(), name[1..].into());
    }
    bindings
}

#[test]
fn every_step_has_a_name_of_its_own_and_a_known_method() {
    let names: HashSet<_> = steps().map(|step| step.name).collect();
    assert_eq!(names.len(), steps().count());
    for step in steps() {
        if let Action::Call { method, request } = step.action {
            assert!(matches!(known_method(method), Some(KnownMethod::Unary(_))), "{method}");
            serde_json::from_str::<Map<String, Value>>(request).unwrap();
            fill(request, &bindings()).unwrap();
        }
    }
}

#[test]
fn reads_change_nothing() {
    for step in READS {
        let Some(KnownMethod::Unary(method)) = known_method(step.method().unwrap()) else {
            panic!("{}", step.name)
        };
        assert_eq!(method.effect, Effect::Read, "{}", step.name);
        assert!(!step.is_change());
    }
    assert!(CHANGES.iter().all(Step::is_change));
}

/// A service that accepts everything must not be asked for more than a few instances, nor to change
/// a pool that is not a scratch pool.
#[test]
fn no_request_can_do_harm_if_it_is_accepted() {
    for step in CHANGES {
        let Action::Call { method, request } = step.action else { continue };
        let request = fill(request, &bindings()).unwrap();
        for size in ["desiredSize", "minSize", "maxSize"] {
            let size = request.get(size).and_then(Value::as_i64).unwrap_or(0);
            assert!((0..=2).contains(&size), "{}", step.name);
        }
        match method {
            UPDATE | DELETE => {
                let target = request["warmPoolId"].as_str().unwrap();
                assert!(["pool", UNKNOWN_ID].contains(&target), "{}", step.name);
            }
            CREATE => assert!(step.is_create()),
            _ => assert!(!step.is_create()),
        }
    }
}

#[test]
fn a_request_is_filled_with_the_values_of_a_side() {
    let filled = fill(r#"{"filter":{"ids":["$pool","$unknown"]},"n":1}"#, &bindings()).unwrap();
    assert_eq!(Value::Object(filled), json!({ "filter": { "ids": ["pool", UNKNOWN_ID] }, "n": 1 }));
    assert_eq!(fill(r#"{"id":"$nothing"}"#, &bindings()), Err("$nothing".to_owned()));
    let many = fill(r#"{"ids":"$many"}"#, &bindings()).unwrap();
    assert_eq!(many["ids"].as_array().unwrap().len(), 26);
}
