//! Reads the history of some projects: usage records in ranges of a week, environments from the
//! newest back, and what the rules need to know beside them. Nothing is changed.

#[cfg(test)]
mod fake_api;
mod ranges;
mod reader;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use uuid::Uuid;

use self::ranges::weeks;
use self::reader::Reader;
use super::history::History;
use super::{DAY, Millis};
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::environment::EnvironmentFilter;
use crate::api::pager::MAX_FILTER_IDS;
use crate::api::{Client, Error};

/// How long before the window is read too: what was started then shows that the history reaches back
/// to its beginning.
const READ_BEFORE: Millis = 7 * DAY;

/// What to read.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    pub(crate) projects: Vec<Uuid>,
    /// The beginning of the window.
    pub(crate) from: Millis,
    /// The time of the service. A start in the window may belong to a run that has ended only now.
    pub(crate) now: Millis,
}

/// How much was read so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) pages: usize,
    /// Records, environments and prebuilds.
    pub(crate) items: usize,
}

/// Why the history is not known.
#[derive(Debug)]
pub(crate) enum ReadError {
    /// A part of it could not be read, such as `the usage records`. Half a history is none.
    Call { subject: &'static str, error: Box<Error> },
    /// Neither usage records nor environments of a project may be read.
    Denied { usage_records: Box<Error>, environments: Box<Error> },
}

/// For more projects than this, the usage records of the whole organization are fewer requests.
const MAX_SINGLE_PROJECTS: usize = 4;

/// Whose usage records are listed: the service filters by one project or by none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum UsageScope {
    Project(Uuid),
    Organization,
}

impl UsageScope {
    const fn project(self) -> Option<Uuid> {
        match self {
            Self::Project(project) => Some(project),
            Self::Organization => None,
        }
    }
}

/// One list to read, from its beginning to its end.
enum Job {
    /// Whom the token belongs to, and the policies of the organization.
    Identity,
    Projects(Vec<Uuid>),
    Environments(Vec<Uuid>, EnvironmentFilter),
    UsageRecords(UsageScope, Range<Millis>),
    Prebuilds(Vec<Uuid>),
}

/// Reads the history of some projects; `on_progress` is called after each page.
///
/// What the token may not read, or the service does not have, is noted as denied.
///
/// # Errors
/// Any other failure of any part, and a project of which neither source may be read.
pub(crate) async fn read(
    client: &Client,
    query: &Query,
    on_progress: &dyn Fn(Progress),
) -> Result<History, ReadError> {
    let begin = query.from.saturating_sub(READ_BEFORE);
    let reader = Reader::new(client, begin, on_progress, History::new(&query.projects));
    let runs = stream::iter(jobs(query, begin)).map(|job| reader.run(job));
    runs.buffer_unordered(MAX_CONCURRENT_READS).try_collect::<()>().await?;
    reader.finish()
}

fn jobs(query: &Query, begin: Millis) -> Vec<Job> {
    let projects: BTreeSet<_> = query.projects.iter().copied().collect();
    let mut jobs = vec![Job::Identity];
    for chunk in projects.iter().copied().collect::<Vec<_>>().chunks(MAX_FILTER_IDS) {
        let ids = || chunk.iter().map(ToString::to_string).collect();
        jobs.push(Job::Projects(chunk.to_vec()));
        for filter in [EnvironmentFilter::new(ids()), EnvironmentFilter::deleted(ids())] {
            jobs.push(Job::Environments(chunk.to_vec(), filter));
        }
        jobs.push(Job::Prebuilds(chunk.to_vec()));
    }
    let scopes = match projects.len() {
        0..=MAX_SINGLE_PROJECTS => projects.into_iter().map(UsageScope::Project).collect(),
        _ => vec![UsageScope::Organization],
    };
    for scope in scopes {
        let weeks = weeks(begin..query.now).into_iter();
        jobs.extend(weeks.map(|range| Job::UsageRecords(scope, range)));
    }
    jobs
}
