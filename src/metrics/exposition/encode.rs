//! Writes metrics in the text format 0.0.4 and in OpenMetrics 1.0.0.

use std::fmt;

use super::family::{Family, Kind};
use super::histogram::Histogram;
use super::metric_set::{MetricSet, Series, Value};

/// A format that Prometheus reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// The text format 0.0.4, which everything reads.
    Text,
    OpenMetrics,
}

impl Format {
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; version=0.0.4; charset=utf-8",
            Self::OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        }
    }
}

/// The metrics as text. Of a textfile of this name, every series about the tool gets a label, since
/// other textfiles of the host have the same series.
pub(crate) fn encode(metrics: &MetricSet, format: Format, textfile: Option<&str>) -> String {
    Encoded { metrics, format, textfile }.to_string()
}

struct Encoded<'a> {
    metrics: &'a MetricSet,
    format: Format,
    textfile: Option<&'a str>,
}

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (family, samples) in self.metrics.families() {
            let name = match (self.format, family.kind) {
                (Format::OpenMetrics, Kind::Counter) => family.name.trim_end_matches("_total"),
                _ => family.name,
            };
            writeln!(f, "# HELP {name} {}", family.help)?;
            writeln!(f, "# TYPE {name} {}", family.kind.word())?;
            let textfile = self.textfile.filter(|_| family.is_about_tool());
            for (series, value) in samples {
                let labels = labels_text(family, series, textfile);
                match value {
                    Value::Number(number) => write_sample(f, family.name, "", &labels, number)?,
                    Value::Histogram(histogram) => write_histogram(f, family, &labels, histogram)?,
                }
            }
        }
        match self.format {
            Format::Text => Ok(()),
            Format::OpenMetrics => writeln!(f, "# EOF"),
        }
    }
}

fn write_histogram(
    f: &mut fmt::Formatter<'_>,
    family: &Family,
    labels: &str,
    histogram: &Histogram,
) -> fmt::Result {
    let separator = if labels.is_empty() { "" } else { "," };
    let mut bucket = |bound: &str, count: u64| {
        writeln!(f, "{}_bucket{{{labels}{separator}le=\"{bound}\"}} {count}", family.name)
    };
    for (bound, count) in histogram.buckets() {
        // `5.0`, as OpenMetrics requires.
        bucket(&format!("{bound:?}"), count)?;
    }
    bucket("+Inf", histogram.count())?;
    write_sample(f, family.name, "_sum", labels, histogram.sum())?;
    write_sample(f, family.name, "_count", labels, histogram.count())
}

fn write_sample(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    suffix: &str,
    labels: &str,
    value: impl fmt::Display,
) -> fmt::Result {
    match labels {
        "" => writeln!(f, "{name}{suffix} {value}"),
        labels => writeln!(f, "{name}{suffix}{{{labels}}} {value}"),
    }
}

/// Such as `project="acme-api",class="large"`.
fn labels_text(family: &Family, series: &Series, textfile: Option<&str>) -> String {
    let labels = family.labels.iter().copied().zip(series.labels.iter().map(String::as_str));
    let labels = labels.chain(series.profile.as_deref().map(|name| ("profile", name)));
    let labels = labels.chain(textfile.map(|name| ("textfile", name)));
    let labels: Vec<_> =
        labels.map(|(name, value)| format!("{name}=\"{}\"", escape(value))).collect();
    labels.join(",")
}

/// What both formats escape in the value of a label.
fn escape(value: &str) -> String {
    value.replace('\\', r"\\").replace('"', "\\\"").replace('\n', r"\n")
}
