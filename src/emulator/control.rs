//! What is done to the simulation itself, and never through the service: looking at it, moving
//! its time, starting afresh, breaking things.

use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use serde_json::{Value, json};

use super::Emulator;
use super::machine::{self, PoolPhase, World};
use super::seed::Seed;
use super::wire::time;

/// The furthest that time is moved at once.
const LONGEST_ADVANCE: Duration = Duration::from_secs(366 * 24 * 3_600);
/// The fastest that time runs: a day in a second and a half.
const FASTEST: f64 = 60_000.0;

/// Things that are to go wrong.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// So many instances of pools fail while they are made; three in a row degrade a pool.
    pub instances: u32,
    /// So many prebuilds fail.
    pub prebuilds: u32,
    /// What the runner says about it.
    pub message: String,
    /// A runner by name, and the `RunnerPhase` it changes to, such as `RUNNER_PHASE_INACTIVE`.
    pub runner: Option<(String, String)>,
}

impl Emulator {
    /// The state in short, as JSON: file, token, simulated time and counts.
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

    /// Moves simulated time forward; returns the new status.
    ///
    /// # Errors
    /// If that is more than a year, or the data file cannot be written.
    pub fn advance(&self, by: Duration) -> anyhow::Result<Value> {
        anyhow::ensure!(by <= LONGEST_ADVANCE, "time is moved by a year at most");
        let millis = by.as_millis().try_into().context("time is moved by a year at most")?;
        self.shared.store().advance(millis)?;
        self.status()
    }

    /// Replaces everything by a seed, the built-in one if none is given; returns the new status.
    ///
    /// # Errors
    /// If the seed is wrong or the data file cannot be written.
    pub fn reset(&self, seed: Option<&Path>) -> anyhow::Result<Value> {
        let seed = seed.map_or_else(Seed::built_in, Seed::read)?;
        self.shared.store().reset(&seed)?;
        self.status()
    }

    /// Lets things go wrong.
    ///
    /// # Errors
    /// If there is no such runner, or the data file cannot be written.
    pub fn inject(&self, faults: Faults) -> anyhow::Result<()> {
        self.shared.store().write(|world| inject(world, faults))?
    }
}

/// A speed that the clock can have.
pub(super) fn check_speed(speed: f64) -> anyhow::Result<()> {
    anyhow::ensure!(
        (0.0..=FASTEST).contains(&speed),
        "the speed {speed} is not between 0 and {FASTEST}"
    );
    Ok(())
}

fn inject(world: &mut World, faults: Faults) -> anyhow::Result<()> {
    let Faults { instances, prebuilds, message, runner } = faults;
    if let Some((name, phase)) = runner {
        let found = world.runners.values().find(|own| own.name == name);
        let id = found.with_context(|| format!("no runner {name:?}"))?.id;
        world.set_runner_phase(id, &phase);
    }
    world.set_faults(machine::Faults { instances, prebuilds, message });
    Ok(())
}

fn counts(world: &World) -> Value {
    let of_phase = |phase| world.pools.values().filter(|pool| pool.status.phase == phase).count();
    json!({
        "runners": world.runners.len(),
        "environmentClasses": world.classes.len(),
        "projects": world.projects.len(),
        "prebuilds": world.prebuilds.len(),
        "warmPools": world.pools.len(),
        "readyWarmPools": of_phase(PoolPhase::Ready),
        "environments": world.environments.len(),
    })
}
