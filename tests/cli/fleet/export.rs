//! `export`: both formats, and that an exported file plans no changes.

use super::{Folder, seeded};
use crate::support::seed::{ACME_API, LARGE, REGULAR};
use crate::support::{CLASS, POOL, PROJECT, Response, World, classes, page, pool, projects};

#[test]
fn an_exported_fleet_file_plans_no_changes() {
    let folder = seeded("");
    let shown = folder.run("export --project acme-*");
    assert_eq!(
        shown.to_string(),
        "version = 1

[scope]
projects = [\"acme-*\"]

[[pool]]
project = \"acme-api\"
class = \"large\"
min = 1
max = 5

[[pool]]
project = \"acme-api\"
class = \"regular\"
min = 1
max = 3
[exit 0]
"
    );
    let all = folder.run("export").stdout;
    assert_eq!(all, shown.stdout.replace("acme-*", "*"));
    for text in [shown.stdout, all] {
        folder.write(&text);
        let plan = folder.run("plan -f @fleet.toml --prune --detailed-exitcode");
        assert_eq!(plan.to_string(), "no changes: 2 pools up to date\n[exit 0]\n");
        assert_eq!(folder.run("drift -f @fleet.toml").to_string(), "no differences\n[exit 0]\n");
    }
    let none = folder.run("export --project acme-web --project acme-web");
    assert_eq!(none.to_string(), "version = 1\n\n[scope]\nprojects = [\"acme-web\"]\n[exit 0]\n");
}

#[test]
fn terraform_resources_with_import_blocks() {
    let folder = seeded("");
    let id = |class: &str| folder.world.ok(&format!("wp list --class {class} -o id"));
    let (large, regular) = (id("large"), id("regular"));
    let (large, regular) = (large.trim(), regular.trim());
    assert_eq!(
        folder.run("export --format terraform").stdout,
        format!(
            "# These resources need the official provider, which `terraform init` installs; its versions are
# betas, which have to be named exactly. Unless another file requires it, uncomment:

# terraform {{
#   required_providers {{
#     ona = {{
#       source  = \"gitpod-io/ona\"
#       version = \"0.1.0-beta.1\"
#     }}
#   }}
# }}

import {{
  to = ona_warm_pool.acme_api_large
  id = \"{large}\"
}}

resource \"ona_warm_pool\" \"acme_api_large\" {{
  project_id           = \"{ACME_API}\" # acme-api
  environment_class_id = \"{LARGE}\" # large
  min_size             = 1
  max_size             = 5
}}

import {{
  to = ona_warm_pool.acme_api_regular
  id = \"{regular}\"
}}

resource \"ona_warm_pool\" \"acme_api_regular\" {{
  project_id           = \"{ACME_API}\" # acme-api
  environment_class_id = \"{REGULAR}\" # regular
  min_size             = 1
  max_size             = 3
}}
"
        )
    );
}

/// The labels of pools of these projects, each with the class large.
fn labels(names: &[&str]) -> Vec<String> {
    let ids: Vec<_> =
        (0..names.len()).map(|n| format!("c1e12f6c-4c67-429d-a4a6-d9838b5da{n:03}")).collect();
    let named: Vec<_> = ids.iter().map(String::as_str).zip(names.iter().copied()).collect();
    let pools: Vec<_> = (0..names.len())
        .map(|n| {
            let id = format!("0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0{n:03}");
            pool(&id, 1, 2).replace(PROJECT, &ids[n])
        })
        .collect();
    let world = World::new([]);
    world.server.always("ListProjects", projects(&named));
    world.server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", "r")]));
    world.server.always("ListWarmPools", page(&pools, ""));
    let text = world.ok("export --format terraform");
    let labels = text.lines().filter_map(|line| line.strip_prefix("resource \"ona_warm_pool\" "));
    labels.map(|label| label.trim_matches(['"', '{', ' ']).to_owned()).collect()
}

#[test]
fn labels_do_not_depend_on_other_pools() {
    let id = |n: usize| format!("0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0{n:03}");
    let underscore = format!("a_b_large_{}", id(0));
    assert_eq!(labels(&["a_b"]), [underscore.as_str()]);
    assert_eq!(labels(&["a_b", "a-b"]), ["a_b_large", &underscore]);
    assert_eq!(labels(&["a_b", "a/b"]), [format!("a_b_large_{}", id(1)), underscore]);
    // Two projects of one name would have the same short label, so neither has it.
    let twins = [0, 1].map(|n| format!("twin_large_{}", id(n)));
    assert_eq!(labels(&["twin", "twin"]), twins);
}

#[test]
fn invalid_sizes_are_skipped_and_hostile_names_are_harmless() {
    let world = World::new([]);
    let name = "acme\\u001b[31m\\n\\u202e\\\"x";
    let twin = "c1e12f6c-4c67-429d-a4a6-d9838b5da049";
    world
        .server
        .always("ListProjects", projects(&[(PROJECT, name), (twin, "twin"), (CLASS, "twin")]));
    world.server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", "r")]));
    let other = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
    let pools = [pool(POOL, 20, 1), pool(other, 1, 2).replace(PROJECT, twin)];
    world.server.always("ListWarmPools", page(&pools, ""));
    let folder = Folder::new(world, "");
    assert_eq!(
        folder.run("export").to_string(),
        format!(
            "version = 1

[scope]
projects = [\"*\"]

[[pool]]
project = \"{twin}\"  # twin
class = \"large\"
min = 1
max = 2

# skipped {PROJECT}/{CLASS}: its size 20..1 is invalid
------- stderr -------
warning: skipped {PROJECT}/{CLASS}: its size 20..1 is invalid
[exit 0]
"
        )
    );
}

#[test]
fn unknown_and_invalid_projects_are_errors() {
    let world = World::new([]).with_names();
    let shown = world.run("export --project acme-apo --project b* --project nosuch");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: --project: no project \"acme-apo\" found, or this token cannot see it; did you mean \"acme-api\"?
error: --project: no project \"nosuch\" found, or this token cannot see it
[exit 6]
"
    );
    let world = World::new([]);
    let shown = world.run_words(&["export", "--project", "", "--project", "id:x"]);
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: --project: the name or id is empty
error: --project: \"x\" is not an id (a UUID such as 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11)
[exit 2]
"
    );
}

#[test]
fn the_scope_keeps_the_typed_projects() {
    let world = World::new([]).with_names();
    world.server.always("ListWarmPools", page(&[], ""));
    world.server.always("GetAuthenticatedIdentity", Response::json(200, "{}"));
    let shown = world.run(&format!("export --project ACME-api --project id:{PROJECT}"));
    let scope = format!("projects = [\"ACME-api\", \"{PROJECT}\"]\n");
    assert!(shown.stdout.ends_with(&scope), "{shown}");
}

#[test]
fn terraform_leaves_alone_what_windows_set() {
    let folder = seeded(
        "version = 1
time-zone = 'Europe/Berlin'
[windows]
office = { days = 'mon-fri', hours = '08:00-18:00' }
[[pool]]
project = 'acme-api'
class = 'large'
min = 1
max = 5
during.office = { min = 3 }
[[pool]]
project = 'acme-api'
class = 'regular'
min = 1
max = 3
during.office = { min = 2, max = 4 }
[[pool]]
project = 'acme-web'
class = 'regular'
max = 2
",
    );
    let text =
        folder.world.ok(&format!("export --format terraform -f {}", folder.path("@fleet.toml")));
    let large = "  max_size             = 5

  # The windows of the fleet file change this bound by time of day.
  lifecycle {
    ignore_changes = [min_size]
  }
}
";
    let regular = "  max_size             = 3

  # The windows of the fleet file change these bounds by time of day.
  lifecycle {
    ignore_changes = [min_size, max_size]
  }
}
";
    assert!(text.contains(large) && text.ends_with(regular), "{text}");
    let blocks: Vec<_> = hcl::parse(&text).unwrap().into_blocks().collect();
    assert_eq!(blocks.len(), 4);
    let without = folder.world.ok("export --format terraform");
    assert!(!without.contains("lifecycle"), "{without}");
    assert_eq!(
        folder.run("export -f @fleet.toml").to_string(),
        "------- stderr -------
error: -f can only be used with --format terraform
  an exported fleet file has no windows: the service knows none
[exit 2]
"
    );
    folder.write("version = 1\n[[pool]]\nproject = 'acme-pi'\nclass = 'large'\nmax = 2\n");
    assert_eq!(
        folder.run("export --format terraform -f @fleet.toml").to_string(),
        "------- stderr -------
error: fleet.toml:3:11: no project \"acme-pi\" found, or this token cannot see it; did you mean \"acme-api\"?
[exit 6]
"
    );
}
