//! Changes because of which the service deletes pools.

use super::{SETTINGS, read, sent, updated, with};
use crate::project::{OTHER, pools};
use crate::support::seed::ACME_API;
use crate::support::{CLASS, POOL, PROJECT, Response, World, error, pool, projects};

fn off() -> String {
    with(r#""enabled":true"#, r#""enabled":false"#)
}

/// The pool of the class, and one of another class.
fn two_pools() -> Response {
    pools(&[pool(POOL, 1, 5), pool(OTHER, 1, 2).replace(CLASS, OTHER)])
}

#[test]
fn the_pools_are_named_and_nothing_is_sent_if_nobody_can_be_asked() {
    for flags in ["--off", "--class small", "--remove-class large"] {
        let world = World::new([read(SETTINGS), two_pools()]).with_names();
        let names = [(CLASS, "large", "r"), (OTHER, "small", "r")];
        world.server.always("ListEnvironmentClasses", crate::support::classes(&names));
        let shown = world.run(&format!("project prebuilds {PROJECT} {flags}"));
        let also = if flags == "--class small" {
            String::new()
        } else {
            format!("  deletes acme-api/small  {OTHER}  size 1..2\n")
        };
        assert_eq!(
            shown.to_string(),
            format!(
                "------- stderr -------
error: cannot ask for confirmation: stdin is not a terminal
  deletes acme-api/large  {POOL}  size 1..5
{also}  use --yes to change the settings without confirmation
[exit 2]
"
            ),
            "{flags}"
        );
        let calls = world.server.calls();
        assert!(calls.iter().all(|call| call.method() != "UpdateProject"), "{calls:?}");
        let lists: Vec<_> = calls.iter().filter(|call| call.method() == "ListWarmPools").collect();
        assert_eq!(lists[0].message()["filter"]["projectIds"][0], PROJECT);
    }
}

#[test]
fn with_yes_the_pools_are_named_and_the_settings_are_changed() {
    let world = World::new([read(SETTINGS), two_pools(), updated(&off())]).with_names();
    assert_eq!(
        world.run(&format!("project prebuilds {PROJECT} --off --yes")).to_string(),
        format!(
            "updated acme-api  {PROJECT}
  prebuilds  on -> off
  deletes    acme-api/large  {POOL}  size 1..5
  deletes    {OTHER}  size 1..2
------- stderr -------
deletes acme-api/large  {POOL}  size 1..5
deletes {OTHER}  size 1..2
[exit 0]
"
        )
        .replace(&format!("{OTHER}  size"), &format!("acme-api/{OTHER}  {OTHER}  size"))
    );
    assert_eq!(sent(&world)["enabled"], false);
    let world = World::new([read(SETTINGS), two_pools(), updated(&off())]).with_names();
    let shown = world.run(&format!("project prebuilds {PROJECT} --off --yes -o id"));
    assert_eq!((shown.stdout, shown.code), (format!("{PROJECT}\n"), 0));
    let world = World::new([read(SETTINGS), two_pools(), updated(&off())]).with_names();
    let shown = world.run(&format!("project prebuilds {PROJECT} --off --yes -o json"));
    assert_eq!((shown.stderr.as_str(), shown.code), ("", 0), "{shown}");
}

#[test]
fn without_pools_nothing_is_asked() {
    let deleting = pool(POOL, 1, 5).replace("PHASE_READY", "PHASE_DELETING");
    for list in [pools(&[]), pools(&[deleting])] {
        let world = World::new([read(SETTINGS), list, updated(&off())]);
        let shown = world.ok(&format!("project prebuilds {PROJECT} --off"));
        assert_eq!(shown, format!("updated acme-api  {PROJECT}\n  prebuilds  on -> off\n"));
    }
    // Nothing is allowed before the change either, so the pools are not read.
    let world = World::new([read(&off()), updated(SETTINGS)]);
    world.ok(&format!("project prebuilds {PROJECT} --on"));
    assert_eq!(world.server.methods(), ["GetProject", "UpdateProject"]);
}

#[test]
fn pools_that_cannot_be_read_are_asked_for_too() {
    let denied = || error(403, "permission_denied", "no").to("ListWarmPools");
    let world = World::new([read(SETTINGS), denied()]);
    let shown = world.run(&format!("project prebuilds {PROJECT} --off"));
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
warm pools are not shown: this token cannot read them
error: cannot ask for confirmation: stdin is not a terminal
  deletes the pools of classes that are no longer prebuilt, if there are any
  use --yes to change the settings without confirmation
[exit 2]
"
    );
    let world = World::new([read(SETTINGS), denied()]);
    let line = format!("project prebuilds {PROJECT} --off --dry-run --jq .deletedPools");
    assert_eq!(world.ok(&line), "null\n");
    let world = World::new([read(SETTINGS), denied(), updated(&off())]);
    let shown = world.run(&format!("project prebuilds {PROJECT} --off --yes -q"));
    assert_eq!((shown.stderr.as_str(), shown.code), ("", 0), "{shown}");
    // Any other error is no answer.
    let failed = error(500, "internal", "no").to("ListWarmPools");
    let world = World::new([read(SETTINGS), failed]);
    assert_eq!(world.run(&format!("project prebuilds {PROJECT} --off --yes")).code, 1);
}

#[test]
fn the_embedded_api_deletes_exactly_the_named_pools() {
    let world = crate::local::stopped();
    world.ok("wp create acme-api/large");
    let shown = world.run("project prebuilds acme-api --remove-class regular");
    assert_eq!(shown.code, 2, "{shown}");
    assert!(shown.stderr.contains("  deletes acme-api/regular  "), "{shown}");
    assert!(!shown.stderr.contains("acme-api/large"), "{shown}");
    let list = "wp list --columns address,phase --no-headers";
    assert!(world.ok(list).contains("acme-api/regular  ready\n"));
    let shown = world.run("project prebuilds acme-api --remove-class regular --yes");
    assert!(shown.stdout.starts_with(&format!("updated acme-api  {ACME_API}\n")), "{shown}");
    assert_eq!(world.ok(list), "acme-api/large    pending\nacme-api/regular  deleting\n");
    assert!(world.ok("project prebuilds acme-api").contains(
        "class      regular  not prebuilt  pool deleting  size 1..3  0 running
class      large    prebuilt      pool pending  size 1..2  0 running
class      small    not prebuilt  no pool\n"
    ));
    // Taking it back creates no pool.
    world.ok("project prebuilds acme-api --add-class regular");
    world.ok("local advance 1h");
    assert_eq!(world.ok(list), "acme-api/large  ready\n");
}

#[test]
fn names_that_could_mislead_are_escaped_or_replaced_by_ids() {
    let world = World::new([read(SETTINGS), two_pools()]);
    let hostile = [(PROJECT, r"a\u001b[2J\u202e"), (OTHER, "b")];
    world.server.always("ListProjects", projects(&hostile));
    world.server.always(
        "ListEnvironmentClasses",
        crate::support::classes(&[(CLASS, r"c\nerror: x", "r"), (OTHER, "id:d", "r")]),
    );
    let shown = world.run(&format!("project prebuilds {PROJECT} --off"));
    assert_eq!(
        shown.stderr,
        format!(
            "error: cannot ask for confirmation: stdin is not a terminal
  deletes {POOL}  size 1..5
  deletes {OTHER}  size 1..2
  use --yes to change the settings without confirmation
"
        )
    );
}

#[cfg(unix)] // terminals
mod prompt {
    use std::io::{Read as _, Write as _};

    use super::super::response;
    use super::*;
    use crate::process::binary::{BINARY, with_terminal};
    use crate::support::{Server, page, read_until};

    /// Runs a change on a terminal, with `meanwhile` between the question and the answer.
    fn answer(server: &Server, typed: &str, meanwhile: impl FnOnce()) -> (String, Option<i32>) {
        server.set_names();
        let line = format!("{BINARY} project prebuilds {PROJECT} --off");
        let mut child = with_terminal(server, &line).spawn().unwrap();
        let stdout = child.stdout.as_mut().unwrap();
        let mut text = read_until(stdout, "[y/N] ");
        let question = format!(
            "deletes acme-api/large  {POOL}  size 1..5\r
change the prebuild settings of {PROJECT} and delete this warm pool? [y/N] "
        );
        assert_eq!(text, question);
        meanwhile();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(typed.as_bytes()).unwrap();
        text.clear();
        stdout.read_to_string(&mut text).unwrap();
        drop(stdin);
        (text.replace("\r\n", "\n"), child.wait().unwrap().code())
    }

    fn one_pool() -> Response {
        pools(&[pool(POOL, 1, 5)])
    }

    #[test]
    fn the_settings_are_changed_after_yes_only() {
        let server = Server::new([read(SETTINGS), one_pool()]);
        let (text, code) = answer(&server, "\n", || {});
        assert!(text.ends_with("nothing was changed\n"), "{text}");
        assert_eq!(code, Some(1));
        assert!(!server.methods().contains(&"UpdateProject".to_owned()));

        let server =
            Server::new([read(SETTINGS), one_pool(), read(SETTINGS), one_pool(), updated(&off())]);
        let (text, code) = answer(&server, "y\n", || {});
        assert!(text.contains("  prebuilds  on -> off\n"), "{text}");
        assert_eq!(code, Some(0));
    }

    #[test]
    fn what_someone_else_changed_during_the_question_is_kept() {
        let server = Server::new([read(SETTINGS), one_pool(), one_pool()]);
        let changed = with(r#""hourUtc":4"#, r#""hourUtc":9"#);
        let ours = changed.replace(r#""enabled":true"#, r#""enabled":false"#);
        let (text, code) = answer(&server, "y\n", || {
            server.always("GetProject", response(&changed));
            server.always("UpdateProject", response(&ours));
        });
        assert_eq!(code, Some(0), "{text}");
        let calls = server.calls();
        let sent = calls.iter().find(|call| call.method() == "UpdateProject").unwrap();
        let sent = &sent.message()["prebuildConfiguration"];
        assert_eq!(sent["trigger"]["dailySchedule"]["hourUtc"], 9);
        assert_eq!(sent["enabled"], false);
    }

    #[test]
    fn a_pool_that_was_created_during_the_question_is_not_covered_by_the_answer() {
        let server = Server::new([read(SETTINGS), one_pool(), read(SETTINGS)]);
        let (text, code) = answer(&server, "y\n", || {
            let second = pool(OTHER, 1, 2).replace(CLASS, OTHER);
            server.always("ListWarmPools", page(&[pool(POOL, 1, 5), second], ""));
        });
        assert!(
            text.contains(&format!(
                "cannot change the prebuild settings of {PROJECT}: it would delete other pools than confirmed\n  deletes acme-api/large  {POOL}  size 1..5\n"
            )),
            "{text}"
        );
        assert!(text.ends_with("  nothing was changed\n"), "{text}");
        assert_eq!(code, Some(7));
        assert!(!server.methods().contains(&"UpdateProject".to_owned()));
    }
}
