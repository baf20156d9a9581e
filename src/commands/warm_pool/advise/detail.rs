//! The advice for one pool in words and pictures.

use jiff::tz::TimeZone;

use super::document::{AdviceDocument, OptionDocument, PoolAdvice, WindowsDocument};
use super::share_text::{BarGlyphs, bar, goal_line, interval, percent, size};
use super::strip::{self, StripStyle};
use super::words::{evidence_word, left_out, sources};
use crate::output::Ui;
use crate::sizing::advice::Evidence;
use crate::text::plural::plural;
use crate::text::sanitize::width;
use crate::text::share::{percent_down, percent_near};
use crate::time_zone;

/// Columns before the text of the last paragraph.
const LABEL_WIDTH: usize = 9;

/// The lines about the only pool of a document.
pub(super) fn lines(ui: &Ui, document: &AdviceDocument, pool: &PoolAdvice) -> Vec<String> {
    let glyphs = if ui.terminal().unicode { BarGlyphs::BLOCKS } else { BarGlyphs::ASCII };
    let goal = pool.goal.unwrap_or(document.goal);
    let mut lines = header(ui, document, pool);
    lines.push(String::new());
    lines.extend(strip::lines(&pool.half_hours, &pool.weekdays, StripStyle::new(ui)));
    if !pool.options.is_empty() {
        lines.push(String::new());
        lines.extend(size_lines(pool, goal.share, glyphs));
    }
    lines.push(String::new());
    lines.extend(conclusion(pool));
    if let Some(windows) = &pool.windows {
        lines.push(String::new());
        lines.push("  to set the sizes by hours, put this into a fleet file:".to_owned());
        let indented = |line: &str| format!("    {line}").trim_end().to_owned();
        lines.extend(windows.toml.lines().map(indented));
    }
    lines
}

fn header(ui: &Ui, document: &AdviceDocument, pool: &PoolAdvice) -> Vec<String> {
    let address = ui.sanitizer().line(&pool.address).into_owned();
    let indent = " ".repeat(width(&address));
    let demand = &pool.demand;
    let (starts, days) = (demand.starts, plural(demand.days, "day"));
    let started = if starts == 1 { "environment" } else { "environments" };
    let zone = time_zone::find(&document.time_zone).map_or(TimeZone::UTC, |(_, zone)| zone);
    let until = pool.to.to_zoned(zone).date();
    let mut lines = vec![format!(
        "{address}   {starts} {started} started in {days} to {until} ({})",
        document.time_zone
    )];
    let left_out = left_out(&demand.left_out);
    let sources = sources(&demand.sources);
    let parts = [(!sources.is_empty()).then_some(sources), left_out];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        lines.push(format!("{indent}   {}", parts.join("; ")));
    }
    lines
}

/// A line for each size, cheapest first.
fn size_lines(pool: &PoolAdvice, goal: f64, glyphs: BarGlyphs) -> Vec<String> {
    let has_cost = pool.options.iter().any(|option| option.cost_per_month.is_some());
    let cost_title = if has_cost { "   a month" } else { "" };
    let title = goal_line(goal, glyphs);
    let mut lines = vec![format!("  size   {title:<44}  running  stopped{cost_title}")];
    for option in &pool.options {
        let (bar, interval) = (bar(&option.share, glyphs), interval(&option.share));
        let (running, stopped) = (option.mean_running, option.mean_stopped);
        let cost = match option.cost_per_month {
            Some(cost) => format!("  {cost:>8.2}"),
            None => String::new(),
        };
        let role = role(pool, option).map(|role| format!("   {role}")).unwrap_or_default();
        lines.push(format!(
            "  {:<6} {bar} {interval:>13}  {running:>7.1}  {stopped:>7.1}{cost}{role}",
            size(option)
        ));
    }
    lines
}

/// What an option is.
fn role(pool: &PoolAdvice, option: &OptionDocument) -> Option<String> {
    let is =
        |other: &Option<OptionDocument>| other.as_ref().is_some_and(|other| other.is_same(option));
    let now = if option.windowed { "now, with windows" } else { "now" };
    let roles: Vec<_> = [(is(&pool.current), now), (is(&pool.advised), "advised")]
        .into_iter()
        .filter_map(|(is_role, role)| is_role.then_some(role))
        .collect();
    (!roles.is_empty()).then(|| roles.join(", "))
}

/// What to do, and how sure that is.
fn conclusion(pool: &PoolAdvice) -> Vec<String> {
    let mut lines = vec![labeled("advised", &advised(pool))];
    if let Some(windows) = &pool.windows {
        lines.push(labeled("by hours", &by_hours(windows)));
    }
    lines.push(labeled("sure", &sure(pool)));
    lines.extend(idle(pool).map(|text| labeled("idle", &text)));
    if let Some(watched) = pool.current.as_ref().and_then(|current| current.watched) {
        let share = watched.share.map_or("no share".to_owned(), percent);
        let (served, missed) = (watched.served, watched.missed);
        let coverage = percent_near(watched.coverage);
        lines.push(labeled(
            "watched",
            &format!("{share} from the pool: {served} served, {missed} missed; recorded {coverage} % of the time"),
        ));
    }
    match &pool.commands[..] {
        [] => lines.push(labeled("do", "nothing")),
        commands => {
            let mut label = "do";
            for line in commands.iter().flat_map(|command| command.lines()) {
                lines.push(labeled(label, line));
                label = "";
            }
        }
    }
    lines
}

fn labeled(label: &str, text: &str) -> String {
    format!("  {label:<LABEL_WIDTH$}{text}").trim_end().to_owned()
}

fn advised(pool: &PoolAdvice) -> String {
    let Some(advised) = &pool.advised else { return "no size".to_owned() };
    let text = format!(
        "{}: {} of starts find a running instance",
        size(advised),
        interval(&advised.share)
    );
    let Some(current) = &pool.current else { return text };
    if current.is_same(advised) {
        return format!("{text}; it is the current size");
    }
    let difference = advised.mean_running - current.mean_running;
    match difference.abs() {
        0.0..0.05 => format!("{text}, with as many running as now"),
        amount if difference > 0.0 => format!("{text}, with {amount:.1} more running than now"),
        amount => format!("{text}, with {amount:.1} fewer running than now"),
    }
}

/// `2..5 on weekdays 07:30-18:30, else 1..2: 95-100 %, 1.6 running, 1.4 stopped`.
fn by_hours(windows: &WindowsDocument) -> String {
    let inside = windows
        .windows
        .iter()
        .map(|window| format!("{}..{} on weekdays {}", window.min, window.max, window.hours));
    let inside: Vec<_> = inside.collect();
    let option = &windows.option;
    let (running, stopped) = (option.mean_running, option.mean_stopped);
    let mut text = format!(
        "{}, else {}: {}, {running:.1} running, {stopped:.1} stopped",
        inside.join(", "),
        size(option),
        interval(&option.share),
    );
    if let Some(share) = windows.outside.share {
        let waiting = 100 - percent_down(share);
        text = format!("{text}; outside, {waiting} of 100 wait");
    }
    text
}

/// What a pool with too few starts for advice costs.
fn idle(pool: &PoolAdvice) -> Option<String> {
    let (current, hours) = pool.current.as_ref().zip(pool.instance_hours_per_start)?;
    if pool.evidence != Evidence::None {
        return None;
    }
    let demand = &pool.demand;
    let (starts, days) = (plural(demand.starts as usize, "start"), plural(demand.days, "day"));
    let running = current.mean_running;
    let text =
        format!("{starts} in {days} kept {running:.1} running: {hours:.0} instance hours a start");
    Some(if pool.idle { format!("{text}; consider deleting the pool") } else { text })
}

fn sure(pool: &PoolAdvice) -> String {
    let word = evidence_word(pool.evidence);
    let demand = &pool.demand;
    let mut parts = pool.reasons.clone();
    if pool.evidence == Evidence::Firm {
        let days = plural(demand.days, "day");
        parts.insert(0, format!("{days}, {} starts", demand.starts));
    }
    if let Some(backtest) = &pool.backtest {
        let (min, max, share) = (backtest.min, backtest.max, percent(backtest.share));
        parts.push(format!(
            "the size chosen on the days before {} ({min}..{max}) served {share} of the rest",
            backtest.until
        ));
    }
    format!("{word}: {}", parts.join("; "))
}
