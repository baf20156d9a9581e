//! The history: usage records, sessions and the audit log. It only grows, and is queried instead of
//! loaded, so that it costs other calls nothing.

use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::super::simulation::{
    Action, AuditEntry, Changes, Creator, Millis, Session, UsageRecord,
};

/// A time span; its end is not part of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    pub(crate) from: Millis,
    pub(crate) to: Millis,
}

/// The position of a record in a list, newest first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    pub(crate) at: Millis,
    pub(crate) id: Uuid,
}

/// The history at the time of a call.
pub(crate) struct History<'a>(pub(super) &'a Connection);

impl History<'_> {
    /// Up to `limit` runs that ended within a range, newest first, after a position.
    pub(crate) fn usage(
        &self,
        project: Option<&str>,
        range: Range,
        after: Option<Position>,
        limit: usize,
    ) -> anyhow::Result<Vec<UsageRecord>> {
        let mut query = self.0.prepare_cached(
            "SELECT id, environment_id, user_id, project_id, runner_id, class_id, created_at,
                    started_at, stopped_at
             FROM usage
             WHERE stopped_at >= ?1 AND stopped_at < ?2 AND (stopped_at, id) < (?3, ?4)
                   AND (?5 IS NULL OR project_id = ?5)
             ORDER BY stopped_at DESC, id DESC LIMIT ?6",
        )?;
        let after = after.unwrap_or(Position { at: Millis::MAX, id: Uuid::nil() });
        let (id, limit) = (after.id.to_string(), i64::try_from(limit)?);
        let parameters = params![range.from, range.to, after.at, id, project, limit];
        let records = query.query_map(parameters, |row| {
            Ok(UsageRecord {
                id: uuid(row, 0)?,
                environment: uuid(row, 1)?,
                user: uuid(row, 2)?,
                project: uuid(row, 3)?,
                runner: uuid(row, 4)?,
                class: uuid(row, 5)?,
                created_at: row.get(6)?,
                started_at: row.get(7)?,
                stopped_at: row.get(8)?,
            })
        })?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    /// When environments were started within a range, oldest first.
    pub(crate) fn sessions(
        &self,
        project: Option<&str>,
        range: Range,
    ) -> anyhow::Result<Vec<Millis>> {
        let mut query = self.0.prepare_cached(
            "SELECT started_at FROM sessions
             WHERE started_at >= ?1 AND started_at < ?2 AND (?3 IS NULL OR project_id = ?3)
             ORDER BY started_at",
        )?;
        let times = query.query_map(params![range.from, range.to, project], |row| row.get(0))?;
        Ok(times.collect::<Result<_, _>>()?)
    }

    /// The total duration of the runs that ended within a range, for each project.
    pub(crate) fn runtime_of_projects(&self, range: Range) -> anyhow::Result<Vec<(Uuid, Millis)>> {
        self.runtime("project_id", None, range)
    }

    /// As [`Self::runtime_of_projects`], for each environment class.
    pub(crate) fn runtime_of_classes(
        &self,
        project: Option<&str>,
        range: Range,
    ) -> anyhow::Result<Vec<(Uuid, Millis)>> {
        self.runtime("class_id", project, range)
    }

    fn runtime(
        &self,
        column: &str,
        project: Option<&str>,
        range: Range,
    ) -> anyhow::Result<Vec<(Uuid, Millis)>> {
        let mut query = self.0.prepare_cached(&format!(
            "SELECT {column}, sum(stopped_at - started_at) FROM usage
             WHERE stopped_at >= ?1 AND stopped_at < ?2 AND (?3 IS NULL OR project_id = ?3)
             GROUP BY {column}"
        ))?;
        let parameters = params![range.from, range.to, project];
        let totals = query.query_map(parameters, |row| Ok((uuid(row, 0)?, row.get(1)?)))?;
        Ok(totals.collect::<Result<_, _>>()?)
    }

    /// The entries of the audit log within a range.
    pub(crate) fn audit(&self, range: Range) -> anyhow::Result<Vec<AuditEntry>> {
        let mut query = self.0.prepare_cached(
            "SELECT id, actor_id, is_service_account, subject_id, action, created_at FROM audit
             WHERE created_at >= ?1 AND created_at < ?2",
        )?;
        let entries = query.query_map([range.from, range.to], |row| {
            Ok(AuditEntry {
                id: uuid(row, 0)?,
                actor: Creator { id: uuid(row, 1)?, is_service_account: row.get(2)? },
                pool: uuid(row, 3)?,
                action: action(row, 4)?,
                created_at: row.get(5)?,
            })
        })?;
        Ok(entries.collect::<Result<_, _>>()?)
    }
}

/// Appends what happened.
pub(super) fn append(connection: &Connection, changes: &Changes) -> anyhow::Result<()> {
    for record in &changes.usage {
        append_usage(connection, record)?;
    }
    for Session { started_at, environment, project } in &changes.sessions {
        connection.prepare_cached("INSERT INTO sessions VALUES (?1, ?2, ?3)")?.execute(params![
            started_at,
            text(*environment),
            text(*project)
        ])?;
    }
    for AuditEntry { id, actor, pool, action, created_at } in &changes.audit {
        connection.prepare_cached("INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(
            params![
                created_at,
                text(*id),
                text(actor.id),
                actor.is_service_account,
                text(*pool),
                action.name()
            ],
        )?;
    }
    Ok(())
}

fn append_usage(connection: &Connection, record: &UsageRecord) -> anyhow::Result<()> {
    connection
        .prepare_cached("INSERT INTO usage VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
        .execute(params![
            record.stopped_at,
            text(record.id),
            text(record.environment),
            text(record.user),
            text(record.project),
            text(record.runner),
            text(record.class),
            record.created_at,
            record.started_at,
        ])?;
    Ok(())
}

fn text(id: Uuid) -> String {
    id.to_string()
}

fn action(row: &Row<'_>, column: usize) -> rusqlite::Result<Action> {
    let name = row.get_ref(column)?.as_str()?;
    Action::from_name(name).ok_or(rusqlite::Error::InvalidQuery)
}

fn uuid(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    let text = row.get_ref(column)?.as_str()?;
    text.parse().map_err(|error: uuid::Error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into())
    })
}
