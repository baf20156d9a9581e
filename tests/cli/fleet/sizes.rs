//! Sizes that a fleet file leaves out, and sizes that do not fit those of the live pools.

use serde_json::Value;

use super::seeded;

/// Pools of acme-api/large, live 1..5, and acme-api/regular, live 1..3, with these lines.
fn fleet(large: &str, regular: &str) -> String {
    format!(
        "version = 1\n[[pool]]\nproject = 'acme-api'\nclass = 'large'\n{large}\
         [[pool]]\nproject = 'acme-api'\nclass = 'regular'\n{regular}"
    )
}

#[test]
fn an_omitted_size_keeps_the_live_one() {
    let folder = seeded(&fleet("", ""));
    for command in ["plan --detailed-exitcode", "plan --prune --detailed-exitcode", "apply --yes"] {
        let shown = folder.run(&format!("{command} -f @fleet.toml"));
        assert_eq!(shown.to_string(), "no changes: 2 pools up to date\n[exit 0]\n", "{command}");
    }
    assert_eq!(folder.run("drift -f @fleet.toml").to_string(), "no differences\n[exit 0]\n");

    folder.write(&fleet("max = 8\n", "min = 0\n"));
    assert_eq!(
        folder.run("apply -f @fleet.toml --yes").to_string(),
        "~ acme-api/large     max 5 -> 8        done
~ acme-api/regular   min 1 -> 0        done
applied: 0 created, 2 updated, 0 deleted
[exit 0]
"
    );
    let sizes = folder.world.ok("wp list --columns min,max --sort address --no-headers -o csv");
    assert_eq!(sizes, "1,8\n0,3\n");
}

#[test]
fn defaults_count_as_given_and_new_pools_get_the_usual_ones() {
    let defaults = "[defaults]\nmax = 4\n";
    let folder = seeded(&(fleet("min = 0\n", "max = 3\n") + defaults));
    assert_eq!(
        folder.run("plan -f @fleet.toml").stdout,
        "~ acme-api/large     min 1 -> 0, max 5 -> 4\n0 to create, 1 to update, 0 to delete\n"
    );
    folder.write("version = 1\n[[pool]]\nproject = 'acme-web'\nclass = 'regular'\n");
    let shown = folder.run("plan -f @fleet.toml");
    assert_eq!(shown.stdout, "+ acme-web/regular   1..2\n1 to create, 0 to update, 0 to delete\n");
}

#[test]
fn a_size_that_does_not_fit_the_live_one_is_an_error_of_the_plan() {
    let folder = seeded(&fleet("min = 6\n", ""));
    let error = "------- stderr -------
error: fleet.toml:5:7: acme-api/large: min 6 does not fit the live size 1..5; give max too
[exit 2]
";
    for command in ["plan", "plan --out @plan.json", "apply --yes"] {
        let shown = folder.run(&format!("{command} -f @fleet.toml"));
        assert_eq!(shown.to_string(), error, "{command}");
    }
    assert!(!folder.world.home.path().join("plan.json").exists());
    // Without the service, nothing is known about it.
    for command in ["fleet check", "plan --offline"] {
        let shown = folder.run(&format!("{command} -f @fleet.toml"));
        assert_eq!(shown.to_string(), "fleet.toml: 2 pools, OK\n[exit 0]\n");
    }

    folder.world.ok("wp update acme-api/large --min 3");
    folder.world.ok("wp update acme-api/regular --min 3");
    folder.write(&(fleet("max = 1\n", "") + "[defaults]\nmax = 2\n"));
    assert_eq!(
        folder.run("plan -f @fleet.toml").stderr,
        "error: fleet.toml:5:7: acme-api/large: max 1 does not fit the live size 3..5; give min too
error: fleet.toml:8:9: acme-api/regular: max 2 of [defaults] does not fit the live size 3..3; \
         give min too
"
    );
}

#[test]
fn drift_reports_a_size_that_does_not_fit() {
    let folder = seeded(&fleet("min = 6\n", "max = 4\n"));
    assert_eq!(
        folder.run("drift -f @fleet.toml").to_string(),
        "≠ acme-api/large     min: file 6, live 1
≠ acme-api/regular   max: file 4, live 3
2 differences
[exit 3]
"
    );
    let ignored = folder.run("drift -f @fleet.toml -q --ignore acme-api/large");
    assert_eq!(ignored.stdout, "≠ acme-api/regular   max: file 4, live 3\n1 difference\n");
    assert_eq!(ignored.stderr, "");
    let json = folder.run("drift -f @fleet.toml -o json").stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let difference = &json["differences"][0];
    assert_eq!((&difference["field"], &difference["file"]), (&"min".into(), &6.into()));
    assert_eq!((&difference["live"], &difference["line"]), (&1.into(), &4.into()));
}
