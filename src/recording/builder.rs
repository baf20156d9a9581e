//! Joins lines into records: memory grows with changes, not with lines.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use uuid::Uuid;

use super::line::{Header, PoolLine, StartLine, Verdict};
use super::pool_record::{PoolRecord, PoolState, Run};
use super::reader::RecordedStart;
use super::{MAX_GAP, Millis, to_millis};
use crate::api::OpenEnum as _;
use crate::api::warm_pool::WarmPoolPhase;
use crate::warm_pool::reference::PoolKey;

/// Takes the lines of all files, one file after the other.
pub(super) struct Builder {
    /// Starts and times outside of it do not count.
    period: Range<Millis>,
    /// How many headers were read.
    segment: usize,
    /// The time of the last header.
    header_at: Millis,
    pools: HashMap<Uuid, PoolBuilder>,
    starts: HashMap<Uuid, RecordedStart>,
}

#[derive(Default)]
struct PoolBuilder {
    runs: Vec<Run>,
    /// From headers to the first line about the pool.
    spans: Vec<Range<Millis>>,
    /// The time of the last line, if it belongs to the segment of the last run.
    last: Option<Millis>,
}

impl Builder {
    pub(super) fn new(period: Range<Millis>) -> Self {
        let (segment, header_at, pools, starts) = Default::default();
        Self { period, segment, header_at, pools, starts }
    }

    pub(super) fn header(&mut self, header: &Header) {
        self.segment += 1;
        self.header_at = to_millis(header.t);
    }

    pub(super) fn pool(&mut self, line: PoolLine) {
        let at = to_millis(line.t);
        let pool = self.pools.entry(line.warm_pool_id).or_default();
        let is_continued = pool.runs.last().is_some_and(|run| run.segment == self.segment);
        let before = pool.last.replace(at).filter(|_| is_continued);
        let is_watched = |before: Millis| (0..=MAX_GAP).contains(&at.saturating_sub(before));
        if before.is_none() && is_watched(self.header_at) {
            pool.spans.push(self.header_at..at);
        }
        let end = self.period.end;
        let is_watched = before.is_some_and(|before| is_watched(before) && before < end);
        let (versions, missed) = ((line.status_version, line.status_version), line.missed);
        let run = Run { segment: self.segment, at: at..at, versions, missed, state: state(line) };
        pool.push(run, is_watched, &self.period);
    }

    pub(super) fn start(&mut self, line: &StartLine) {
        let start = RecordedStart::new(line);
        if self.period.contains(&start.created_at) {
            let known = self.starts.entry(start.environment_id).or_insert_with(|| start.clone());
            if start.precision() < known.precision() {
                *known = start;
            }
        }
    }

    pub(super) fn finish(self) -> (HashMap<Uuid, PoolRecord>, Starts) {
        let pools = self.pools.into_iter();
        let pools = pools.map(|(id, pool)| (id, PoolRecord::new(pool.runs, pool.spans)));
        let mut starts = Starts::new();
        for start in self.starts.into_values() {
            starts.entry(start.key).or_default().push(start);
        }
        let order = |start: &RecordedStart| (start.created_at, start.environment_id);
        starts.values_mut().for_each(|starts| starts.sort_by_key(order));
        (pools.collect(), starts)
    }
}

/// The starts of each pair, by the time of their creation.
pub(super) type Starts = BTreeMap<PoolKey, Vec<RecordedStart>>;

impl PoolBuilder {
    /// Adds a line. `is_watched`: whether the pool was watched since the one before, which is in the
    /// last run.
    fn push(&mut self, run: Run, is_watched: bool, period: &Range<Millis>) {
        if let Some(last) = self.runs.last_mut().filter(|_| is_watched) {
            last.at.end = run.at.end.min(period.end);
            if last.state == run.state && run.missed == 0 && last.versions.1 <= run.versions.0 {
                last.versions.1 = run.versions.1;
                return;
            }
        }
        if run.at.start >= period.end {
            return;
        }
        // The last state before the period is the first one in it.
        let is_over = |last: &mut Run| last.segment == run.segment && last.at.end <= period.start;
        if run.at.start <= period.start {
            self.runs.pop_if(is_over);
        }
        self.runs.push(run);
    }
}

fn state(line: PoolLine) -> PoolState {
    let PoolLine { running, stopped, desired, min, max, spec_version, snapshot_id, .. } = line;
    let phase = WarmPoolPhase::from_label(&line.phase);
    let phase = phase.unwrap_or_else(|| WarmPoolPhase::Name(line.phase.into()));
    PoolState { phase, running, stopped, desired, min, max, spec_version, snapshot_id }
}

impl RecordedStart {
    fn new(line: &StartLine) -> Self {
        let start_millis =
            line.start_seconds.map(|seconds| seconds.0).filter(|millis| *millis >= 0);
        Self {
            environment_id: line.environment_id,
            key: PoolKey { project: line.project_id, class: line.environment_class_id },
            created_at: to_millis(line.created_at.unwrap_or(line.t)),
            start_millis,
            running_before: line.running_before,
            verdict: start_millis.map_or(Verdict::Unknown, |_| line.verdict),
        }
    }

    /// What sorts first of the lines that several recorders have about an environment: the start was
    /// seen to its end, and seen the soonest.
    fn precision(&self) -> impl Ord {
        (self.verdict == Verdict::Unknown, self.start_millis, self.verdict, self.running_before)
    }
}
