//! Both formats, letter by letter and read back.

mod reader;

use std::collections::BTreeSet;

use proptest::prelude::*;

use self::reader::{Exposition, read};
use super::encode::{Format, encode};
use super::families::{
    ALL, BUILD_INFO, ENVIRONMENT_START, FLEET_PENDING, POOL_CREATED, POOL_SPEC_CHANGES, UP,
};
use super::family::{Family, Kind};
use super::histogram::Histogram;
use super::metric_set::MetricSet;
use crate::text::test_strategies::hostile_text;

const BOUNDS: &[f64] = &[5.0, 10.5];

fn sample() -> MetricSet {
    let mut metrics = MetricSet::default();
    metrics.add(&BUILD_INFO, &["0.2.0", "abc"], 1.0);
    metrics.add(&POOL_SPEC_CHANGES, &["acme-api", "large"], 41.0);
    metrics.add(&POOL_CREATED, &["acme-web", "large"], 1_777_622_400.25);
    metrics.add(&POOL_CREATED, &["acme-api", "large"], 1_777_622_400.0);
    metrics.add(&UP, &[], 0.0);
    let mut histogram = Histogram::new(BOUNDS);
    [4.5, 5.0, 7.0, 60.0].into_iter().for_each(|seconds| histogram.observe(seconds));
    metrics.add_histogram(&ENVIRONMENT_START, &["acme-api", "large", "pool"], histogram);
    metrics
}

const HISTOGRAM: &str = r#"ona_environment_start_seconds_bucket{project="acme-api",class="large",source="pool",le="5.0"} 2
ona_environment_start_seconds_bucket{project="acme-api",class="large",source="pool",le="10.5"} 3
ona_environment_start_seconds_bucket{project="acme-api",class="large",source="pool",le="+Inf"} 4
ona_environment_start_seconds_sum{project="acme-api",class="large",source="pool"} 76.5
ona_environment_start_seconds_count{project="acme-api",class="large",source="pool"} 4
"#;

/// The lines of a sample, without help.
fn lines(format: Format, textfile: Option<&str>) -> String {
    let text = encode(&sample(), format, textfile);
    let lines = text.lines().filter(|line| !line.starts_with("# HELP "));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_text_format_is_written_family_by_family() {
    assert_eq!(
        lines(Format::Text, None),
        format!(
            r#"# TYPE ona_warm_pool_created_timestamp_seconds gauge
ona_warm_pool_created_timestamp_seconds{{project="acme-api",class="large"}} 1777622400
ona_warm_pool_created_timestamp_seconds{{project="acme-web",class="large"}} 1777622400.25
# TYPE ona_warm_pool_spec_changes_total counter
ona_warm_pool_spec_changes_total{{project="acme-api",class="large"}} 41
# TYPE ona_environment_start_seconds histogram
{HISTOGRAM}# TYPE prebuildctl_build_info gauge
prebuildctl_build_info{{version="0.2.0",commit="abc"}} 1
# TYPE prebuildctl_up gauge
prebuildctl_up 0
"#
        )
    );
}

#[test]
fn openmetrics_names_counters_without_total_and_has_an_end() {
    let expected = lines(Format::Text, None)
        .replace("# TYPE ona_warm_pool_spec_changes_total", "# TYPE ona_warm_pool_spec_changes");
    assert_eq!(lines(Format::OpenMetrics, None), format!("{expected}# EOF\n"));
    let text = encode(&sample(), Format::OpenMetrics, None);
    assert!(text.contains("# HELP ona_warm_pool_spec_changes Changes of the"), "{text}");
}

#[test]
fn only_series_about_the_tool_name_their_textfile() {
    let expected = lines(Format::Text, None)
        .replace("commit=\"abc\"}", "commit=\"abc\",textfile=\"a\\\"b.prom\"}")
        .replace("prebuildctl_up 0", "prebuildctl_up{textfile=\"a\\\"b.prom\"} 0");
    assert_eq!(lines(Format::Text, Some("a\"b.prom")), expected);
}

#[test]
fn nothing_is_nothing() {
    assert_eq!(encode(&MetricSet::default(), Format::Text, None), "");
    assert_eq!(encode(&MetricSet::default(), Format::OpenMetrics, None), "# EOF\n");
}

#[test]
fn only_backslash_quote_and_line_feed_are_escaped() {
    let mut metrics = MetricSet::default();
    metrics.add(&FLEET_PENDING, &["a\\b\"c\nd{e},é\\n"], 1.0);
    let text = encode(&metrics, Format::Text, None);
    assert!(
        text.ends_with("\nona_fleet_pending{file=\"a\\\\b\\\"c\\nd{e},é\\\\n\"} 1\n"),
        "{text}"
    );
}

#[test]
fn what_is_no_number_is_left_out_and_a_series_exists_once() {
    let mut metrics = MetricSet::default();
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        metrics.add(&UP, &[], value);
    }
    metrics.add_known(&UP, &[], None);
    assert_eq!(metrics, MetricSet::default());
    metrics.add(&UP, &[], 1.0);
    metrics.add(&UP, &[], 0.0);
    assert!(encode(&metrics, Format::Text, None).ends_with("prebuildctl_up 1\n"));
}

#[test]
fn each_profile_has_series_of_its_own_but_for_those_of_the_process() {
    let mut all = MetricSet::default();
    for (profile, up) in [("b", 0.0), ("a", 1.0)] {
        let mut metrics = MetricSet::default();
        metrics.add(&FLEET_PENDING, &["fleet.toml"], up);
        metrics.add(&UP, &[], up);
        metrics.add(&BUILD_INFO, &["0.2.0", "abc"], 1.0);
        all.add_profile(profile, &metrics);
    }
    let text = encode(&all, Format::Text, Some("x.prom"));
    let samples: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        samples,
        [
            "ona_fleet_pending{file=\"fleet.toml\",profile=\"a\"} 1",
            "ona_fleet_pending{file=\"fleet.toml\",profile=\"b\"} 0",
            "prebuildctl_build_info{version=\"0.2.0\",commit=\"abc\",textfile=\"x.prom\"} 1",
            "prebuildctl_up{profile=\"a\",textfile=\"x.prom\"} 1",
            "prebuildctl_up{profile=\"b\",textfile=\"x.prom\"} 0",
        ]
    );
}

#[test]
fn numbers_have_no_exponent() {
    for (value, text) in [(1e21, "1000000000000000000000"), (1e-7, "0.0000001"), (-0.5, "-0.5")] {
        let mut metrics = MetricSet::default();
        metrics.add(&UP, &[], value);
        let expected = format!("prebuildctl_up {text}\n");
        assert!(encode(&metrics, Format::OpenMetrics, None).contains(&expected));
    }
}

#[test]
fn names_and_help_follow_the_conventions() {
    let names: BTreeSet<_> = ALL.iter().map(|family| family.name).collect();
    assert_eq!(names.len(), ALL.len());
    for Family { name, kind, labels, help } in ALL {
        let is_name = |name: &str| name.bytes().all(|c| c.is_ascii_lowercase() || c == b'_');
        assert!(is_name(name) && labels.iter().all(|label| is_name(label)), "{name}");
        assert!(name.starts_with("ona_") || name.starts_with("prebuildctl_"), "{name}");
        assert_eq!(name.ends_with("_total"), *kind == Kind::Counter, "{name}");
        // Written by the encoders themselves.
        let reserved = ["le", "profile", "textfile"];
        assert!(reserved.iter().all(|label| !labels.contains(label)), "{name}");
        assert!(help.ends_with('.') && !help.contains(['\\', '"', '\n']), "{name}: {help}");
    }
}

/// Families of every kind, with values of their labels and numbers to observe.
fn any_samples() -> impl Strategy<Value = Vec<(usize, Vec<String>, Vec<f64>)>> {
    let labels = proptest::collection::vec(prop_oneof![hostile_text(), "[\\\\\"\n{},= ]{0,6}"], 7);
    let number = prop_oneof![
        any::<f64>(),
        (0..2_000_000_000_u32).prop_map(f64::from),
        Just(1_777_622_400.123_456_7),
    ];
    let numbers = proptest::collection::vec(number, 1..6);
    proptest::collection::vec((0..ALL.len(), labels, numbers), 0..8)
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(samples in any_samples(), is_textfile: bool) {
        let (mut metrics, mut expected) = (MetricSet::default(), Exposition::default());
        for (index, labels, numbers) in &samples {
            let family = ALL[*index];
            let labels: Vec<_> =
                labels[..family.labels.len()].iter().map(String::as_str).collect();
            if family.kind == Kind::Histogram {
                let mut histogram = Histogram::new(BOUNDS);
                numbers.iter().map(|number| number.abs() % 20.0).for_each(|number| {
                    if number.is_finite() {
                        histogram.observe(number);
                    }
                });
                expected.insert_histogram(family.labels, &labels, &histogram);
                metrics.add_histogram(family, &labels, histogram);
            } else {
                expected.insert(family.name, family.labels, &labels, numbers[0]);
                metrics.add(family, &labels, numbers[0]);
            }
        }
        let textfile = is_textfile.then_some("pools.prom");
        expected.set_textfile(textfile);
        for format in [Format::Text, Format::OpenMetrics] {
            let text = encode(&metrics, format, textfile);
            let found = read(&text, format == Format::OpenMetrics).map_err(TestCaseError::fail)?;
            prop_assert_eq!(&found, &expected, "{}", text);
        }
    }
}
