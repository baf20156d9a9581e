//! The protobuf messages of error details, with the field numbers of their published descriptors.

use std::fmt::Write as _;

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct RetryInfo {
    #[prost(message, optional, tag = "1")]
    pub(super) retry_delay: Option<Duration>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct Duration {
    #[prost(int64, tag = "1")]
    pub(super) seconds: i64,
    #[prost(int32, tag = "2")]
    pub(super) nanos: i32,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct Violations {
    #[prost(message, repeated, tag = "1")]
    pub(super) violations: Vec<Violation>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct Violation {
    /// `constraint_id` in older descriptors.
    #[prost(string, tag = "2")]
    pub(super) rule_id: String,
    #[prost(string, tag = "3")]
    pub(super) message: String,
    #[prost(message, optional, tag = "5")]
    pub(super) field: Option<FieldPath>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct FieldPath {
    #[prost(message, repeated, tag = "1")]
    pub(super) elements: Vec<Element>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct Element {
    #[prost(string, tag = "2")]
    pub(super) field_name: String,
    #[prost(uint64, optional, tag = "6")]
    pub(super) index: Option<u64>,
}

impl FieldPath {
    /// With JSON names, such as `filter.projectIds[3]`.
    pub(super) fn to_json_path(&self) -> String {
        let mut path = String::new();
        for element in &self.elements {
            if !path.is_empty() {
                path.push('.');
            }
            let mut words = element.field_name.split('_');
            path.push_str(words.next().unwrap_or_default());
            for word in words {
                let mut letters = word.chars();
                path.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
                path.push_str(letters.as_str());
            }
            if let Some(index) = element.index {
                let _ = write!(path, "[{index}]");
            }
        }
        path
    }
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct Actionable {
    #[prost(string, tag = "1")]
    pub(super) error_code: String,
    #[prost(string, tag = "2")]
    pub(super) user_message: String,
    #[prost(message, repeated, tag = "4")]
    pub(super) actions: Vec<Action>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct Action {
    #[prost(string, tag = "2")]
    pub(super) label: String,
    #[prost(oneof = "action::Target", tags = "3, 4")]
    pub(super) target: Option<action::Target>,
}

pub(super) mod action {
    #[derive(Clone, PartialEq, prost::Oneof)]
    pub(crate) enum Target {
        #[prost(string, tag = "3")]
        DashboardPath(String),
        #[prost(string, tag = "4")]
        ExternalUrl(String),
    }
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct Tier {
    #[prost(string, tag = "1")]
    pub(super) message: String,
    #[prost(int32, tag = "2")]
    pub(super) required_tier: i32,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct Policy {
    #[prost(string, tag = "1")]
    pub(super) message: String,
    #[prost(string, tag = "2")]
    pub(super) policy_name: String,
}
