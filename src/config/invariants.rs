//! What holds of any text that is taken for the file of settings.

use std::path::Path;

use toml_edit::{Array, Item, Value};

use super::document;
use super::keys::KeyPath;
use super::parse::parse;
use crate::text_file::invariants::assert_all_render;

/// Every fault has its place in the text, and a key that is set is read again.
pub(crate) fn settings(text: &str) {
    let before = parse(text);
    if let Err(faults) = &before {
        assert_all_render(text, faults);
    }
    let list = || Value::from(["id", "name"].into_iter().collect::<Array>());
    for (key, value) in [
        ("current-profile", Value::from("work")),
        ("defaults.retries", Value::from(3)),
        ("profiles.work.host", Value::from("app.gitpod.io")),
        ("profiles.work.columns.class", list()),
    ] {
        set(text, before.is_ok(), key, &value);
    }
}

/// A key that is set is there with its value; a text that was right stays right, and one without
/// the key again too. What was wrong before may be in the way.
fn set(text: &str, was_right: bool, key: &str, value: &Value) {
    let Ok(mut edited) = document::parse(Path::new("config.toml"), text) else {
        assert!(!was_right, "read but not edited");
        return;
    };
    let path = KeyPath::parse(key).map(|path| path.segments("work"));
    let path = path.unwrap_or_default();
    if document::put(&mut edited, &path, value.clone()).is_err() {
        assert!(!was_right, "{key} cannot be set");
        return;
    }
    let text = edited.to_string();
    let again = document::parse(Path::new("config.toml"), &text);
    let Ok(mut again) = again else { unreachable!("cannot be edited any more: {text}") };
    let bare =
        |item: &Item| item.as_value().map(|value| value.clone().decorated("", "").to_string());
    let found = document::get(&again, &path).and_then(bare);
    assert_eq!(found, Some(value.clone().decorated("", "").to_string()), "{key} in {text}");
    assert!(!was_right || parse(&text).is_ok(), "{key} makes it wrong: {text}");
    document::remove(&mut again, &path);
    let text = again.to_string();
    assert!(!was_right || parse(&text).is_ok(), "without {key} it is wrong: {text}");
}
