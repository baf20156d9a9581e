//! A thousand pools: the number of calls, and of concurrent changes.

use std::fmt::Write as _;

use super::faults::Service;

const PROJECTS: usize = 400;
const POOLS: usize = 1_000;
const CLASSES: [&str; 3] = ["large", "regular", "small"];

/// Five pools for every two projects.
fn fleet() -> String {
    let mut fleet = "version = 1\n[scope]\nprojects = ['p*']\n".to_owned();
    for project in 0..PROJECTS {
        let classes = &CLASSES[..2 + project % 2];
        writeln!(fleet, "[[pool]]\nproject = 'p{project}'\nclass = {classes:?}\nmax = 3").unwrap();
    }
    fleet
}

#[test]
fn a_thousand_pools_take_few_reads_and_the_requested_concurrency() {
    let service = Service::seeded(&super::seed(&CLASSES, PROJECTS, 3));
    for concurrency in [8, 20] {
        // A change gets its response only when this many are in flight: fewer would never end.
        let proxy = service.in_groups(concurrency);
        let fleet = fleet().replace("max = 3", &format!("max = {concurrency}"));
        let folder = service.folder(&proxy, &fleet);
        let counts = "-o jsonl --jq .counts|.created,.updated,.none";
        let line = format!("apply -f @fleet.toml --yes --concurrency {concurrency} {counts}");
        let first =
            if concurrency == 8 { "1000\n0\n0\n[exit 0]\n" } else { "0\n1000\n0\n[exit 0]\n" };
        assert_eq!(folder.run(&line).to_string(), first);
        assert_eq!(proxy.executed_mutations(), POOLS);
        let seen = proxy.seen();
        let plan = seen.iter().filter(|seen| !seen.is_mutation() && seen.method != "GetWarmPool");
        let most = POOLS.div_ceil(100) + PROJECTS.div_ceil(25) + 5;
        let count = plan.count();
        assert!(count <= most, "{count} reads");

        assert_eq!(folder.run(&line).to_string(), "0\n0\n1000\n[exit 0]\n");
        assert_eq!(proxy.executed_mutations(), POOLS);
    }
}
