//! What the file can say, as types.

use std::collections::BTreeMap;
use std::time::Duration;

use super::resource::Noun;
use super::validate::HostChoice;
use crate::api::token::Token;
use crate::config::format::Format;
use crate::output::options::Color;
use crate::text_file::toml_reader::At;

/// What the file says, checked.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The profile in use.
    pub(super) current_profile: Option<At<String>>,
    /// Settings of every profile.
    pub(super) defaults: Keys,
    /// The profiles by name.
    pub(super) profiles: BTreeMap<String, Profile>,
}

/// The settings that `[defaults]` and every profile may hold.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) project: Option<At<String>>,
    pub(super) output: Option<At<Format>>,
    pub(super) color: Option<At<Color>>,
    pub(super) request_timeout: Option<At<Duration>>,
    pub(super) retries: Option<At<u32>>,
    pub(super) timeout: Option<At<Duration>>,
    pub(super) poll_interval: Option<At<Duration>>,
    pub(super) columns: BTreeMap<Noun, At<Vec<String>>>,
}

/// One profile.
#[derive(Debug, Default)]
pub(super) struct Profile {
    pub(super) keys: Keys,
    pub(super) host: Option<At<HostChoice>>,
    pub(super) credential: Option<At<Stored>>,
}

/// How a profile keeps its token.
#[derive(Clone, Debug)]
pub(super) enum Stored {
    /// In the file itself.
    Token(Token),
    /// In a file of its own, as written: relative to the folder of the configuration.
    File(String),
    /// Printed by a program that is run without a shell.
    Command {
        /// The program, as written.
        program: String,
        /// Its arguments.
        arguments: Vec<String>,
    },
}
