//! Reads recordings and joins them.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;

use super::Millis;
use super::builder::{Builder, Starts};
use super::line::{Header, Line, LineError, Verdict, parse};
use super::lines::{Lines, RawLine};
use super::pool_record::PoolRecord;
use crate::error::CliError;
use crate::text_file::Input;
use crate::warm_pool::reference::PoolKey;

/// What several files say together.
#[derive(Debug)]
pub(crate) struct Recording {
    source: Source,
    pools: HashMap<Uuid, PoolRecord>,
    starts: Starts,
    /// Broken lines that were left out, as `FILE:LINE`.
    skipped: Vec<String>,
    /// Of a pool that no file has.
    empty: PoolRecord,
}

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Source {
    /// The base URL of the service, or `local`.
    host: String,
    organization_id: String,
    /// The file that said so first.
    file: String,
}

/// An environment that was started while a recorder watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordedStart {
    pub(crate) environment_id: Uuid,
    pub(crate) key: PoolKey,
    pub(crate) created_at: Millis,
    /// How long it took; `None` if it was not seen to its end.
    pub(crate) start_millis: Option<Millis>,
    /// The running instances of the pool before it.
    pub(crate) running_before: Option<i32>,
    pub(crate) verdict: Verdict,
}

/// Reads recordings of one service. What is outside of the period is dropped. `lines` counts the lines
/// that were read.
///
/// # Errors
/// When a file cannot be read or is not a recording, and when they are of different services.
pub(crate) fn read(
    paths: &[PathBuf],
    period: &Range<Millis>,
    lines: &AtomicU64,
) -> Result<Recording, CliError> {
    let mut reader = Reader::new(period.clone(), lines);
    for path in paths {
        let input = Input::open(path).map_err(|error| error.into_failure(path))?;
        reader.read(&path.display().to_string(), BufReader::new(input.text_reader()), path)?;
    }
    Ok(reader.finish())
}

pub(super) struct Reader<'a> {
    builder: Builder,
    lines: &'a AtomicU64,
    source: Option<Source>,
    skipped: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(period: Range<Millis>, lines: &'a AtomicU64) -> Self {
        Self { builder: Builder::new(period), lines, source: None, skipped: Vec::new() }
    }

    /// Reads a file; `name` is that of messages.
    pub(super) fn read(
        &mut self,
        name: &str,
        input: impl BufRead,
        path: &Path,
    ) -> Result<(), CliError> {
        let (mut lines, mut has_header) = (Lines::new(input), false);
        // A recorder that was killed while it wrote leaves a broken line, which is the last one
        // until a recorder writes a header behind it.
        let mut broken: Option<(u64, String)> = None;
        let failed = |error: std::io::Error| {
            CliError::local(format!("cannot read {}", path.display())).because(error.to_string())
        };
        while let Some(raw) = lines.next().map_err(failed)? {
            let number = raw.number;
            self.lines.fetch_add(1, Ordering::Relaxed);
            let line = match parse_raw(&raw) {
                Err(LineError::OtherVersion(version)) => {
                    return Err(invalid(name, number, &format!("is of format version {version}"))
                        .because("this version of prebuildctl reads version 1"));
                }
                line => line,
            };
            let is_header = matches!(line, Ok(Line::Header(_)));
            match broken.take() {
                Some((number, reason)) if has_header && !is_header => {
                    return Err(not_a_line(name, number, reason));
                }
                Some((number, _)) => self.skipped.push(format!("{name}:{number}")),
                None => {}
            }
            match line {
                Ok(Line::Header(header)) => {
                    self.check_source(name, number, &header)?;
                    self.builder.header(&header);
                    has_header = true;
                }
                // Nothing says which service it is about.
                Ok(_) if !has_header => self.skipped.push(format!("{name}:{number}")),
                Ok(Line::Pool(line)) => self.builder.pool(line),
                Ok(Line::Start(line)) => self.builder.start(&line),
                Ok(Line::Other) => {}
                Err(LineError::Broken(reason) | LineError::OtherVersion(reason)) => {
                    broken = Some((number, reason));
                }
            }
        }
        if !has_header {
            return Err(CliError::usage(format!("{name} is not a recording"))
                .because("it has no header line, which warm-pool watch --record writes first"));
        }
        self.skipped.extend(broken.map(|(number, _)| format!("{name}:{number}")));
        Ok(())
    }

    /// All headers have to name the same service.
    fn check_source(&mut self, name: &str, line: u64, header: &Header) -> Result<(), CliError> {
        let Header { host, organization_id, .. } = header;
        let Some(source) = &self.source else {
            let (host, organization_id) = (host.clone(), organization_id.clone());
            self.source = Some(Source { host, organization_id, file: name.to_owned() });
            return Ok(());
        };
        match source.difference(host, organization_id) {
            None => Ok(()),
            Some((other, first)) => {
                let other = format!("is a recording of {other}");
                let first = format!("{} is one of {first}", source.file);
                Err(invalid(name, line, &other).because(first))
            }
        }
    }

    pub(super) fn finish(self) -> Recording {
        let (pools, starts) = self.builder.finish();
        let source = self.source.unwrap_or_else(|| {
            let (host, organization_id, file) = Default::default();
            Source { host, organization_id, file }
        });
        Recording { source, pools, starts, skipped: self.skipped, empty: PoolRecord::default() }
    }
}

fn parse_raw(raw: &RawLine<'_>) -> Result<Line, LineError> {
    raw.text.map_or_else(|| Err(LineError::Broken("the line is too long".to_owned())), parse)
}

fn invalid(name: &str, line: u64, problem: &str) -> CliError {
    CliError::usage(format!("{name}:{line} {problem}"))
}

fn not_a_line(name: &str, line: u64, reason: String) -> CliError {
    invalid(name, line, "is not a line of a recording").because(reason)
}

impl Source {
    /// What differs from another service: the other and this one.
    fn difference(&self, host: &str, organization_id: &str) -> Option<(String, String)> {
        if self.host != host {
            return Some((host.to_owned(), self.host.clone()));
        }
        let organization = |id: &str| format!("organization {id}");
        let is_other = self.organization_id != organization_id;
        is_other.then(|| (organization(organization_id), organization(&self.organization_id)))
    }
}

impl Recording {
    /// Requires that it was recorded from this service.
    ///
    /// # Errors
    /// A usage error that names both.
    pub(crate) fn require_source(&self, host: &str, organization_id: &str) -> Result<(), CliError> {
        match self.source.difference(host, organization_id) {
            None => Ok(()),
            Some((current, recorded)) => {
                let message = format!("{} is a recording of {recorded}", self.source.file);
                Err(CliError::usage(message).because(format!("this command reads {current}")))
            }
        }
    }

    /// A note about broken lines that were left out.
    pub(crate) fn skipped_note(&self) -> Option<String> {
        let first = self.skipped.first()?;
        Some(match self.skipped.len() {
            1 => format!("skipped a broken line: {first}"),
            count => format!("skipped {count} broken lines: {first} and others"),
        })
    }

    /// What was recorded of a pool; empty if nothing was.
    pub(crate) fn pool(&self, id: Uuid) -> &PoolRecord {
        self.pools.get(&id).unwrap_or(&self.empty)
    }

    /// The starts of a pair, by the time of their creation; each environment once.
    pub(crate) fn starts(
        &self,
        key: PoolKey,
        range: &Range<Millis>,
    ) -> impl Iterator<Item = &RecordedStart> {
        let starts = self.starts.get(&key).map_or(&[][..], Vec::as_slice);
        let first = starts.partition_point(|start| start.created_at < range.start);
        starts[first..].iter().take_while(|start| start.created_at < range.end)
    }

    /// The starts of all pairs.
    pub(crate) fn all_starts(&self) -> impl Iterator<Item = &RecordedStart> {
        self.starts.values().flatten()
    }

    #[cfg(any(test, fuzzing))]
    pub(super) fn records(&self) -> impl Iterator<Item = &PoolRecord> {
        self.pools.values()
    }
}
