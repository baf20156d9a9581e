//! How much of the demand the sources can show.

use serde::Serialize;
use uuid::Uuid;

use super::Millis;
use super::history::{Denied, History, ProjectHistory};
use crate::api::ProtoDuration;
use crate::api::organization::OrganizationPolicies;

/// How much of the demand is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Completeness {
    /// Usage records tell of every environment that has ended, and no policy deletes one that has
    /// not: its environments are kept longer than the longest run.
    Complete,
    /// There may have been more starts.
    LowerBound,
    /// Nothing but the token owner's own environments is visible.
    OwnOnly,
    /// The policies may not be read.
    Unknown,
}

/// How long the organization keeps an environment that is not used.
enum Retention {
    Forever,
    For(Millis),
    Unknown,
}

impl Retention {
    fn of(policies: Option<&OrganizationPolicies>) -> Self {
        let Some(policies) = policies else { return Self::Unknown };
        let archive = policies.archive_environments_after.as_ref();
        let delete = policies.delete_archived_environments_after.as_ref();
        // Environments that are not archived by a policy can be archived by people at any time.
        let archive = archive.map_or(Some(0), ProtoDuration::millis);
        match (archive, delete.map_or(Some(0), ProtoDuration::millis)) {
            (_, Some(0)) => Self::Forever,
            (Some(archive), Some(delete)) => Self::For(archive.saturating_add(delete)),
            _ => Self::Unknown,
        }
    }
}

/// How much of the demand of each project is known.
pub(super) fn completeness(history: &History) -> impl Fn(&ProjectHistory) -> Completeness {
    let shows_own_only = shows_own_only(history);
    move |project| {
        if shows_own_only { Completeness::OwnOnly } else { of_project(project, history) }
    }
}

fn of_project(project: &ProjectHistory, history: &History) -> Completeness {
    let Denied { usage_records, environments, .. } = project.denied;
    if usage_records || environments {
        // Without usage records, what was deleted is missing; without environments, what still runs.
        return Completeness::LowerBound;
    }
    match Retention::of(history.policies.as_ref()) {
        Retention::Forever => Completeness::Complete,
        Retention::For(time) if time > longest_run(project) => Completeness::Complete,
        Retention::For(_) => Completeness::LowerBound,
        Retention::Unknown => Completeness::Unknown,
    }
}

/// The longest run that has ended. A record has the time of the environment's creation, so that a
/// further run of it began at the end of the run before it at the earliest.
fn longest_run(project: &ProjectHistory) -> Millis {
    let runs = project.records.iter();
    let mut runs: Vec<_> =
        runs.filter_map(|row| Some((row.environment, row.stopped?, row.created?))).collect();
    runs.sort_unstable();
    let mut longest = 0;
    for runs in runs.chunk_by(|one, other| one.0 == other.0) {
        let mut end_before = Millis::MIN;
        for (_, stopped, created) in runs {
            longest = longest.max(stopped - created.max(&end_before));
            end_before = *stopped;
        }
    }
    longest
}

/// Whether there are environments, all of them created by the token's owner, and no usage record of
/// anybody else.
fn shows_own_only(history: &History) -> bool {
    let subject = history.identity.as_ref().and_then(|identity| identity.subject.as_ref());
    let Some(own) = subject.and_then(|subject| Uuid::try_parse(&subject.id).ok()) else {
        return false;
    };
    let creators = history.projects.values().flat_map(ProjectHistory::work).map(|row| row.creator);
    let records = history.projects.values().flat_map(|project| &project.records);
    let is_own = |index| history.ids.get(index) == Some(own);
    let mut creators = creators.peekable();
    creators.peek().is_some() && creators.all(is_own) && records.map(|row| row.user).all(is_own)
}
