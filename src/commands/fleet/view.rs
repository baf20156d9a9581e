//! How a plan looks: a line a change, the counts, and what there is to know beside them.

use crate::commands::shared::cell::{NOTHING, or_nothing};
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::fleet::limit::{DeleteLimitExceeded, excess};
use crate::fleet::plan::{Action, Change, Counts, Plan, UnmanagedPool, Warning};
use crate::fleet::plan_file::{ChangeJson, PlanFile};
use crate::output::github::Level;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::text::sanitize;
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// Warnings that are told one by one: a new organisation may get as many as it has pools.
const MOST_WARNINGS: usize = 20;

/// Pools that a note names one by one.
const MOST_NAMED: usize = 5;

/// Columns between the longest address and what comes after it.
const GAP: usize = 3;

/// One change as a row.
struct ChangeRow(Change);

impl Record for ChangeRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("action", |row| row.0.action.word().to_owned()),
        Column::text("address", Self::address),
        Column::text("before", |row| or_nothing(row.0.action.before().map(|it| it.to_string()))),
        Column::text("after", |row| or_nothing(row.0.action.after().map(|it| it.to_string()))),
        Column::number("line", |row| or_nothing(row.0.line.map(|line| line.to_string()))),
        Column::wide("id", Self::id),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&ChangeJson::of(&self.0))
    }

    fn address(&self) -> String {
        self.0.address.clone()
    }

    fn id(&self) -> String {
        self.0.action.pool().map_or_else(|| NOTHING.to_owned(), |id| id.to_string())
    }
}

/// Shows a plan; what there is to know beside it goes to standard error, for people.
pub(super) fn show(context: &Context, made: &PlanFile) -> Result<(), CliError> {
    let plan = &made.plan;
    let rows = plan.changes.iter().cloned().map(|change| Ok(ChangeRow(change)));
    mutation_output::finish_output(
        context,
        context.ui.report(&made.json(), rows, || lines(plan)),
        Vec::new,
    )?;
    tell_step(context, made)?;
    print_warnings(context, plan);
    if let (false, Some(excess)) = (context.ui.is_json_mode(), excess(plan, None)) {
        let DeleteLimitExceeded { deletes, of, most } = excess;
        context.ui.warn(&format!(
            "this deletes {deletes} of {of} pools, and apply deletes no more than {most} unless \
             --max-deletes {deletes} is given"
        ));
    }
    Ok(())
}

/// What there is to know beside a plan, for people.
pub(super) fn print_warnings(context: &Context, plan: &Plan) {
    if context.ui.is_json_mode() {
        return;
    }
    note_kept(context, &plan.kept, "kept; --prune would delete");
    for warning in plan.warnings.iter().take(MOST_WARNINGS) {
        context.ui.warn(&format!("{}: {}", warning.address, warning.text));
        if let Some(fix) = &warning.fix {
            context.ui.note(&format!("  {}: {}", fix.purpose, fix.command));
        }
    }
    let more = plan.warnings.len().saturating_sub(MOST_WARNINGS);
    if more > 0 {
        context.ui.warn(&format!("{more} warnings more; plan -o json tells all of them"));
    }
}

/// Tells a step of GitHub Actions how many changes there are and which, and marks the entries of
/// the file that there is something to know about.
fn tell_step(context: &Context, made: &PlanFile) -> Result<(), CliError> {
    let Counts { create, update, delete, none: _ } = made.plan.counts();
    let counts = [
        ("changes", create + update + delete),
        ("create", create),
        ("update", update),
        ("delete", delete),
    ];
    let outputs = counts.map(|(name, count)| (name, count.to_string()));
    let changes = made.plan.changes.iter().filter(|change| describe(change.action).is_some());
    context
        .ui
        .report_all_to_step(&outputs, changes.cloned().map(|change| Ok(ChangeRow(change))))?;
    for Warning { address, line, text, fix: _ } in &made.plan.warnings {
        annotate_line(context, &made.file, *line, &format!("{address}: {text}"));
    }
    Ok(())
}

/// Marks an entry of the file, by its line, for a step of GitHub Actions.
pub(super) fn annotate_line(context: &Context, file: &str, line: Option<usize>, message: &str) {
    if let Some(line) = line {
        context.ui.annotate(Level::Warning, file, &[("line", line)], message);
    }
}

/// The changes and how many there are.
pub(super) fn lines(plan: &Plan) -> Vec<String> {
    let Counts { create, update, delete, none } = plan.counts();
    if plan.is_empty() {
        return vec![match none {
            1 => "no changes: 1 pool is as declared".to_owned(),
            _ => format!("no changes: {none} pools are as declared"),
        }];
    }
    let width = widest(plan.changes.iter().map(|change| change.address.as_str()));
    let mut lines: Vec<_> = plan
        .changes
        .iter()
        .filter_map(|change| {
            let (sign, what) = describe(change.action)?;
            Some(format!("{sign} {}{what}", padded(&change.address, width)))
        })
        .collect();
    lines.push(format!("{create} to create, {update} to update, {delete} to delete"));
    lines
}

/// A change's sign and what it does; nothing for one that does nothing.
pub(super) fn describe(action: Action) -> Option<(char, String)> {
    match action {
        Action::Create { after } => Some(('+', after.to_string())),
        Action::Update { before, after, .. } => Some(('~', resized(before, after))),
        Action::Delete { before, .. } => Some(('-', before.to_string())),
        Action::None { .. } => None,
    }
}

/// `min 1 -> 0, max 5 -> 8`, with what stays left out.
fn resized(SizeBounds { min, max }: SizeBounds, after: PoolSize) -> String {
    let parts = [("min", min, after.min()), ("max", max, after.max())];
    let moved = parts.into_iter().filter(|(_, before, after)| *before != Some(*after));
    let told = moved.map(|(name, before, after)| {
        let before = before.map_or_else(|| "?".to_owned(), |number| number.to_string());
        format!("{name} {before} -> {after}")
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Notes the pools that the file owns and does not declare.
pub(super) fn note_kept(context: &Context, kept: &[UnmanagedPool], what: &str) {
    if kept.is_empty() {
        return;
    }
    let names: Vec<_> =
        kept.iter().take(MOST_NAMED).map(|kept| sanitize::sanitize(&kept.address)).collect();
    let more = match kept.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let them = if kept.len() == 1 { "it" } else { "them" };
    let names = names.join(", ");
    context.ui.note(&format!("in scope but not in the file: {names}{more} ({what} {them})"));
}

/// The columns of the longest address.
pub(super) fn widest<'a>(addresses: impl Iterator<Item = &'a str>) -> usize {
    addresses.map(|address| sanitize::width(&sanitize::sanitize(address))).max().unwrap_or(0)
}

/// An address and the blanks after it.
pub(super) fn padded(address: &str, widest: usize) -> String {
    let shown = sanitize::sanitize(address);
    let blanks = (widest + GAP).saturating_sub(sanitize::width(&shown));
    format!("{shown}{}", " ".repeat(blanks))
}
