//! Several fleet files, and folders of them, as one fleet.

use std::fs;

use serde_json::Value;

use super::{Folder, seeded};
use crate::support::World;
use crate::support::platform::without_folder;

/// Writes these files to the folder `pools`.
fn with_files(folder: Folder, files: &[(&str, &str)]) -> Folder {
    let pools = folder.world.home.path().join("pools");
    fs::create_dir(&pools).unwrap();
    for (name, text) in files {
        fs::write(pools.join(name), text).unwrap();
    }
    folder
}

const API: &str = "version = 1
[scope]
projects = ['acme-api']
[defaults]
max = 8
[[pool]]
project = 'acme-api'
class = 'large'
";

const WEB: &str = "version = 1
[scope]
projects = ['acme-w*']
[[pool]]
project = 'acme-web'
class = 'regular'
";

fn two() -> Folder {
    let other = "not = a fleet file";
    let files = [("b.toml", WEB), ("a.toml", API), ("notes.txt", other), (".x.toml", other)];
    with_files(seeded(""), &files)
}

#[test]
fn a_folder_is_one_fleet_with_joined_scopes() {
    let folder = two();
    let plan = "~ acme-api/large     max 5 -> 8
+ acme-web/regular   1..2
1 to create, 1 to update, 0 to delete
------- stderr -------
not in the file, kept (use --prune to delete):
  acme-api/regular
[exit 0]
";
    assert_eq!(folder.run("plan -f @pools").to_string(), plan);
    assert_eq!(folder.run("plan -f @pools/b.toml -f @pools/a.toml").to_string(), plan);
    // A file that is named twice is read once.
    assert_eq!(folder.run("plan -f @pools -f @pools/a.toml").to_string(), plan);
    let shown = folder.run("fleet check -f @pools/a.toml -f @pools/b.toml");
    assert_eq!(shown.stdout, "pools/a.toml, pools/b.toml: 2 pools, OK\n");
    let shown = folder.run("drift -f @pools -q --columns address,field,line --no-headers -o csv");
    assert_eq!(
        shown.stdout,
        "acme-api/large,max,pools/a.toml:8\nacme-web/regular,pool,pools/b.toml:6\n"
    );
}

#[test]
fn a_saved_plan_knows_its_files() {
    let folder = two();
    assert_eq!(folder.run("plan -f @pools --out @plan.json -q").code, 0);
    let plan: Value = serde_json::from_str(&folder.read("plan.json")).unwrap();
    let path = |value: &Value| without_folder(value.as_str().unwrap(), folder.world.home.path());
    assert_eq!(path(&plan["file"]), "pools/a.toml");
    let files: Vec<_> = plan["files"].as_array().unwrap().iter().map(path).collect();
    assert_eq!(files, ["pools/a.toml", "pools/b.toml"]);
    assert_eq!(path(&plan["changes"][0]["path"]), "pools/a.toml");
    assert_eq!(path(&plan["changes"][1]["path"]), "pools/b.toml");
    for command in ["drift -o json", "fleet show -o json", "apply --only delete --yes -o json"] {
        let shown = folder.run(&format!("{command} -f @pools"));
        let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
        let entries = ["differences", "pools", "changes"].iter().find_map(|key| shown.get(*key));
        let entry = &entries.unwrap()[1];
        let names = (path(&shown["file"]), path(&shown["files"][1]), path(&entry["path"]));
        let expected = ("pools/a.toml", "pools/b.toml", "pools/b.toml");
        assert_eq!((&*names.0, &*names.1, &*names.2), expected, "{command}: {shown}");
    }
    folder.world.ok("wp update acme-api/large --max 6");
    let shown = folder.run("apply @plan.json --yes");
    let hint = "hint: prebuildctl plan -f pools/a.toml -f pools/b.toml --out plan.json\n";
    assert!(shown.stderr.ends_with(hint), "{shown}");
    assert_eq!(shown.code, 7);

    folder.run("plan -f @pools/a.toml -f @pools/b.toml --out @plan.json -q");
    folder.world.ok("wp update acme-api/large --max 7");
    let shown = folder.run("apply @plan.json --yes");
    assert!(shown.stderr.ends_with(hint), "{shown}");
    // One file is saved as ever.
    folder.run("plan -f @pools/a.toml --out @plan.json -q");
    let text = folder.read("plan.json");
    assert!(!text.contains("\"path\"") && !text.contains("\"files\""), "{text}");
}

#[test]
fn errors_of_all_files_are_reported_with_their_file() {
    let broken = "version = 1\n[[pool]]\nproject = 'acme-web'\nclass = 'regular'\nmin = 99\n";
    let outside = "version = 1\n[[pool]]\nproject = 'beta'\nclass = 'regular'\n";
    let files = [("a.toml", API), ("b.toml", WEB), ("c.toml", broken), ("d.toml", outside)];
    let folder = with_files(Folder::new(World::new([]), ""), &files);
    let shown = folder.run("fleet check -f @pools");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: pools/c.toml:4:9: acme-web/regular is a duplicate of pools/b.toml:6
error: pools/c.toml:5:7: min 99 is out of range: a warm pool keeps at least 0 and at most 20 instances
error: pools/d.toml:3:11: project beta is not covered by [scope] projects
[exit 2]
"
    );
    assert!(folder.world.server.calls().is_empty());
}

#[test]
fn a_pool_by_name_and_by_id_in_two_files_is_a_duplicate() {
    let folder = two();
    let ids = folder.world.ok("project list --columns name,id -o csv --no-headers");
    let id = ids.lines().find_map(|line| line.strip_prefix("acme-web,")).unwrap();
    let twin = format!("version = 1\n[[pool]]\nproject = '{id}'\nclass = 'regular'\n");
    fs::write(folder.world.home.path().join("pools/c.toml"), twin).unwrap();
    let shown = folder.run("plan -f @pools");
    let error = "error: pools/c.toml:4:9: acme-web/regular is a duplicate of pools/b.toml:6\n";
    assert_eq!((shown.stderr.as_str(), shown.code), (error, 2));
}

#[test]
fn a_folder_without_fleet_files_is_an_error() {
    let folder = with_files(Folder::new(World::new([]), ""), &[("notes.txt", "")]);
    let error = "error: cannot read pools\n  the folder has no *.toml file\n";
    let shown = folder.run("plan -f @pools");
    assert_eq!((shown.stderr.as_str(), shown.code), (error, 2));
    let shown = folder.run("plan -f @nosuch/");
    assert!(shown.stderr.starts_with("error: cannot read nosuch/\n  file not found\n"), "{shown}");
}

#[test]
fn annotations_name_the_right_file() {
    let web = WEB.replace("'regular'", "'small'");
    let folder = with_files(seeded(""), &[("a.toml", API), ("b.toml", &web)]).in_step();
    let shown = folder.run("apply -f @pools --yes -o json --jq .counts.failed");
    assert_eq!((shown.stdout.as_str(), shown.code), ("1\n", 12), "{shown}");
    let annotations: Vec<_> =
        shown.stderr.lines().filter(|line| line.starts_with("::error ")).collect();
    let error = "::error file=pools/b.toml,line=6::acme-web/small: failed: the embedded API says: \
                 environment class is not in the prebuild configuration";
    assert_eq!(annotations, [error]);
    let shown = folder.run("plan -f @pools -q");
    let warning = "::warning file=pools/b.toml,line=6::acme-web/small: ";
    assert!(shown.stderr.contains(warning), "{shown}");
    let shown = folder.run("drift -f @pools -q");
    assert!(shown.stderr.contains("::warning file=pools/b.toml,line=6::"), "{shown}");
}
