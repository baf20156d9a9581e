//! Writes XML, which HTML pages are too: well-formed whatever the texts are.

use std::fmt::{Display, Write as _};

use crate::text::sanitizer::Sanitizer;

pub(super) const SVG_NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Elements in the order of the page. Every text and every value of an attribute is sanitized and
/// escaped; names of elements and attributes are those of this program.
#[derive(Debug)]
pub(super) struct Markup<'a> {
    out: String,
    open: Vec<&'static str>,
    sanitizer: &'a Sanitizer,
}

/// The attributes of an element, in order.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a dyn Display)];

impl<'a> Markup<'a> {
    /// `prolog` stands before the first element, as it is.
    pub(super) fn new(prolog: &str, sanitizer: &'a Sanitizer) -> Self {
        Self { out: prolog.to_owned(), open: Vec::new(), sanitizer }
    }

    /// Opens an element; [`Self::close`] ends it.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.tag(name, attributes, ">");
        self.open.push(name);
    }

    /// Ends the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.extend(["</", name, ">"]);
        }
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.tag(name, attributes, "/>");
    }

    /// An element with one line of text.
    pub(super) fn element(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// One line of text.
    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.out, &self.sanitizer.line(text));
    }

    /// Text whose line breaks are kept.
    pub(super) fn lines(&mut self, text: &str) {
        push_escaped(&mut self.out, &self.sanitizer.lines(text));
    }

    /// Text of this program that is not escaped: a style sheet.
    pub(super) fn verbatim(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Begins a new line of the source, so that it can be compared line by line.
    pub(super) fn line_break(&mut self) {
        self.out.push('\n');
    }

    /// The text, with whatever is still open ended.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.push('\n');
        self.out
    }

    fn tag(&mut self, name: &'static str, attributes: Attributes<'_>, end: &str) {
        self.out.extend(["<", name]);
        for (name, value) in attributes {
            // Writing to a string cannot fail.
            let _ = write!(self.out, " {name}=\"");
            push_escaped(&mut self.out, &self.sanitizer.line(&value.to_string()));
            self.out.push('"');
        }
        self.out.push_str(end);
    }
}

/// Text as the content of an element or the value of an attribute in double quotes.
fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if is_xml_char(c) => out.push(c),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
}

/// Whether XML 1.0 allows a character at all; a carriage return, which parsers change, does not
/// count.
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::test_strategies::hostile_text;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        push_escaped(&mut out, text);
        out
    }

    #[test]
    fn markup_in_text_stays_text() {
        for (text, expected) in [
            ("<script>alert('1')</script>", "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"),
            ("a\" onload=\"b", "a&quot; onload=&quot;b"),
            ("]]>", "]]&gt;"),
            ("--> &amp;", "--&gt; &amp;amp;"),
            ("\0\u{1b}\r\u{fffe}\u{ffff}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            ("é\t\n\u{10ffff}", "é\t\n\u{10ffff}"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn control_characters_are_shown_as_in_tables() {
        let sanitizer = Sanitizer::default();
        let mut markup = Markup::new("", &sanitizer);
        markup.open("p", &[("title", &"\0\u{202e}")]);
        markup.text("\u{1b}[1m\n\u{fffe}");
        markup.lines("a\n\u{7f}");
        assert_eq!(
            markup.finish(),
            "<p title=\"\\x00&lt;U+202E&gt;\">\\x1b[1m⏎&lt;U+FFFE&gt;a\n\\x7f</p>\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_well_formed_and_comes_back(text in hostile_text(), value in hostile_text()) {
            let sanitizer = Sanitizer::default();
            let mut markup = Markup::new("", &sanitizer);
            markup.open("p", &[("title", &value)]);
            markup.text(&text);
            let document = markup.finish();
            let tree = roxmltree::Document::parse(&document).unwrap();
            let root = tree.root_element();
            prop_assert_eq!(root.children().filter(roxmltree::Node::is_element).count(), 0);
            prop_assert_eq!(root.text().unwrap_or_default(), sanitizer.line(&text));
            prop_assert_eq!(root.attribute("title").unwrap(), sanitizer.line(&value));
        }
    }
}
