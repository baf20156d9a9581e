use proptest::prelude::*;

use super::*;
use crate::api::read_message;

const USER: &str = "8a2c0f1d-52b5-4f7e-9d54-1f0f3f5a7a01";

fn class(number: u128) -> Uuid {
    Uuid::from_u128(0xa << 120 | number)
}

fn edit(added: &[u128], removed: &[u128]) -> ClassChange {
    let [added, removed] = [added, removed].map(|ids| ids.iter().copied().map(class).collect());
    ClassChange::Edit { added, removed }
}

fn classes(classes: ClassChange) -> SettingsChange {
    SettingsChange { classes, ..SettingsChange::default() }
}

fn configuration(json: &str) -> PrebuildConfiguration {
    read_message(json.as_bytes()).unwrap()
}

fn settings(json: &str) -> PrebuildSettings {
    PrebuildSettings::new(Some(&configuration(json)))
}

fn json(configuration: &PrebuildConfiguration) -> String {
    serde_json::to_string(configuration).unwrap()
}

/// The configuration with every setting, in this order.
fn all_settings() -> String {
    format!(
        r#"{{"enabled":true,"environmentClassIds":["{}","{}"],"timeout":"5400s","trigger":{{"dailySchedule":{{"hourUtc":4}}}},"executor":{{"id":"{USER}","principal":"PRINCIPAL_USER"}},"enableJetbrainsWarmup":true}}"#,
        class(1),
        class(2)
    )
}

#[test]
fn settings_mean_the_same_however_they_are_written() {
    let absent = PrebuildSettings::new(None);
    for same in [
        "{}",
        r#"{"enabled":false,"environmentClassIds":[],"enableJetbrainsWarmup":false}"#,
        r#"{"timeout":"3600s"}"#,
        r#"{"timeout":"3600.000s","trigger":{}}"#,
        r#"{"trigger":{"dailySchedule":null}}"#,
    ] {
        assert_eq!(settings(same), absent, "{same}");
    }
    let upper = all_settings().replace(USER, &USER.to_uppercase());
    assert_eq!(settings(&upper), settings(&all_settings()));
    let (one, two) = (class(1).to_string(), class(2).to_string());
    let swapped = all_settings()
        .replace(&one, "x")
        .replace(&two, &one.to_uppercase())
        .replace("\"x\"", &format!("\"{two}\""));
    assert_eq!(settings(&swapped), settings(&all_settings()));
    let midnight = settings(r#"{"trigger":{"dailySchedule":{}}}"#);
    assert_eq!((midnight.hour, absent.hour), (Some(0), None));
    assert_eq!(settings(r#"{"timeout":"1h"}"#).timeout, Err("1h".to_owned()));
}

#[test]
fn only_what_is_to_be_changed_changes() {
    let applied =
        |change: SettingsChange, from: &str| json(&change.apply(Some(&configuration(from))));
    let none = SettingsChange::default;
    let all = all_settings();
    assert_eq!(applied(none(), &all), all);
    for (change, from, to) in [
        (
            SettingsChange { enabled: Some(false), ..none() },
            r#""enabled":true"#,
            r#""enabled":false"#,
        ),
        (
            SettingsChange { schedule: Some(Schedule::Daily(0)), ..none() },
            r#""hourUtc":4"#,
            r#""hourUtc":0"#,
        ),
        (
            SettingsChange { schedule: Some(Schedule::Never), ..none() },
            r#","trigger":{"dailySchedule":{"hourUtc":4}}"#,
            "",
        ),
        (
            SettingsChange { timeout: Some(Duration::from_mins(5)), ..none() },
            r#""5400s""#,
            r#""300s""#,
        ),
        (
            SettingsChange { jetbrains_warmup: Some(false), ..none() },
            r#""enableJetbrainsWarmup":true"#,
            r#""enableJetbrainsWarmup":false"#,
        ),
        (
            SettingsChange {
                executor: Some(Executor {
                    principal: Principal::ServiceAccount,
                    id: USER.to_owned(),
                }),
                ..none()
            },
            "PRINCIPAL_USER",
            "PRINCIPAL_SERVICE_ACCOUNT",
        ),
        (classes(edit(&[], &[1, 9])), &format!("\"{}\",", class(1)), ""),
        (
            classes(edit(&[2, 3], &[])),
            &format!("\"{}\"]", class(2)),
            &format!("\"{}\",\"{}\"]", class(2), class(3)),
        ),
        (
            classes(ClassChange::Replace(vec![class(3), class(3)])),
            &format!("\"{}\",\"{}\"", class(1), class(2)),
            &format!("\"{}\"", class(3)),
        ),
    ] {
        assert!(all.contains(from), "{from}");
        assert_eq!(applied(change, &all), all.replace(from, to), "{to}");
    }
}

#[test]
fn what_is_so_already_is_left_as_it_is_written() {
    let written = format!(
        r#"{{"enabled":true,"environmentClassIds":["{}","{}"],"timeout":"3600.000s","executor":{{"id":"{}","principal":"PRINCIPAL_USER","name":"ada"}},"enableJetbrainsWarmup":false,"retention":"7d"}}"#,
        class(2).to_string().to_uppercase(),
        class(1),
        USER.to_uppercase()
    );
    let change = SettingsChange {
        enabled: Some(true),
        classes: ClassChange::Replace(vec![class(1), class(2)]),
        schedule: Some(Schedule::Never),
        timeout: Some(DEFAULT_RUN_TIMEOUT),
        executor: Some(Executor { principal: Principal::User, id: USER.to_owned() }),
        jetbrains_warmup: Some(false),
    };
    assert_eq!(json(&change.apply(Some(&configuration(&written)))), written);
    let edited = classes(edit(&[2], &[9])).apply(Some(&configuration(&written)));
    assert_eq!(json(&edited), written);
    // The default time limit is not written where it holds.
    let from_nothing = change.apply(None);
    assert_eq!(from_nothing.timeout, None);
    assert_eq!(from_nothing.environment_class_ids.len(), 2);
}

#[test]
fn fields_that_are_not_known_are_kept() {
    let unknown = r#"{"retention":"7d","trigger":{"push":true,"dailySchedule":{"hourUtc":4,"zone":"UTC"}},"executor":{"id":"x","kind":1}}"#;
    let change = |schedule| SettingsChange {
        enabled: Some(true),
        schedule: Some(schedule),
        ..SettingsChange::default()
    };
    let text = json(&change(Schedule::Daily(5)).apply(Some(&configuration(unknown))));
    for kept in [
        r#""retention":"7d""#,
        r#""trigger":{"dailySchedule":{"hourUtc":5,"zone":"UTC"},"push":true}"#,
        r#""kind":1"#,
    ] {
        assert!(text.contains(kept), "{text}");
    }
    let other = configuration(r#"{"trigger":{"push":true}}"#);
    let text = json(&change(Schedule::Daily(5)).apply(Some(&other)));
    assert!(text.contains(r#""trigger":{"dailySchedule":{"hourUtc":5}}"#), "{text}");
    let text = json(&change(Schedule::Never).apply(Some(&configuration(unknown))));
    assert!(text.contains(r#""trigger":{"push":true}"#), "{text}");
}

#[test]
fn pools_are_deleted_if_a_class_is_no_longer_allowed() {
    let all = settings(&all_settings());
    let change = |change: SettingsChange| {
        PrebuildSettings::new(Some(&change.apply(Some(&configuration(&all_settings())))))
    };
    let none = SettingsChange::default;
    for (change, is_harmless) in [
        (none(), true),
        (classes(edit(&[3], &[])), true),
        (SettingsChange { schedule: Some(Schedule::Never), ..none() }, true),
        (classes(ClassChange::Replace([2, 1, 3].map(class).to_vec())), true),
        (SettingsChange { enabled: Some(false), ..none() }, false),
        (classes(edit(&[], &[1])), false),
        (classes(ClassChange::Replace(vec![class(1)])), false),
    ]
    .map(|(settings, is_harmless)| (change(settings), is_harmless))
    {
        assert_eq!(all.all_allowed_by(&change), is_harmless, "{change:?}");
    }
    let off = settings(r#"{"environmentClassIds":["x"]}"#);
    assert!(off.all_allowed_by(&PrebuildSettings::new(None)));
    assert!(all.allows(&class(1).to_string().to_uppercase()) && !off.allows("x"));
}

fn change() -> impl Strategy<Value = SettingsChange> {
    let ids = || prop::collection::vec(0..4_u128, 0..3);
    let classes = prop_oneof![
        ids().prop_map(|ids| ClassChange::Replace(ids.into_iter().map(class).collect())),
        (ids(), ids()).prop_map(|(added, mut removed)| {
            removed.retain(|id| !added.contains(id));
            edit(&added, &removed)
        }),
    ];
    let schedule = prop_oneof![Just(Schedule::Never), (0..24).prop_map(Schedule::Daily)];
    let executor = prop_oneof![Just(Principal::User), Just(Principal::ServiceAccount)]
        .prop_map(|principal| Executor { principal, id: USER.to_owned() });
    let timeout = (300..=7_200_u64).prop_map(Duration::from_secs);
    let switch = any::<Option<bool>>;
    let options =
        (prop::option::of(schedule), prop::option::of(timeout), prop::option::of(executor));
    (switch(), classes, options, switch()).prop_map(
        |(enabled, classes, (schedule, timeout, executor), jetbrains_warmup)| SettingsChange {
            enabled,
            classes,
            schedule,
            timeout,
            executor,
            jetbrains_warmup,
        },
    )
}

proptest! {
    #[test]
    fn a_change_gives_what_is_requested_and_changes_nothing_more_when_repeated(
        first in change(), second in change(),
    ) {
        let before = first.apply(None);
        let after = second.apply(Some(&before));
        prop_assert_eq!(json(&second.apply(Some(&after))), json(&after));
        let (old, new) = (PrebuildSettings::new(Some(&before)), PrebuildSettings::new(Some(&after)));
        prop_assert_eq!(new.is_enabled, second.enabled.unwrap_or(old.is_enabled));
        prop_assert_eq!(new.has_jetbrains_warmup, second.jetbrains_warmup.unwrap_or(old.has_jetbrains_warmup));
        prop_assert_eq!(new.timeout, second.timeout.map_or(old.timeout, Ok));
        prop_assert_eq!(new.executor, second.executor.or(old.executor));
        let hour = match second.schedule {
            None => old.hour,
            Some(Schedule::Never) => None,
            Some(Schedule::Daily(hour)) => Some(hour),
        };
        prop_assert_eq!(new.hour, hour);
        for number in 0..4 {
            let id = class(number);
            let was = old.classes.contains(&id.to_string());
            let is = match &second.classes {
                ClassChange::Replace(classes) => classes.contains(&id),
                ClassChange::Edit { added, removed } => {
                    added.contains(&id) || was && !removed.contains(&id)
                }
            };
            prop_assert_eq!(new.classes.contains(&id.to_string()), is);
        }
    }
}
