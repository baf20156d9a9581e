//! Who started environments: people or service accounts.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::starts::Start;
use crate::api::identity::Principal;

/// What an id stands for that created an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StarterKind {
    Person,
    ServiceAccount,
}

impl StarterKind {
    /// `None` for anything else, such as a runner.
    pub(super) const fn of(principal: &Principal) -> Option<Self> {
        match principal {
            Principal::User | Principal::Account => Some(Self::Person),
            Principal::ServiceAccount => Some(Self::ServiceAccount),
            _ => None,
        }
    }
}

/// Who started the environments.
///
/// A usage record has an id without its kind. The kind is known of those that the service names
/// elsewhere: as the creator of an environment that is still listed or of a project, as the executor
/// of prebuilds, or as the token's owner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Starters {
    pub(crate) people: usize,
    pub(crate) service_accounts: usize,
    /// Starters of unknown kind.
    pub(crate) unknown: usize,
    pub(crate) starts_by_service_accounts: usize,
    /// Starts by a starter of unknown kind, or by an unknown starter.
    pub(crate) starts_by_unknown: usize,
}

impl Starters {
    pub(super) fn count(starts: &[Start], kinds: &HashMap<Uuid, StarterKind>) -> Self {
        let mut counts = Self::default();
        let mut seen = HashSet::new();
        for Start { starter, .. } in starts {
            let kind = starter.and_then(|starter| kinds.get(&starter));
            let is_new = starter.is_some_and(|starter| seen.insert(starter));
            let (starters, starts) = match kind {
                Some(StarterKind::Person) => (&mut counts.people, None),
                Some(StarterKind::ServiceAccount) => {
                    (&mut counts.service_accounts, Some(&mut counts.starts_by_service_accounts))
                }
                None => (&mut counts.unknown, Some(&mut counts.starts_by_unknown)),
            };
            *starters += usize::from(is_new);
            starts.into_iter().for_each(|starts| *starts += 1);
        }
        counts
    }

    /// Whether each start is known to be by a person or by a service account.
    pub(crate) const fn are_known(&self) -> bool {
        self.starts_by_unknown == 0
    }

    /// The share of these starts that service accounts made; `None` if it is not known, or if there
    /// are none.
    pub(crate) fn share_of_service_accounts(&self, starts: usize) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let share = |part: usize| part as f64 / starts as f64;
        (self.are_known() && starts > 0).then(|| share(self.starts_by_service_accounts))
    }
}
