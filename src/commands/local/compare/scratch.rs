//! The record of the scratch pools of this run and of runs before it. It is written before a pool is
//! created, so that the pool of a run that was killed is found.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::api::Time;
use crate::api::warm_pool::WarmPool;
use crate::config::StateFile;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::warm_pool::lifecycle;
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::SizeBounds;

const FILE: &str = "compare.json";
/// How much later than it was sent a create can take effect.
const MAX_DELAY: SignedDuration = SignedDuration::from_mins(5);
/// The clock of a service is known to a second, plus the time that a response takes.
const CLOCK_ERROR: SignedDuration = SignedDuration::from_secs(5);

/// Whose pools they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Owner {
    /// The base URL of the service.
    pub(super) host: String,
    pub(super) organization_id: String,
}

/// The scratch pools of one project and class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record {
    #[serde(flatten)]
    pub(super) owner: Owner,
    pub(super) project_id: Uuid,
    pub(super) environment_class_id: Uuid,
    /// The pools that were created and not yet deleted.
    pub(super) warm_pool_ids: BTreeSet<Uuid>,
    /// The create that was sent last, until its outcome is known.
    pub(super) pending: Option<Pending>,
}

/// A create of which the outcome is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pending {
    /// By the clock of the service.
    pub(super) since: String,
    pub(super) min_size: Option<i32>,
    pub(super) max_size: Option<i32>,
}

impl Record {
    pub(super) fn new(owner: Owner, key: PoolKey) -> Self {
        let (project_id, environment_class_id) = (key.project, key.class);
        let (warm_pool_ids, pending) = Default::default();
        Self { owner, project_id, environment_class_id, warm_pool_ids, pending }
    }

    pub(super) const fn key(&self) -> PoolKey {
        PoolKey { project: self.project_id, class: self.environment_class_id }
    }

    fn is_empty(&self) -> bool {
        self.warm_pool_ids.is_empty() && self.pending.is_none()
    }

    fn is_about(&self, other: &Self) -> bool {
        (&self.owner, self.key()) == (&other.owner, other.key())
    }
}

impl Pending {
    /// Whether this create can have led to a pool, whose project and class had none before.
    pub(super) fn may_have_created(&self, pool: &WarmPool) -> bool {
        let created = pool.metadata.as_ref().and_then(|metadata| metadata.created_at.as_ref());
        let Some((created, since)) = created.and_then(Time::at).zip(self.since()) else {
            return false;
        };
        let age = created.duration_since(since);
        let SizeBounds { min, max } = lifecycle::size_bounds(pool);
        let is_size = |wanted: Option<i32>, found| wanted.is_none() || wanted == found;
        (-CLOCK_ERROR..=MAX_DELAY).contains(&age)
            && is_size(self.min_size, min)
            && is_size(self.max_size, max)
    }

    /// Whether it can no longer take effect.
    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        self.since().is_none_or(|since| now.duration_since(since) > MAX_DELAY)
    }

    fn since(&self) -> Option<Timestamp> {
        self.since.parse().ok()
    }
}

/// All records; no other process uses them meanwhile.
pub(super) struct Records {
    file: StateFile,
    all: RefCell<Vec<Record>>,
}

impl Records {
    /// Opens the records.
    ///
    /// # Errors
    /// If another run uses them, or the file cannot be used.
    pub(super) fn open(context: &Context) -> Result<Self, CliError> {
        let Some(file) = StateFile::open(FILE, &context.env.borrow())? else {
            let message = "another local compare --yes is running";
            return Err(CliError::new(ExitCode::Conflict, "aborted", message));
        };
        let all = parse(&file.read()?).map_err(|error| {
            CliError::usage(format!("{} is not a record of scratch pools", file.path().display()))
                .because(error.to_string())
                .because("remove the file if no run of local compare has left a pool")
        })?;
        Ok(Self { file, all: RefCell::new(all) })
    }

    /// The records that earlier runs left; `None` if they cannot be read, or another run uses them.
    pub(super) fn peek(context: &Context) -> Option<Vec<Record>> {
        let env = context.env.borrow();
        if !StateFile::exists(FILE, &env) {
            return None;
        }
        parse(&StateFile::open(FILE, &env).ok()??.read().ok()?).ok()
    }

    /// The records that earlier runs left.
    pub(super) fn of(&self, owner: &Owner) -> Vec<Record> {
        self.all.borrow().iter().filter(|record| record.owner == *owner).cloned().collect()
    }

    /// Saves a record in place of that of the same project and class.
    pub(super) fn save(&self, record: &Record) -> Result<(), CliError> {
        let mut all = self.all.borrow_mut();
        all.retain(|other| !other.is_about(record));
        if !record.is_empty() {
            all.push(record.clone());
        }
        self.file.write(&serde_json::to_string_pretty(&*all).unwrap_or_default())
    }
}

fn parse(text: &str) -> Result<Vec<Record>, serde_json::Error> {
    if text.is_empty() { Ok(Vec::new()) } else { serde_json::from_str(text) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::read_message;

    fn pool(created_at: &str, min: i32, max: i32) -> WarmPool {
        let message = json!({
            "metadata": { "createdAt": created_at },
            "spec": { "minSize": min, "maxSize": max },
        });
        read_message(message.to_string().as_bytes()).unwrap()
    }

    fn pending(min_size: Option<i32>, max_size: Option<i32>) -> Pending {
        Pending { since: "2026-05-01T08:00:00Z".to_owned(), min_size, max_size }
    }

    #[test]
    fn only_a_pool_of_that_time_and_size_can_come_from_a_create() {
        let create = pending(Some(0), Some(1));
        for (created, min, max, expected) in [
            ("2026-05-01T08:00:00Z", 0, 1, true),
            ("2026-05-01T07:59:56Z", 0, 1, true),
            ("2026-05-01T08:05:00Z", 0, 1, true),
            ("2026-05-01T07:59:54Z", 0, 1, false),
            ("2026-05-01T08:05:01Z", 0, 1, false),
            ("2026-05-01T08:00:00Z", 1, 1, false),
            ("2026-05-01T08:00:00Z", 0, 2, false),
        ] {
            let found = create.may_have_created(&pool(created, min, max));
            assert_eq!(found, expected, "{created} {min}..{max}");
        }
        assert!(pending(None, None).may_have_created(&pool("2026-05-01T08:00:00Z", 1, 2)));
        assert!(!create.may_have_created(&WarmPool::default()));
    }

    #[test]
    fn a_create_is_over_after_some_minutes() {
        let is_over = |now: &str| pending(None, None).is_over(now.parse().unwrap());
        assert!(!is_over("2026-05-01T08:05:00Z") && is_over("2026-05-01T08:05:01Z"));
        let unreadable = Pending { since: "yesterday".to_owned(), ..pending(None, None) };
        assert!(unreadable.is_over(Timestamp::UNIX_EPOCH));
    }

    #[test]
    fn a_record_survives_being_written() {
        let owner = Owner { host: "https://h/api".to_owned(), organization_id: "o".to_owned() };
        let key = PoolKey { project: Uuid::from_u128(1), class: Uuid::from_u128(2) };
        let mut record = Record::new(owner, key);
        assert!(record.is_empty());
        record.warm_pool_ids.insert(Uuid::from_u128(3));
        record.pending = Some(pending(Some(0), None));
        let text = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), record);
        assert!(text.starts_with(r#"{"host":"https://h/api","organizationId":"o","projectId":"#));
    }
}
