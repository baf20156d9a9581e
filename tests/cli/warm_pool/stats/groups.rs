//! Starts by hour, day and creator.

use serde_json::json;

use super::{NOW, json_of, world};

#[test]
fn starts_are_grouped_by_local_hours_days_and_creators() {
    let ada = "f53d2330-0000-4000-8000-000000000001";
    let bob = "f53d2330-0000-4000-8000-000000000002";
    let world = world(&[
        ("2026-10-24T22:30:00Z", ada),
        ("2026-10-25T00:30:00Z", ada),
        ("2026-10-25T01:30:00Z", bob),
        ("2026-11-30T08:00:00Z", ada),
    ]);
    let groups = |line: &str| {
        let json = json_of(&world.run(&format!("wp stats acme-api/large {line} -o json")));
        json["pools"][0]["starts"]["periods"].clone()
    };
    let days = groups("--since 37d --by day --time-zone Europe/Berlin");
    let days = days.as_array().unwrap();
    assert_eq!(days.len(), 38);
    let day = |from: &str, to: &str, starts: u64| json!({"from": from, "to": to, "starts": starts});
    assert_eq!(days[0], day("2026-10-24T11:00:00Z", "2026-10-24T22:00:00Z", 0));
    assert_eq!(days[1], day("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 3));
    assert_eq!(days[37], day("2026-11-29T23:00:00Z", NOW, 1));
    let hours = groups("--since 37d --by hour --time-zone Europe/Berlin");
    let hours: Vec<_> = hours
        .as_array()
        .unwrap()
        .iter()
        .filter(|hour| {
            ("2026-10-24T22:00:00Z".."2026-10-25T23:00:00Z")
                .contains(&hour["from"].as_str().unwrap())
        })
        .cloned()
        .collect();
    assert_eq!(hours.len(), 25, "the long day");
    assert_eq!(hours[2], day("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", 1));
    assert_eq!(hours[3], day("2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z", 1));
    assert_eq!(
        groups("--since 37d --by creator"),
        json!([{"creatorId": ada, "starts": 3}, {"creatorId": bob, "starts": 1}])
    );
    assert_eq!(
        world.ok("wp stats acme-api/large --since 2d --by day"),
        "acme-api/large
  starts         1 from 2026-11-28 12:00 to 2026-11-30 12:00 (UTC)
  from the pool  not known; replayed 100 %

  Sat 2026-11-28  0
  Sun 2026-11-29  0
  Mon 2026-11-30  1
"
    );
    assert_eq!(
        world.ok("wp stats --since 2h --by hour -o csv --columns address,from,starts"),
        "ADDRESS,FROM,STARTS
acme-api/large,2026-11-30T10:00:00Z,0
acme-api/large,2026-11-30T11:00:00Z,0
"
    );
    let shown = world.ok("wp stats --since 37d --by creator -o tsv --columns creator,starts");
    assert_eq!(shown, format!("CREATOR\tSTARTS\n{ada}\t3\n{bob}\t1\n"));
}
