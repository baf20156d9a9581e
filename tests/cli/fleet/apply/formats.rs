//! The result of `apply` as JSON, CSV and a table.

use serde_json::{Value, json};

use super::super::{FLEET, seeded};

#[test]
fn json_is_one_object_with_the_result_of_each_change() {
    let folder = seeded(&FLEET.replace("'regular'", "['regular', 'small']"));
    let shown = folder.run("apply -f @fleet.toml --yes -o json");
    assert_eq!(shown.code, 12, "{shown}");
    let summary: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(summary["formatVersion"], 1);
    assert_eq!(summary["host"], "local");
    assert_eq!(
        summary["counts"],
        json!({
            "created": 1, "updated": 1, "deleted": 0, "alreadySo": 0, "failed": 1, "unknown": 0,
            "notTried": 0, "none": 0, "left": 0,
        })
    );
    let changes = summary["changes"].as_array().unwrap();
    let created = folder.world.ok("wp list --project acme-web -o id");
    assert_eq!(changes[1]["warmPoolId"], created.trim());
    for (change, expected) in changes.iter().zip([
        json!(["update", "acme-api/large", {"minSize": 1, "maxSize": 5}, "done", null]),
        json!(["create", "acme-web/regular", null, "done", null]),
        json!(["create", "acme-web/small", null, "failed", "failed_precondition"]),
    ]) {
        let keys = ["action", "address", "before", "result"];
        let mut found: Vec<_> = keys.iter().map(|key| change[key].clone()).collect();
        found.push(change["error"]["code"].clone());
        assert_eq!(Value::Array(found), expected);
    }
    let error: Value = serde_json::from_str(&shown.stderr).unwrap();
    assert_eq!(error["error"]["code"], "partial");
    assert_eq!(error["error"]["exitCode"], 12);
    let hint = "prebuildctl warm-pool explain acme-web/small";
    assert_eq!(error["error"]["hint"], hint);
    assert_eq!(changes[2]["error"]["hint"], hint);

    let shown = folder.run("apply -f @fleet.toml --yes -q -o csv");
    assert_eq!(
        shown.stdout,
        "ACTION,ADDRESS,BEFORE,AFTER,RESULT
none,acme-api/large,1..8,1..8,none
none,acme-web/regular,0..3,0..3,none
create,acme-web/small,-,0..3,failed
"
    );
}

#[test]
fn json_and_tables_have_different_words_for_unchanged_and_skipped() {
    let folder = seeded(&FLEET.replace("'regular'", "['regular', 'small']"));
    folder.run("plan -f @fleet.toml --prune --out @plan.json -q");
    folder.run("apply @plan.json --yes");
    let shown = folder.run("apply @plan.json --yes -r --jq .changes[].result");
    assert_eq!(shown.stdout, "already_so\nnot_tried\nalready_so\nfailed\n");
    let shown = folder.run("apply @plan.json --yes --columns address,result,detail");
    let rows: Vec<_> = shown.stdout.lines().take(3).collect();
    assert_eq!(
        rows,
        [
            "ADDRESS           RESULT     DETAIL",
            "acme-api/large    unchanged  unchanged",
            "acme-api/regular  skipped    skipped: deletions run only after all other changes succeed",
        ]
    );
}
