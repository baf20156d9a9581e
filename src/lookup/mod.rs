//! Names of projects, environment classes and runners: from names to ids and back.

mod directory;
mod display_names;
mod error;
mod name_match;
mod pattern;
mod resolve;
mod resolve_patterns;
#[cfg(test)]
mod tests;

pub(crate) use directory::{Directory, classes_and_runners};
pub(crate) use display_names::DisplayNames;
pub(crate) use error::{LookupError, NameError};
pub(crate) use pattern::Pattern;
pub(crate) use resolve::{
    resolve_class, resolve_class_ids, resolve_key, resolve_project, resolve_runner,
};
pub(crate) use resolve_patterns::{find_projects, resolve_classes, resolve_projects};
