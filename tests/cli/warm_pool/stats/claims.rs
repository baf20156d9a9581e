//! Exact claims from a file.

use serde_json::json;

use super::{STARTS, json_of, recording, world, write};
use crate::support::{POOL, page, pool};
use crate::warm_pool::OTHER;

#[test]
fn claims_are_exact() {
    let world = world(&STARTS);
    let claims = "time,event_id,pool,error_code
2026-11-30T08:00:02Z,a,ACME-API/large,
2026-11-30T08:00:02Z,a,acme-api/large,
2026-11-30T08:00:03Z,b,acme-api/large,Failed
2026-11-29T11:00:00Z,c,acme-api/large,
2026-11-30T08:00:04Z,d,acme-web/large,
";
    let path = write(&world, "claims.csv", claims);
    let shown = world.run(&format!("wp stats --since 1d --claims {path}"));
    assert_eq!(
        shown.to_string(),
        format!(
            "acme-api/large
  starts         3 from 2026-11-29 12:00 to 2026-11-30 12:00 (UTC)
  from the pool  1 of 3 starts (33 %)
------- stderr -------
{path} has claims of other pools: \"acme-web/large\"
[exit 0]
"
        )
    );
    // A recording has the rest.
    let recording = recording(&world);
    let line = format!("wp stats --since 1d --claims {path} --recording {recording} -o json");
    let json = json_of(&world.run(&line));
    assert_eq!(
        json["pools"][0]["fromPool"],
        json!({"grade": "watched", "share": 1.0 / 3.0, "low": null, "high": null, "served": 1,
            "missed": 2, "unknown": 0, "coverage": null})
    );
    assert_eq!(json["pools"][0]["startSeconds"]["pool"]["count"], 7);
    let more = write(&world, "more.csv", &format!("time\n{}", "2026-11-30T08:00:02Z\n".repeat(4)));
    let shown = world.run(&format!("wp stats acme-api/large --since 1d --claims {more}"));
    assert_eq!(
        (shown.stderr.as_str(), shown.code),
        (&*format!("acme-api/large: {more} has more claims (4) than there were starts (3)\n"), 0)
    );
    let json = json_of(&world.run(&format!("wp stats --since 1d --claims {more} -o json")));
    assert_eq!(
        json["pools"][0]["fromPool"],
        json!({"grade": "unknown", "share": null, "low": null, "high": null, "served": 4,
            "missed": null, "unknown": null, "coverage": null})
    );
    let invalid = write(&world, "invalid.csv", "time\nyesterday\n");
    let shown = world.run(&format!("wp stats --claims {invalid}"));
    assert!(shown.stderr.starts_with(&format!("error: {invalid}:2:1: time \"yesterday\"")));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2));
}

#[test]
fn claims_that_name_no_pool_need_one() {
    let world = world(&STARTS);
    let pools = [pool(POOL, 1, 3), pool(OTHER, 1, 3)];
    world.server.always("ListWarmPools", page(&pools, ""));
    let path = write(&world, "claims.csv", "time\n2026-11-30T08:00:02Z\n");
    let shown = world.run(&format!("wp stats --claims {path}"));
    assert_eq!(
        (shown.stderr.as_str(), shown.code),
        (
            &*format!(
                "error: {path} does not say which pool each claim is of
  add a column pool with addresses or ids, or name one pool
"
            ),
            2
        )
    );
}
