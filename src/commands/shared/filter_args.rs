//! `--project`, `--class` and `--phase` of lists.

use std::marker::PhantomData;

use clap::Args;
use uuid::Uuid;

use super::names::{self, parse_all};
use crate::api::{Client, OpenEnum};
use crate::context::Context;
use crate::error::CliError;
use crate::keyword::did_you_mean;
use crate::lookup;
use crate::warm_pool::reference::NameOrId;

#[derive(Debug, Args)]
pub(crate) struct FilterArgs<P: OpenEnum + Clone + Send + Sync + 'static> {
    /// Filter by project (can be repeated)
    #[arg(long, value_name = "PROJECT")]
    project: Vec<String>,

    /// Filter by environment class (can be repeated)
    #[arg(long, value_name = "CLASS")]
    class: Vec<String>,

    #[arg(
        long,
        value_name = "PHASE",
        help = format!("Filter by phase: {} (can be repeated)", phases::<P>()),
    )]
    phase: Vec<String>,

    #[arg(skip)]
    phases: PhantomData<P>,
}

/// What a list shows; an empty field lets everything through.
pub(crate) struct Filter<P> {
    projects: Vec<NameOrId>,
    classes: Vec<NameOrId>,
    pub(crate) phases: Vec<P>,
}

impl<P: OpenEnum + Clone + PartialEq + Send + Sync + 'static> FilterArgs<P> {
    pub(crate) fn parse(&self) -> Result<Filter<P>, CliError> {
        let projects = parse_all(&self.project, |value| names::parse("--project", value));
        let classes = parse_all(&self.class, |value| names::parse("--class", value));
        let names = CliError::both(projects, classes);
        let ((projects, classes), all) =
            CliError::both(names, parse_all(&self.phase, parse_phase))?;
        let mut phases = Vec::new();
        for phase in all {
            if !phases.contains(&phase) {
                phases.push(phase);
            }
        }
        Ok(Filter { projects, classes, phases })
    }
}

impl<P> Filter<P> {
    /// Resolves the projects and the environment classes.
    pub(crate) async fn resolve(
        &self,
        context: &Context,
        client: &Client,
    ) -> Result<(Vec<Uuid>, Vec<Uuid>), CliError> {
        let (projects, classes) = tokio::join!(
            lookup::resolve_projects(client, &self.projects),
            lookup::resolve_classes(client, &self.classes),
        );
        let resolved = projects.and_then(|projects| Ok((projects, classes?)));
        resolved.map_err(|error| context.lookup_error(error))
    }
}

fn parse_phase<P: OpenEnum>(value: &str) -> Result<P, CliError> {
    P::from_label(value).ok_or_else(|| {
        let suggestion = did_you_mean(value, P::LABELS[1..].iter().copied());
        let phases = phases::<P>();
        CliError::usage(format!("--phase: {value:?} is not one of {phases}{suggestion}"))
    })
}

fn phases<P: OpenEnum>() -> String {
    P::LABELS[1..].join(", ")
}
