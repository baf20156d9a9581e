//! Statistics as sentences.

use std::time::Duration;

use super::document::{FromPool, Grade, Percentiles, PoolStats, StartGroup, StatsDocument};
use crate::commands::shared::cell;
use crate::commands::shared::local_zone::LocalZone;
use crate::text::duration;
use crate::text::plural::plural;
use crate::text::share::{percent_down, percent_near};

const MINUTE: &str = "%Y-%m-%d %H:%M";
/// How the beginning of a group of starts is shown.
pub(super) const HOUR: &str = "%a %Y-%m-%d %H:%M";
pub(super) const DAY: &str = "%a %Y-%m-%d";

/// The pools, one after the other, with a line for each group of starts in this format.
pub(super) fn pools(document: &StatsDocument, zone: &LocalZone, group_format: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for pool in &document.pools {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(pool.address.clone());
        let fields = fields(document, pool, zone);
        lines.extend(cell::details(&fields).into_iter().map(|line| format!("  {line}")));
        if !pool.starts.periods.is_empty() {
            lines.push(String::new());
            lines.extend(groups(&pool.starts.periods, zone, group_format));
        }
    }
    lines
}

fn fields(
    document: &StatsDocument,
    pool: &PoolStats,
    zone: &LocalZone,
) -> Vec<(&'static str, String)> {
    let local = |time| zone.show(time, MINUTE);
    let (since, until) = (local(document.since), local(document.until));
    let starts = match pool.starts.total {
        Some(total) => format!("{total} from {since} to {until} ({})", zone.name),
        None => "not known".to_owned(),
    };
    let mut fields = vec![("starts", starts), ("from the pool", from_pool(&pool.from_pool))];
    let times = &pool.start_seconds;
    let times = [("pool", times.pool), ("prebuild", times.prebuild), ("cold", times.cold)];
    let mut titles = std::iter::once("start time").chain(std::iter::repeat(""));
    for (verdict, times) in times.into_iter().filter(|(_, times)| times.count > 0) {
        fields.push((titles.next().unwrap_or_default(), start_time(verdict, times)));
    }
    if let Some(seconds) = pool.zero_running_seconds {
        let time = Duration::from_secs(seconds.unsigned_abs());
        let time = if time.is_zero() { "never".to_owned() } else { duration::format(time) };
        fields.push(("none running", time));
    }
    fields.extend(pool.rotations.map(|rotations| ("rotations", rotations.to_string())));
    if let Some(missed) = pool.reports_missed.filter(|missed| *missed > 0) {
        fields.push(("reports", format!("{missed} missed between polls")));
    }
    fields
}

/// `7 of 9 starts (77 %), 1 unknown; watched 71 % of the time`.
fn from_pool(from: &FromPool) -> String {
    match (from.grade, from.served, from.missed) {
        (Grade::Watched, Some(served), Some(missed)) => {
            let share = from.share.map(|share| format!(" ({} %)", percent_down(share)));
            let unknown = from.unknown.filter(|unknown| *unknown > 0);
            let unknown = unknown.map(|unknown| format!(", {unknown} unknown"));
            let coverage = from
                .coverage
                .map(|coverage| format!("; watched {} % of the time", percent_down(coverage)));
            let parts = [share, unknown, coverage].into_iter().flatten();
            format!("{served} of {} starts{}", served + missed, parts.collect::<String>())
        }
        (Grade::Replayed, ..) => {
            format!("not known; replayed {}", share(from).unwrap_or_default())
        }
        _ => "not known".to_owned(),
    }
}

/// `77 %`, or `75-94 %` of the model.
pub(super) fn share(from: &FromPool) -> Option<String> {
    if let Some(share) = from.share {
        return Some(format!("{} %", percent_down(share)));
    }
    let (low, high) = (percent_down(from.low?), percent_near(from.high?));
    Some(if low == high { format!("{low} %") } else { format!("{low}-{high} %") })
}

fn start_time(verdict: &str, times: Percentiles) -> String {
    let text = |seconds: Option<f64>| seconds.map(time_text).unwrap_or_default();
    let (p50, p95, count) = (text(times.p50), text(times.p95), times.count);
    format!("{verdict:<8}  p50 {p50}  p95 {p95}  {}", plural(count, "start"))
}

/// `9.8s`.
pub(super) fn time_text(seconds: f64) -> String {
    format!("{seconds}s")
}

/// A line for each hour, day or creator.
fn groups(groups: &[StartGroup], zone: &LocalZone, format: &str) -> Vec<String> {
    let title = |group: &StartGroup| match group {
        StartGroup::Time { from, .. } => zone.show(*from, format),
        StartGroup::Creator { creator_id, .. } => {
            creator_id.map_or_else(|| "unknown".to_owned(), |id| id.to_string())
        }
    };
    let count = |group: &StartGroup| {
        let (StartGroup::Time { starts, .. } | StartGroup::Creator { starts, .. }) = group;
        starts.to_string()
    };
    let titles = groups.iter().map(|group| title(group).len()).max().unwrap_or_default();
    let counts = groups.iter().map(|group| count(group).len()).max().unwrap_or_default();
    groups
        .iter()
        .map(|group| format!("  {:titles$}  {:>counts$}", title(group), count(group)))
        .collect()
}
