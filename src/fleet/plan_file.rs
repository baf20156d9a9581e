//! A plan as JSON: what `plan -o json` prints, what `--out` saves, and what can be read again.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::plan::{Action, Change, Counts, Kept, Plan, Warning};
use crate::error::Hint;
use crate::pool::reference::Pair;
use crate::pool::size::Told;

/// The version of the format that is written, and the only one that is read.
const FORMAT_VERSION: u64 = 1;

/// A plan, and what it was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlanFile {
    /// The service it was made for: its base URL, or `local`.
    pub(crate) host: String,
    /// The UUID of the organization whose pools it is about.
    pub(crate) organization: String,
    /// The file it was made from, as it was named.
    pub(crate) file: String,
    /// The plan.
    pub(crate) plan: Plan,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PlanJson {
    format_version: u64,
    host: String,
    organization_id: String,
    file: String,
    counts: CountsJson,
    changes: Vec<ChangeJson>,
    kept: Vec<KeptJson>,
    warnings: Vec<WarningJson>,
}

/// One change as it is in JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ChangeJson {
    action: ActionWord,
    address: String,
    project_id: Uuid,
    environment_class_id: Uuid,
    warm_pool_id: Option<Uuid>,
    before: Option<SizesJson>,
    after: Option<SizesJson>,
    line: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ActionWord {
    Create,
    Update,
    Delete,
    None,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SizesJson {
    min_size: Option<i32>,
    max_size: Option<i32>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KeptJson {
    address: String,
    project_id: Uuid,
    environment_class_id: Uuid,
    warm_pool_id: Uuid,
    sizes: SizesJson,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WarningJson {
    address: String,
    line: Option<usize>,
    text: String,
    fix: Option<FixJson>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FixJson {
    purpose: String,
    command: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountsJson {
    create: usize,
    update: usize,
    delete: usize,
    none: usize,
}

/// Only the version, of a file of any version.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct VersionJson {
    format_version: u64,
}

/// Reads a saved plan.
///
/// # Errors
/// What is wrong with it; reads after the name of the file. Everything in it that could not have
/// come from a plan is: another version, unknown fields, sizes against the rules, a pool twice.
pub(crate) fn parse(text: &str) -> Result<PlanFile, String> {
    let version: VersionJson =
        serde_json::from_str(text).map_err(|error| format!("is not a saved plan: {error}"))?;
    if version.format_version != FORMAT_VERSION {
        let found = version.format_version;
        return Err(format!("has formatVersion {found}; this prebuildctl reads {FORMAT_VERSION}"));
    }
    let json: PlanJson =
        serde_json::from_str(text).map_err(|error| format!("is not a saved plan: {error}"))?;
    let (host, organization, file) = (json.host, json.organization_id, json.file);
    let changes = json.changes.into_iter().map(ChangeJson::read).collect::<Result<_, _>>()?;
    let kept = json.kept.into_iter().map(KeptJson::read).collect();
    let warnings = json.warnings.into_iter().map(WarningJson::read).collect();
    let plan = Plan { changes, kept, warnings };
    check_once(&plan)?;
    if CountsJson::of(plan.counts()) != json.counts {
        return Err("is not a saved plan: its counts are not those of its changes".to_owned());
    }
    Ok(PlanFile { host, organization, file, plan })
}

/// A plan never names a pair or a pool twice.
fn check_once(plan: &Plan) -> Result<(), String> {
    let (mut pairs, mut pools) = (HashSet::new(), HashSet::new());
    for Change { address, pair, action, .. } in &plan.changes {
        let is_new = pairs.insert(*pair) && action.pool().is_none_or(|pool| pools.insert(pool));
        if !is_new {
            return Err(format!("is not a saved plan: it names {address} twice"));
        }
    }
    Ok(())
}

impl PlanFile {
    /// The plan as a value that is written as JSON.
    pub(crate) fn json(&self) -> impl Serialize {
        let Self { host, organization, file, plan } = self;
        let Plan { changes, kept, warnings } = plan;
        PlanJson {
            format_version: FORMAT_VERSION,
            host: host.clone(),
            organization_id: organization.clone(),
            file: file.clone(),
            counts: CountsJson::of(plan.counts()),
            changes: changes.iter().map(ChangeJson::of).collect(),
            kept: kept.iter().map(KeptJson::of).collect(),
            warnings: warnings.iter().map(WarningJson::of).collect(),
        }
    }
}

impl ChangeJson {
    /// A change as it is written.
    pub(crate) fn of(change: &Change) -> Self {
        let Change { address, pair, line, action } = change;
        Self {
            action: match action {
                Action::Create { .. } => ActionWord::Create,
                Action::Update { .. } => ActionWord::Update,
                Action::Delete { .. } => ActionWord::Delete,
                Action::None { .. } => ActionWord::None,
            },
            address: address.clone(),
            project_id: pair.project,
            environment_class_id: pair.class,
            warm_pool_id: action.pool(),
            before: action.before().map(SizesJson::of),
            after: action.after().map(|size| SizesJson::of(size.into())),
            line: *line,
        }
    }

    fn read(self) -> Result<Change, String> {
        let wrong = |why: &str| format!("is not a saved plan: {} {why}", self.address);
        let after = |sizes: SizesJson| {
            sizes.told().size().ok_or_else(|| wrong("gets sizes that no warm pool can have"))
        };
        let action = match (self.action, self.warm_pool_id, self.before, self.after) {
            (ActionWord::Create, None, None, Some(sizes)) => {
                Action::Create { after: after(sizes)? }
            }
            (ActionWord::Update, Some(pool), Some(before), Some(sizes)) => {
                Action::Update { pool, before: before.told(), after: after(sizes)? }
            }
            (ActionWord::Delete, Some(pool), Some(before), None) => {
                Action::Delete { pool, before: before.told() }
            }
            (ActionWord::None, Some(pool), Some(before), Some(sizes))
                if before.told() == sizes.told() =>
            {
                Action::None { pool, size: after(sizes)? }
            }
            _ => return Err(wrong("has an action that its other fields do not fit")),
        };
        let pair = Pair { project: self.project_id, class: self.environment_class_id };
        Ok(Change { address: self.address, pair, line: self.line, action })
    }
}

impl SizesJson {
    const fn of(Told { min, max }: Told) -> Self {
        Self { min_size: min, max_size: max }
    }

    const fn told(self) -> Told {
        Told { min: self.min_size, max: self.max_size }
    }
}

impl KeptJson {
    fn of(Kept { address, pair, pool, sizes }: &Kept) -> Self {
        Self {
            address: address.clone(),
            project_id: pair.project,
            environment_class_id: pair.class,
            warm_pool_id: *pool,
            sizes: SizesJson::of(*sizes),
        }
    }

    fn read(self) -> Kept {
        let Self { address, project_id, environment_class_id, warm_pool_id, sizes } = self;
        let pair = Pair { project: project_id, class: environment_class_id };
        Kept { address, pair, pool: warm_pool_id, sizes: sizes.told() }
    }
}

impl WarningJson {
    fn of(Warning { address, line, text, fix }: &Warning) -> Self {
        let fix = fix.clone().map(|Hint { purpose, command }| FixJson { purpose, command });
        Self { address: address.clone(), line: *line, text: text.clone(), fix }
    }

    fn read(self) -> Warning {
        let Self { address, line, text, fix } = self;
        let fix = fix.map(|FixJson { purpose, command }| Hint { purpose, command });
        Warning { address, line, text, fix }
    }
}

impl CountsJson {
    const fn of(Counts { create, update, delete, none }: Counts) -> Self {
        Self { create, update, delete, none }
    }
}

#[cfg(test)]
mod tests;
