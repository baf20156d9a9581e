//! `min` and `max` of a table.

use super::DeclaredSize;
use super::parser::Parser;
use crate::toml_reader::{Entry, Spanned};
use crate::warm_pool::size::SizeBounds;

/// The sizes of one table, each within its range.
#[derive(Clone, Copy, Default)]
pub(super) struct Sizes {
    pub(super) min: Option<Spanned<i32>>,
    pub(super) max: Option<Spanned<i32>>,
}

impl Sizes {
    pub(super) fn bounds(self) -> SizeBounds {
        let value = |size: Option<Spanned<i32>>| size.map(|size| size.value);
        SizeBounds { min: value(self.min), max: value(self.max) }
    }

    /// These sizes, and those of `other` where these are missing.
    pub(super) fn or(self, other: Self) -> Self {
        Self { min: self.min.or(other.min), max: self.max.or(other.max) }
    }
}

impl Parser<'_, '_> {
    /// Reads `min` or `max`; returns whether the key was one of them. The prefix precedes errors.
    pub(super) fn size(&mut self, entry: &Entry<'_>, sizes: &mut Sizes, prefix: &str) -> bool {
        let field = match entry.name {
            "min" => &mut sizes.min,
            "max" => &mut sizes.max,
            _ => return false,
        };
        let number = self.reader.number(entry, |digits| {
            digits.parse::<i32>().map_err(|_| format!("is not a number of instances: {digits}"))
        });
        if let Some(Spanned { value, place }) = number {
            let (min, max) =
                if entry.name == "min" { (Some(value), None) } else { (None, Some(value)) };
            match (SizeBounds { min, max }).resolve_declared() {
                Ok(_) => *field = number,
                Err(errors) => {
                    errors
                        .into_iter()
                        .for_each(|error| self.error(place, format!("{prefix}{error}")));
                }
            }
        }
        true
    }

    /// The size that a table declares together with `[defaults]`; `None` if it is invalid.
    pub(super) fn pool_size(&mut self, sizes: Sizes) -> Option<DeclaredSize> {
        let bounds = sizes.or(self.defaults.sizes).bounds();
        let Sizes { min, max } = sizes;
        let place = min.or(max).map(|size| size.place);
        let origin = match (min, max) {
            (Some(_), None) => " (max is set in [defaults])",
            (None, Some(_)) => " (min is set in [defaults])",
            _ => "",
        };
        match bounds.resolve_declared() {
            Ok(_) => Some(DeclaredSize { bounds, place }),
            Err(errors) => {
                for error in errors {
                    self.error(place.unwrap_or_default(), format!("{error}{origin}"));
                }
                None
            }
        }
    }
}
