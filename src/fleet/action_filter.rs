//! The kinds of changes that are applied; the others are left. Pure.

use super::plan::{ActionKind, Change, Plan};

/// The kinds that change something, in the order in which a plan counts them.
const KINDS: [ActionKind; 3] = [ActionKind::Create, ActionKind::Update, ActionKind::Delete];

/// Which changes of a plan are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ActionFilter(Vec<ActionKind>);

impl ActionFilter {
    pub(crate) fn all() -> Self {
        Self(KINDS.to_vec())
    }

    /// Only these kinds; every kind if there are none.
    pub(crate) fn only(kinds: &[ActionKind]) -> Self {
        if kinds.is_empty() {
            return Self::all();
        }
        Self(KINDS.into_iter().filter(|kind| kinds.contains(kind)).collect())
    }

    pub(crate) fn includes(&self, kind: ActionKind) -> bool {
        self.0.contains(&kind)
    }

    /// The changes that would do something and are not applied.
    pub(crate) fn left<'a>(&self, plan: &'a Plan) -> impl Iterator<Item = &'a Change> {
        let changes = plan.changes.iter();
        changes.filter(|change| {
            let kind = change.action.kind();
            kind != ActionKind::None && !self.includes(kind)
        })
    }

    /// The plan without the changes that are left.
    pub(crate) fn restrict(&self, plan: &Plan) -> Plan {
        let mut plan = plan.clone();
        plan.changes.retain(|change| {
            let kind = change.action.kind();
            kind == ActionKind::None || self.includes(kind)
        });
        plan
    }

    /// The kinds as words, separated by commas.
    pub(crate) fn words(&self) -> String {
        self.0.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_kind_means_every_kind_and_the_order_does_not_matter() {
        assert_eq!(ActionFilter::only(&[]), ActionFilter::all());
        let filter =
            ActionFilter::only(&[ActionKind::Delete, ActionKind::Create, ActionKind::Delete]);
        assert_eq!(filter.words(), "create,delete");
        assert!(filter.includes(ActionKind::Create) && !filter.includes(ActionKind::Update));
        assert!(!ActionFilter::all().includes(ActionKind::None));
    }
}
