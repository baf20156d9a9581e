//! Properties of seeds that hold for any text.

use super::{Seed, SeedError};
use crate::toml_reader::invariants::assert_all_render;

/// Every error has a position; a seed without errors is simulated, and creates what it describes.
pub(crate) fn seed(text: &str) {
    let seed = match Seed::parse(text) {
        Ok(seed) => seed,
        Err(SeedError(errors)) => return assert_all_render(text, &errors),
    };
    let state = seed.create_state_at(1_800_000_000_000);
    assert_eq!(state.runners.len(), seed.runners.len());
    assert_eq!(state.classes.len(), seed.classes.len());
    assert_eq!(state.projects.len(), seed.projects.len());
    let runners = state.classes.values().map(|class| class.runner);
    assert!(runners.into_iter().all(|runner| state.runners.contains_key(&runner)));
    for pool in state.pools.values() {
        assert!(state.projects[&pool.project].prebuilds_class(pool.class));
        assert!(0 <= pool.spec.min && pool.spec.min <= pool.spec.max && pool.spec.max <= 20);
    }
}
