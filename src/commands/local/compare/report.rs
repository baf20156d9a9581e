//! The result of a comparison: its rows, their columns and their sentences.

use anstyle::AnsiColor;
use serde::Serialize;

use super::diff::{Comparison, Difference};
use super::observation::Observation;
use super::script::Step;
use crate::error::CliError;
use crate::output::json;
use crate::output::prose::Prose;
use crate::output::record::Record;
use crate::output::table::Column;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Verdict {
    Same,
    Different,
    Skipped,
}

/// What one step showed.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    step: &'static str,
    method: Option<&'static str>,
    result: Verdict,
    /// What the embedded API assumes and the step checks.
    assumption: Option<&'static str>,
    /// Why it was skipped.
    reason: Option<String>,
    service: Option<Observation>,
    embedded: Option<Observation>,
    differences: Vec<Difference>,
    /// Fields that differ because of the data or the moment.
    notes: Vec<Difference>,
}

impl Row {
    fn new(step: &'static Step, result: Verdict) -> Self {
        Self {
            step: step.name,
            method: step.method(),
            result,
            assumption: Some(step.assumption).filter(|text| !text.is_empty()),
            reason: None,
            service: None,
            embedded: None,
            differences: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn compared(
        step: &'static Step,
        service: Observation,
        embedded: Observation,
        comparison: Comparison,
    ) -> Self {
        let Comparison { differences, notes } = comparison;
        let result = if differences.is_empty() { Verdict::Same } else { Verdict::Different };
        let (service, embedded) = (Some(service), Some(embedded));
        Self { service, embedded, differences, notes, ..Self::new(step, result) }
    }

    pub(super) fn skipped(step: &'static Step, reason: impl Into<String>) -> Self {
        Self { reason: Some(reason.into()), ..Self::new(step, Verdict::Skipped) }
    }

    /// The differences, or why there is nothing to compare.
    fn details(&self) -> String {
        let differences = self.differences.iter().map(ToString::to_string);
        differences.chain(self.reason.clone()).collect::<Vec<_>>().join("; ")
    }

    /// The lines for people: what was found to be as assumed, or the differences and what helps to
    /// understand them.
    fn lines(&self, width: usize) -> Vec<Prose> {
        let (color, text) = match self.result {
            Verdict::Same => (Some(AnsiColor::Green), self.assumption.unwrap_or_default()),
            Verdict::Different => (Some(AnsiColor::Magenta), ""),
            Verdict::Skipped => (None, self.reason.as_deref().unwrap_or_default()),
        };
        let (mark, name) = (self.result.word(), self.step);
        let pad = " ".repeat(MARK_WIDTH - mark.len());
        let first = format!("{pad}  {name:width$}  {text}");
        let mut lines = vec![Prose::marked(mark, color, first.trim_end().to_owned())];
        let mut add = |text: String| lines.push(format!("{:MARK_WIDTH$}    {text}", "").into());
        self.differences.iter().for_each(|difference| add(difference.to_string()));
        if self.result == Verdict::Different {
            self.message().into_iter().for_each(|text| add(format!("the server says: {text}")));
            self.assumption.into_iter().for_each(|text| add(format!("assumed: {text}")));
        }
        lines
    }

    fn message(&self) -> Option<&str> {
        match self.service.as_ref()? {
            Observation::Response { message, .. } => message.as_deref(),
            Observation::Phases { .. } => None,
        }
    }
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Skipped => "skipped",
        }
    }
}

/// The length of the longest word of [`Verdict::word`].
const MARK_WIDTH: usize = 9;

impl Record for Row {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::id("step", |row| row.step.to_owned()),
        Column::text("result", |row| row.result.word().to_owned()),
        Column::text("service", |row| summary(row.service.as_ref())),
        Column::text("embedded", |row| summary(row.embedded.as_ref())),
        Column::text("details", Self::details),
        Column::wide("assumption", |row| row.assumption.unwrap_or_default().to_owned()),
        Column::wide("method", |row| row.method.unwrap_or_default().to_owned()),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(self)
    }

    fn address(&self) -> String {
        self.step.to_owned()
    }

    fn id(&self) -> String {
        self.step.to_owned()
    }
}

fn summary(observation: Option<&Observation>) -> String {
    observation.map(Observation::summary).unwrap_or_default()
}

/// The whole result.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Report {
    pub(super) format_version: u32,
    /// The base URL of the service.
    pub(super) host: String,
    /// What was compared on the service.
    pub(super) address: String,
    /// What it was compared with.
    pub(super) embedded_address: String,
    /// Whether changes were compared too.
    pub(super) changes: bool,
    /// Whether every step was reached.
    pub(super) complete: bool,
    pub(super) steps: Vec<Row>,
}

impl Report {
    pub(super) fn count(&self, verdict: Verdict) -> usize {
        self.steps.iter().filter(|row| row.result == verdict).count()
    }

    pub(super) fn lines(&self) -> Vec<Prose> {
        let width = self.steps.iter().map(|row| row.step.len()).max().unwrap_or_default();
        let rows = self.steps.iter().flat_map(|row| row.lines(width));
        rows.chain([self.summary().into()]).collect()
    }

    fn summary(&self) -> String {
        let (different, skipped) = (self.count(Verdict::Different), self.count(Verdict::Skipped));
        let differences = match different {
            0 => "no differences".to_owned(),
            1 => "1 difference".to_owned(),
            _ => format!("{different} differences"),
        };
        let compared = self.steps.len() - skipped;
        let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
        format!("{differences} in {compared} steps{skipped}")
    }
}
