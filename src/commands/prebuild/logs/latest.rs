//! The newest prebuild of a project.

use futures_util::future::OptionFuture;
use jiff::Timestamp;
use uuid::Uuid;

use crate::api::prebuild::{Prebuild, PrebuildFilter};
use crate::api::{Client, Time};
use crate::commands::shared::names;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup;
use crate::warm_pool::reference::NameOrId;

pub(super) struct Latest {
    project: NameOrId,
    class: Option<NameOrId>,
}

impl Latest {
    /// Reads the flags; the profile may name the project.
    pub(super) fn parse(
        context: &Context,
        project: Option<String>,
        class: Option<&str>,
    ) -> Result<Self, CliError> {
        let project = names::project_word(context, project)?
            .ok_or_else(|| CliError::usage(names::NO_PROJECT))
            .and_then(|project| names::parse("--project", &project));
        let class = class.map(|class| names::parse("--class", class)).transpose();
        CliError::both(project, class).map(|(project, class)| Self { project, class })
    }

    pub(super) async fn find(&self, context: &Context, client: &Client) -> Result<Uuid, CliError> {
        let class = self.class.as_ref().map(|class| lookup::resolve_class(client, class));
        let (project, class) = tokio::join!(
            lookup::resolve_project(client, &self.project),
            OptionFuture::from(class),
        );
        let resolved = project.and_then(|project| Ok((project.id, class.transpose()?)));
        let (project, class) = resolved.map_err(|error| context.lookup_error(error))?;
        let class = class.map(|class| class.id);
        newest(context, client, project, class).await?.ok_or_else(|| none(project, class))
    }
}

/// Reads all prebuilds of a project, as the service neither sorts them nor filters them by class.
async fn newest(
    context: &Context,
    client: &Client,
    project: Uuid,
    class: Option<Uuid>,
) -> Result<Option<Uuid>, CliError> {
    let filter = PrebuildFilter { project_ids: vec![project.to_string()], phases: Vec::new() };
    let mut pages = client.prebuilds(vec![filter]);
    let mut newest: Option<(Option<Timestamp>, Uuid)> = None;
    loop {
        match pages.next().await {
            Ok(Some(page)) => {
                let found = page.iter().filter_map(|prebuild| candidate(prebuild, class));
                newest = newest.into_iter().chain(found).max();
            }
            Ok(None) => return Ok(newest.map(|(_, id)| id)),
            Err(error) if pages.restart_after(&error) => newest = None,
            Err(error) => return Err(context.api_error("cannot list the prebuilds", &error)),
        }
    }
}

/// When a prebuild was created, and its id, if it is for the class.
fn candidate(prebuild: &Prebuild, class: Option<Uuid>) -> Option<(Option<Timestamp>, Uuid)> {
    let metadata = prebuild.metadata.as_ref()?;
    let of = Uuid::try_parse(&metadata.environment_class_id).ok();
    let is_requested = class.is_none() || class == of;
    let created = metadata.created_at.as_ref().and_then(Time::at);
    let id = Uuid::try_parse(&prebuild.id).ok()?;
    is_requested.then_some((created, id))
}

fn none(project: Uuid, class: Option<Uuid>) -> CliError {
    let for_class = class.map_or_else(String::new, |class| format!(" for class {class}"));
    let message = format!("no prebuild of project {project}{for_class} found");
    let hint = Hint::new("prebuild trigger --project")
        .arg(project)
        .args(class.iter().flat_map(|class| ["--class".to_owned(), class.to_string()]));
    CliError::new(ExitCode::NotFound, "not_found", message).hint(hint)
}
