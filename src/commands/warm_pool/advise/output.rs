//! Prints the advice in every format.

use super::document::{AdviceDocument, OptionDocument};
use super::question::Common;
use super::rows::{OptionRow, PoolRow};
use super::words::evidence_word;
use super::{detail, explain, overview};
use crate::config::format::Format;
use crate::context::Context;
use crate::error::CliError;
use crate::sizing::Millis;

/// Prints the advice, its notes on standard error, and reports it to GitHub Actions. That of one
/// pool is explained by its starts, if they are given.
pub(super) fn print(
    context: &Context,
    common: &Common<'_>,
    document: &AdviceDocument,
    explained: Option<&[Millis]>,
) -> Result<(), CliError> {
    let ui = &context.ui;
    let lines = || match &document.pools[..] {
        [] => vec!["no pools to advise on".to_owned()],
        [pool] => {
            let mut lines = detail::lines(ui, document, pool);
            if let Some(starts) = explained {
                lines.extend(explain::lines(common, document, pool, starts));
            }
            lines
        }
        _ => overview::lines(ui, document),
    };
    let pools = || document.pools.iter();
    match ui.options().format {
        Format::Jsonl | Format::Name | Format::Id => {
            let rows = pools().cloned().map(|pool| Ok(PoolRow(pool)));
            ui.print_report(document, rows, lines)?;
        }
        _ => {
            let rows = pools().flat_map(OptionRow::of).map(Ok);
            ui.print_report(document, rows, lines)?;
        }
    }
    document.notes.iter().for_each(|note| ui.note(note));
    report_to_step(context, document)
}

/// The outputs of a GitHub Actions step; of one pool its advice, of several only the table.
fn report_to_step(context: &Context, document: &AdviceDocument) -> Result<(), CliError> {
    let outputs = match &document.pools[..] {
        [pool] => {
            let bound = |pick: fn(&OptionDocument) -> i32| {
                pool.advised.as_ref().map(|advised| pick(advised).to_string()).unwrap_or_default()
            };
            let meets_goal = pool.current.as_ref().is_some_and(|current| current.meets_goal);
            vec![
                ("advised_min", bound(|advised| advised.min)),
                ("advised_max", bound(|advised| advised.max)),
                ("meets_goal", meets_goal.to_string()),
                ("evidence", evidence_word(pool.evidence).to_owned()),
            ]
        }
        _ => Vec::new(),
    };
    let rows = document.pools.iter().flat_map(OptionRow::of).map(Ok);
    context.ui.report_all_to_step(&outputs, rows)
}
