//! What happened to a pool, as its recorded states show.

use std::ops::Range;

use uuid::Uuid;

use super::Millis;
use super::pool_record::{PoolRecord, PoolState};
use crate::api::warm_pool::WarmPoolPhase;
use crate::warm_pool::size::SizeBounds;

/// A change, and when it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PoolChange {
    pub(crate) at: Millis,
    pub(crate) kind: ChangeKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ChangeKind {
    Resized {
        from: SizeBounds,
        to: SizeBounds,
    },
    /// Its instances are replaced by those of this snapshot.
    Rotated {
        to: Uuid,
    },
    Degraded,
    /// It is not degraded any more.
    Recovered,
    Deleted,
}

impl PoolRecord {
    /// The changes within a range. What happened while nobody watched is seen afterwards.
    pub(crate) fn changes(&self, range: &Range<Millis>) -> Vec<PoolChange> {
        let (mut changes, mut snapshot) = (Vec::new(), None);
        let mut before: Option<&PoolState> = None;
        for stretch in self.stretches() {
            let (at, state) = (stretch.at.start, &stretch.state);
            let rotated = state
                .snapshot_id
                .filter(|id| snapshot.replace(*id).is_some_and(|before| before != *id));
            let changed = before.replace(state).into_iter().flat_map(|before| kinds(before, state));
            let kinds = changed.chain(rotated.map(|to| ChangeKind::Rotated { to }));
            if range.contains(&at) {
                changes.extend(kinds.map(|kind| PoolChange { at, kind }));
            }
        }
        changes
    }
}

fn kinds(before: &PoolState, now: &PoolState) -> impl Iterator<Item = ChangeKind> + use<> {
    use WarmPoolPhase::{Degraded, Deleted, Deleting};
    let bounds = |state: &PoolState| SizeBounds { min: state.min, max: state.max };
    let (from, to) = (bounds(before), bounds(now));
    let resized = (from != to).then_some(ChangeKind::Resized { from, to });
    let phase = match (&before.phase, &now.phase) {
        (before, now) if before == now => None,
        (_, Degraded) => Some(ChangeKind::Degraded),
        (_, Deleted) => Some(ChangeKind::Deleted),
        (Degraded, now) if *now != Deleting => Some(ChangeKind::Recovered),
        _ => None,
    };
    resized.into_iter().chain(phase)
}
