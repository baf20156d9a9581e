//! The content of the config file, as types.

use std::collections::BTreeMap;
use std::time::Duration;

use super::prices::PriceKeys;
use super::resource::Resource;
use super::validate::HostChoice;
use crate::api::token::Token;
use crate::config::color::Color;
use crate::config::format::Format;
use crate::toml_reader::Spanned;

#[derive(Debug, Default)]
pub(super) struct ConfigFile {
    pub(super) current_profile: Option<Spanned<String>>,
    pub(super) defaults: Keys,
    pub(super) profiles: BTreeMap<String, Profile>,
}

/// The settings that `[defaults]` and every profile may have.
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
    pub(super) prices: PriceKeys,
}

#[derive(Debug, Default)]
pub(super) struct Profile {
    pub(super) keys: Keys,
    pub(super) host: Option<Spanned<HostChoice>>,
    pub(super) credential: Option<Spanned<StoredCredential>>,
}

/// How a profile stores its token.
#[derive(Clone, Debug)]
pub(super) enum StoredCredential {
    Token(Token),
    /// A path as written: relative to the folder of the config file.
    File(String),
    /// A program that prints the token, run without a shell.
    Command {
        program: String,
        arguments: Vec<String>,
    },
}
