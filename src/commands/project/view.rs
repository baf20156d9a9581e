//! How a project is shown: its columns and its details.

use std::rc::Rc;

use crate::api::OpenEnum as _;
use crate::api::prebuild::DEFAULT_RUN_TIMEOUT;
use crate::api::project::{PrebuildConfiguration, Project, ProjectMetadata};
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::cell::{self, or_nothing};
use crate::commands::shared::names::NamePrinter;
use crate::config::Resource;
use crate::error::CliError;
use crate::lookup::DisplayNames;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::sort::sort_by_key;
use crate::text::duration;
use crate::warm_pool::lifecycle;

pub(super) struct ProjectRow {
    project: Project,
    /// What can be typed for the project.
    input: String,
    /// `None` if pools were not read.
    pools: Option<Vec<WarmPool>>,
    names: Rc<DisplayNames>,
}

impl Record for ProjectRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("name", Self::name, Self::id),
        Column::text("prebuilds", Self::prebuilds),
        Column::text("classes", Self::classes),
        Column::text("schedule", Self::schedule),
        Column::number("pools", Self::pool_count),
        Column::wide_id("id", Self::id),
        Column::wide("phase", Self::phase),
        Column::wide("timeout", Self::timeout),
        Column::wide("created", Self::created),
    ];

    const RESOURCE: Option<Resource> = Some(Resource::Project);

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.project)
    }

    fn address(&self) -> String {
        self.input.clone()
    }

    fn id(&self) -> String {
        self.project.id.clone()
    }
}

impl ProjectRow {
    /// `pools` may be those of all projects.
    pub(super) fn new(
        project: Project,
        printer: &NamePrinter,
        pools: Option<&[WarmPool]>,
        names: &Rc<DisplayNames>,
    ) -> Self {
        let is_of_project = |pool: &&WarmPool| {
            let metadata = pool.metadata.as_ref();
            metadata.is_some_and(|metadata| metadata.project_id.eq_ignore_ascii_case(&project.id))
        };
        let pools = pools.map(|pools| pools.iter().filter(is_of_project).cloned().collect());
        let name = project.metadata.as_ref().map_or("", |metadata| &metadata.name);
        let input = printer.print(name, &project.id);
        Self { project, input, pools, names: Rc::clone(names) }
    }

    /// One line for each detail, each class and each pool.
    pub(super) fn details(&self) -> Vec<String> {
        let mut fields = vec![
            ("name", self.name()),
            ("id", self.id()),
            ("phase", self.phase()),
            ("prebuilds", self.prebuilds()),
            ("schedule", self.schedule()),
            ("timeout", self.timeout_or_default()),
            ("executor", self.executor()),
            ("created", self.created()),
        ];
        fields.extend(self.class_lines().into_iter().map(|class| ("class", class)));
        match self.pools.as_deref() {
            None => {}
            Some([]) => fields.push(("pool", "none".to_owned())),
            Some(pools) => fields.extend(pools.iter().map(|pool| ("pool", self.pool_line(pool)))),
        }
        cell::details(&fields)
    }

    /// The classes that its environments can have, then those that are only prebuilt.
    fn class_lines(&self) -> Vec<String> {
        let is_in = |ids: &[&str], id: &str| ids.iter().any(|other| other.eq_ignore_ascii_case(id));
        let prebuilt: Vec<_> = self.prebuilt().iter().map(String::as_str).collect();
        let mut classes: Vec<_> = self.project.environment_classes.iter().collect();
        sort_by_key(&mut classes, |class| class.order);
        let ids = classes.iter().map(|class| class.environment_class_id.as_deref());
        let mut lines: Vec<_> = ids
            .clone()
            .map(|id| match id {
                None => "local machine, never prebuilt".to_owned(),
                Some(id) if is_in(&prebuilt, id) => format!("{}  prebuilt", self.class(id)),
                Some(id) => format!("{}  not prebuilt", self.class(id)),
            })
            .collect();
        let ids: Vec<_> = ids.flatten().collect();
        let others = prebuilt.iter().filter(|id| !is_in(&ids, id));
        lines.extend(
            others.map(|id| format!("{}  prebuilt, not available to environments", self.class(id))),
        );
        lines
    }

    /// The name of a class, else its id.
    fn class(&self, id: &str) -> String {
        cell::text(self.names.name(id))
    }

    fn pool_line(&self, pool: &WarmPool) -> String {
        let class = pool.metadata.as_ref().map_or("", |metadata| &metadata.environment_class_id);
        format!("{}  {}", self.class(class), pool_text(pool))
    }

    fn metadata(&self) -> Option<&ProjectMetadata> {
        self.project.metadata.as_ref()
    }

    /// The prebuild settings, if prebuilds are enabled.
    fn settings(&self) -> Option<&PrebuildConfiguration> {
        self.project.prebuild_configuration.as_ref().filter(|settings| settings.enabled)
    }

    fn prebuilt(&self) -> &[String] {
        self.settings().map_or(&[], |settings| &settings.environment_class_ids)
    }

    fn phase(&self) -> String {
        self.project.desired_phase.label().into_owned()
    }

    pub(super) fn name(&self) -> String {
        cell::text(self.metadata().map_or("", |metadata| &metadata.name))
    }

    fn prebuilds(&self) -> String {
        if self.settings().is_some() { "on" } else { "off" }.to_owned()
    }

    fn classes(&self) -> String {
        let classes: Vec<_> = self.prebuilt().iter().map(|id| self.class(id)).collect();
        cell::text(&classes.join(","))
    }

    fn schedule(&self) -> String {
        let trigger = self.settings().and_then(|settings| settings.trigger.as_ref());
        let daily = trigger.and_then(|trigger| trigger.daily_schedule.as_ref());
        or_nothing(daily.map(|daily| format!("daily {:02}:00 UTC", daily.hour_utc)))
    }

    fn timeout(&self) -> String {
        let timeout = self.settings().and_then(|settings| settings.timeout.as_ref());
        or_nothing(timeout.map(|timeout| timeout.as_str().to_owned()))
    }

    /// The time limit of prebuilds that run.
    fn timeout_or_default(&self) -> String {
        match self.settings() {
            Some(PrebuildConfiguration { timeout: None, .. }) => {
                format!("{} (default)", duration::format(DEFAULT_RUN_TIMEOUT))
            }
            _ => self.timeout(),
        }
    }

    /// Who runs the prebuilds.
    fn executor(&self) -> String {
        or_nothing(self.settings().map(|settings| match &settings.executor {
            Some(executor) => format!("{} {}", executor.kind(), executor.id),
            None => "creator of the project (default)".to_owned(),
        }))
    }

    fn pool_count(&self) -> String {
        or_nothing(self.pools.as_ref().map(|pools| pools.len().to_string()))
    }

    fn created(&self) -> String {
        cell::time(self.metadata().and_then(|metadata| metadata.created_at.as_ref()))
    }
}

/// The state of a pool, without what names it.
pub(super) fn pool_text(pool: &WarmPool) -> String {
    let size = or_nothing(lifecycle::size(pool).map(|size| size.to_string()));
    let running = pool.status.as_ref().map_or(0, |status| status.running_instances);
    format!("{}  size {size}  {running} running", lifecycle::phase(pool).label())
}

/// The ids of the classes that its environments can have, in order, then of those that are only
/// prebuild classes; each once.
pub(super) fn class_ids(project: &Project) -> Vec<&str> {
    let mut classes: Vec<_> = project.environment_classes.iter().collect();
    sort_by_key(&mut classes, |class| class.order);
    let classes = classes.into_iter().filter_map(|class| class.environment_class_id.as_deref());
    let prebuilt = project.prebuild_configuration.iter();
    let prebuilt = prebuilt.flat_map(|settings| &settings.environment_class_ids);
    let mut ids = Vec::<&str>::new();
    for id in classes.chain(prebuilt.map(String::as_str)) {
        if !ids.iter().any(|other| other.eq_ignore_ascii_case(id)) {
            ids.push(id);
        }
    }
    ids
}
