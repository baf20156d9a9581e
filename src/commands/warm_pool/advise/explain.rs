//! `--explain`: the data, every assumption, and closed forms beside the replay.

use std::time::Duration;

use super::document::{AdviceDocument, Basis, PoolAdvice};
use super::question::Common;
use super::share_text::{goal_percent, percent};
use crate::sizing::Millis;
use crate::sizing::erlang::{closed_forms, instances_for_every_start};
use crate::text::duration;
use crate::text::plural::plural;

/// The lines about one pool.
pub(super) fn lines(
    common: &Common<'_>,
    document: &AdviceDocument,
    pool: &PoolAdvice,
    starts: &[Millis],
) -> Vec<String> {
    let mut lines = vec![String::new(), "  assumptions".to_owned()];
    let width = document.assumptions.iter().map(|found| found.name.len()).max().unwrap_or(0);
    for found in &document.assumptions {
        let basis = basis(found.basis);
        lines.push(format!("    {:<width$}  {}  ({basis})", found.name, found.value));
    }
    lines.push(String::new());
    lines.push("  how the range is made".to_owned());
    let confidence = goal_percent(pool.goal.unwrap_or(document.goal).confidence);
    lines.extend(
        [
            format!("sampling: whole days are drawn 200 times within weekdays and weekends; the range holds {confidence} % of them"),
            "model: the low end has the target at the minimum, the high end at the maximum".to_owned(),
            format!("data: {}", completeness(pool)),
        ]
        .map(|line| format!("    {line}")),
    );
    let advised = pool.advised.as_ref().or(pool.current.as_ref());
    if let Some(advised) = advised {
        lines.push(String::new());
        lines.extend(closed_form_lines(common, pool, advised.min, starts));
    }
    lines
}

/// Closed forms for a minimum; they need not agree with the replay where starts come in bursts.
fn closed_form_lines(
    common: &Common<'_>,
    pool: &PoolAdvice,
    min: i32,
    starts: &[Millis],
) -> Vec<String> {
    let (growth, times) = (common.values.growth.unwrap_or(1.0), common.times.times);
    let forms = closed_forms(&pool.demand.hour_of_week, growth, min, times);
    let range = |[low, high]: [f64; 2]| format!("{} to {}", percent(low), percent(high));
    let [few, many] = forms.mean_ready;
    let every = plural(instances_for_every_start(starts, times.provision), "instance");
    let provision = duration::format(Duration::from_millis(times.provision.unsigned_abs()));
    vec![
        format!("  closed forms for a minimum of {min}, to compare with the replay"),
        format!("    at the rates of each hour of the week: {}", range(forms.at_hourly_rates)),
        format!("    at one rate day and night, too optimistic: {}", range(forms.at_average_rate)),
        format!("    ready on average: {few:.1} to {many:.1}"),
        format!("    {every} would serve every start, if each is replaced after {provision}"),
        format!(
            "    dispersion of the starts: {:.2} (1 if they are independent)",
            pool.demand.dispersion
        ),
    ]
}

const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Documented => "documented",
        Basis::Assumed => "assumed",
        Basis::Given => "given",
        Basis::Measured => "measured",
    }
}

fn completeness(pool: &PoolAdvice) -> &'static str {
    use crate::demand::starts::Completeness;
    match pool.demand.completeness {
        Completeness::Complete => "every start is known",
        Completeness::LowerBound => "there may have been more starts",
        Completeness::OwnOnly => "only your own environments are visible",
        Completeness::Unknown => "whether every start is known cannot be told",
    }
}
