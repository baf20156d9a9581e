//! The values that the advice depends on, with where each comes from.

use std::time::Duration;

use super::document::{Assumption, Basis};
use super::question::Common;
use super::targets::Target;
use super::times::KnownTimes;
use crate::sizing::Millis;
use crate::text::duration;

/// Every assumption, in the order of the schema. Prices are those of the first target that has some.
pub(super) fn assumptions(common: &Common<'_>, targets: &[Target<'_>]) -> Vec<Assumption> {
    let values = common.values;
    let KnownTimes { times, is_claim_measured, is_without_measured } = common.times;
    let time = |name, value: Millis, given: Option<Duration>, is_measured| Assumption {
        name,
        value: duration::format(Duration::from_millis(value.unsigned_abs())),
        basis: match (given, is_measured) {
            (Some(_), _) => Basis::Given,
            (None, true) => Basis::Measured,
            (None, false) => Basis::Documented,
        },
    };
    let assumed =
        |name, value: &str| Assumption { name, value: value.to_owned(), basis: Basis::Assumed };
    let given = |name, value: String| Assumption { name, value, basis: Basis::Given };
    let prices = targets.iter().find_map(|target| common.prices(target));
    let stopped = match prices {
        Some(prices) => match prices.stopped {
            Some(stopped) => given("stoppedPrice", format!("{stopped} an hour")),
            None => assumed("stoppedPrice", "a tenth of a running instance"),
        },
        None => assumed("stoppedPrice", "a tenth of a running instance"),
    };
    let running = prices.map(|prices| given("runningPrice", format!("{} an hour", prices.running)));
    let growth = values.growth.map(|growth| given("growth", growth.to_string()));
    [
        time("claim", times.claim, values.claim, is_claim_measured),
        time("start", times.start, values.start, false),
        time("provision", times.provision, values.provision, false),
        time("without", times.without, values.without, is_without_measured),
        assumed("autoscalerTarget", "0.2 starts a minute and instance"),
        assumed("minutesToGrow", "3"),
        assumed("minutesToShrink", "15"),
        assumed("stoppedTier", "filled up to the maximum"),
    ]
    .into_iter()
    .chain(running)
    .chain([stopped])
    .chain(growth)
    .collect()
}
