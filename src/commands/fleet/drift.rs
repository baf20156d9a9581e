//! `drift`: report differences between a fleet file and the service.

use anstyle::AnsiColor;
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::compare::Comparison;
use super::file::{FileArgs, FleetFile};
use super::view::{self, AddressColumn};
use crate::commands::shared::cell::or_nothing;
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::diff::Diff;
use crate::fleet::drift::{Difference, IgnoreRule, differences};
use crate::fleet::plan::{UnmanagedPool, line_text};
use crate::keyword::Keyword as _;
use crate::output::Ui;
use crate::output::github::Level;
use crate::output::json;
use crate::output::prose::Prose;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::runtime;
use crate::warm_pool::reference::PoolKey;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl drift
  prebuildctl drift -f fleet.toml --ignore acme-api/large:max
  prebuildctl drift -o json --jq '.differences[].address'")]
pub(crate) struct DriftArgs {
    #[command(flatten)]
    file: FileArgs,

    /// Ignore a pool, or only its min, max or pool (whether it exists); can be repeated
    #[arg(long, value_name = "ADDRESS[:FIELD]")]
    ignore: Vec<String>,
}

impl DriftArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let rules = self.ignore_rules()?;
        let file = self.file.read(context)?;
        // An unknown column is an error before anything is called.
        context.ui.record_list::<Difference>()?;
        let client = context.client()?;
        let classes: Vec<_> = rules.iter().filter_map(IgnoreRule::class_name).collect();
        let resolve_error = |errors: &_| file.resolve_error(context, errors);
        let evaluation = file.evaluate(Timestamp::now())?;
        let read = Comparison::read(context, &client, &evaluation, &classes, resolve_error);
        let comparison = runtime::run(context, &client, read)?;
        file.warn_unmatched(context, &comparison.fleet);
        file.warn_past_windows(context, evaluation.minute());
        let (diff, directory) = (comparison.diff(context, false), &comparison.directory);
        for (rule, text) in rules.iter().zip(&self.ignore) {
            let is_named = |(_, key, pool): (&str, PoolKey, _)| rule.names(key, pool, directory);
            if !declared_pools(&diff).any(is_named) {
                context.ui.warn(&format!("--ignore {text}: the file declares no such pool"));
            }
        }
        let (ignored, found): (Vec<_>, Vec<_>) = differences(&diff)
            .into_iter()
            .partition(|difference| rules.iter().any(|rule| rule.matches(difference, directory)));
        print(context, &file, &diff, &found, ignored.len())?;
        Ok(if found.is_empty() { ExitCode::Success } else { ExitCode::ChangesFound })
    }

    fn ignore_rules(&self) -> Result<Vec<IgnoreRule>, CliError> {
        let (mut rules, mut errors) = (Vec::new(), Vec::new());
        for text in &self.ignore {
            match IgnoreRule::parse(text) {
                Ok(rule) => rules.push(rule),
                Err(error) => errors.push(format!("--ignore {text}: {error}")),
            }
        }
        CliError::usage_errors_opt(errors).map_or(Ok(rules), Err)
    }
}

impl Record for Difference {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("address", Self::address, Self::id),
        Column::text("field", |difference| difference.field.word().to_owned()),
        Column::text("file", |difference| difference.file.to_string()),
        Column::text("live", |difference| difference.live.to_string()),
        Column::number("line", |difference| {
            or_nothing(line_text(difference.fleet_file.as_deref(), difference.line))
        }),
        Column::wide_id("id", Self::id),
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

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DriftJson<'a> {
    format_version: u32,
    file: &'a str,
    differences: &'a [Difference],
    ignored: usize,
    kept: &'a [UnmanagedPool],
}

fn print(
    context: &Context,
    file: &FleetFile,
    diff: &Diff,
    differences: &[Difference],
    ignored: usize,
) -> Result<(), CliError> {
    let (name, kept) = (&file.name(), &diff.plan.kept);
    let json = DriftJson { format_version: 1, file: name, differences, ignored, kept };
    let rows = differences.iter().cloned().map(Ok);
    let unequal = if context.ui.terminal().unicode { "≠" } else { "!=" };
    let printed = context
        .ui
        .print_report(&json, rows.clone(), || lines(&context.ui, diff, differences, unequal));
    mutation_output::finish_output(context, printed, Vec::new)?;
    context.ui.report_all_to_step(&[("changes", differences.len().to_string())], rows)?;
    for difference in differences {
        let message = format!("{} {difference}", difference.address);
        let name = difference.fleet_file.as_ref().unwrap_or(name);
        view::annotate_line(context, Level::Warning, name, difference.line, &message);
    }
    if ignored > 0 {
        context.ui.note(&format!("{} ignored", count(ignored)));
    }
    view::note_kept(context, kept, "apply --prune");
    Ok(())
}

/// The address, key and pool of everything that the file declares.
fn declared_pools(diff: &Diff) -> impl Iterator<Item = (&str, PoolKey, Option<Uuid>)> {
    let changes = diff.plan.changes.iter();
    let changes = changes.map(|change| (&*change.address, change.key, change.action.pool()));
    let misfits = diff.misfits.iter();
    changes.chain(misfits.map(|pool| (&*pool.address, pool.declared.key, Some(pool.live.id))))
}

fn lines(ui: &Ui, diff: &Diff, differences: &[Difference], unequal: &str) -> Vec<Prose> {
    let column = AddressColumn::new(ui, declared_pools(diff).map(|(address, ..)| address));
    let line = |difference: &Difference| {
        let rest = format!(" {}{difference}", column.pad(&difference.address));
        Prose::marked(unequal, Some(AnsiColor::Magenta), rest)
    };
    differences.iter().map(line).chain([count(differences.len()).into()]).collect()
}

fn count(differences: usize) -> String {
    match differences {
        0 => "no differences".to_owned(),
        1 => "1 difference".to_owned(),
        _ => format!("{differences} differences"),
    }
}
