//! Names, by which the tables of a seed refer to each other.

use std::collections::BTreeMap;

use super::super::simulation::{Class, Project, Runner};
use crate::keyword::did_you_mean;
use crate::toml_reader::{Reader, Spanned};

/// In the classes of a project: the machine of the person who creates an environment.
pub(super) const LOCAL: &str = "local";

/// An object that others refer to; its position is that of its name.
pub(super) trait Named {
    const KIND: &'static str;

    fn name(&self) -> &str;
}

impl Named for Runner {
    const KIND: &'static str = "runner";

    fn name(&self) -> &str {
        &self.name
    }
}

impl Named for Class {
    const KIND: &'static str = "class";

    fn name(&self) -> &str {
        &self.name
    }
}

impl Named for Project {
    const KIND: &'static str = "project";

    fn name(&self) -> &str {
        &self.name
    }
}

/// The object of a name; the error follows the key.
pub(super) fn find<'o, T: Named>(name: &str, objects: &'o [Spanned<T>]) -> Result<&'o T, String> {
    let found = objects.iter().find(|object| object.value.name() == name);
    found.map(|object| &object.value).ok_or_else(|| {
        // An empty name is reported as such.
        let names =
            objects.iter().map(|object| object.value.name()).filter(|name| !name.is_empty());
        let suggestion = did_you_mean(name, names);
        format!("is not the name of a {}{suggestion}", T::KIND)
    })
}

/// Reports names that several objects have.
pub(super) fn check_unique<T: Named>(reader: &mut Reader<'_>, objects: &[Spanned<T>]) {
    let mut first_lines = BTreeMap::new();
    // An empty name is reported as such.
    for object in objects.iter().filter(|object| !object.value.name().is_empty()) {
        let line = *first_lines.entry(object.value.name()).or_insert(object.place.line);
        if line != object.place.line {
            let key = format!("{}.name", T::KIND);
            reader.wrong(object.place, &key, format!("is a duplicate of line {line}"));
        }
    }
}
