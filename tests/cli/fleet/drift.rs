//! `drift`: differences, ignored differences and formats.

use serde_json::{Value, json};

use super::seeded;
use crate::support::seed::{ACME_API, ACME_WEB, LARGE, REGULAR};

const FLEET: &str = "version = 1

[scope]
projects = ['acme-*']

[[pool]]
project = 'acme-api'
class = 'large'
min = 0
max = 8

[[pool]]
project = 'acme-web'
class = 'regular'
max = 3
";

const KEPT: &str = "not in the file, kept (use apply --prune to delete):\n  acme-api/regular\n";

#[test]
fn each_difference_is_printed_and_the_exit_code_is_3() {
    let folder = seeded(FLEET);
    assert_eq!(
        folder.run("drift -f @fleet.toml").to_string(),
        format!(
            "≠ acme-api/large     min: file 0, live 1
≠ acme-api/large     max: file 8, live 5
≠ acme-web/regular   pool: file 1..3, live none
3 differences
------- stderr -------
{KEPT}[exit 3]
"
        )
    );
}

#[test]
fn known_differences_can_be_ignored() {
    let folder = seeded(FLEET);
    let line = "drift -f @fleet.toml --ignore acme-api/large:max --ignore ACME-WEB/regular@aws-eu";
    assert_eq!(
        folder.run(line).to_string(),
        format!(
            "≠ acme-api/large     min: file 0, live 1
1 difference
------- stderr -------
2 differences ignored
{KEPT}[exit 3]
"
        )
    );
    let all = format!(
        "drift -f @fleet.toml -q --ignore {ACME_API}/{LARGE} --ignore acme-web/regular:pool"
    );
    assert_eq!(folder.run(&all).to_string(), "no differences\n[exit 0]\n");
}

#[test]
fn an_unknown_ignored_pool_is_a_warning_and_an_invalid_one_an_error() {
    let folder = seeded(FLEET);
    let drift = "drift -f @fleet.toml --ignore acme-api/regular";
    let warning = "warning: --ignore acme-api/regular: the file declares no such pool\n";
    let shown = folder.run(drift);
    assert!(shown.stderr.starts_with(warning), "{shown}");
    let shown = folder.run(&format!("{drift} -q"));
    assert_eq!((shown.stderr.as_str(), shown.code), ("", 3));
    let shown = folder.run("drift -f @fleet.toml --ignore acme-api/large:mx --ignore x");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: --ignore acme-api/large:mx: \"mx\" is not one of min, max, pool; did you mean \"max\"?
error: --ignore x: \"x\" is not a pool: use PROJECT/CLASS or an id
[exit 2]
"
    );
}

#[test]
fn json_is_one_object_and_csv_is_rows() {
    let folder = seeded(FLEET);
    let shown = folder.run("drift -f @fleet.toml -o json");
    assert_eq!((shown.stderr.as_str(), shown.code), ("", 3));
    let drift: Value = serde_json::from_str(&shown.stdout).unwrap();
    let pool = &drift["differences"][0]["warmPoolId"];
    assert_eq!(drift["formatVersion"], 1);
    assert_eq!(drift["ignored"], 0);
    assert_eq!(drift["kept"][0]["environmentClassId"], REGULAR);
    assert_eq!(
        drift["differences"],
        json!([
            {
                "address": "acme-api/large", "projectId": ACME_API,
                "environmentClassId": LARGE, "warmPoolId": pool, "field": "min",
                "file": 0, "live": 1, "line": 8,
                "window": null, "since": null, "liveWindow": null,
            },
            {
                "address": "acme-api/large", "projectId": ACME_API,
                "environmentClassId": LARGE, "warmPoolId": pool, "field": "max",
                "file": 8, "live": 5, "line": 8,
                "window": null, "since": null, "liveWindow": null,
            },
            {
                "address": "acme-web/regular", "projectId": ACME_WEB,
                "environmentClassId": REGULAR, "warmPoolId": null, "field": "pool",
                "file": {"minSize": 1, "maxSize": 3}, "live": null, "line": 14,
                "window": null, "since": null, "liveWindow": null,
            },
        ])
    );
    let shown = folder.run("drift -f @fleet.toml -q -o csv");
    let rows = "ADDRESS,FIELD,FILE,LIVE,LINE\nacme-api/large,min,0,1,8\n\
                acme-api/large,max,8,5,8\nacme-web/regular,pool,1..3,none,14\n";
    assert_eq!((shown.stdout.as_str(), shown.code), (rows, 3));
}

#[test]
fn a_terminal_without_unicode_gets_ascii() {
    let folder = seeded(FLEET).with_ascii_terminal();
    let shown = folder.run("drift -f @fleet.toml -q");
    assert!(shown.stdout.starts_with("!= acme-api/large     min: file 0, live 1\n"), "{shown}");
}
