//! Cached candidates, so that not every key press causes a request. Used for completion only.

use std::collections::HashMap;

use jiff::Timestamp;
use ring::digest;
use serde::{Deserialize, Serialize};

use super::candidate::Candidate;
use super::candidates::CandidateKind;
use crate::api::token::Token;
use crate::config::Cache;
use crate::context::Context;
use crate::error::CliError;
use crate::text::sanitizer::Sanitizer;

const LIFETIME_SECONDS: i64 = 60;

/// The candidates of one service for one token.
pub(super) struct CandidateCache {
    cache: Cache,
    content: Content,
    sanitizer: Sanitizer,
}

/// The content of the file.
#[derive(Serialize, Deserialize)]
struct Content {
    salt: String,
    /// The [`Token::fingerprint`] of the token.
    fingerprint: u32,
    lists: HashMap<CandidateKind, List>,
}

#[derive(Serialize, Deserialize)]
struct List {
    /// Seconds since 1970.
    fetched_at: i64,
    words: Vec<Candidate>,
}

impl CandidateCache {
    /// The cache of the current service and token; `None` if there is no cache folder.
    pub(super) fn load(context: &Context) -> Result<Option<Self>, CliError> {
        let (credential, host) = (context.credential()?, context.host()?);
        let name = file_name(host.base(), &credential.source.to_string());
        let Some(cache) = Cache::find(&name, &context.env.borrow()) else { return Ok(None) };
        let content = cache.read().and_then(|text| serde_json::from_str::<Content>(&text).ok());
        let is_same =
            |content: &Content| content.fingerprint == credential.token.fingerprint(&content.salt);
        let content = content.filter(is_same).unwrap_or_else(|| Content::new(&credential.token));
        Ok(Some(Self { cache, content, sanitizer: context.ui.sanitizer() }))
    }

    /// The candidates, unless they have expired.
    pub(super) fn get(&self, kind: CandidateKind) -> Option<Vec<Candidate>> {
        let list = self.content.lists.get(&kind)?;
        let age = Timestamp::now().as_second() - list.fetched_at;
        (0..LIFETIME_SECONDS).contains(&age).then(|| list.words.clone())
    }

    /// Stores candidates that were just fetched.
    pub(super) fn insert(&mut self, kind: CandidateKind, words: &[Candidate]) {
        // A word that holds a secret is not stored, and so not offered from the cache.
        let is_harmless = |text: &str| self.sanitizer.mask(text) == text;
        let words = words.iter();
        let words = words.filter(|found| is_harmless(&found.word) && is_harmless(&found.about));
        let words = words.cloned().collect();
        let list = List { fetched_at: Timestamp::now().as_second(), words };
        self.content.lists.insert(kind, list);
        if let Ok(text) = serde_json::to_string(&self.content) {
            self.cache.write(&text);
        }
    }
}

impl Content {
    fn new(token: &Token) -> Self {
        let salt = format!("{:032x}", fastrand::u128(..));
        Self { fingerprint: token.fingerprint(&salt), salt, lists: HashMap::new() }
    }
}

/// A name that depends on the service and the source of the token, not on the token.
fn file_name(service: &str, source: &str) -> String {
    let digest = digest::digest(&digest::SHA256, format!("{service}\n{source}").as_bytes());
    let bytes: String = digest.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("names-{bytes}.json")
}
