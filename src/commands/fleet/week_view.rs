//! A week as a picture: a line for each day, a character for each hour, and a legend.

use crate::fleet::evaluation::Evaluation;
use crate::fleet::schedule::calendar::Calendar;
use crate::fleet::schedule::pool_schedule::PoolSchedule;
use crate::fleet::schedule::time::Minutes;
use crate::fleet::schedule::week::{Cell, NamedSize, Week, WeekSizes};
use crate::fleet::schedule::zone::Zone;
use crate::output::Ui;
use crate::text::sanitize::width;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const AXIS: &str = "       00    06    12    18    24";
/// Columns of a line without a legend.
const PICTURE: usize = 31;
/// Between the picture and its legend.
const GAP: &str = "     ";
/// Between two entries of the legend.
const ENTRY_GAP: &str = "   ";
/// Where stdout is not a terminal.
const DEFAULT_WIDTH: usize = 80;

struct Glyphs {
    /// Of the size outside windows first.
    sizes: &'static str,
    several: char,
}

const ASCII: Glyphs = Glyphs { sizes: ".#=*o", several: '%' };
const BLOCKS: Glyphs = Glyphs { sizes: "░█▄▀▌", several: '▒' };
/// Of further sizes.
const LETTERS: &str = "abcdefghijklmnpqrstuvwxyz";

pub(super) struct WeekView<'a> {
    week: Week<'a>,
    calendar: Calendar<'a>,
    glyphs: Glyphs,
    width: usize,
}

impl<'a> WeekView<'a> {
    pub(super) fn new(ui: &Ui, evaluation: &Evaluation<'a>, minute: Minutes) -> Self {
        let fleet = evaluation.fleet;
        let week = Week::new(fleet.time_zone().unwrap_or(Zone::utc()), minute);
        Self {
            calendar: week.calendar(&fleet.windows),
            week,
            glyphs: if ui.terminal().unicode { BLOCKS } else { ASCII },
            width: ui.terminal().width.unwrap_or(DEFAULT_WIDTH),
        }
    }

    /// The picture of a pool.
    pub(super) fn lines(&self, schedule: &PoolSchedule) -> Vec<String> {
        let week = self.week.sizes(&self.calendar, schedule);
        let mut legend = self.legend(&week).into_iter();
        let mut lines = vec![AXIS.to_owned()];
        for (name, cells) in DAYS.iter().zip(&week.days) {
            let cells: String = cells.iter().map(|cell| self.glyph(*cell)).collect();
            let legend = legend.next().map(|text| format!("{GAP}{text}"));
            let line = format!("  {name}  {cells}{}", legend.unwrap_or_default());
            lines.push(line.trim_end().to_owned());
        }
        lines.extend(legend.map(|text| format!("{}{GAP}{text}", " ".repeat(PICTURE))));
        lines
    }

    fn glyph(&self, cell: Cell) -> char {
        let sizes = || self.glyphs.sizes.chars().chain(LETTERS.chars());
        match cell {
            Cell::Skipped => ' ',
            Cell::Several => self.glyphs.several,
            // More sizes than letters can hardly occur in one week.
            Cell::One(index) => sizes().nth(index).unwrap_or('?'),
        }
    }

    /// The sizes that occur, as many on a line as fit.
    fn legend(&self, week: &WeekSizes) -> Vec<String> {
        let cells = || week.days.iter().flatten();
        let has_mixed = cells().any(|cell| *cell == Cell::Several);
        let mut entries = Vec::new();
        for (index, NamedSize { size, windows }) in week.sizes.iter().enumerate() {
            let is_outside_only = index == 0 && windows.is_empty();
            if !is_outside_only || has_mixed || cells().any(|cell| *cell == Cell::One(0)) {
                let names: Vec<_> = windows.iter().map(String::as_str).collect();
                let text = format!("{} {size} {}", self.glyph(Cell::One(index)), names.join(", "));
                entries.push(text.trim_end().to_owned());
            }
        }
        let room = self.width.saturating_sub(PICTURE + GAP.len());
        let mut lines: Vec<String> = Vec::new();
        for entry in entries {
            match lines.last_mut() {
                Some(line) if width(line) + ENTRY_GAP.len() + width(&entry) <= room => {
                    line.push_str(ENTRY_GAP);
                    line.push_str(&entry);
                }
                _ => lines.push(entry),
            }
        }
        lines
    }
}
