//! `drift`: where what there is differs from a fleet file.

use clap::Args;
use serde::Serialize;
use uuid::Uuid;

use super::file::{FileArgs, Source};
use super::{Compared, view};
use crate::commands::shared::cell::or_nothing;
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::drift::{Difference, DriftValues, IgnoreRule, What, differences};
use crate::fleet::plan::{Change, Plan};
use crate::fleet::plan_file::{KeptJson, SizesJson};
use crate::keyword::Keyword as _;
use crate::output::json;
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

    /// Leave out a pool, or its min, max or pool (whether it exists); can be repeated
    #[arg(long, value_name = "ADDRESS[:FIELD]")]
    ignore: Vec<String>,
}

impl DriftArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let ignored = self.ignored()?;
        let source = self.file.read(context)?;
        let client = context.client()?;
        let words: Vec<_> = ignored.iter().filter_map(IgnoreRule::class).collect();
        let compared = Compared::read(context, &client, &source, &words);
        let compared = runtime::run(context, &client, compared)?;
        let plan = compared.plan(false);
        for (ignored, word) in ignored.iter().zip(&self.ignore) {
            let is_about = |change: &Change| {
                ignored.is_about(change.pair, change.action.pool(), &compared.directory)
            };
            if !plan.changes.iter().any(is_about) {
                context.ui.warn(&format!("--ignore {word}: the file declares no such pool"));
            }
        }
        let all = differences(&plan);
        let count = all.len();
        let is_already_reported = |difference: &Difference| {
            !ignored.iter().any(|ignored| ignored.matches(difference, &compared.directory))
        };
        let told: Vec<_> = all.into_iter().filter(is_already_reported).collect();
        show(context, &source, &plan, &told, count - told.len())?;
        Ok(if told.is_empty() { ExitCode::Success } else { ExitCode::ChangesFound })
    }

    fn ignored(&self) -> Result<Vec<IgnoreRule>, CliError> {
        let (mut ignored, mut wrong) = (Vec::new(), Vec::new());
        for word in &self.ignore {
            match IgnoreRule::parse(word) {
                Ok(read) => ignored.push(read),
                Err(why) => wrong.push(format!("--ignore {word}: {why}")),
            }
        }
        CliError::usage_errors_opt(wrong).map_or(Ok(ignored), Err)
    }
}

/// One difference as a row.
struct DifferenceRow(Difference);

impl Record for DifferenceRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("address", Self::address),
        Column::text("field", |row| row.0.what.field().word().to_owned()),
        Column::text("file", |row| row.0.what.expected_and_live().0),
        Column::text("live", |row| row.0.what.expected_and_live().1),
        Column::number("line", |row| or_nothing(row.0.line.map(|line| line.to_string()))),
        Column::wide("id", Self::id),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&DifferenceJson::of(&self.0))
    }

    fn address(&self) -> String {
        self.0.address.clone()
    }

    fn id(&self) -> String {
        or_nothing(self.0.pool.map(|id| id.to_string()))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DriftJson<'a> {
    format_version: u32,
    file: &'a str,
    differences: Vec<DifferenceJson<'a>>,
    ignored: usize,
    kept: Vec<KeptJson>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DifferenceJson<'a> {
    address: &'a str,
    project_id: Uuid,
    environment_class_id: Uuid,
    warm_pool_id: Option<Uuid>,
    field: &'static str,
    file: ValueJson,
    live: ValueJson,
    line: Option<usize>,
}

/// A size, both sizes of a pool, or nothing.
#[derive(Serialize)]
#[serde(untagged)]
enum ValueJson {
    Number(Option<i32>),
    Sizes(Option<SizesJson>),
}

impl<'a> DifferenceJson<'a> {
    fn of(difference: &'a Difference) -> Self {
        let Difference { address, pair, pool, line, what } = difference;
        let PoolKey { project: project_id, class: environment_class_id } = *pair;
        let (file, live) = match *what {
            What::Pool(size) => {
                (ValueJson::Sizes(Some(SizesJson::of(size.into()))), ValueJson::Sizes(None))
            }
            What::Min(DriftValues { file, live }) | What::Max(DriftValues { file, live }) => {
                (ValueJson::Number(Some(file)), ValueJson::Number(live))
            }
        };
        let (field, warm_pool_id, line) = (what.field().word(), *pool, *line);
        Self { address, project_id, environment_class_id, warm_pool_id, field, file, live, line }
    }
}

fn show(
    context: &Context,
    source: &Source,
    plan: &Plan,
    told: &[Difference],
    ignored: usize,
) -> Result<(), CliError> {
    let whole = DriftJson {
        format_version: 1,
        file: &source.name,
        differences: told.iter().map(DifferenceJson::of).collect(),
        ignored,
        kept: plan.kept.iter().map(KeptJson::of).collect(),
    };
    let rows = told.iter().cloned().map(|difference| Ok(DifferenceRow(difference)));
    let unequal = if context.ui.terminal().unicode { "≠" } else { "!=" };
    let shown = context.ui.report(&whole, rows.clone(), || lines(plan, told, unequal));
    mutation_output::finish_output(context, shown, Vec::new)?;
    let outputs = [("changes", told.len().to_string())];
    context.ui.report_all_to_step(&outputs, rows)?;
    for Difference { address, line, what, .. } in told {
        view::annotate_line(context, &source.name, *line, &format!("{address} {what}"));
    }
    if ignored > 0 {
        context.ui.note(&format!("{} left out by --ignore", counted(ignored)));
    }
    view::note_kept(context, &plan.kept, "plan --prune would delete");
    Ok(())
}

fn lines(plan: &Plan, told: &[Difference], unequal: &str) -> Vec<String> {
    let width = view::widest(plan.changes.iter().map(|change| change.address.as_str()));
    let mut lines: Vec<_> = told
        .iter()
        .map(|difference| {
            let address = view::padded(&difference.address, width);
            format!("{unequal} {address}{}", difference.what)
        })
        .collect();
    lines.push(counted(told.len()));
    lines
}

fn counted(differences: usize) -> String {
    match differences {
        0 => "no differences".to_owned(),
        1 => "1 difference".to_owned(),
        _ => format!("{differences} differences"),
    }
}
