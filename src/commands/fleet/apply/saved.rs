//! Checks a saved plan, which may be old or edited, against the service. Nothing of it is shown
//! before.

use std::collections::HashSet;

use uuid::Uuid;

use super::ApplyArgs;
use crate::api::Client;
use crate::commands::fleet::compare::{read_error, read_pools};
use crate::commands::fleet::plan::{NewPlan, add_warnings};
use crate::context::Context;
use crate::error::CliError;
use crate::fleet::apply::stale::stale_pools;
use crate::fleet::live_state::{LiveState, read_names};
use crate::fleet::plan::{ActionKind, Plan};
use crate::fleet::plan_file::PlanFile;
use crate::fleet::saved_addresses::{FalseAddress, check_addresses};
use crate::warm_pool::reference::PoolKey;

impl ApplyArgs {
    /// The plan with what the service says about it: its addresses name the pools of its ids, its
    /// pools are as it says, and what it kept or warned of is not taken from the file.
    pub(super) async fn check_saved(
        &self,
        context: &Context,
        client: &Client,
        mut file: PlanFile,
    ) -> Result<NewPlan, CliError> {
        let identity = client.authenticated_identity().await;
        let identity = identity.map_err(|error| read_error(context, &error))?;
        let host = context.settings()?.host.value.to_string();
        let checked = file.check_service(&host, &identity.organization_id);
        checked.map_err(|error| CliError::usage(format!("the plan {error}")))?;

        let projects = projects(&file.plan);
        let classes = class_names(&file.plan);
        let directory = read_names(client, &projects, &classes).await;
        let directory = directory.map_err(|error| read_error(context, &error))?;
        if let Err(errors) = check_addresses(&mut file.plan, &directory) {
            let reason = |error: &FalseAddress| {
                let FalseAddress { key: PoolKey { project, class }, planned, actual } = error;
                format!("{project}/{class} is {actual}, the plan calls it {planned}")
            };
            return Err(self.stale_error(&file, errors.iter().map(reason).collect()));
        }
        self.check_time(client, &file, None)?;
        let live = read_pools(context, client, &directory, &projects, false).await?;
        if let Some(reasons) = stale_reasons(&file.plan, &live) {
            return Err(self.stale_error(&file, reasons));
        }
        file.plan.kept = Vec::new();
        file.plan.warnings = Vec::new();
        if !self.yes && self.filter().includes(ActionKind::Create) {
            add_warnings(context, client, &mut file.plan, &directory, &live).await?;
        }
        let live = live_pools(&file.plan, &live);
        Ok(NewPlan { file, time_zone: None, live, unmatched: Vec::new() })
    }
}

/// The projects of the changes, sorted.
pub(super) fn projects(plan: &Plan) -> Vec<Uuid> {
    let mut projects: Vec<_> = plan.changes.iter().map(|change| change.key.project).collect();
    projects.sort_unstable();
    projects.dedup();
    projects
}

fn class_names(plan: &Plan) -> Vec<&str> {
    let classes = plan.changes.iter().filter_map(|change| change.address.rsplit_once('/'));
    classes.map(|(_, class)| class).collect()
}

/// Why the plan does not match the current state; `None` if it does.
pub(super) fn stale_reasons(plan: &Plan, live: &LiveState) -> Option<Vec<String>> {
    let stale: Vec<_> = stale_pools(plan, &live.pools).iter().map(ToString::to_string).collect();
    (!stale.is_empty()).then_some(stale)
}

/// The number of pools in scope, of which a plan that deletes names every one; only those that
/// exist count.
fn live_pools(plan: &Plan, live: &LiveState) -> usize {
    let planned: HashSet<_> =
        plan.changes.iter().map(|change| (change.key, change.action.pool())).collect();
    live.pools.iter().filter(|pool| planned.contains(&(pool.key, Some(pool.id)))).count()
}
