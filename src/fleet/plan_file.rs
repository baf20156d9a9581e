//! A plan as JSON: what `plan -o json` prints, what `--out` saves, and what can be read again.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::plan::{Action, Change, Counts, Plan, UnmanagedPool, Warning, WarningFix};
use crate::warm_pool::size::SizeBounds;

pub(crate) use read::parse;

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

/// The sizes that a pool tells or gets, as they are in JSON.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SizesJson {
    min_size: Option<i32>,
    max_size: Option<i32>,
}

/// A pool that the file owns and does not declare, as it is in JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct KeptJson {
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

    /// Of the pool with this id, if it is known now.
    pub(crate) fn of_pool(self, id: Option<Uuid>) -> Self {
        Self { warm_pool_id: id.or(self.warm_pool_id), ..self }
    }
}

impl SizesJson {
    /// Sizes as they are written.
    pub(crate) const fn of(SizeBounds { min, max }: SizeBounds) -> Self {
        Self { min_size: min, max_size: max }
    }
}

impl KeptJson {
    /// A pool as it is written.
    pub(crate) fn of(UnmanagedPool { address, pair, pool, sizes }: &UnmanagedPool) -> Self {
        Self {
            address: address.clone(),
            project_id: pair.project,
            environment_class_id: pair.class,
            warm_pool_id: *pool,
            sizes: SizesJson::of(*sizes),
        }
    }
}

impl WarningJson {
    fn of(Warning { address, line, text, fix }: &Warning) -> Self {
        let fix = fix.clone().map(|WarningFix { purpose, command }| FixJson { purpose, command });
        Self { address: address.clone(), line: *line, text: text.clone(), fix }
    }
}

impl CountsJson {
    const fn of(Counts { create, update, delete, none }: Counts) -> Self {
        Self { create, update, delete, none }
    }
}

mod read;
#[cfg(test)]
mod tests;
