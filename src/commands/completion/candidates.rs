//! Projects, environment classes, runners and warm pools as words that can be typed.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use uuid::Uuid;

use super::cache::CandidateCache;
use crate::api::project::ProjectFilter;
use crate::api::{Client, Error};
use crate::config::{Settings, Source};
use crate::context::Context;
use crate::error::CliError;
use crate::lookup::{Directory, DisplayNames, classes_and_runners};
use crate::runtime;
use crate::warm_pool::address::AddressPrinter;
use crate::warm_pool::lister::{PoolLister, PoolQuery};
use crate::warm_pool::reference::NameOrId;

/// The longest that the user waits for candidates.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(2);

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CandidateKind {
    Projects,
    Classes,
    Runners,
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
    let printer = context.message_printer();
    let words = runtime::run(context, &client, async {
        match timeout(TIMEOUT, words(&client, kind, &printer)).await {
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

async fn words(
    client: &Client,
    kind: CandidateKind,
    printer: &AddressPrinter,
) -> Result<Vec<String>, Error> {
    let mut words = match kind {
        CandidateKind::Projects => {
            let projects = client.list_projects(&ProjectFilter::default()).await?;
            let directory = Directory::new(projects, Vec::new(), Vec::new());
            let ids = directory.projects().map(|(id, ..)| id);
            ids.map(|id| name_or_id(printer, &directory.project_name(id), id)).collect()
        }
        CandidateKind::Classes => {
            let (classes, runners) = classes_and_runners(client, &[]).await?;
            let directory = Directory::new(Vec::new(), classes, runners);
            let ids = directory.classes().map(|(id, _)| id);
            ids.map(|id| name_or_id(printer, &directory.class_name(id), id)).collect()
        }
        CandidateKind::Runners => {
            let directory = Directory::new(Vec::new(), Vec::new(), client.list_runners().await?);
            let word = |(id, name)| {
                let is_unique = directory.runner_id(name) == Ok(id);
                let name = is_unique.then(|| NameOrId::Name(name.to_owned()));
                name_or_id(printer, &name.unwrap_or(NameOrId::Id(id)), id)
            };
            directory.runners().map(word).collect()
        }
        CandidateKind::Pools => pools(client, printer).await?,
    };
    words.sort_unstable();
    Ok(words)
}

fn name_or_id(printer: &AddressPrinter, name: &NameOrId, id: Uuid) -> String {
    printer.name(name).unwrap_or_else(|| id.to_string())
}

async fn pools(client: &Client, printer: &AddressPrinter) -> Result<Vec<String>, Error> {
    let pools = PoolLister::new(client, PoolQuery::default()).all().await?;
    let mut names = DisplayNames::default();
    // Where names cannot be read, addresses have ids.
    drop(names.load_for(client, &pools).await);
    Ok(pools.iter().map(|pool| names.address(pool, printer)).collect())
}
