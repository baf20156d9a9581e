//! Printed addresses are resolved to the pool that they were printed for.

use proptest::prelude::*;
use uuid::Uuid;

use super::Directory;
use crate::api::class::EnvironmentClass;
use crate::api::project::{Project, ProjectMetadata, ProjectPhase};
use crate::api::runner::Runner;
use crate::text::test_strategies::hostile_text;
use crate::warm_pool::address::AddressPrinter;
use crate::warm_pool::reference::{NameOrId, PoolKey, PoolRef, parse_pool_ref};

fn id(kind: u128, number: usize) -> Uuid {
    Uuid::from_u128(kind << 64 | number as u128)
}

/// A directory of projects, some of which are marked for deletion, and of classes on two runners.
fn directory(projects: &[(String, bool)], classes: &[String]) -> Directory {
    let projects = projects.iter().enumerate().map(|(number, (name, is_deleted))| Project {
        id: id(1, number).to_string(),
        metadata: Some(ProjectMetadata { name: name.clone(), ..ProjectMetadata::default() }),
        desired_phase: if *is_deleted { ProjectPhase::Deleted } else { ProjectPhase::Active },
        ..Project::default()
    });
    let classes = classes.iter().enumerate().map(|(number, name)| EnvironmentClass {
        id: id(2, number).to_string(),
        display_name: name.clone(),
        runner_id: format!("r{}", number % 2),
        ..EnvironmentClass::default()
    });
    let runner = |number: usize| Runner {
        runner_id: format!("r{number}"),
        name: format!("runner{number}"),
        ..Runner::default()
    };
    Directory::new(projects.collect(), classes.collect(), (0..2).map(runner).collect())
}

/// What a user who types an address gets.
fn resolved(directory: &Directory, address: &str) -> PoolKey {
    let Ok(PoolRef::Address { project, class }) = parse_pool_ref(address) else {
        panic!("{address:?} is no address")
    };
    let project = match project {
        // An id is sent as it is.
        NameOrId::Id(id) => id,
        NameOrId::Name(_) => directory.project(&project).unwrap(),
    };
    PoolKey { project, class: directory.class(&class).unwrap() }
}

const ODD: &[&str] =
    &["a", "A", "b", "a ", "a/b", "b/c", "id:a", "name:a", "-a", "=a", "a@runner0", "", "@"];

fn name() -> impl Strategy<Value = String> {
    let ids = [id(1, 0), id(1, 1), id(2, 0), id(2, 1)].map(|id| id.to_string());
    prop_oneof![
        6 => prop::sample::select(ODD).prop_map(str::to_owned),
        2 => prop::sample::select(ids.to_vec()),
        1 => hostile_text(),
    ]
}

proptest! {
    #[test]
    fn every_address_is_resolved_to_its_pool(
        projects in prop::collection::vec((name(), prop::bool::weighted(0.2)), 1..5),
        classes in prop::collection::vec(name(), 1..5),
        is_split: bool,
        keeps_joiners: bool,
    ) {
        let directory = directory(&projects, &classes);
        let printer = AddressPrinter { is_split, keeps_joiners, ..AddressPrinter::default() };
        for project in (0..projects.len()).map(|number| id(1, number)) {
            for class in (0..classes.len()).map(|number| id(2, number)) {
                let key = PoolKey { project, class };
                prop_assert_eq!(resolved(&directory, &directory.address(key)), key);
                let names = (directory.project_name(project), directory.class_name(class));
                if let Some(address) = printer.address(&names.0, &names.1) {
                    prop_assert_eq!(resolved(&directory, &address), key, "{}", address);
                }
            }
        }
    }
}
