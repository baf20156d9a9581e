//! A bar of a pool's instances: running, stopped and free, with a marker at the minimum.

#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyphs {
    running: char,
    stopped: char,
    free: char,
    min_marker: char,
}

impl Glyphs {
    pub(crate) const ASCII: Self = Self { running: '#', stopped: '-', free: '.', min_marker: '|' };
    pub(crate) const BLOCKS: Self =
        Self { running: '█', stopped: '▒', free: '·', min_marker: '│' };
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Counts {
    pub(crate) running: i32,
    pub(crate) stopped: i32,
    /// Minimum and maximum, if known.
    pub(crate) size: Option<(i32, i32)>,
}

/// Longer than any pool of this service.
const MAX_LENGTH: usize = 40;

/// `##|--..` is a bar of 2 running and 2 stopped instances, minimum 2, maximum 6.
pub(crate) fn bar(counts: Counts, glyphs: Glyphs) -> String {
    let count = |number: i32| usize::try_from(number).unwrap_or(0);
    let (running, stopped) = (count(counts.running), count(counts.stopped));
    let existing = running.saturating_add(stopped);
    let length = counts.size.map_or(0, |(_, max)| count(max)).max(existing).min(MAX_LENGTH);
    let min = counts.size.map(|(min, _)| count(min));
    let mut bar = String::new();
    for place in 0..=length {
        if min == Some(place) {
            bar.push(glyphs.min_marker);
        }
        if place < length {
            bar.push(match place {
                _ if place < running => glyphs.running,
                _ if place < existing => glyphs.stopped,
                _ => glyphs.free,
            });
        }
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ascii(running: i32, stopped: i32, size: Option<(i32, i32)>) -> String {
        bar(Counts { running, stopped, size }, Glyphs::ASCII)
    }

    #[test]
    fn one_glyph_per_instance_and_a_marker_at_the_minimum() {
        for (running, stopped, size, expected) in [
            (2, 2, Some((2, 6)), "##|--.."),
            (1, 0, Some((2, 6)), "#.|...."),
            (3, 2, Some((2, 6)), "##|#--."),
            (0, 0, Some((0, 3)), "|..."),
            (2, 0, Some((2, 2)), "##|"),
            (3, 4, Some((1, 5)), "#|##----"),
            (1, 2, None, "#--"),
            (0, 0, None, ""),
            (-1, -1, Some((-1, -1)), "|"),
        ] {
            assert_eq!(ascii(running, stopped, size), expected, "{running} {stopped} {size:?}");
        }
    }

    #[test]
    fn a_bar_has_a_maximum_length() {
        assert_eq!(ascii(i32::MAX, i32::MAX, Some((i32::MAX, i32::MAX))), "#".repeat(MAX_LENGTH));
        assert_eq!(
            bar(Counts { running: 1, stopped: 1, size: Some((1, 3)) }, Glyphs::BLOCKS),
            "█│▒·"
        );
    }
}
