//! Checks whether the windows that a plan was made for still hold. Pure.

use jiff::{SignedDuration, Timestamp};

use crate::fleet::plan::{ActionKind, Change, Plan};

/// How far two clocks may be apart.
pub(crate) const MAX_CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(2);

/// The changes that give a pool the size of a window that has ended, or of a time between windows.
/// Deletions and pools that stay do not depend on the time.
pub(crate) fn expired_changes(plan: &Plan, now: Timestamp) -> impl Iterator<Item = &Change> {
    let has_size =
        |change: &Change| matches!(change.action.kind(), ActionKind::Create | ActionKind::Update);
    plan.changes.iter().filter(move |change| {
        has_size(change) && change.window.until.is_some_and(|until| until <= now)
    })
}

/// Whether a plan was made for an instant that has not come yet; clocks may differ a little.
pub(crate) fn is_ahead(evaluated_at: Timestamp, now: Timestamp) -> bool {
    evaluated_at.duration_since(now) > MAX_CLOCK_SKEW
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::fleet::evaluation::WindowState;
    use crate::fleet::plan::Action;
    use crate::warm_pool::reference::PoolKey;
    use crate::warm_pool::size::{PoolSize, SizeBounds};

    const POOL: Uuid = Uuid::from_u128(1);

    fn time(text: &str) -> Timestamp {
        format!("2026-11-30T{text}Z").parse().unwrap()
    }

    fn expired(action: Action, until: Option<&str>, now: &str) -> bool {
        let window = WindowState { name: None, until: until.map(time) };
        let key = PoolKey { project: POOL, class: POOL };
        let change =
            Change { address: "a/b".to_owned(), key, line: None, file: None, window, action };
        let plan = Plan { changes: vec![change], ..Plan::default() };
        expired_changes(&plan, time(now)).count() == 1
    }

    #[test]
    fn a_change_expires_at_its_edge() {
        let (after, before) = (PoolSize::new(1, 2).unwrap(), SizeBounds::default());
        for action in [Action::Create { after }, Action::Update { pool: POOL, before, after }] {
            assert!(!expired(action, Some("18:30:00"), "18:29:59"));
            assert!(expired(action, Some("18:30:00"), "18:30:00"));
            assert!(!expired(action, None, "18:30:00"));
        }
        for action in
            [Action::Delete { pool: POOL, before }, Action::None { pool: POOL, size: before }]
        {
            assert!(!expired(action, Some("18:30:00"), "19:00:00"));
        }
    }

    #[test]
    fn a_plan_may_be_two_minutes_ahead() {
        assert!(!is_ahead(time("18:32:00"), time("18:30:00")));
        assert!(is_ahead(time("18:32:00"), time("18:29:59")));
        assert!(!is_ahead(time("18:30:00"), time("23:00:00")));
    }
}
