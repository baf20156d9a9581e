//! `[assumptions]`: what can be assumed otherwise.

use super::super::simulation::Millis;
use super::super::simulation::assumptions::{Assumptions, Policies};
use super::table::Table;
use super::values;

pub(super) const KEYS: &[&str] = &[
    "claim",
    "start-from-prebuild",
    "start-cold",
    "start-stopped",
    "provision",
    "restart",
    "archive-after",
    "delete-after",
    "usage-created-at",
    "prebuild-usage",
];

pub(super) fn read(table: &mut Table<'_, '_, '_>) -> (Assumptions, Policies) {
    let (mut assumptions, mut policies) = (Assumptions::default(), Policies::default());
    for (key, time) in [
        ("claim", &mut assumptions.claim),
        ("start-from-prebuild", &mut assumptions.start_from_prebuild),
        ("start-cold", &mut assumptions.start_cold),
        ("start-stopped", &mut assumptions.start_stopped),
        ("provision", &mut assumptions.provision),
        ("restart", &mut assumptions.restart),
    ] {
        *time = table.parsed(key, values::step).map_or(*time, |parsed| parsed.value);
    }
    for (key, time) in [
        ("archive-after", &mut policies.archive_after),
        ("delete-after", &mut policies.delete_after),
    ] {
        *time = table.parsed(key, never_or_days).map_or(*time, |parsed| parsed.value);
    }
    let created_at = table.parsed("usage-created-at", |word| choice(word, "environment", "run"));
    assumptions.usage_created_at_run = created_at.is_some_and(|is_run| is_run.value);
    let usage = table.parsed("prebuild-usage", |word| choice(word, "on", "off"));
    assumptions.prebuild_usage = usage.is_none_or(|is_off| !is_off.value);
    (assumptions, policies)
}

fn never_or_days(text: &str) -> Result<Option<Millis>, String> {
    if text == "never" { Ok(None) } else { values::policy(text).map(Some) }
}

/// Whether a word is the second of two.
fn choice(word: &str, first: &str, second: &str) -> Result<bool, String> {
    match word {
        _ if word == first => Ok(false),
        _ if word == second => Ok(true),
        _ => Err(format!("is not {first} or {second}")),
    }
}
