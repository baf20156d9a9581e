//! A histogram with fixed bounds.

/// Counts observations by their upper bounds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Histogram {
    bounds: &'static [f64],
    /// The observations of each bound, not cumulative; the last is above all bounds.
    counts: Vec<u64>,
    sum: f64,
}

impl Histogram {
    /// Without observations. The bounds ascend.
    pub(crate) fn new(bounds: &'static [f64]) -> Self {
        Self { bounds, counts: vec![0; bounds.len() + 1], sum: 0.0 }
    }

    /// Counts an observation; an upper bound belongs to its bucket.
    pub(crate) fn observe(&mut self, value: f64) {
        let bucket = self.bounds.partition_point(|bound| *bound < value);
        self.counts[bucket] += 1;
        self.sum += value;
    }

    /// The finite upper bounds, each with the observations up to it.
    pub(super) fn buckets(&self) -> impl Iterator<Item = (f64, u64)> {
        let counts = self.bounds.iter().zip(&self.counts);
        counts.scan(0, |total, (bound, count)| {
            *total += count;
            Some((*bound, *total))
        })
    }

    /// All observations.
    pub(crate) fn count(&self) -> u64 {
        self.counts.iter().sum()
    }

    pub(super) const fn sum(&self) -> f64 {
        self.sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upper_bound_belongs_to_its_bucket() {
        let mut histogram = Histogram::new(&[5.0, 10.0]);
        assert_eq!(histogram.buckets().collect::<Vec<_>>(), [(5.0, 0), (10.0, 0)]);
        for value in [0.0, 5.0, 5.5, 10.0, 10.5, 99.0] {
            histogram.observe(value);
        }
        assert_eq!(histogram.buckets().collect::<Vec<_>>(), [(5.0, 2), (10.0, 4)]);
        assert_eq!((histogram.count(), histogram.sum()), (6, 130.0));
    }
}
