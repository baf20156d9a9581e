//! Printed addresses, typed back: each is read as the pool that it was printed for.

use std::collections::BTreeSet;

use serde_json::json;

#[cfg(target_os = "linux")]
use super::shell::{empty_home, shell};
use crate::support::{Response, Server, TOKEN, World};

/// The name of a project that is marked for deletion; a new one has the same name.
const REPLACED: &str = "replaced";

/// Names of projects and classes that a careless tool prints as the address of another pool, or of
/// none. Every pair has a pool.
fn odd_names() -> Vec<(String, &'static str)> {
    let names = [
        ("acme-api", "large"),
        ("acme-api ", "large"),
        (" acme-api", "large"),
        ("ACME-API", "large"),
        (&*project_id(0), "large"),
        ("a", "b/c"),
        ("a/b", "c"),
        ("id:x", "large"),
        ("name:y", "id:z"),
        ("my web", "large"),
        ("my", "web"),
        ("it's", "large"),
        ("a\"b", "large"),
        ("a\\b", "large"),
        ("a,b", "large"),
        ("--yes", "large"),
        ("=1+1", "@x"),
        ("two\nlines", "large"),
        ("esc\u{1b}[2J", "large"),
        ("bidi\u{202e}x", "large"),
        ("👩\u{200d}💻", "large"),
        ("👩💻", "large"),
        ("", "large"),
        (&*format!("x-{TOKEN}"), "large"),
        ("twice", "large"),
        ("twice", "large"),
        (REPLACED, "large"),
        (REPLACED, "large"),
    ]
    .map(|(project, class)| (project.to_owned(), class));
    names.into()
}

fn project_id(number: usize) -> String {
    format!("c1e12f6c-4c67-429d-a4a6-{number:012}")
}

fn pool_id(number: usize) -> String {
    format!("0190f3c2-7d1e-7a55-9f0b-{number:012}")
}

/// A service with these pools. The first of the replaced projects is marked for deletion.
fn serve(server: &Server) {
    let names = odd_names();
    let classes: Vec<_> =
        names.iter().map(|(_, class)| *class).collect::<BTreeSet<_>>().into_iter().collect();
    let class_id = |class: &str| {
        let number = classes.iter().position(|name| *name == class).unwrap();
        format!("d2c94c27-3b76-4a42-b88c-{number:012}")
    };
    let (mut projects, mut pools) = (Vec::new(), Vec::new());
    let mut was_replaced = false;
    for (number, (project, class)) in names.iter().enumerate() {
        let is_deleted = project == REPLACED && !std::mem::replace(&mut was_replaced, true);
        let phase = if is_deleted { "PROJECT_PHASE_DELETED" } else { "PROJECT_PHASE_ACTIVE" };
        projects.push(json!({
            "id": project_id(number), "metadata": {"name": project}, "desiredPhase": phase,
        }));
        pools.push(json!({
            "id": pool_id(number),
            "metadata": {"projectId": project_id(number), "environmentClassId": class_id(class)},
            "status": {"phase": "WARM_POOL_PHASE_READY"},
        }));
    }
    let classes: Vec<_> = classes
        .iter()
        .map(|class| json!({"id": class_id(class), "displayName": class, "runnerId": "r"}))
        .collect();
    for (method, message) in [
        ("ListProjects", json!({"projects": projects})),
        ("ListEnvironmentClasses", json!({"environmentClasses": classes})),
        ("ListWarmPools", json!({"warmPools": pools})),
        ("DeleteWarmPool", json!({})),
    ] {
        server.always(method, Response::json(200, &message.to_string()));
    }
}

fn all_ids() -> BTreeSet<String> {
    (0..odd_names().len()).map(pool_id).collect()
}

#[cfg(target_os = "linux")] // shell scripts
#[test]
fn b01_names_piped_to_xargs() {
    let server = Server::new([]);
    serve(&server);
    let home = empty_home();
    let script = "export ONA_TOKEN=$THE_TOKEN
        $TOOL wp list -o name | xargs $TOOL wp delete --yes -q";
    let (_, stderr, code) = shell(&server, home.path(), script);
    assert_eq!((stderr.as_str(), code), ("", Some(0)));
    let calls = server.calls();
    let deleted = calls.iter().filter(|call| call.method() == "DeleteWarmPool");
    let deleted: Vec<_> =
        deleted.map(|call| call.message()["warmPoolId"].as_str().unwrap().to_owned()).collect();
    assert_eq!(deleted.len(), all_ids().len(), "each pool once");
    assert_eq!(deleted.into_iter().collect::<BTreeSet<_>>(), all_ids());
}

/// Resolves what was printed as an address.
fn resolved(world: &World, address: &str) -> String {
    if all_ids().contains(address) {
        return address.to_owned();
    }
    let shown = world.run_words(&["wp", "get", address, "-o", "id"]);
    assert_eq!((shown.stderr.as_str(), shown.code), ("", 0), "{address:?}");
    shown.stdout.trim_end().to_owned()
}

#[test]
fn b02_addresses_in_columns() {
    let world = World::new([]);
    serve(&world.server);
    let list =
        |format: &str| world.ok(&format!("wp list --columns address,id --no-headers -o {format}"));
    let csv = list("csv");
    let csv = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes())
        .into_records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect::<Vec<_>>();
    let split = |text: String, at: &str| -> Vec<(String, String)> {
        let rows = text.lines().map(|line| line.rsplit_once(at).unwrap());
        rows.map(|(address, id)| (address.trim_end().to_owned(), id.to_owned())).collect()
    };
    let tables = [csv, split(list("tsv"), "\t"), split(list("table"), "  ")];
    for table in tables {
        assert_eq!(table.len(), all_ids().len());
        for (address, id) in table {
            assert_eq!(resolved(&world, &address), id, "{address:?}");
        }
    }
}

#[test]
fn b03_completed_addresses() {
    let world = World::new([]);
    serve(&world.server);
    let shown = world.run_words(&["__complete", "prebuildctl", "wp", "get", ""]);
    let words: Vec<_> = shown.stdout.lines().skip(1).collect();
    assert_eq!(words.len(), all_ids().len());
    let ids: BTreeSet<_> = words.iter().map(|word| resolved(&world, word)).collect();
    assert_eq!(ids, all_ids());
}

#[test]
fn b04_joiners_are_kept_where_nothing_is_displayed() {
    let world = World::new([]);
    serve(&world.server);
    let names = world.ok("wp list -o name");
    assert!(names.contains("👩\u{200d}💻/large\n"), "{names}");
    let names = world.with_terminal(80).ok("wp list -o name");
    assert!(!names.contains('\u{200d}') && !names.contains("<U+"), "{names}");
}

/// A record of a deleted pool has no address: a new pool may have it.
#[test]
fn b05_deleted_pools() {
    use crate::support::{POOL, page, pool};
    let deleted = pool(POOL, 1, 2).replace("WARM_POOL_PHASE_READY", "WARM_POOL_PHASE_DELETED");
    let world = World::new([page(&[deleted], "")]).with_names();
    assert_eq!(world.ok("wp list --phase deleted -o name"), format!("{POOL}\n"));
}

/// How a search treats case is the service's choice, so its result does not decide.
#[test]
fn b06_a_search_that_finds_only_another_case() {
    use crate::support::{CLASS, POOL, PROJECT, page, pool, projects};
    let other = project_id(7);
    let search = projects(&[(&other, "Acme-API")]).to("ListProjects");
    let all = projects(&[(&other, "Acme-API"), (PROJECT, "acme-api")]).to("ListProjects");
    let world = World::new([search, all, page(&[pool(POOL, 1, 2)], "").to("ListWarmPools")]);
    let classes = crate::support::classes(&[(CLASS, "large", "r")]);
    world.server.always("ListEnvironmentClasses", classes);
    assert_eq!(world.ok("wp get acme-api/large -o id"), format!("{POOL}\n"));
}

/// Each line is read as one thing alone, and a shell keeps it whole.
#[test]
fn b07_names_of_projects_and_classes() {
    let world = World::new([]);
    serve(&world.server);
    for noun in ["project", "class"] {
        let ids = world.ok(&format!("{noun} list -o id"));
        let names = world.ok(&format!("{noun} list -o name"));
        let (ids, names): (Vec<_>, Vec<_>) = (ids.lines().collect(), names.lines().collect());
        assert_eq!(ids.len(), names.len(), "{names:?}");
        let different: BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
        for (id, name) in ids.iter().zip(&names) {
            let is_plain = |c: char| !c.is_whitespace() && !"'\"\\*".contains(c);
            assert!(name.chars().all(is_plain), "{name:?}");
            assert!(*name == *id || !name.eq_ignore_ascii_case(&project_id(0)), "{name}");
            assert!(!name.contains(TOKEN) && !name.starts_with("id:"), "{name}");
        }
        assert!(names.contains(&if noun == "project" { "acme-api" } else { "c" }), "{names:?}");
    }
}
