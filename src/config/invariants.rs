//! Properties of parsing and editing that hold for any text.

use std::path::Path;

use toml_edit::{Array, Item, Value};

use super::document;
use super::keys::KeyPath;
use super::parse::parse;
use crate::toml_reader::invariants::assert_all_render;

/// Every error has a position in the text, and a key that is set is read back.
pub(crate) fn settings(text: &str) {
    let before = parse(text);
    if let Err(errors) = &before {
        assert_all_render(text, errors);
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

/// A key that is set has its value; a valid text stays valid, with the key and after its removal. An
/// invalid text may prevent the edit.
fn set(text: &str, was_valid: bool, key: &str, value: &Value) {
    let Ok(mut edited) = document::parse(Path::new("config.toml"), text) else {
        assert!(!was_valid, "valid but not editable");
        return;
    };
    let path = KeyPath::parse(key).map(|path| path.segments("work"));
    let path = path.unwrap_or_default();
    if document::put(&mut edited, &path, value.clone()).is_err() {
        assert!(!was_valid, "{key} cannot be set");
        return;
    }
    let text = edited.to_string();
    let again = document::parse(Path::new("config.toml"), &text);
    let Ok(mut again) = again else { unreachable!("not editable any more: {text}") };
    let bare =
        |item: &Item| item.as_value().map(|value| value.clone().decorated("", "").to_string());
    let found = document::get(&again, &path).and_then(bare);
    assert_eq!(found, Some(value.clone().decorated("", "").to_string()), "{key} in {text}");
    assert!(!was_valid || parse(&text).is_ok(), "{key} makes it invalid: {text}");
    document::remove(&mut again, &path);
    let text = again.to_string();
    assert!(!was_valid || parse(&text).is_ok(), "without {key} it is invalid: {text}");
}
