//! Operations on the simulation itself, outside of the service: status, time, reset and fault
//! injection.

use std::time::Duration;

use anyhow::Context as _;
use serde_json::{Value, json};

use super::Emulator;
use super::codec::time;
use super::seed::Seed;
use super::simulation::{self, PoolPhase, State};

const MAX_ADVANCE: Duration = Duration::from_secs(366 * 24 * 3_600);
const MAX_SPEED: f64 = 60_000.0;

/// Failures to inject.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// Instances that fail to provision; three consecutive failures degrade a pool.
    pub instances: u32,
    /// Prebuilds that fail.
    pub prebuilds: u32,
    /// The failure message that the runner reports.
    pub message: String,
    /// The name of a runner, and its new `RunnerPhase`, such as `RUNNER_PHASE_INACTIVE`.
    pub runner: Option<(String, String)>,
}

impl Emulator {
    /// The data file, the token, the simulated time and object counts, as JSON.
    ///
    /// # Errors
    /// If the data file cannot be read.
    pub fn status(&self) -> anyhow::Result<Value> {
        let mut store = self.shared.store();
        let counts = store.read(counts)?;
        Ok(json!({
            "dataFile": store.path().to_string_lossy(),
            "token": self.shared.token.as_str(),
            "now": time::from_millis(store.last_seen()),
            "speed": store.clock()?.speed(),
            "counts": counts,
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

    /// Injects failures.
    ///
    /// # Errors
    /// If the runner does not exist, or the data file cannot be written.
    pub fn inject(&self, faults: Faults) -> anyhow::Result<()> {
        self.shared.store().write(|state| inject(state, faults))?
    }
}

pub(super) fn check_speed(speed: f64) -> anyhow::Result<()> {
    anyhow::ensure!(
        (0.0..=MAX_SPEED).contains(&speed),
        "speed {speed} is out of range: must be between 0 and {MAX_SPEED}"
    );
    Ok(())
}

fn inject(state: &mut State, faults: Faults) -> anyhow::Result<()> {
    let Faults { instances, prebuilds, message, runner } = faults;
    if let Some((name, phase)) = runner {
        let runner = state.runners.values().find(|runner| runner.name == name);
        let id = runner.with_context(|| format!("runner {name:?} not found"))?.id;
        state.set_runner_phase(id, &phase);
    }
    state.set_faults(simulation::Faults { instances, prebuilds, message });
    Ok(())
}

fn counts(state: &State) -> Value {
    let is_ready = |pool: &&simulation::Pool| pool.status.phase == PoolPhase::Ready;
    json!({
        "runners": state.runners.len(),
        "environmentClasses": state.classes.len(),
        "projects": state.projects.len(),
        "prebuilds": state.prebuilds.len(),
        "warmPools": state.pools.len(),
        "readyWarmPools": state.pools.values().filter(is_ready).count(),
        "environments": state.environments.len(),
    })
}
