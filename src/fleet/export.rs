//! Writes existing pools as a fleet file or for Terraform. Pure; untrusted names are written so
//! that parsers read them back unchanged and no terminal interprets them.

use std::collections::HashMap;
use std::fmt::Write as _;

use uuid::Uuid;

use super::live_state::LivePool;
use crate::lookup::Directory;
use crate::lookup::Pattern;
use crate::text::sanitize::{escape, is_safe_char};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// What the Terraform format begins with. It cannot be active: another file of the module may have
/// the same block.
const REQUIRED_PROVIDERS: &str = "\
# These resources need the official provider. Unless another file requires it, uncomment:

# terraform {
#   required_providers {
#     ona = {
#       source = \"gitpod-io/ona\"
#     }
#   }
# }
";

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
        set.pools.sort_by(|a, b| (&a.address, a.key).cmp(&(&b.address, b.key)));
        set.skipped.sort_by(|a, b| a.0.cmp(&b.0));
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

    /// Resources of the official provider, each with the block that imports its pool.
    pub(crate) fn terraform(&self) -> String {
        let mut text = REQUIRED_PROVIDERS.to_owned();
        for (ExportedPool { id, key, project, class, size, .. }, label) in
            self.pools.iter().zip(labels(&self.pools))
        {
            let (min, max) = (size.min(), size.max());
            let (project, class) = (escape(project.display_name()), escape(class.display_name()));
            let PoolKey { project: project_id, class: class_id } = key;
            let _ = write!(
                text,
                "
import {{
  to = ona_warm_pool.{label}
  id = \"{id}\"
}}

resource \"ona_warm_pool\" \"{label}\" {{
  project_id           = \"{project_id}\" # {project}
  environment_class_id = \"{class_id}\" # {class}
  min_size             = {min}
  max_size             = {max}
}}
"
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

/// The resource labels of some pools. Terraform takes a pool with another label for another pool, so
/// a label does not depend on which other pools there are: only plain names have one without the
/// pool's id. Where plain names are shared, all labels have it.
fn labels(pools: &[ExportedPool]) -> Vec<String> {
    let names = |pool: &'_ ExportedPool| {
        (pool.project.display_name().to_owned(), pool.class.display_name().to_owned())
    };
    let mut counts = HashMap::new();
    for pool in pools {
        *counts.entry(names(pool)).or_insert(0) += 1;
    }
    let label = |pool: &ExportedPool| {
        let (project, class) = names(pool);
        let label = label(&project, &class);
        let is_unique = is_plain(&project, &class) && counts.get(&(project, class)) == Some(&1);
        if is_unique { label } else { format!("{label}_{}", pool.id) }
    };
    pools.iter().map(label).collect()
}

/// Whether no other plain names have the same label: then its last `_` separates the names, and
/// every other one is a hyphen of the project.
fn is_plain(project: &str, class: &str) -> bool {
    let is_word = |letter: char| letter.is_ascii_alphanumeric();
    project.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && project.chars().all(|letter| is_word(letter) || letter == '-')
        && !class.is_empty()
        && class.chars().all(is_word)
}

/// A resource label: letters, digits, `_` and `-`, but no digit first.
fn label(project: &str, class: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let label: String = format!("{project}_{class}").chars().map(plain).collect();
    let starts_with_digit = label.starts_with(|letter: char| letter.is_ascii_digit());
    if starts_with_digit { format!("_{label}") } else { label }
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

    use super::{is_plain, label, toml_string};
    use crate::text::sanitize::is_safe_char;

    #[test]
    fn labels_are_valid_identifiers() {
        for (project, class, expected) in [
            ("acme-api", "large", "acme_api_large"),
            ("1st", "large@eu", "_1st_large_eu"),
            ("größe \"${x}\"", "", "gr__e____x___"),
        ] {
            assert_eq!(label(project, class), expected);
        }
    }

    #[test]
    fn plain_names_are_those_that_a_label_gives_back() {
        for (project, class) in [("acme-api", "large"), ("A", "1"), ("a--b", "c")] {
            assert!(is_plain(project, class), "{project}/{class}");
        }
        for (project, class) in [
            ("acme_api", "large"),
            ("acme", "large-gpu"),
            ("-acme", "large"),
            ("1st", "large"),
            ("", "large"),
            ("acme", ""),
            ("größe", "large"),
            ("a/b", "large@eu"),
        ] {
            assert!(!is_plain(project, class), "{project}/{class}");
        }
    }

    proptest! {
        #[test]
        fn different_plain_names_have_different_labels(
            a in ("[a-c-]{1,4}", "[a-c-]{1,3}"),
            b in ("[a-c-]{1,4}", "[a-c-]{1,3}"),
        ) {
            if a != b && is_plain(&a.0, &a.1) && is_plain(&b.0, &b.1) {
                prop_assert_ne!(label(&a.0, &a.1), label(&b.0, &b.1));
            }
        }

        #[test]
        fn any_text_survives_quoting(text in any::<String>()) {
            let quoted = toml_string(&text);
            prop_assert!(quoted.chars().all(is_safe_char));
            let table: toml::Table = format!("a = {quoted}").parse().unwrap();
            prop_assert_eq!(table["a"].as_str(), Some(text.as_str()));
        }
    }
}
