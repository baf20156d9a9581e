//! A bar of instances: those that run, those that are stopped, and room for more, with a mark where
//! there are as few as there may be.

/// The letters of a bar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyphs {
    running: char,
    stopped: char,
    room: char,
    mark: char,
}

impl Glyphs {
    /// For every terminal.
    pub(crate) const ASCII: Self = Self { running: '#', stopped: '-', room: '.', mark: '|' };
    /// For one that shows Unicode.
    pub(crate) const BLOCKS: Self =
        Self { running: '█', stopped: '▒', room: '·', mark: '│' };
}

/// How many instances there are, and how many there may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counts {
    /// Those that run.
    pub(crate) running: i32,
    /// Those that are made and stopped.
    pub(crate) stopped: i32,
    /// As few as there may be, and as many, if that is known.
    pub(crate) size: Option<(i32, i32)>,
}

/// Letters a bar has at most; no pool of this service has so many instances.
const LONGEST: usize = 40;

/// Draws a bar: `##|--..` are two that run, as few as may be, two that are stopped, and room for
/// two.
pub(crate) fn bar(counts: Counts, letters: Glyphs) -> String {
    let count = |number: i32| usize::try_from(number).unwrap_or(0);
    let (running, stopped) = (count(counts.running), count(counts.stopped));
    let there = running.saturating_add(stopped);
    let most = counts.size.map_or(0, |(_, max)| count(max)).max(there);
    let least = counts.size.map(|(min, _)| count(min));
    let mut drawn = String::new();
    for place in 0..=most.min(LONGEST) {
        if least == Some(place) {
            drawn.push(letters.mark);
        }
        if place < most.min(LONGEST) {
            drawn.push(match place {
                _ if place < running => letters.running,
                _ if place < there => letters.stopped,
                _ => letters.room,
            });
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(running: i32, stopped: i32, size: Option<(i32, i32)>) -> String {
        bar(Counts { running, stopped, size }, Glyphs::ASCII)
    }

    #[test]
    fn a_letter_for_each_instance_and_a_mark_at_the_fewest() {
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
            assert_eq!(drawn(running, stopped, size), expected, "{running} {stopped} {size:?}");
        }
    }

    #[test]
    fn a_bar_is_never_longer_than_a_terminal() {
        assert_eq!(drawn(i32::MAX, i32::MAX, Some((i32::MAX, i32::MAX))), "#".repeat(LONGEST));
        assert_eq!(
            bar(Counts { running: 1, stopped: 1, size: Some((1, 3)) }, Glyphs::BLOCKS),
            "█│▒·"
        );
    }
}
