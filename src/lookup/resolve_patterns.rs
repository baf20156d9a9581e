//! From names, ids and globs to the ids of all projects or environment classes that they stand for.

use std::collections::HashSet;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use uuid::Uuid;

use super::error::{LookupError, NameError, NameKind};
use super::name_match::MAX_SUGGESTIONS;
use super::resolve::{call_error, resolve_class_ids, resolve_project};
use super::{Directory, Pattern};
use crate::api::Client;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::project::{Project, ProjectFilter};
use crate::keyword::suggestions;
use crate::warm_pool::reference::NameOrId;

/// The ids of the projects, each once. A glob that matches none is an error, as an unknown name is.
pub(crate) async fn resolve_projects(
    client: &Client,
    patterns: &[Pattern],
) -> Result<Vec<Uuid>, LookupError> {
    Ok(find_projects(client, patterns).await?.0)
}

/// As [`resolve_projects`], with the projects that were read, which may be all.
pub(crate) async fn find_projects(
    client: &Client,
    patterns: &[Pattern],
) -> Result<(Vec<Uuid>, Vec<Project>), LookupError> {
    let (names, globs) = split(patterns);
    let named = stream::iter(names).map(|name| resolve_project(client, name));
    let named = named.buffered(MAX_CONCURRENT_READS).try_collect::<Vec<_>>();
    let matched = async {
        let Some(first) = globs.first() else { return Ok((Vec::new(), Vec::new())) };
        let projects = client.list_projects(&ProjectFilter::default()).await;
        let projects = projects.map_err(|error| call_error(NameKind::Project, first, error))?;
        let directory = Directory::new(projects.clone(), Vec::new(), Vec::new());
        let names = directory.projects().map(|(id, name, _)| (id, name.to_owned())).collect();
        Ok((match_all(NameKind::Project, &globs, names)?, projects))
    };
    let (named, (matched, mut read)) = tokio::try_join!(named, matched)?;
    let ids = named.iter().map(|project| project.id).collect();
    read.extend(named.into_iter().filter_map(|project| project.data));
    Ok((both((ids, matched))?, read))
}

/// As [`resolve_projects`]. A glob with an `@` is compared with `CLASS@RUNNER` as well.
pub(crate) async fn resolve_classes(
    client: &Client,
    patterns: &[Pattern],
) -> Result<Vec<Uuid>, LookupError> {
    let (names, globs) = split(patterns);
    let named = resolve_class_ids(client, &names);
    let matched = async {
        let Some(first) = globs.first() else { return Ok(Vec::new()) };
        let failed = |error| call_error(NameKind::Class, first, error);
        let classes = client.list_environment_classes().await.map_err(failed)?;
        let has_runner = globs.iter().any(|glob| glob.contains('@'));
        let runners =
            if has_runner { client.list_runners().await.map_err(failed)? } else { Vec::new() };
        let directory = Directory::new(Vec::new(), classes, runners);
        match_all(NameKind::Class, &globs, directory.class_names_and_runners())
    };
    both(tokio::try_join!(named, matched)?)
}

/// The names and ids, and the globs.
fn split(patterns: &[Pattern]) -> (Vec<&NameOrId>, Vec<&str>) {
    let (mut names, mut globs) = (Vec::new(), Vec::new());
    for pattern in patterns {
        match pattern {
            Pattern::NameOrId(name) => names.push(name),
            Pattern::Glob(glob) => globs.push(glob.as_str()),
        }
    }
    (names, globs)
}

fn both((mut ids, matched): (Vec<Uuid>, Vec<Uuid>)) -> Result<Vec<Uuid>, LookupError> {
    ids.extend(matched);
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
    Ok(ids)
}

/// What the globs match; a thing may have several names.
fn match_all(
    kind: NameKind,
    globs: &[&str],
    names: Vec<(Uuid, String)>,
) -> Result<Vec<Uuid>, LookupError> {
    let mut ids = Vec::new();
    for glob in globs {
        let pattern = Pattern::Glob((*glob).to_owned());
        let matched = names.iter().filter(|(_, name)| pattern.matches(name));
        let before = ids.len();
        ids.extend(matched.map(|(id, _)| *id));
        if ids.len() == before {
            let names = names.iter().map(|(_, name)| name.as_str());
            return Err(NameError::NotFound {
                kind,
                name: (*glob).to_owned(),
                suggestions: similar(&pattern, names),
            }
            .into());
        }
    }
    Ok(ids)
}

/// Names that a glob without a match may have been meant for: in another case, or with typos.
fn similar<'a>(glob: &Pattern, names: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let in_any_case = names.clone().filter(|name| glob.matches_in_any_case(name));
    let mut found: Vec<_> = in_any_case.map(str::to_owned).collect();
    if found.is_empty() {
        let literal = glob.literal_part().unwrap_or_default();
        let length = literal.chars().count();
        let start = |name: &str| name.chars().take(length).collect::<String>();
        let starts: HashSet<_> = names.clone().map(start).collect();
        let near: HashSet<_> = suggestions(literal, starts.iter().map(String::as_str)).collect();
        found.extend(names.filter(|name| near.contains(&start(name))).map(str::to_owned));
    }
    found.sort();
    found.dedup();
    found.truncate(MAX_SUGGESTIONS);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(globs: &[&str]) -> Result<Vec<u128>, Vec<String>> {
        let names = [(1, "acme-api"), (2, "acme-web"), (3, "tools"), (1, "acme-api@eu")];
        let names = names.map(|(id, name)| (Uuid::from_u128(id), name.to_owned())).to_vec();
        match match_all(NameKind::Project, globs, names).and_then(|ids| both((ids, Vec::new()))) {
            Ok(ids) => Ok(ids.iter().map(Uuid::as_u128).collect()),
            Err(LookupError::Name(NameError::NotFound { suggestions, .. })) => Err(suggestions),
            Err(_) => Err(Vec::new()),
        }
    }

    #[test]
    fn a_glob_stands_for_everything_that_it_matches_and_for_something() {
        assert_eq!(matched(&["acme-*"]), Ok(vec![1, 2]));
        assert_eq!(matched(&["*", "tool?"]), Ok(vec![1, 2, 3]));
        assert_eq!(matched(&["*@eu"]), Ok(vec![1]));
        let suggestions = |names: &[&str]| Err(names.iter().map(ToString::to_string).collect());
        assert_eq!(matched(&["tools", "ACME-w*"]), suggestions(&["acme-web"]));
        assert_eq!(matched(&["acmee-*"]), suggestions(&["acme-api", "acme-api@eu", "acme-web"]));
        assert_eq!(matched(&["zzz*"]), suggestions(&[]));
    }
}
