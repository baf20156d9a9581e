//! The results of a command that runs once for each profile, as one result.

use std::borrow::Cow;

use super::json;
use super::table::{Grid, Lead};
use super::ui::Ui;
use crate::config::format::Format;
use crate::error::CliError;

/// The title of the column that names the profile.
const COLUMN: &str = "profile";

/// What the profiles have given so far.
#[derive(Default)]
pub(super) struct ProfileResults {
    /// The profile that the command runs for now.
    current: String,
    /// The elements of one JSON array.
    entries: Vec<Vec<u8>>,
    grid: Option<Grid>,
    /// Whether a profile was printed as text, and which one was last.
    printed: Option<String>,
}

impl Ui {
    /// Joins the results of this profile with those of the profiles before it, until
    /// [`Self::finish_profiles`]. Messages name it, and hints have the flags that choose it.
    pub(crate) fn start_profile(&self, name: &str, service_flags: Vec<String>) {
        self.set_service_flags(service_flags);
        let mut profiles = self.profiles.borrow_mut();
        name.clone_into(&mut profiles.get_or_insert_default().current);
    }

    /// Puts an error in the place of the result of the current profile; whether the format can hold
    /// it.
    pub(crate) fn keep_profile_error(&self, error: &CliError) -> Result<bool, CliError> {
        let is_data = matches!(self.options().format, Format::Json | Format::Jsonl | Format::Yaml);
        if !is_data && self.options().filter.is_none() {
            return Ok(false);
        }
        let error = json::to_vec(&error.to_json(&self.service_flags()))?;
        self.keep_entry("error", &error)?;
        Ok(true)
    }

    /// Prints what the profiles have given together, unless it was printed line by line.
    pub(crate) fn finish_profiles(&self) -> Result<(), CliError> {
        let Some(results) = self.profiles.take() else { return Ok(()) };
        if let Some(grid) = results.grid {
            return self.print_grid(&grid);
        }
        let is_data = matches!(self.options().format, Format::Json | Format::Yaml);
        if is_data || self.options().filter.is_some() {
            return self.print_json(&[b"[", &*results.entries.join(&b','), b"]"].concat());
        }
        Ok(())
    }

    /// Takes the result of the current profile, if there is one.
    pub(super) fn keep_profile_result(&self, value: &[u8]) -> Result<bool, CliError> {
        if !self.runs_for_profiles() {
            return Ok(false);
        }
        self.keep_entry("result", value)?;
        Ok(true)
    }

    /// Takes the rows of the current profile, if there is one.
    pub(super) fn keep_profile_rows(&self, grid: &Grid) -> bool {
        let mut profiles = self.profiles.borrow_mut();
        let Some(results) = profiles.as_mut() else { return false };
        results.grid.get_or_insert_with(|| grid.without_rows()).append(grid);
        true
    }

    /// The column that names the current profile.
    pub(super) fn profile_lead(&self) -> Option<Lead> {
        let profiles = self.profiles.borrow();
        profiles.as_ref().map(|results| Lead { name: COLUMN, cell: results.current.clone() })
    }

    pub(super) fn runs_for_profiles(&self) -> bool {
        self.profiles.borrow().is_some()
    }

    /// A message that names the current profile.
    pub(super) fn of_profile<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match &*self.profiles.borrow() {
            Some(results) => format!("profile {}: {text}", results.current).into(),
            None => text.into(),
        }
    }

    /// Prints the name of the current profile above its first line.
    pub(super) fn print_profile_heading(&self) -> Result<(), CliError> {
        let heading = {
            let mut profiles = self.profiles.borrow_mut();
            let Some(results) = profiles.as_mut() else { return Ok(()) };
            if results.printed.as_ref() == Some(&results.current) {
                return Ok(());
            }
            let gap = if results.printed.is_some() { "\n" } else { "" };
            results.printed = Some(results.current.clone());
            format!("{gap}profile {}\n\n", results.current)
        };
        self.write(heading.as_bytes())
    }

    /// Holds an element of the array, or prints it if there is one element a line.
    fn keep_entry(&self, key: &str, value: &[u8]) -> Result<(), CliError> {
        let is_by_line = self.options().format == Format::Jsonl && self.options().filter.is_none();
        let profile = self.profiles.borrow().as_ref().map(|results| results.current.clone());
        let profile = json::to_vec(&profile)?;
        let entry = [br#"{"profile":"#, &*profile, b",\"", key.as_bytes(), b"\":", value, b"}"];
        let entry = entry.concat();
        if is_by_line {
            return self.write_line(&json::compact(&entry, &self.sanitizer()));
        }
        if let Some(results) = self.profiles.borrow_mut().as_mut() {
            results.entries.push(entry);
        }
        Ok(())
    }
}
