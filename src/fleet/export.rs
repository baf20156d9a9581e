//! The pools there are, as a fleet file or for Terraform. Pure; foreign text is written so that
//! the readers of both take it for what it is, and no terminal obeys it.

use std::collections::HashSet;
use std::fmt::Write as _;

use uuid::Uuid;

use super::live_state::LivePool;
use super::pattern::Pattern;
use crate::lookup::Directory;
use crate::text::sanitize::{is_safe_char, sanitize};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// Pools that can be declared, and those that cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ExportSet {
    /// By address.
    pub(crate) pools: Vec<Pool>,
    /// Addresses of pools whose sizes no file can declare, each with its sizes.
    pub(crate) left_out: Vec<(String, SizeBounds)>,
}

/// A pool that can be declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pool {
    address: String,
    id: Uuid,
    pair: PoolKey,
    project: Called,
    class: Called,
    size: PoolSize,
}

/// How a file names something, and what people call it where that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Called {
    word: String,
    name: Option<String>,
}

impl Called {
    fn new(word: String, name: Option<&str>) -> Self {
        let name = name.filter(|name| *name != word && !name.is_empty()).map(str::to_owned);
        Self { word, name }
    }

    fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.word)
    }

    /// A comment with the name, where the word does not tell it.
    fn comment(&self) -> String {
        self.name.as_ref().map(|name| format!("  # {}", sanitize(name))).unwrap_or_default()
    }
}

impl ExportSet {
    /// The pools there are, by the words of a catalogue.
    pub(crate) fn of(live: &[LivePool], directory: &Directory) -> Self {
        let mut exported = Self::default();
        for LivePool { id, pair, sizes } in live {
            let address = directory.address(*pair);
            let Some(size) = sizes.size() else {
                exported.left_out.push((address, *sizes));
                continue;
            };
            let project = directory.project_of(pair.project).and_then(|own| own.metadata.as_ref());
            let project = project.map(|metadata| metadata.name.as_str());
            let class = directory.classes().find(|(own, _)| *own == pair.class);
            let class = class.map(|(_, class)| class.display_name.as_str());
            exported.pools.push(Pool {
                address,
                id: *id,
                pair: *pair,
                project: Called::new(directory.project_ref(pair.project), project),
                class: Called::new(directory.class_ref(pair.class), class),
                size,
            });
        }
        exported.pools.sort_by(|a, b| (&a.address, a.pair).cmp(&(&b.address, b.pair)));
        exported.left_out.sort_by(|a, b| a.0.cmp(&b.0));
        exported
    }
}

/// A fleet file that declares these pools and owns these projects.
pub(crate) fn fleet_file(scope: &[Pattern], exported: &ExportSet) -> String {
    let scope: Vec<_> = scope.iter().map(|pattern| quoted(&pattern.to_string())).collect();
    let mut text = format!("version = 1\n\n[scope]\nprojects = [{}]\n", scope.join(", "));
    for Pool { project, class, size, .. } in &exported.pools {
        let (min, max) = (size.min(), size.max());
        let (project_ref, class_ref) = (quoted(&project.word), quoted(&class.word));
        let (project, class) = (project.comment(), class.comment());
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n[[pool]]\nproject = {project_ref}{project}\nclass = {class_ref}{class}\n\
             min = {min}\nmax = {max}\n"
        );
    }
    for (address, sizes) in &exported.left_out {
        let address = sanitize(address);
        let _ = write!(text, "\n# left out, as no file can declare {sizes}: {address}\n");
    }
    text
}

/// Resources of the official provider, each with the block that imports its pool.
pub(crate) fn terraform(exported: &ExportSet) -> String {
    let source = "terraform { required_providers { ona = { source = \"gitpod-io/ona\" } } }";
    let mut text = format!("# Beside this: {source}\n");
    let mut taken = HashSet::new();
    for Pool { id, pair, project, class, size, .. } in &exported.pools {
        let mut label = label(project.display_name(), class.display_name());
        if !taken.insert(label.clone()) {
            label = format!("{label}_{id}");
        }
        let (min, max) = (size.min(), size.max());
        let (project, class) = (sanitize(project.display_name()), sanitize(class.display_name()));
        let PoolKey { project: project_id, class: class_id } = pair;
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
    for (address, sizes) in &exported.left_out {
        let address = sanitize(address);
        let _ = write!(text, "\n# left out, as no resource can have {sizes}: {address}\n");
    }
    text
}

/// The name of a resource: letters, digits, `_` and `-`, with a letter or `_` in front.
fn label(project: &str, class: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let label: String = format!("{project}_{class}").chars().map(plain).collect();
    if label.starts_with(|letter: char| letter.is_ascii_digit()) {
        format!("_{label}")
    } else {
        label
    }
}

/// A string of TOML in which whatever a terminal would obey is escaped, which leaves the value the
/// same.
fn quoted(text: &str) -> String {
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

    use super::{label, quoted};
    use crate::text::sanitize::is_safe_char;

    #[test]
    fn a_label_is_an_identifier() {
        for (project, class, expected) in [
            ("acme-api", "large", "acme_api_large"),
            ("1st", "large@eu", "_1st_large_eu"),
            ("größe \"${x}\"", "", "gr__e____x___"),
        ] {
            assert_eq!(label(project, class), expected);
        }
    }

    proptest! {
        #[test]
        fn a_quoted_text_is_read_as_it_was(text in any::<String>()) {
            let quoted = quoted(&text);
            prop_assert!(quoted.chars().all(is_safe_char));
            let table: toml::Table = format!("a = {quoted}").parse().unwrap();
            prop_assert_eq!(table["a"].as_str(), Some(text.as_str()));
        }
    }
}
