//! `[[demand]]`: who starts environments, and how often.

use super::super::simulation::assumptions::{DAY, HOUR};
use super::super::simulation::{Burst, Class, Demand, Ids, Millis, Project, Rates};
use super::names::find;
use super::table::Table;
use super::{ID_TIME, values};
use crate::time_zone;
use crate::toml_reader::Spanned;

pub(super) const KEYS: &[&str] = &[
    "project",
    "class",
    "days",
    "time-zone",
    "weekday",
    "weekend",
    "lifetime",
    "by",
    "bursts",
    "restarts",
    "continues",
];
pub(super) const BY_KEYS: &[&str] = &["users", "automation"];
pub(super) const BURST_KEYS: &[&str] = &["at", "count"];

const DEFAULT_LIFETIME: Millis = 5 * HOUR;
const DEFAULT_TIME_ZONE: &str = "UTC";

/// Reads a table. The times are relative to the time at which the seed ends.
pub(super) fn read(
    table: &mut Table<'_, '_, '_>,
    ids: &mut Ids,
    projects: &[Spanned<Project>],
    classes: &[Spanned<Class>],
) -> Demand {
    let project = table.required("project", |name| Ok(find(name, projects)?.id));
    let class = table.required("class", |name| find(name, classes));
    if let Some(class) = class.filter(|class| !class.value.enabled) {
        table.wrong(class.place, "class", "is not enabled");
    }
    let days = table.required_number("days", values::days);
    let zone = table.parsed("time-zone", |name| match time_zone::find(name) {
        Some(_) => Ok(name.to_owned()),
        None => Err("is not an IANA time zone such as Europe/Berlin".to_owned()),
    });
    let (users, automation) = table.table("by", BY_KEYS, read_by).unwrap_or((1, 0.0));
    let continues = table.flag("continues").unwrap_or_default();
    Demand {
        project: project.map(|project| project.value).unwrap_or_default(),
        class: class.map(|class| class.value.id).unwrap_or_default(),
        time_zone: zone.map_or_else(|| DEFAULT_TIME_ZONE.to_owned(), |zone| zone.value),
        weekday: read_rates(table, "weekday"),
        weekend: read_rates(table, "weekend"),
        lifetime: (table.parsed("lifetime", values::lifetime))
            .map_or(DEFAULT_LIFETIME, |lifetime| lifetime.value),
        users: (0..users).map(|_| ids.next(ID_TIME)).collect(),
        service_account: ids.next(ID_TIME),
        automation,
        restarts: table.real("restarts", values::share).unwrap_or_default(),
        bursts: table.tables("bursts", BURST_KEYS, read_burst),
        from: -days.map_or(0, |days| days.value * DAY),
        until: (!continues).then_some(0),
    }
}

fn read_by(table: &mut Table<'_, '_, '_>) -> (u32, f64) {
    let users = table.number("users", values::users).map_or(1, |users| users.value);
    (users, table.real("automation", values::share).unwrap_or_default())
}

fn read_burst(table: &mut Table<'_, '_, '_>) -> Burst {
    let at = table.required("at", values::time_of_day);
    let count = table.required_number("count", values::starts);
    let (hour, minute) = at.map(|at| at.value).unwrap_or_default();
    Burst { hour, minute, count: count.map(|count| count.value).unwrap_or_default() }
}

/// Starts an hour: one number, or one for each hour of the day.
fn read_rates(table: &mut Table<'_, '_, '_>, key: &str) -> Rates {
    let rates = table.reals(key, values::rate).unwrap_or_default();
    match rates[..] {
        [] => [0.0; 24],
        [rate] => [rate; 24],
        _ => rates.try_into().unwrap_or_else(|rates: Vec<_>| {
            table.value_error(key, &format!("has {} numbers: use 1 or 24", rates.len()));
            [0.0; 24]
        }),
    }
}
