//! The number of calls for the plan of a large fleet.

use std::fmt::Write as _;

use super::Folder;
use crate::support::World;

pub const PROJECTS: usize = 400;
const CLASSES: [&str; 3] = ["small", "regular", "large"];
pub const POOLS: usize = 1_000;

/// The project and class of each pool.
fn pairs() -> impl Iterator<Item = (String, &'static str)> {
    let pair = |n: usize| (format!("acme-{:03}", n % PROJECTS), CLASSES[n / PROJECTS]);
    (0..POOLS).map(pair)
}

/// An organization of 400 projects, in which this many pools exist.
pub fn organization(existing: usize) -> World {
    let mut seed = "organization = { name = 'Acme', tier = 'enterprise' }
user = { name = 'Ada', email = 'ada@acme.example' }
[[runner]]
name = 'aws-eu'
region = 'eu-central-1'
capabilities = ['RUNNER_CAPABILITY_WARM_POOL']
"
    .to_owned();
    for class in CLASSES {
        write!(seed, "[[class]]\nname = '{class}'\nrunner = 'aws-eu'\n").unwrap();
    }
    for n in 0..PROJECTS {
        write!(
            seed,
            "[[project]]\nname = 'acme-{n:03}'\nrepository = 'https://acme.example/{n}.git'\n\
             classes = {CLASSES:?}\nprebuilds = {{ classes = {CLASSES:?} }}\n"
        )
        .unwrap();
    }
    for (project, class) in pairs().take(existing) {
        let pool = format!("project = '{project}', class = '{class}', min = 0, max = 3");
        write!(seed, "[[history]]\nage = '1m'\ncreate-pool = {{ {pool} }}\n").unwrap();
    }
    let world = World::local();
    let file = world.home.path().join("seed.toml");
    std::fs::write(&file, seed).unwrap();
    let shown = world.run_words(&["local", "reset", "--seed", file.to_str().unwrap()]);
    assert_eq!(shown.code, 0, "{shown}");
    world
}

/// A file that declares all pools; `reference` maps the names of projects and classes.
fn fleet(scope: &str, reference: impl Fn(&str) -> String) -> String {
    let mut fleet = format!("version = 1\n{scope}[defaults]\nmin = 0\nmax = 3\n");
    for (project, class) in pairs() {
        let (project, class) = (reference(&project), reference(class));
        write!(fleet, "[[pool]]\nproject = '{project}'\nclass = '{class}'\n").unwrap();
    }
    fleet
}

/// The number of calls of a plan, whose last line is given.
fn calls(folder: &Folder, last: &str) -> usize {
    let shown = folder.run("plan -f @fleet.toml -v");
    assert_eq!((shown.stdout.lines().last(), shown.code), (Some(last), 0));
    shown.stderr.lines().filter(|line| line.starts_with("> ")).count()
}

const SCOPE: &str = "[scope]\nprojects = ['acme-*']\n";

#[test]
fn a_thousand_pools_in_four_hundred_projects() {
    let most = POOLS.div_ceil(100) + PROJECTS.div_ceil(25) + 5;
    let same = str::to_owned;
    let up_to_date = "no changes: 1000 pools up to date";

    let folder = Folder::new(organization(POOLS), &fleet(SCOPE, same));
    let by_scope = calls(&folder, up_to_date);
    folder.write(&fleet("", same));
    let by_names = calls(&folder, up_to_date);
    let ids = ["project list", "class list"].map(|list| {
        let rows = folder.world.ok(&format!("{list} --columns name,id --no-headers -o csv"));
        let pair =
            |row: &str| row.split_once(',').map(|(name, id)| (name.to_owned(), id.to_owned()));
        rows.lines().filter_map(pair).collect::<Vec<_>>()
    });
    let ids: std::collections::HashMap<_, _> = ids.into_iter().flatten().collect();
    folder.write(&fleet("", |name| ids[name].clone()));
    let by_ids = calls(&folder, up_to_date);

    let folder = Folder::new(organization(0), &fleet(SCOPE, same));
    let of_none = calls(&folder, "1000 to create, 0 to update, 0 to delete");
    let folder = Folder::new(organization(POOLS / 2), &fleet(SCOPE, same));
    let of_half = calls(&folder, "500 to create, 0 to update, 0 to delete");

    let taken = [by_scope, by_names, by_ids, of_none, of_half];
    assert!(taken.iter().all(|calls| *calls <= most), "{taken:?} of at most {most}");
    // Pages of 100 projects and of 100 pools, the classes, and the identity.
    assert_eq!(by_scope, 4 + 10 + 1 + 1);
}
