//! The last lines of a log.

use std::collections::VecDeque;

use super::Line;

/// Of all lines that are held.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Holds the last lines, up to a number of them and within a limit of memory.
#[derive(Debug)]
pub(crate) struct Tail {
    max_lines: usize,
    lines: VecDeque<Line<'static>>,
    bytes: usize,
    /// Whether lines were dropped for the limit of memory.
    pub(crate) is_short: bool,
}

impl Tail {
    pub(crate) const fn new(max_lines: usize) -> Self {
        Self { max_lines, lines: VecDeque::new(), bytes: 0, is_short: false }
    }

    /// Adds a line; `dropped` gets each line that is not among the last ones any more.
    pub(crate) fn push(&mut self, line: Line<'_>, mut dropped: impl FnMut(Line<'static>)) {
        self.bytes += size(&line);
        self.lines.push_back(line.into_owned());
        while self.lines.len() > self.max_lines || self.bytes > MAX_BYTES {
            let Some(first) = self.lines.pop_front() else { return };
            self.is_short |= self.lines.len() < self.max_lines;
            self.bytes -= size(&first);
            dropped(first);
        }
    }

    pub(crate) fn into_lines(self) -> impl Iterator<Item = Line<'static>> {
        self.lines.into_iter()
    }
}

/// The memory of a line; an empty one takes some too.
fn size(line: &Line<'_>) -> usize {
    line.bytes.len() + size_of::<Line<'_>>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logs::MAX_LINE_BYTES;

    fn line(text: &str) -> Line<'_> {
        Line { bytes: text.as_bytes().into(), is_cut: false }
    }

    #[test]
    fn the_last_lines_are_held() {
        for (count, expected) in
            [(0, &[][..]), (1, &["c"]), (2, &["b", "c"]), (9, &["a", "b", "c"])]
        {
            let (mut tail, mut dropped) = (Tail::new(count), 0);
            ["a", "b", "c"].iter().for_each(|text| tail.push(line(text), |_| dropped += 1));
            assert_eq!(dropped, 3 - expected.len());
            assert!(!tail.is_short);
            let held: Vec<_> = tail.into_lines().collect();
            assert_eq!(held, expected.iter().map(|text| line(text)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn memory_is_limited_whatever_the_number_of_lines() {
        let (mut tail, long) = (Tail::new(usize::MAX), "x".repeat(MAX_LINE_BYTES));
        for _ in 0..3_200 {
            tail.push(line(&long), drop);
        }
        assert!(tail.is_short && tail.bytes <= MAX_BYTES);
        let held = tail.into_lines().count();
        assert!((250..=256).contains(&held), "{held}");
    }
}
