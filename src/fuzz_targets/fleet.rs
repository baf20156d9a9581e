//! Fleet files.

use jiff::Timestamp;

use crate::fleet::evaluation::Evaluation;
use crate::fleet::file::{Declaration, FileText, parse};
use crate::lookup::Pattern;
use crate::toml_reader::invariants::assert_all_render;
use crate::warm_pool::reference;
use crate::warm_pool::size::PoolSize;

/// A Monday morning.
const INSTANT: Timestamp = Timestamp::constant(1_796_025_600, 0);
const MAX_EDGES: usize = 8;

/// Every error has a position; what is parsed is valid and parses the same when written.
pub fn fleet(text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    let file = FileText { name: String::new(), text: text.clone().into_owned() };
    let fleet = match parse(&[file]) {
        Ok(fleet) => fleet,
        Err(errors) => return assert_all_render(&text, &errors),
    };
    for Declaration { project, class, size, .. } in &fleet.pools {
        let new = size.bounds.resolve_declared();
        let is_valid = |new: PoolSize| {
            0 <= new.min() && new.min() <= new.max() && (1..=20).contains(&new.max())
        };
        assert!(new.is_ok_and(is_valid), "{size:?}");
        for name in [&project.value, &class.value] {
            assert_eq!(reference::parse_name_or_id(&name.to_input()).as_ref(), Ok(name));
        }
    }
    let evaluation = Evaluation::new(&fleet, INSTANT).expect("it is in the years of schedules");
    for timeline in fleet.pools.iter().filter_map(|pool| evaluation.timeline(pool)) {
        let edges: Vec<_> =
            timeline.take(MAX_EDGES).map(|edge| (edge.at, edge.state.window)).collect();
        assert!(edges.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 != pair[1].1));
    }
    for pattern in fleet.scope.iter().flatten() {
        let pattern = &pattern.value;
        assert_eq!(Pattern::parse(&pattern.to_string()).as_ref(), Ok(pattern));
    }
}
