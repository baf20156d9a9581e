//! What was started, and what was found and does not count.

use super::super::super::document::{DemandDocument, LeftOutDocument, StartersDocument};
use super::super::super::share_text::percent;
use super::super::numbers::{count, mean};
use super::super::table::{Column, Row, Table};

pub(in super::super) fn starts(demand: &DemandDocument) -> Table {
    let sources = demand.sources;
    let sources = [
        ("Ended environments, from usage records", sources.usage_records),
        ("Environments that still exist", sources.environments),
        ("Rows of the demand file", sources.file),
    ];
    let mut rows: Vec<_> = sources
        .into_iter()
        .filter(|(_, starts)| *starts > 0)
        .map(|(source, starts)| Row::fact(source, count(starts as u64)))
        .collect();
    rows.push(Row::strong(vec!["Starts".into(), count(demand.starts).into()]));
    rows.push(Row::fact("A day", mean(demand.per_day)));
    if let Some(starters) = demand.starters {
        rows.extend(by_starter(starters));
    }
    Table { caption: "Starts that count".to_owned(), columns: columns(), rows }
}

pub(in super::super) fn left_out(left_out: LeftOutDocument) -> Table {
    let reasons = [
        ("Prebuild runs", left_out.prebuild_runs),
        ("Probably prebuild runs", left_out.suspected_prebuild_runs),
        ("Restarts", left_out.restarts),
        ("Environments of other roles", left_out.other_roles),
        ("Outside of the period", left_out.outside_window),
        ("Without a time", left_out.undated),
        ("On excluded days", left_out.excluded),
    ];
    let rows = reasons.into_iter().map(|(reason, found)| Row::fact(reason, count(found as u64)));
    Table { caption: "Left out".to_owned(), columns: columns(), rows: rows.collect() }
}

fn columns() -> Vec<Column> {
    vec![Column::text(""), Column::number("")]
}

/// Who started environments; empty where that is not known.
fn by_starter(starters: StartersDocument) -> Vec<Row> {
    let StartersDocument { people, service_accounts, share_of_service_accounts } = starters;
    let rows = [
        ("Users", people.map(|users| count(users as u64))),
        ("Service accounts", service_accounts.map(|accounts| count(accounts as u64))),
        ("Started by service accounts", share_of_service_accounts.map(percent)),
    ];
    let known = rows.into_iter().filter_map(|(name, value)| Some(Row::fact(name, value?)));
    known.collect()
}
