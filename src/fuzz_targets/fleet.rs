//! Fleet files.

use crate::fleet::file::{Declaration, FileText, parse};
use crate::lookup::Pattern;
use crate::toml_reader::invariants::assert_all_render;
use crate::warm_pool::reference;
use crate::warm_pool::size::PoolSize;

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
    for pattern in fleet.scope.iter().flatten() {
        let pattern = &pattern.value;
        assert_eq!(Pattern::parse(&pattern.to_string()).as_ref(), Ok(pattern));
    }
}
