//! The labels of pools: names as tables show them, and unique. Pure.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use crate::api::runner::Runner;
use crate::lookup::Directory;
use crate::text::sanitizer::Sanitizer;
use crate::warm_pool::reference::PoolKey;

/// How the project and the class of a pool are called.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PoolLabels {
    pub(crate) project: String,
    /// `CLASS@RUNNER` where several classes have the same name.
    pub(crate) class: String,
}

/// Names by id, sanitized; ids stand for what has no name or cannot be read.
pub(crate) struct Names {
    projects: HashMap<Uuid, String>,
    classes: HashMap<Uuid, String>,
    runners: HashMap<String, String>,
}

impl Names {
    pub(crate) fn new(directory: &Directory, runners: &[Runner], sanitizer: &Sanitizer) -> Self {
        let shown = |name: &str| sanitizer.line(name).into_owned();
        let projects = directory.projects().filter(|(_, name, _)| !name.is_empty());
        let classes = directory.classes().zip(directory.class_labels());
        let classes = classes.filter(|((_, class), _)| !class.display_name.is_empty());
        let runners = runners.iter().filter(|runner| !runner.name.is_empty());
        Self {
            projects: projects.map(|(id, name, _)| (id, shown(name))).collect(),
            classes: classes.map(|((id, _), (_, label))| (id, shown(&label))).collect(),
            runners: runners
                .map(|runner| (runner.runner_id.to_ascii_lowercase(), shown(&runner.name)))
                .collect(),
        }
    }

    /// The name of a runner, else its id, as the service wrote it.
    pub(crate) fn runner<'a>(&'a self, id: &'a str) -> &'a str {
        self.runners.get(&id.to_ascii_lowercase()).map_or(id, String::as_str)
    }

    /// The labels of these pools, in their order. Where two pools would have the same labels, ids
    /// take the place of names.
    pub(crate) fn label(&self, keys: &[PoolKey]) -> Vec<PoolLabels> {
        let name = |names: &HashMap<Uuid, String>, id: &Uuid| {
            names.get(id).cloned().unwrap_or_else(|| id.to_string())
        };
        let labels = keys.iter().map(|key| PoolLabels {
            project: name(&self.projects, &key.project),
            class: name(&self.classes, &key.class),
        });
        let mut labels: Vec<_> = labels.collect();
        while disambiguate(keys, &mut labels) {}
        labels
    }
}

/// Makes an id of a name that several projects or classes share; whether any label changed. Pools of
/// one key keep the same labels.
fn disambiguate(keys: &[PoolKey], labels: &mut [PoolLabels]) -> bool {
    let mut groups: BTreeMap<PoolLabels, Vec<usize>> = BTreeMap::new();
    for (index, labels) in labels.iter().enumerate() {
        groups.entry(labels.clone()).or_default().push(index);
    }
    let mut has_changed = false;
    for group in groups.into_values() {
        let differ =
            |id: fn(&PoolKey) -> Uuid| group.iter().any(|&i| id(&keys[i]) != id(&keys[group[0]]));
        let (projects_differ, classes_differ) =
            (differ(|key| key.project), differ(|key| key.class));
        for &index in &group {
            let (key, labels) = (keys[index], &mut labels[index]);
            let (label, id) = if projects_differ {
                (&mut labels.project, key.project)
            } else if classes_differ {
                (&mut labels.class, key.class)
            } else {
                continue;
            };
            *label = format!("id:{id}");
            has_changed = true;
        }
    }
    has_changed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const A: u128 = 1;
    const B: u128 = 2;

    fn key(project: u128, class: u128) -> PoolKey {
        PoolKey { project: Uuid::from_u128(project), class: Uuid::from_u128(class) }
    }

    fn names(projects: &[(u128, &str)], classes: &[(u128, &str)]) -> Names {
        let map = |names: &[(u128, &str)]| {
            names.iter().map(|(id, name)| (Uuid::from_u128(*id), (*name).to_owned())).collect()
        };
        Names { projects: map(projects), classes: map(classes), runners: HashMap::new() }
    }

    fn id(id: u128) -> String {
        format!("id:{}", Uuid::from_u128(id))
    }

    fn labels(names: &Names, keys: &[PoolKey]) -> Vec<(String, String)> {
        let labels = names.label(keys).into_iter();
        labels.map(|PoolLabels { project, class }| (project, class)).collect()
    }

    #[test]
    fn names_are_labels_unless_two_pools_share_them() {
        let names = names(&[(A, "api"), (B, "api")], &[(A, "large"), (B, "small")]);
        let pair = |project: &str, class: &str| (project.to_owned(), class.to_owned());
        assert_eq!(
            labels(&names, &[key(A, A), key(B, B)]),
            [pair("api", "large"), pair("api", "small")]
        );
        assert_eq!(
            labels(&names, &[key(A, A), key(B, A), key(B, B)]),
            [pair(&id(A), "large"), pair(&id(B), "large"), pair("api", "small")]
        );
        let unknown = Uuid::from_u128(7).to_string();
        assert_eq!(labels(&names, &[key(7, A)]), [pair(&unknown, "large")]);
    }

    #[test]
    fn classes_of_one_name_without_a_runner_are_named_by_ids() {
        let names = names(&[(A, "api")], &[(A, "large"), (B, "large")]);
        assert_eq!(
            labels(&names, &[key(A, A), key(A, B)]),
            [("api".to_owned(), id(A)), ("api".to_owned(), id(B))]
        );
    }

    #[test]
    fn a_name_that_looks_like_the_id_of_another_project_does_not_merge_them() {
        let names = names(&[(A, "api"), (B, "api"), (3, &id(A))], &[]);
        let keys = [key(A, A), key(B, A), key(3, A)];
        let projects: Vec<_> =
            labels(&names, &keys).into_iter().map(|(project, _)| project).collect();
        assert_eq!(projects, [id(A), id(B), id(3)]);
    }

    proptest! {
        #[test]
        fn labels_are_unique(
            projects in proptest::collection::vec("[ab]", 4),
            classes in proptest::collection::vec("[ab]", 4),
            keys in proptest::collection::hash_set((0..5_u128, 0..5_u128), 0..20),
        ) {
            let named = |names: &[String]| -> Vec<(u128, String)> {
                (0..).zip(names.iter().cloned()).collect()
            };
            let (projects, classes) = (named(&projects), named(&classes));
            let borrow = |names: &'_ [(u128, String)]| -> Vec<(u128, &'static str)> {
                names.iter().map(|(id, name)| (*id, if name == "a" { "a" } else { "b" })).collect()
            };
            let names = names(&borrow(&projects), &borrow(&classes));
            let keys: Vec<_> = keys.into_iter().map(|(project, class)| key(project, class)).collect();
            let mut labels = names.label(&keys);
            labels.sort();
            labels.dedup();
            prop_assert_eq!(labels.len(), keys.len());
        }
    }
}
