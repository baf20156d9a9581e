//! `warm-pool explain`: why a pool cannot be created, or why it is not ready.

use anstyle::AnsiColor;
use clap::Args;
use serde::Serialize;
use uuid::Uuid;

use super::pool_arg;
use crate::api::Client;
use crate::api::warm_pool::WarmPool;
use crate::commands::names;
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::Ui;
use crate::output::prose::Prose;
use crate::runtime;
use crate::warm_pool::preflight::{
    self, Check, CheckKind, CheckResult, PoolSelector, PreflightData, Remedy,
};
use crate::warm_pool::reference::{NameOrId, PoolKey, PoolRef};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool explain acme-api/large
  prebuildctl warm-pool explain --project acme-api --class large
  prebuildctl warm-pool explain POOL_ID
  prebuildctl warm-pool explain acme-api/large --jq '.checks[] | select(.answer == \"no\")'")]
pub(super) struct ExplainArgs {
    /// Pool id, or PROJECT/CLASS whether or not they have a pool
    #[arg(value_name = "POOL", conflicts_with_all = ["project", "class"])]
    pool: Option<String>,

    /// Project name or id; defaults to the profile's project
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// Environment class name, CLASS@RUNNER or id
    #[arg(long, value_name = "CLASS", required_unless_present = "pool")]
    class: Option<String>,
}

impl ExplainArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let target = self.parse(context)?;
        let client = context.client()?;
        let report = runtime::run(context, &client, Report::read(context, &client, target))?;
        let printed =
            context.ui.print_value(&report.to_json(&context.ui), || report.lines(&context.ui));
        mutation_output::finish_output(context, printed, Vec::new)?;
        context.ui.report_lines_to_step(|| report.lines(&context.ui));
        Ok(report.exit_code())
    }

    fn parse(self, context: &Context) -> Result<PoolRef, CliError> {
        if let Some(pool) = &self.pool {
            return pool_arg::parse_one(pool);
        }
        let class = self.class.unwrap_or_default();
        let (project, class) = pool_arg::parse_flags(context, self.project, &class)?;
        Ok(PoolRef::Address { project, class })
    }
}

/// The project and class that a pool belongs to.
fn key_of(pool: &WarmPool) -> Result<PoolKey, CliError> {
    let metadata = pool.metadata.clone().unwrap_or_default();
    let parse = |id: &str| {
        Uuid::try_parse(id).map_err(|_| {
            let message =
                format!("the service does not report the project and class of pool {}", pool.id);
            CliError::new(ExitCode::Failed, "unknown", message)
        })
    };
    let (project, class) = (parse(&metadata.project_id)?, parse(&metadata.environment_class_id)?);
    Ok(PoolKey { project, class })
}

struct Report {
    data: PreflightData,
    checks: Vec<Check>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportJson<'a> {
    format_version: u32,
    checks: Vec<CheckJson<'a>>,
    pool: Option<&'a WarmPool>,
}

#[derive(Serialize)]
struct CheckJson<'a> {
    check: &'static str,
    answer: &'static str,
    detail: &'a str,
    /// The command that makes the condition met.
    fix: Option<String>,
    /// The next step where there is no such command.
    next: Option<String>,
}

impl Report {
    async fn read(context: &Context, client: &Client, target: PoolRef) -> Result<Self, CliError> {
        let (key, selector, pool) = match &target {
            PoolRef::Address { project, class } => {
                let address = names::resolve_address(context, client, project, class).await?;
                (address.key, PoolSelector::new(project, class), None)
            }
            PoolRef::Id(_) => {
                let pool = pool_arg::find(context, client, &target).await?;
                let key = key_of(&pool)?;
                let (project, class) = (NameOrId::Id(key.project), NameOrId::Id(key.class));
                (key, PoolSelector::new(&project, &class), Some(pool))
            }
        };
        let data = preflight::read(client, key, pool).await.map_err(|error| {
            let method = error.method;
            let message = format!("cannot explain the warm pool {target}: {method} failed");
            context.api_error(message, &error)
        })?;
        let checks = preflight::checks(&data, &selector);
        Ok(Self { data, checks })
    }

    fn to_json(&self, ui: &Ui) -> ReportJson<'_> {
        let checks = self.checks.iter().map(|Check { kind, result }| {
            let command = |is_fix: bool| {
                let remedy = result.remedy().filter(|remedy| remedy.is_fix == is_fix);
                remedy.map(|remedy| ui.command(&remedy.command))
            };
            CheckJson {
                check: kind.json_name(),
                answer: result.json_name(),
                detail: result.detail(),
                fix: command(true),
                next: command(false),
            }
        });
        let pool = self.data.pool.known().and_then(Option::as_ref);
        ReportJson { format_version: 1, checks: checks.collect(), pool }
    }

    /// The checklist with a summary in the last line.
    fn lines(&self, ui: &Ui) -> Vec<Prose> {
        let mut lines = Vec::new();
        for Check { kind, result } in &self.checks {
            let (mark, color) = match result {
                CheckResult::Met(_) => ("ok", Some(AnsiColor::Green)),
                CheckResult::Unmet(..) => ("no", Some(AnsiColor::Red)),
                CheckResult::Unknown(_) => ("? ", None),
            };
            let rest = format!("  {:16}  {}", kind.title(), result.detail());
            lines.push(Prose::marked(mark, color, rest));
            if let Some(Remedy { purpose, command, .. }) = result.remedy() {
                lines.push(format!("{:22}{purpose}: {}", "", ui.command(command)).into());
            }
        }
        lines.push(self.summary().into());
        lines
    }

    fn summary(&self) -> String {
        let unmet = self.checks.iter().filter(|check| check.result.is_unmet()).count();
        let is_unknown = |check: &&Check| matches!(check.result, CheckResult::Unknown(_));
        let unknown = self.checks.iter().filter(is_unknown).count();
        let summary = match (unmet, unknown) {
            (0, 0) => "all conditions met".to_owned(),
            (0, _) => "all known conditions met".to_owned(),
            (1, _) => "1 condition is not met".to_owned(),
            _ => format!("{unmet} conditions are not met"),
        };
        if unknown > 0 { format!("{summary}, {unknown} unknown") } else { summary }
    }

    /// The first condition that is not met decides.
    fn exit_code(&self) -> ExitCode {
        let first = self.checks.iter().find(|check| check.result.is_unmet());
        match first.map(|check| check.kind) {
            None => ExitCode::Success,
            Some(CheckKind::Token) => ExitCode::Unauthenticated,
            Some(CheckKind::Project) if self.data.project.is_missing() => ExitCode::NotFound,
            Some(CheckKind::Class) if self.data.class.is_missing() => ExitCode::NotFound,
            Some(_) => ExitCode::Conflict,
        }
    }
}
