//! Prints a plan: one line per change, the counts, and what is worth knowing.

use anstyle::AnsiColor;

use super::clock_text::ClockText;
use super::plan::NewPlan;
use crate::commands::shared::cell::or_nothing;
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::fleet::action_filter::ActionFilter;
use crate::fleet::limit::DeleteLimitExceeded;
use crate::fleet::plan::{
    Action, ActionKind, Change, ChangeJson, Counts, Plan, UnmanagedPool, line_text,
};
use crate::fleet::plan_file::PlanFile;
use crate::output::Ui;
use crate::output::github::Level;
use crate::output::json;
use crate::output::prose::Prose;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::text::plural::plural;
use crate::text::sanitize::width;
use crate::text::sanitizer::Sanitizer;
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// Warnings that are printed: a new organization may have one for each pool.
const MAX_WARNINGS: usize = 20;

/// Kept pools that are listed.
const MAX_KEPT: usize = 20;

/// Changes that are left and listed.
const MAX_LEFT: usize = 20;

/// Columns between the longest address and what follows it.
const GAP: usize = 3;

impl Record for ChangeJson {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("action", |change| change.action.word().to_owned()),
        Column::address("address", Self::address, Self::id),
        Column::text("before", |change| or_nothing(change.before.map(|size| size.to_string()))),
        Column::text("after", |change| or_nothing(change.after.map(|size| size.to_string()))),
        Column::number("line", |change| or_nothing(line_text(change.file.as_deref(), change.line))),
        Column::wide_id("id", Self::id),
        Column::wide("window", |change| or_nothing(change.window.clone())),
        Column::wide("until", |change| or_nothing(change.window_until.map(|at| at.to_string()))),
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

/// Prints a plan, and its warnings and notes to standard error.
pub(super) fn print_plan(context: &Context, plan: &NewPlan) -> Result<(), CliError> {
    let changes = &plan.file.plan.changes;
    let rows = changes.iter().cloned().map(|change| Ok(ChangeJson::from(change)));
    let json = plan.file.json();
    let printed = context.ui.print_report(&json, rows, || lines(&context.ui, plan));
    mutation_output::finish_output(context, printed, Vec::new)?;
    report(context, plan)
}

/// Reports a plan to GitHub Actions, and its warnings and notes to standard error.
pub(super) fn report(context: &Context, plan: &NewPlan) -> Result<(), CliError> {
    let NewPlan { file, live, time_zone: _, unmatched: _ } = plan;
    report_to_step(context, file)?;
    print_warnings(context, &file.plan);
    if let (false, Some(exceeded)) =
        (context.ui.is_json_mode(), DeleteLimitExceeded::check(&file.plan, *live, None))
    {
        let deletes = exceeded.deletes;
        context.ui.warn(&format!(
            "apply refuses to delete {exceeded}; to allow it: --max-deletes {deletes}"
        ));
    }
    Ok(())
}

/// Prints the warnings and notes of a plan for people.
pub(super) fn print_warnings(context: &Context, plan: &Plan) {
    if context.ui.is_json_mode() {
        return;
    }
    note_kept(context, &plan.kept, "--prune");
    for warning in plan.warnings.iter().take(MAX_WARNINGS) {
        context.ui.warn(&format!("{}: {}", warning.address, warning.text));
        if let Some(fix) = &warning.fix {
            context.ui.note(&format!("  {}: {}", fix.purpose, fix.command));
        }
    }
    let more = plan.warnings.len().saturating_sub(MAX_WARNINGS);
    if more > 0 {
        context.ui.warn(&format!("{more} more warnings; plan -o json lists all of them"));
    }
}

/// Reports the changes to GitHub Actions, and annotates the lines with a warning.
fn report_to_step(context: &Context, file: &PlanFile) -> Result<(), CliError> {
    let Counts { create, update, delete, none: _ } = file.plan.counts();
    let counts = [
        ("changes", create + update + delete),
        ("create", create),
        ("update", update),
        ("delete", delete),
    ];
    let outputs = counts.map(|(name, count)| (name, count.to_string()));
    let changes = file.plan.changes.iter().cloned().map(ChangeJson::from);
    let changes = changes.filter(|change| change.action != ActionKind::None);
    context.ui.report_all_to_step(&outputs, changes.map(Ok))?;
    for warning in &file.plan.warnings {
        let message = format!("{}: {}", warning.address, warning.text);
        let name = warning.file.as_ref().unwrap_or(&file.file);
        annotate_line(context, Level::Warning, name, warning.line, &message);
    }
    Ok(())
}

/// Annotates a line of the fleet file for GitHub Actions.
pub(super) fn annotate_line(
    context: &Context,
    level: Level,
    file: &str,
    line: Option<usize>,
    message: &str,
) {
    if let Some(line) = line {
        context.ui.annotate(level, file, &[("line", line)], message);
    }
}

/// One line per change, and the counts.
pub(super) fn lines(ui: &Ui, plan: &NewPlan) -> Vec<Prose> {
    lines_of(ui, &plan.file.plan, &plan.clock())
}

/// As [`lines`], of a part of a plan.
pub(super) fn lines_of(ui: &Ui, plan: &Plan, clock: &ClockText<'_>) -> Vec<Prose> {
    let changes = || plan.changes.iter().filter(|change| change.action.kind() != ActionKind::None);
    // Unchanged pools too, so that the column stays as it is from run to run.
    let column = AddressColumn::new(ui, plan.changes.iter().map(|change| change.address.as_str()));
    let texts = changes().filter_map(|change| describe(change.action));
    let max_change = texts.map(|(_, text)| width(&text)).max().unwrap_or(0);
    let line = |change: &Change| {
        let (sign, text) = describe(change.action)?;
        let address = column.pad(&change.address);
        let rest = match clock.window(&change.window) {
            Some(window) => format!(" {address}{text:max_change$}{:GAP$}{window}", ""),
            None => format!(" {address}{text}"),
        };
        Some(marked(sign, rest))
    };
    changes().filter_map(line).chain([count_line(plan).into()]).collect()
}

/// `1 to create, 2 to update, 0 to delete`.
pub(super) fn count_line(plan: &Plan) -> String {
    let Counts { create, update, delete, none } = plan.counts();
    if plan.is_empty() {
        return format!("no changes: {} up to date", plural(none, "pool"));
    }
    format!("{create} to create, {update} to update, {delete} to delete")
}

/// A line about a change, after its sign.
pub(super) fn marked(sign: char, rest: String) -> Prose {
    let color = match sign {
        '+' => AnsiColor::Green,
        '-' => AnsiColor::Red,
        _ => AnsiColor::Magenta,
    };
    Prose::marked(sign, Some(color), rest)
}

/// The sign and the sizes of a change; `None` for one that does nothing.
pub(super) fn describe(action: Action) -> Option<(char, String)> {
    match action {
        Action::Create { after } => Some(('+', after.to_string())),
        Action::Update { before, after, .. } => Some(('~', resize_text(before, after))),
        Action::Delete { before, .. } => Some(('-', before.to_string())),
        Action::None { .. } => None,
    }
}

/// `min 1 -> 0, max 5 -> 8`, without a bound that stays.
fn resize_text(SizeBounds { min, max }: SizeBounds, after: PoolSize) -> String {
    let bounds = [("min", min, after.min()), ("max", max, after.max())];
    let changed = bounds.into_iter().filter(|(_, before, after)| *before != Some(*after));
    let parts = changed.map(|(name, before, after)| {
        let before = before.map_or_else(|| "?".to_owned(), |number| number.to_string());
        format!("{name} {before} -> {after}")
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// Notes the undeclared pools in scope, one a line; `flag` deletes them.
pub(super) fn note_kept(context: &Context, kept: &[UnmanagedPool], flag: &str) {
    if kept.is_empty() {
        return;
    }
    context.ui.note(&format!("not in the file, kept (use {flag} to delete):"));
    for pool in kept.iter().take(MAX_KEPT) {
        context.ui.note(&format!("  {}", pool.address));
    }
    let more = kept.len().saturating_sub(MAX_KEPT);
    if more > 0 {
        context.ui.note(&format!("  and {more} more; plan -o json lists all of them"));
    }
}

/// Notes the changes that are left, one a line.
pub(super) fn note_left(context: &Context, plan: &Plan, filter: &ActionFilter) {
    let left: Vec<_> = filter.left(plan).collect();
    if left.is_empty() {
        return;
    }
    context.ui.note(&format!("left, because of --only {}:", filter.words()));
    let shown = left.iter().take(MAX_LEFT);
    let column = AddressColumn::new(&context.ui, shown.clone().map(|change| &*change.address));
    for change in shown {
        let Some((sign, text)) = describe(change.action) else { continue };
        context.ui.note(&format!("  {sign} {}{text}", column.pad(&change.address)));
    }
    let more = left.len().saturating_sub(MAX_LEFT);
    if more > 0 {
        context.ui.note(&format!("  and {more} more; -o json lists all of them"));
    }
}

/// A column of addresses in lines.
pub(super) struct AddressColumn {
    sanitizer: Sanitizer,
    width: usize,
}

impl AddressColumn {
    pub(super) fn new<'a>(ui: &Ui, addresses: impl Iterator<Item = &'a str>) -> Self {
        let sanitizer = ui.sanitizer();
        let width = addresses.map(|address| width(&sanitizer.line(address))).max().unwrap_or(0);
        Self { sanitizer, width }
    }

    /// An address, padded to the width of the column and the gap behind it.
    pub(super) fn pad(&self, address: &str) -> String {
        let address = self.sanitizer.line(address);
        let blanks = (self.width + GAP).saturating_sub(width(&address));
        format!("{address}{}", " ".repeat(blanks))
    }
}
