//! The keys of `config get`, `set` and `unset`, and the values of `config set`.

use super::candidates::{self, CandidateKind};
use super::{Candidate, CompletionTarget};
use crate::api::host::DEFAULT_HOST;
use crate::commands::columns::columns_of;
use crate::config::color::Color;
use crate::config::format::Format;
use crate::config::{keys_of_tables, plain_keys, resource_of_columns};
use crate::context::Context;
use crate::keyword::Keyword;

/// The keys of the current profile; those of a table once its name is begun.
pub(super) fn keys(context: &Context, typed: &str) -> Vec<Candidate> {
    let mut keys: Vec<_> = plain_keys().map(Candidate::from).collect();
    if !typed.is_empty() {
        let profiles = profile_names(context);
        keys.extend(keys_of_tables(&profiles).map(Candidate::from));
    }
    keys
}

/// The values of a key; `None` where it takes any text.
pub(super) fn values(context: &Context, target: &CompletionTarget) -> Option<Vec<Candidate>> {
    let key = target.key.as_deref()?;
    if let Some(resource) = resource_of_columns(key) {
        return Some(columns_of(resource).into_iter().map(Candidate::from).collect());
    }
    match key.rsplit('.').next()? {
        "current-profile" => Some(profiles(context)),
        "output" => Some(words::<Format>()),
        "color" => Some(words::<Color>()),
        "project" => Some(candidates::names(context, CandidateKind::Projects).unwrap_or_default()),
        "host" => Some([DEFAULT_HOST, "local"].map(Candidate::from).to_vec()),
        _ => None,
    }
}

pub(super) fn profiles(context: &Context) -> Vec<Candidate> {
    profile_names(context).into_iter().map(Candidate::from).collect()
}

fn words<T: Keyword>() -> Vec<Candidate> {
    T::ALL.iter().map(|(word, _)| Candidate::from(*word)).collect()
}

fn profile_names(context: &Context) -> Vec<String> {
    let settings = context.allow_new_profile().and_then(|()| context.settings());
    settings.ok().and_then(|settings| settings.profiles.clone()).unwrap_or_default()
}
