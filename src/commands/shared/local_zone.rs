//! The time zone of days and hours: the flag, else the fleet file, else this machine.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::commands::fleet::file::FleetFile;
use crate::context::Context;
use crate::error::CliError;
use crate::keyword::did_you_mean;
use crate::time_zone;

/// A zone of the bundled data.
#[derive(Clone, Debug)]
pub(crate) struct LocalZone {
    pub(crate) name: &'static str,
    pub(crate) zone: TimeZone,
}

impl LocalZone {
    /// An instant in local time, in a format of `strftime`.
    pub(crate) fn show(&self, time: Timestamp, format: &str) -> String {
        self.zone.to_datetime(time).strftime(format).to_string()
    }

    /// # Errors
    /// When the flag names no zone.
    pub(crate) fn choose(
        context: &Context,
        flag: Option<&str>,
        file: Option<&FleetFile>,
    ) -> Result<Self, CliError> {
        if let Some(name) = flag {
            return Self::find(name).ok_or_else(|| {
                let suggestion = did_you_mean(name, time_zone::names());
                CliError::usage(format!(
                    "--time-zone {name:?} is not a time zone such as \"Europe/Berlin\" or \"UTC\"{suggestion}"
                ))
            });
        }
        let of_file = file.and_then(|file| Self::find(file.fleet.time_zone()?.name()));
        Ok(of_file.or_else(|| Self::of_machine(context)).unwrap_or_else(Self::utc))
    }

    /// The zone of `TZ`, else that of the system, if the bundled data has it.
    fn of_machine(context: &Context) -> Option<Self> {
        let variable = context.env.borrow().var("TZ").ok().flatten();
        match variable {
            Some(name) => Self::find(name.trim_start_matches(':')),
            None => Self::find(&iana_time_zone::get_timezone().ok()?),
        }
    }

    fn find(name: &str) -> Option<Self> {
        time_zone::find(name).map(|(name, zone)| Self { name, zone })
    }

    fn utc() -> Self {
        Self { name: "UTC", zone: TimeZone::UTC }
    }
}
