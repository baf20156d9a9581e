//! Writes existing pools as a fleet file, or for Terraform. Pure; untrusted names are written so
//! that parsers read them back unchanged and no terminal interprets them.

mod terraform;

use std::fmt::Write as _;

use uuid::Uuid;

pub(crate) use self::terraform::WindowBounds;
use super::live_state::LivePool;
use crate::lookup::Directory;
use crate::lookup::Pattern;
use crate::sort::sort_by;
use crate::text::sanitize::{escape, is_safe_char};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// Pools to export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ExportSet {
    /// Sorted by address.
    pub(crate) pools: Vec<ExportedPool>,
    /// The addresses and sizes of pools that cannot be declared: their sizes are invalid.
    pub(crate) skipped: Vec<(String, SizeBounds)>,
}

/// A pool with all that either format needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExportedPool {
    address: String,
    id: Uuid,
    key: PoolKey,
    project: ResourceName,
    class: ResourceName,
    size: PoolSize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ResourceName {
    /// What a fleet file names it by.
    reference: String,
    /// Its name, where that is something else.
    name: Option<String>,
}

impl ResourceName {
    fn new(reference: String, name: Option<&str>) -> Self {
        let name = name.filter(|name| *name != reference && !name.is_empty()).map(str::to_owned);
        Self { reference, name }
    }

    fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.reference)
    }

    /// The value of a key of a fleet file, with the name as a comment.
    fn toml(&self) -> String {
        let name = self.name.as_ref().map(|name| format!("  # {}", escape(name)));
        format!("{}{}", toml_string(&self.reference), name.unwrap_or_default())
    }
}

impl ExportSet {
    pub(crate) fn new(live: &[LivePool], directory: &Directory) -> Self {
        let mut set = Self::default();
        for LivePool { id, key, sizes } in live {
            let address = directory.address(*key);
            let Some(size) = sizes.size() else {
                set.skipped.push((address, *sizes));
                continue;
            };
            let project = directory.project_of(key.project);
            let project = project.and_then(|project| project.metadata.as_ref());
            let project = project.map(|metadata| metadata.name.as_str());
            let class = directory.classes().find(|(id, _)| *id == key.class);
            let class = class.map(|(_, class)| class.display_name.as_str());
            set.pools.push(ExportedPool {
                address,
                id: *id,
                key: *key,
                project: ResourceName::new(directory.project_ref(key.project), project),
                class: ResourceName::new(directory.class_ref(key.class), class),
                size,
            });
        }
        sort_by(&mut set.pools, |a, b| (&a.address, a.key).cmp(&(&b.address, b.key)));
        sort_by(&mut set.skipped, |a, b| a.0.cmp(&b.0));
        set
    }

    /// A fleet file that declares these pools and owns these projects.
    pub(crate) fn fleet_file(&self, scope: &[Pattern]) -> String {
        let scope: Vec<_> = scope.iter().map(|pattern| toml_string(&pattern.to_string())).collect();
        let mut text = format!("version = 1\n\n[scope]\nprojects = [{}]\n", scope.join(", "));
        for ExportedPool { project, class, size, .. } in &self.pools {
            let (project, class, min, max) = (project.toml(), class.toml(), size.min(), size.max());
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "\n[[pool]]\nproject = {project}\nclass = {class}\nmin = {min}\nmax = {max}\n"
            );
        }
        text + &self.skipped_comments()
    }

    fn skipped_comments(&self) -> String {
        let comment = |(address, sizes): &(String, SizeBounds)| {
            format!("\n# skipped {}: its size {sizes} is invalid\n", escape(address))
        };
        self.skipped.iter().map(comment).collect()
    }
}

/// A TOML string that escapes everything a terminal would interpret.
fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        let code = u32::from(letter);
        let _ = match letter {
            '"' | '\\' => write!(quoted, "\\{letter}"),
            _ if is_safe_char(letter) => write!(quoted, "{letter}"),
            _ if code <= 0xffff => write!(quoted, "\\u{code:04X}"),
            _ => write!(quoted, "\\U{code:08X}"),
        };
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::toml_string;
    use crate::text::sanitize::is_safe_char;

    proptest! {
        #[test]
        fn any_text_survives_quoting(text in any::<String>()) {
            let quoted = toml_string(&text);
            prop_assert!(quoted.chars().all(is_safe_char));
            let table: toml::Table = format!("a = {quoted}").parse().unwrap();
            prop_assert_eq!(table["a"].as_str(), Some(text.as_str()));
        }
    }
}
