//! Reading a saved plan, strictly: it may have been changed since, or be no plan at all.

use std::collections::HashSet;

use serde::Deserialize;

use super::{
    ActionWord, ChangeJson, CountsJson, FORMAT_VERSION, FixJson, KeptJson, PlanFile, PlanJson,
    SizesJson, WarningJson,
};
use crate::fleet::plan::{Action, Change, Plan, UnmanagedPool, Warning, WarningFix};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::SizeBounds;

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
    /// Whether the plan was made for this service and organization; anywhere else its ids mean
    /// something else, or nothing.
    ///
    /// # Errors
    /// Where it was made for another: reads after the name of the file.
    pub(crate) fn check_service(&self, host: &str, organization: &str) -> Result<(), String> {
        for (what, own, other) in
            [("", &self.host, host), ("organization ", &self.organization, organization)]
        {
            if own != other {
                return Err(format!("was made for {what}{own}, and this is {what}{other}"));
            }
        }
        Ok(())
    }
}

impl ChangeJson {
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
        let pair = PoolKey { project: self.project_id, class: self.environment_class_id };
        Ok(Change { address: self.address, pair, line: self.line, action })
    }
}

impl SizesJson {
    const fn told(self) -> SizeBounds {
        SizeBounds { min: self.min_size, max: self.max_size }
    }
}

impl KeptJson {
    fn read(self) -> UnmanagedPool {
        let Self { address, project_id, environment_class_id, warm_pool_id, sizes } = self;
        let pair = PoolKey { project: project_id, class: environment_class_id };
        UnmanagedPool { address, pair, pool: warm_pool_id, sizes: sizes.told() }
    }
}

impl WarningJson {
    fn read(self) -> Warning {
        let Self { address, line, text, fix } = self;
        let fix = fix.map(|FixJson { purpose, command }| WarningFix { purpose, command });
        Warning { address, line, text, fix }
    }
}
