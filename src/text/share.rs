//! Shares, as people write them: `95%` or `0.95`.

/// Parses a share. The error follows its source.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let share = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok()? / 100.0,
        None => text.parse().ok()?,
    };
    Some(share)
}

/// The whole percent that is not above a share: a share that is shown as 95 reaches a goal of 95 %.
pub(crate) fn percent_down(share: f64) -> u32 {
    let percent = (share * 100.0).floor().clamp(0.0, 100.0) as u32;
    // 0.29 * 100 is less than 29.
    if percent < 100 && f64::from(percent + 1) / 100.0 <= share { percent + 1 } else { percent }
}

/// The nearest whole percent of a share.
pub(crate) fn percent_near(share: f64) -> u32 {
    (share * 100.0).round().clamp(0.0, 100.0) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_share_is_a_number_or_a_percentage() {
        for (text, share) in [
            ("95%", Some(0.95)),
            (" 99.5 % ", Some(0.995)),
            ("0.95", Some(0.95)),
            ("1", Some(1.0)),
            ("101%", Some(1.01)),
            ("%", None),
            ("", None),
            ("ninety", None),
        ] {
            assert_eq!(parse(text), share, "{text}");
        }
    }

    #[test]
    fn a_percentage_is_rounded_down_or_to_the_nearest() {
        for (share, down, near) in [
            (0.0, 0, 0),
            (0.9499, 94, 95),
            (0.95, 95, 95),
            (0.29, 29, 29),
            (0.57, 57, 57),
            (0.999_999, 99, 100),
            (1.0, 100, 100),
        ] {
            assert_eq!((percent_down(share), percent_near(share)), (down, near), "{share}");
        }
    }

    proptest! {
        #[test]
        fn a_shown_percentage_is_reached(share in 0.0..=1.0_f64) {
            let percent = percent_down(share);
            prop_assert!(f64::from(percent) / 100.0 <= share);
            prop_assert!(percent == 100 || share < f64::from(percent + 1) / 100.0);
        }
    }
}
