//! Settings and credentials: the file, the variables, the flags, and which of them wins.

mod cache;
mod content;
mod credential;
mod data_file;
mod display;
mod document;
pub(crate) mod duration;
mod edit;
mod file;
pub(crate) mod format;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod keys;
mod location;
mod parse;
mod resolve;
mod resource;
mod settings;
mod source;
#[cfg(test)]
mod test_support;
mod token_command;
mod validate;
mod write;

pub(crate) use cache::Cache;
pub(crate) use credential::{Credential, variable as token_variable};
pub(crate) use data_file::data_file;
pub(crate) use display::Entry;
pub(crate) use edit::{Editor, Saved};
pub(crate) use keys::bare as bare_keys;
pub(crate) use location::{Location, short_path};
pub(crate) use resource::Noun;
pub(crate) use settings::{Flags, Settings};
pub(crate) use source::Source;
pub(crate) use validate::HostChoice;
