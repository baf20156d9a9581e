//! The text of a fleet file → the pools it declares, or everything that is wrong with it. Nothing
//! is asked of the service.

use std::collections::HashMap;
use std::ops::Range;

use super::pattern::Pattern;
use crate::keyword::did_you_mean;
use crate::text_file::toml_reader::{Diagnostic, Entry, Position, Reader, Spanned};
use crate::warm_pool::reference::{self, NameOrId};
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// The version of the format that is read.
const VERSION: i64 = 1;

/// What a file declares.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fleet {
    /// The projects whose pools the file owns; without it, it owns what it declares.
    pub(crate) scope: Option<Vec<Spanned<Pattern>>>,
    /// The pools, in the order of the file.
    pub(crate) pools: Vec<Declaration>,
}

/// One pool that is to exist, in the words of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declaration {
    /// Its project.
    pub(crate) project: Spanned<NameOrId>,
    /// Its environment class.
    pub(crate) class: Spanned<NameOrId>,
    /// Its size.
    pub(crate) size: PoolSize,
}

/// Reads the text of a file.
///
/// # Errors
/// Everything that is wrong with it, by place.
pub(crate) fn parse(text: &str) -> Result<Fleet, Vec<Diagnostic>> {
    Reader::read(text, |reader, top| Walk { reader, sizes: Sizes::default() }.fleet(&top))
}

/// Sizes as a table gives them, each within its range.
#[derive(Clone, Copy, Default)]
struct Sizes {
    min: Option<Spanned<i32>>,
    max: Option<Spanned<i32>>,
}

/// A size of a pool, by its key.
#[derive(Clone, Copy)]
enum Which {
    Min,
    Max,
}

struct Walk<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// Those of `[defaults]`.
    sizes: Sizes,
}

impl Walk<'_, '_> {
    fn fleet(&mut self, top: &[Entry<'_>]) -> Fleet {
        let mut fleet = Fleet::default();
        let (mut version, mut tables) = (None, Vec::new());
        for entry in top {
            match entry.name {
                "version" => version = Some(entry),
                "scope" => fleet.scope = Some(self.scope(entry)),
                "defaults" => self.sizes = self.defaults(entry),
                "pool" => tables = self.reader.tables(entry),
                _ => self.unknown(entry, &["version", "scope", "defaults", "pool"]),
            }
        }
        self.version(version);
        for (span, entries) in tables {
            fleet.pools.extend(self.pools(&span, &entries));
        }
        self.check_twice(&fleet.pools);
        self.check_scope(&fleet);
        fleet
    }

    fn version(&mut self, entry: Option<&Entry<'_>>) {
        let Some(entry) = entry else {
            let fault = format!("version is missing; write version = {VERSION} at the top");
            return self.reader.wrong(Position { line: 1, column: 1 }, "", fault);
        };
        self.reader.number(entry, |digits| match digits.parse() {
            Ok(VERSION) => Ok(()),
            _ => Err(format!("is {digits}, and this prebuildctl reads version {VERSION}")),
        });
    }

    fn scope(&mut self, entry: &Entry<'_>) -> Vec<Spanned<Pattern>> {
        let parse = |text: &str| Pattern::parse(text).map_err(|why| format!("is wrong: {why}"));
        let mut projects = None;
        for inner in self.reader.table(entry) {
            match inner.name {
                "projects" => projects = Some(self.reader.string_or_list(&inner, false, parse)),
                _ => self.unknown(&inner, &["projects"]),
            }
        }
        if projects.is_none() {
            let fault = "names no projects; write projects = [\"acme-*\"]";
            self.reader.fault(entry.key_span.clone(), &entry.path, fault);
        }
        projects.unwrap_or_default()
    }

    /// The sizes of `[defaults]`; what is wrong with them is told here and not once a pool.
    fn defaults(&mut self, entry: &Entry<'_>) -> Sizes {
        let mut sizes = Sizes::default();
        for inner in self.reader.table(entry) {
            if !self.size(&inner, &mut sizes) {
                self.unknown(&inner, &["min", "max"]);
            }
        }
        match self.checked(sizes) {
            Some(_) => sizes,
            None => Sizes::default(),
        }
    }

    /// Reads `min` or `max`; gives whether it was one of them.
    fn size(&mut self, entry: &Entry<'_>, sizes: &mut Sizes) -> bool {
        let which = match entry.name {
            "min" => Which::Min,
            "max" => Which::Max,
            _ => return false,
        };
        let number = self.reader.number(entry, |digits| {
            digits.parse::<i32>().map_err(|_| format!("is no number of instances: {digits}"))
        });
        let Some(Spanned { value, place }) = number else { return true };
        let (asked, slot) = match which {
            Which::Min => (SizeBounds { min: Some(value), max: None }, &mut sizes.min),
            Which::Max => (SizeBounds { min: None, max: Some(value) }, &mut sizes.max),
        };
        match asked.resolve_declared() {
            Ok(_) => *slot = number,
            Err(broken) => {
                broken.into_iter().for_each(|fault| self.reader.wrong(place, "", fault));
            }
        }
        true
    }

    /// The size that a table's sizes come to, together with those of `[defaults]`.
    fn checked(&mut self, own: Sizes) -> Option<PoolSize> {
        let (min, max) = (own.min.or(self.sizes.min), own.max.or(self.sizes.max));
        let value = |at: Option<Spanned<i32>>| at.map(|at| at.value);
        let asked = SizeBounds { min: value(min), max: value(max) };
        let place = own.min.or(own.max).map(|at| at.place).unwrap_or_default();
        let whose = match (own.min, own.max) {
            (Some(_), None) => " of [defaults]",
            (None, Some(_)) => "; min is that of [defaults]",
            _ => "",
        };
        let size = asked.resolve_declared();
        size.map_err(|broken| {
            let faults = broken.into_iter().map(|fault| format!("{fault}{whose}"));
            faults.for_each(|fault| self.reader.wrong(place, "", fault));
        })
        .ok()
    }

    /// The pools of one `[[pool]]`: one for each of its classes.
    fn pools(&mut self, table: &Range<usize>, entries: &[Entry<'_>]) -> Vec<Declaration> {
        let parse = |text: &str| reference::word(text).map_err(|why| format!("is wrong: {why}"));
        let (mut project, mut classes, mut own) = (None, None, Sizes::default());
        for entry in entries {
            match entry.name {
                "project" => project = Some(self.reader.text(entry, parse)),
                "class" => classes = Some(self.reader.string_or_list(entry, true, parse)),
                _ if self.size(entry, &mut own) => {}
                _ => self.unknown(entry, &["project", "class", "min", "max"]),
            }
        }
        for (is_there, key) in [(project.is_some(), "project"), (classes.is_some(), "class")] {
            if !is_there {
                self.reader.fault(table.clone(), "pool", format!("has no {key}"));
            }
        }
        let size = self.checked(own);
        let (Some(Some(project)), Some(size)) = (project, size) else { return Vec::new() };
        let declaration = |class| Declaration { project: project.clone(), class, size };
        classes.unwrap_or_default().into_iter().map(declaration).collect()
    }

    /// Pools that are declared twice in the same words.
    fn check_twice(&mut self, pools: &[Declaration]) {
        let mut first = HashMap::new();
        for Declaration { project, class, .. } in pools {
            match first.get(&(&project.value, &class.value)) {
                None => {
                    first.insert((&project.value, &class.value), class.place);
                }
                Some(before) => {
                    let address = format!("{}/{}", project.value, class.value);
                    self.reader.wrong(class.place, "", duplicate_error(&address, *before));
                }
            }
        }
    }

    /// Pools that no pattern of the scope can hold, whatever there is.
    fn check_scope(&mut self, fleet: &Fleet) {
        let Some(scope) = fleet.scope.as_ref().filter(|scope| !scope.is_empty()) else { return };
        for Declaration { project, .. } in &fleet.pools {
            if !scope.iter().any(|pattern| pattern.value.may_match(&project.value)) {
                self.reader.wrong(project.place, "", out_of_scope_error(&project.value));
            }
        }
    }

    fn unknown(&mut self, entry: &Entry<'_>, known: &[&str]) {
        let near = did_you_mean(entry.name, known.iter().copied());
        let fault = format!("is not a known key{near}");
        self.reader.fault(entry.key_span.clone(), &entry.path, fault);
    }
}

/// What is wrong with a pool that is declared a second time.
pub(super) fn duplicate_error(address: &str, first: Position) -> String {
    format!("{address} is declared twice; the first time in line {}", first.line)
}

/// What is wrong with a pool whose project the file does not own.
pub(super) fn out_of_scope_error(project: &NameOrId) -> String {
    format!("project {project} is outside of the projects of [scope]")
}

#[cfg(test)]
mod tests;
