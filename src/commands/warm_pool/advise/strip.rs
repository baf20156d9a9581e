//! The starts of a week as a picture: a line for each day, with numbers beside it.

use crate::output::Ui;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Narrower terminals get a cell for each hour.
const MIN_WIDTH: usize = 80;
/// For a cell of no starts, then for more and more of them.
const BLOCKS: [char; 9] = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII: [char; 9] = ['.', ':', '-', '=', '+', '*', '#', '%', '@'];

/// How cells are drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct StripStyle {
    ramp: [char; 9],
    /// Half hours in a cell.
    cell: usize,
}

impl StripStyle {
    pub(super) fn new(ui: &Ui) -> Self {
        let terminal = ui.terminal();
        Self {
            ramp: if terminal.unicode { BLOCKS } else { ASCII },
            cell: if terminal.width.is_none_or(|width| width >= MIN_WIDTH) { 1 } else { 2 },
        }
    }
}

/// The picture of mean starts by half hour, with the starts of each weekday.
pub(super) fn lines(
    half_hours: &[[f64; 48]; 7],
    weekdays: &[u64; 7],
    style: StripStyle,
) -> Vec<String> {
    let days = half_hours.map(|day| cells(&day, style.cell));
    let largest = days.iter().flatten().copied().fold(0.0, f64::max);
    let total = weekdays.iter().map(|starts| starts.to_string().len()).max().unwrap_or(0);
    let width = total.max("starts".len());
    let mut lines = vec![format!("       {}   {:>width$}", axis(style.cell), "starts")];
    for ((name, cells), starts) in DAYS.iter().zip(&days).zip(weekdays) {
        let cells: String = cells.iter().map(|mean| glyph(*mean, largest, style.ramp)).collect();
        lines.push(format!("  {name}  {cells}   {starts:>width$}"));
    }
    if largest > 0.0 {
        let unit = if style.cell == 1 { "in half an hour" } else { "in an hour" };
        let (full, number) = (style.ramp[8], rounded(largest));
        lines[1] = format!("{}      {full} = {number} starts {unit}", lines[1]);
    }
    lines
}

/// Hours above the cells: every three, or every six where a cell is an hour.
fn axis(cell: usize) -> String {
    let hours = if cell == 1 { (0..24).step_by(3) } else { (0..24).step_by(6) };
    hours.map(|hour| format!("{hour:02}    ")).collect()
}

fn cells(day: &[f64; 48], cell: usize) -> Vec<f64> {
    day.chunks(cell).map(|half_hours| half_hours.iter().sum()).collect()
}

fn glyph(mean: f64, largest: f64, ramp: [char; 9]) -> char {
    if mean <= 0.0 {
        return ramp[0];
    }
    let level = (mean / largest * 8.0).ceil().clamp(1.0, 8.0) as usize;
    ramp[level]
}

/// One decimal, unless it is zero.
fn rounded(number: f64) -> String {
    format!("{number:.1}").trim_end_matches(".0").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half_hours() -> [[f64; 48]; 7] {
        let mut half_hours = [[0.0; 48]; 7];
        // Monday 09:00 and 09:30, Tuesday 09:00.
        half_hours[0][18] = 4.0;
        half_hours[0][19] = 0.5;
        half_hours[1][18] = 0.2;
        half_hours
    }

    fn drawn(ramp: [char; 9], cell: usize) -> Vec<String> {
        lines(&half_hours(), &[18, 1, 0, 0, 0, 0, 0], StripStyle { ramp, cell })
    }

    #[test]
    fn a_cell_is_a_half_hour_and_the_largest_one_is_full() {
        let lines = drawn(BLOCKS, 1);
        assert_eq!(lines[0], "       00    03    06    09    12    15    18    21       starts");
        let monday = format!(
            "  mon  {}█▁{}       18      █ = 4 starts in half an hour",
            "·".repeat(18),
            "·".repeat(28)
        );
        assert_eq!(lines[1], monday);
        assert_eq!(lines[2], format!("  tue  {}▁{}        1", "·".repeat(18), "·".repeat(29)));
        assert_eq!(lines[3], format!("  wed  {}        0", "·".repeat(48)));
        assert_eq!(lines.len(), 8);
    }

    #[test]
    fn on_narrow_terminals_a_cell_is_an_hour() {
        let lines = drawn(ASCII, 2);
        assert_eq!(lines[0], "       00    06    12    18       starts");
        let monday = format!(
            "  mon  {}@{}       18      @ = 4.5 starts in an hour",
            ".".repeat(9),
            ".".repeat(14)
        );
        assert_eq!(lines[1], monday);
        assert!(lines.iter().all(|line| line.is_ascii() && line.len() < 80));
    }

    #[test]
    fn a_week_without_starts_has_no_scale() {
        let lines = lines(&[[0.0; 48]; 7], &[0; 7], StripStyle { ramp: BLOCKS, cell: 1 });
        assert!(lines.iter().all(|line| !line.contains('=')), "{lines:?}");
    }
}
