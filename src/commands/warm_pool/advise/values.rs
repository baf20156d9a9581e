//! The values of the flags of `warm-pool advise`.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;

use super::args::AdviseArgs;
use super::report::ReportFormat;
use crate::config::price;
use crate::error::CliError;
use crate::sizing::period::{MAX_DAYS, Period};
use crate::text::{duration, share};
use crate::warm_pool::size::{MAX_RANGE, MIN_RANGE};

/// The days of history without `--since` or dates.
const DEFAULT_DAYS: usize = 28;
const GROWTH_RANGE: RangeInclusive<f64> = 0.1..=10.0;

/// The values of the flags, checked one by one.
#[derive(Clone, Debug)]
pub(super) struct Values {
    pub(super) period: PeriodChoice,
    pub(super) exclude: Vec<RangeInclusive<Date>>,
    pub(super) goal_share: Option<f64>,
    pub(super) confidence: Option<f64>,
    pub(super) min: RangeInclusive<i32>,
    pub(super) max: RangeInclusive<i32>,
    pub(super) running_price: Option<f64>,
    pub(super) stopped_price: Option<f64>,
    pub(super) budget: Option<f64>,
    pub(super) claim: Option<Duration>,
    pub(super) start: Option<Duration>,
    pub(super) provision: Option<Duration>,
    pub(super) without: Option<Duration>,
    pub(super) growth: Option<f64>,
    pub(super) max_windows: usize,
    pub(super) keep_within: f64,
    pub(super) report: Option<(PathBuf, ReportFormat)>,
}

impl Values {
    /// Marks the days of `--exclude`.
    pub(super) fn exclude_from(&self, period: &mut Period) {
        for dates in &self.exclude {
            period.exclude(dates);
        }
    }
}

/// Which days the history has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PeriodChoice {
    /// Nothing was said.
    Default,
    /// So many days that end with the last midnight.
    Days(usize),
    /// From the first date to the second one, which is not in it.
    Dates { from: Option<Date>, to: Option<Date> },
}

impl PeriodChoice {
    /// The number of days if no dates say it.
    pub(super) const fn days(self) -> usize {
        match self {
            Self::Days(days) => days,
            Self::Default | Self::Dates { .. } => DEFAULT_DAYS,
        }
    }
}

/// Collects the errors of all flags.
struct Parser(Vec<String>);

impl Parser {
    fn parse<T>(
        &mut self,
        flag: &str,
        text: Option<&String>,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = text?;
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.0.push(format!("{flag} {text:?} {error}"));
                None
            }
        }
    }
}

impl AdviseArgs {
    /// Checks the values of all flags.
    ///
    /// # Errors
    /// All of them at once.
    pub(super) fn values(&self) -> Result<Values, CliError> {
        let mut parser = Parser(Vec::new());
        let values = Values {
            period: self.period(&mut parser),
            exclude: self
                .exclude
                .iter()
                .filter_map(|text| parser.parse("--exclude", Some(text), dates))
                .collect(),
            goal_share: parser.parse("--goal", self.goal.as_ref(), goal),
            confidence: parser.parse("--confidence", self.confidence.as_ref(), confidence),
            min: parser
                .parse("--min", self.min.as_ref(), |text| range(text, MIN_RANGE))
                .unwrap_or(MIN_RANGE),
            max: parser
                .parse("--max", self.max.as_ref(), |text| range(text, MAX_RANGE))
                .unwrap_or(MAX_RANGE),
            running_price: parser.parse("--running-price", self.running_price.as_ref(), price),
            stopped_price: parser.parse("--stopped-price", self.stopped_price.as_ref(), price),
            budget: parser.parse("--budget", self.budget.as_ref(), budget),
            claim: parser.parse("--claim", self.claim.as_ref(), duration::parse),
            start: parser.parse("--start", self.start.as_ref(), duration::parse),
            provision: parser.parse("--provision", self.provision.as_ref(), duration::parse),
            without: parser.parse("--without", self.without.as_ref(), duration::parse),
            growth: parser.parse("--growth", self.growth.as_ref(), growth),
            max_windows: parser.parse("--windows", self.windows.as_ref(), windows).unwrap_or(0),
            keep_within: parser
                .parse("--keep-within", self.keep_within.as_ref(), keep_within)
                .unwrap_or(0.0),
            report: self.report.as_ref().and_then(|path| {
                let text = path.display().to_string();
                let format =
                    parser.parse("--report", Some(&text), |_| ReportFormat::from_path(path))?;
                Some((path.clone(), format))
            }),
        };
        if values.min.start() > values.max.end() {
            let (min, max) = (values.min.start(), values.max.end());
            parser.0.push(format!("--min {min} is above --max {max}: no size is left"));
        }
        CliError::usage_errors_opt(parser.0).map_or(Ok(values), Err)
    }

    fn period(&self, parser: &mut Parser) -> PeriodChoice {
        if let Some(days) = parser.parse("--since", self.since.as_ref(), since) {
            return PeriodChoice::Days(days);
        }
        let from = parser.parse("--from", self.from.as_ref(), date);
        let to = parser.parse("--to", self.to.as_ref(), date);
        if let (Some(from), Some(to)) = (from, to)
            && from >= to
        {
            parser.0.push(format!("--from {from} is not before --to {to}"));
        }
        match (&self.from, &self.to) {
            (None, None) => PeriodChoice::Default,
            _ => PeriodChoice::Dates { from, to },
        }
    }
}

/// Parses `28d` or `8w`.
fn since(text: &str) -> Result<usize, String> {
    let text = text.trim();
    let number = |unit| text.strip_suffix(unit)?.parse::<usize>().ok();
    let weeks = || number('w').and_then(|weeks| weeks.checked_mul(7));
    match number('d').or_else(weeks) {
        Some(0) => Err("has no day".to_owned()),
        Some(days) if days > MAX_DAYS => Err(format!("is longer than {MAX_DAYS} days")),
        Some(days) => Ok(days),
        None => Err("is not a number of days or weeks such as 28d or 8w".to_owned()),
    }
}

fn date(text: &str) -> Result<Date, String> {
    let date = Date::strptime("%Y-%m-%d", text.trim());
    date.map_err(|_| "is not a date such as 2026-11-30".to_owned())
}

/// Parses a date, or the first and the last one.
fn dates(text: &str) -> Result<RangeInclusive<Date>, String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let error = || "is not a date such as 2026-12-24 or 2026-12-24..2027-01-01".to_owned();
    let (first, last) = (date(first).map_err(|_| error())?, date(last).map_err(|_| error())?);
    if first > last {
        return Err(format!("ends on {last}, before it begins"));
    }
    Ok(first..=last)
}

fn goal(text: &str) -> Result<f64, String> {
    let share = share::parse(text).filter(|share| *share > 0.0 && *share <= 1.0);
    share.ok_or_else(|| "is not a share over 0 and up to 100%, such as 95%".to_owned())
}

fn confidence(text: &str) -> Result<f64, String> {
    let share = share::parse(text).filter(|share| *share > 0.0 && *share < 1.0);
    share.ok_or_else(|| "is not a share over 0 and below 100%, such as 90%".to_owned())
}

fn keep_within(text: &str) -> Result<f64, String> {
    let share = share::parse(text).filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "is not a share from 0 to 100%, such as 10%".to_owned())
}

/// Parses `N` or `N..M` within `allowed`.
fn range(text: &str, allowed: RangeInclusive<i32>) -> Result<RangeInclusive<i32>, String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (start, end) = (allowed.start(), allowed.end());
    let number = |text: &str| {
        let number = text.trim().parse::<i32>().ok();
        number.filter(|number| allowed.contains(number)).ok_or_else(|| {
            format!("is not a number from {start} to {end}, or a range such as {start}..{end}")
        })
    };
    let range = number(first)?..=number(last)?;
    if range.is_empty() { Err("ends before it begins".to_owned()) } else { Ok(range) }
}

fn budget(text: &str) -> Result<f64, String> {
    let budget = text.trim().parse::<f64>().ok();
    let budget = budget.filter(|budget| *budget > 0.0 && budget.is_finite());
    budget.ok_or_else(|| "is not an amount over 0, such as 300".to_owned())
}

fn growth(text: &str) -> Result<f64, String> {
    let growth = text.trim().parse::<f64>().ok();
    growth
        .filter(|growth| GROWTH_RANGE.contains(growth))
        .ok_or_else(|| "is not a factor from 0.1 to 10, such as 1.2".to_owned())
}

fn windows(text: &str) -> Result<usize, String> {
    let windows = text.parse::<usize>().ok();
    windows
        .filter(|windows| (1..=3).contains(windows))
        .ok_or_else(|| "is not a number of windows from 1 to 3".to_owned())
}
