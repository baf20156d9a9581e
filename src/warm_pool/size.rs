//! The sizes of a pool: the only copy of their rules.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::api::warm_pool::WarmPoolSpec;

/// The fewest instances a pool can be told to keep (contract: `minSize` 0..20).
const LEAST_MIN: i32 = 0;
/// The fewest a pool can be allowed (contract: `maxSize` 1..20): an empty pool is a deleted one.
const LEAST_MAX: i32 = 1;
/// The most instances of one pool, for both sizes.
const MOST: i32 = 20;
/// What is asked for when neither size is given: what the official Terraform provider sends.
const DEFAULT: PoolSize = PoolSize { min: 1, max: 2 };

/// How many instances a pool keeps: `0 <= min <= 20`, `1 <= max <= 20`, `min <= max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PoolSize {
    min: i32,
    max: i32,
}

/// Sizes as the user gives them: any of them may be missing or wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SizeRequest {
    /// `--min`.
    pub(crate) min: Option<i32>,
    /// `--max`.
    pub(crate) max: Option<i32>,
    /// `--size`, the service's deprecated fixed size.
    pub(crate) fixed: Option<i32>,
}

impl PoolSize {
    /// The fewest instances.
    pub(crate) fn min(self) -> i32 {
        self.min
    }

    /// The most instances.
    pub(crate) fn max(self) -> i32 {
        self.max
    }

    /// The size of a pool that exists. `None` for one whose sizes break the rules or are not told.
    pub(crate) fn of(spec: &WarmPoolSpec) -> Option<Self> {
        SizeBounds::of(spec).size()
    }
}

/// The sizes that a pool tells, whether or not they keep the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SizeBounds {
    /// The fewest instances.
    #[serde(rename = "minSize")]
    pub(crate) min: Option<i32>,
    /// The most instances.
    #[serde(rename = "maxSize")]
    pub(crate) max: Option<i32>,
}

impl SizeBounds {
    /// What a spec tells; one from before dynamic scaling has a single number for both.
    pub(crate) fn of(spec: &WarmPoolSpec) -> Self {
        let fixed = (spec.desired_size > 0).then_some(spec.desired_size);
        match (spec.min_size, spec.max_size) {
            (None, None) => Self { min: fixed, max: fixed },
            (min, max) => Self { min: Some(min.unwrap_or(0)), max },
        }
    }

    /// The size, if both are told and keep the rules.
    pub(crate) fn size(self) -> Option<PoolSize> {
        let size = PoolSize { min: self.min?, max: self.max? };
        SizeRequest::from(size).complete_with(size, FLAG).is_ok().then_some(size)
    }
}

impl From<PoolSize> for SizeBounds {
    fn from(PoolSize { min, max }: PoolSize) -> Self {
        Self { min: Some(min), max: Some(max) }
    }
}

impl From<PoolSize> for SizeRequest {
    fn from(PoolSize { min, max }: PoolSize) -> Self {
        Self { min: Some(min), max: Some(max), fixed: None }
    }
}

/// What stands before the name of a size on the command line.
const FLAG: &str = "--";
/// What stands before the name of a size in a file.
const KEY: &str = "";

impl SizeRequest {
    /// Whether nothing was asked for.
    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// The size of a new pool: what is missing follows from what is given.
    ///
    /// # Errors
    /// Every rule that is broken, each as a sentence that names the flag and its value.
    pub(crate) fn resolve_new(self) -> Result<PoolSize, Vec<String>> {
        self.as_new(FLAG)
    }

    /// As [`Self::resolve_new`], for sizes that a file declares: its sentences name keys.
    pub(crate) fn resolve_declared(self) -> Result<PoolSize, Vec<String>> {
        self.as_new(KEY)
    }

    fn as_new(self, mark: &str) -> Result<PoolSize, Vec<String>> {
        let PoolSize { min, max } = DEFAULT;
        let others = match (self.min, self.max) {
            (Some(asked), None) => PoolSize { min, max: asked.clamp(max, MOST) },
            (None, Some(asked)) => PoolSize { min: min.min(asked.max(LEAST_MAX)), max },
            _ => DEFAULT,
        };
        self.complete_with(others, mark)
    }

    /// The size that a pool of size `now` gets: what is not asked for stays.
    ///
    /// # Errors
    /// As [`Self::resolve_new`].
    pub(crate) fn resolve_update(self, now: PoolSize) -> Result<PoolSize, Vec<String>> {
        let broken = self.range_errors();
        if !broken.is_empty() {
            return Err(broken);
        }
        self.complete_with(now, FLAG)
    }

    /// What is wrong whatever the pool's size is now; found before anything is read.
    pub(crate) fn range_errors(self) -> Vec<String> {
        self.alone(FLAG)
    }

    fn alone(self, mark: &str) -> Vec<String> {
        let mut broken = Vec::new();
        if let Some(min) = self.min.filter(|min| !(LEAST_MIN..=MOST).contains(min)) {
            broken.push(format!(
                "{mark}min {min} is out of range: a warm pool keeps at least {LEAST_MIN} and at most \
                 {MOST} instances"
            ));
        }
        if let Some(max) = self.max.filter(|max| !(LEAST_MAX..=MOST).contains(max)) {
            broken.push(format!(
                "{mark}max {max} is out of range: a warm pool holds at least {LEAST_MAX} and at most \
                 {MOST} instances"
            ));
        }
        if let Some(fixed) = self.fixed.filter(|fixed| !(LEAST_MAX..=MOST).contains(fixed)) {
            broken.push(format!(
                "{mark}size {fixed} is out of range: a warm pool holds at least {LEAST_MAX} and at \
                 most {MOST} instances"
            ));
        }
        if let (Some(min), Some(max)) = (self.min, self.max)
            && min > max
        {
            broken.push(format!("{mark}min {min} is above {mark}max {max}"));
        }
        broken
    }

    /// Fills in what is missing and checks the pair.
    fn complete_with(self, others: PoolSize, mark: &str) -> Result<PoolSize, Vec<String>> {
        let mut broken = self.alone(mark);
        let size = match self.fixed {
            Some(fixed) => PoolSize { min: fixed, max: fixed },
            None => PoolSize {
                min: self.min.unwrap_or(others.min),
                max: self.max.unwrap_or(others.max),
            },
        };
        if broken.is_empty() && size.min > size.max {
            broken.push(match self.min {
                Some(min) => format!("{mark}min {min} is above the pool's max {}", size.max),
                None => format!("{mark}max {} is below the pool's min {}", size.max, size.min),
            });
        }
        if broken.is_empty() { Ok(size) } else { Err(broken) }
    }
}

/// As in tables and plans: `1..5`.
impl fmt::Display for PoolSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.min, self.max)
    }
}

/// As a size, whatever it is: `20..1`, `?..5`.
impl fmt::Display for SizeBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |number: Option<i32>| match number {
            Some(number) => number.to_string(),
            None => "?".to_owned(),
        };
        write!(f, "{}..{}", number(self.min), number(self.max))
    }
}

#[cfg(test)]
mod tests;
