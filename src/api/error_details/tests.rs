//! Details as the service's libraries encode them.

use std::time::Duration;

use super::{Actionable, Detail, Violation};

#[test]
fn retry_info_has_a_delay() {
    let two_and_a_half = Some(Duration::from_millis(2_500));
    assert_eq!(
        Detail::decode("google.rpc.RetryInfo", "CggIAhCAyrXuAQ"),
        Detail::RetryInfo(two_and_a_half)
    );
    let padded = Detail::decode("google.rpc.RetryInfo", "CgIIHg==");
    assert_eq!(padded, Detail::RetryInfo(Some(Duration::from_secs(30))));
}

#[test]
fn retry_info_without_a_usable_delay_is_kept() {
    let (empty, zero, negative) = ("", "CgA", "CgsI////////////AQ");
    let (too_long, max) = ("CgcIgbyuzpcJ", "CgoI//////////9/");
    for value in [empty, zero, negative, too_long, max, "not base64!", "/w"] {
        assert_eq!(Detail::decode("google.rpc.RetryInfo", value), Detail::RetryInfo(None));
    }
}

#[test]
fn violations_have_json_field_names() {
    let captured = "ClsSC3N0cmluZy51dWlkGhp2YWx1ZSBtdXN0IGJlIGEgdmFsaWQgVVVJRCAAKhIKEAgBEgpwcm9qZWN0X2lkGAkyGgoMCA4SBnN0cmluZxgLCgoIFhIEdXVpZBgICoQBEg1pbnQzMi5ndGVfbHRlGkV2YWx1ZSBtdXN0IGJlIGdyZWF0ZXIgdGhhbiBvciBlcXVhbCB0byAwIGFuZCBsZXNzIHRoYW4gb3IgZXF1YWwgdG8gMjAgACoQCg4IBBIIbWluX3NpemUYBTIYCgsIAxIFaW50MzIYCwoJCAUSA2d0ZRgFCoQBEg1pbnQzMi5ndGVfbHRlGkV2YWx1ZSBtdXN0IGJlIGdyZWF0ZXIgdGhhbiBvciBlcXVhbCB0byAxIGFuZCBsZXNzIHRoYW4gb3IgZXF1YWwgdG8gMjAgACoQCg4IBRIIbWF4X3NpemUYBTIYCgsIAxIFaW50MzIYCwoJCAUSA2d0ZRgF";
    let Detail::Violations(violations) = Detail::decode("buf.validate.Violations", captured) else {
        panic!("not decoded");
    };
    let fields: Vec<_> = violations.iter().map(|violation| violation.field.as_str()).collect();
    assert_eq!(fields, ["projectId", "minSize", "maxSize"]);
    assert_eq!(
        violations[0],
        Violation {
            field: "projectId".to_owned(),
            rule: "string.uuid".to_owned(),
            message: "value must be a valid UUID".to_owned(),
        }
    );
}

#[test]
fn an_actionable_error_has_a_message_and_links() {
    let captured = "ChpQUkVCVUlMRF9DTEFTU19OT1RfRU5BQkxFRBIyRW5hYmxlIHByZWJ1aWxkcyBmb3IgdGhpcyBlbnZpcm9ubWVudCBjbGFzcyBmaXJzdC4aMgoKcHJvamVjdF9pZBIkYjBlMTJmNmMtNGM2Ny00MjlkLWE0YTYtZDk4MzhiNWRhMDQ3IkQKCXZpZXdfZG9jcxIJVmlldyBkb2NzIixodHRwczovL29uYS5jb20vZG9jcy9vbmEvcHJvamVjdHMvd2FybS1wb29scw";
    assert_eq!(
        Detail::decode("gitpod.v1.ActionableErrorDetails", captured),
        Detail::Actionable(Actionable {
            code: "PREBUILD_CLASS_NOT_ENABLED".to_owned(),
            message: "Enable prebuilds for this environment class first.".to_owned(),
            actions: vec![(
                "View docs".to_owned(),
                "https://ona.com/docs/ona/projects/warm-pools".to_owned()
            )],
        })
    );
}

#[test]
fn links_that_are_not_https_are_dropped() {
    use super::wire::{Action, Actionable as Wire, action::Target};
    use base64::Engine as _;
    use prost::Message as _;

    let action = |url: &str| Action {
        label: "Go".to_owned(),
        target: Some(Target::ExternalUrl(url.to_owned())),
    };
    let actions = vec![action("http://a.example"), action("javascript:alert(1)")];
    let wire = Wire { actions, ..Wire::default() };
    let value = super::BASE64.encode(wire.encode_to_vec());
    let decoded = Detail::decode("gitpod.v1.ActionableErrorDetails", &value);
    assert_eq!(decoded, Detail::Actionable(Actionable::default()));
}

#[test]
fn an_unknown_detail_keeps_its_type() {
    let kept = Detail::decode("gitpod.v1.SomethingNew", "AAAA");
    assert_eq!(kept, Detail::Other("gitpod.v1.SomethingNew".to_owned()));
    assert_eq!(kept.to_json().to_string(), r#"{"type":"gitpod.v1.SomethingNew"}"#);
}
