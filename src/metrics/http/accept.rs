//! Chooses the format by the `Accept` header. Pure.

use crate::metrics::exposition::Format;

/// A media range, such as `text/plain;version=0.0.4;q=0.5`.
struct MediaRange<'a> {
    media_type: &'a str,
    version: Option<&'a str>,
    /// 0 to 1.
    quality: f32,
}

/// The format of a response: OpenMetrics where it is accepted by name and no less than text, and
/// otherwise text, which everything reads.
pub(super) fn format(accept: &str) -> Format {
    let ranges: Vec<_> = accept.split(',').filter_map(MediaRange::parse).collect();
    let quality = |is_match: &dyn Fn(&MediaRange<'_>) -> bool| {
        let matching = ranges.iter().filter(|range| is_match(range));
        matching.map(|range| range.quality).max_by(f32::total_cmp)
    };
    let has_version =
        |range: &MediaRange<'_>, version| range.version.is_none_or(|found| found == version);
    let open_metrics = quality(&|range| {
        range.is_type("application/openmetrics-text") && has_version(range, "1.0.0")
    });
    // The most specific range counts.
    let text = quality(&|range| range.is_type("text/plain") && has_version(range, "0.0.4"))
        .or_else(|| quality(&|range| range.is_type("text/*")))
        .or_else(|| quality(&|range| range.is_type("*/*")));
    match open_metrics.unwrap_or(0.0) {
        quality if quality > 0.0 && quality >= text.unwrap_or(0.0) => Format::OpenMetrics,
        _ => Format::Text,
    }
}

impl<'a> MediaRange<'a> {
    /// `None` if the quality is not a number from 0 to 1.
    fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let media_type = parts.next()?;
        let (mut version, mut quality) = (None, 1.0);
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (name.trim_end(), value.trim().trim_matches('"'));
            if name.eq_ignore_ascii_case("q") {
                quality = parse_quality(value)?;
            } else if name.eq_ignore_ascii_case("version") {
                version = Some(value);
            }
        }
        Some(Self { media_type, version, quality })
    }

    fn is_type(&self, media_type: &str) -> bool {
        self.media_type.eq_ignore_ascii_case(media_type)
    }
}

/// Only digits and a point: `NaN` and `inf` are numbers too.
fn parse_quality(text: &str) -> Option<f32> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let quality = text.parse().ok().filter(|_| is_plain)?;
    (0.0..=1.0).contains(&quality).then_some(quality)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str = "application/openmetrics-text";

    #[test]
    fn openmetrics_is_chosen_where_it_is_asked_for_by_name() {
        let prometheus_2 = "application/openmetrics-text;version=1.0.0,\
            application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
        let prometheus_3 = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,\
            application/openmetrics-text;version=0.0.1;q=0.4,\
            text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";
        for accept in [
            prometheus_2,
            prometheus_3,
            OPEN,
            "Application/OpenMetrics-Text ; Version=\"1.0.0\"; charset=utf-8",
            "text/plain;q=0.5, application/openmetrics-text;q=0.5",
            "*/*, text/plain;q=0.1, application/openmetrics-text;q=0.2",
            "text/*;q=0.3, application/openmetrics-text; q=0.4",
            "application/openmetrics-text;version=1.0.0;q=1.000",
        ] {
            assert_eq!(format(accept), Format::OpenMetrics, "{accept}");
        }
    }

    #[test]
    fn everything_else_gets_text() {
        for accept in [
            "",
            "*/*",
            "text/plain",
            "application/*",
            "application/json",
            "application/openmetrics-text;version=0.0.1",
            "application/openmetrics-text;version=2.0.0",
            "application/openmetrics-text;q=0",
            "application/openmetrics-text;q=0.000, */*",
            "application/openmetrics-text;q=0.4, text/plain;q=0.5",
            "application/openmetrics-text;q=0.4, text/*;q=0.5",
            "application/openmetrics-text;q=0.4, */*;q=0.5",
            "application/openmetrics-text;q=NaN",
            "application/openmetrics-text;q=inf",
            "application/openmetrics-text;q=1.5",
            "application/openmetrics-text;q=-1",
            "application/openmetrics-text;q=",
            "application/openmetrics-textual",
            ";;,,==;q",
        ] {
            assert_eq!(format(accept), Format::Text, "{accept}");
        }
    }
}
