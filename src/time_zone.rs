//! Time zones by the built-in data: never the machine's, so that a name means the same everywhere.

use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;
use std::sync::{LazyLock, Mutex, PoisonError};

use flate2::read::GzDecoder;
use jiff::tz::TimeZone;

/// All zones, which the build script compresses to a quarter.
static COMPRESSED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/time_zones.gz"));

/// Decompressed once a zone is needed, which takes a millisecond.
static DATA: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut data = Vec::new();
    // What the build script has compressed can be read.
    drop(GzDecoder::new(COMPRESSED).read_to_end(&mut data));
    data
});

/// The name and the TZif data of each zone by its name in lower case.
static ZONES: LazyLock<BTreeMap<String, (&'static str, &'static [u8])>> =
    LazyLock::new(|| entries(&DATA).map(|(name, data)| (key(name), (name, data))).collect());

/// Parsing a zone takes far longer than finding it here.
static PARSED: LazyLock<Mutex<HashMap<&'static str, TimeZone>>> = LazyLock::new(Mutex::default);

/// The edition of the data, such as `2026a`.
pub(crate) fn data_edition() -> &'static str {
    env!("PREBUILDCTL_TIME_ZONE_DATA")
}

/// The IANA names of all zones, old names included, in order.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ZONES.values().map(|(name, _)| *name)
}

/// The zone with an IANA name in any case, and its exact name; `None` if there is none.
pub(crate) fn find(name: &str) -> Option<(&'static str, TimeZone)> {
    let (exact, data) = *ZONES.get(&key(name))?;
    let mut parsed = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(zone) = parsed.get(exact) {
        return Some((exact, zone.clone()));
    }
    let zone = TimeZone::tzif(exact, data).ok()?;
    parsed.insert(exact, zone.clone());
    Some((exact, zone))
}

fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// The zones: each has a line with its name and the length of its data, and then the data.
fn entries(mut rest: &'static [u8]) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    std::iter::from_fn(move || {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let (name, length) = str::from_utf8(&rest[..end]).ok()?.split_once(' ')?;
        let (data, next) = rest[end + 1..].split_at_checked(length.parse().ok()?)?;
        rest = next;
        Some((name, data))
    })
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
        assert!(names().count() > 590, "{}", names().count());
    }
}
