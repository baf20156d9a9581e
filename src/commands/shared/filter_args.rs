//! `--project`, `--class` and `--phase` of lists.

use std::marker::PhantomData;

use clap::Args;
use uuid::Uuid;

use super::name_patterns;
use super::names::parse_all;
use crate::api::{Client, OpenEnum};
use crate::context::Context;
use crate::error::CliError;
use crate::keyword::did_you_mean;
use crate::lookup::{self, Pattern};

#[derive(Debug, Args)]
pub(crate) struct FilterArgs<P: OpenEnum + Clone + Send + Sync + 'static> {
    /// Filter by project: names, ids or patterns such as 'acme-*', separated by commas
    #[arg(long, value_name = "PROJECT")]
    project: Vec<String>,

    /// Filter by environment class: names, ids or patterns, separated by commas
    #[arg(long, value_name = "CLASS")]
    class: Vec<String>,

    #[arg(
        long,
        value_name = "PHASE",
        value_delimiter = ',',
        help = format!("Filter by phases, separated by commas: {}", phases::<P>()),
    )]
    phase: Vec<String>,

    #[arg(skip)]
    phases: PhantomData<P>,
}

/// What a list shows; an empty field lets everything through.
pub(crate) struct Filter<P> {
    projects: Vec<Pattern>,
    classes: Vec<Pattern>,
    pub(crate) phases: Vec<P>,
}

impl<P: OpenEnum + Clone + PartialEq + Send + Sync + 'static> FilterArgs<P> {
    pub(crate) fn parse(&self) -> Result<Filter<P>, CliError> {
        let projects = name_patterns::parse("--project", &self.project);
        let classes = name_patterns::parse("--class", &self.class);
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
