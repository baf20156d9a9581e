//! When environments are started: a cell for each half hour of the week.

use super::super::document::{PoolAdvice, WindowDocument};
use super::geometry::level;
use super::markup::Markup;
use super::numbers::{Coordinate, count, counted, mean, size};
use super::palette::{GRID, INK, LEVELS, OTHER};
use super::picture::{self, Alternative, Anchor, Label, Placement, WIDTH};

pub(super) const HEIGHT: f64 = 242.0;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const HALF_HOURS: usize = 48;
const LEFT: f64 = 56.0;
const TOP: f64 = 26.0;
const ROW: f64 = 25.0;
/// Between two cells.
const GAP: f64 = 1.5;
/// A digit of a narrow page, whose text is larger in units of the picture.
const DIGIT: f64 = 13.0;
const LEGEND_CELL: f64 = 15.0;

/// The picture and where its parts stand.
struct HeatMap<'a> {
    pool: &'a PoolAdvice,
    /// The most mean starts in a half hour.
    max: f64,
    /// Of a cell and the gap after it.
    column: f64,
}

/// The half hour with the most mean starts; `None` without any.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Peak {
    day: usize,
    half_hour: usize,
    pub(super) starts: f64,
}

impl Peak {
    pub(super) fn new(half_hours: &[[f64; HALF_HOURS]; 7]) -> Option<Self> {
        let mut peak: Option<Self> = None;
        for (day, row) in half_hours.iter().enumerate() {
            for (half_hour, starts) in row.iter().copied().enumerate() {
                if starts > peak.map_or(0.0, |peak| peak.starts) {
                    peak = Some(Self { day, half_hour, starts });
                }
            }
        }
        peak
    }

    /// `Fri 09:30–10:00`.
    pub(super) fn time(&self) -> String {
        time(self.day, self.half_hour)
    }
}

/// Draws the picture. `id` distinguishes it from others of the document.
pub(super) fn draw(markup: &mut Markup<'_>, pool: &PoolAdvice, id: &str, placement: Placement) {
    let peak = Peak::new(&pool.half_hours);
    let alternative = Alternative {
        id: format!("{id}-starts"),
        title: "When environments are started",
        description: description(pool, peak),
    };
    let map = HeatMap::new(pool, peak);
    picture::open(markup, HEIGHT, placement, &alternative);
    map.axis(markup);
    for day in 0..DAYS.len() {
        map.day(markup, day);
    }
    for window in pool.windows.iter().flat_map(|windows| &windows.windows) {
        map.window(markup, window);
    }
    map.legend(markup);
    markup.close();
    markup.line_break();
}

impl<'a> HeatMap<'a> {
    fn new(pool: &'a PoolAdvice, peak: Option<Peak>) -> Self {
        let digits = pool.weekdays.iter().map(|starts| count(*starts).len()).max();
        // The title of the column is six letters.
        let right = 10.0 + DIGIT * digits.unwrap_or(0).max(5) as f64;
        Self {
            pool,
            max: peak.map_or(0.0, |peak| peak.starts),
            column: (WIDTH - LEFT - right) / HALF_HOURS as f64,
        }
    }

    fn x(&self, half_hour: usize) -> f64 {
        LEFT + half_hour as f64 * self.column
    }

    const fn y(day: usize) -> f64 {
        TOP + day as f64 * ROW
    }

    fn axis(&self, markup: &mut Markup<'_>) {
        for hour in (0..=24).step_by(3) {
            let label = Label::new(self.x(hour * 2), TOP - 9.0, Anchor::Middle);
            Label { is_minor: hour % 6 != 0 || hour == 24, ..label }
                .draw(markup, &format!("{hour:02}"));
        }
        Label::new(WIDTH, TOP - 9.0, Anchor::End).draw(markup, "starts");
        markup.line_break();
    }

    fn day(&self, markup: &mut Markup<'_>, day: usize) {
        let (y, middle) = (Self::y(day), Self::y(day) + ROW / 2.0 + 3.5);
        Label::new(LEFT - 10.0, middle, Anchor::End).draw(markup, DAYS[day]);
        for (half_hour, starts) in self.pool.half_hours[day].iter().copied().enumerate() {
            self.cell(markup, self.x(half_hour), y, level(starts, self.max, LEVELS.len() - 1));
            markup.element(
                "title",
                &[],
                &format!("{}: {}", time(day, half_hour), hundredths(starts)),
            );
            markup.close();
        }
        Label { color: INK, ..Label::new(WIDTH, middle, Anchor::End) }
            .draw(markup, &count(self.pool.weekdays[day]));
        markup.line_break();
    }

    /// Opens a cell.
    fn cell(&self, markup: &mut Markup<'_>, x: f64, y: f64, level: usize) {
        let (width, height) = (Coordinate(self.column - GAP), Coordinate(ROW - GAP));
        markup.open(
            "rect",
            &[
                ("x", &Coordinate(x)),
                ("y", &Coordinate(y)),
                ("width", &width),
                ("height", &height),
                ("fill", &LEVELS[level]),
            ],
        );
    }

    /// A frame around the half hours of a window on Monday to Friday, with its size.
    fn window(&self, markup: &mut Markup<'_>, window: &WindowDocument) {
        let Some((start, end)) = half_hours(&window.hours) else { return };
        let (x, width) = (self.x(start), (end - start) as f64 * self.column);
        markup.empty(
            "rect",
            &[
                ("x", &Coordinate(x - GAP)),
                ("y", &Coordinate(TOP - GAP)),
                ("width", &Coordinate(width + GAP)),
                ("height", &Coordinate(5.0 * ROW + GAP)),
                ("fill", &"none"),
                ("stroke", &OTHER),
                ("stroke-width", &2),
                ("rx", &2),
            ],
        );
        let label = Label::strong(x + width / 2.0, Self::y(5) + ROW / 2.0 + 4.0, Anchor::Middle);
        Label { color: OTHER, is_outlined: true, ..label }
            .draw(markup, &size(window.min, window.max));
        markup.line_break();
    }

    fn legend(&self, markup: &mut Markup<'_>) {
        let levels = if self.max > 0.0 { LEVELS.len() } else { 1 };
        let y = HEIGHT - LEGEND_CELL - 6.0;
        let baseline = y + LEGEND_CELL / 2.0 + 4.0;
        let right = self.x(HALF_HOURS) - 46.0;
        let left = right - levels as f64 * LEGEND_CELL;
        Label::new(left - 30.0, baseline, Anchor::End).draw(markup, "mean starts in half an hour");
        Label::new(left - 8.0, baseline, Anchor::End).draw(markup, "0");
        for (level, color) in LEVELS.iter().enumerate().take(levels) {
            let (x, side) = (left + level as f64 * LEGEND_CELL, Coordinate(LEGEND_CELL - 1.0));
            markup.empty(
                "rect",
                &[
                    ("x", &Coordinate(x)),
                    ("y", &Coordinate(y)),
                    ("width", &side),
                    ("height", &side),
                    ("fill", color),
                    ("stroke", &GRID),
                    ("stroke-width", &if level == 0 { 1 } else { 0 }),
                ],
            );
        }
        if levels > 1 {
            Label::new(right + 7.0, baseline, Anchor::Start).draw(markup, &mean(self.max));
        }
    }
}

fn description(pool: &PoolAdvice, peak: Option<Peak>) -> String {
    let days: Vec<_> = DAYS
        .iter()
        .zip(pool.weekdays)
        .map(|(day, starts)| format!("{day} {}", count(starts)))
        .collect();
    let peak =
        peak.map(|peak| format!("; the most on {}: {} on average", peak.time(), mean(peak.starts)));
    format!(
        "{} by half hour of the week: {}{}",
        counted(pool.demand.starts, "start"),
        days.join(", "),
        peak.unwrap_or_default()
    )
}

/// `Fri 09:30–10:00`.
fn time(day: usize, half_hour: usize) -> String {
    let clock = |half_hour: usize| format!("{:02}:{:02}", half_hour / 2, half_hour % 2 * 30);
    format!("{} {}–{}", DAYS[day], clock(half_hour), clock(half_hour + 1))
}

fn hundredths(starts: f64) -> String {
    format!("{}", (starts * 100.0).round() / 100.0)
}

/// The half hours of `07:30-18:30`: from 15 to 37. `None` if they are not such hours.
fn half_hours(hours: &str) -> Option<(usize, usize)> {
    let half_hour = |clock: &str| -> Option<usize> {
        let (hour, minute) = clock.split_once(':')?;
        let half_hour = hour.parse::<usize>().ok()? * 2 + minute.parse::<usize>().ok()? / 30;
        (half_hour <= HALF_HOURS).then_some(half_hour)
    };
    let (start, end) = hours.split_once('-')?;
    let (start, end) = (half_hour(start)?, half_hour(end)?);
    (start < end).then_some((start, end))
}
