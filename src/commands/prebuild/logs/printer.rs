//! Prints a log as it arrives.

use std::time::{Duration, Instant};

use super::form::Form;
use crate::api::OpenEnum as _;
use crate::commands::prebuild::view;
use crate::context::Context;
use crate::error::CliError;
use crate::logs::{Line, LineSplitter, LogNote, LogSink, MAX_LINE_BYTES, Tail};

/// How often progress is shown while nothing is printed.
const PROGRESS_INTERVAL: Duration = Duration::from_secs(1);

/// Takes a log and prints its lines.
pub(crate) struct LogPrinter<'a> {
    splitter: LineSplitter,
    lines: LinePrinter<'a>,
}

/// Prints lines.
struct LinePrinter<'a> {
    context: &'a Context,
    form: Form,
    /// `--tail`.
    max_lines: Option<usize>,
    /// Whether lines are printed while the log goes on.
    follows: bool,
    /// Holds back the lines so far, of which only the last ones are printed.
    tail: Option<Tail>,
    progress: Progress,
    count: u64,
    cut: u64,
    /// The last phase in which there was no log.
    waiting_in: String,
}

struct Progress {
    bytes: u64,
    shown_at: Instant,
}

impl<'a> LogPrinter<'a> {
    pub(super) fn new(
        context: &'a Context,
        form: Form,
        max_lines: Option<usize>,
        follows: bool,
    ) -> Self {
        let splitter = form.splitter();
        let lines = LinePrinter {
            context,
            form,
            max_lines,
            follows,
            tail: max_lines.map(Tail::new),
            progress: Progress { bytes: 0, shown_at: Instant::now() },
            count: 0,
            cut: 0,
            waiting_in: String::new(),
        };
        Self { splitter, lines }
    }

    /// The lines of the log so far.
    pub(super) const fn count(&self) -> u64 {
        self.lines.count
    }

    /// Prints what was held back. The unfinished line is among it only at the true end of the log.
    pub(super) fn finish(&mut self, is_end: bool) -> Result<(), CliError> {
        if let Some(line) = self.splitter.finish().filter(|_| is_end) {
            self.lines.add(line)?;
        }
        self.lines.flush_tail()?;
        let more = self.lines.cut.saturating_sub(1);
        if more > 0 {
            self.lines.context.ui.note(&format!("{more} more lines were cut"));
        }
        Ok(())
    }

    /// Closes what is open, however the log has ended.
    pub(super) fn close(&mut self) -> Result<(), CliError> {
        self.lines.context.ui.clear_status_line();
        self.lines.form.close(&self.lines.context.ui)
    }
}

impl LogSink for LogPrinter<'_> {
    fn open(&mut self) -> Result<(), CliError> {
        self.lines.context.ui.clear_status_line();
        self.lines.form.open()
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        let lines = &mut self.lines;
        self.splitter.push(bytes, |line| lines.add(line))?;
        lines.show_progress(bytes.len());
        lines.form.flush(&lines.context.ui)
    }

    fn restart(&mut self) -> Result<(), CliError> {
        // The unfinished line is not continued.
        drop(self.splitter.finish());
        let lines = &mut self.lines;
        lines.flush_tail()?;
        lines.form.restart(&lines.context.ui)?;
        lines.form.flush(&lines.context.ui)?;
        lines.tail = lines.max_lines.map(Tail::new);
        lines.count = 0;
        lines.context.ui.note("the log begins anew; it is printed from its beginning");
        Ok(())
    }

    fn settle(&mut self) -> Result<(), CliError> {
        if self.lines.follows {
            self.lines.flush_tail()?;
        }
        self.lines.form.flush(&self.lines.context.ui)
    }

    fn note(&mut self, note: LogNote<'_>) {
        let ui = &self.lines.context.ui;
        match note {
            LogNote::Waiting(prebuild) => {
                let phase = view::phase(prebuild).label().into_owned();
                let text = format!("waiting for the log; the prebuild is {phase}");
                if ui.shows_status_line() {
                    ui.set_status_line(&format!("  {text}"));
                } else if self.lines.waiting_in != phase {
                    ui.note(&text);
                }
                self.lines.waiting_in = phase;
            }
            LogNote::Retrying { pause, error } => {
                let (seconds, host) = (pause.as_secs_f64(), &error.host);
                ui.note(&format!("connecting again in {seconds:.1} s: {host}: {}", error.cause));
            }
            LogNote::PollFailed(error) => {
                ui.note(&format!("cannot read the prebuild, still following: {}", error.cause));
            }
        }
    }
}

impl LinePrinter<'_> {
    fn add(&mut self, line: Line<'_>) -> Result<(), CliError> {
        self.count += 1;
        if line.is_cut {
            self.cut += 1;
            if self.cut == 1 {
                let (number, limit) = (self.count, MAX_LINE_BYTES / 1024);
                let note = format!("line {number} is longer than {limit} KiB and was cut");
                self.context.ui.note(&note);
            }
        }
        match &mut self.tail {
            Some(tail) => {
                tail.push(line, |dropped| self.form.skip(&dropped));
                Ok(())
            }
            None => self.form.print(&self.context.ui, &line),
        }
    }

    /// Prints the last lines so far. Those that follow are all printed.
    fn flush_tail(&mut self) -> Result<(), CliError> {
        let Some(tail) = self.tail.take() else { return Ok(()) };
        self.context.ui.clear_status_line();
        if tail.is_short {
            self.context.ui.note("some of the last lines were too long to be kept");
        }
        tail.into_lines().try_for_each(|line| self.form.print(&self.context.ui, &line))
    }

    /// On a terminal, if nothing else is seen to happen there.
    fn show_progress(&mut self, bytes: usize) {
        self.progress.bytes += bytes as u64;
        let is_due = self.progress.shown_at.elapsed() >= PROGRESS_INTERVAL;
        let is_silent = self.form.is_file() || self.tail.is_some();
        if is_due && is_silent && self.context.ui.shows_status_line() {
            self.progress.shown_at = Instant::now();
            let kib = self.progress.bytes / 1024;
            self.context.ui.set_status_line(&format!("  {kib} KiB of the log"));
        }
    }
}
