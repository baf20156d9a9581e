//! The formats a result can be printed in, by the words users type.

use crate::keyword::Keyword;

/// How a result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Columns for people.
    Table,
    /// The same with every column.
    Wide,
    /// One JSON value.
    Json,
    /// A JSON value a line.
    Jsonl,
    /// The JSON value as YAML.
    Yaml,
    /// Comma-separated columns.
    Csv,
    /// Tab-separated columns.
    Tsv,
    /// A table of GitHub's Markdown.
    Markdown,
    /// The address of each thing, one a line.
    Name,
    /// The id of each thing, one a line.
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
    /// Whether programs read the result, so that errors become JSON lines as well.
    pub(crate) const fn is_machine(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}
