//! Parses one fleet file.

use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use super::goal::Goal;
use super::keys;
use super::pool_entry::{PoolEntry, WindowSizes};
use super::sizes::Sizes;
use crate::fleet::grace;
use crate::fleet::schedule::pool_schedule::Overlap;
use crate::fleet::schedule::window::Window;
use crate::fleet::schedule::zone::Zone;
use crate::keyword::did_you_mean;
use crate::lookup::Pattern;
use crate::toml_reader::{Diagnostic, Entry, Position, Reader, Spanned};

/// The only version that is read.
const VERSION: i64 = 1;

/// What one file declares.
#[derive(Default)]
pub(super) struct Content {
    pub(super) scope: Option<Vec<Spanned<Pattern>>>,
    pub(super) pools: Vec<PoolEntry>,
    /// Invalid ones have no parts.
    pub(super) windows: Vec<Window>,
    pub(super) time_zone: Option<Rc<Zone>>,
    /// Every zone that is named, at the top and in windows.
    pub(super) named_zones: Vec<Spanned<&'static str>>,
    pub(super) grace: Option<Spanned<Duration>>,
}

/// Parses a file; `file` is its number. Pools with an invalid size are declared without one, so
/// that other errors about them are found too.
pub(super) fn parse_one(file: usize, text: &str) -> (Option<Content>, Vec<Diagnostic>) {
    Reader::read_one_of(file, text, |reader, top| {
        let (zones, content) = (HashMap::new(), Content::default());
        let (defaults, has_time_zone_key) = (Defaults::default(), false);
        let mut parser = Parser { reader, file, defaults, has_time_zone_key, zones, content };
        parser.parse(&top);
        parser.content
    })
}

/// `[defaults]`.
#[derive(Default)]
pub(super) struct Defaults {
    pub(super) sizes: Sizes,
    /// By the name of the window.
    pub(super) during: Vec<WindowSizes>,
    pub(super) overlap: Option<Overlap>,
    pub(super) goal: Goal,
}

pub(super) struct Parser<'r, 'a> {
    pub(super) reader: &'r mut Reader<'a>,
    file: usize,
    pub(super) defaults: Defaults,
    /// Whether there is a `time-zone` at the top, valid or not.
    pub(super) has_time_zone_key: bool,
    /// Each zone is loaded once.
    zones: HashMap<&'static str, Rc<Zone>>,
    pub(super) content: Content,
}

impl Parser<'_, '_> {
    /// Keys may stand in any order: those that others depend on are read first.
    fn parse(&mut self, top: &[Entry<'_>]) {
        let find = |name| top.iter().find(|entry| entry.name == name);
        for entry in top.iter().filter(|entry| !keys::TOP.contains(&entry.name)) {
            self.unknown_key(entry, keys::TOP);
        }
        self.version(find("version"));
        self.content.scope = find("scope").map(|entry| self.scope(entry));
        self.content.time_zone = find("time-zone").and_then(|entry| self.zone(entry));
        self.has_time_zone_key = find("time-zone").is_some();
        self.content.grace = find("grace").and_then(|entry| self.grace(entry));
        if let Some(entry) = find("windows") {
            self.windows(entry);
        }
        if let Some(entry) = find("defaults") {
            self.defaults(entry);
        }
        let tables = find("pool").map(|entry| self.reader.tables(entry));
        for (span, entries) in tables.unwrap_or_default() {
            self.pool(&span, &entries);
        }
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
                _ => self.unknown_key(&inner, keys::SCOPE),
            }
        }
        if projects.is_none() {
            let error = "has no projects: add projects = [\"acme-*\"]";
            self.reader.fault(entry.key_span.clone(), &entry.path, error);
        }
        projects.unwrap_or_default()
    }

    fn grace(&mut self, entry: &Entry<'_>) -> Option<Spanned<Duration>> {
        self.reader.text(entry, grace::parse)
    }

    pub(super) fn zone(&mut self, entry: &Entry<'_>) -> Option<Rc<Zone>> {
        let zones = &self.zones;
        let parse = |name: &str| match zones.get(name) {
            Some(zone) => Ok(Rc::clone(zone)),
            None => Zone::parse(name).map(Rc::new),
        };
        let Spanned { value: zone, place } = self.reader.text(entry, parse)?;
        self.content.named_zones.push(Spanned { value: zone.name(), place });
        self.zones.insert(zone.name(), Rc::clone(&zone));
        Some(zone)
    }

    /// Invalid defaults are reported here, and not again for each pool.
    fn defaults(&mut self, entry: &Entry<'_>) {
        let (mut sizes, mut defaults) = (Sizes::default(), Defaults::default());
        for inner in self.reader.table(entry).into_iter().flatten() {
            match inner.name {
                "during" => defaults.during = self.during(&inner),
                "overlap" => defaults.overlap = self.overlap(&inner),
                "goal" => defaults.goal = self.goal(&inner),
                _ if self.size(&inner, &mut sizes, "") => {}
                _ => self.unknown_key(&inner, keys::DEFAULTS),
            }
        }
        if self.pool_size(sizes).is_some() {
            defaults.sizes = sizes;
        }
        self.defaults = defaults;
    }

    pub(super) fn overlap(&mut self, entry: &Entry<'_>) -> Option<Overlap> {
        self.reader.text(entry, Overlap::parse).map(|overlap| overlap.value)
    }

    pub(super) fn unknown_key(&mut self, entry: &Entry<'_>, known: &[&str]) {
        let suggestion = did_you_mean(entry.name, known.iter().copied());
        let error = format!("is not a known key{suggestion}");
        self.reader.fault(entry.key_span.clone(), &entry.path, error);
    }

    pub(super) fn error(&mut self, place: Position, error: String) {
        self.reader.wrong(place, "", error);
    }
}

pub(super) fn is_invalid(error: String) -> String {
    format!("is invalid: {error}")
}
