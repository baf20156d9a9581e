//! Names that were told a moment ago, so that not every press of a key is a call. Nothing is ever
//! decided by them.

use std::collections::HashMap;

use jiff::Timestamp;
use ring::digest;
use serde::{Deserialize, Serialize};

use super::candidates::CandidateKind;
use crate::api::token::Token;
use crate::config::Cache;
use crate::context::Context;
use crate::error::CliError;

/// Seconds for which names are kept.
const LIFETIME: i64 = 60;

/// What one token was told by one service.
pub(super) struct CandidateCache {
    cache: Cache,
    page: Page,
}

/// The file.
#[derive(Serialize, Deserialize)]
struct Page {
    salt: String,
    /// [`Token::fingerprint`], which tells whether the token is still the same.
    fingerprint: u32,
    lists: HashMap<CandidateKind, List>,
}

#[derive(Serialize, Deserialize)]
struct List {
    /// Seconds since 1970.
    told_at: i64,
    words: Vec<String>,
}

impl CandidateCache {
    /// What is kept for the service and the token in use; `None` where nothing can be kept.
    ///
    /// # Errors
    /// When there is no token.
    pub(super) fn of(context: &Context) -> Result<Option<Self>, CliError> {
        let (credential, host) = (context.credential()?, context.host()?);
        let name = file_name(host.base(), &credential.source.to_string());
        let Some(cache) = Cache::find(&name, &context.env.borrow()) else { return Ok(None) };
        let page = cache.read().and_then(|text| serde_json::from_str::<Page>(&text).ok());
        let page = page.filter(|page| page.fingerprint == credential.token.fingerprint(&page.salt));
        let page = page.unwrap_or_else(|| Page::new(&credential.token));
        Ok(Some(Self { cache, page }))
    }

    /// The words, unless they are too old.
    pub(super) fn words(&self, things: CandidateKind) -> Option<Vec<String>> {
        let list = self.page.lists.get(&things)?;
        let age = Timestamp::now().as_second() - list.told_at;
        (0..LIFETIME).contains(&age).then(|| list.words.clone())
    }

    /// Keeps words that were told just now.
    pub(super) fn keep(&mut self, things: CandidateKind, words: &[String]) {
        let list = List { told_at: Timestamp::now().as_second(), words: words.to_vec() };
        self.page.lists.insert(things, list);
        if let Ok(text) = serde_json::to_string(&self.page) {
            self.cache.write(&text);
        }
    }
}

impl Page {
    fn new(token: &Token) -> Self {
        let salt = format!("{:032x}", fastrand::u128(..));
        Self { fingerprint: token.fingerprint(&salt), salt, lists: HashMap::new() }
    }
}

/// The name of the file: it says where a token is from, and has nothing of the token.
fn file_name(service: &str, source: &str) -> String {
    let digest = digest::digest(&digest::SHA256, format!("{service}\n{source}").as_bytes());
    let bytes: String = digest.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("names-{bytes}.json")
}
