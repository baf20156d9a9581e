//! The alternate screen of a terminal; only lines that changed are written again.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use anstyle::Style;

use super::ui::Ui;
use crate::error::CliError;
use crate::text::sanitize::truncate;

/// Switches to the alternate screen and hides the cursor.
const OPEN: &str = "\x1b[?1049h\x1b[?25l";
const CLOSE: &str = "\x1b[?25h\x1b[?1049l";
/// Starts a synchronized update, which terminals without it ignore.
const BEGIN: &str = "\x1b[?2026h";
/// Leaves the cursor at the top, where typed text does not scroll the screen.
const END: &str = "\x1b[H\x1b[?2026l";

/// Whether the terminal of this process shows the alternate screen.
static IS_OPEN: AtomicBool = AtomicBool::new(false);

/// Leaves the alternate screen without the `Ui`, for a panic.
pub fn restore_terminal() {
    if IS_OPEN.swap(false, Ordering::Relaxed) {
        let mut stdout = std::io::stdout();
        drop(stdout.write_all(CLOSE.as_bytes()).and_then(|()| stdout.flush()));
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// Sanitized.
    pub(crate) text: String,
    pub(crate) style: Style,
}

#[derive(Default)]
pub(super) struct FrameBuffer {
    /// Columns and lines.
    size: (usize, usize),
    lines: Vec<Line>,
}

impl FrameBuffer {
    /// The output that makes the screen show these lines, as far as they fit.
    fn redraw(&mut self, size: (usize, usize), mut lines: Vec<Line>) -> String {
        let mut output = String::new();
        if self.size != size {
            // A terminal reflows lines when it is resized.
            *self = Self { size, lines: Vec::new() };
            output.push_str("\x1b[2J");
        }
        let (width, height) = size;
        lines.truncate(height);
        for (index, line) in lines.iter().enumerate() {
            if self.lines.get(index) != Some(line) {
                let (row, text, style) = (index + 1, truncate(&line.text, width, ""), line.style);
                // Writing to a string cannot fail.
                let _ = write!(output, "\x1b[{row};1H\x1b[2K{style}{text}{style:#}");
            }
        }
        if lines.len() < self.lines.len() {
            let _ = write!(output, "\x1b[{};1H\x1b[J", lines.len() + 1);
        }
        self.lines = lines;
        if output.is_empty() { output } else { format!("{BEGIN}{output}{END}") }
    }
}

impl Ui {
    /// Whether stdout can show a live table, and the result is one for people.
    pub(crate) fn can_show_screen(&self) -> bool {
        let options = self.options();
        self.terminal().height.is_some()
            && self.is_tabular()
            && options.filter.is_none()
            && options.verbosity == 0
    }

    /// Switches to the alternate screen. Messages become the pending message while it is open.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(crate) fn open_screen(&self) -> Result<(), CliError> {
        IS_OPEN.store(self.terminal().is_resizable, Ordering::Relaxed);
        self.screen.replace(Some(FrameBuffer::default()));
        self.write(OPEN.as_bytes())?;
        self.flush()
    }

    /// Shows these lines as the whole content of the screen.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(crate) fn draw_screen(&self, lines: Vec<Line>) -> Result<(), CliError> {
        let size = self.terminal().size();
        let output = self.screen.borrow_mut().as_mut().map(|frame| frame.redraw(size, lines));
        match output.filter(|output| !output.is_empty()) {
            Some(output) => self.write(output.as_bytes()).and_then(|()| self.flush()),
            None => Ok(()),
        }
    }

    /// Leaves the alternate screen and prints its last content.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(crate) fn close_screen(&self) -> Result<(), CliError> {
        let Some(frame) = self.screen.take() else { return Ok(()) };
        self.write(CLOSE.as_bytes())?;
        for line in &frame.lines {
            self.print_line(&line.text)?;
        }
        self.flush()?;
        IS_OPEN.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// The last message since the screen was opened; empty if there is none.
    pub(crate) fn pending_message(&self) -> String {
        self.pending_message.borrow().clone()
    }

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

    fn frame(texts: &[&str]) -> FrameBuffer {
        let mut frame = FrameBuffer::default();
        frame.redraw((20, 5), lines(texts));
        frame
    }

    #[test]
    fn the_first_frame_is_drawn_completely() {
        let output = FrameBuffer::default().redraw((20, 5), lines(&["a", "b"]));
        let expected = "\x1b[?2026h\x1b[2J\x1b[1;1H\x1b[2Ka\x1b[2;1H\x1b[2Kb\x1b[H\x1b[?2026l";
        assert_eq!(output, expected);
    }

    #[test]
    fn a_changed_line_is_written_alone() {
        let mut frame = frame(&["a", "b", "c"]);
        let output = frame.redraw((20, 5), lines(&["a", "B", "c"]));
        assert_eq!(output, "\x1b[?2026h\x1b[2;1H\x1b[2KB\x1b[H\x1b[?2026l");
        assert_eq!(frame.redraw((20, 5), lines(&["a", "B", "c"])), "", "nothing changed");
    }

    #[test]
    fn removed_lines_are_erased() {
        let mut frame = frame(&["a", "b", "c"]);
        assert_eq!(
            frame.redraw((20, 5), lines(&["a"])),
            "\x1b[?2026h\x1b[2;1H\x1b[J\x1b[H\x1b[?2026l"
        );
    }

    #[test]
    fn what_does_not_fit_is_truncated() {
        let mut frame = frame(&["a"]);
        let output = frame.redraw((2, 2), lines(&["abc", "東京", "never"]));
        let expected = "\x1b[?2026h\x1b[2J\x1b[1;1H\x1b[2Kab\x1b[2;1H\x1b[2K東\x1b[H\x1b[?2026l";
        assert_eq!(output, expected);
    }

    #[test]
    fn a_style_ends_with_its_line() {
        let style = Style::new().fg_color(Some(AnsiColor::Red.into()));
        let line = Line { text: "a".to_owned(), style };
        let output = frame(&["a"]).redraw((20, 5), vec![line]);
        assert_eq!(output, "\x1b[?2026h\x1b[1;1H\x1b[2K\x1b[31ma\x1b[0m\x1b[H\x1b[?2026l");
    }
}
