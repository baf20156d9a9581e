//! Settings and credentials: the file, the variables, the flags, and which of them wins.

mod cache;
mod content;
mod credential;
mod data_file;
mod document;
pub(crate) mod duration;
mod edit;
mod file;
mod keys;
#[cfg(any(test, fuzzing))]
pub(crate) mod laws;
mod list;
mod location;
mod noun;
mod parse;
mod resolve;
mod settings;
mod source;
#[cfg(test)]
mod testing;
mod token_command;
mod values;
mod write;

pub(crate) use cache::Cache;
pub(crate) use credential::{Credential, variable as token_variable};
pub(crate) use data_file::data_file;
pub(crate) use edit::{Editor, Saved};
pub(crate) use keys::bare as bare_keys;
pub(crate) use list::Entry;
pub(crate) use location::{Location, short_path};
pub(crate) use noun::Noun;
pub(crate) use settings::{Flags, Settings};
pub(crate) use source::Source;
pub(crate) use values::HostChoice;
