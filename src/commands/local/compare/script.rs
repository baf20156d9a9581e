//! The steps that both sides go through, as data.

mod changes;
mod reads;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

pub(super) use changes::CHANGES;
pub(super) use reads::READS;

/// One request on each side, or a wait.
#[derive(Debug)]
pub(super) struct Step {
    /// For people and programs; unique.
    pub(super) name: &'static str,
    pub(super) action: Action,
    pub(super) scope: Scope,
    pub(super) condition: Condition,
    /// What the embedded API assumes, which this step proves or refutes; empty if it only compares
    /// fields.
    pub(super) assumption: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Call {
        /// Such as `PrebuildService/GetWarmPool`.
        method: &'static str,
        /// JSON, in which a text such as `$pool` stands for a value of the side.
        request: &'static str,
    },
    WaitUntilReady,
    WaitUntilDeleted,
}

/// What a response is about, which decides what counts as a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Objects of the account, whose values and optional fields depend on its data.
    Account,
    /// The scratch pool as it is created: every field counts.
    NewPool,
    /// The scratch pool later, which changes by itself.
    Pool,
}

/// When a step is of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    Always,
    /// Once the scratch pool has become ready, so that it has a snapshot.
    Ready,
    /// While the scratch pool is being deleted.
    Deleting,
    /// Once it is deleted, so that its project and class can have another pool.
    Deleted,
}

/// The values that stand for texts such as `$pool` in the requests of one side.
pub(super) type Bindings = Map<String, Value>;

/// An id that names nothing.
const UNKNOWN_ID: &str = "00000000-0000-4000-8000-000000000000";
/// One more than a filter may have.
const TOO_MANY_IDS: usize = 26;

/// The values that are the same on both sides.
pub(super) fn common_bindings() -> Bindings {
    let ids = vec![UNKNOWN_ID; TOO_MANY_IDS];
    let common = json!({ "$unknown": UNKNOWN_ID, "$many": ids });
    common.as_object().cloned().unwrap_or_default()
}

/// The request of a step, or the first text that has no value.
pub(super) fn fill(request: &str, bindings: &Bindings) -> Result<Map<String, Value>, String> {
    let template: Map<String, Value> = serde_json::from_str(request).unwrap_or_default();
    template.into_iter().map(|(name, value)| Ok((name, fill_value(value, bindings)?))).collect()
}

fn fill_value(value: Value, bindings: &Bindings) -> Result<Value, String> {
    match value {
        Value::String(text) if text.starts_with('$') => bindings.get(&text).cloned().ok_or(text),
        Value::Array(elements) => {
            elements.into_iter().map(|element| fill_value(element, bindings)).collect()
        }
        Value::Object(members) => members
            .into_iter()
            .map(|(name, member)| Ok((name, fill_value(member, bindings)?)))
            .collect(),
        value => Ok(value),
    }
}

impl Step {
    /// Whether it sends a change, which only `--yes` allows.
    pub(super) const fn is_change(&self) -> bool {
        !matches!(self.scope, Scope::Account)
    }

    /// Whether an accepted request creates a pool, even if it should be rejected.
    pub(super) fn is_create(&self) -> bool {
        self.method() == Some(CREATE)
    }

    pub(super) fn is_delete(&self) -> bool {
        self.method() == Some(DELETE)
    }

    pub(super) const fn method(&self) -> Option<&'static str> {
        match self.action {
            Action::Call { method, .. } => Some(method),
            Action::WaitUntilReady | Action::WaitUntilDeleted => None,
        }
    }
}

const GET: &str = "PrebuildService/GetWarmPool";
const LIST: &str = "PrebuildService/ListWarmPools";
const CREATE: &str = "PrebuildService/CreateWarmPool";
const UPDATE: &str = "PrebuildService/UpdateWarmPool";
const DELETE: &str = "PrebuildService/DeleteWarmPool";

const fn read(
    name: &'static str,
    method: &'static str,
    request: &'static str,
    assumption: &'static str,
) -> Step {
    let action = Action::Call { method, request };
    Step { name, action, scope: Scope::Account, condition: Condition::Always, assumption }
}

const fn pool(
    name: &'static str,
    method: &'static str,
    request: &'static str,
    assumption: &'static str,
) -> Step {
    Step { scope: Scope::Pool, ..read(name, method, request, assumption) }
}

const fn wait(name: &'static str, action: Action, assumption: &'static str) -> Step {
    Step { action, ..pool(name, "", "", assumption) }
}

impl Step {
    const fn creating(self) -> Self {
        Self { scope: Scope::NewPool, ..self }
    }

    const fn once_ready(self) -> Self {
        Self { condition: Condition::Ready, ..self }
    }

    const fn while_deleting(self) -> Self {
        Self { condition: Condition::Deleting, ..self }
    }

    const fn once_deleted(self) -> Self {
        Self { condition: Condition::Deleted, ..self }
    }
}
