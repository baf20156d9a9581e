//! Existing pools as resources of the official Terraform provider.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{ExportSet, ExportedPool};
use crate::fleet::file::Fleet;
use crate::fleet::resolve::Resolved;
use crate::text::sanitize::escape;
use crate::warm_pool::reference::PoolKey;

/// What the Terraform format begins with. It cannot be active: another file of the module may have
/// the same block.
const REQUIRED_PROVIDERS: &str = "\
# These resources need the official provider, which `terraform init` installs; its versions are
# betas, which have to be named exactly. Unless another file requires it, uncomment:

# terraform {
#   required_providers {
#     ona = {
#       source  = \"gitpod-io/ona\"
#       version = \"0.1.0-beta.1\"
#     }
#   }
# }
";

/// The bounds that the windows of a fleet file change, by pool.
#[derive(Debug, Default)]
pub(crate) struct WindowBounds(HashMap<PoolKey, Vec<&'static str>>);

impl WindowBounds {
    /// The bounds of a fleet whose pools are resolved, in the same order.
    pub(crate) fn new(fleet: &Fleet, resolved: &Resolved) -> Self {
        let pools = fleet.pools.iter().zip(&resolved.pools);
        let bounds = pools.filter_map(|(declaration, pool)| {
            let schedule = declaration.schedule.as_ref()?;
            let sizes = || schedule.during.iter().map(|during| during.size);
            let changes_min = sizes().any(|size| size.min() != schedule.outside.min());
            let changes_max = sizes().any(|size| size.max() != schedule.outside.max());
            let names = [(changes_min, "min_size"), (changes_max, "max_size")];
            let names = names.into_iter().filter(|(is_changed, _)| *is_changed);
            Some((pool.key, names.map(|(_, name)| name).collect()))
        });
        Self(bounds.collect())
    }

    /// The block of a resource; empty if no window changes its pool.
    fn lifecycle(&self, key: PoolKey) -> String {
        let Some(names) = self.0.get(&key).filter(|names| !names.is_empty()) else {
            return String::new();
        };
        let (names, noun) =
            (names.join(", "), if names.len() == 1 { "this bound" } else { "these bounds" });
        format!(
            "
  # The windows of the fleet file change {noun} by time of day.
  lifecycle {{
    ignore_changes = [{names}]
  }}
"
        )
    }
}

impl ExportSet {
    /// Resources of the official provider, each with the block that imports its pool. Terraform is
    /// told to leave the bounds alone that `windows` set.
    pub(crate) fn terraform(&self, windows: &WindowBounds) -> String {
        let mut text = REQUIRED_PROVIDERS.to_owned();
        for (ExportedPool { id, key, project, class, size, .. }, label) in
            self.pools.iter().zip(labels(&self.pools))
        {
            let (min, max) = (size.min(), size.max());
            let (project, class) = (escape(project.display_name()), escape(class.display_name()));
            let PoolKey { project: project_id, class: class_id } = key;
            let lifecycle = windows.lifecycle(*key);
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
{lifecycle}}}
"
            );
        }
        text + &self.skipped_comments()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_plain, label};

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
    }
}
