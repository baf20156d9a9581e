//! What lies between a file and what there is, as data.

use uuid::Uuid;

use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// What is to be done so that what there is becomes what a file declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Every pool that the file declares or, when it is to prune, owns; by address.
    pub(crate) changes: Vec<Change>,
    /// Pools that the file owns and does not declare, and that stay; by address.
    pub(crate) kept: Vec<UnmanagedPool>,
    /// What will keep a pool from becoming ready, or from being made; by address.
    pub(crate) warnings: Vec<Warning>,
}

/// What is to be done with one pool, perhaps nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// How a user can name the pool.
    pub(crate) address: String,
    /// What the pool is for.
    pub(crate) pair: PoolKey,
    /// The line of the file that declares it; none for one that is to go.
    pub(crate) line: Option<usize>,
    /// What is to be done.
    pub(crate) action: Action,
}

/// What is to be done with a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// It is to be made.
    Create {
        /// Its size.
        after: PoolSize,
    },
    /// Its sizes are to be changed.
    Update {
        /// Its id.
        pool: Uuid,
        /// What it tells now, which may break the rules.
        before: SizeBounds,
        /// Its new size.
        after: PoolSize,
    },
    /// It is to be deleted.
    Delete {
        /// Its id.
        pool: Uuid,
        /// What it tells now.
        before: SizeBounds,
    },
    /// It is as declared.
    None {
        /// Its id.
        pool: Uuid,
        /// Its size.
        size: PoolSize,
    },
}

/// A pool that the file owns and does not declare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnmanagedPool {
    /// How a user can name it.
    pub(crate) address: String,
    /// What it is for.
    pub(crate) pair: PoolKey,
    /// Its id.
    pub(crate) pool: Uuid,
    /// What it tells now.
    pub(crate) sizes: SizeBounds,
}

/// Something that a person should know before the plan is carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Warning {
    /// The pool that it is about.
    pub(crate) address: String,
    /// The line of the file that declares the pool.
    pub(crate) line: Option<usize>,
    /// What there is to know.
    pub(crate) text: String,
    /// What mends it.
    pub(crate) fix: Option<WarningFix>,
}

/// The command that fixes what a warning is about, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WarningFix {
    /// What the command does.
    pub(crate) purpose: String,
    /// The command, ready to paste.
    pub(crate) command: String,
}

/// How many pools there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// To be made.
    pub(crate) create: usize,
    /// To be resized.
    pub(crate) update: usize,
    /// To be deleted.
    pub(crate) delete: usize,
    /// As declared.
    pub(crate) none: usize,
}

impl Action {
    /// Its word in JSON.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Create { .. } => "create",
            Self::Update { .. } => "update",
            Self::Delete { .. } => "delete",
            Self::None { .. } => "none",
        }
    }

    /// The pool it is about, where there is one already.
    pub(crate) const fn pool(self) -> Option<Uuid> {
        match self {
            Self::Create { .. } => None,
            Self::Update { pool, .. } | Self::Delete { pool, .. } | Self::None { pool, .. } => {
                Some(pool)
            }
        }
    }

    /// The sizes before it.
    pub(crate) fn before(self) -> Option<SizeBounds> {
        match self {
            Self::Create { .. } => None,
            Self::Update { before, .. } | Self::Delete { before, .. } => Some(before),
            Self::None { size, .. } => Some(size.into()),
        }
    }

    /// The size after it.
    pub(crate) const fn after(self) -> Option<PoolSize> {
        match self {
            Self::Delete { .. } => None,
            Self::Create { after } | Self::Update { after, .. } => Some(after),
            Self::None { size, .. } => Some(size),
        }
    }
}

impl Change {
    /// Whether nothing is to be done.
    pub(crate) const fn is_none(&self) -> bool {
        matches!(self.action, Action::None { .. })
    }
}

impl Plan {
    /// Whether nothing is to be done.
    pub(crate) fn is_empty(&self) -> bool {
        self.changes.iter().all(Change::is_none)
    }

    /// How many pools there are of each kind.
    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for change in &self.changes {
            *match change.action {
                Action::Create { .. } => &mut counts.create,
                Action::Update { .. } => &mut counts.update,
                Action::Delete { .. } => &mut counts.delete,
                Action::None { .. } => &mut counts.none,
            } += 1;
        }
        counts
    }
}
