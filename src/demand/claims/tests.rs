//! Which rows are claims.

use super::*;

/// 2026-11-30T08:00:00Z.
const START: Millis = 1_796_025_600_000;

#[test]
fn each_event_counts_once_unless_it_failed() {
    let file = parse(
        "time,event_id,pool,error_code,region\n\
         2026-11-30T08:00:00Z,a,acme-api/regular,,eu\n\
         2026-11-30T08:00:00Z,a,acme-api/regular,,eu\n\
         2026-11-30T09:00:01+01:00,b,acme-api/regular,,eu\n\
         2026-11-30T08:00:02Z,c,acme-api/regular,ValidationError,eu\n\
         2026-11-30T08:00:03Z,,other,,eu\n\
         2026-11-30T08:00:03Z,,other,,eu\n\
         2026-11-30T08:00:09Z,d,acme-api/regular,,eu\n",
    )
    .unwrap();
    let range = START..START + 9_000;
    assert_eq!(file.count(&range, |pool| pool == Some("acme-api/regular")), 2);
    assert_eq!(file.count(&range, |pool| pool == Some("other")), 2);
    assert_eq!(file.count(&range, |_| true), 4);
    assert_eq!(file.pools().collect::<Vec<_>>(), ["acme-api/regular", "other"]);
    assert!(!file.has_unnamed());
}

#[test]
fn only_the_time_is_needed() {
    let file = parse("TIME; Note\n\n2026-11-30T08:00:00Z;x\nTIME;Note\n").unwrap();
    assert!(file.has_unnamed());
    assert_eq!(file.count(&(START..START + 1), |pool| pool.is_none()), 1);
    assert_eq!(file.skipped(), Skipped { blank_lines: 1, repeated_headers: 1 });
    assert_eq!(parse("time\n").unwrap().pools().count(), 0);
}

#[test]
fn errors_are_listed_with_their_lines() {
    for (text, expected) in [
        ("", "there is no header line, which needs a column time"),
        ("when,pool\n", "there is no column time; the columns are \"when\", \"pool\""),
        ("time,pool,Pool\n", "duplicate column pool"),
        ("time,pool\n2026-11-30T08:00:00Z\n", "1 fields, but the header line has 2"),
        ("time\nyesterday\n", "time \"yesterday\" is not a time such as 2026-11-02T08:15:03Z"),
        ("time\n2026-11-30T08:00:00\n", "has no time zone: add Z"),
    ] {
        let errors = parse(text).unwrap_err();
        assert!(errors.listed[0].text.contains(expected), "{text:?}: {errors:?}");
    }
    let many = format!("time\n{}", "x\n".repeat(30));
    let error = parse(&many).unwrap_err().into_failure("claims.csv".to_owned());
    assert_eq!(
        error.message,
        "claims.csv:2:1: time \"x\" is not a time such as 2026-11-02T08:15:03Z"
    );
    assert_eq!(error.other_messages.last().unwrap(), "20 more errors");
}
