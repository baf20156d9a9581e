//! Errors around the process: streams, limits, terminals, clocks, locales.

use super::CREATE;
use super::local::identity;
use super::shell::{empty_home, shell};
use crate::support::{
    CLASS, POOL, PROJECT, Response, Server, World, error, one, page, phase, pool, prebuilds,
};

#[test]
fn l17_the_working_directory_is_deleted() {
    let server = Server::new([one(POOL, 1, 5)]);
    let home = empty_home();
    let script = format!(
        "mkdir $HOME/gone && cd $HOME/gone && rmdir $HOME/gone
        ONA_TOKEN=$THE_TOKEN $TOOL wp get {POOL} -o id"
    );
    let (stdout, _, code) = shell(&server, home.path(), &script);
    assert_eq!((stdout, code), (format!("{POOL}\n"), Some(0)));
}

#[test]
fn l20_a_pipe_closed_before_the_change() {
    let server = Server::new([one(POOL, 1, 5), Response::json(200, "{}")]);
    let home = empty_home();
    let script = format!(
        "export ONA_TOKEN=$THE_TOKEN
        $TOOL wp create --project {PROJECT} --class {CLASS} --max 5 -o json | true
        c=${{PIPESTATUS[0]}}; $TOOL wp delete {POOL} --yes | true
        exit $((c + PIPESTATUS[0]))"
    );
    let (_, stderr, code) = shell(&server, home.path(), &script);
    assert_eq!((stderr.as_str(), code), ("", Some(0)));
    assert_eq!(server.methods(), ["CreateWarmPool", "DeleteWarmPool"]);
}

/// What follows the output is done even if its reader is gone.
#[test]
fn l20_a_closed_pipe_hides_neither_a_wait_nor_an_error() {
    let world = World::new([phase(POOL, "PENDING", 0), one(POOL, 1, 5)]);
    world.server.always("ListPrebuilds", prebuilds(&["RUNNING"]));
    let world = world.with_stdout_limit(0);
    let line = format!("{CREATE} --wait --poll-interval 1ms -q");
    assert_eq!(world.run(&line).to_string(), "[exit 0]\n");
    assert!(world.server.methods().contains(&"GetWarmPool".to_owned()), "it did not wait");

    let other = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
    let not_found = error(404, "not_found", "no such pool").about(other);
    let world = World::new([Response::json(200, "{}").about(POOL), not_found]);
    let world = world.with_stdout_limit(0);
    let shown = world.run(&format!("wp delete {POOL} {other} --yes"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 12), "{shown}");
    assert!(shown.stderr.starts_with(&format!("error: no warm pool {other}")), "{shown}");
}

#[cfg(target_os = "linux")] // pipes and devices
#[test]
fn l21_a_full_disk() {
    let server = Server::new([Response::json(200, "{}"), one(POOL, 1, 2), one(POOL, 1, 5)]);
    let home = empty_home();
    let tool = |line: &str| {
        let script = format!("ONA_TOKEN=$THE_TOKEN exec $TOOL {line} >/dev/full");
        let (_, stderr, code) = shell(&server, home.path(), &script);
        assert!(stderr.starts_with("error: cannot write the output\n  No space left"), "{stderr}");
        assert_eq!(code, Some(1), "{stderr}");
        stderr
    };
    assert!(tool(&format!("wp delete {POOL} --yes")).ends_with(&format!("  deleting {POOL}\n")));
    let stderr = tool(&format!("wp update {POOL} --max 5 -o id"));
    assert!(stderr.contains(&format!("updated {PROJECT}/{CLASS}  {POOL}  size 1..5")), "{stderr}");
}

/// As [`l21_a_full_disk`], for what is not a pool.
#[cfg(target_os = "linux")] // pipes and devices
#[test]
fn l21_a_full_disk_hides_no_other_change() {
    let server = Server::new([one(POOL, 1, 5), identity()]);
    let home = empty_home();
    let tool = |line: &str| {
        let script = format!("printf %s $THE_TOKEN | {line} >/dev/full");
        let (_, stderr, code) = shell(&server, home.path(), &script);
        assert!(stderr.starts_with("error: cannot write the output\n  No space left"), "{stderr}");
        assert_eq!(code, Some(1), "{stderr}");
        stderr.lines().skip(2).collect::<Vec<_>>().join("\n")
    };
    let call = "ONA_TOKEN=$THE_TOKEN $TOOL api PrebuildService/UpdateWarmPool";
    let carried_out = "  gitpod.v1.PrebuildService/UpdateWarmPool succeeded";
    assert_eq!(tool(call), carried_out);
    let login = tool("$TOOL auth login --token-stdin");
    assert!(login.contains("saved in ~/.config/prebuildctl/config.toml (mode 0600)"), "{login}");
    let logout = tool("$TOOL auth logout");
    assert!(logout.starts_with("  removed the token of profile "), "{logout}");
    assert_eq!(tool("$TOOL --local local advance 1h"), "  advanced the simulated time");
    assert_eq!(tool("$TOOL --local local reset"), "  reset the data");
}

#[test]
fn l26_terminals_of_every_kind() {
    for width in [1, 2, 10, 10_000] {
        let world = World::new([page(&[pool(POOL, 1, 5)], "")]).with_names().with_terminal(width);
        let shown = world.ok("wp list -o wide");
        assert_eq!(shown.lines().count(), 2, "{width}: {shown}");
    }
    let server = Server::new([page(&[pool(POOL, 1, 5)], ""), page(&[pool(POOL, 1, 5)], "")]);
    server.set_names();
    let home = empty_home();
    for vars in ["TERM=dumb COLUMNS=abc", "NO_COLOR=1 COLUMNS=0 LC_ALL=C"] {
        let script = format!("{vars} ONA_TOKEN=$THE_TOKEN exec $TOOL wp list");
        let (stdout, stderr, code) = shell(&server, home.path(), &script);
        assert_eq!((stderr.as_str(), code), ("", Some(0)), "{vars}");
        assert!(stdout.is_ascii() && stdout.contains("acme-api/large"), "{vars}: {stdout}");
    }
}

/// Ages count by the service's clock.
#[test]
fn l29_a_clock_that_is_wrong() {
    for year in [2016, 2126] {
        let pool = pool(POOL, 1, 5).replace("2026-05-01T08", &format!("{year}-05-01T08"));
        let body = format!(r#"{{"warmPools":[{pool}]}}"#);
        let date = match year {
            2016 => "Sun, 01 May 2016 11:00:00 GMT",
            _ => "Wed, 01 May 2126 11:00:00 GMT",
        };
        let headers = [("content-type", "application/json"), ("date", date)];
        let world = World::new([Response::new(200, &headers, body.as_bytes())]);
        assert_eq!(world.ok("wp list --no-headers --columns age").trim(), "3h", "{year}");
    }
}

#[cfg(target_os = "linux")] // resource limits
#[test]
fn l30_low_resource_limits() {
    let server = Server::new([page(&[], ""), page(&[], "")]);
    let home = empty_home();
    for limit in ["ulimit -n 16", "ulimit -v 262144"] {
        let script = format!("{limit}; ONA_TOKEN=$THE_TOKEN exec $TOOL wp list -o json");
        let (stdout, stderr, code) = shell(&server, home.path(), &script);
        assert_eq!((stdout.as_str(), code), ("[]\n", Some(0)), "{limit}: {stderr}");
    }
}

#[test]
fn l31_unknown_locales_and_time_zones() {
    let server = Server::new([page(&[pool(POOL, 1, 5)], "")]);
    server.set_names();
    let home = empty_home();
    let script = "LC_ALL=C LANG=xx TZ=No/Where ONA_TOKEN=$THE_TOKEN exec $TOOL wp list";
    let (stdout, stderr, code) = shell(&server, home.path(), script);
    assert_eq!((stderr.as_str(), code), ("", Some(0)));
    assert!(stdout.is_ascii(), "{stdout}");
}

#[test]
fn l33_a_name_that_looks_like_a_flag() {
    let world = World::new([]).with_names();
    let shown = world.run("wp get -- -rf/-x");
    assert_eq!(shown.stderr, "error: no project \"-rf\" found, or this token cannot see it\n");
    assert_eq!(shown.code, 6);
    let shown = world.run("wp get -rf/\u{1b}[2J");
    assert!(shown.code == 2 && !shown.stderr.contains('\u{1b}'), "{shown}");
}

#[test]
fn l24_no_terminal_to_answer_a_prompt() {
    let world = World::new([]).with_stdin("y\n");
    let shown = world.run(&format!("wp delete {POOL}"));
    assert!(shown.stderr.contains("cannot ask for confirmation"), "{shown}");
    assert!(shown.stderr.contains("--yes"), "{shown}");
    assert_eq!((shown.code, world.server.calls().len()), (2, 0));
}

#[test]
fn l24_the_reason_why_there_is_no_prompt() {
    for (world, flag, reason) in [
        (World::new([]), "", "stdin is not a terminal"),
        (World::new([]), "--no-input", "--no-input is set"),
        (World::new([]).with("CI", "true"), "", "CI is set"),
        (World::new([]).with("PREBUILDCTL_NO_INPUT", "1"), "", "PREBUILDCTL_NO_INPUT is set"),
    ] {
        let shown = world.run(&format!("wp delete {POOL} {flag}"));
        let expected = format!(
            "error: cannot ask for confirmation: {reason}\n  use --yes to delete without confirmation\n"
        );
        assert_eq!((shown.code, shown.stderr), (2, expected));
        let shown = world.run(&format!("auth login {flag}"));
        let host = world.server.name();
        let expected = format!("error: cannot prompt for the token of {host}: {reason}\n");
        assert!(shown.stderr.starts_with(&expected), "{shown}");
    }
}
