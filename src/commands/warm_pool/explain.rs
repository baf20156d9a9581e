//! `warm-pool explain`: why a pool cannot be made, or why it is not ready.

use clap::Args;
use serde::Serialize;
use uuid::Uuid;

use super::pool_arg;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::commands::names;
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::Ui;
use crate::runtime;
use crate::warm_pool::preflight::{
    self, Check, CheckKind, CheckResult, PoolSelector, PreflightData,
};
use crate::warm_pool::reference::{self, PoolKey, PoolRef};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool explain --project acme-api --class large
  prebuildctl warm-pool explain POOL_ID
  prebuildctl warm-pool explain acme-api/large --jq '.checks[] | select(.answer == \"no\")'")]
pub(super) struct ExplainArgs {
    /// A pool that exists: its id, or PROJECT/CLASS
    #[arg(value_name = "POOL", conflicts_with_all = ["project", "class"])]
    pool: Option<String>,

    /// The project; the profile may name a usual one
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// The environment class
    #[arg(long, value_name = "CLASS", required_unless_present = "pool")]
    class: Option<String>,
}

/// What the command is about.
enum Subject {
    /// A pool that is to exist.
    Pool(PoolRef),
    /// A pair that may have a pool or not.
    PoolKey { project: String, class: String },
}

impl ExplainArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let subject = self.subject(context)?;
        let client = context.client()?;
        let report = runtime::run(context, &client, subject.explained(context, &client))?;
        let shown = context.ui.value(&report.as_json(&context.ui), || report.lines(&context.ui));
        mutation_output::finish_output(context, shown, Vec::new)?;
        Ok(report.exit())
    }

    fn subject(self, context: &Context) -> Result<Subject, CliError> {
        let (project, class) = match (self.pool, self.project, self.class) {
            (Some(pool), _, _) => return pool_arg::parse_one(&pool).map(Subject::Pool),
            (None, project, class) => (project, class.unwrap_or_default()),
        };
        let project = names::project_word(context, project)?
            .ok_or_else(|| CliError::usage(names::NO_PROJECT))?;
        Ok(Subject::PoolKey { project, class })
    }
}

impl Subject {
    /// Reads everything that is to be known about it.
    async fn explained(self, context: &Context, client: &Client) -> Result<Report, CliError> {
        let target = match self {
            Self::PoolKey { project, class } => {
                let pair = pair(context, client, &project, &class).await?;
                return Report::of(context, client, pair, PoolSelector { project, class }, None)
                    .await;
            }
            Self::Pool(target) => target,
        };
        let (pair, words, pool) = match &target {
            PoolRef::Address { project, class } => {
                let (pair, _) = names::pair(context, client, project, class).await?;
                (
                    pair,
                    PoolSelector { project: project.to_string(), class: class.to_string() },
                    None,
                )
            }
            PoolRef::Id(_) => {
                let pool = pool_arg::find(context, client, &target).await?;
                let pair = pair_of(&pool)?;
                let words = PoolSelector {
                    project: pair.project.to_string(),
                    class: pair.class.to_string(),
                };
                (pair, words, Some(pool))
            }
        };
        let again = words.explain();
        let report = Report::of(context, client, pair, words, pool).await?;
        match report.facts.pool.known() {
            Some(None) => Err(pool_arg::missing(context, &target, None).hint(again)),
            _ => Ok(report),
        }
    }
}

/// The pair that two words name; what is wrong with them is told at once.
async fn pair(
    context: &Context,
    client: &Client,
    project: &str,
    class: &str,
) -> Result<PoolKey, CliError> {
    match (reference::word(project), reference::word(class)) {
        (Ok(project), Ok(class)) => Ok(names::pair(context, client, &project, &class).await?.0),
        (project, class) => {
            Err(CliError::usage_errors(project.err().into_iter().chain(class.err())))
        }
    }
}

/// The pair that a pool is for.
fn pair_of(pool: &WarmPool) -> Result<PoolKey, CliError> {
    let metadata = pool.metadata.clone().unwrap_or_default();
    let read = |id: &str| {
        Uuid::try_parse(id).map_err(|_| {
            let message =
                format!("the service does not tell what the warm pool {} is for", pool.id);
            CliError::new(ExitCode::Failed, "unknown", message)
        })
    };
    let (project, class) = (read(&metadata.project_id)?, read(&metadata.environment_class_id)?);
    Ok(PoolKey { project, class })
}

/// The conditions of a pair, read.
struct Report {
    facts: PreflightData,
    checks: Vec<Check>,
}

/// As it is in JSON.
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
    fix: Option<String>,
}

impl Report {
    async fn of(
        context: &Context,
        client: &Client,
        pair: PoolKey,
        words: PoolSelector,
        pool: Option<WarmPool>,
    ) -> Result<Self, CliError> {
        let facts = preflight::read(client, pair, pool).await;
        let facts = facts.map_err(|error| cannot_read(context, pair, &error))?;
        let checks = preflight::checks(&facts, &words);
        Ok(Self { facts, checks })
    }

    fn as_json(&self, ui: &Ui) -> ReportJson<'_> {
        let checks = self.checks.iter().map(|Check { question, answer }| CheckJson {
            check: question.word(),
            answer: answer.word(),
            detail: answer.detail(),
            fix: answer.fix().map(|fix| ui.command(&fix.command)),
        });
        let pool = self.facts.pool.known().and_then(Option::as_ref);
        ReportJson { format_version: 1, checks: checks.collect(), pool }
    }

    /// The checklist, and in a last line what it comes to.
    fn lines(&self, ui: &Ui) -> Vec<String> {
        let mut lines = Vec::new();
        for Check { question, answer } in &self.checks {
            let mark = match answer {
                CheckResult::Yes(_) => "ok",
                CheckResult::No(..) => "no",
                CheckResult::Unknown(_) => "?",
            };
            lines.push(format!("{mark:2}  {:10}  {}", question.word(), answer.detail()));
            if let Some(fix) = answer.fix() {
                lines.push(format!("    {:10}  {}: {}", "", fix.purpose, ui.command(&fix.command)));
            }
        }
        lines.push(self.sum());
        lines
    }

    fn sum(&self) -> String {
        let count = |is: fn(&CheckResult) -> bool| {
            self.checks.iter().filter(|check| is(&check.answer)).count()
        };
        let unknown = match count(|answer| matches!(answer, CheckResult::Unknown(_))) {
            0 => String::new(),
            unknown => format!(", {unknown} not known"),
        };
        match count(CheckResult::is_no) {
            0 => format!("nothing is in the way{unknown}"),
            1 => format!("1 condition is not met{unknown}"),
            several => format!("{several} conditions are not met{unknown}"),
        }
    }

    /// The first condition that is not met decides.
    fn exit(&self) -> ExitCode {
        let first = self.checks.iter().find(|check| check.answer.is_no());
        match first.map(|check| check.question) {
            None => ExitCode::Success,
            Some(CheckKind::Token) => ExitCode::Unauthenticated,
            Some(CheckKind::Project) if self.facts.project.is_missing() => ExitCode::NotFound,
            Some(CheckKind::Class) if self.facts.class.is_missing() => ExitCode::NotFound,
            Some(_) => ExitCode::Conflict,
        }
    }
}

fn cannot_read(context: &Context, pair: PoolKey, error: &Error) -> CliError {
    let method = error.method;
    context.api_error(format!("cannot explain the warm pool of {pair}: {method} failed"), error)
}
