//! The sizes that have a name.

use super::super::document::{OptionDocument, PoolAdvice};

/// What a size is to a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// In force.
    Now,
    Advised,
    /// The advised windows.
    ByHours,
    Cheaper,
    Better,
}

impl Role {
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Advised => "advised",
            Self::ByHours => "by hours",
            Self::Cheaper => "cheaper",
            Self::Better => "better",
        }
    }
}

/// A size that is pointed out in the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark<'a> {
    /// What the size is; several words if it is the current and the advised one.
    pub(super) label: String,
    /// The one that decides how it is drawn.
    pub(super) role: Role,
    pub(super) option: &'a OptionDocument,
}

/// All roles of a pool's sizes.
pub(super) fn roles(pool: &PoolAdvice) -> Vec<(Role, &OptionDocument)> {
    let windows = pool.windows.as_ref().map(|windows| &windows.option);
    let options = [
        (Role::Now, pool.current.as_ref()),
        (Role::Advised, pool.advised.as_ref()),
        (Role::ByHours, windows),
        (Role::Cheaper, pool.cheaper.as_ref()),
        (Role::Better, pool.better.as_ref()),
    ];
    options.into_iter().filter_map(|(role, option)| Some((role, option?))).collect()
}

/// What an option is to a pool, as a few words; empty if it has no name.
pub(super) fn labels(pool: &PoolAdvice, option: &OptionDocument) -> String {
    let labels: Vec<_> = roles(pool)
        .into_iter()
        .filter(|(_, other)| is_same(option, other))
        .map(|(role, _)| role.label())
        .collect();
    labels.join(", ")
}

/// At most three sizes to point out: the current one, the advised one, and what else to consider:
/// windows, the cheaper size, or else the better one.
pub(super) fn marks(pool: &PoolAdvice) -> Vec<Mark<'_>> {
    let mut marks: Vec<Mark<'_>> = Vec::new();
    for (role, option) in roles(pool) {
        let is_alternative = !matches!(role, Role::Now | Role::Advised);
        let same = marks.iter_mut().find(|mark| is_same(mark.option, option));
        match same {
            Some(mark) if !is_alternative => {
                mark.label = format!("{} and {}", mark.label, role.label());
                mark.role = role;
            }
            Some(_) => {}
            None => marks.push(Mark { label: role.label().to_owned(), role, option }),
        }
        if is_alternative && marks.last().is_some_and(|mark| mark.role == role) {
            break;
        }
    }
    marks
}

fn is_same(a: &OptionDocument, b: &OptionDocument) -> bool {
    a.is_same(b) && !a.windowed
}
