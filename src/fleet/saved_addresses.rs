//! Checks the addresses of a saved plan, which anyone may have edited, against the ids beside them.

use super::plan::{Change, Plan};
use crate::lookup::Directory;
use crate::warm_pool::reference::{NameOrId, PoolKey, parse_name_or_id};

/// A change whose address names another pool than its ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FalseAddress {
    pub(crate) key: PoolKey,
    /// What the plan calls it.
    pub(crate) planned: String,
    /// What it is called.
    pub(crate) actual: String,
}

/// Checks the addresses of a plan. One whose names cannot be read is replaced by the ids.
///
/// # Errors
/// All changes with the address of another pool.
pub(crate) fn check_addresses(
    plan: &mut Plan,
    directory: &Directory,
) -> Result<(), Vec<FalseAddress>> {
    let mut errors = Vec::new();
    for Change { address, key, .. } in &mut plan.changes {
        if is_address_of(address, *key, directory) {
            continue;
        }
        let actual = directory.address(*key);
        if is_readable(*key, directory) {
            errors.push(FalseAddress { key: *key, planned: address.clone(), actual });
        } else {
            *address = actual;
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn is_readable(key: PoolKey, directory: &Directory) -> bool {
    directory.project_of(key.project).is_some()
        && directory.classes().any(|(class, _)| class == key.class)
}

/// Whether a text is the address of this pool, by names or by ids. Names may hold slashes.
fn is_address_of(address: &str, key: PoolKey, directory: &Directory) -> bool {
    let is_project = |text: &str| match parse_name_or_id(text) {
        Ok(NameOrId::Id(id)) => id == key.project,
        Ok(NameOrId::Name(name)) => {
            directory.projects().any(|(id, actual, _)| id == key.project && actual == name)
        }
        Err(_) => false,
    };
    let is_class = |text: &str| match parse_name_or_id(text) {
        Ok(class @ NameOrId::Name(_)) => directory.class(&class) == Ok(key.class),
        Ok(NameOrId::Id(id)) => id == key.class,
        Err(_) => false,
    };
    let slashes = address.match_indices('/');
    let parts = slashes.map(|(at, slash)| (&address[..at], &address[at + slash.len()..]));
    address == directory.address(key)
        || parts.into_iter().any(|(project, class)| is_project(project) && is_class(class))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::class::EnvironmentClass;
    use crate::api::project::{Project, ProjectMetadata};
    use crate::fleet::evaluation::WindowState;
    use crate::fleet::plan::Action;
    use crate::warm_pool::size::SizeBounds;

    const PROJECT: &str = "c1e12f6c-4c67-429d-a4a6-d9838b5da048";
    const CLASS: &str = "d2c94c27-3b76-4a42-b88c-95a85e392c68";
    const HIDDEN: &str = "019b76da-a800-7006-90d7-6897e9d9109b";

    fn directory(project: &str, class: &str) -> Directory {
        let metadata = ProjectMetadata { name: project.to_owned(), ..ProjectMetadata::default() };
        let project =
            Project { id: PROJECT.to_owned(), metadata: Some(metadata), ..Project::default() };
        let class = EnvironmentClass {
            id: CLASS.to_owned(),
            display_name: class.to_owned(),
            ..EnvironmentClass::default()
        };
        Directory::new(vec![project], vec![class], Vec::new())
    }

    /// The address after the check, or the one that the error gives.
    fn check(address: &str, project: &str, directory: &Directory) -> Result<String, String> {
        let key = PoolKey { project: project.parse().unwrap(), class: CLASS.parse().unwrap() };
        let action = Action::Delete { pool: key.class, before: SizeBounds::default() };
        let change = Change {
            address: address.to_owned(),
            key,
            line: None,
            file: None,
            window: WindowState::default(),
            action,
        };
        let mut plan = Plan { changes: vec![change], ..Plan::default() };
        match check_addresses(&mut plan, directory) {
            Ok(()) => Ok(plan.changes.remove(0).address),
            Err(mut errors) => Err(errors.remove(0).actual),
        }
    }

    #[test]
    fn an_address_has_to_name_the_pool_of_its_ids() {
        let known = directory("acme-api", "large");
        for address in [
            "acme-api/large".to_owned(),
            format!("{PROJECT}/large"),
            format!("acme-api/id:{CLASS}"),
            format!("{PROJECT}/{CLASS}"),
        ] {
            assert_eq!(check(&address, PROJECT, &known), Ok(address.clone()));
        }
        for address in ["acme-web/large", "acme-api/small", "", "/", "x", HIDDEN] {
            assert_eq!(check(address, PROJECT, &known), Err("acme-api/large".to_owned()));
        }
        for (project, class) in [("a/b", "c"), ("a", "b/c")] {
            let slashes = directory(project, class);
            assert_eq!(check("a/b/c", PROJECT, &slashes), Ok("a/b/c".to_owned()));
        }
    }

    #[test]
    fn names_that_cannot_be_read_are_replaced_by_ids() {
        let known = directory("acme-api", "large");
        let ids = format!("{HIDDEN}/large");
        assert_eq!(check("acme-web/large", HIDDEN, &known), Ok(ids.clone()));
        assert_eq!(check(&ids, HIDDEN, &known), Ok(ids));
    }
}
