//! Sizes that a file leaves out.

use std::collections::HashSet;

use proptest::prelude::*;

use super::{compare, file_and_state, parse, resolve};
use crate::fleet::drift::differences;
use crate::fleet::plan::ActionKind;

proptest! {
    #[test]
    fn an_omitted_bound_of_a_live_pool_never_changes(
        (file, state) in file_and_state(),
        omits_min: bool,
        omits_max: bool,
        prune: bool,
    ) {
        let is_kept = |line: &str| {
            !(omits_min && line.starts_with("min") || omits_max && line.starts_with("max"))
        };
        let lines = file.text();
        let text: Vec<_> = lines.lines().filter(|line| is_kept(line)).collect();
        let fleet = resolve(&parse(&text.join("\n")), &state.directory).unwrap();
        let diff = compare(&fleet, &state, prune);
        for change in &diff.plan.changes {
            let kind = change.action.kind();
            let (Some(before), Some(after)) = (change.action.before(), change.action.after())
            else {
                prop_assert!(matches!(kind, ActionKind::Create | ActionKind::Delete));
                continue;
            };
            prop_assert!(!omits_min || before.min.is_none() || after.min == before.min);
            prop_assert!(!omits_max || before.max.is_none() || after.max == before.max);
            prop_assert!(!(omits_min && omits_max) || kind == ActionKind::None);
        }
        if omits_min == omits_max {
            prop_assert_eq!(&diff.misfits, &[]);
        }
        // What does not fit is a difference, as is everything that a plan changes.
        let differing: HashSet<_> =
            differences(&diff).into_iter().map(|difference| difference.address).collect();
        for misfit in &diff.misfits {
            prop_assert!(differing.contains(&misfit.address), "{misfit}");
        }
    }
}
