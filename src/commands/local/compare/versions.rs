//! The versions of a pool, counted from its first response, so that two pools can be compared.

use serde_json::Value;

use super::shape::Fields;

/// The versions of the last response about a pool; `None` before the first.
#[derive(Debug, Default)]
pub(super) struct Versions {
    spec: Option<u64>,
    status: Option<u64>,
}

impl Versions {
    /// Replaces the versions in the fields of a message with a pool by what happened to them:
    /// `+1` for the spec, which only changes of the pool move; whether that of the status fell.
    pub(super) fn replace(&mut self, message: &Value, fields: &mut Fields) {
        let Some(pool) = message.get("warmPool") else { return };
        let spec = version(&pool["spec"]["specVersion"]);
        let status = version(&pool["status"]["statusVersion"]);
        let spec_change = match self.spec.replace(spec) {
            None => "first".to_owned(),
            Some(last) => format!("{:+}", i128::from(spec) - i128::from(last)),
        };
        let status_change = match self.status.replace(status) {
            None => "first",
            Some(last) if status < last => "lower",
            Some(_) => "not lower",
        };
        let mut set = |path: &str, change: &str| {
            fields.insert(path.to_owned(), [change.to_owned()].into());
        };
        set("warmPool.spec.specVersion", &spec_change);
        set("warmPool.status.statusVersion", status_change);
    }
}

/// A version is absent if it is zero.
fn version(value: &Value) -> u64 {
    let text = value.as_str().and_then(|text| text.parse().ok());
    text.or_else(|| value.as_u64()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn versions_are_counted_from_the_first() {
        let mut versions = Versions::default();
        let mut next = |spec: &str, status: &str| {
            let message = json!({ "warmPool": {
                "spec": { "specVersion": spec }, "status": { "statusVersion": status },
            }});
            let mut fields = Fields::new();
            versions.replace(&message, &mut fields);
            let of = |path: &str| fields[path].first().unwrap().clone();
            (of("warmPool.spec.specVersion"), of("warmPool.status.statusVersion"))
        };
        let pair = |spec: &str, status: &str| (spec.to_owned(), status.to_owned());
        assert_eq!(next("7", "18446744073709551615"), pair("first", "first"));
        assert_eq!(next("7", "18446744073709551615"), pair("+0", "not lower"));
        assert_eq!(next("8", "3"), pair("+1", "lower"));
        assert_eq!(next("6", "4"), pair("-2", "not lower"));
    }

    #[test]
    fn an_absent_version_is_zero_and_other_messages_have_none() {
        let (mut versions, mut fields) = (Versions::default(), Fields::new());
        versions.replace(&json!({ "warmPools": [] }), &mut fields);
        assert!(fields.is_empty());
        versions.replace(&json!({ "warmPool": {} }), &mut fields);
        versions.replace(&json!({ "warmPool": { "spec": { "specVersion": 1 } } }), &mut fields);
        assert!(fields["warmPool.spec.specVersion"].contains("+1"));
    }
}
