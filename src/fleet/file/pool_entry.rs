//! `[[pool]]`, and the sizes in windows of a pool and of `[defaults]`.

use std::ops::Range;

use super::DeclaredSize;
use super::goal::Goal;
use super::keys;
use super::parser::{Parser, is_invalid};
use super::sizes::Sizes;
use crate::fleet::schedule::pool_schedule::Overlap;
use crate::fleet::schedule::window::check_name;
use crate::toml_reader::{Entry, Position, Spanned};
use crate::warm_pool::reference::{self, NameOrId};
use crate::warm_pool::size::{PoolSize, SizeBounds};

const DURING_FORM: &str = "a table such as during.office = { min = 3, max = 5 }";

/// The pools of one `[[pool]]`: one for each of its classes.
pub(super) struct PoolEntry {
    pub(super) project: Spanned<NameOrId>,
    pub(super) classes: Vec<Spanned<NameOrId>>,
    /// Outside windows.
    pub(super) size: DeclaredSize,
    pub(super) during: Vec<WindowSize>,
    pub(super) overlap: Overlap,
    pub(super) goal: Goal,
}

/// The size in the window of this name.
pub(super) struct WindowSize {
    pub(super) name: String,
    /// Of the key that is nearest to the pool.
    pub(super) place: Position,
    /// `None` if it is invalid.
    pub(super) size: Option<PoolSize>,
}

/// One key of `during`, before it is merged.
#[derive(Clone)]
pub(super) struct WindowSizes {
    name: String,
    place: Position,
    sizes: Sizes,
}

impl Parser<'_, '_> {
    pub(super) fn pool(&mut self, table: &Range<usize>, entries: &[Entry<'_>]) {
        let parse = |text: &str| reference::parse_name_or_id(text).map_err(is_invalid);
        let (mut project, mut classes, mut sizes) = (None, None, Sizes::default());
        let (mut during, mut overlap, mut goal) = (Vec::new(), None, Goal::default());
        for entry in entries {
            match entry.name {
                "project" => project = Some(self.reader.text(entry, parse)),
                "class" => classes = Some(self.reader.string_or_list(entry, true, parse)),
                "during" => during = self.during(entry),
                "overlap" => overlap = self.overlap(entry),
                "goal" => goal = self.goal(entry),
                _ if self.size(entry, &mut sizes, "") => {}
                _ => self.unknown_key(entry, keys::POOL),
            }
        }
        for (is_missing, key) in [(project.is_none(), "project"), (classes.is_none(), "class")] {
            if is_missing {
                self.reader.fault(table.clone(), "pool", format!("has no {key}"));
            }
        }
        let size = self.pool_size(sizes);
        let during = self.window_sizes(table, size, sizes, during);
        let Some(Some(project)) = project else { return };
        self.content.pools.push(PoolEntry {
            project,
            classes: classes.unwrap_or_default(),
            size: size.unwrap_or_default(),
            during,
            overlap: overlap.or(self.defaults.overlap).unwrap_or_default(),
            goal: goal.or(self.defaults.goal),
        });
    }

    /// The keys of `during`, each with a valid name and a size.
    pub(super) fn during(&mut self, entry: &Entry<'_>) -> Vec<WindowSizes> {
        let mut during = Vec::new();
        for key in self.reader.table_of_form(entry, DURING_FORM).unwrap_or_default() {
            let Some(entries) =
                self.reader.table_of_form(&key, "a table such as { min = 3, max = 5 }")
            else {
                continue;
            };
            if let Err(error) = check_name(key.name) {
                self.reader.fault(key.key_span.clone(), &key.path, error);
                continue;
            }
            let (mut sizes, prefix) = (Sizes::default(), format!("during.{}: ", key.name));
            let mut has_size = false;
            for inner in &entries {
                if self.size(inner, &mut sizes, &prefix) {
                    has_size = true;
                } else {
                    self.unknown_key(inner, keys::DURING);
                }
            }
            if !has_size {
                let error = "has neither min nor max";
                self.reader.fault(key.key_span.clone(), &key.path, error);
            }
            let (name, place) = (key.name.to_owned(), self.reader.place(&key.key_span));
            during.push(WindowSizes { name, place, sizes });
        }
        during
    }

    /// The sizes of a pool in windows; of invalid ones, only the names.
    fn window_sizes(
        &mut self,
        table: &Range<usize>,
        size: Option<DeclaredSize>,
        own: Sizes,
        during: Vec<WindowSizes>,
    ) -> Vec<WindowSize> {
        let defaults = self.defaults.during.clone();
        let is_own = |name: &str| during.iter().any(|key| key.name == name);
        let inherited = defaults.iter().filter(|key| !is_own(&key.name));
        let keys: Vec<_> = during.iter().chain(inherited).cloned().collect();
        let outside = size.filter(|size| !size.bounds.is_empty());
        if size.is_some() && outside.is_none() && !keys.is_empty() {
            let error = "has sizes in windows but none outside: add min or max";
            self.reader.fault(table.clone(), "pool", error);
        }
        let outside = outside.and_then(|size| size.bounds.resolve_declared().ok());
        let mut sizes = Vec::new();
        for key in keys {
            let default = defaults.iter().find(|default| default.name == key.name);
            let default = default.map(|default| default.sizes).unwrap_or_default();
            let size = outside.and_then(|outside| self.window_size(&key, default, outside, own));
            sizes.push(WindowSize { name: key.name, place: key.place, size });
        }
        sizes
    }

    /// The size of a pool in one window: of the pool, else of `[defaults]`, else that outside.
    fn window_size(
        &mut self,
        key: &WindowSizes,
        default: Sizes,
        outside: PoolSize,
        own: Sizes,
    ) -> Option<PoolSize> {
        let merged = key.sizes.or(default);
        let errors = match merged.bounds().or(outside.into()).resolve_declared() {
            Ok(size) => return Some(size),
            Err(errors) => errors,
        };
        let (place, origin) = (nearest_place(key, default), origin(merged, own));
        for error in errors {
            self.error(place, format!("during.{}: {error}{origin}", key.name));
        }
        None
    }
}

/// Where a size in a window is given, as near to the pool as it is.
fn nearest_place(key: &WindowSizes, default: Sizes) -> Position {
    let given = [key.sizes.min, key.sizes.max, default.min, default.max];
    given.into_iter().flatten().next().map_or(key.place, |size| size.place)
}

/// Where the bound comes from that a window does not give.
fn origin(merged: Sizes, own: Sizes) -> String {
    let (name, own) = match merged.bounds() {
        SizeBounds { min: Some(_), max: None } => ("max", own.max),
        SizeBounds { min: None, max: Some(_) } => ("min", own.min),
        _ => return String::new(),
    };
    match own {
        Some(Spanned { place, .. }) => format!(" ({name} is set in line {})", place.line),
        None => format!(" ({name} is that of the pool outside windows)"),
    }
}
