//! Prints the differences between a fleet file and the service.

use std::time::Duration;

use anstyle::AnsiColor;
use jiff::Timestamp;
use serde::Serialize;

use super::clock_text::ClockText;
use super::drift::declared_pools;
use super::file::FleetFile;
use super::view::{self, AddressColumn};
use crate::commands::shared::cell::or_nothing;
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::fleet::diff::Diff;
use crate::fleet::drift::Difference;
use crate::fleet::plan::{UnmanagedPool, line_text};
use crate::fleet::schedule::time::minutes;
use crate::fleet::schedule_check::{PendingPool, ScheduleNote};
use crate::keyword::Keyword as _;
use crate::output::Ui;
use crate::output::github::Level;
use crate::output::json;
use crate::output::prose::Prose;
use crate::output::record::Record;
use crate::output::table::Column;

impl Record for Difference {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("address", Self::address, Self::id),
        Column::text("field", |difference| difference.field.word().to_owned()),
        Column::text("file", |difference| difference.file.to_string()),
        Column::text("live", |difference| difference.live.to_string()),
        Column::number("line", |difference| {
            or_nothing(line_text(difference.path.as_deref(), difference.line))
        }),
        Column::wide_id("id", Self::id),
        Column::wide("window", |difference| or_nothing(difference.schedule.window.clone())),
        Column::wide("since", |difference| {
            or_nothing(difference.schedule.since.map(|since| since.to_string()))
        }),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(self)
    }

    fn address(&self) -> String {
        self.address.clone()
    }

    fn id(&self) -> String {
        or_nothing(self.warm_pool_id.map(|id| id.to_string()))
    }
}

/// The result of a comparison at an instant.
pub(super) struct DriftReport<'a> {
    pub(super) file: &'a FleetFile,
    pub(super) evaluated_at: Timestamp,
    pub(super) valid_until: Option<Timestamp>,
    pub(super) grace: Duration,
    pub(super) diff: &'a Diff,
    pub(super) differences: &'a [Difference],
    pub(super) pending: &'a [PendingPool],
    /// The number of differences that are ignored.
    pub(super) ignored: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DriftJson<'a> {
    format_version: u32,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<&'a [String]>,
    evaluated_at: Timestamp,
    valid_until: Option<Timestamp>,
    grace_seconds: u64,
    differences: &'a [Difference],
    pending: &'a [PendingPool],
    ignored: usize,
    kept: &'a [UnmanagedPool],
}

impl DriftReport<'_> {
    pub(super) fn print(&self, context: &Context) -> Result<(), CliError> {
        let Self { differences, pending, ignored, .. } = *self;
        let (kept, (name, files)) = (&self.diff.plan.kept, self.file.json_names());
        let json = DriftJson {
            format_version: 1,
            file: name,
            files,
            evaluated_at: self.evaluated_at,
            valid_until: self.valid_until,
            grace_seconds: self.grace.as_secs(),
            differences,
            pending,
            ignored,
            kept,
        };
        let rows = differences.iter().cloned().map(Ok);
        let printed = context.ui.print_report(&json, rows.clone(), || self.lines(&context.ui));
        mutation_output::finish_output(context, printed, Vec::new)?;
        context.ui.report_all_to_step(&[("changes", differences.len().to_string())], rows)?;
        for difference in differences {
            let message = format!("{} {difference}", difference.address);
            let name = difference.path.as_deref().unwrap_or(name);
            view::annotate_line(context, Level::Warning, name, difference.line, &message);
        }
        if ignored > 0 {
            context.ui.note(&format!("{} ignored", count(ignored)));
        }
        view::note_kept(context, kept, "apply --prune");
        Ok(())
    }

    /// One line per difference, and the pools that are pending.
    fn lines(&self, ui: &Ui) -> Vec<Prose> {
        let clock = ClockText::at(self.file.fleet.time_zone(), self.evaluated_at);
        let column = AddressColumn::new(ui, declared_pools(self.diff).map(|(address, ..)| address));
        let (unequal, ellipsis) =
            if ui.terminal().unicode { ("≠", "…") } else { ("!=", "...") };
        let mut lines: Vec<Prose> = Vec::new();
        for (index, difference) in self.differences.iter().enumerate() {
            let (note, address) = (&difference.schedule, column.pad(&difference.address));
            let suffix = note_suffix(&clock, note);
            let rest = format!(" {address}{difference}{suffix}");
            lines.push(Prose::marked(unequal, Some(AnsiColor::Magenta), rest));
            let next = self.differences.get(index + 1);
            if next.is_none_or(|next| next.key() != difference.key()) {
                lines.extend(missed_run(&clock, note).map(Prose::from));
            }
        }
        for PendingPool { address, file, since, .. } in self.pending {
            let since = clock.brief(minutes(*since));
            let rest = format!(" {}{file} since {since} not applied yet", column.pad(address));
            lines.push(Prose::marked(ellipsis, None, rest));
        }
        lines.push(count(self.differences.len()).into());
        lines
    }
}

/// `   office since 07:30`, after a difference.
fn note_suffix(clock: &ClockText<'_>, ScheduleNote { window, since, .. }: &ScheduleNote) -> String {
    let since = since.map(|since| format!("since {}", clock.brief(minutes(since))));
    let parts: Vec<_> = window.iter().cloned().chain(since).collect();
    if parts.is_empty() { String::new() } else { format!("   {}", parts.join(" ")) }
}

/// What a live size of another time suggests.
fn missed_run(clock: &ClockText<'_>, note: &ScheduleNote) -> Option<String> {
    let size = match &note.live_window {
        Some(window) => format!("the size of \"{window}\""),
        None if note.is_outside_size => "the size outside windows".to_owned(),
        None => return None,
    };
    let since = clock.brief(minutes(note.since?));
    Some(format!("  {size}: has the schedule run since {since}?"))
}

fn count(differences: usize) -> String {
    match differences {
        0 => "no differences".to_owned(),
        1 => "1 difference".to_owned(),
        _ => format!("{differences} differences"),
    }
}
