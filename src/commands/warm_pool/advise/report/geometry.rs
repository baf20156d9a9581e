//! From values to coordinates.

/// Steps between the ticks of an axis, from fine to coarse.
const STEPS: [f64; 9] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];

/// An axis: values from `from` to `to` become coordinates from `start` to `end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) start: f64,
    pub(super) end: f64,
}

impl Scale {
    /// The coordinate of a value; the nearer end of one outside.
    pub(super) fn at(&self, value: f64) -> f64 {
        let length = self.to - self.from;
        let part = if length > 0.0 { (value - self.from) / length } else { 0.0 };
        // A value that is not a number is drawn at the start.
        let part = if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) };
        self.start + part * (self.end - self.start)
    }

    /// Whether a value is on the axis.
    pub(super) fn contains(&self, value: f64) -> bool {
        (self.from..=self.to).contains(&value)
    }

    /// At most `max` round values, from the first to the last on the axis.
    pub(super) fn ticks(&self, max: usize) -> Vec<f64> {
        let length = self.to - self.from;
        let fits = |step: &&f64| length / **step < max as f64;
        let step = STEPS.iter().find(fits).copied().unwrap_or(length.max(1.0));
        // Not by adding up, which would add up errors too.
        let first = (self.from / step).ceil();
        let ticks = (0..max).map(|index| (first + index as f64) * step);
        ticks.take_while(|tick| *tick <= self.to + step * 1e-9).collect()
    }
}

/// The level of a value, from 0 for nothing to `levels` for the most: equal parts.
pub(super) fn level(value: f64, max: f64, levels: usize) -> usize {
    if value.is_nan() || value <= 0.0 || max <= 0.0 {
        return 0;
    }
    ((value / max * levels as f64).ceil() as usize).clamp(1, levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_maps_ends_to_ends_and_keeps_what_is_outside_at_the_edge() {
        let scale = Scale { from: 0.5, to: 1.0, start: 300.0, end: 20.0 };
        for (value, coordinate) in [
            (0.5, 300.0),
            (0.75, 160.0),
            (1.0, 20.0),
            (0.0, 300.0),
            (2.0, 20.0),
            (f64::NAN, 300.0),
            (f64::INFINITY, 20.0),
        ] {
            assert!((scale.at(value) - coordinate).abs() < 1e-9, "{value}");
        }
        let empty = Scale { from: 1.0, to: 1.0, start: 5.0, end: 9.0 };
        assert!((empty.at(1.0) - 5.0).abs() < 1e-9);
    }

    #[test]
    fn ticks_are_round() {
        let ticks = |from, to, max| Scale { from, to, start: 0.0, end: 1.0 }.ticks(max);
        assert_eq!(ticks(0.0, 1.0, 6), [0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]);
        assert_eq!(ticks(0.0, 4.0, 9), [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0]);
        assert_eq!(ticks(0.0, 4.0, 6), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(ticks(0.0, 20.0, 6), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(50.0, 100.0, 6), [50.0, 60.0, 70.0, 80.0, 90.0, 100.0]);
        assert_eq!(ticks(50.0, 100.0, 7), [50.0, 60.0, 70.0, 80.0, 90.0, 100.0]);
    }

    #[test]
    fn levels_are_equal_parts_and_only_nothing_is_none() {
        let levels = [0.0, 0.001, 0.5, 0.5001, 3.9, 4.0].map(|value| level(value, 4.0, 8));
        assert_eq!(levels, [0, 1, 1, 2, 8, 8]);
        assert_eq!(level(1.0, 0.0, 8), 0);
        assert_eq!(level(f64::NAN, 1.0, 8), 0);
        assert_eq!(level(5.0, 4.0, 8), 8);
    }
}
