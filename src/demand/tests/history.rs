//! Where the history of a project begins.

use super::*;

fn with_project(mut history: History, created: Option<Millis>) -> History {
    let created = created.map(time);
    let project = json!({ "id": PROJECT, "metadata": { "createdAt": created } });
    history.add_project(message(&project));
    history
}

#[test]
fn it_begins_with_the_project_or_with_the_first_thing_that_is_known() {
    let history = |first| history(&[record(1, FROM + 9 * DAY)], &[environment(2, first)]);
    let begins = |created, first| {
        with_project(history(first), created).begins_after(PROJECT, FROM).map(|at| at - FROM)
    };
    assert_eq!(begins(Some(FROM - DAY), FROM - 1), None);
    assert_eq!(begins(Some(FROM - DAY), FROM), None);
    assert_eq!(begins(Some(FROM - DAY), FROM + 1), Some(1));
    assert_eq!(begins(Some(FROM + 5), FROM + 7), Some(7));
    assert_eq!(begins(Some(FROM + 9), FROM + 7), Some(9));
    assert_eq!(begins(None, FROM + 7), Some(7));
}

#[test]
fn what_started_in_another_role_or_class_shows_the_history_too() {
    let prebuild = with(environment(1, FROM - 1), "/metadata/role", "ENVIRONMENT_ROLE_PREBUILD");
    let large = with(record(2, FROM - 2), "/environmentClassId", LARGE.to_string());
    assert_eq!(history(&[], &[prebuild]).begins_after(PROJECT, FROM), None);
    assert_eq!(history(&[large], &[]).earliest(PROJECT), Some(FROM - 2));
}

#[test]
fn a_project_without_records_begins_when_it_is_created() {
    let empty = || history(&[], &[]);
    assert_eq!(empty().begins_after(PROJECT, FROM), None);
    assert_eq!(empty().earliest(PROJECT), None);
    let created = with_project(empty(), Some(FROM + DAY));
    assert_eq!(created.begins_after(PROJECT, FROM), Some(FROM + DAY));
    assert_eq!(created.begins_after(OTHER_PROJECT, FROM), None);
}

#[test]
fn environments_listed_together_belong_to_their_own_projects() {
    let mut history = History::new(&[PROJECT, OTHER_PROJECT]);
    let other = with(environment(1, FROM), "/metadata/projectId", OTHER_PROJECT.to_string());
    let nowhere = with(environment(2, FROM), "/metadata/projectId", "");
    for environment in [other, nowhere, environment(3, FROM)] {
        history.add_environment(&message(&environment));
    }
    let keys = [KEY, PoolKey { project: OTHER_PROJECT, ..KEY }];
    assert_eq!(history.pairs().into_iter().collect::<Vec<_>>(), keys);
}
