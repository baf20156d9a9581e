//! Settings as a user sees and changes them.

use std::fs;

use crate::support::platform::native;
use crate::support::{Response, World, home, page};

fn file(world: &World) -> std::path::PathBuf {
    home::config_file(world.home.path())
}

#[test]
fn every_value_is_listed_with_its_source() {
    let world = World::new([]).with_config("[defaults]\noutput = \"table\"\nretries = 2\n");
    let world = world
        .with("ONA_HOST", "ona.example")
        .with("PREBUILDCTL_REQUEST_TIMEOUT", "5s")
        .with("PREBUILDCTL_TIMEOUT", "90m");
    let shown = world.run("config list --show-origin --color never");
    let path = file(&world).display().to_string();
    assert_eq!(
        shown.stdout,
        format!(
            "KEY              VALUE                    ORIGIN
current-profile  default                  built in
host             https://ona.example/api  ONA_HOST
token            (set)                    ONA_TOKEN
output           table                    [defaults] ({path}:2)
color            never                    --color
request-timeout  5s                       PREBUILDCTL_REQUEST_TIMEOUT
retries          2                        [defaults] ({path}:3)
timeout          1h30m                    PREBUILDCTL_TIMEOUT
poll-interval    5s                       built in
"
        )
    );
}

#[test]
fn a_flag_overrides_a_variable_which_overrides_the_file() {
    let toml = "[defaults]\noutput = \"yaml\"\n[profiles.default]\noutput = \"csv\"\n";
    let list = "config get output -o table";
    for (vars, flags, expected) in
        [(None, "", "csv\n"), (Some("tsv"), "", "tsv\n"), (Some("tsv"), "-o table", "table\n")]
    {
        let world = World::new([]).with_config(toml);
        let world = match vars {
            Some(value) => world.with("PREBUILDCTL_OUTPUT", value),
            None => world,
        };
        assert_eq!(world.run(&format!("config get output {flags}")).stdout, expected);
    }
    let world = World::new([]).with_config("[defaults]\noutput = \"yaml\"\n");
    assert_eq!(world.run(list).stdout, "table\n");
}

#[test]
fn set_and_unset_keep_comments_and_validate_first() {
    let world = World::new([]).with_config("# mine\n[defaults]\noutput = \"table\" # default\n");
    let shown = world.run("config set defaults.output wide");
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------\nset defaults.output in {}\n[exit 0]\n",
            native("~/.config/prebuildctl/config.toml")
        )
    );
    let text = fs::read_to_string(file(&world)).unwrap();
    assert_eq!(text, "# mine\n[defaults]\noutput = \"wide\" # default\n");

    let shown = world.run("config set defaults.output wyde");
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("did you mean \"wide\"?"), "{shown}");
    assert_eq!(fs::read_to_string(file(&world)).unwrap(), text, "the file is as it was");

    assert_eq!(world.run("config unset defaults.output").code, 0);
    assert_eq!(fs::read_to_string(file(&world)).unwrap(), "# mine\n[defaults]\n");
}

#[test]
fn a_token_is_not_accepted_on_the_command_line() {
    let world = World::new([]);
    let shown = world.run("config set token some-secret-token");
    assert_eq!(shown.code, 2);
    assert!(!shown.stderr.contains("some-secret-token"), "{shown}");
    assert!(!file(&world).exists());
}

#[test]
fn all_errors_of_a_file_are_reported_together() {
    let toml =
        "[defaults]\nouput = \"json\"\nretries = \"many\"\n[profiles.a]\nhost = \"ftp://x\"\n";
    let world = World::new([]).with_config(toml);
    let shown = world.run("wp list");
    assert_eq!(shown.code, 2);
    let lines: Vec<_> = shown.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(lines.len(), 3, "{shown}");
    for (line, place, words) in [
        (0, "config.toml:2:1", "\"output\""),
        (1, "config.toml:3:", "retries"),
        (2, "config.toml:5:", "host"),
    ] {
        assert!(lines[line].contains(place) && lines[line].contains(words), "{}", lines[line]);
    }
}

#[test]
fn an_invalid_file_can_be_found_and_repaired() {
    let world = World::new([]).with_config("[defaults]\noutput = \"nope\"\n");
    assert_eq!(world.run("config path").stdout, format!("{}\n", file(&world).display()));
    assert_eq!(world.run("config set defaults.output json").code, 0);
    assert_eq!(world.run("config get output -o table").code, 0);
}

#[test]
fn an_unknown_profile_lists_the_available_ones() {
    let world = World::new([]).with_config("[profiles.work]\nretries = 1\n");
    let shown = world.run("wp list --profile wrok");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: no profile \"wrok\"; did you mean \"work\"?
  available profiles: work
  set by --profile
hint: prebuildctl --profile wrok auth login
[exit 2]
"
    );
}

#[test]
fn the_profiles_are_listed() {
    let toml = "current-profile = \"work\"\n[profiles.work]\nhost = \"acme.example\"\n\
                token = \"some-token-0123\"\n[profiles.sandbox]\nhost = \"local\"\n[profiles.a]\n";
    let world = World::new([]).without("ONA_HOST").with_config(toml);
    assert_eq!(
        world.ok("config list --profiles"),
        "NAME     HOST                       CREDENTIAL  CURRENT
a        https://app.gitpod.io/api
sandbox  local
work     https://acme.example/api   token       yes
"
    );
    assert_eq!(world.ok("config list --profiles -o name"), "a\nsandbox\nwork\n");
    assert_eq!(
        world.ok("config list --profiles --jq .[2] --profile work"),
        "{\n  \"name\": \"work\",\n  \"host\": \"https://acme.example/api\",\n  \
         \"credential\": \"token\",\n  \"current\": true\n}\n"
    );
    assert_eq!(World::new([]).ok("config list --profiles -o json"), "[]\n");
}

#[test]
fn an_unknown_key_lists_the_known_ones() {
    assert_eq!(
        World::new([]).run("config get nosuch").to_string(),
        "------- stderr -------
error: nosuch is not a known key
  keys: current-profile, project, output, color, request-timeout, retries, timeout, \
         poll-interval, host, token, token-file, token-command, columns.warm-pool, \
         columns.project, columns.class, columns.prebuild, columns.runner, \
         prices.CLASS.running, prices.CLASS.stopped
hint: prebuildctl config list
[exit 2]
"
    );
}

#[test]
fn the_columns_of_the_file_are_the_default() {
    let toml = "[defaults]\ncolumns.warm-pool = [\"id\", \"max\"]\n";
    let pool = crate::support::pool(crate::support::POOL, 1, 5);
    let world =
        World::new([page(std::slice::from_ref(&pool), ""), page(&[pool], "")]).with_config(toml);
    assert_eq!(
        world.run("wp list").stdout,
        format!("ID                                    MAX\n{}    5\n", crate::support::POOL)
    );
    assert_eq!(world.run("wp list --columns max --no-headers").stdout, "5\n");
}

/// The columns of pools do not apply to the results of a deletion.
#[test]
fn the_columns_of_a_resource_are_those_of_its_records_only() {
    let pool = crate::support::POOL;
    let toml = "[defaults]\ncolumns.warm-pool = [\"id\", \"max\"]\n";
    let world = World::new([Response::json(200, "{}")]).with_config(toml);
    let shown = world.run(&format!("wp delete {pool} --yes -o csv"));
    assert_eq!(shown.to_string(), format!("ADDRESS,ID,RESULT\n{pool},{pool},deleting\n[exit 0]\n"));
    assert_eq!(world.server.methods(), ["DeleteWarmPool"]);
}

#[test]
fn an_unknown_column_of_the_file_is_found_where_it_is_set() {
    let toml = "[defaults]\ncolumns.class = [\"id\", \"nmae\"]\n";
    let world = World::new([]).with_config(toml);
    let error = "error: unknown column \"nmae\"; did you mean \"name\"?
  available columns: name, runner, enabled, usable, description, id, runner-id, configuration, reason
";
    let shown = world.run("class list");
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------\n{error}  the columns are set by [defaults] ({}:2)
hint: prebuildctl config unset defaults.columns.class\n[exit 2]\n",
            file(&world).display()
        )
    );
    let toml = "[profiles.work]\ncolumns.class = [\"nmae\"]\n";
    let shown = World::new([]).with_config(toml).run("class list --profile work");
    let hint = "hint: prebuildctl --profile work config unset profiles.work.columns.class\n";
    assert!(shown.stderr.ends_with(hint), "{shown}");
    let before = fs::read_to_string(file(&world)).unwrap();
    for value in ["id,nmae", "[\"nmae\"]"] {
        for key in ["columns.class", "defaults.columns.class", "profiles.default.columns.class"] {
            let shown = world.run_words(&["config", "set", key, value]);
            assert_eq!(shown.to_string(), format!("------- stderr -------\n{error}[exit 2]\n"));
        }
    }
    assert_eq!(fs::read_to_string(file(&world)).unwrap(), before);
    assert_eq!(world.run("config set defaults.columns.class NAME,id").code, 0);
    assert!(world.server.calls().is_empty());
}

#[cfg(unix)] // file modes
#[test]
fn a_file_that_others_can_read_causes_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::signed_out([page(&[], "")]);
    let toml = format!(
        "[profiles.default]\nhost = \"{}\"\ntoken = \"some-token-0123\"\n",
        world.server.url()
    );
    let world = world.with_config(&toml);
    fs::set_permissions(file(&world), fs::Permissions::from_mode(0o644)).unwrap();
    let shown = world.run("wp list");
    assert_eq!(shown.code, 0);
    assert!(shown.stderr.starts_with("warning: "), "{shown}");
    assert!(shown.stderr.contains("chmod 600"), "{shown}");
}
