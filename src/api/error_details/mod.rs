//! The details of an error: protobuf messages in base64, decoded where this tool can use them.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use prost::Message as _;
use serde_json::{Value, json};

#[cfg(test)]
mod tests;
mod wire;

/// One detail of an error.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Detail {
    /// `google.rpc.RetryInfo`; `None` when it names no usable delay.
    RetryInfo(Option<std::time::Duration>),
    /// `buf.validate.Violations`: fields that break a rule.
    Violations(Vec<Violation>),
    /// `gitpod.v1.ActionableErrorDetails`: what the service suggests.
    Actionable(Actionable),
    /// `gitpod.v1.OrganizationTierFailedPreconditionDetails`: the plan is too low.
    Tier {
        /// The service's sentence.
        message: String,
        /// The plan it needs, such as `enterprise`.
        required: String,
    },
    /// `gitpod.v1.PolicyEnforcedFailedPreconditionDetails`: a policy forbids it.
    Policy {
        /// The service's sentence.
        message: String,
        /// The policy.
        name: String,
    },
    /// Anything else, by the name of its type.
    Other(String),
}

/// A field that breaks a rule of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    /// The field in JSON spelling, such as `maxSize` or `filter.projectIds[3]`.
    pub(crate) field: String,
    /// The rule, such as `int32.gte_lte`.
    pub(crate) rule: String,
    /// The service's sentence.
    pub(crate) message: String,
}

/// What the service suggests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Actionable {
    /// Such as `PREBUILD_CLASS_NOT_ENABLED`.
    pub(crate) code: String,
    /// A sentence that is meant to stand in place of the raw message.
    pub(crate) message: String,
    /// Labels and addresses of things to do; only https addresses and paths of the dashboard.
    pub(crate) actions: Vec<(String, String)>,
}

/// Padding is optional on the wire (Connect protocol).
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The longest duration that protobuf has, 10 000 years.
const MOST_SECONDS: u64 = 315_576_000_000;

impl Detail {
    /// Decodes a detail from the name of its type and its base64 value.
    ///
    /// What cannot be decoded is kept by its name; a retry hint that cannot be decoded stays a
    /// hint, because its presence alone forbids to guess a delay.
    #[must_use]
    pub(crate) fn decode(kind: &str, value: &str) -> Self {
        let bytes = BASE64.decode(value).ok();
        let decoded = bytes.as_deref().and_then(|bytes| match kind {
            "buf.validate.Violations" => wire::Violations::decode(bytes).ok().map(Self::from),
            "gitpod.v1.ActionableErrorDetails" => {
                wire::Actionable::decode(bytes).ok().map(Self::from)
            }
            "gitpod.v1.OrganizationTierFailedPreconditionDetails" => {
                wire::Tier::decode(bytes).ok().map(Self::from)
            }
            "gitpod.v1.PolicyEnforcedFailedPreconditionDetails" => {
                wire::Policy::decode(bytes).ok().map(Self::from)
            }
            "google.rpc.RetryInfo" => wire::RetryInfo::decode(bytes).ok().map(Self::from),
            _ => None,
        });
        decoded.unwrap_or_else(|| match kind {
            "google.rpc.RetryInfo" => Self::RetryInfo(None),
            _ => Self::Other(kind.to_owned()),
        })
    }

    /// The detail as it goes into the JSON error line.
    #[must_use]
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::RetryInfo(delay) => json!({
                "type": "google.rpc.RetryInfo",
                "retryDelaySeconds": delay.map(|delay| delay.as_secs_f64()),
            }),
            Self::Violations(violations) => json!({
                "type": "buf.validate.Violations",
                "violations": violations.iter().map(|violation| json!({
                    "field": violation.field,
                    "rule": violation.rule,
                    "message": violation.message,
                })).collect::<Vec<_>>(),
            }),
            Self::Actionable(Actionable { code, message, actions }) => json!({
                "type": "gitpod.v1.ActionableErrorDetails",
                "errorCode": code,
                "userMessage": message,
                "actions": actions.iter().map(|(label, address)| json!({
                    "label": label,
                    "address": address,
                })).collect::<Vec<_>>(),
            }),
            Self::Tier { message, required } => json!({
                "type": "gitpod.v1.OrganizationTierFailedPreconditionDetails",
                "message": message,
                "requiredTier": required,
            }),
            Self::Policy { message, name } => json!({
                "type": "gitpod.v1.PolicyEnforcedFailedPreconditionDetails",
                "message": message,
                "policyName": name,
            }),
            Self::Other(kind) => json!({ "type": kind }),
        }
    }
}

impl From<wire::RetryInfo> for Detail {
    fn from(info: wire::RetryInfo) -> Self {
        let delay = info.retry_delay.and_then(|delay| {
            let nanos = u32::try_from(delay.nanos).ok().filter(|nanos| *nanos < 1_000_000_000)?;
            let seconds = u64::try_from(delay.seconds).ok().filter(|it| *it <= MOST_SECONDS)?;
            Some(std::time::Duration::new(seconds, nanos))
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
            let address = match action.target? {
                Target::DashboardPath(path) => path,
                Target::ExternalUrl(url) => Some(url).filter(|url| url.starts_with("https://"))?,
            };
            Some((action.label, address))
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
