//! `goal`: what the sizes of a pool should achieve. Only checked here; a plan never depends on it.

use super::keys;
use super::parser::Parser;
use crate::text::share;
use crate::toml_reader::{Entry, Scalar};

/// The goal of a pool; what is missing is a default of whoever reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Goal {
    /// Of the starts that find a running instance, over 0 to 1.
    pub(crate) share: Option<f64>,
    /// Over 0 to 1.
    pub(crate) confidence: Option<f64>,
    /// A month; over 0.
    pub(crate) budget: Option<f64>,
}

const SHARE_FORM: &str = "\"95%\"";
const GOAL_FORM: &str = "a table such as { share = \"95%\" }";

impl Goal {
    /// This goal, and what of it is missing from another.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            share: self.share.or(other.share),
            confidence: self.confidence.or(other.confidence),
            budget: self.budget.or(other.budget),
        }
    }
}

impl Parser<'_, '_> {
    pub(super) fn goal(&mut self, entry: &Entry<'_>) -> Goal {
        let mut goal = Goal::default();
        let Some(entries) = self.reader.table_of_form(entry, GOAL_FORM) else { return goal };
        if entries.is_empty() {
            self.reader.value_error(entry, "has none of share, confidence and budget");
        }
        for inner in entries {
            match inner.name {
                "share" => goal.share = self.share(&inner),
                "confidence" => goal.confidence = self.share(&inner),
                "budget" => goal.budget = self.budget(&inner),
                _ => self.unknown_key(&inner, keys::GOAL),
            }
        }
        goal
    }

    /// `"95%"`, `"0.95"` or `0.95`.
    fn share(&mut self, entry: &Entry<'_>) -> Option<f64> {
        let types = [Scalar::String, Scalar::Integer, Scalar::Float];
        let share = self.reader.scalar(entry, &types, SHARE_FORM, |text| {
            let is_share = |share: &f64| *share > 0.0 && *share <= 1.0;
            let error = || format!("must be over 0 and at most 100%, such as {SHARE_FORM}");
            share::parse(text).filter(is_share).ok_or_else(error)
        });
        share.map(|share| share.value)
    }

    fn budget(&mut self, entry: &Entry<'_>) -> Option<f64> {
        let types = [Scalar::Integer, Scalar::Float];
        let budget = self.reader.scalar(entry, &types, "a number such as 300", |text| {
            let number = text.parse::<f64>().ok();
            let is_budget = |budget: &f64| *budget > 0.0 && budget.is_finite();
            number.filter(is_budget).ok_or("must be a number over 0")
        });
        budget.map(|budget| budget.value)
    }
}
