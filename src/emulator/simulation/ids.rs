//! Deterministic ids that look like those of the service.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Millis;

/// A seeded generator, whose position is saved in the data file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ids {
    seed: u64,
    drawn: u64,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, drawn: 0 }
    }

    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    /// A version 7 UUID of simulated time, so that ids sort by creation.
    pub(crate) fn next(&mut self, now: Millis) -> Uuid {
        self.drawn += 1;
        let high = mix(self.seed ^ mix(self.drawn));
        let low = mix(high ^ self.drawn);
        let time = u128::from(now.unsigned_abs()) & 0xffff_ffff_ffff;
        let order = u128::from(self.drawn) & 0xfff;
        let random = u128::from(low) & 0x3fff_ffff_ffff_ffff;
        Uuid::from_u128(time << 80 | 0x7 << 76 | order << 64 | 0b10 << 62 | random)
    }
}

/// The output step of SplitMix64.
pub(super) fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_version_7_and_sort_by_creation() {
        let mut ids = Ids::new(1);
        let created: Vec<_> = (0..100).map(|at| ids.next(1_800_000_000_000 + at / 10)).collect();
        assert!(created.is_sorted());
        assert_eq!(created[0].get_version_num(), 7);
        assert_eq!(created[0].get_variant(), uuid::Variant::RFC4122);
    }

    #[test]
    fn ids_depend_on_the_seed_only() {
        let first = |seed| Ids::new(seed).next(5);
        assert_eq!(first(7), first(7));
        assert_ne!(first(7), first(8));
    }
}
