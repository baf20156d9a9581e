//! `[windows]`.

use std::rc::Rc;

use super::keys;
use super::parser::Parser;
use crate::fleet::schedule::dates::{DATES_FORM, Dates};
use crate::fleet::schedule::days::{DAYS_FORM, Days};
use crate::fleet::schedule::hours::{HOURS_FORM, Hours};
use crate::fleet::schedule::window::{Window, WindowPart, check_name};
use crate::keyword::did_you_mean;
use crate::toml_reader::{Entry, Scalar};

const WINDOW_FORM: &str = "a table such as { days = \"mon-fri\", hours = \"HH:MM-HH:MM\" }";

impl Parser<'_, '_> {
    pub(super) fn windows(&mut self, entry: &Entry<'_>) {
        for window in self.reader.table(entry).into_iter().flatten() {
            let errors = self.reader.error_count();
            if let Err(error) = check_name(window.name) {
                self.reader.fault(window.key_span.clone(), &window.path, error);
            }
            let elements = self.reader.elements(&window);
            let parts: Vec<_> = elements.iter().filter_map(|part| self.part(part)).collect();
            let dated = parts.iter().filter(|part| part.dates.is_some()).count();
            if dated != 0 && dated != parts.len() {
                let error = "has dates in some of its tables only: give dates in all or in none";
                self.reader.fault(window.key_span.clone(), &window.path, error);
            }
            // What is left of an invalid window must not conflict with others.
            let has_invalid_zone = self.has_time_zone_key && self.content.time_zone.is_none();
            let is_valid = self.reader.error_count() == errors && !has_invalid_zone;
            let parts = if is_valid { parts } else { Vec::new() };
            let (name, place) = (window.name.to_owned(), self.reader.place(&window.key_span));
            self.content.windows.push(Window { name, place, parts });
        }
    }

    /// One table of a window, with defaults for what is invalid in it.
    fn part(&mut self, table: &Entry<'_>) -> Option<WindowPart> {
        let entries = self.reader.table_of_form(table, WINDOW_FORM)?;
        let find = |name| entries.iter().find(|entry| entry.name == name);
        for entry in entries.iter().filter(|entry| !keys::WINDOW.contains(&entry.name)) {
            self.unknown_window_key(entry);
        }
        let (days, hours, dates) = (find("days"), find("hours"), find("dates"));
        if days.or(hours).or(dates).is_none() {
            self.reader.value_error(table, "has none of days, hours and dates");
        }
        let days = days.map(|entry| self.days(entry));
        let hours = hours.map(|entry| self.hours(entry));
        let dates = dates.map(|entry| self.dates(entry));
        let except = find("except").map(|entry| self.dates(entry));
        let zone = match find("time-zone") {
            Some(entry) => self.zone(entry),
            None => self.content.time_zone.as_ref().map(Rc::clone),
        };
        if zone.is_none() && find("time-zone").is_none() && !self.has_time_zone_key {
            let error =
                "has no time zone: add time-zone = \"Europe/Berlin\" at the top of the file";
            self.reader.value_error(table, error);
        }
        Some(WindowPart {
            days: days.unwrap_or(Days::DAILY),
            dates,
            except: except.unwrap_or_default(),
            hours: hours.unwrap_or_else(|| vec![Hours::WHOLE_DAY]),
            zone: zone.unwrap_or_default(),
        })
    }

    fn days(&mut self, entry: &Entry<'_>) -> Days {
        // A number is a day of the month, of which the error says what to use instead.
        let types = [Scalar::String, Scalar::Integer];
        let days = self.each(entry, &types, DAYS_FORM, Days::parse);
        days.into_iter().reduce(Days::or).unwrap_or(Days::DAILY)
    }

    fn hours(&mut self, entry: &Entry<'_>) -> Vec<Hours> {
        let mut hours = self.each(entry, &[Scalar::String], HOURS_FORM, Hours::parse);
        hours.sort_unstable();
        hours
    }

    fn dates(&mut self, entry: &Entry<'_>) -> Vec<Dates> {
        self.each(entry, &[Scalar::String, Scalar::Datetime], DATES_FORM, Dates::parse)
    }

    /// The valid values of a key that takes one or an array.
    fn each<T>(
        &mut self,
        entry: &Entry<'_>,
        types: &[Scalar],
        form: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Vec<T> {
        let elements = self.reader.elements(entry);
        let values = elements.iter().map(|one| self.reader.scalar(one, types, form, &parse));
        values.flatten().map(|value| value.value).collect()
    }

    fn unknown_window_key(&mut self, entry: &Entry<'_>) {
        let advice = match did_you_mean(entry.name, keys::WINDOW.iter().copied()) {
            suggestion if suggestion.is_empty() => {
                "; a window has days, hours, dates, except and time-zone".to_owned()
            }
            suggestion => suggestion,
        };
        let error = format!("is not a known key{advice}");
        self.reader.fault(entry.key_span.clone(), &entry.path, error);
    }
}
