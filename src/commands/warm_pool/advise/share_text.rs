//! Shares and sizes in texts. Low ends are rounded down, so that a goal that is shown is reached.

use super::document::{OptionDocument, ShareDocument};
use crate::text::share::{percent_down, percent_near};

/// Cells of a bar, for 100 %.
const BAR_WIDTH: usize = 30;

/// The glyphs of bars.
#[derive(Clone, Copy, Debug)]
pub(super) struct BarGlyphs {
    /// Up to the low end.
    certain: char,
    /// From there up to the high end.
    possible: char,
    goal: char,
}

impl BarGlyphs {
    pub(super) const ASCII: Self = Self { certain: '#', possible: '-', goal: '|' };
    pub(super) const BLOCKS: Self = Self { certain: '█', possible: '▒', goal: '┆' };
}

/// `78-96 %`; `100 %` where both ends are the same.
pub(super) fn interval(share: &ShareDocument) -> String {
    let (low, high) = (percent_down(share.interval[0]), percent_near(share.interval[1]));
    if low == high { format!("{low} %") } else { format!("{low}-{high} %") }
}

/// `97 %`, rounded down.
pub(super) fn percent(share: f64) -> String {
    format!("{} %", percent_down(share))
}

/// `2..5`; with windows, the size outside them.
pub(super) fn size(option: &OptionDocument) -> String {
    format!("{}..{}", option.min, option.max)
}

/// A bar that is solid up to the low end and shaded up to the high one.
pub(super) fn bar(share: &ShareDocument, glyphs: BarGlyphs) -> String {
    let [low, high] = share.interval;
    let cells = |share: f64| (share * BAR_WIDTH as f64).round() as usize;
    let low = (low * BAR_WIDTH as f64).floor() as usize;
    let high = cells(high).clamp(low, BAR_WIDTH);
    let bar = [(glyphs.certain, low), (glyphs.possible, high - low), (' ', BAR_WIDTH - high)];
    bar.into_iter().flat_map(|(glyph, count)| std::iter::repeat_n(glyph, count)).collect()
}

/// The line above the bars, with a mark where the goal is.
pub(super) fn goal_line(goal: f64, glyphs: BarGlyphs) -> String {
    let place = ((goal * BAR_WIDTH as f64).floor() as usize).min(BAR_WIDTH - 1);
    let title = format!("{:<place$}{}", "from the pool", glyphs.goal);
    format!("{title} goal {} %", goal_percent(goal))
}

/// A goal as it was given: `95`, `99.5`.
pub(super) fn goal_percent(goal: f64) -> String {
    let percent = format!("{:.3}", goal * 100.0);
    percent.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::document::Grade;
    use super::*;

    fn share(low: f64, high: f64) -> ShareDocument {
        let interval = [low, high];
        ShareDocument { low, expected: low, high, interval, grade: Grade::Replayed }
    }

    #[test]
    fn the_low_end_is_rounded_down_and_the_high_end_to_the_nearest() {
        assert_eq!(interval(&share(0.7899, 0.9551)), "78-96 %");
        assert_eq!(interval(&share(0.95, 0.9999)), "95-100 %");
        assert_eq!(interval(&share(1.0, 1.0)), "100 %");
        assert_eq!(percent(0.9799), "97 %");
    }

    #[test]
    fn a_bar_is_solid_and_shaded() {
        let text = bar(&share(0.5, 0.8), BarGlyphs::ASCII);
        assert_eq!(text, "###############---------      ");
        assert_eq!(bar(&share(1.0, 1.0), BarGlyphs::BLOCKS), "█".repeat(30));
        assert_eq!(bar(&share(0.0, 0.0), BarGlyphs::ASCII), " ".repeat(30));
        assert_eq!(bar(&share(0.99, 1.0), BarGlyphs::ASCII), format!("{}-", "#".repeat(29)));
    }

    #[test]
    fn the_goal_is_marked_where_it_is_in_the_bars() {
        let line = goal_line(0.95, BarGlyphs::ASCII);
        assert_eq!(line, format!("from the pool{}| goal 95 %", " ".repeat(15)));
        assert_eq!(line.find('|'), Some(28));
        assert_eq!(goal_percent(0.995), "99.5");
        assert_eq!(goal_percent(1.0), "100");
    }
}
