//! How an event is shown.

use uuid::Uuid;

use super::events::HistoryEvent;
use crate::commands::shared::cell::{NOTHING, or_nothing};
use crate::error::CliError;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;

/// An event of a pool.
pub(super) struct EventRow {
    pub(super) event: HistoryEvent,
    /// Local where people read it.
    pub(super) time: String,
    /// Of the pool.
    pub(super) address: String,
    pub(super) id: Uuid,
}

impl Record for EventRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::id("time", |row| row.time.clone()),
        Column::text("event", |row| <&str>::from(row.event.event).to_owned()),
        Column::text("detail", |row| or_nothing(row.event.detail.clone())),
        Column::id("by", Self::actor),
        Column::wide("source", |row| <&str>::from(row.event.source).to_owned()),
        Column::wide_id("prebuild", |row| or_nothing(row.event.prebuild_id.clone())),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.event)
    }

    fn address(&self) -> String {
        self.address.clone()
    }

    fn id(&self) -> String {
        self.id.to_string()
    }
}

impl EventRow {
    /// Such as `user 01a2...`.
    fn actor(&self) -> String {
        let HistoryEvent { actor_id, actor_kind, .. } = &self.event;
        actor_id.as_ref().map_or_else(|| NOTHING.to_owned(), |id| format!("{actor_kind} {id}"))
    }
}
