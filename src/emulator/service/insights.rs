//! `InsightsService`: whether insights are enabled for a project.

use serde_json::{Value, json};

use super::super::simulation::State;
use super::{CallResult, parse_field};

pub(super) fn status(state: &State, request: Value) -> CallResult {
    let project = super::get(&state.projects, parse_field(&request, "projectId")?, "project")?;
    Ok(json!({ "enabled": project.has_insights }))
}

pub(super) fn enable(state: &mut State, request: Value) -> CallResult {
    set(state, &request, true)
}

pub(super) fn disable(state: &mut State, request: Value) -> CallResult {
    set(state, &request, false)
}

fn set(state: &mut State, request: &Value, is_enabled: bool) -> CallResult {
    let id = parse_field(request, "projectId")?;
    let mut project = super::get(&state.projects, id, "project")?.clone();
    project.has_insights = is_enabled;
    state.update_project(project);
    Ok(json!({}))
}
