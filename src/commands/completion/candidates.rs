//! Projects, environment classes and warm pools as words that can be typed.

use std::collections::HashMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use super::cache::CandidateCache;
use crate::api::project::ProjectFilter;
use crate::api::{Client, Error};
use crate::config::{Settings, Source};
use crate::context::Context;
use crate::error::CliError;
use crate::lookup::{Directory, DisplayNames, IdsAndNames, class_names};
use crate::runtime;
use crate::text::sanitize::is_safe_char;
use crate::warm_pool::lister::{PoolLister, PoolQuery};
use crate::warm_pool::reference::{self, NameOrId, PoolRef};

/// The longest that the user waits for candidates.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(2);

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CandidateKind {
    Projects,
    Classes,
    Pools,
}

/// All words of a kind, from the cache or else from the service.
///
/// # Errors
/// When the settings are invalid, or the service does not answer in time.
pub(super) fn names(context: &Context, kind: CandidateKind) -> Result<Vec<String>, CliError> {
    let is_local = context.is_local()?;
    if !is_local && !may_call(context.settings()?) {
        return Ok(Vec::new());
    }
    // The embedded API needs no cache.
    let mut cache = if is_local { None } else { CandidateCache::load(context)? };
    if let Some(words) = cache.as_ref().and_then(|cache| cache.get(kind)) {
        return Ok(words);
    }
    let client = context.client()?;
    let words = runtime::run(context, &client, async {
        match timeout(TIMEOUT, words(&client, kind)).await {
            Ok(words) => words.map_err(|error| context.api_error("cannot list the names", &error)),
            Err(_) => Err(CliError::local("listing the names timed out")),
        }
    })?;
    if let Some(cache) = &mut cache {
        cache.insert(kind, &words);
    }
    Ok(words)
}

/// Whether a key press may cause a request: the token needs no prompt, and does not go to a host
/// that is still being typed.
fn may_call(settings: &Settings) -> bool {
    !matches!(settings.host.source, Source::Flag(_)) && settings.has_noninteractive_token()
}

async fn words(client: &Client, kind: CandidateKind) -> Result<Vec<String>, Error> {
    Ok(match kind {
        CandidateKind::Projects => as_shell_words(projects(client).await?, is_name),
        CandidateKind::Classes => as_shell_words(class_names(client).await?, is_name),
        CandidateKind::Pools => as_shell_words(pools(client).await?, is_address),
    })
}

async fn projects(client: &Client) -> Result<IdsAndNames, Error> {
    let projects = client.list_projects(&ProjectFilter::default()).await?;
    let directory = Directory::new(projects, Vec::new(), Vec::new());
    Ok(directory.projects().map(|(id, name, _)| (id.to_string(), name.to_owned())).collect())
}

async fn pools(client: &Client) -> Result<IdsAndNames, Error> {
    let pools = PoolLister::new(client, PoolQuery::default()).all().await?;
    let mut names = DisplayNames::default();
    // Where names cannot be read, addresses have ids.
    drop(names.load_for(client, &pools).await);
    Ok(pools.iter().map(|pool| (pool.id.clone(), names.address(pool))).collect())
}

/// The names in order; the id where a name is not unique or would be read as something else.
fn as_shell_words(names: IdsAndNames, is_read_as_name: fn(&str) -> bool) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (_, name) in &names {
        *counts.entry(name.clone()).or_default() += 1;
    }
    let is_word = |name: &str| {
        counts[name] == 1
            && name.chars().all(is_safe_char)
            && !name.starts_with('-')
            && is_read_as_name(name)
    };
    let named = names.into_iter().filter(|(_, name)| !name.is_empty());
    let words = named.map(|(id, name)| if is_word(&name) { name } else { id });
    let mut words: Vec<_> = words.collect();
    words.sort_unstable();
    words
}

fn is_name(name: &str) -> bool {
    reference::parse_name_or_id(name).is_ok_and(|word| word == NameOrId::Name(name.to_owned()))
}

fn is_address(address: &str) -> bool {
    let pool = reference::parse_pool_ref(address);
    pool.is_ok_and(|pool| matches!(pool, PoolRef::Address { .. }) && pool.to_string() == address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(names: &[&str]) -> Vec<String> {
        let named = (1..).zip(names).map(|(id, name)| (format!("id{id}"), (*name).to_owned()));
        as_shell_words(named.collect(), is_name)
    }

    #[test]
    fn names_that_cannot_be_typed_complete_to_ids() {
        assert_eq!(words(&["web", "my api", "ünï/x"]), ["my api", "web", "ünï/x"]);
        assert_eq!(words(&["two", "two", "one"]), ["id1", "id2", "one"]);
        for name in [
            "a\nb",
            "a\u{1b}[31m",
            "a\u{202e}b",
            " blank ",
            "id:x",
            "name:x",
            "--yes",
            "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11",
        ] {
            assert_eq!(words(&[name]), ["id1"], "{name:?}");
        }
        assert!(is_address("acme-api/large@aws-eu") && is_address("a b/c/large"));
        assert!(!is_address("acme-api") && !is_address("name:a/b"));
    }
}
