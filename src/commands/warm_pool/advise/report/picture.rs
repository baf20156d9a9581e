//! What both pictures of a pool are drawn with.

use std::fmt::Display;

use super::markup::{Attributes, Markup, SVG_NAMESPACE};
use super::numbers::Coordinate;
use super::palette::{BACKGROUND, INK, MUTED};

/// In units of the picture, as are all sizes here.
pub(super) const WIDTH: f64 = 720.0;
pub(super) const FONT_SIZE: f64 = 11.0;
/// Of all text; a page has the same in its style.
pub(super) const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif";

/// Where a picture stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Placement {
    /// In the text of a page, as wide as that.
    InPage,
    /// At this height in a picture.
    At(f64),
}

/// What is said instead of a picture to those who do not see it.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    /// Distinguishes the pictures of a document.
    pub(super) id: String,
    pub(super) title: &'static str,
    pub(super) description: String,
}

/// Opens a picture of [`WIDTH`] and this height.
pub(super) fn open(
    markup: &mut Markup<'_>,
    height: f64,
    placement: Placement,
    alternative: &Alternative,
) {
    let Alternative { id, title, description } = alternative;
    let view_box = format!("0 0 {WIDTH} {height}");
    let labels = format!("{id}-title {id}-description");
    let accessible: Attributes<'_> = &[("role", &"img"), ("aria-labelledby", &labels)];
    match placement {
        Placement::InPage => {
            let place: Attributes<'_> = &[("xmlns", &SVG_NAMESPACE), ("viewBox", &view_box)];
            markup.open("svg", &[place, accessible].concat());
        }
        Placement::At(y) => {
            let y = Coordinate(y);
            let place: Attributes<'_> =
                &[("y", &y), ("width", &WIDTH), ("height", &height), ("viewBox", &view_box)];
            markup.open("svg", &[place, accessible].concat());
        }
    }
    markup.element("title", &[("id", &format!("{id}-title"))], title);
    markup.element("desc", &[("id", &format!("{id}-description"))], description);
    markup.line_break();
}

/// How a text is aligned at its position.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A text of a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label<'a> {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) anchor: Anchor,
    pub(super) color: &'a str,
    pub(super) is_bold: bool,
    /// Left out where there is little room.
    pub(super) is_minor: bool,
    /// Stands on something: drawn with a border in the color of the background.
    pub(super) is_outlined: bool,
}

impl Label<'static> {
    pub(super) const fn new(x: f64, y: f64, anchor: Anchor) -> Self {
        Self { x, y, anchor, color: MUTED, is_bold: false, is_minor: false, is_outlined: false }
    }

    /// A text that has to be found first.
    pub(super) const fn strong(x: f64, y: f64, anchor: Anchor) -> Self {
        Self { color: INK, is_bold: true, ..Self::new(x, y, anchor) }
    }
}

impl Label<'_> {
    pub(super) fn draw(self, markup: &mut Markup<'_>, text: &str) {
        let (x, y, anchor) = (Coordinate(self.x), Coordinate(self.y), self.anchor.word());
        let mut attributes: Vec<(&'static str, &dyn Display)> =
            vec![("x", &x), ("y", &y), ("text-anchor", &anchor), ("fill", &self.color)];
        if self.is_bold {
            attributes.push(("font-weight", &"600"));
        }
        if self.is_outlined {
            attributes.extend([
                ("stroke", &BACKGROUND as &dyn Display),
                ("stroke-width", &6),
                ("stroke-linejoin", &"round"),
                ("paint-order", &"stroke"),
            ]);
        }
        if self.is_minor {
            attributes.push(("class", &"minor"));
        }
        markup.element("text", &attributes, text);
    }
}
