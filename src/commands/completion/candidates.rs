//! The projects, classes and pools there are, by words that name them.

use std::collections::HashMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use super::cache::CandidateCache;
use crate::api::project::ProjectFilter;
use crate::api::{Client, Error};
use crate::commands::names::{self, DisplayNames, Names};
use crate::config::{Settings, Source};
use crate::context::Context;
use crate::error::CliError;
use crate::runtime;
use crate::text::sanitize::is_safe_char;
use crate::warm_pool::lister::{PoolLister, PoolQuery};
use crate::warm_pool::reference::{self, PoolRef};

/// How long somebody who presses a key waits at most.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(2);

/// What names are wanted of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CandidateKind {
    Projects,
    Classes,
    Pools,
}

/// Words for all of these things: kept ones, else those that the service tells now.
///
/// # Errors
/// When the settings are wrong, or the service does not tell in time.
pub(super) fn names(context: &Context, things: CandidateKind) -> Result<Vec<String>, CliError> {
    let is_local = context.is_local()?;
    if !is_local && !may_call(context.settings()?) {
        return Ok(Vec::new());
    }
    // The embedded API answers at once.
    let mut kept = if is_local { None } else { CandidateCache::load(context)? };
    if let Some(words) = kept.as_ref().and_then(|kept| kept.get(things)) {
        return Ok(words);
    }
    let client = context.client()?;
    let words = runtime::run(context, &client, async {
        match timeout(TIMEOUT, words(context, &client, things)).await {
            Ok(words) => words.map_err(|error| context.api_error("cannot list the names", &error)),
            Err(_) => Err(CliError::local("it took too long")),
        }
    })?;
    if let Some(kept) = &mut kept {
        kept.insert(things, &words);
    }
    Ok(words)
}

/// Whether a key may cause a call: there is a token that nobody has to be asked for, and it does
/// not go to a host that was only typed so far.
fn may_call(settings: &Settings) -> bool {
    !matches!(settings.host.source, Source::Flag(_)) && settings.has_noninteractive_token()
}

async fn words(
    context: &Context,
    client: &Client,
    things: CandidateKind,
) -> Result<Vec<String>, Error> {
    let named = match things {
        CandidateKind::Projects => projects(client).await?,
        CandidateKind::Classes => names::class_names(client).await?,
        CandidateKind::Pools => pools(context, client).await?,
    };
    let is_read = match things {
        CandidateKind::Pools => is_address,
        CandidateKind::Projects | CandidateKind::Classes => is_name,
    };
    Ok(as_shell_words(named, is_read))
}

async fn projects(client: &Client) -> Result<Names, Error> {
    let projects = client.list_projects(&ProjectFilter::default()).await?;
    let named = projects.iter().map(|it| (it.id.clone(), names::project_name(it).to_owned()));
    Ok(named.filter(|(_, name)| !name.is_empty()).collect())
}

async fn pools(context: &Context, client: &Client) -> Result<Names, Error> {
    let pools = PoolLister::new(client, PoolQuery::default()).all().await?;
    let mut display_names = DisplayNames::default();
    display_names.load_for(context, client, &pools).await;
    Ok(pools.iter().map(|pool| (pool.id.clone(), display_names.address(pool))).collect())
}

/// The names, in order; the id where the name stands for several things or would be read as
/// something else when it is typed.
fn as_shell_words(named: Names, is_read: fn(&str) -> bool) -> Vec<String> {
    let mut called: HashMap<String, usize> = HashMap::new();
    for (_, name) in &named {
        *called.entry(name.clone()).or_default() += 1;
    }
    let is_plain = |name: &str| {
        called[name] == 1
            && name.chars().all(is_safe_char)
            && !name.starts_with('-')
            && is_read(name)
    };
    let words = named.into_iter().map(|(id, name)| if is_plain(&name) { name } else { id });
    let mut words: Vec<_> = words.collect();
    words.sort_unstable();
    words
}

/// Whether a project or a class of this name is meant by it.
fn is_name(name: &str) -> bool {
    reference::word(name).is_ok_and(|word| word == reference::NameOrId::Name(name.to_owned()))
}

/// Whether a pool of this address is meant by it.
fn is_address(address: &str) -> bool {
    let read = reference::pool(address);
    read.is_ok_and(|read| matches!(read, PoolRef::Address { .. }) && read.to_string() == address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(names: &[&str]) -> Vec<String> {
        let named = (1..).zip(names).map(|(id, name)| (format!("id{id}"), (*name).to_owned()));
        as_shell_words(named.collect(), is_name)
    }

    #[test]
    fn what_cannot_be_typed_as_a_name_is_offered_as_an_id() {
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
