//! The lines of a recording, as they are written and read.

use std::fmt;

use jiff::Timestamp;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use uuid::Uuid;

use super::{FORMAT_VERSION, Millis};

/// The first line of each run of a recorder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Header {
    pub(crate) format_version: u64,
    /// The base URL of the service, or `local`.
    pub(crate) host: String,
    pub(crate) organization_id: String,
    pub(crate) t: Timestamp,
}

/// A pool as it was read at an instant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PoolLine {
    pub(crate) t: Timestamp,
    pub(crate) kind: PoolKind,
    pub(crate) warm_pool_id: Uuid,
    #[serde(default)]
    pub(crate) project_id: Option<Uuid>,
    #[serde(default)]
    pub(crate) environment_class_id: Option<Uuid>,
    /// As the service writes it.
    pub(crate) phase: String,
    pub(crate) running: i32,
    pub(crate) stopped: i32,
    pub(crate) desired: i32,
    pub(crate) min: Option<i32>,
    pub(crate) max: Option<i32>,
    #[serde(serialize_with = "write_version", deserialize_with = "read_version")]
    pub(crate) status_version: u64,
    #[serde(serialize_with = "write_version", deserialize_with = "read_version")]
    pub(crate) spec_version: u64,
    pub(crate) snapshot_id: Option<Uuid>,
    /// The reports of the runner that no poll has seen since the pool's last line.
    pub(crate) missed: u64,
}

/// An environment that was started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StartLine {
    pub(crate) t: Timestamp,
    pub(crate) kind: StartKind,
    pub(crate) environment_id: Uuid,
    pub(crate) project_id: Uuid,
    pub(crate) environment_class_id: Uuid,
    pub(crate) created_at: Option<Timestamp>,
    /// `None` if the phase RUNNING was not seen.
    pub(crate) running_at: Option<Timestamp>,
    /// From `created_at` to `running_at`, if that can be told.
    pub(crate) start_seconds: Option<Seconds>,
    /// From `created_at` until its machine ran: tasks that follow take longer.
    #[serde(default)]
    pub(crate) machine_seconds: Option<Seconds>,
    pub(crate) prebuild_id: Option<Uuid>,
    /// The running instances of the pool before `created_at`, if it was watched then.
    pub(crate) running_before: Option<i32>,
    pub(crate) verdict: Verdict,
    pub(crate) sure: StartEvidence,
    /// Who created it, if that is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user_id: Option<Uuid>,
}

/// Where an environment came from. The service does not say: it is inferred from the time that
/// the start took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Verdict {
    /// An instance of the pool.
    Pool,
    /// The snapshot of a prebuild.
    Prebuild,
    /// No prebuild.
    Cold,
    /// The start was not seen to its end.
    #[serde(other)]
    Unknown,
}

/// A time in seconds, exact to the millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seconds(pub(crate) Millis);

/// What speaks for a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum StartEvidence {
    /// The running instances fell between the polls before and after the creation, too.
    Both,
    #[serde(other)]
    Time,
}

/// `"pool"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PoolKind {
    Pool,
}

/// `"start"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum StartKind {
    Start,
}

/// A line that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line {
    Header(Header),
    Pool(PoolLine),
    Start(StartLine),
    /// Of a kind that a later version writes.
    Other,
}

/// Why a line cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineError {
    /// It is not what a recorder writes; perhaps it was cut short.
    Broken(String),
    OtherVersion(String),
}

/// What tells the kinds of lines apart.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LineType {
    #[serde(default)]
    format_version: Option<serde_json::Value>,
    #[serde(default)]
    kind: Option<String>,
}

/// Parses a line, without its end.
pub(super) fn parse(line: &[u8]) -> Result<Line, LineError> {
    let LineType { format_version, kind } = read(line)?;
    if let Some(version) = format_version {
        if version.as_u64() != Some(FORMAT_VERSION) {
            return Err(LineError::OtherVersion(version.to_string()));
        }
        return read(line).map(Line::Header);
    }
    match kind.as_deref() {
        Some("pool") => read(line).map(Line::Pool),
        Some("start") => read(line).map(Line::Start),
        Some(_) => Ok(Line::Other),
        None => Err(LineError::Broken("no kind".to_owned())),
    }
}

fn read<'a, T: Deserialize<'a>>(line: &'a [u8]) -> Result<T, LineError> {
    // A derived implementation also takes an array for an object.
    if line.trim_ascii_start().first() != Some(&b'{') {
        return Err(LineError::Broken("not a JSON object".to_owned()));
    }
    serde_json::from_slice(line).map_err(|error| {
        let text = error.to_string();
        let (reason, _) = text.rsplit_once(" at line ").unwrap_or((&text, ""));
        LineError::Broken(reason.to_owned())
    })
}

/// Counters of 64 bits are strings, as in the JSON of the service.
fn write_version<S: Serializer>(version: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(version)
}

fn read_version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    struct Version;
    impl Visitor<'_> for Version {
        type Value = u64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number of 64 bits")
        }

        fn visit_u64<E: de::Error>(self, number: u64) -> Result<u64, E> {
            Ok(number)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<u64, E> {
            text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }
    deserializer.deserialize_any(Version)
}

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 1_000.0)
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const MAX: f64 = 1e9;
        let seconds = f64::deserialize(deserializer)?;
        if (-MAX..=MAX).contains(&seconds) {
            return Ok(Self((seconds * 1_000.0).round() as Millis));
        }
        Err(de::Error::custom("too many seconds"))
    }
}

/// A line of a file, with its end.
pub(crate) fn encode(line: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
