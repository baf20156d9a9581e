//! The two pictures of each pool, alone on a background.

use super::super::document::AdviceDocument;
use super::markup::{Markup, SVG_NAMESPACE};
use super::palette::BACKGROUND;
use super::picture::{Anchor, FONT, FONT_SIZE, Label, Placement, WIDTH};
use super::{curve, heat_map};
use crate::text::sanitize::truncate;
use crate::text::sanitizer::Sanitizer;

const MARGIN: f64 = 28.0;
/// The address of a pool, above its pictures.
const HEADING: f64 = 34.0;
const BETWEEN: f64 = 26.0;
const POOL: f64 = HEADING + heat_map::HEIGHT + BETWEEN + curve::HEIGHT;
const BETWEEN_POOLS: f64 = 56.0;
/// Letters of an address that fit in the width.
const MAX_ADDRESS: usize = 72;

pub(super) fn render(document: &AdviceDocument, sanitizer: &Sanitizer) -> String {
    let pools = &document.pools;
    let between = BETWEEN_POOLS * pools.len().saturating_sub(1) as f64;
    let height = 2.0 * MARGIN + (POOL * pools.len() as f64 + between).max(HEADING);
    let width = 2.0 * MARGIN + WIDTH;
    let view_box = format!("{} {} {width} {height}", -MARGIN, -MARGIN);
    let mut markup = Markup::new("", sanitizer);
    markup.open(
        "svg",
        &[
            ("xmlns", &SVG_NAMESPACE),
            ("viewBox", &view_box),
            ("width", &width),
            ("height", &height),
            ("font-family", &FONT),
            ("font-size", &FONT_SIZE),
        ],
    );
    let (x, y) = (-MARGIN, -MARGIN);
    markup.empty(
        "rect",
        &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", &BACKGROUND)],
    );
    markup.line_break();
    if pools.is_empty() {
        Label::strong(0.0, 14.0, Anchor::Start).draw(&mut markup, "no pools");
    }
    for (index, pool) in pools.iter().enumerate() {
        let y = (POOL + BETWEEN_POOLS) * index as f64;
        let address = sanitizer.line(&pool.address);
        let heading = Label::strong(0.0, y + 14.0, Anchor::Start);
        heading.draw(&mut markup, &truncate(&address, MAX_ADDRESS, "…"));
        markup.line_break();
        let id = format!("pool-{}", index + 1);
        let goal = pool.goal.unwrap_or(document.goal);
        heat_map::draw(&mut markup, pool, &id, Placement::At(y + HEADING));
        let below = y + HEADING + heat_map::HEIGHT + BETWEEN;
        curve::draw(&mut markup, pool, goal, &id, Placement::At(below));
    }
    markup.finish()
}
