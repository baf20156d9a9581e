//! Parses one fleet file.

use std::ops::Range;

use super::{Declaration, DeclaredSize};
use crate::keyword::did_you_mean;
use crate::lookup::Pattern;
use crate::toml_reader::{Diagnostic, Entry, Position, Reader, Spanned};
use crate::warm_pool::reference;
use crate::warm_pool::size::SizeBounds;

/// The only version that is read.
const VERSION: i64 = 1;

/// What one file declares.
#[derive(Default)]
pub(super) struct Content {
    pub(super) scope: Option<Vec<Spanned<Pattern>>>,
    pub(super) pools: Vec<Declaration>,
}

/// Parses a file; `file` is its number. Pools with an invalid size are declared without one, so
/// that other errors about them are found too.
pub(super) fn parse_one(file: usize, text: &str) -> (Option<Content>, Vec<Diagnostic>) {
    Reader::read_one_of(file, text, |reader, top| {
        Parser { reader, file, defaults: Sizes::default() }.content(&top)
    })
}

/// The sizes of one table, each within its range.
#[derive(Clone, Copy, Default)]
struct Sizes {
    min: Option<Spanned<i32>>,
    max: Option<Spanned<i32>>,
}

struct Parser<'r, 'a> {
    reader: &'r mut Reader<'a>,
    file: usize,
    defaults: Sizes,
}

impl Parser<'_, '_> {
    fn content(&mut self, top: &[Entry<'_>]) -> Content {
        let mut content = Content::default();
        let (mut version, mut tables) = (None, Vec::new());
        for entry in top {
            match entry.name {
                "version" => version = Some(entry),
                "scope" => content.scope = Some(self.scope(entry)),
                "defaults" => self.defaults = self.defaults(entry),
                "pool" => tables = self.reader.tables(entry),
                _ => self.unknown_key(entry, &["version", "scope", "defaults", "pool"]),
            }
        }
        self.version(version);
        for (span, entries) in tables {
            content.pools.extend(self.pools(&span, &entries));
        }
        content
    }

    fn version(&mut self, entry: Option<&Entry<'_>>) {
        let Some(entry) = entry else {
            let error = format!("version is missing: add version = {VERSION} at the top");
            return self.error(Position { file: self.file, line: 1, column: 1 }, error);
        };
        self.reader.number(entry, |digits| match digits.parse() {
            Ok(VERSION) => Ok(()),
            _ => Err(format!("is {digits}, but this prebuildctl supports only version {VERSION}")),
        });
    }

    fn scope(&mut self, entry: &Entry<'_>) -> Vec<Spanned<Pattern>> {
        let parse = |text: &str| Pattern::parse(text).map_err(is_invalid);
        let mut projects = None;
        for inner in self.reader.table(entry).into_iter().flatten() {
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
        for inner in self.reader.table(entry).into_iter().flatten() {
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

    /// The size that a table declares together with `[defaults]`; `None` if it is invalid.
    fn pool_size(&mut self, Sizes { min, max }: Sizes) -> Option<DeclaredSize> {
        let value = |size: Option<Spanned<i32>>| size.map(|size| size.value);
        let bounds = SizeBounds {
            min: value(min.or(self.defaults.min)),
            max: value(max.or(self.defaults.max)),
        };
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
        let size = self.pool_size(sizes).unwrap_or_default();
        let Some(Some(project)) = project else { return Vec::new() };
        let declaration = |class| Declaration { project: project.clone(), class, size };
        classes.unwrap_or_default().into_iter().map(declaration).collect()
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
