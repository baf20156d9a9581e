//! Parses a fleet file, offline.

use std::collections::HashMap;
use std::ops::Range;

use crate::keyword::did_you_mean;
use crate::lookup::Pattern;
use crate::text_file::toml_reader::{Diagnostic, Entry, Position, Reader, Spanned};
use crate::warm_pool::reference::{self, NameOrId};
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// The only version that is read.
const VERSION: i64 = 1;

/// The content of a fleet file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fleet {
    /// The projects whose pools the file owns; without a scope, it owns what it declares.
    pub(crate) scope: Option<Vec<Spanned<Pattern>>>,
    /// In the order of the file.
    pub(crate) pools: Vec<Declaration>,
}

/// A declared pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declaration {
    pub(crate) project: Spanned<NameOrId>,
    pub(crate) class: Spanned<NameOrId>,
    pub(crate) size: PoolSize,
}

/// Parses the text of a fleet file.
///
/// # Errors
/// All errors of the file, by position.
pub(crate) fn parse(text: &str) -> Result<Fleet, Vec<Diagnostic>> {
    Reader::read(text, |reader, top| Parser { reader, defaults: Sizes::default() }.fleet(&top))
}

/// The sizes of one table, each within its range.
#[derive(Clone, Copy, Default)]
struct Sizes {
    min: Option<Spanned<i32>>,
    max: Option<Spanned<i32>>,
}

struct Parser<'r, 'a> {
    reader: &'r mut Reader<'a>,
    defaults: Sizes,
}

impl Parser<'_, '_> {
    fn fleet(&mut self, top: &[Entry<'_>]) -> Fleet {
        let mut fleet = Fleet::default();
        let (mut version, mut tables) = (None, Vec::new());
        for entry in top {
            match entry.name {
                "version" => version = Some(entry),
                "scope" => fleet.scope = Some(self.scope(entry)),
                "defaults" => self.defaults = self.defaults(entry),
                "pool" => tables = self.reader.tables(entry),
                _ => self.unknown_key(entry, &["version", "scope", "defaults", "pool"]),
            }
        }
        self.version(version);
        for (span, entries) in tables {
            fleet.pools.extend(self.pools(&span, &entries));
        }
        self.check_duplicates(&fleet.pools);
        self.check_scope(&fleet);
        fleet
    }

    fn version(&mut self, entry: Option<&Entry<'_>>) {
        let Some(entry) = entry else {
            let error = format!("version is missing: add version = {VERSION} at the top");
            return self.error(Position { line: 1, column: 1 }, error);
        };
        self.reader.number(entry, |digits| match digits.parse() {
            Ok(VERSION) => Ok(()),
            _ => Err(format!("is {digits}, but this prebuildctl supports only version {VERSION}")),
        });
    }

    fn scope(&mut self, entry: &Entry<'_>) -> Vec<Spanned<Pattern>> {
        let parse = |text: &str| Pattern::parse(text).map_err(is_invalid);
        let mut projects = None;
        for inner in self.reader.table(entry) {
            match inner.name {
                "projects" => projects = Some(self.reader.string_or_list(&inner, false, parse)),
                _ => self.unknown_key(&inner, &["projects"]),
            }
        }
        if projects.is_none() {
            let error = "has no projects: add projects = [\"acme-*\"]";
            self.reader.fault(entry.key_span.clone(), &entry.path, error);
        }
        projects.unwrap_or_default()
    }

    /// Invalid defaults are reported here, and not again for each pool.
    fn defaults(&mut self, entry: &Entry<'_>) -> Sizes {
        let mut sizes = Sizes::default();
        for inner in self.reader.table(entry) {
            if !self.size(&inner, &mut sizes) {
                self.unknown_key(&inner, &["min", "max"]);
            }
        }
        if self.pool_size(sizes).is_some() { sizes } else { Sizes::default() }
    }

    /// Reads `min` or `max`; returns whether the key was one of them.
    fn size(&mut self, entry: &Entry<'_>, sizes: &mut Sizes) -> bool {
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
                Err(errors) => errors.into_iter().for_each(|error| self.error(place, error)),
            }
        }
        true
    }

    /// The size that a table declares together with `[defaults]`.
    fn pool_size(&mut self, Sizes { min, max }: Sizes) -> Option<PoolSize> {
        let value = |size: Option<Spanned<i32>>| size.map(|size| size.value);
        let request = SizeBounds {
            min: value(min.or(self.defaults.min)),
            max: value(max.or(self.defaults.max)),
        };
        let place = min.or(max).map(|size| size.place).unwrap_or_default();
        let origin = match (min, max) {
            (Some(_), None) => " (max is set in [defaults])",
            (None, Some(_)) => " (min is set in [defaults])",
            _ => "",
        };
        let size = request.resolve_declared();
        let report = |errors: Vec<String>| {
            errors.iter().for_each(|error| self.error(place, format!("{error}{origin}")));
        };
        size.map_err(report).ok()
    }

    /// The pools of one `[[pool]]`: one for each of its classes.
    fn pools(&mut self, table: &Range<usize>, entries: &[Entry<'_>]) -> Vec<Declaration> {
        let parse = |text: &str| reference::parse_name_or_id(text).map_err(is_invalid);
        let (mut project, mut classes, mut sizes) = (None, None, Sizes::default());
        for entry in entries {
            match entry.name {
                "project" => project = Some(self.reader.text(entry, parse)),
                "class" => classes = Some(self.reader.string_or_list(entry, true, parse)),
                _ if self.size(entry, &mut sizes) => {}
                _ => self.unknown_key(entry, &["project", "class", "min", "max"]),
            }
        }
        for (is_missing, key) in [(project.is_none(), "project"), (classes.is_none(), "class")] {
            if is_missing {
                self.reader.fault(table.clone(), "pool", format!("has no {key}"));
            }
        }
        let size = self.pool_size(sizes);
        let (Some(Some(project)), Some(size)) = (project, size) else { return Vec::new() };
        let declaration = |class| Declaration { project: project.clone(), class, size };
        classes.unwrap_or_default().into_iter().map(declaration).collect()
    }

    /// Finds pools that are declared twice by the same names.
    fn check_duplicates(&mut self, pools: &[Declaration]) {
        let mut first_positions = HashMap::new();
        for Declaration { project, class, .. } in pools {
            let first =
                *first_positions.entry((&project.value, &class.value)).or_insert(class.place);
            if first != class.place {
                let address = format!("{}/{}", project.value, class.value);
                self.error(class.place, duplicate_error(&address, first));
            }
        }
    }

    /// Finds pools that no pattern of the scope can match, whatever projects exist.
    fn check_scope(&mut self, fleet: &Fleet) {
        let Some(scope) = fleet.scope.as_ref().filter(|scope| !scope.is_empty()) else { return };
        for Declaration { project, .. } in &fleet.pools {
            if !scope.iter().any(|pattern| pattern.value.may_match(&project.value)) {
                self.error(project.place, out_of_scope_error(&project.value));
            }
        }
    }

    fn unknown_key(&mut self, entry: &Entry<'_>, known: &[&str]) {
        let suggestion = did_you_mean(entry.name, known.iter().copied());
        let error = format!("is not a known key{suggestion}");
        self.reader.fault(entry.key_span.clone(), &entry.path, error);
    }

    fn error(&mut self, place: Position, error: String) {
        self.reader.wrong(place, "", error);
    }
}

fn is_invalid(error: String) -> String {
    format!("is invalid: {error}")
}

pub(super) fn duplicate_error(address: &str, first: Position) -> String {
    format!("{address} is a duplicate of line {}", first.line)
}

pub(super) fn out_of_scope_error(project: &NameOrId) -> String {
    format!("project {project} is not covered by [scope] projects")
}

#[cfg(test)]
mod tests;
