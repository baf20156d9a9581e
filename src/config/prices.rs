//! `prices.CLASS`: what an instance of an environment class costs an hour, for `warm-pool advise`.

use std::collections::BTreeMap;

use super::source::Setting;
use crate::keyword::did_you_mean;
use crate::toml_reader::{Entry, Reader, Scalar, Spanned};

/// What a running instance costs.
pub(super) const RUNNING: &str = "running";
/// What a stopped instance costs.
pub(super) const STOPPED: &str = "stopped";

/// A higher price is a mistake in any currency.
const MAX_PRICE: f64 = 1e9;

/// The prices of the file, by class.
pub(super) type PriceKeys = BTreeMap<String, PriceTable<Spanned<f64>>>;

/// The prices in effect, by the class as it is written.
pub(crate) type Prices = BTreeMap<String, PriceTable<Setting<f64>>>;

/// The prices of a class; 0 or more, an instance and hour, in any currency.
#[derive(Clone, Debug)]
pub(crate) struct PriceTable<T> {
    pub(crate) running: Option<T>,
    pub(crate) stopped: Option<T>,
}

impl<T> Default for PriceTable<T> {
    fn default() -> Self {
        Self { running: None, stopped: None }
    }
}

/// Parses a price. The error follows its source.
pub(crate) fn price(text: &str) -> Result<f64, String> {
    let price = text.trim().parse::<f64>().ok();
    price
        .filter(|price| (0.0..=MAX_PRICE).contains(price))
        .ok_or_else(|| "is not a price such as 0.42".to_owned())
}

/// Why a key is not one of `prices.CLASS`; follows the key.
pub(super) fn unknown_price(key: &str) -> String {
    format!("is not a known key{}", did_you_mean(key, [RUNNING, STOPPED].into_iter()))
}

impl Reader<'_> {
    pub(super) fn prices(&mut self, entry: &Entry<'_>, prices: &mut PriceKeys) {
        for class in self.table(entry).into_iter().flatten() {
            let table = prices.entry(class.name.to_owned()).or_default();
            for price in self.table(&class).into_iter().flatten() {
                match price.name {
                    RUNNING => table.running = self.price(&price),
                    STOPPED => table.stopped = self.price(&price),
                    name => {
                        let error = unknown_price(name);
                        self.fault(price.key_span.clone(), &price.path, error);
                    }
                }
            }
        }
    }

    fn price(&mut self, entry: &Entry<'_>) -> Option<Spanned<f64>> {
        self.scalar(entry, &[Scalar::Integer, Scalar::Float], "a number such as 0.42", price)
    }
}
