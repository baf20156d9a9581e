//! From the ids of pools to the names that people know, for tables.

use std::collections::HashMap;

use futures_util::stream::{self, StreamExt, TryStreamExt};

use crate::api::class::EnvironmentClass;
use crate::api::client::AT_ONCE;
use crate::api::page::FILTER_IDS;
use crate::api::project::ProjectFilter;
use crate::api::warm_pool::{WarmPool, WarmPoolMetadata};
use crate::api::{Client, Error};
use crate::context::Context;

/// Names of projects and classes, as far as they are known.
#[derive(Default)]
pub(crate) struct Labels {
    projects: HashMap<String, String>,
    classes: HashMap<String, String>,
    has_classes: bool,
    /// Whether looking up failed once: then ids are shown, and nothing more is asked.
    gave_up: bool,
}

impl Labels {
    /// Looks up the names of what these pools are for, as far as they are not known yet. Where
    /// that is not possible ids are shown, which a note says once.
    pub(crate) async fn learn(&mut self, context: &Context, client: &Client, pools: &[WarmPool]) {
        if self.gave_up || pools.is_empty() {
            return;
        }
        let (projects, classes) =
            tokio::join!(self.missing_projects(client, pools), self.missing_classes(client));
        match (projects, classes) {
            (Ok(projects), Ok(classes)) => {
                self.projects.extend(projects);
                self.classes.extend(classes);
                self.has_classes = true;
            }
            (Err(error), _) | (_, Err(error)) => {
                self.gave_up = true;
                context
                    .ui
                    .note(&format!("ids are shown, as names cannot be read: {}", error.fault));
            }
        }
    }

    /// `PROJECT/CLASS` by names where they are known.
    pub(crate) fn address(&self, pool: &WarmPool) -> String {
        let Some(WarmPoolMetadata { project_id, environment_class_id, .. }) = &pool.metadata else {
            return pool.id.clone();
        };
        let project = self.projects.get(project_id).unwrap_or(project_id);
        let class = self.classes.get(environment_class_id).unwrap_or(environment_class_id);
        format!("{project}/{class}")
    }

    async fn missing_projects(
        &self,
        client: &Client,
        pools: &[WarmPool],
    ) -> Result<Vec<(String, String)>, Error> {
        let mut ids: Vec<_> = pools
            .iter()
            .filter_map(|pool| Some(pool.metadata.as_ref()?.project_id.clone()))
            .filter(|id| !id.is_empty() && !self.projects.contains_key(id))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let filters = ids.chunks(FILTER_IDS).map(|project_ids| ProjectFilter {
            project_ids: project_ids.to_vec(),
            ..ProjectFilter::default()
        });
        let filters: Vec<_> = filters.collect();
        let pages: Vec<_> = stream::iter(&filters)
            .map(|filter| client.list_projects(filter))
            .buffered(AT_ONCE)
            .try_collect()
            .await?;
        let projects = pages.into_iter().flatten();
        let known = projects.filter_map(|project| Some((project.id, project.metadata?.name)));
        // What the token may not see keeps its id, and is not asked for again.
        let unknown = ids.iter().map(|id| (id.clone(), id.clone()));
        Ok(unknown.chain(known).collect())
    }

    async fn missing_classes(&self, client: &Client) -> Result<Vec<(String, String)>, Error> {
        if self.has_classes {
            return Ok(Vec::new());
        }
        let classes = client.list_environment_classes().await?;
        let mut called: HashMap<&str, usize> = HashMap::new();
        for class in &classes {
            *called.entry(&class.display_name).or_default() += 1;
        }
        let is_shared = |class: &EnvironmentClass| called[class.display_name.as_str()] > 1;
        let runners = match classes.iter().any(is_shared) {
            true => client.list_runners().await?,
            false => Vec::new(),
        };
        let runner = |id: &str| runners.iter().find(|own| own.runner_id == id);
        let label = |class: &EnvironmentClass| match runner(&class.runner_id) {
            Some(runner) if is_shared(class) => format!("{}@{}", class.display_name, runner.name),
            _ => class.display_name.clone(),
        };
        Ok(classes.iter().map(|class| (class.id.clone(), label(class))).collect())
    }
}
