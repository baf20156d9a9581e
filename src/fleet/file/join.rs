//! Joins the contents of several files: windows have one name space, and any pool may use them.

use std::collections::HashSet;
use std::rc::Rc;

use super::parser::Content;
use super::pool_entry::{PoolEntry, WindowSize};
use super::{Declaration, Fleet, error};
use crate::fleet::schedule::conflicts::{Conflict, ConflictFinder};
use crate::fleet::schedule::pool_schedule::{During, PoolSchedule};
use crate::keyword::did_you_mean;
use crate::sort::{sort_by, sort_by_key};
use crate::toml_reader::{Diagnostic, Position};

impl Fleet {
    /// Adds the content of the next file; its pools follow in [`Self::add_pools`].
    pub(super) fn add(&mut self, content: Content, errors: &mut Vec<Diagnostic>) -> Vec<PoolEntry> {
        if let Some(scope) = content.scope {
            self.scope.get_or_insert_default().extend(scope);
        }
        self.windows.extend(content.windows);
        self.time_zones.extend(content.time_zone);
        self.named_zones.extend(content.named_zones);
        match (&self.grace, content.grace) {
            (Some(first), Some(second)) => {
                let text = self.duplicate_error("grace", second.place, first.place);
                errors.push(error(second.place, text));
            }
            (None, grace) => self.grace = grace,
            (Some(_), None) => {}
        }
        content.pools
    }

    /// Adds the pools of all files, whose windows are known now. A file that could not be read may
    /// have more.
    pub(super) fn add_pools(
        &mut self,
        pools: Vec<PoolEntry>,
        is_complete: bool,
    ) -> Vec<Diagnostic> {
        sort_by(&mut self.windows, |a, b| (&a.name, a.place).cmp(&(&b.name, b.place)));
        let mut errors = self.duplicate_windows();
        let mut schedules = Vec::new();
        for pool in &pools {
            let (during, unknown) = self.resolve_windows(&pool.during);
            if is_complete {
                errors.extend(unknown);
            }
            let outside = pool.size.bounds.resolve_declared();
            let outside = outside.ok().filter(|_| !during.is_empty());
            let schedule = |outside| PoolSchedule { outside, during, overlap: pool.overlap };
            schedules.push(outside.map(schedule).map(Rc::new));
        }
        errors.extend(self.conflicts(schedules.iter().flatten()));
        for (pool, schedule) in pools.into_iter().zip(schedules) {
            let PoolEntry { project, classes, size, goal, .. } = pool;
            self.pools.extend(classes.into_iter().map(|class| Declaration {
                project: project.clone(),
                class,
                size,
                schedule: schedule.clone(),
                goal,
            }));
        }
        errors
    }

    fn duplicate_windows(&self) -> Vec<Diagnostic> {
        let pairs = self.windows.windows(2).filter(|pair| pair[0].name == pair[1].name);
        let errors = pairs.map(|pair| {
            let name = format!("window {}", pair[1].name);
            error(pair[1].place, self.duplicate_error(&name, pair[1].place, pair[0].place))
        });
        errors.collect()
    }

    /// The windows of a pool, sorted, and the names that no window has.
    fn resolve_windows(&self, sizes: &[WindowSize]) -> (Vec<During>, Vec<Diagnostic>) {
        let (mut during, mut unknown) = (Vec::new(), Vec::new());
        for WindowSize { name, place, size } in sizes {
            match self.windows.binary_search_by(|window| window.name.cmp(name)) {
                Ok(window) => {
                    let place = *place;
                    during.extend(size.map(|size| During { window, size, place }));
                }
                Err(_) => {
                    let known = self.windows.iter().map(|window| window.name.as_str());
                    let suggestion = did_you_mean(name, known);
                    let text = format!("during.{name}: no such window in [windows]{suggestion}");
                    unknown.push(error(*place, text));
                }
            }
        }
        sort_by_key(&mut during, |during| during.window);
        (during, unknown)
    }

    /// Windows of one pool that hold together, once for each two keys.
    fn conflicts<'s>(
        &self,
        schedules: impl Iterator<Item = &'s Rc<PoolSchedule>>,
    ) -> Vec<Diagnostic> {
        let (mut finder, mut seen) = (ConflictFinder::new(&self.windows), HashSet::new());
        let mut conflicts = Vec::new();
        for schedule in schedules {
            conflicts.extend(finder.conflicts(schedule));
        }
        conflicts.retain(|conflict| seen.insert((conflict.first.place, conflict.second.place)));
        conflicts.iter().map(|conflict| self.conflict_error(conflict)).collect()
    }

    fn conflict_error(&self, Conflict { first, second, at }: &Conflict) -> Diagnostic {
        let [a, b] = [first, second].map(|during| &self.windows[during.window]);
        let line = self.line_text(first.place, second.place);
        let time = b.describe(*at);
        let text = format!(
            "during.{} overlaps during.{} of {line}: both hold on {time}; change the windows, or set \
             overlap = \"largest\"",
            b.name, a.name
        );
        error(second.place, text)
    }

    /// `line 7`, or `pools.toml:7` where another place is in another file.
    pub(super) fn line_text(&self, place: Position, other: Position) -> String {
        let line = place.line;
        match self.files.get(place.file).filter(|_| place.file != other.file) {
            Some(file) => format!("{file}:{line}"),
            None => format!("line {line}"),
        }
    }
}
