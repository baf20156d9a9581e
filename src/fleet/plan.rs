//! The changes that bring the pools of a fleet to the declared state, as data and as JSON.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::evaluation::WindowState;
use super::schedule::window::is_joined_names;
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// A line as a cell: with its file, where there are several.
pub(crate) fn line_text(file: Option<&str>, line: Option<usize>) -> Option<String> {
    let line = line?;
    Some(file.map_or_else(|| line.to_string(), |file| format!("{file}:{line}")))
}

/// What `apply` changes, and what it leaves alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// One per declared pool, and per undeclared pool when pruning; sorted by address.
    pub(crate) changes: Vec<Change>,
    /// Undeclared pools in scope that stay; sorted by address.
    pub(crate) kept: Vec<UnmanagedPool>,
    /// Why new pools cannot be created or become ready; sorted by address.
    pub(crate) warnings: Vec<Warning>,
}

/// The change of one pool, perhaps none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "ChangeJson", try_from = "ChangeJson")]
pub(crate) struct Change {
    pub(crate) address: String,
    pub(crate) key: PoolKey,
    /// The line of the file that declares the pool; `None` for a deletion.
    pub(crate) line: Option<usize>,
    /// The file of that line, if the plan was made for several.
    pub(crate) file: Option<String>,
    /// What the change was made for.
    pub(crate) window: WindowState,
    pub(crate) action: Action,
}

/// What a change does. Reported sizes may be invalid, requested ones never are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Create { after: PoolSize },
    Update { pool: Uuid, before: SizeBounds, after: PoolSize },
    Delete { pool: Uuid, before: SizeBounds },
    None { pool: Uuid, size: SizeBounds },
}

/// An action without its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ActionKind {
    Create,
    Update,
    Delete,
    None,
}

/// A pool in scope that the file does not declare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct UnmanagedPool {
    pub(crate) address: String,
    pub(crate) project_id: Uuid,
    pub(crate) environment_class_id: Uuid,
    pub(crate) warm_pool_id: Uuid,
    pub(crate) sizes: SizeBounds,
}

/// Something to know about a pool before the plan is applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Warning {
    pub(crate) address: String,
    pub(crate) line: Option<usize>,
    #[serde(rename = "path", default, skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    pub(crate) text: String,
    pub(crate) fix: Option<WarningFix>,
}

/// A command that helps, ready to paste, and what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WarningFix {
    pub(crate) purpose: String,
    pub(crate) command: String,
}

/// The number of changes of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counts {
    pub(crate) create: usize,
    pub(crate) update: usize,
    pub(crate) delete: usize,
    pub(crate) none: usize,
}

/// A change as JSON, and as a row of a table.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ChangeJson {
    pub(crate) action: ActionKind,
    pub(crate) address: String,
    project_id: Uuid,
    environment_class_id: Uuid,
    pub(crate) warm_pool_id: Option<Uuid>,
    pub(crate) before: Option<SizeBounds>,
    pub(crate) after: Option<SizeBounds>,
    pub(crate) line: Option<usize>,
    #[serde(rename = "path", default, skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    #[serde(default)]
    pub(crate) window: Option<String>,
    #[serde(default)]
    pub(crate) window_until: Option<Timestamp>,
}

impl UnmanagedPool {
    pub(super) const fn key(&self) -> PoolKey {
        PoolKey { project: self.project_id, class: self.environment_class_id }
    }
}

impl ActionKind {
    /// The word in tables, the same as in JSON.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::None => "none",
        }
    }
}

impl Action {
    pub(crate) const fn kind(self) -> ActionKind {
        match self {
            Self::Create { .. } => ActionKind::Create,
            Self::Update { .. } => ActionKind::Update,
            Self::Delete { .. } => ActionKind::Delete,
            Self::None { .. } => ActionKind::None,
        }
    }

    /// The pool, if it exists already.
    pub(crate) const fn pool(self) -> Option<Uuid> {
        match self {
            Self::Create { .. } => None,
            Self::Update { pool, .. } | Self::Delete { pool, .. } | Self::None { pool, .. } => {
                Some(pool)
            }
        }
    }

    pub(crate) fn before(self) -> Option<SizeBounds> {
        match self {
            Self::Create { .. } => None,
            Self::Update { before, .. } | Self::Delete { before, .. } => Some(before),
            Self::None { size, .. } => Some(size),
        }
    }

    pub(crate) fn after(self) -> Option<SizeBounds> {
        match self {
            Self::Delete { .. } => None,
            Self::Create { after } | Self::Update { after, .. } => Some(after.into()),
            Self::None { size, .. } => Some(size),
        }
    }
}

impl Plan {
    /// Whether nothing changes.
    pub(crate) fn is_empty(&self) -> bool {
        self.changes.iter().all(|change| change.action.kind() == ActionKind::None)
    }

    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for change in &self.changes {
            *match change.action.kind() {
                ActionKind::Create => &mut counts.create,
                ActionKind::Update => &mut counts.update,
                ActionKind::Delete => &mut counts.delete,
                ActionKind::None => &mut counts.none,
            } += 1;
        }
        counts
    }
}

impl From<Change> for ChangeJson {
    fn from(Change { address, key, line, file, window, action }: Change) -> Self {
        Self {
            action: action.kind(),
            address,
            project_id: key.project,
            environment_class_id: key.class,
            warm_pool_id: action.pool(),
            before: action.before(),
            after: action.after(),
            line,
            file,
            window: window.name,
            window_until: window.until,
        }
    }
}

/// A saved plan may have been edited: a change that no plan has is an error.
impl TryFrom<ChangeJson> for Change {
    type Error = String;

    fn try_from(json: ChangeJson) -> Result<Self, String> {
        let ChangeJson { address, line, file, window: name, window_until: until, .. } = json;
        if let Some(name) = name.as_deref().filter(|name| !is_joined_names(name)) {
            return Err(format!("{address} has an invalid window: {name:?}"));
        }
        let window = WindowState { name, until };
        let key = PoolKey { project: json.project_id, class: json.environment_class_id };
        let valid = |size: SizeBounds| {
            size.size().ok_or_else(|| format!("{address} has an invalid size after the change"))
        };
        let action = match (json.action, json.warm_pool_id, json.before, json.after) {
            (ActionKind::Create, None, None, Some(after)) => {
                Action::Create { after: valid(after)? }
            }
            (ActionKind::Update, Some(pool), Some(before), Some(after)) => {
                Action::Update { pool, before, after: valid(after)? }
            }
            (ActionKind::Delete, Some(pool), Some(before), None)
                if window == WindowState::default() =>
            {
                Action::Delete { pool, before }
            }
            (ActionKind::None, Some(pool), Some(before), Some(after)) if before == after => {
                Action::None { pool, size: after }
            }
            _ => return Err(format!("{address} has fields that do not fit its action")),
        };
        Ok(Self { address, key, line, file, window, action })
    }
}
