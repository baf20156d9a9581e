//! The output formats.

use crate::keyword::Keyword;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Table,
    /// A table with every column.
    Wide,
    Json,
    Jsonl,
    Yaml,
    Csv,
    Tsv,
    /// A table in GitHub's Markdown.
    Markdown,
    /// One address per line.
    Name,
    /// One id per line.
    Id,
}

impl Keyword for Format {
    const ALL: &'static [(&'static str, Self)] = &[
        ("table", Self::Table),
        ("wide", Self::Wide),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("yaml", Self::Yaml),
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("markdown", Self::Markdown),
        ("name", Self::Name),
        ("id", Self::Id),
    ];
}

impl Format {
    /// Whether errors are printed as JSON lines as well.
    pub(crate) const fn is_machine(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}
