//! Settings and credentials, merged from flags, variables and the config file.

mod cache;
pub(crate) mod color;
mod content;
mod credential;
mod defaults;
mod display;
mod document;
mod edit;
mod file;
mod flags;
pub(crate) mod format;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod keys;
mod location;
mod parse;
mod prices;
mod proxy;
mod resolve;
mod resource;
mod settings;
mod source;
mod state;
#[cfg(test)]
mod test_support;
mod token_command;
mod validate;
mod write;

pub(crate) use cache::Cache;
pub(crate) use credential::{
    Credential, ShowMessages, environment_tokens, variable as token_variable,
};
pub(crate) use display::{Entry, ProfileEntry};
pub(crate) use edit::{Editor, SaveResult};
pub(crate) use flags::Flags;
pub(crate) use keys::{keys_of_tables, plain_keys, resource_of_columns};
pub(crate) use location::{Location, access_description, emulator_data_path, short_path};
pub(crate) use prices::{Prices, price};
pub(crate) use proxy::proxy_for;
pub(crate) use resolve::{LOCAL_VARIABLE, service_choices};
pub(crate) use resource::Resource;
pub(crate) use settings::Settings;
pub(crate) use source::{Setting, Source};
pub(crate) use state::StateFile;
pub(crate) use validate::HostChoice;
