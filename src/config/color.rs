//! When output is colored.

use crate::keyword::Keyword;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Color {
    /// On a terminal only.
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether colors are used; `None` if that depends on the terminal.
    pub(crate) const fn choice(self) -> Option<bool> {
        match self {
            Self::Auto => None,
            Self::Always => Some(true),
            Self::Never => Some(false),
        }
    }
}

impl Keyword for Color {
    const ALL: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("always", Self::Always), ("never", Self::Never)];
}
