//! What sizes serve against what they keep running.

use std::fmt::Write as _;

use super::super::document::{GoalDocument, OptionDocument, PoolAdvice};
use super::geometry::Scale;
use super::markup::Markup;
use super::numbers::{Coordinate, exact_percent, mean, share_range, size};
use super::palette::{BAND, GRID, INK, LINE};
use super::picture::{self, Alternative, Anchor, Label, Placement, WIDTH};
use super::roles::{Mark, Role, marks};
use super::signs;
use crate::sort::sort_by;

pub(super) const HEIGHT: f64 = 350.0;

const LEFT: f64 = 48.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 58.0;
/// The labels of the marks stand right of them: the marks are left of this part of the width.
const MAX_MARK: f64 = 0.6;
/// More than any pool can have, for marks of a pool that is full.
const MAX_RUNNING: f64 = 40.0;
/// The least share that is drawn: the highest of these that is below all marks.
const MIN_SHARES: [f64; 2] = [0.8, 0.5];
/// Between a mark and its label, and between two labels.
const LABEL_STEP: f64 = 46.0;
/// The lowest label, whose second line is below.
const LOWEST_LABEL: f64 = HEIGHT - BOTTOM - 24.0;
/// Of a label; one further to the left than this must be lower.
const LABEL_WIDTH: f64 = 250.0;

struct Curve<'a> {
    /// By mean running instances.
    options: Vec<&'a OptionDocument>,
    marks: Vec<Mark<'a>>,
    goal: f64,
    x: Scale,
    y: Scale,
}

/// Draws the picture. `id` distinguishes it from others of the document.
pub(super) fn draw(
    markup: &mut Markup<'_>,
    pool: &PoolAdvice,
    goal: GoalDocument,
    id: &str,
    placement: Placement,
) {
    let curve = Curve::new(pool, goal);
    let alternative = Alternative {
        id: format!("{id}-sizes"),
        title: "Starts served from the pool, by mean running instances",
        description: curve.description(),
    };
    picture::open(markup, HEIGHT, placement, &alternative);
    curve.grid(markup);
    curve.band(markup);
    curve.goal(markup);
    curve.options(markup);
    curve.marks(markup);
    markup.close();
    markup.line_break();
}

impl<'a> Curve<'a> {
    fn new(pool: &'a PoolAdvice, goal: GoalDocument) -> Self {
        let mut marks = marks(pool);
        sort_by(&mut marks, |a, b| a.option.mean_running.total_cmp(&b.option.mean_running));
        let running = marks.iter().map(|mark| mark.option.mean_running);
        let max_running = (running.fold(0.0, f64::max) / MAX_MARK).clamp(1.0, MAX_RUNNING);
        let low = marks.iter().map(|mark| mark.option.share.interval[0]).fold(goal.share, f64::min);
        let from = MIN_SHARES.into_iter().find(|share| *share < low).unwrap_or(0.0);
        let mut options: Vec<_> = pool.options.iter().collect();
        sort_by(&mut options, |a, b| a.mean_running.total_cmp(&b.mean_running));
        Self {
            options,
            marks,
            goal: goal.share,
            x: Scale { from: 0.0, to: max_running, start: LEFT, end: WIDTH - RIGHT },
            y: Scale { from, to: 1.0, start: HEIGHT - BOTTOM, end: TOP },
        }
    }

    fn description(&self) -> String {
        let mut text = format!("goal {}", exact_percent(self.goal));
        for mark in &self.marks {
            let served = share_range(mark.option.share.interval);
            let running = mean(mark.option.mean_running);
            // Writing to a string cannot fail.
            let _ = write!(text, "; {}: {served} with {running} running", name(mark));
        }
        text
    }

    fn grid(&self, markup: &mut Markup<'_>) {
        let percent = Scale { from: self.y.from * 100.0, to: 100.0, ..self.y };
        for tick in percent.ticks(6) {
            let y = percent.at(tick);
            self.horizontal(markup, y, GRID, "none", 1.0);
            Label::new(LEFT - 8.0, y + 4.0, Anchor::End).draw(markup, &tick.to_string());
        }
        for tick in self.x.ticks(8) {
            let label = Label::new(self.x.at(tick), HEIGHT - BOTTOM + 20.0, Anchor::Middle);
            label.draw(markup, &Coordinate(tick).to_string());
        }
        Label::new(0.0, TOP - 20.0, Anchor::Start).draw(markup, "% of starts served from the pool");
        Label::new(WIDTH - RIGHT, HEIGHT - 10.0, Anchor::End)
            .draw(markup, "mean running instances");
        markup.line_break();
    }

    /// The range of shares of each size, joined for sizes with the same minimum, which keep nearly as
    /// many running, and a line through the low ends.
    fn band(&self, markup: &mut Markup<'_>) {
        let visible: Vec<_> = self.visible().collect();
        let mut line = String::new();
        for group in visible.chunk_by(|a, b| a.min == b.min) {
            let (mut lower, mut upper) = (String::new(), String::new());
            for option in group {
                let [low, high] = option.share.interval.map(|share| Coordinate(self.y.at(share)));
                let x = Coordinate(self.x.at(option.mean_running));
                // Writing to a string cannot fail.
                let _ = write!(lower, " {x},{low}");
                upper.insert_str(0, &format!(" {x},{high}"));
            }
            line.push_str(&lower);
            // The stroke gives a single size its width.
            markup.empty(
                "polygon",
                &[
                    ("points", &format!("{}{upper}", lower.trim_start())),
                    ("fill", &BAND),
                    ("stroke", &BAND),
                    ("stroke-width", &9),
                    ("stroke-linejoin", &"round"),
                ],
            );
        }
        let line = line.trim_start();
        markup.empty(
            "polyline",
            &[("points", &line), ("fill", &"none"), ("stroke", &LINE), ("stroke-width", &1.5)],
        );
        markup.line_break();
    }

    fn goal(&self, markup: &mut Markup<'_>) {
        let y = self.y.at(self.goal);
        self.horizontal(markup, y, INK, "5 4", 1.2);
        let text = format!("goal {}", exact_percent(self.goal));
        Label { color: INK, ..Label::new(LEFT + 4.0, y - 6.0, Anchor::Start) }.draw(markup, &text);
        markup.line_break();
    }

    fn options(&self, markup: &mut Markup<'_>) {
        for option in self.visible() {
            let (x, y) = (self.x.at(option.mean_running), self.y.at(option.share.interval[0]));
            markup.open(
                "circle",
                &[("cx", &Coordinate(x)), ("cy", &Coordinate(y)), ("r", &2.5), ("fill", &LINE)],
            );
            let text = format!(
                "{}: {}, {} running",
                size(option.min, option.max),
                share_range(option.share.interval),
                mean(option.mean_running)
            );
            markup.element("title", &[], &text);
            markup.close();
        }
        markup.line_break();
    }

    fn marks(&self, markup: &mut Markup<'_>) {
        let points: Vec<_> = self
            .marks
            .iter()
            .map(|Mark { option, .. }| {
                let [low, high] = option.share.interval.map(|share| self.y.at(share));
                (self.x.at(option.mean_running), low, high)
            })
            .collect();
        let positions: Vec<_> = points.iter().map(|(x, low, _)| (*x, *low)).collect();
        let labels = label_heights(&positions);
        for ((mark, (x, low, high)), label) in self.marks.iter().zip(points).zip(labels) {
            draw_mark(markup, mark, [x, low, high, label]);
        }
    }

    fn visible(&self) -> impl Iterator<Item = &'a OptionDocument> {
        let (x, y) = (self.x, self.y);
        self.options.iter().copied().filter(move |option| {
            x.contains(option.mean_running) && y.contains(option.share.interval[0])
        })
    }

    fn horizontal(&self, markup: &mut Markup<'_>, y: f64, color: &str, dashes: &str, width: f64) {
        markup.empty(
            "line",
            &[
                ("x1", &Coordinate(self.x.start)),
                ("x2", &Coordinate(self.x.end)),
                ("y1", &Coordinate(y)),
                ("y2", &Coordinate(y)),
                ("stroke", &color),
                ("stroke-width", &width),
                ("stroke-dasharray", &dashes),
            ],
        );
    }
}

/// The heights of the labels of marks from left to right: below the mark, and below all labels that
/// begin right of it and would be covered, so that no line to a label crosses another label.
fn label_heights(marks: &[(f64, f64)]) -> Vec<f64> {
    let mut heights = vec![0.0; marks.len()];
    let mut right: Option<(f64, f64)> = None;
    for (index, (x, y)) in marks.iter().enumerate().rev() {
        let covers = |(right_x, _): &(f64, f64)| x + LABEL_WIDTH > *right_x;
        let above = right.filter(covers).map_or(0.0, |(_, height)| height);
        heights[index] = (y + LABEL_STEP).max(above + LABEL_STEP);
        right = Some((*x, heights[index]));
    }
    // Where that is too low, the labels move up together.
    let mut left: Option<(f64, f64)> = None;
    for ((x, _), height) in marks.iter().zip(&mut heights) {
        let covers = |(left_x, _): &(f64, f64)| left_x + LABEL_WIDTH > *x;
        let below = left.filter(covers).map_or(f64::INFINITY, |(_, height)| height);
        *height = height.min(LOWEST_LABEL).min(below - LABEL_STEP);
        left = Some((*x, *height));
    }
    heights
}

/// A mark with its range, and its label at the end of a line down from it.
fn draw_mark(markup: &mut Markup<'_>, mark: &Mark<'_>, [x, y, high, label]: [f64; 4]) {
    let option = mark.option;
    let color = signs::color(mark.role);
    for (end, width) in [(high, 4.0), (label + 14.0, 1.0)] {
        markup.empty(
            "line",
            &[
                ("x1", &Coordinate(x)),
                ("x2", &Coordinate(x)),
                ("y1", &Coordinate(y)),
                ("y2", &Coordinate(end)),
                ("stroke", &color),
                ("stroke-width", &width),
            ],
        );
    }
    signs::draw(markup, mark.role, x, y);
    let line = |y: f64| Label { is_outlined: true, ..Label::strong(x + 8.0, y, Anchor::Start) };
    Label { color, ..line(label) }.draw(markup, &name(mark));
    let range = share_range(option.share.interval);
    Label { is_bold: false, is_minor: true, ..line(label + 16.0) }.draw(markup, &range);
    markup.line_break();
}

/// `advised 2..5`.
fn name(mark: &Mark<'_>) -> String {
    let Mark { label, role, option } = mark;
    match role {
        // It has several sizes.
        Role::ByHours => label.clone(),
        _ => format!("{label} {}", size(option.min, option.max)),
    }
}

#[cfg(test)]
mod tests {
    use super::label_heights;

    /// Whole numbers, so that they compare.
    fn heights(marks: &[(f64, f64)]) -> Vec<i32> {
        label_heights(marks).into_iter().map(|height| height as i32).collect()
    }

    #[test]
    fn labels_stand_below_their_marks_and_those_further_right() {
        assert!(heights(&[]).is_empty());
        assert_eq!(heights(&[(100.0, 50.0)]), [96]);
        assert_eq!(heights(&[(100.0, 50.0), (400.0, 40.0)]), [96, 86], "far from each other");
        assert_eq!(heights(&[(100.0, 50.0), (200.0, 40.0)]), [132, 86]);
        assert_eq!(heights(&[(100.0, 200.0), (200.0, 40.0)]), [246, 86]);
    }

    #[test]
    fn labels_of_low_marks_move_up_together() {
        assert_eq!(heights(&[(100.0, 280.0)]), [268]);
        assert_eq!(heights(&[(100.0, 260.0), (110.0, 250.0), (120.0, 240.0)]), [268, 222, 176]);
        assert_eq!(heights(&[(100.0, 40.0), (400.0, 280.0)]), [86, 268], "far from each other");
    }
}
