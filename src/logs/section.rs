//! The sections of a log, which lines of the log mark.

use serde_json::Value;

/// Sections that are open at a time; a log may open any number and end none.
const MAX_OPEN: usize = 32;
/// Characters of a title or an id.
const MAX_TITLE: usize = 200;

/// A line that begins or ends a section.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Marker {
    Begin(Section),
    End {
        id: String,
        outcome: Outcome,
        /// How long it took, at least 0.
        seconds: Option<f64>,
    },
}

/// Untrusted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) id: String,
    pub(crate) title: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Also an outcome that this version does not know.
    Unspecified,
    Success,
    Failure,
    Canceled,
}

impl Marker {
    /// Reads `[section-create] {…}` and `[section-end] {…}`; `None` for any other line.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let line = line.strip_prefix("[section-")?;
        let (is_end, json) = match line.strip_prefix("create]") {
            Some(json) => (false, json),
            None => (true, line.strip_prefix("end]")?),
        };
        let fields: Value = serde_json::from_str(json).ok()?;
        let text = |key: &str| -> Option<String> {
            let text: String = fields.get(key)?.as_str()?.trim().chars().take(MAX_TITLE).collect();
            (!text.is_empty()).then_some(text)
        };
        let id = text("id")?;
        Some(if is_end {
            let seconds = fields.get("secondsElapsed").and_then(Value::as_f64);
            let outcome = fields.get("outcome").map_or(Outcome::Unspecified, Outcome::from_json);
            Self::End { id, outcome, seconds: seconds.filter(|seconds| *seconds >= 0.0) }
        } else {
            let title = text("title").unwrap_or_else(|| id.clone());
            Self::Begin(Section { id, title })
        })
    }
}

impl Outcome {
    /// The name or the number of the enum.
    fn from_json(value: &Value) -> Self {
        let name = value.as_str().map(|name| name.trim_start_matches("LOG_SECTION_OUTCOME_"));
        match (name, value.as_u64()) {
            (Some("SUCCESS"), _) | (_, Some(1)) => Self::Success,
            (Some("FAILURE"), _) | (_, Some(2)) => Self::Failure,
            (Some("CANCELLED" | "CANCELED"), _) | (_, Some(3)) => Self::Canceled,
            _ => Self::Unspecified,
        }
    }

    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "ended",
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Canceled => "canceled",
        }
    }
}

/// The sections that are open, the outermost first.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    open: Vec<Section>,
}

impl Sections {
    /// Begins a section within those that are open. One with the same id that was never ended is
    /// replaced, and so is the outermost one if there are too many.
    pub(crate) fn begin(&mut self, section: Section) {
        self.open.retain(|open| open.id != section.id);
        if self.open.len() == MAX_OPEN {
            self.open.remove(0);
        }
        self.open.push(section);
    }

    /// Ends a section and returns its path; that of a section that is not open is its id. Sections
    /// within it go on: what ends them comes later.
    pub(crate) fn end(&mut self, id: &str) -> String {
        match self.open.iter().position(|open| open.id == id) {
            Some(at) => {
                let path = path(&self.open[..=at]);
                self.open.remove(at);
                path
            }
            None => id.to_owned(),
        }
    }

    /// The titles of the open sections, such as `A / B`; `None` outside of every section.
    pub(crate) fn path(&self) -> Option<String> {
        (!self.open.is_empty()).then(|| path(&self.open))
    }
}

fn path(sections: &[Section]) -> String {
    sections.iter().map(|section| section.title.as_str()).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(id: &str, title: &str) -> Section {
        Section { id: id.to_owned(), title: title.to_owned() }
    }

    #[test]
    fn markers_are_read() {
        for (line, expected) in [
            (
                r#"[section-create] {"id":"a","title":"Build","continuous":false}"#,
                Marker::Begin(section("a", "Build")),
            ),
            (r#"[section-create]{"id":"a"}"#, Marker::Begin(section("a", "a"))),
            (
                r#"[section-create] {"id":"a","title":" ","new":[1]}"#,
                Marker::Begin(section("a", "a")),
            ),
        ] {
            assert_eq!(Marker::parse(line), Some(expected), "{line}");
        }
        for (fields, outcome, seconds) in [
            (
                r#","outcome":"LOG_SECTION_OUTCOME_SUCCESS","secondsElapsed":1.3"#,
                Outcome::Success,
                Some(1.3),
            ),
            (
                r#","outcome":"LOG_SECTION_OUTCOME_FAILURE","secondsElapsed":300"#,
                Outcome::Failure,
                Some(300.0),
            ),
            (r#","outcome":"LOG_SECTION_OUTCOME_CANCELLED""#, Outcome::Canceled, None),
            (r#","outcome":2,"secondsElapsed":-1"#, Outcome::Failure, None),
            (
                r#","outcome":"LOG_SECTION_OUTCOME_NEW","secondsElapsed":"1""#,
                Outcome::Unspecified,
                None,
            ),
            (r#","outcome":null,"secondsElapsed":null"#, Outcome::Unspecified, None),
            ("", Outcome::Unspecified, None),
        ] {
            let line = format!(r#"[section-end] {{"id":"a"{fields}}}"#);
            let expected = Marker::End { id: "a".to_owned(), outcome, seconds };
            assert_eq!(Marker::parse(&line), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_marker_that_cannot_be_read_is_a_line() {
        for line in [
            "",
            "text",
            "[section-create]",
            "[section-create] ",
            "[section-create] {",
            r#"[section-create] {"id":"a"} more"#,
            r#"[section-create] {"title":"a"}"#,
            r#"[section-create] {"id":""}"#,
            r#"[section-create] {"id":7}"#,
            "[section-create] [1]",
            "[section-end] null",
            r#"[section-end] {"id":"a""#,
            r#"[section-other] {"id":"a"}"#,
            r#" [section-end] {"id":"a"}"#,
        ] {
            assert_eq!(Marker::parse(line), None, "{line:?}");
        }
    }

    #[test]
    fn sections_nest_and_end_in_any_order() {
        let mut sections = Sections::default();
        assert_eq!((sections.path(), sections.end("a")), (None, "a".to_owned()));
        sections.begin(section("a", "A"));
        sections.begin(section("b", "B"));
        assert_eq!(sections.path().as_deref(), Some("A / B"));
        assert_eq!(sections.end("b"), "A / B");
        assert_eq!(sections.path().as_deref(), Some("A"));
        sections.begin(section("c", "C"));
        assert_eq!(sections.end("a"), "A");
        assert_eq!(sections.path().as_deref(), Some("C"));
        sections.begin(section("c", "again"));
        assert_eq!(sections.path().as_deref(), Some("again"));
    }

    #[test]
    fn neither_titles_nor_open_sections_grow_without_limit() {
        let mut sections = Sections::default();
        for number in 0..1_000 {
            let title = "t".repeat(10_000);
            let line = format!(r#"[section-create] {{"id":"{number}","title":"{title}"}}"#);
            let Some(Marker::Begin(section)) = Marker::parse(&line) else { panic!() };
            assert_eq!(section.title.len(), MAX_TITLE);
            sections.begin(section);
        }
        assert_eq!(sections.open.len(), MAX_OPEN);
        assert_eq!(sections.open[0].id, (1_000 - MAX_OPEN).to_string());
    }
}
