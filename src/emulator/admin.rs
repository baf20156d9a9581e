//! Operations on the simulation itself, outside of the service: status, time, reset and faults.

use std::time::Duration;

use serde_json::{Value, json};

use super::Emulator;
use super::codec::time;
use super::seed::Seed;
use super::simulation::{self, PoolPhase, State};
use super::store::Load;
use super::{FaultChange, FaultError, faults};

const MAX_ADVANCE: Duration = Duration::from_secs(366 * 24 * 3_600);
const MAX_SPEED: f64 = 60_000.0;

impl Emulator {
    /// The data file, the token, the simulated time and object counts, as JSON.
    ///
    /// # Errors
    /// If the data file cannot be read.
    pub fn status(&self) -> anyhow::Result<Value> {
        let mut store = self.shared.store();
        let environments = store.count_environments()?;
        let (counts, faults) =
            store.read(Load::Due, |state, _| (counts(state, environments), faults::list(state)))?;
        Ok(json!({
            "dataFile": store.path().to_string_lossy(),
            "token": self.shared.token.as_str(),
            "now": time::from_millis(store.last_seen()),
            "speed": store.clock()?.speed(),
            "counts": counts,
            "faults": faults,
        }))
    }

    /// Advances simulated time; returns the new status.
    ///
    /// # Errors
    /// If it is more than a year, or the data file cannot be written.
    pub fn advance(&self, by: Duration) -> anyhow::Result<Value> {
        anyhow::ensure!(by <= MAX_ADVANCE, "time can be advanced by at most one year");
        self.shared.store().advance(by.as_millis().try_into()?)?;
        self.status()
    }

    /// Replaces all data by a seed, the built-in one by default; returns the new status.
    ///
    /// # Errors
    /// If the seed is invalid or the data file cannot be written.
    pub fn reset(&self, seed: Option<&str>) -> anyhow::Result<Value> {
        let seed = seed.map_or_else(Seed::built_in, Seed::parse)?;
        self.shared.store().reset(&seed)?;
        self.status()
    }

    /// Changes the faults in force, and returns them.
    ///
    /// # Errors
    /// If a word of the change means nothing, or the data file cannot be written.
    pub fn inject(&self, change: &FaultChange) -> anyhow::Result<Value> {
        let faults = self.shared.store().write(Load::Due, |state| {
            faults::apply(state, change)?;
            Ok::<_, FaultError>(faults::list(state))
        })?;
        Ok(faults?)
    }
}

pub(super) fn check_speed(speed: f64) -> anyhow::Result<()> {
    anyhow::ensure!(
        (0.0..=MAX_SPEED).contains(&speed),
        "speed {speed} is out of range: must be between 0 and {MAX_SPEED}"
    );
    Ok(())
}

fn counts(state: &State, environments: i64) -> Value {
    let is_ready = |pool: &&simulation::Pool| pool.status.phase == PoolPhase::Ready;
    json!({
        "runners": state.runners.len(),
        "environmentClasses": state.classes.len(),
        "projects": state.projects.len(),
        "prebuilds": state.prebuilds.len(),
        "warmPools": state.pools.len(),
        "readyWarmPools": state.pools.values().filter(is_ready).count(),
        "environments": environments,
    })
}
