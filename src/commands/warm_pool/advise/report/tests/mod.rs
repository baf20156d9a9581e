//! Whole reports: their figures, their structure, and hostile names.

pub(super) mod fixtures;
mod hostile;
mod markdown;
mod page;
mod pictures;
mod sentences;

use std::path::Path;

use super::super::document::AdviceDocument;
use super::ReportFormat::{self, Html, Markdown, Svg};
use crate::text::sanitizer::Sanitizer;

fn render(document: &AdviceDocument, format: ReportFormat) -> String {
    super::render(document, format, &Sanitizer::default())
}

/// The page or picture as a tree: it is well-formed.
fn parse(text: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(text, options).unwrap()
}

#[test]
fn the_ending_of_a_file_is_its_format() {
    for (path, format) in [
        ("advice.html", Ok(Html)),
        ("a/b.svg", Ok(Svg)),
        ("ADVICE.MD", Ok(Markdown)),
        ("advice.pdf", Err(())),
        ("a.html/b", Err(())),
        (".html", Err(())),
        ("", Err(())),
    ] {
        assert_eq!(
            ReportFormat::from_path(Path::new(path)),
            format.map_err(|()| "is not a name that ends in .html, .svg or .md".to_owned()),
            "{path}"
        );
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for format in [Html, Svg, Markdown] {
        let document = fixtures::several_pools();
        assert_eq!(render(&document, format), render(&document.clone(), format));
    }
}
