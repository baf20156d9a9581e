//! Why a name does not stand for one project, environment class or runner.

use std::fmt;

use crate::api::Error;

/// A name that could not be resolved.
pub(crate) enum LookupError {
    /// A request failed; `name` is such as `project "acme-api"`.
    Call { name: String, error: Box<Error> },
    /// The service answered, but the name does not stand for one thing.
    Name(NameError),
}

/// A name that does not stand for one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NameError {
    NotFound {
        kind: NameKind,
        name: String,
        suggestions: Vec<String>,
    },
    /// Several things have the name; each can be typed as one of the candidates.
    Ambiguous {
        kind: NameKind,
        name: String,
        candidates: Vec<String>,
    },
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    Project,
    Class,
    Runner,
}

impl NameError {
    pub(crate) const fn is_missing_project(&self) -> bool {
        matches!(self, Self::NotFound { kind: NameKind::Project, .. })
    }

    /// The error without its reasons.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::NotFound { kind, name, .. } => {
                format!("no {kind} {name:?} found, or this token cannot see it")
            }
            Self::Ambiguous { kind, name, .. } => format!("more than one {kind} is named {name:?}"),
        }
    }

    /// All suggestions in one line, or one line for each candidate.
    pub(crate) fn reasons(&self) -> Vec<String> {
        match self {
            Self::NotFound { suggestions, .. } if suggestions.is_empty() => Vec::new(),
            Self::NotFound { suggestions, .. } => {
                let names: Vec<_> = suggestions.iter().map(|name| format!("{name:?}")).collect();
                vec![format!("did you mean {}?", names.join(" or "))]
            }
            Self::Ambiguous { candidates, .. } => candidates.clone(),
        }
    }
}

/// The message and the reasons in one line.
impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (message, reasons) = (self.message(), self.reasons().join(", "));
        match self {
            _ if reasons.is_empty() => f.write_str(&message),
            Self::NotFound { .. } => write!(f, "{message}; {reasons}"),
            Self::Ambiguous { .. } => write!(f, "{message}: {reasons}"),
        }
    }
}

impl fmt::Display for NameKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Project => "project",
            Self::Class => "environment class",
            Self::Runner => "runner",
        })
    }
}

impl From<NameError> for LookupError {
    fn from(error: NameError) -> Self {
        Self::Name(error)
    }
}
