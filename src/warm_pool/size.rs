//! The sizes of a pool: the only copy of their rules.

use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::api::warm_pool::WarmPoolSpec;

/// `WarmPoolSpec.minSize`.
pub(crate) const MIN_RANGE: RangeInclusive<i32> = 0..=20;
/// `WarmPoolSpec.maxSize`: a pool that may hold no instance is a deleted one.
pub(crate) const MAX_RANGE: RangeInclusive<i32> = 1..=20;
/// Requested when neither bound is given; the official Terraform provider sends the same.
const DEFAULT: PoolSize = PoolSize { min: 1, max: 2 };

/// What precedes the name of a bound in an error: on the command line, and in a file.
const FLAG: &str = "--";
const KEY: &str = "";

/// A valid size: `0 <= min <= 20`, `1 <= max <= 20`, `min <= max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PoolSize {
    min: i32,
    max: i32,
}

/// Bounds as they were typed, declared or reported: each may be missing, and they may be invalid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SizeBounds {
    #[serde(rename = "minSize")]
    pub(crate) min: Option<i32>,
    #[serde(rename = "maxSize")]
    pub(crate) max: Option<i32>,
}

impl PoolSize {
    /// `None` if the bounds are invalid.
    pub(crate) fn new(min: i32, max: i32) -> Option<Self> {
        let is_valid = MIN_RANGE.contains(&min) && MAX_RANGE.contains(&max) && min <= max;
        is_valid.then_some(Self { min, max })
    }

    pub(crate) const fn min(self) -> i32 {
        self.min
    }

    pub(crate) const fn max(self) -> i32 {
        self.max
    }
}

impl SizeBounds {
    /// The bounds that a spec reports. The deprecated `desiredSize` counts only where neither bound
    /// is set: it is the fixed size of a pool from before dynamic scaling.
    pub(crate) fn from_spec(spec: &WarmPoolSpec) -> Self {
        let fixed = (spec.desired_size > 0).then_some(spec.desired_size);
        match (spec.min_size, spec.max_size) {
            (None, None) => Self { min: fixed, max: fixed },
            (min, max) => Self { min: Some(min.unwrap_or(0)), max },
        }
    }

    /// Both bounds from `--size`.
    ///
    /// # Errors
    /// When it is out of range.
    pub(crate) fn from_fixed_size(size: i32) -> Result<Self, Vec<String>> {
        range_error("--size", "holds", size, MAX_RANGE)
            .map_or(Ok(Self { min: Some(size), max: Some(size) }), |error| Err(vec![error]))
    }

    /// These bounds, and those of `other` where these are missing.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { min: self.min.or(other.min), max: self.max.or(other.max) }
    }

    /// Whether neither bound is set.
    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// The size, if both bounds are set and valid.
    pub(crate) fn size(self) -> Option<PoolSize> {
        PoolSize::new(self.min?, self.max?)
    }

    /// The size of a new pool; a missing bound is the default, adjusted to fit the other one.
    ///
    /// # Errors
    /// Every rule that is broken, each as a sentence that names the flag and its value.
    pub(crate) fn resolve_new(self) -> Result<PoolSize, Vec<String>> {
        self.or_default(FLAG)
    }

    /// As [`Self::resolve_new`] for a declaration: the errors name keys.
    pub(crate) fn resolve_declared(self) -> Result<PoolSize, Vec<String>> {
        self.or_default(KEY)
    }

    /// The size of a pool that has the size `current`; a missing bound stays.
    ///
    /// # Errors
    /// As [`Self::resolve_new`].
    pub(crate) fn resolve_update(self, current: PoolSize) -> Result<PoolSize, Vec<String>> {
        self.complete_with(current, FLAG)
    }

    /// The rules that are broken whatever the current size is.
    pub(crate) fn range_errors(self) -> Vec<String> {
        self.errors(FLAG)
    }

    fn or_default(self, prefix: &str) -> Result<PoolSize, Vec<String>> {
        let PoolSize { min, max } = DEFAULT;
        let fitting = PoolSize {
            min: self.max.map_or(min, |requested| min.min(requested)),
            max: self.min.map_or(max, |requested| max.max(requested)),
        };
        self.complete_with(fitting, prefix)
    }

    fn complete_with(self, other: PoolSize, prefix: &str) -> Result<PoolSize, Vec<String>> {
        let (min, max) = (self.min.unwrap_or(other.min), self.max.unwrap_or(other.max));
        PoolSize::new(min, max).ok_or_else(|| {
            let errors = self.errors(prefix);
            if !errors.is_empty() {
                return errors;
            }
            vec![match self.min {
                Some(_) => format!("{prefix}min {min} is above the pool's max {max}"),
                None => format!("{prefix}max {max} is below the pool's min {min}"),
            }]
        })
    }

    fn errors(self, prefix: &str) -> Vec<String> {
        let Self { min, max } = self;
        let (min_name, max_name) = (format!("{prefix}min"), format!("{prefix}max"));
        let above = min.zip(max).filter(|(min, max)| min > max);
        [
            min.and_then(|min| range_error(&min_name, "keeps", min, MIN_RANGE)),
            max.and_then(|max| range_error(&max_name, "holds", max, MAX_RANGE)),
            above.map(|(min, max)| format!("{min_name} {min} is above {max_name} {max}")),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn range_error(name: &str, verb: &str, value: i32, range: RangeInclusive<i32>) -> Option<String> {
    let (start, end) = (range.start(), range.end());
    (!range.contains(&value)).then(|| {
        format!(
            "{name} {value} is out of range: a warm pool {verb} at least {start} and at most \
             {end} instances"
        )
    })
}

impl From<PoolSize> for SizeBounds {
    fn from(PoolSize { min, max }: PoolSize) -> Self {
        Self { min: Some(min), max: Some(max) }
    }
}

/// As in tables and plans: `1..5`.
impl fmt::Display for PoolSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.min, self.max)
    }
}

/// As a size, valid or not: `20..1`, `0..?`.
impl fmt::Display for SizeBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |bound: Option<i32>| bound.map_or("?".to_owned(), |bound| bound.to_string());
        match self {
            Self { min: None, max: None } => f.write_str("unknown"),
            Self { min, max } => write!(f, "{}..{}", number(*min), number(*max)),
        }
    }
}

#[cfg(test)]
mod tests;
