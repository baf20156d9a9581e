//! Values with a known set of words that the parser does not list: columns, phases, conditions.

use std::fs;
use std::path::Path;

use super::{Candidate, CompletionTarget};
use crate::api::OpenEnum as _;
use crate::api::methods;
use crate::api::prebuild::PrebuildPhase;
use crate::api::warm_pool::WarmPoolPhase;
use crate::commands::columns::columns_of;
use crate::commands::{config, fleet, local, prebuild, warm_pool};
use crate::config::Resource;
use crate::time_zone;

/// More files than this are not offered.
const MAX_FILES: usize = 1_000;

/// The words of a value; `None` where the shell should complete it, as a path for example.
pub(super) fn find(target: &CompletionTarget) -> Option<Vec<Candidate>> {
    let command = target.command.as_str();
    let words = match (target.argument.as_str(), target.value.as_str()) {
        ("columns", _) => return in_list(target, columns(command)),
        ("sort", _) => sort_columns(&target.typed, columns(command)),
        ("phase", "PHASE") => phases(command)?,
        ("condition", "CONDITION") => conditions(),
        ("method", "SERVICE/METHOD") => methods(),
        (_, "ZONE") => time_zone::names().map(Candidate::from).collect(),
        ("file", "FILE") => fleet_files(&target.typed),
        _ => return None,
    };
    Some(words).filter(|words| !words.is_empty())
}

/// `--columns` takes a list.
fn in_list(target: &CompletionTarget, columns: Vec<&'static str>) -> Option<Vec<Candidate>> {
    let words: Vec<_> = columns.into_iter().map(Candidate::from).collect();
    Some(words).filter(|words| target.is_list && !words.is_empty())
}

/// The columns of the records that a command prints; empty if it prints others.
fn columns(command: &str) -> Vec<&'static str> {
    let (noun, subcommand) = command.split_once(' ').unwrap_or((command, ""));
    match noun {
        "warm-pool" => warm_pool::columns(subcommand),
        "prebuild" => prebuild::columns(subcommand),
        "project" => columns_of(Resource::Project),
        "class" => columns_of(Resource::Class),
        "runner" => columns_of(Resource::Runner),
        "config" => config::columns(),
        "local" => local::columns(),
        _ => fleet::columns(command),
    }
}

/// Each column; once one is typed, also in descending order.
fn sort_columns(typed: &str, columns: Vec<&'static str>) -> Vec<Candidate> {
    if let Some((name, _)) = typed.split_once(':').filter(|(name, _)| columns.contains(name)) {
        return ["asc", "desc"].map(|order| Candidate::from(format!("{name}:{order}"))).to_vec();
    }
    let sign = if typed.starts_with('-') { "-" } else { "" };
    columns.into_iter().map(|column| Candidate::from(format!("{sign}{column}"))).collect()
}

fn phases(command: &str) -> Option<Vec<Candidate>> {
    let labels = match command.split(' ').next()? {
        "warm-pool" => WarmPoolPhase::LABELS,
        "prebuild" => PrebuildPhase::LABELS,
        _ => return None,
    };
    // The first is the phase of a service that names none.
    Some(labels[1..].iter().copied().map(Candidate::from).collect())
}

fn conditions() -> Vec<Candidate> {
    let running = "at least this many instances are running";
    vec![
        Candidate::new("ready", "the phase is ready and the minimum is running"),
        Candidate::new("running=1", running),
        Candidate::new("snapshot", "there is a snapshot"),
        Candidate::new("deleted", "the pool is deleted"),
    ]
}

fn methods() -> Vec<Candidate> {
    methods::names().map(|(service, name)| Candidate::from(format!("{service}/{name}"))).collect()
}

/// The TOML files of the current folder that begin with what is typed. A path is left to the shell.
fn fleet_files(typed: &str) -> Vec<Candidate> {
    if typed.contains(['/', '\\']) {
        return Vec::new();
    }
    let Ok(entries) = fs::read_dir(Path::new(".")) else { return Vec::new() };
    let names =
        entries.take(MAX_FILES).filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_fleet = |name: &String| name.starts_with(typed) && name.ends_with(".toml");
    let mut names: Vec<_> = names.filter(is_fleet).map(Candidate::from).collect();
    names.sort_unstable();
    names
}
