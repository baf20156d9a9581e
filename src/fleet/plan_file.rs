//! A plan as JSON: printed by `plan -o json`, saved by `plan --out`, read by `apply PLAN`.

use std::collections::HashSet;
use std::fmt::Display;
use std::slice;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::plan::{Change, Counts, Plan, UnmanagedPool, Warning};

/// The only version that is written and read.
const FORMAT_VERSION: u64 = 1;

/// A plan with what it was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlanFile {
    /// The base URL of the service, or `local`.
    pub(crate) host: String,
    pub(crate) organization_id: String,
    /// The first fleet file.
    pub(crate) file: String,
    /// All fleet files, if there are several.
    pub(crate) files: Vec<String>,
    /// The instant whose sizes the plan has; `None` in a plan of an older version.
    pub(crate) evaluated_at: Option<Timestamp>,
    /// The first instant at which another window holds for any declared pool.
    pub(crate) valid_until: Option<Timestamp>,
    pub(crate) plan: Plan,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PlanJson {
    format_version: u64,
    host: String,
    organization_id: String,
    file: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    files: Vec<String>,
    #[serde(default)]
    evaluated_at: Option<Timestamp>,
    #[serde(default)]
    valid_until: Option<Timestamp>,
    counts: Counts,
    changes: Vec<Change>,
    kept: Vec<UnmanagedPool>,
    warnings: Vec<Warning>,
}

/// The version, of a file of any version.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct VersionJson {
    format_version: u64,
}

impl PlanFile {
    pub(crate) fn json(&self) -> impl Serialize {
        let Self { host, organization_id, file, files, evaluated_at, valid_until, plan } =
            self.clone();
        let (counts, Plan { changes, kept, warnings }) = (plan.counts(), plan);
        PlanJson {
            format_version: FORMAT_VERSION,
            host,
            organization_id,
            file,
            files,
            evaluated_at,
            valid_until,
            counts,
            changes,
            kept,
            warnings,
        }
    }

    /// The names of the fleet files.
    pub(crate) fn file_names(&self) -> &[String] {
        if self.files.is_empty() { slice::from_ref(&self.file) } else { &self.files }
    }

    /// Ids of another service or organization mean something else, or nothing.
    ///
    /// # Errors
    /// When the plan was made for another one; reads after `the plan`.
    pub(crate) fn check_service(&self, host: &str, organization_id: &str) -> Result<(), String> {
        for (noun, planned, actual) in
            [("", &*self.host, host), ("organization ", &*self.organization_id, organization_id)]
        {
            if planned != actual {
                return Err(format!("was made for {noun}{planned}, but this is {noun}{actual}"));
            }
        }
        Ok(())
    }
}

/// Whether a text is a saved plan, of any version and perhaps invalid.
pub(crate) fn is_plan(text: &str) -> bool {
    serde_json::from_str::<VersionJson>(text).is_ok()
}

/// Parses a saved plan.
///
/// # Errors
/// For anything that a plan cannot have: another version, unknown fields, an invalid size, a pool
/// twice. Reads after the name of the file.
pub(crate) fn parse(text: &str) -> Result<PlanFile, String> {
    let VersionJson { format_version } = serde_json::from_str(text).map_err(not_a_plan)?;
    if format_version != FORMAT_VERSION {
        return Err(format!(
            "has formatVersion {format_version}, but this prebuildctl supports only {FORMAT_VERSION}"
        ));
    }
    let json: PlanJson = serde_json::from_str(text).map_err(not_a_plan)?;
    let PlanJson { host, organization_id, file, files, evaluated_at, valid_until, .. } = json;
    let (counts, plan) =
        (json.counts, Plan { changes: json.changes, kept: json.kept, warnings: json.warnings });
    check_unique(&plan)?;
    if plan.counts() != counts {
        return Err(not_a_plan("its counts do not match its changes"));
    }
    Ok(PlanFile { host, organization_id, file, files, evaluated_at, valid_until, plan })
}

fn check_unique(plan: &Plan) -> Result<(), String> {
    let (mut keys, mut pools) = (HashSet::new(), HashSet::new());
    for Change { address, key, action, .. } in &plan.changes {
        let is_new = keys.insert(*key) && action.pool().is_none_or(|pool| pools.insert(pool));
        if !is_new {
            return Err(not_a_plan(format!("it contains {address} twice")));
        }
    }
    Ok(())
}

fn not_a_plan(error: impl Display) -> String {
    format!("is not a saved plan: {error}")
}

#[cfg(test)]
mod tests;
