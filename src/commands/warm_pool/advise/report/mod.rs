//! Reports of an advice, for whoever pays: a page, its pictures alone, or Markdown.

mod curve;
mod geometry;
mod heat_map;
mod html;
mod markdown;
mod markup;
mod numbers;
mod palette;
mod picture;
mod roles;
mod sentences;
mod signs;
mod svg;
mod table;
mod tables;
#[cfg(test)]
mod tests;

use std::path::Path;

use super::document::AdviceDocument;
use crate::context::Context;
use crate::error::CliError;
use crate::text::sanitizer::Sanitizer;
use crate::text_file::{self, Creation};
use numbers::Amounts;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReportFormat {
    /// One page that needs nothing else.
    Html,
    /// The pictures alone.
    Svg,
    /// For a pull request.
    Markdown,
}

impl ReportFormat {
    /// The format of a file, by the ending of its name in any case.
    ///
    /// # Errors
    /// A text that follows the name of the flag, if the ending is another.
    pub(super) fn from_path(path: &Path) -> Result<Self, String> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("html") => Ok(Self::Html),
            Some("svg") => Ok(Self::Svg),
            Some("md") => Ok(Self::Markdown),
            _ => Err("is not a name that ends in .html, .svg or .md".to_owned()),
        }
    }
}

/// Writes the report to a file; one that exists is replaced.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(
    context: &Context,
    path: &Path,
    format: ReportFormat,
    document: &AdviceDocument,
) -> Result<(), CliError> {
    let report = render(document, format, &context.ui.sanitizer());
    text_file::write(path, report.as_bytes(), Creation::Shared).map_err(|error| {
        let message = format!("cannot write the report to {}", path.display());
        CliError::local(message).because(error.to_string())
    })
}

/// The report as the content of a file. The same document gives the same bytes.
fn render(document: &AdviceDocument, format: ReportFormat, sanitizer: &Sanitizer) -> String {
    match format {
        ReportFormat::Html => html::render(document, amounts(document), sanitizer),
        ReportFormat::Svg => svg::render(document, sanitizer),
        ReportFormat::Markdown => markdown::render(document, amounts(document), sanitizer),
    }
}

/// How the amounts of money of a document are written.
fn amounts(document: &AdviceDocument) -> Amounts {
    let pools = document.pools.iter();
    let options = pools.flat_map(|pool| pool.options.iter().chain(&pool.current));
    let totals = document.total.iter();
    let sums =
        totals.flat_map(|total| [total.current.cost_per_month, total.advised.cost_per_month]);
    Amounts::new(options.map(|option| option.cost_per_month).chain(sums).flatten())
}
