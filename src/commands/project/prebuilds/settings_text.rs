//! Prebuild settings in words.

use std::time::Duration;

use crate::api::OpenEnum as _;
use crate::api::prebuild::DEFAULT_RUN_TIMEOUT;
use crate::lookup::DisplayNames;
use crate::text::duration;
use crate::warm_pool::prebuild_settings::PrebuildSettings;

/// The text for a setting that has no value.
const NONE: &str = "none";

/// The title of the classes.
pub(super) const CLASSES: &str = "classes";

/// Each setting with its title. Equal settings have equal texts.
pub(super) fn texts(
    settings: &PrebuildSettings,
    names: &DisplayNames,
) -> [(&'static str, String); 6] {
    let PrebuildSettings { is_enabled, hour, timeout, executor, has_jetbrains_warmup, .. } =
        settings;
    let switch = |is_on: &bool| if *is_on { "on" } else { "off" }.to_owned();
    let schedule = hour.map_or_else(|| NONE.to_owned(), |hour| format!("daily {hour:02}:00 UTC"));
    let executor = match executor {
        None => "creator of the project (default)".to_owned(),
        Some(executor) => {
            format!("{} {}", executor.principal.label().replace('_', " "), executor.id)
        }
    };
    [
        ("prebuilds", switch(is_enabled)),
        (CLASSES, classes(settings, names)),
        ("schedule", schedule),
        ("timeout", timeout.as_ref().map_or_else(Clone::clone, |timeout| time_limit(*timeout))),
        ("executor", executor),
        ("jetbrains", switch(has_jetbrains_warmup)),
    ]
}

/// The names of the prebuild classes, else their ids.
fn classes(settings: &PrebuildSettings, names: &DisplayNames) -> String {
    let mut classes: Vec<_> = settings.classes.iter().map(|id| names.name(id)).collect();
    classes.sort_unstable();
    if classes.is_empty() { NONE.to_owned() } else { classes.join(",") }
}

fn time_limit(timeout: Duration) -> String {
    let text = duration::format(timeout);
    if timeout == DEFAULT_RUN_TIMEOUT { format!("{text} (default)") } else { text }
}

/// A line for each setting, with both values where they differ.
pub(super) fn before_and_after(
    before: &PrebuildSettings,
    after: &PrebuildSettings,
    names: &DisplayNames,
) -> Vec<(&'static str, String, bool)> {
    let pairs = texts(before, names).into_iter().zip(texts(after, names));
    let row = |((title, before), (_, after)): ((&'static str, String), (_, String))| {
        let is_changed = before != after;
        let text = if is_changed { format!("{before} -> {after}") } else { after };
        (title, text, is_changed)
    };
    pairs.map(row).collect()
}
