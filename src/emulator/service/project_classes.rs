//! `ProjectService`: the environment classes of a project.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::simulation::{Project, ProjectClass, State};
use super::error::Error;
use super::list::{Cursor, List};
use super::{CallResult, parse, parse_field, require_enabled};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    project_id: Uuid,
    project_environment_classes: Vec<Entry>,
}

/// `gitpod.v1.ProjectEnvironmentClass`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    #[serde(default)]
    local_runner: bool,
    environment_class_id: Option<Uuid>,
    #[serde(default)]
    order: i32,
}

pub(super) fn list(state: &State, request: Value) -> CallResult {
    let id = parse_field(&request, "projectId")?;
    let request: List<()> = List::parse(request)?;
    let project = super::get(&state.projects, id, "project")?;
    let classes = (project.classes.iter())
        .map(|(order, class)| (Cursor::at((*order).into()), class_to_json(*order, class)));
    request.respond("projectEnvironmentClasses", classes, Clone::clone)
}

pub(super) fn update(state: &mut State, request: Value) -> CallResult {
    let request: Update = parse(request)?;
    let mut project = super::get(&state.projects, request.project_id, "project")?.clone();
    let mut classes = BTreeMap::new();
    for (index, entry) in request.project_environment_classes.iter().enumerate() {
        let invalid =
            |reason| Error::invalid(format!("project_environment_classes[{index}]: {reason}"));
        let class = match (entry.environment_class_id, entry.local_runner) {
            (Some(id), _) => {
                require_enabled(super::get(&state.classes, id, "environment class")?)?;
                ProjectClass::Class(id)
            }
            (None, true) => ProjectClass::LocalRunner,
            (None, false) => {
                return Err(invalid("set environment_class_id or local_runner".to_owned()));
            }
        };
        if classes.insert(entry.order, class).is_some() {
            return Err(invalid(format!("order {} is not unique", entry.order)));
        }
    }
    project.classes = classes;
    state.update_project(project);
    Ok(json!({}))
}

/// In order of preference.
pub(super) fn classes_to_json(project: &Project) -> Vec<Value> {
    project.classes.iter().map(|(order, class)| class_to_json(*order, class)).collect()
}

fn class_to_json(order: i32, class: &ProjectClass) -> Value {
    match class {
        ProjectClass::LocalRunner => json!({ "localRunner": true, "order": order }),
        ProjectClass::Class(id) => json!({ "environmentClassId": id, "order": order }),
    }
}
