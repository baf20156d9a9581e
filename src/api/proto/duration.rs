//! Durations: text such as `3600s` or `0.5s`, kept as the service wrote it.

use std::time::Duration;

use serde::{Deserialize as _, Deserializer, Serialize, Serializer};

use super::{Field, ReadTracker};

/// A duration of the service, which may turn out to be invalid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct ProtoDuration(String);

impl ProtoDuration {
    /// As the service wrote it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// `None` if the text is not a duration, or is negative.
    pub(crate) fn duration(&self) -> Option<Duration> {
        let number = self.0.strip_suffix('s')?;
        let (seconds, fraction) = number.split_once('.').unwrap_or((number, "0"));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_number(seconds) || !is_number(fraction) || fraction.len() > MAX_FRACTION_DIGITS {
            return None;
        }
        let nanos = format!("{fraction:0<MAX_FRACTION_DIGITS$}").parse().ok()?;
        Some(Duration::new(seconds.parse().ok()?, nanos))
    }

    /// Whole milliseconds; a finer fraction is dropped. `None` if the text is not a duration, or is
    /// negative.
    pub(crate) fn millis(&self) -> Option<i64> {
        i64::try_from(self.duration()?.as_millis()).ok()
    }
}

impl From<Duration> for ProtoDuration {
    /// To the millisecond.
    fn from(duration: Duration) -> Self {
        Self(match duration.subsec_millis() {
            0 => format!("{}s", duration.as_secs()),
            millis => format!("{}.{millis:03}s", duration.as_secs()),
        })
    }
}

/// Nanoseconds.
const MAX_FRACTION_DIGITS: usize = 9;

impl Field for ProtoDuration {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &ReadTracker) -> Result<Self, D::Error> {
        Ok(Self(String::deserialize(deserializer)?))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_seconds_with_up_to_nine_digits_of_a_fraction() {
        let millis = |text: &str| ProtoDuration(text.to_owned()).millis();
        assert_eq!(millis("0s"), Some(0));
        assert_eq!(millis("259200s"), Some(259_200_000));
        assert_eq!(millis("1.5s"), Some(1_500));
        assert_eq!(millis("1.999999999s"), Some(1_999));
        for text in ["", "s", "1", "1h", "-1s", "+1s", ".5s", "1.s", "1.0000000000s", "1 s"] {
            assert_eq!(millis(text), None, "{text}");
        }
        assert_eq!(millis("9223372036854775807s"), None);
        assert_eq!(millis("99999999999999999999s"), None);
    }

    #[test]
    fn a_duration_is_written_to_the_millisecond() {
        for (text, millis) in [("0s", 0), ("3600s", 3_600_000), ("300.001s", 300_001)] {
            let duration = Duration::from_millis(millis);
            assert_eq!(ProtoDuration::from(duration).as_str(), text);
            assert_eq!(ProtoDuration(text.to_owned()).duration(), Some(duration));
        }
        let nanosecond = ProtoDuration("3600.000000001s".to_owned()).duration();
        assert_eq!(nanosecond, Some(Duration::new(3_600, 1)));
    }
}
