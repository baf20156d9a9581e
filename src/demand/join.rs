//! One environment from all that was read about it.

use uuid::Uuid;

use super::Millis;
use super::history::ProjectHistory;
use super::rows::{Ids, RecordRow, Role};

/// An environment, as usage records and the list of environments describe it together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct JoinedEnvironment {
    pub(super) id: u128,
    pub(super) class: Option<Uuid>,
    /// The earliest time that is reported.
    pub(super) created: Option<Millis>,
    /// Who created it: a user or a service account.
    pub(super) starter: Option<Uuid>,
    pub(super) role: Role,
    /// Its usage records: one for each run that has ended.
    pub(super) records: usize,
    /// Whether the service lists it.
    pub(super) is_listed: bool,
}

/// One report about an environment.
struct Report {
    environment: u128,
    class: Option<Uuid>,
    created: Option<Millis>,
    starter: Option<Uuid>,
    /// That of a usage record is unknown.
    role: Role,
    is_record: bool,
}

impl Report {
    /// The earliest report is the first of its environment. The rest makes the order complete, so that
    /// the result does not depend on the order of reading.
    fn order(&self) -> impl Ord + use<> {
        let unknown_last = |id: Option<Uuid>| (id.is_none(), id);
        let created = (self.created.is_none(), self.created);
        (self.environment, created, unknown_last(self.class), unknown_last(self.starter))
    }
}

/// Joins what was read of a project: one environment for each id, in no order.
pub(super) fn join(project: &ProjectHistory, ids: &Ids) -> Vec<JoinedEnvironment> {
    let mut reports = reports(project, ids);
    reports.sort_unstable_by_key(Report::order);
    reports.chunk_by(|one, other| one.environment == other.environment).map(merge).collect()
}

fn reports(project: &ProjectHistory, ids: &Ids) -> Vec<Report> {
    let records = distinct(&project.records, ids).into_iter().map(|row| Report {
        environment: row.environment,
        class: ids.get(row.class),
        created: row.created,
        starter: ids.get(row.user),
        role: Role::Unknown,
        is_record: true,
    });
    let environments = project.environments.iter().map(|row| Report {
        environment: row.id,
        class: ids.get(row.class),
        created: row.created,
        starter: ids.get(row.creator),
        role: row.role,
        is_record: false,
    });
    records.chain(environments).collect()
}

/// One record for each id: pages and ranges can overlap while records are added.
fn distinct<'a>(records: &'a [RecordRow], ids: &Ids) -> Vec<&'a RecordRow> {
    let mut records: Vec<_> = records.iter().collect();
    records.sort_unstable_by_key(|row| {
        let content = (row.created, row.stopped, ids.get(row.class), ids.get(row.user));
        (row.id, row.environment, content)
    });
    records.dedup_by_key(|row| row.id);
    records
}

/// Merges the reports about one environment, of which there is at least one, in their order.
fn merge(reports: &[Report]) -> JoinedEnvironment {
    let first = &reports[0];
    let records = reports.iter().filter(|report| report.is_record).count();
    JoinedEnvironment {
        id: first.environment,
        class: reports.iter().find_map(|report| report.class),
        created: first.created,
        starter: reports.iter().find_map(|report| report.starter),
        role: reports.iter().map(|report| report.role).max().unwrap_or(Role::Unknown),
        records,
        is_listed: records < reports.len(),
    }
}
