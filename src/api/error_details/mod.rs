//! Error details: protobuf messages in base64.

use std::time::Duration;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use prost::Message as _;
use serde_json::{Value, json};

#[cfg(test)]
mod tests;
mod wire;

const RETRY_INFO: &str = "google.rpc.RetryInfo";
const VIOLATIONS: &str = "buf.validate.Violations";
const ACTIONABLE: &str = "gitpod.v1.ActionableErrorDetails";
const TIER: &str = "gitpod.v1.OrganizationTierFailedPreconditionDetails";
const POLICY: &str = "gitpod.v1.PolicyEnforcedFailedPreconditionDetails";

/// A detail of an error; all text in it is untrusted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Detail {
    /// `None` if it has no usable delay.
    RetryInfo(Option<Duration>),
    Violations(Vec<Violation>),
    Actionable(Actionable),
    /// The organization needs another plan, such as `enterprise`.
    Tier {
        message: String,
        required: String,
    },
    Policy {
        message: String,
        name: String,
    },
    /// Anything else, by its type name.
    Other(String),
}

/// A field of the request that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    /// By its JSON name, such as `maxSize` or `filter.projectIds[3]`.
    pub(crate) field: String,
    /// Such as `int32.gte_lte`.
    pub(crate) rule: String,
    pub(crate) message: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Actionable {
    /// Such as `PREBUILD_CLASS_NOT_ENABLED`.
    pub(crate) code: String,
    /// For display in place of the raw message.
    pub(crate) message: String,
    /// Labels and targets, which are https URLs or dashboard paths.
    pub(crate) actions: Vec<(String, String)>,
}

/// The Connect protocol makes padding optional.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The limit of `google.protobuf.Duration`, 10,000 years.
const MAX_SECONDS: u64 = 315_576_000_000;

impl Detail {
    /// What cannot be decoded keeps its type name. A broken `RetryInfo` stays one, because its
    /// presence alone forbids guessing a delay.
    pub(crate) fn decode(type_name: &str, value: &str) -> Self {
        let bytes = BASE64.decode(value).ok();
        let decoded = bytes.as_deref().and_then(|bytes| match type_name {
            VIOLATIONS => wire::Violations::decode(bytes).ok().map(Self::from),
            ACTIONABLE => wire::Actionable::decode(bytes).ok().map(Self::from),
            TIER => wire::Tier::decode(bytes).ok().map(Self::from),
            POLICY => wire::Policy::decode(bytes).ok().map(Self::from),
            RETRY_INFO => wire::RetryInfo::decode(bytes).ok().map(Self::from),
            _ => None,
        });
        decoded.unwrap_or_else(|| match type_name {
            RETRY_INFO => Self::RetryInfo(None),
            _ => Self::Other(type_name.to_owned()),
        })
    }

    /// For the JSON error line.
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::RetryInfo(delay) => json!({
                "type": RETRY_INFO,
                "retryDelaySeconds": delay.map(|delay| delay.as_secs_f64()),
            }),
            Self::Violations(violations) => json!({
                "type": VIOLATIONS,
                "violations": violations.iter().map(|violation| json!({
                    "field": violation.field,
                    "rule": violation.rule,
                    "message": violation.message,
                })).collect::<Vec<_>>(),
            }),
            Self::Actionable(Actionable { code, message, actions }) => json!({
                "type": ACTIONABLE,
                "errorCode": code,
                "userMessage": message,
                "actions": actions.iter().map(|(label, address)| json!({
                    "label": label,
                    "address": address,
                })).collect::<Vec<_>>(),
            }),
            Self::Tier { message, required } => json!({
                "type": TIER,
                "message": message,
                "requiredTier": required,
            }),
            Self::Policy { message, name } => json!({
                "type": POLICY,
                "message": message,
                "policyName": name,
            }),
            Self::Other(type_name) => json!({ "type": type_name }),
        }
    }
}

impl From<wire::RetryInfo> for Detail {
    fn from(info: wire::RetryInfo) -> Self {
        let delay = info.retry_delay.and_then(|delay| {
            let nanos = u32::try_from(delay.nanos).ok().filter(|nanos| *nanos < 1_000_000_000)?;
            let seconds = u64::try_from(delay.seconds).ok();
            Some(Duration::new(seconds.filter(|seconds| *seconds <= MAX_SECONDS)?, nanos))
        });
        Self::RetryInfo(delay.filter(|delay| !delay.is_zero()))
    }
}

impl From<wire::Violations> for Detail {
    fn from(list: wire::Violations) -> Self {
        let violations = list.violations.into_iter().map(|violation| Violation {
            field: violation.field.map(|path| path.to_json_path()).unwrap_or_default(),
            rule: violation.rule_id,
            message: violation.message,
        });
        Self::Violations(violations.collect())
    }
}

impl From<wire::Actionable> for Detail {
    fn from(details: wire::Actionable) -> Self {
        let actions = details.actions.into_iter().filter_map(|action| {
            use wire::action::Target;
            let target = match action.target? {
                Target::DashboardPath(path) => path,
                Target::ExternalUrl(url) => Some(url).filter(|url| url.starts_with("https://"))?,
            };
            Some((action.label, target))
        });
        Self::Actionable(Actionable {
            code: details.error_code,
            message: details.user_message,
            actions: actions.collect(),
        })
    }
}

impl From<wire::Tier> for Detail {
    fn from(details: wire::Tier) -> Self {
        let required = match details.required_tier {
            1 => "free".to_owned(),
            2 => "enterprise".to_owned(),
            3 => "core".to_owned(),
            4 => "free ona".to_owned(),
            other => format!("tier {other}"),
        };
        Self::Tier { message: details.message, required }
    }
}

impl From<wire::Policy> for Detail {
    fn from(details: wire::Policy) -> Self {
        Self::Policy { message: details.message, name: details.policy_name }
    }
}
