//! A word that can be typed, and what it stands for.

use serde::{Deserialize, Serialize};

/// A word for the end of a command line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Candidate {
    pub(super) word: String,
    /// Shown beside the word where the shell can do so; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) about: String,
}

impl Candidate {
    pub(crate) fn new(word: impl Into<String>, about: impl Into<String>) -> Self {
        Self { word: word.into(), about: about.into() }
    }
}

/// Without a description.
impl<T: Into<String>> From<T> for Candidate {
    fn from(word: T) -> Self {
        Self::new(word, "")
    }
}

/// The candidates for the last item of a list that is being typed: each begins with the items before
/// it, which are not offered again.
pub(super) fn at_end_of_list(typed: &str, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let Some((before, _)) = typed.rsplit_once(',') else { return candidates };
    let is_typed = |word: &str| before.split(',').any(|item| item.trim() == word);
    let candidates = candidates.into_iter().filter(|candidate| !is_typed(&candidate.word));
    candidates
        .map(|candidate| Candidate { word: format!("{before},{}", candidate.word), ..candidate })
        .collect()
}
