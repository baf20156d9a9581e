//! What the file can say, as types.

use std::collections::BTreeMap;
use std::time::Duration;

use super::resource::Resource;
use super::validate::HostChoice;
use crate::api::token::Token;
use crate::config::color::Color;
use crate::config::format::Format;
use crate::text_file::toml_reader::Spanned;

/// What the file says, checked.
#[derive(Debug, Default)]
pub(super) struct ConfigFile {
    /// The profile in use.
    pub(super) current_profile: Option<Spanned<String>>,
    /// Settings of every profile.
    pub(super) defaults: Keys,
    /// The profiles by name.
    pub(super) profiles: BTreeMap<String, Profile>,
}

/// The settings that `[defaults]` and every profile may hold.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) project: Option<Spanned<String>>,
    pub(super) output: Option<Spanned<Format>>,
    pub(super) color: Option<Spanned<Color>>,
    pub(super) request_timeout: Option<Spanned<Duration>>,
    pub(super) retries: Option<Spanned<u32>>,
    pub(super) timeout: Option<Spanned<Duration>>,
    pub(super) poll_interval: Option<Spanned<Duration>>,
    pub(super) columns: BTreeMap<Resource, Spanned<Vec<String>>>,
}

/// One profile.
#[derive(Debug, Default)]
pub(super) struct Profile {
    pub(super) keys: Keys,
    pub(super) host: Option<Spanned<HostChoice>>,
    pub(super) credential: Option<Spanned<StoredCredential>>,
}

/// How a profile keeps its token.
#[derive(Clone, Debug)]
pub(super) enum StoredCredential {
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
