//! Records, environments and prebuilds as they were read, reduced to what the rules need.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hash, RandomState};

use uuid::Uuid;

use super::{Millis, to_millis};
use crate::api::Time;
use crate::api::environment::{Environment, EnvironmentRole};
use crate::api::prebuild::Prebuild;
use crate::api::usage::UsageRecord;

/// One run of an environment that has ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct RecordRow {
    pub(super) id: u128,
    pub(super) environment: u128,
    pub(super) class: IdIndex,
    pub(super) user: IdIndex,
    pub(super) created: Option<Millis>,
    pub(super) stopped: Option<Millis>,
}

/// An environment that the service lists.
#[derive(Clone, Copy, Debug)]
pub(super) struct EnvironmentRow {
    pub(super) id: u128,
    pub(super) class: IdIndex,
    pub(super) creator: IdIndex,
    pub(super) created: Option<Millis>,
    pub(super) role: Role,
}

/// A prebuild, which ran in an environment of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct PrebuildRow {
    /// `None` if the service does not name it.
    pub(super) environment: Option<u128>,
    pub(super) class: IdIndex,
    pub(super) created: Option<Millis>,
}

/// What an environment is for. Of several reports about one environment the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// A usage record does not say.
    Unknown,
    /// A person or an automation works in it.
    Work,
    Prebuild,
    Other,
}

impl From<&EnvironmentRole> for Role {
    fn from(role: &EnvironmentRole) -> Self {
        match role {
            EnvironmentRole::Unspecified => Self::Unknown,
            EnvironmentRole::Default | EnvironmentRole::Workflow => Self::Work,
            EnvironmentRole::Prebuild => Self::Prebuild,
            EnvironmentRole::Number(_) | EnvironmentRole::Name(_) => Self::Other,
        }
    }
}

/// The position of an id in [`Ids`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct IdIndex(u32);

/// Ids that many rows share: of classes, users and service accounts.
#[derive(Debug, Default)]
pub(super) struct Ids {
    ids: Vec<Option<Uuid>>,
    indices: HashMap<Option<Uuid>, IdIndex>,
    /// Two, for keys of 128 bits. They are random, so that nobody can choose texts of one key.
    hashers: [RandomState; 2],
}

impl Ids {
    /// Text that is no UUID has no id.
    pub(super) fn index(&mut self, text: &str) -> IdIndex {
        let id = Uuid::try_parse(text).ok();
        let ids = &mut self.ids;
        *self.indices.entry(id).or_insert_with(|| {
            ids.push(id);
            IdIndex(u32::try_from(ids.len() - 1).unwrap_or(u32::MAX))
        })
    }

    pub(super) fn get(&self, index: IdIndex) -> Option<Uuid> {
        usize::try_from(index.0).ok().and_then(|index| *self.ids.get(index)?)
    }

    /// The key of an id that need not be a UUID; `None` for an empty one.
    fn key(&self, id: &str) -> Option<u128> {
        match Uuid::try_parse(id) {
            Ok(id) => Some(id.as_u128()),
            Err(_) if id.is_empty() => None,
            Err(_) => Some(self.hash(id)),
        }
    }

    fn hash(&self, value: impl Hash) -> u128 {
        let [high, low] = self.hashers.each_ref().map(|hasher| hasher.hash_one(&value));
        u128::from(high) << 64 | u128::from(low)
    }

    /// A record without an id is known by its content, one without an environment is a start of its
    /// own.
    pub(super) fn record(&mut self, record: &UsageRecord) -> RecordRow {
        let environment = self.key(&record.environment_id);
        let content = || {
            let times = [&record.created_at, &record.stopped_at].map(|time| text(time.as_ref()));
            self.hash((environment, times, &record.environment_class_id, &record.user_id))
        };
        let id = self.key(&record.id).unwrap_or_else(content);
        RecordRow {
            id,
            environment: environment.unwrap_or(id),
            class: self.index(&record.environment_class_id),
            user: self.index(&record.user_id),
            created: millis(record.created_at.as_ref()),
            stopped: millis(record.stopped_at.as_ref()),
        }
    }

    /// An environment without an id is known by its content.
    pub(super) fn environment(&mut self, environment: &Environment) -> EnvironmentRow {
        let metadata = environment.metadata.as_ref();
        let created_at = metadata.and_then(|metadata| metadata.created_at.as_ref());
        let creator = metadata.and_then(|metadata| metadata.creator.as_ref());
        let creator = creator.map_or("", |creator| &creator.id);
        let machine = environment.spec.as_ref().and_then(|spec| spec.machine.as_ref());
        let class = machine.map_or("", |machine| &machine.class);
        let content = || self.hash((text(created_at), class, creator));
        EnvironmentRow {
            id: self.key(&environment.id).unwrap_or_else(content),
            class: self.index(class),
            creator: self.index(creator),
            created: millis(created_at),
            role: metadata.map_or(Role::Unknown, |metadata| Role::from(&metadata.role)),
        }
    }

    pub(super) fn prebuild(&mut self, prebuild: &Prebuild) -> PrebuildRow {
        let metadata = prebuild.metadata.as_ref();
        let environment = prebuild.status.as_ref().map_or("", |status| &status.environment_id);
        PrebuildRow {
            environment: self.key(environment),
            class: self.index(metadata.map_or("", |metadata| &metadata.environment_class_id)),
            created: metadata.and_then(|metadata| millis(metadata.created_at.as_ref())),
        }
    }
}

fn text(time: Option<&Time>) -> &str {
    time.map_or("", Time::as_str)
}

/// `None` if the service sent no valid time.
pub(super) fn millis(time: Option<&Time>) -> Option<Millis> {
    time.and_then(Time::at).map(to_millis)
}
