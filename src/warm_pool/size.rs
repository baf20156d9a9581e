//! The sizes of a pool: the only copy of their rules.

use std::fmt;

use crate::api::warm_pool::WarmPoolSpec;

/// The fewest instances a pool can be told to keep (contract: `minSize` 0..20).
const LEAST_MIN: i32 = 0;
/// The fewest a pool can be allowed (contract: `maxSize` 1..20): an empty pool is a deleted one.
const LEAST_MAX: i32 = 1;
/// The most instances of one pool, for both sizes.
const MOST: i32 = 20;
/// What is asked for when neither size is given: what the official Terraform provider sends.
const DEFAULT: Size = Size { min: 1, max: 2 };

/// How many instances a pool keeps: `0 <= min <= 20`, `1 <= max <= 20`, `min <= max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    min: i32,
    max: i32,
}

/// Sizes as the user gives them: any of them may be missing or wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// `--min`.
    pub(crate) min: Option<i32>,
    /// `--max`.
    pub(crate) max: Option<i32>,
    /// `--size`, the service's deprecated fixed size.
    pub(crate) fixed: Option<i32>,
}

impl Size {
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
        Told::of(spec).size()
    }
}

/// The sizes that a pool tells, whether or not they keep the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// The fewest instances.
    pub(crate) min: Option<i32>,
    /// The most instances.
    pub(crate) max: Option<i32>,
}

impl Told {
    /// What a spec tells; one from before dynamic scaling has a single number for both.
    pub(crate) fn of(spec: &WarmPoolSpec) -> Self {
        let fixed = (spec.desired_size > 0).then_some(spec.desired_size);
        match (spec.min_size, spec.max_size) {
            (None, None) => Self { min: fixed, max: fixed },
            (min, max) => Self { min: Some(min.unwrap_or(0)), max },
        }
    }

    /// The size, if both are told and keep the rules.
    pub(crate) fn size(self) -> Option<Size> {
        let size = Size { min: self.min?, max: self.max? };
        Asked::from(size).completed_by(size, FLAG).is_ok().then_some(size)
    }
}

impl From<Size> for Told {
    fn from(Size { min, max }: Size) -> Self {
        Self { min: Some(min), max: Some(max) }
    }
}

impl From<Size> for Asked {
    fn from(Size { min, max }: Size) -> Self {
        Self { min: Some(min), max: Some(max), fixed: None }
    }
}

/// What stands before the name of a size on the command line.
const FLAG: &str = "--";
/// What stands before the name of a size in a file.
const KEY: &str = "";

impl Asked {
    /// Whether nothing was asked for.
    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// The size of a new pool: what is missing follows from what is given.
    ///
    /// # Errors
    /// Every rule that is broken, each as a sentence that names the flag and its value.
    pub(crate) fn for_new(self) -> Result<Size, Vec<String>> {
        self.as_new(FLAG)
    }

    /// As [`Self::for_new`], for sizes that a file declares: its sentences name keys.
    pub(crate) fn for_declared(self) -> Result<Size, Vec<String>> {
        self.as_new(KEY)
    }

    fn as_new(self, mark: &str) -> Result<Size, Vec<String>> {
        let Size { min, max } = DEFAULT;
        let others = match (self.min, self.max) {
            (Some(asked), None) => Size { min, max: asked.clamp(max, MOST) },
            (None, Some(asked)) => Size { min: min.min(asked.max(LEAST_MAX)), max },
            _ => DEFAULT,
        };
        self.completed_by(others, mark)
    }

    /// The size that a pool of size `now` gets: what is not asked for stays.
    ///
    /// # Errors
    /// As [`Self::for_new`].
    pub(crate) fn for_existing(self, now: Size) -> Result<Size, Vec<String>> {
        let broken = self.violations_alone();
        if !broken.is_empty() {
            return Err(broken);
        }
        self.completed_by(now, FLAG)
    }

    /// What is wrong whatever the pool's size is now; found before anything is read.
    pub(crate) fn violations_alone(self) -> Vec<String> {
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
    fn completed_by(self, others: Size, mark: &str) -> Result<Size, Vec<String>> {
        let mut broken = self.alone(mark);
        let size = match self.fixed {
            Some(fixed) => Size { min: fixed, max: fixed },
            None => {
                Size { min: self.min.unwrap_or(others.min), max: self.max.unwrap_or(others.max) }
            }
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
impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.min, self.max)
    }
}

/// As a size, whatever it is: `20..1`, `?..5`.
impl fmt::Display for Told {
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
