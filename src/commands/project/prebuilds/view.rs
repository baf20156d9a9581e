//! How prebuild settings are shown: side by side with the pools, and before and after a change.

use serde::Serialize;

use super::plan::{Plan, PoolToDelete};
use super::settings_text::{self, CLASSES};
use crate::api::project::{PrebuildConfiguration, Project};
use crate::api::warm_pool::WarmPool;
use crate::commands::project::view::{class_ids, pool_text};
use crate::commands::shared::cell;
use crate::lookup::DisplayNames;
use crate::text::sanitize::width;
use crate::warm_pool::prebuild_settings::PrebuildSettings;

/// The settings, then a line for each class with its pool. `pools` is `None` if they cannot be read.
pub(super) fn settings_and_pools(
    name: &str,
    project: &Project,
    pools: Option<&[WarmPool]>,
    names: &DisplayNames,
) -> Vec<String> {
    let settings = PrebuildSettings::of_project(project);
    let mut fields = vec![("project", name.to_owned())];
    let texts = settings_text::texts(&settings, names);
    // Each class has a line of its own.
    fields.extend(texts.into_iter().filter(|(title, _)| *title != CLASSES));
    let rows = class_rows(project, &settings, pools, names);
    fields.extend(align(rows).into_iter().map(|line| ("class", line)));
    cell::details(&fields)
}

/// The name of each class, whether it is prebuilt, and its pool.
fn class_rows(
    project: &Project,
    settings: &PrebuildSettings,
    pools: Option<&[WarmPool]>,
    names: &DisplayNames,
) -> Vec<[String; 3]> {
    let pools_of = |id: &str| {
        let is_of_class = |pool: &&WarmPool| class_of(pool).eq_ignore_ascii_case(id);
        pools.into_iter().flatten().filter(is_of_class).collect::<Vec<_>>()
    };
    let mut ids = class_ids(project);
    for id in pools.into_iter().flatten().map(class_of) {
        if !ids.iter().any(|other| other.eq_ignore_ascii_case(id)) {
            ids.push(id);
        }
    }
    let row = |id: &&str| {
        let is_listed = settings.classes.contains(&id.to_ascii_lowercase());
        let prebuilt = match (is_listed, settings.is_enabled) {
            (true, true) => "prebuilt",
            (true, false) => "prebuilt once prebuilds are on",
            (false, _) => "not prebuilt",
        };
        let texts = pools_of(id).into_iter().map(|pool| format!("pool {}", pool_text(pool)));
        let pool = match (pools, texts.collect::<Vec<_>>()) {
            (None, _) => String::new(),
            (Some(_), texts) if texts.is_empty() => "no pool".to_owned(),
            (Some(_), texts) => texts.join("; "),
        };
        [cell::text(names.name(id)), prebuilt.to_owned(), pool]
    };
    ids.iter().map(row).collect()
}

fn class_of(pool: &WarmPool) -> &str {
    pool.metadata.as_ref().map_or("", |metadata| &metadata.environment_class_id)
}

/// A line for each row, with its parts aligned.
fn align(rows: Vec<[String; 3]>) -> Vec<String> {
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths = [widest(0), widest(1)];
    let pad = |text: &str, column: usize| " ".repeat(widths[column] - width(text) + 2);
    let line = |[name, prebuilt, pool]: &[String; 3]| {
        let line = format!("{name}{}{prebuilt}{}{pool}", pad(name, 0), pad(prebuilt, 1));
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// What was changed, and the pools that the service deletes because of it.
pub(super) fn changes(plan: &Plan, names: &DisplayNames) -> Vec<String> {
    lines(plan, names, true)
}

/// All settings, changed or not, and the pools that a change would delete.
pub(super) fn preview(plan: &Plan, names: &DisplayNames) -> Vec<String> {
    lines(plan, names, false)
}

fn lines(plan: &Plan, names: &DisplayNames, only_changes: bool) -> Vec<String> {
    let rows = settings_text::before_and_after(&plan.before, &plan.after, names);
    let shown = rows.into_iter().filter(|(_, _, is_changed)| *is_changed || !only_changes);
    let mut fields: Vec<_> = shown.map(|(title, text, _)| (title, text)).collect();
    fields.extend(plan.deletions.texts().into_iter().map(|text| ("deletes", text)));
    cell::details(&fields).iter().map(|line| format!("  {line}")).collect()
}

/// A change that is not made, in JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PreviewJson<'a> {
    format_version: u32,
    project_id: &'a str,
    /// Absent settings are null.
    before: Option<&'a PrebuildConfiguration>,
    after: &'a PrebuildConfiguration,
    /// Null if the pools cannot be read.
    deleted_pools: Option<Vec<DeletedPoolJson<'a>>>,
}

#[derive(Serialize)]
struct DeletedPoolJson<'a> {
    id: &'a str,
    address: &'a str,
}

impl<'a> PreviewJson<'a> {
    pub(super) fn new(plan: &'a Plan) -> Self {
        let pool =
            |pool: &'a PoolToDelete| DeletedPoolJson { id: &pool.id, address: &pool.address };
        let pools = plan.deletions.pools().map(|pools| pools.iter().map(pool).collect());
        Self {
            format_version: 1,
            project_id: &plan.project.id,
            before: plan.project.prebuild_configuration.as_ref(),
            after: &plan.configuration,
            deleted_pools: pools,
        }
    }
}
