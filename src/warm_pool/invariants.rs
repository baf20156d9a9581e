//! What holds for any address and any name, for the fuzzer.

use super::address::AddressPrinter;
use super::reference::{NameOrId, PoolRef, parse_name_or_id, parse_pool_ref};
use crate::text::sanitize::escape;

/// What can be read is printed as text that is read as the same; the text before the first line
/// break as the name of a project and the rest as that of a class are printed only so that they are
/// read as exactly these names.
pub(crate) fn address(text: &str) {
    for line in text.lines() {
        if let Ok(pool) = parse_pool_ref(line) {
            assert_eq!(parse_pool_ref(&pool.to_string()), Ok(pool));
        }
        if let Ok(name) = parse_name_or_id(line) {
            assert_eq!(parse_name_or_id(&name.to_input()), Ok(name));
        }
    }
    let (project, class) = text.split_once('\n').unwrap_or((text, text));
    let (project, class) = (NameOrId::Name(project.to_owned()), NameOrId::Name(class.to_owned()));
    for (keeps_joiners, is_split) in [(false, false), (true, false), (false, true), (true, true)] {
        let printer = AddressPrinter { keeps_joiners, is_split, ..AddressPrinter::default() };
        if let Some(name) = printer.name(&project) {
            assert_eq!(parse_name_or_id(&name).as_ref(), Ok(&project));
        }
        let Some(address) = printer.address(&project, &class) else { continue };
        let (project, class) = (project.clone(), class.clone());
        assert_eq!(parse_pool_ref(&address), Ok(PoolRef::Address { project, class }));
        assert!(!address.starts_with(['-', '=', '+', '@']), "{address:?}");
        assert!(keeps_joiners || escape(&address) == address, "{address:?}");
        assert!(!is_split || address.split_whitespace().count() == 1, "{address:?}");
    }
}
