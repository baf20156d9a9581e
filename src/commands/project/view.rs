//! How a project looks: its columns and its details.

use std::rc::Rc;

use crate::api::project::{PrebuildConfiguration, Project, ProjectMetadata};
use crate::api::warm_pool::WarmPool;
use crate::commands::names::DisplayNames;
use crate::commands::shared::cell::{self, NOTHING, or_nothing};
use crate::commands::shared::sort::{InSeconds, ListRow};
use crate::error::CliError;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::warm_pool::lifecycle;

/// A project as it is shown.
pub(super) struct ProjectRow {
    project: Project,
    /// Its pools; `None` when they were not read.
    pools: Option<Vec<WarmPool>>,
    /// The names of classes, as far as they were looked up.
    display_names: Rc<DisplayNames>,
}

impl Record for ProjectRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("name", Self::name),
        Column::text("prebuilds", Self::prebuilds),
        Column::text("classes", Self::classes),
        Column::text("schedule", Self::schedule),
        Column::number("pools", Self::number_of_pools),
        Column::wide("id", |row| row.project.id.clone()),
        Column::wide("phase", |row| row.project.desired_phase.label().into_owned()),
        Column::wide("timeout", Self::timeout),
        Column::wide("created", Self::created),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.project)
    }

    fn address(&self) -> String {
        match self.metadata().map(|metadata| &metadata.name) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => self.project.id.clone(),
        }
    }

    fn id(&self) -> String {
        self.project.id.clone()
    }
}

impl ListRow for ProjectRow {
    const EMPTY_MESSAGE: &'static str = "no projects";
    const DURATION_COLUMNS: &'static [InSeconds<Self>] = &[];
    const LIMIT_NEEDS_SORT: bool = true;

    type SortKey = (String, String);

    fn sort_key(&self) -> Self::SortKey {
        (self.name(), self.id())
    }
}

impl ProjectRow {
    /// A project with its pools, if they were read.
    pub(super) fn new(
        project: Project,
        pools: Option<Vec<WarmPool>>,
        display_names: &Rc<DisplayNames>,
    ) -> Self {
        Self { project, pools, display_names: Rc::clone(display_names) }
    }

    /// Its details, a line each; a line for each class and each pool.
    pub(super) fn details(&self) -> Vec<String> {
        let mut lines = vec![
            format!("name       {}", self.name()),
            format!("id         {}", self.project.id),
            format!("phase      {}", self.project.desired_phase.label()),
            format!("prebuilds  {}", self.prebuilds()),
            format!("schedule   {}", self.schedule()),
            format!("timeout    {}", self.timeout()),
            format!("created    {}", self.created()),
        ];
        lines.extend(self.class_lines());
        match self.pools.as_deref() {
            None => {}
            Some([]) => lines.push("pool       none".to_owned()),
            Some(pools) => lines.extend(pools.iter().map(|pool| self.pool_line(pool))),
        }
        lines
    }

    /// The classes of its environments, and those that are prebuilt all the same.
    fn class_lines(&self) -> Vec<String> {
        let prebuilt = self.prebuilt();
        let is_prebuilt = |id: &str| prebuilt.iter().any(|one| one.eq_ignore_ascii_case(id));
        let mut own: Vec<_> = self.project.environment_classes.iter().collect();
        own.sort_by_key(|class| class.order);
        let mut lines = Vec::new();
        for class in &own {
            lines.push(match class.environment_class_id.as_deref() {
                None => "class      the user's own machine, never prebuilt".to_owned(),
                Some(id) if is_prebuilt(id) => format!("class      {}  prebuilt", self.class(id)),
                Some(id) => format!("class      {}  not prebuilt", self.class(id)),
            });
        }
        let ids = || own.iter().filter_map(|class| class.environment_class_id.as_deref());
        let others = prebuilt.iter().filter(|id| !ids().any(|own| own.eq_ignore_ascii_case(id)));
        let other =
            |id| format!("class      {}  prebuilt, not of its environments", self.class(id));
        lines.extend(others.map(|id| other(id)));
        lines
    }

    /// The name of a class, else its id.
    fn class(&self, id: &str) -> String {
        cell::filled(self.display_names.class(id))
    }

    fn pool_line(&self, pool: &WarmPool) -> String {
        let class = pool.metadata.as_ref().map_or("", |metadata| &metadata.environment_class_id);
        let size =
            lifecycle::size(pool).map_or_else(|| NOTHING.to_owned(), |size| size.to_string());
        let running = pool.status.as_ref().map_or(0, |status| status.running_instances);
        let (class, phase) = (self.class(class), lifecycle::phase(pool));
        format!("pool       {class}  {}  size {size}  {running} running", phase.label())
    }

    fn metadata(&self) -> Option<&ProjectMetadata> {
        self.project.metadata.as_ref()
    }

    /// The settings of prebuilds, where they are on.
    fn settings(&self) -> Option<&PrebuildConfiguration> {
        self.project.prebuild_configuration.as_ref().filter(|settings| settings.enabled)
    }

    fn prebuilt(&self) -> &[String] {
        self.settings().map_or(&[], |settings| &settings.environment_class_ids)
    }

    fn name(&self) -> String {
        cell::filled(self.metadata().map_or("", |metadata| &metadata.name))
    }

    fn prebuilds(&self) -> String {
        if self.settings().is_some() { "on" } else { "off" }.to_owned()
    }

    fn classes(&self) -> String {
        let classes: Vec<_> = self.prebuilt().iter().map(|id| self.class(id)).collect();
        cell::filled(&classes.join(","))
    }

    fn schedule(&self) -> String {
        let trigger = self.settings().and_then(|settings| settings.trigger.as_ref());
        let daily = trigger.and_then(|trigger| trigger.daily_schedule.as_ref());
        or_nothing(daily.map(|daily| format!("daily {:02}:00 UTC", daily.hour_utc)))
    }

    fn timeout(&self) -> String {
        or_nothing(self.settings().and_then(|settings| settings.timeout.clone()))
    }

    fn number_of_pools(&self) -> String {
        or_nothing(self.pools.as_ref().map(|pools| pools.len().to_string()))
    }

    fn created(&self) -> String {
        cell::written(self.metadata().and_then(|metadata| metadata.created_at.as_ref()))
    }
}
