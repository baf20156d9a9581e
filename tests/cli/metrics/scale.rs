//! The number of requests of a large organization.

use crate::fleet::reads::{POOLS, PROJECTS, organization};

#[test]
fn a_thousand_pools_in_four_hundred_projects() {
    let most = POOLS.div_ceil(100) + PROJECTS.div_ceil(25) + 5;
    let world = organization(POOLS);
    for line in ["metrics -v", "metrics --project acme-* -v"] {
        let shown = world.run(line);
        assert_eq!(shown.code, 0, "{shown}");
        let calls = shown.stderr.lines().filter(|line| line.starts_with("> "));
        let (prebuilds, others): (Vec<_>, Vec<_>) =
            calls.partition(|call| call.starts_with("> ListPrebuilds "));
        assert!(others.len() <= most, "{line}: {} of at most {most}", others.len());
        assert!(prebuilds.len() <= 20, "{}", prebuilds.len());
        let info = shown.stdout.lines().filter(|line| line.starts_with("ona_warm_pool_info{"));
        assert_eq!(info.count(), POOLS);
    }
}
