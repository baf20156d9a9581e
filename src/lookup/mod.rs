//! Names of projects, environment classes and runners: from names to ids and back.

mod directory;
mod display_names;
mod error;
mod name_match;
mod resolve;

pub(crate) use directory::{Directory, classes_and_runners};
pub(crate) use display_names::{DisplayNames, IdsAndNames, class_names};
pub(crate) use error::{LookupError, NameError};
pub(crate) use resolve::{
    resolve_class, resolve_classes, resolve_key, resolve_project, resolve_projects,
};
