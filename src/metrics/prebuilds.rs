//! The newest prebuilds of projects and classes. Pure.

use std::collections::HashMap;

use jiff::Timestamp;

use super::exposition::{MetricSet, families};
use super::labels::PoolLabels;
use crate::api::Time;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::warm_pool::preflight::SNAPSHOT_LIFE;
use crate::warm_pool::reference::PoolKey;

/// The newest completed and the newest failed prebuild of a project and class.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct NewestPrebuilds {
    completed: Option<Completed>,
    failed_at: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq)]
struct Completed {
    id: String,
    at: Timestamp,
    /// In seconds.
    took: Option<f64>,
    snapshot_bytes: i64,
}

/// What was read about a project and class.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PrebuildReading {
    pub(crate) newest: NewestPrebuilds,
    /// Whether every prebuild was read. Otherwise a failed one may be missing.
    pub(crate) is_whole: bool,
}

impl NewestPrebuilds {
    /// Notes a prebuild of the project and class.
    pub(crate) fn note(&mut self, prebuild: &Prebuild) {
        let (Some(metadata), Some(status)) = (&prebuild.metadata, &prebuild.status) else { return };
        let Some(at) = status.completion_time.as_ref().or(metadata.updated_at.as_ref()) else {
            return;
        };
        let Some(at) = at.at() else { return };
        match status.phase {
            PrebuildPhase::Completed
                if self.completed.as_ref().is_none_or(|last| last.at <= at) =>
            {
                let created = metadata.created_at.as_ref().and_then(Time::at);
                let took = created.map(|created| at.duration_since(created).as_secs_f64());
                self.completed = Some(Completed {
                    id: prebuild.id.to_ascii_lowercase(),
                    at,
                    took: took.filter(|took| *took >= 0.0),
                    snapshot_bytes: status.snapshot_size_bytes,
                });
            }
            PrebuildPhase::Failed => self.failed_at = self.failed_at.max(Some(at)),
            _ => {}
        }
    }

    pub(crate) const fn has_completed(&self) -> bool {
        self.completed.is_some()
    }

    fn export(&self, labels: &[&str], metrics: &mut MetricSet) {
        metrics.add_known(&families::PREBUILD_LAST_FAILED, labels, self.failed_at.map(seconds));
        let Some(Completed { at, took, snapshot_bytes, .. }) = &self.completed else { return };
        metrics.add(&families::PREBUILD_LAST_COMPLETED, labels, seconds(*at));
        metrics.add_known(&families::PREBUILD_LAST_DURATION, labels, *took);
        // The service has no size to report yet.
        let size = (*snapshot_bytes > 0).then_some(*snapshot_bytes as f64);
        metrics.add_known(&families::PREBUILD_SNAPSHOT_SIZE, labels, size);
        let expires = at.checked_add(SNAPSHOT_LIFE).ok().map(seconds);
        metrics.add_known(&families::PREBUILD_SNAPSHOT_EXPIRES, labels, expires);
    }
}

/// What is known of the prebuilds of each project and class with a pool.
#[derive(Debug, Default)]
pub(crate) struct PrebuildHistory(HashMap<PoolKey, NewestPrebuilds>);

impl PrebuildHistory {
    /// Takes over what was read. What was not reached stays as it was known.
    pub(crate) fn update(&mut self, readings: HashMap<PoolKey, PrebuildReading>) {
        for (key, PrebuildReading { newest, is_whole }) in readings {
            let known = self.0.entry(key).or_default();
            let failed_at = if is_whole { None } else { known.failed_at };
            *known = NewestPrebuilds { failed_at: newest.failed_at.max(failed_at), ..newest };
        }
    }

    /// Notes one prebuild, if its project and class have a pool.
    pub(crate) fn note(&mut self, prebuild: &Prebuild, has_pool: impl Fn(PoolKey) -> bool) {
        let key = prebuild.metadata.as_ref().and_then(|metadata| {
            PoolKey::parse(&metadata.project_id, &metadata.environment_class_id)
        });
        if let Some(key) = key.filter(|key| has_pool(*key)) {
            self.0.entry(key).or_default().note(prebuild);
        }
    }

    /// Whether the prebuild with this id, in lower case, is the newest completed one of its kind.
    pub(crate) fn shows(&self, id: &str) -> bool {
        let mut completed = self.0.values().filter_map(|newest| newest.completed.as_ref());
        completed.any(|completed| completed.id == id)
    }

    /// Forgets the projects and classes without a pool.
    pub(crate) fn retain(&mut self, has_pool: impl Fn(PoolKey) -> bool) {
        self.0.retain(|key, _| has_pool(*key));
    }

    pub(crate) fn export(&self, key: PoolKey, labels: &PoolLabels, metrics: &mut MetricSet) {
        if let Some(newest) = self.0.get(&key) {
            newest.export(&[&labels.project, &labels.class], metrics);
        }
    }
}

/// Seconds since 1970, with their fraction.
pub(super) fn seconds(time: Timestamp) -> f64 {
    time.as_duration().as_secs_f64()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::api::read_message;
    use crate::metrics::exposition::{Format, encode};

    const KEY: PoolKey = PoolKey { project: Uuid::from_u128(1), class: Uuid::from_u128(2) };

    fn prebuild(id: &str, phase: &str, completed: Option<&str>) -> Prebuild {
        let message = json!({
            "id": id,
            "metadata": {
                "projectId": KEY.project,
                "environmentClassId": KEY.class,
                "createdAt": "2026-05-01T08:00:00Z",
                "updatedAt": "2026-05-01T09:00:00Z",
            },
            "status": {
                "phase": format!("PREBUILD_PHASE_{phase}"),
                "completionTime": completed,
                "snapshotSizeBytes": "34359738368",
            },
        });
        read_message(message.to_string().as_bytes()).unwrap()
    }

    fn newest(prebuilds: &[Prebuild]) -> NewestPrebuilds {
        let mut newest = NewestPrebuilds::default();
        prebuilds.iter().for_each(|prebuild| newest.note(prebuild));
        newest
    }

    /// The exported series without labels.
    fn exported(history: &PrebuildHistory) -> Vec<String> {
        let mut metrics = MetricSet::default();
        let labels = PoolLabels { project: "p".to_owned(), class: "c".to_owned() };
        history.export(KEY, &labels, &mut metrics);
        let text = encode(&metrics, Format::Text, None);
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.replace("{project=\"p\",class=\"c\"}", "")).collect()
    }

    fn reading(prebuilds: &[Prebuild], is_whole: bool) -> HashMap<PoolKey, PrebuildReading> {
        HashMap::from([(KEY, PrebuildReading { newest: newest(prebuilds), is_whole })])
    }

    #[test]
    fn the_newest_of_each_result_counts_and_what_never_happened_has_no_series() {
        let mut history = PrebuildHistory::default();
        history.update(reading(&[prebuild("a", "RUNNING", None)], true));
        assert_eq!(exported(&history), [""; 0]);
        let all = [
            prebuild("b", "COMPLETED", Some("2026-05-01T08:30:00.5Z")),
            prebuild("A", "COMPLETED", Some("2026-05-01T08:20:00Z")),
            prebuild("c", "FAILED", Some("2026-05-01T08:10:00Z")),
            prebuild("d", "FAILED", None),
            prebuild("e", "COMPLETED", Some("never")),
        ];
        history.update(reading(&all, true));
        assert_eq!(
            exported(&history),
            [
                "ona_prebuild_last_completed_timestamp_seconds 1777624200.5",
                "ona_prebuild_last_failed_timestamp_seconds 1777626000",
                "ona_prebuild_last_duration_seconds 1800.5",
                "ona_prebuild_snapshot_size_bytes 34359738368",
                "ona_prebuild_snapshot_expires_timestamp_seconds 1778229000.5",
            ]
        );
        assert!(history.shows("b") && !history.shows("a"));
    }

    #[test]
    fn what_was_not_reached_stays_known() {
        let failed = prebuild("a", "FAILED", Some("2026-05-01T08:10:00Z"));
        let completed = prebuild("b", "COMPLETED", Some("2026-05-01T08:30:00Z"));
        let mut history = PrebuildHistory::default();
        history.update(reading(&[failed.clone(), completed.clone()], true));
        history.update(reading(std::slice::from_ref(&completed), false));
        assert_eq!(exported(&history).len(), 5, "a failed prebuild further down is still known");
        history.update(reading(&[completed], true));
        assert_eq!(exported(&history).len(), 4, "the failed prebuild was deleted");
        history.update(reading(&[failed], true));
        assert_eq!(exported(&history).len(), 1, "the completed prebuild was deleted");
    }

    #[test]
    fn single_prebuilds_count_where_there_is_a_pool() {
        let completed = prebuild("b", "COMPLETED", Some("2026-05-01T08:30:00Z"));
        let mut history = PrebuildHistory::default();
        history.note(&completed, |_| false);
        assert!(!history.0.contains_key(&KEY));
        history.note(&completed, |key| key == KEY);
        history.note(&prebuild("c", "COMPLETED", Some("2026-05-01T07:30:00Z")), |_| true);
        assert!(history.shows("b") && history.0.contains_key(&KEY));
        history.retain(|_| false);
        assert!(!history.0.contains_key(&KEY));
    }
}
