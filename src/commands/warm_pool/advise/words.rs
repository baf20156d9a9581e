//! Words and counts in texts about advice.

use super::document::{LeftOutDocument, SourcesDocument};
use crate::sizing::advice::Evidence;
use crate::text::plural::plural;

pub(super) const fn evidence_word(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Firm => "firm",
        Evidence::Rough => "rough",
        Evidence::None => "none",
    }
}

/// `2118 from usage records, 49 from environments`; empty if there are none.
pub(super) fn sources(sources: &SourcesDocument) -> String {
    let parts = [
        (sources.usage_records, "usage records"),
        (sources.environments, "environments"),
        (sources.file, "the file"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts.map(|(count, source)| format!("{count} from {source}")).collect();
    parts.join(", ")
}

/// `left out: 56 prebuild runs, 12 restarts`; `None` if nothing is.
pub(super) fn left_out(left_out: &LeftOutDocument) -> Option<String> {
    let parts = [
        (left_out.prebuild_runs, "prebuild run"),
        (left_out.suspected_prebuild_runs, "suspected prebuild run"),
        (left_out.restarts, "restart"),
        (left_out.other_roles, "environment of another role"),
        (left_out.outside_window, "start outside the period"),
        (left_out.undated, "environment without a time"),
        (left_out.excluded, "start on excluded days"),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| match noun.split_once(' ') {
            Some((first, rest)) if first == "environment" || first == "start" => {
                format!("{} {rest}", plural(count, first))
            }
            _ => plural(count, noun),
        })
        .collect();
    (!parts.is_empty()).then(|| format!("left out: {}", parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_left_out_is_listed() {
        assert_eq!(left_out(&LeftOutDocument::default()), None);
        let found = LeftOutDocument {
            prebuild_runs: 56,
            restarts: 1,
            outside_window: 2,
            excluded: 1,
            ..LeftOutDocument::default()
        };
        assert_eq!(
            left_out(&found).unwrap(),
            "left out: 56 prebuild runs, 1 restart, 2 starts outside the period, \
             1 start on excluded days"
        );
    }

    #[test]
    fn sources_with_starts_are_listed() {
        let found = SourcesDocument { usage_records: 2118, environments: 49, file: 0 };
        assert_eq!(sources(&found), "2118 from usage records, 49 from environments");
        assert_eq!(sources(&SourcesDocument::default()), "");
    }
}
