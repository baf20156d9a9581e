//! The alert rules and the dashboard use what is exported, and nothing else.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::*;
use crate::metrics::exposition::{Family, families};

/// The names of all series: a histogram has three.
fn exported() -> BTreeSet<String> {
    let names = families::ALL.iter().flat_map(|family: &&Family| {
        let suffixes: &[&str] =
            if family.is_histogram() { &["_bucket", "_sum", "_count"] } else { &[""] };
        suffixes.iter().map(|suffix| format!("{}{suffix}", family.name))
    });
    names.collect()
}

/// The names of series in an expression. Everything else in it is a word of the language, a label or
/// in quotes.
fn series(expression: &str) -> BTreeSet<String> {
    let unquoted: String = expression.split('"').step_by(2).collect();
    let words = unquoted.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let is_series = |word: &&str| word.starts_with("ona_") || word.starts_with("prebuildctl_");
    words.filter(is_series).map(str::to_owned).collect()
}

fn alerts(every: Option<Duration>) -> Vec<Value> {
    let file: Value = serde_saphyr::from_str(&rules(every)).unwrap();
    let groups = file["groups"].as_array().unwrap();
    assert!(groups.iter().all(|group| group["name"].is_string()));
    groups.iter().flat_map(|group| group["rules"].as_array().unwrap().clone()).collect()
}

fn expression(alert: &Value) -> &str {
    alert["expr"].as_str().unwrap()
}

fn find(name: &str) -> Value {
    alerts(None).into_iter().find(|alert| alert["alert"] == name).unwrap()
}

#[test]
fn every_alert_is_whole_and_uses_exported_series() {
    let exported = exported();
    let mut names = Vec::new();
    for alert in alerts(None) {
        let name = alert["alert"].as_str().unwrap().to_owned();
        for text in [&alert["expr"], &alert["labels"]["severity"], &alert["annotations"]["summary"]]
        {
            assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{alert}");
        }
        let used = series(expression(&alert));
        assert!(!used.is_empty() && used.is_subset(&exported), "{name}: {used:?}");
        let keys: Vec<_> = alert.as_object().unwrap().keys().cloned().collect();
        let known = ["alert", "annotations", "expr", "for", "labels"];
        assert!(keys.iter().all(|key| known.contains(&key.as_str())), "{keys:?}");
        names.push(name);
    }
    assert_eq!(
        names,
        [
            "OnaWarmPoolDegraded",
            "OnaWarmPoolEmpty",
            "OnaWarmPoolBelowMin",
            "OnaPrebuildStale",
            "OnaPrebuildSnapshotExpires",
            "OnaFleetDifferences",
            "OnaEnvironmentStartsSlow",
            "PrebuildctlStale",
        ]
    );
}

#[test]
fn alerts_wait_as_long_as_they_should() {
    for (name, time) in [
        ("OnaWarmPoolDegraded", "5m"),
        ("OnaWarmPoolEmpty", "10m"),
        ("OnaWarmPoolBelowMin", "30m"),
        ("OnaFleetDifferences", "1h"),
    ] {
        assert_eq!(find(name)["for"], time);
    }
}

#[test]
fn what_never_happened_is_an_alert_where_it_should_have() {
    for (name, missing) in [
        ("OnaPrebuildStale", "ona_prebuild_last_completed_timestamp_seconds"),
        ("OnaPrebuildSnapshotExpires", "ona_prebuild_snapshot_expires_timestamp_seconds"),
    ] {
        let alert = find(name);
        let (_, missing_part) = expression(&alert).rsplit_once("unless").unwrap();
        assert_eq!(series(missing_part), BTreeSet::from([missing.to_owned()]));
    }
    let alert = find("PrebuildctlStale");
    for part in [
        "or prebuildctl_up unless prebuildctl_last_success_timestamp_seconds",
        "or absent(prebuildctl_last_success_timestamp_seconds)",
    ] {
        assert!(expression(&alert).contains(part), "{alert}");
    }
}

#[test]
fn the_age_of_the_last_success_follows_the_interval() {
    let stale = |every: Option<u64>| {
        let alerts = alerts(every.map(Duration::from_millis));
        let line = expression(alerts.last().unwrap()).lines().next().unwrap().to_owned();
        line.rsplit_once("> ").unwrap().1.to_owned()
    };
    assert_eq!(stale(None), "900");
    assert_eq!(stale(Some(30_000)), "90");
    assert_eq!(stale(Some(60_000)), "180");
    assert_eq!(stale(Some(1_500)), "4.5");
    assert!(rules(Some(Duration::from_secs(60))).contains("for 3m or more"));
    assert!(!rules(None).contains("STALE"));
}

/// All panels, also those in rows.
fn panels(dashboard: &Value) -> Vec<Value> {
    let top = dashboard["panels"].as_array().unwrap();
    let inside = |panel: &Value| panel["panels"].as_array().cloned().unwrap_or_default();
    top.iter().flat_map(|panel| inside(panel).into_iter().chain([panel.clone()])).collect()
}

fn dashboard() -> Value {
    serde_json::from_str(&fs::read_to_string("docs/grafana/warm-pools.json").unwrap()).unwrap()
}

#[test]
fn the_dashboard_shows_exported_series() {
    let (exported, mut shown) = (exported(), BTreeSet::new());
    let dashboard = dashboard();
    for panel in panels(&dashboard) {
        let targets = panel["targets"].as_array().cloned().unwrap_or_default();
        assert!(!targets.is_empty() || panel["type"] == "row", "{panel}");
        shown.extend(targets.iter().flat_map(|target| series(expression(target))));
    }
    for variable in dashboard["templating"]["list"].as_array().unwrap() {
        shown.extend(series(&variable["query"].to_string().replace("\\\"", "'")));
    }
    assert!(shown.is_subset(&exported), "{:?}", shown.difference(&exported));
    assert!(shown.len() >= 15, "{shown:?}");
}

#[test]
fn every_panel_uses_the_data_source_that_is_chosen() {
    let dashboard = dashboard();
    assert!(dashboard.get("__inputs").is_none() && dashboard["id"].is_null());
    let variables = dashboard["templating"]["list"].as_array().unwrap();
    let sources: Vec<_> = variables.iter().filter(|v| v["type"] == "datasource").collect();
    assert_eq!(sources.len(), 1);
    assert_eq!(sources[0]["query"], "prometheus");
    let chosen = format!("${{{}}}", sources[0]["name"].as_str().unwrap());
    let is_chosen = |value: &Value| value["datasource"]["uid"] == chosen.as_str();
    assert!(variables.iter().filter(|v| v["type"] == "query").all(is_chosen));
    let (mut ids, mut count) = (BTreeSet::new(), 0);
    for panel in panels(&dashboard) {
        count += 1;
        ids.insert(panel["id"].as_u64().unwrap());
        assert!(panel["title"].is_string() && panel["gridPos"].is_object(), "{panel}");
        let targets = panel["targets"].as_array().cloned().unwrap_or_default();
        assert!(is_chosen(&panel) && targets.iter().all(is_chosen), "{panel}");
    }
    assert_eq!(ids.len(), count, "ids of panels are unique");
}

/// Two exporters of the same service would double every pool.
#[test]
fn gauges_of_pools_are_maxima_over_exporters() {
    let dashboard = dashboard();
    for panel in panels(&dashboard) {
        for target in panel["targets"].as_array().cloned().unwrap_or_default() {
            let text = expression(&target);
            for name in series(text).iter().filter(|name| is_pool_gauge(name)) {
                let is_maximum = text
                    .match_indices(name.as_str())
                    .all(|(at, _)| text[..at].ends_with("max by (profile, project, class) ("));
                assert!(is_maximum, "{name} in {text}");
            }
        }
    }
}

fn is_pool_gauge(name: &str) -> bool {
    (name.starts_with("ona_warm_pool_") || name.starts_with("ona_prebuild_"))
        && !name.ends_with("_total")
}
