//! Reading and changing one key of a document, whose comments and order are kept.

use std::path::Path;

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::file::invalid;
use super::keys::COLUMNS;
use super::parse;
use crate::error::CliError;

/// Parses the text for editing. Its errors are those of [`super::parse`]: the errors of this parser
/// quote the line, which may contain a token.
pub(super) fn parse(path: &Path, text: &str) -> Result<DocumentMut, CliError> {
    text.parse().map_err(|_| match parse::parse(text) {
        Err(errors) => invalid(path, &errors),
        Ok(_) => CliError::usage(format!("cannot edit {}", path.display())),
    })
}

pub(super) fn get<'d>(document: &'d DocumentMut, key: &[String]) -> Option<&'d Item> {
    let mut item = document.as_item();
    for name in key {
        item = item.as_table_like()?.get(name)?;
    }
    Some(item)
}

/// Sets a key and creates its parent tables. Comments stay.
pub(super) fn put(
    document: &mut DocumentMut,
    key: &[String],
    mut value: Value,
) -> Result<(), CliError> {
    let Some((name, parents)) = key.split_last() else {
        return Ok(());
    };
    let mut item = document.as_item_mut();
    for parent in parents {
        let is_inline = item.is_inline_table();
        item = table(item, parent)?.entry(parent).or_insert_with(|| new_table(parent, is_inline));
    }
    let table = table(item, name)?;
    match table.get_mut(name) {
        None => {
            table.insert(name, value.into());
        }
        // In place: inserting would lose the comments of the old value.
        Some(old) => {
            if let Some(old) = old.as_value() {
                *value.decor_mut() = old.decor().clone();
            }
            *old = value.into();
        }
    }
    Ok(())
}

fn table<'i>(item: &'i mut Item, key: &str) -> Result<&'i mut dyn TableLike, CliError> {
    item.as_table_like_mut().ok_or_else(|| {
        CliError::usage(format!("cannot set {key}: its parent in the file is not a table"))
    })
}

/// A table without a header until it has a value: `[profiles]` is never written, and
/// `columns.class = …` stays on one line.
fn new_table(name: &str, is_inline: bool) -> Item {
    if is_inline {
        return Item::Value(InlineTable::new().into());
    }
    let mut table = Table::new();
    table.set_implicit(true);
    table.set_dotted(name == COLUMNS);
    Item::Table(table)
}

/// Removes a key, if it is set.
pub(super) fn remove(document: &mut DocumentMut, key: &[String]) {
    let mut item = document.as_item_mut();
    let Some((name, parents)) = key.split_last() else {
        return;
    };
    for parent in parents {
        let Some(inner) = item.as_table_like_mut().and_then(|table| table.get_mut(parent)) else {
            return;
        };
        item = inner;
    }
    if let Some(table) = item.as_table_like_mut() {
        table.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use toml_edit::{DocumentMut, Item};

    use super::{get, put, remove};

    fn key(dotted: &str) -> Vec<String> {
        dotted.split('.').map(str::to_owned).collect()
    }

    fn after_put(text: &str, dotted: &str) -> String {
        let mut document: DocumentMut = text.parse().unwrap();
        put(&mut document, &key(dotted), "new".into()).unwrap();
        let found = get(&document, &key(dotted)).and_then(Item::as_str);
        assert_eq!(found, Some("new"));
        document.to_string()
    }

    #[test]
    fn a_key_is_set_in_its_table() {
        for (text, dotted, after) in [
            ("", "current-profile", "current-profile = \"new\"\n"),
            ("", "profiles.a.host", "[profiles.a]\nhost = \"new\"\n"),
            ("", "defaults.columns.class", "[defaults]\ncolumns.class = \"new\"\n"),
            (
                "# top\n[defaults] # d\ncolor = 'never'\n",
                "profiles.a.host",
                "# top\n[defaults] # d\ncolor = 'never'\n\n[profiles.a]\nhost = \"new\"\n",
            ),
            (
                "[profiles.a]\nhost = 'old' # why\n\n[profiles.b]\n",
                "profiles.a.host",
                "[profiles.a]\nhost = \"new\" # why\n\n[profiles.b]\n",
            ),
            (
                "[profiles]\na = { host = 'x' }\n",
                "profiles.a.columns.class",
                "[profiles]\na = { host = 'x' , columns = { class = \"new\" } }\n",
            ),
            (
                "profiles.a.host = 'x'\n",
                "profiles.a.output",
                "profiles.a.host = 'x'\nprofiles.a.output = \"new\"\n",
            ),
        ] {
            assert_eq!(after_put(text, dotted), after);
        }
    }

    #[test]
    fn a_value_is_not_replaced_by_a_table() {
        for text in ["profiles = 1", "profiles.a = 'x'", "[[profiles]]"] {
            let mut document: DocumentMut = text.parse().unwrap();
            assert!(put(&mut document, &key("profiles.a.host"), "x".into()).is_err(), "{text}");
            remove(&mut document, &key("profiles.a.host"));
            assert_eq!(document.to_string().trim(), text);
        }
    }

    #[test]
    fn only_the_key_itself_is_removed() {
        let mut document: DocumentMut = "# a\nx = 1\n# b\ny = 2 # c\n[z]\nw = 3\n".parse().unwrap();
        for removed in ["x", "z.w", "z.w", "no.such"] {
            remove(&mut document, &key(removed));
        }
        assert_eq!(document.to_string(), "# b\ny = 2 # c\n[z]\n");
    }
}
