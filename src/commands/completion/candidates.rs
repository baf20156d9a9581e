//! Projects, environment classes, runners and warm pools as words that can be typed.

use std::cmp::Reverse;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use uuid::Uuid;

use super::cache::CandidateCache;
use super::candidate::Candidate;
use crate::api::prebuild::{Prebuild, PrebuildFilter};
use crate::api::project::ProjectFilter;
use crate::api::{Client, Error, OpenEnum as _};
use crate::commands::shared::cell;
use crate::config::{Settings, Source};
use crate::context::Context;
use crate::error::CliError;
use crate::lookup::{Directory, DisplayNames, classes_and_runners};
use crate::runtime;
use crate::sort::sort_by_key;
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
    /// Of pools that need not exist.
    Addresses,
    Prebuilds,
}

/// The newest prebuilds that are offered.
const MAX_PREBUILDS: usize = 50;

/// With more projects and classes than this, no addresses are offered.
const MAX_ADDRESSES: usize = 2_000;

/// All words of a kind, from the cache or else from the service.
///
/// # Errors
/// When the settings are invalid, or the service does not answer in time.
pub(super) fn names(context: &Context, kind: CandidateKind) -> Result<Vec<Candidate>, CliError> {
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
    // The scripts of the shells quote.
    let printer = AddressPrinter { is_pasted: false, ..context.message_printer() };
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
) -> Result<Vec<Candidate>, Error> {
    let mut words: Vec<Candidate> = match kind {
        CandidateKind::Projects => {
            let projects = client.list_projects(&ProjectFilter::default()).await?;
            let directory = Directory::new(projects, Vec::new(), Vec::new());
            let ids = directory.projects().map(|(id, ..)| id);
            ids.map(|id| name_or_id(printer, &directory.project_name(id), id).into()).collect()
        }
        CandidateKind::Classes => {
            let (classes, runners) = classes_and_runners(client, &[]).await?;
            let directory = Directory::new(Vec::new(), classes, runners);
            let ids = directory.classes().map(|(id, _)| id);
            ids.map(|id| name_or_id(printer, &directory.class_name(id), id).into()).collect()
        }
        CandidateKind::Addresses => addresses(client, printer).await?,
        // The newest comes first.
        CandidateKind::Prebuilds => return prebuilds(client).await,
        CandidateKind::Runners => {
            let directory = Directory::new(Vec::new(), Vec::new(), client.list_runners().await?);
            let word = |(id, name)| {
                let is_unique = directory.runner_id(name) == Ok(id);
                let name = is_unique.then(|| NameOrId::Name(name.to_owned()));
                name_or_id(printer, &name.unwrap_or(NameOrId::Id(id)), id).into()
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

async fn pools(client: &Client, printer: &AddressPrinter) -> Result<Vec<Candidate>, Error> {
    let pools = PoolLister::new(client, PoolQuery::default()).all().await?;
    let mut names = DisplayNames::default();
    // Where names cannot be read, addresses have ids.
    drop(names.load_for(client, &pools).await);
    Ok(pools.iter().map(|pool| names.address(pool, printer).into()).collect())
}

/// Every project with every class.
async fn addresses(client: &Client, printer: &AddressPrinter) -> Result<Vec<Candidate>, Error> {
    let filter = ProjectFilter::default();
    let (projects, classes) =
        tokio::join!(client.list_projects(&filter), classes_and_runners(client, &[]));
    let (projects, (classes, runners)) = (projects?, classes?);
    if projects.len().saturating_mul(classes.len()) > MAX_ADDRESSES {
        return Ok(Vec::new());
    }
    let directory = Directory::new(projects, classes, runners);
    let mut addresses = Vec::new();
    for (project, ..) in directory.projects() {
        for (class, _) in directory.classes() {
            let names = (directory.project_name(project), directory.class_name(class));
            let parts = (names.0.to_exact_input(), names.1.to_exact_input());
            if let (Some(project), Some(class)) = parts {
                addresses.extend(printer.join(&project, &class).map(Candidate::from));
            }
        }
    }
    Ok(addresses)
}

/// The newest prebuilds, with what they are for and their phase.
async fn prebuilds(client: &Client) -> Result<Vec<Candidate>, Error> {
    let mut pages = client.prebuilds(vec![PrebuildFilter::default()]);
    let mut prebuilds = pages.next().await?.unwrap_or_default();
    let created =
        |prebuild: &Prebuild| cell::timestamp(prebuild.metadata.as_ref()?.created_at.as_ref());
    sort_by_key(&mut prebuilds, |prebuild| Reverse(created(prebuild)));
    prebuilds.truncate(MAX_PREBUILDS);
    let metadata = prebuilds.iter().filter_map(|prebuild| prebuild.metadata.as_ref());
    let mut names = DisplayNames::default();
    let ids = metadata.map(|about| (&*about.project_id, &*about.environment_class_id));
    drop(names.load(client, ids).await);
    let describe = |prebuild: &Prebuild| {
        let about = prebuild.metadata.as_ref();
        let project = about.map_or("", |about| names.name(&about.project_id));
        let class = about.map_or("", |about| names.name(&about.environment_class_id));
        let phase = prebuild.status.as_ref().map(|status| status.phase.label().into_owned());
        format!("{project}/{class} {}", phase.unwrap_or_default())
    };
    let candidate = |prebuild: &Prebuild| Candidate::new(&prebuild.id, describe(prebuild).trim());
    Ok(prebuilds.iter().map(candidate).collect())
}
