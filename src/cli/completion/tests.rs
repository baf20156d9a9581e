//! Which value is completed.

use super::*;

fn words(line: &str) -> Vec<OsString> {
    std::iter::once("prebuildctl").chain(line.split(' ')).map(Into::into).collect()
}

fn value(line: &str) -> Option<String> {
    target(&words(line)).map(|target| target.value)
}

#[test]
fn the_value_at_the_end_of_an_unfinished_line_is_recognized() {
    for (line, expected) in [
        ("warm-pool create --project ", Some("PROJECT")),
        ("wp create --max 5 --class la", Some("CLASS")),
        ("wp list --project=ac", Some("PROJECT")),
        ("wp list --project a --project ", Some("PROJECT")),
        ("--local wp get acme-api/", Some("POOL")),
        ("wp delete one --yes ", Some("POOL")),
        ("wp rm one two", Some("POOL")),
        ("wp update --max 3 ", Some("POOL")),
        ("wp update ", Some("POOL")),
        ("project show ", Some("PROJECT")),
        ("project prebuilds ", Some("PROJECT")),
        ("project prebuilds acme-api --on --add-class ", Some("CLASS")),
        ("project prebuilds acme-api --remove-class=la", Some("CLASS")),
        ("class get ", Some("CLASS")),
        ("runner show ", Some("RUNNER")),
        ("config get ", Some("KEY")),
        ("wp list --profile ", Some("NAME")),
        ("--profile w", Some("NAME")),
        ("wp list -o json --class ", Some("CLASS")),
        ("wp list -o ", Some("FORMAT")),
        ("wp list --proj", None),
        ("wp list ", None),
        ("wp ", None),
        ("", None),
        ("nonsense --project ", None),
        ("wp list --help --project ", None),
    ] {
        assert_eq!(value(line).as_deref(), expected, "{line:?}");
    }
    assert_eq!(target(&words("--profile ")).unwrap().argument, "profile");
    assert_eq!(target(&[]), None);
}

#[test]
fn the_flags_before_the_last_word_apply() {
    let found = flags(&words("--local wp create --profile work --host=acme.test --class"));
    assert_eq!(found.profile.as_deref(), Some("work"));
    assert_eq!(found.host.as_deref(), Some("acme.test"));
    assert!(found.local);
    assert!(!flags(&words("wp get")).local);
}
