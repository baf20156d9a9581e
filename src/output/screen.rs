//! The whole screen of a terminal, drawn line by line: what stays the same is not written again.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use anstyle::Style;

use super::ui::Ui;
use crate::error::CliError;
use crate::text::sanitize::truncate;

/// Shows the other screen, so that what was on the terminal comes back later; hides the cursor.
const OPEN: &str = "\x1b[?1049h\x1b[?25l";
const CLOSE: &str = "\x1b[?25h\x1b[?1049l";
/// What comes between is shown at once; a terminal that does not know it ignores it.
const BEGIN: &str = "\x1b[?2026h";
/// The cursor waits at the top, where what somebody types moves nothing.
const END: &str = "\x1b[H\x1b[?2026l";

/// Whether the terminal of this process shows the other screen.
static IS_OPEN: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back as it was, whatever became of the streams: for the end by a fault of the
/// program itself.
pub fn restore_terminal() {
    if IS_OPEN.swap(false, Ordering::Relaxed) {
        let mut stdout = std::io::stdout();
        drop(stdout.write_all(CLOSE.as_bytes()).and_then(|()| stdout.flush()));
    }
}

/// A line of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// What it says; safe on a terminal.
    pub(crate) text: String,
    /// How it is painted.
    pub(crate) style: Style,
}

/// What the screen shows.
#[derive(Default)]
pub(super) struct FrameBuffer {
    /// Columns and lines.
    size: (usize, usize),
    lines: Vec<Line>,
}

impl FrameBuffer {
    /// What to write so that the screen shows these lines, as far as they fit; nothing if it does.
    fn redraw(&mut self, size: (usize, usize), mut lines: Vec<Line>) -> String {
        let mut written = String::new();
        if self.size != size {
            // A terminal moves lines about when it is resized.
            *self = Self { size, lines: Vec::new() };
            written.push_str("\x1b[2J");
        }
        let (width, height) = size;
        lines.truncate(height);
        for (index, line) in lines.iter().enumerate() {
            if self.lines.get(index) != Some(line) {
                let (row, text, style) = (index + 1, truncate(&line.text, width, ""), line.style);
                // Writing to a string cannot fail.
                let _ = write!(written, "\x1b[{row};1H\x1b[2K{style}{text}{style:#}");
            }
        }
        if lines.len() < self.lines.len() {
            let _ = write!(written, "\x1b[{};1H\x1b[J", lines.len() + 1);
        }
        self.lines = lines;
        if written.is_empty() { written } else { format!("{BEGIN}{written}{END}") }
    }
}

impl Ui {
    /// Whether the screen of standard output can be drawn anew, and the result is for somebody who
    /// looks at it.
    pub(crate) fn can_show_screen(&self) -> bool {
        let look = self.look();
        self.terminal().height.is_some()
            && self.is_tabular()
            && look.filter.is_none()
            && look.verbosity == 0
    }

    /// From now on the screen is drawn; what is told elsewhere is kept from it.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(crate) fn open_screen(&self) -> Result<(), CliError> {
        IS_OPEN.store(self.terminal().is_resizable, Ordering::Relaxed);
        self.screen.replace(Some(FrameBuffer::default()));
        self.write(OPEN.as_bytes())?;
        self.flush()
    }

    /// Draws the screen: its whole content.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(crate) fn draw_screen(&self, lines: Vec<Line>) -> Result<(), CliError> {
        let size = self.terminal().size();
        let written = self.screen.borrow_mut().as_mut().map(|canvas| canvas.redraw(size, lines));
        match written.filter(|written| !written.is_empty()) {
            Some(written) => self.write(written.as_bytes()).and_then(|()| self.flush()),
            None => Ok(()),
        }
    }

    /// Gives the terminal back as it was, and leaves there what the screen showed last.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(crate) fn close_screen(&self) -> Result<(), CliError> {
        let Some(canvas) = self.screen.take() else { return Ok(()) };
        self.write(CLOSE.as_bytes())?;
        for line in &canvas.lines {
            self.line(&line.text)?;
        }
        self.flush()?;
        IS_OPEN.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// What was to be told last while the screen was drawn; empty if that was nothing.
    pub(crate) fn pending_message(&self) -> String {
        self.pending_message.borrow().clone()
    }

    /// What was to be told is of no interest any more.
    pub(crate) fn clear_pending_message(&self) {
        self.pending_message.take();
    }
}

#[cfg(test)]
mod tests {
    use anstyle::AnsiColor;

    use super::*;

    fn lines(texts: &[&str]) -> Vec<Line> {
        texts.iter().map(|text| Line { text: (*text).to_owned(), ..Line::default() }).collect()
    }

    fn drawn(texts: &[&str]) -> FrameBuffer {
        let mut canvas = FrameBuffer::default();
        canvas.redraw((20, 5), lines(texts));
        canvas
    }

    #[test]
    fn the_first_time_everything_is_drawn() {
        let written = FrameBuffer::default().redraw((20, 5), lines(&["a", "b"]));
        let expected = "\x1b[?2026h\x1b[2J\x1b[1;1H\x1b[2Ka\x1b[2;1H\x1b[2Kb\x1b[H\x1b[?2026l";
        assert_eq!(written, expected);
    }

    #[test]
    fn a_change_of_one_line_writes_that_line() {
        let mut canvas = drawn(&["a", "b", "c"]);
        let written = canvas.redraw((20, 5), lines(&["a", "B", "c"]));
        assert_eq!(written, "\x1b[?2026h\x1b[2;1H\x1b[2KB\x1b[H\x1b[?2026l");
        assert_eq!(canvas.redraw((20, 5), lines(&["a", "B", "c"])), "", "nothing changed");
    }

    #[test]
    fn lines_that_are_no_more_are_erased() {
        let mut canvas = drawn(&["a", "b", "c"]);
        assert_eq!(
            canvas.redraw((20, 5), lines(&["a"])),
            "\x1b[?2026h\x1b[2;1H\x1b[J\x1b[H\x1b[?2026l"
        );
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        let mut canvas = drawn(&["a"]);
        let written = canvas.redraw((2, 2), lines(&["abc", "東京", "never"]));
        let expected = "\x1b[?2026h\x1b[2J\x1b[1;1H\x1b[2Kab\x1b[2;1H\x1b[2K東\x1b[H\x1b[?2026l";
        assert_eq!(written, expected);
    }

    #[test]
    fn paint_ends_with_its_line() {
        let style = Style::new().fg_color(Some(AnsiColor::Red.into()));
        let painted = Line { text: "a".to_owned(), style };
        let written = drawn(&["a"]).redraw((20, 5), vec![painted]);
        assert_eq!(written, "\x1b[?2026h\x1b[1;1H\x1b[2K\x1b[31ma\x1b[0m\x1b[H\x1b[?2026l");
    }
}
