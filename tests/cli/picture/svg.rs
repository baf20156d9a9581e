//! Draws lines of text as a terminal, in SVG: without a script, a font or anything else from outside.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::style::{Run, Style};

pub enum Line {
    /// A command that is typed.
    Command(String),
    /// A line that it prints.
    Output(Vec<Run>),
}

/// The size of a character, and what is around the text, in pixels.
const CELL_WIDTH: f64 = 8.4;
const LINE_HEIGHT: f64 = 19.0;
const MARGIN: f64 = 22.0;
/// The bar at the top of the window.
const BAR: f64 = 34.0;
/// Before each command but the first.
const GAP: f64 = 9.0;

/// Readable on the window's own background (contrast of at least 7), so on light and dark pages.
const CSS: &str = "
.window { fill: #1a1f29; stroke: #4d5766; }
.bar { fill: #2a313d; }
text { fill: #dbe2ea; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', \
'Liberation Mono', monospace; font-size: 14px; white-space: pre; }
.bold { font-weight: bold; }
.dimmed { fill: #aab4c0; }
.command { fill: #ffffff; font-weight: bold; }
.red { fill: #ff9c94; }
.green { fill: #7ee29a; }
.yellow { fill: #f2cc60; }
.blue { fill: #9ecbff; }
.magenta { fill: #dcb8ff; }
.cyan { fill: #79dcf0; }
";

impl Line {
    /// The parts of the line, each with its classes.
    fn parts(&self) -> Vec<(String, String)> {
        match self {
            Self::Command(command) => {
                vec![("$ ".to_owned(), "green".to_owned()), (command.clone(), "command".to_owned())]
            }
            Self::Output(runs) => {
                runs.iter().map(|run| (run.text.clone(), classes(run.style))).collect()
            }
        }
    }

    /// How many columns of a terminal it takes.
    pub fn columns(&self) -> usize {
        self.parts().iter().map(|(text, _)| text.width()).sum()
    }
}

fn classes(style: Style) -> String {
    let bold = style.is_bold.then_some("bold");
    let dimmed = style.is_dimmed.then_some("dimmed");
    [bold, dimmed, style.color].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The window, as large as its text.
pub fn draw(title: &str, lines: &[Line]) -> String {
    let columns = lines.iter().map(Line::columns).max().unwrap_or(0);
    let width = pixels(columns) + 2.0 * MARGIN;
    let mut text = String::new();
    let mut y = BAR + MARGIN / 2.0;
    for (at, line) in lines.iter().enumerate() {
        y += LINE_HEIGHT;
        if at > 0 && matches!(line, Line::Command(_)) {
            y += GAP;
        }
        text += &draw_line(line, y);
    }
    let height = y + MARGIN;
    let title = escape(title);
    format!(
        "\
<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
width=\"{width:.1}\" height=\"{height:.1}\" role=\"img\" aria-label=\"{title}\" xml:space=\"preserve\">
<title>{title}</title>
<style>{CSS}</style>
<rect class=\"window\" x=\"0.5\" y=\"0.5\" width=\"{:.1}\" height=\"{:.1}\" rx=\"10\"/>
<path class=\"bar\" d=\"M1 {BAR}V10.5A9.5 9.5 0 0 1 10.5 1H{:.1}a9.5 9.5 0 0 1 9.5 9.5V{BAR}z\"/>
<circle cx=\"22\" cy=\"17.5\" r=\"5.5\" fill=\"#ff7a72\"/>
<circle cx=\"41\" cy=\"17.5\" r=\"5.5\" fill=\"#f2c14e\"/>
<circle cx=\"60\" cy=\"17.5\" r=\"5.5\" fill=\"#5bc977\"/>
{text}</svg>
",
        width - 1.0,
        height - 1.0,
        width - 10.5,
    )
}

/// A line with its baseline at `y`. Its length is fixed, so that columns stay below each other in every
/// font; blanks at its start are part of its position, as some programs leave them out.
fn draw_line(line: &Line, y: f64) -> String {
    let (mut indent, mut columns, mut spans) = (0, 0, String::new());
    for (text, classes) in line.parts() {
        let shown = if columns == 0 { text.trim_start_matches(' ') } else { &text };
        indent += text.len() - shown.len();
        columns += shown.width();
        match (&*classes, escape(shown)) {
            ("", shown) => spans += &shown,
            (classes, shown) => {
                write!(spans, "<tspan class=\"{classes}\">{shown}</tspan>").unwrap();
            }
        }
    }
    if columns == 0 {
        return String::new();
    }
    let (x, length) = (MARGIN + pixels(indent), pixels(columns));
    format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{length:.1}\" \
         lengthAdjust=\"spacingAndGlyphs\">{spans}</text>\n"
    )
}

fn pixels(columns: usize) -> f64 {
    f64::from(u32::try_from(columns).unwrap()) * CELL_WIDTH
}

#[test]
fn a_drawing_has_the_text_and_is_valid_xml() {
    let lines = [
        Line::Command("echo \"a & b\" > <c>".to_owned()),
        Line::Output(super::style::runs("  \u{1b}[1m\u{1b}[31mx\u{1b}[0m ├─ y")),
        Line::Output(Vec::new()),
    ];
    let drawing = draw("One <title> & \"more\"", &lines);
    let document = roxmltree::Document::parse(&drawing).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("aria-label"), Some("One <title> & \"more\""));
    let named = |name: &'static str| {
        root.descendants().filter(move |node| node.has_tag_name(name)).collect::<Vec<_>>()
    };
    assert_eq!(named("title")[0].text(), Some("One <title> & \"more\""));
    let texts = named("text");
    let all_text = |node: &roxmltree::Node<'_, '_>| {
        node.descendants().filter(roxmltree::Node::is_text).filter_map(|part| part.text()).collect()
    };
    let shown: Vec<String> = texts.iter().map(all_text).collect();
    assert_eq!(shown, ["$ echo \"a & b\" > <c>", "x ├─ y"]);
    // 20 and 6 columns of 8.4 pixels; the second line is indented by two of them.
    let lengths: Vec<_> = texts.iter().map(|text| text.attribute("textLength")).collect();
    assert_eq!(lengths, [Some("168.0"), Some("50.4")]);
    assert_eq!(texts[1].attribute("x"), Some("38.8"));
    assert_eq!(named("tspan")[2].attribute("class"), Some("bold red"));
    // Nothing from outside, and only classes that exist.
    assert_eq!(drawing.matches("http").count(), 1);
    for node in named("tspan") {
        for class in node.attribute("class").unwrap().split(' ') {
            assert!(CSS.contains(&format!("\n.{class} {{")), "{class}");
        }
    }
}
