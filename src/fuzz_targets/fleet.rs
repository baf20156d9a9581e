//! Fleet files.

use crate::fleet::file::{Declaration, parse};
use crate::lookup::Pattern;
use crate::text_file::invariants::assert_all_render;
use crate::warm_pool::reference;

/// Every error has a position; what is parsed is valid and parses the same when written.
pub fn fleet(text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    let fleet = match parse(&text) {
        Ok(fleet) => fleet,
        Err(errors) => return assert_all_render(&text, &errors),
    };
    for Declaration { project, class, size } in &fleet.pools {
        assert!(0 <= size.min() && size.min() <= size.max(), "{size}");
        assert!(1 <= size.max() && size.max() <= 20, "{size}");
        for name in [&project.value, &class.value] {
            assert_eq!(reference::parse_name_or_id(&name.to_input()).as_ref(), Ok(name));
        }
    }
    for pattern in fleet.scope.iter().flatten() {
        let pattern = &pattern.value;
        assert_eq!(Pattern::parse(&pattern.to_string()).as_ref(), Ok(pattern));
    }
}
