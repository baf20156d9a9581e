//! The commands that mend a condition, ready to be pasted.

use std::borrow::Cow;

use serde::Serialize;

use crate::api::project::{PrebuildConfiguration, Project};
use crate::error::Hint;

/// How the user names the pair; it is named so in every command.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    /// The project.
    pub(crate) project: String,
    /// The class.
    pub(crate) class: String,
}

impl Words {
    /// `--project P --class C`.
    pub(crate) fn flags(&self) -> String {
        format!("--project {} --class {}", pasteable(&self.project), pasteable(&self.class))
    }

    /// The checklist again.
    pub(crate) fn explain(&self) -> String {
        format!("prebuildctl warm-pool explain {}", self.flags())
    }

    /// Somebody has something to do outside of this tool, and then looks again.
    pub(super) fn afterwards(&self, what: &str) -> Hint {
        hint(&format!("{what}, then"), self.explain())
    }

    /// A prebuild is started.
    pub(super) fn trigger(&self) -> Hint {
        hint("start one", format!("prebuildctl prebuild trigger {}", self.flags()))
    }

    /// The pool of the pair, if there is one.
    pub(super) fn list(&self, purpose: &str) -> Hint {
        hint(purpose, format!("prebuildctl warm-pool list {}", self.flags()))
    }
}

pub(super) fn hint(purpose: &str, command: impl Into<String>) -> Hint {
    Hint { purpose: purpose.to_owned(), command: command.into() }
}

/// The request that changes a project's prebuilds. The service replaces the configuration as a
/// whole, so everything that is to stay goes along.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UpdateProject<'a> {
    project_id: &'a str,
    prebuild_configuration: &'a PrebuildConfiguration,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UpdateClass<'a> {
    environment_class_id: &'a str,
    enabled: bool,
}

/// Prebuilds are made: for a class, if one is named, beside whatever they are made for.
pub(super) fn prebuilds_with(purpose: &str, project: &Project, class: Option<&str>) -> Hint {
    let mut settings = project.prebuild_configuration.clone().unwrap_or_default();
    settings.enabled = true;
    let has = |class: &&str| {
        settings.environment_class_ids.iter().any(|own| own.eq_ignore_ascii_case(class))
    };
    let added = class.filter(|class| !has(class)).map(str::to_owned);
    settings.environment_class_ids.extend(added);
    let request = UpdateProject { project_id: &project.id, prebuild_configuration: &settings };
    hint(purpose, api("ProjectService/UpdateProject", &request))
}

/// A class is enabled.
pub(super) fn enable_class(class: &str) -> Hint {
    let request = UpdateClass { environment_class_id: class, enabled: true };
    hint("enable it", api("RunnerConfigurationService/UpdateEnvironmentClass", &request))
}

fn api(method: &str, request: &impl Serialize) -> String {
    let message = serde_json::to_string(request).unwrap_or_default();
    format!("prebuildctl api {method} -d {}", pasteable(&message))
}

/// A word as a shell takes it for that word.
fn pasteable(word: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:@,+%".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(format!("'{}'", word.replace('\'', r"'\''")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_reaches_the_command_as_it_is() {
        for (word, pasted) in [
            ("acme-api", "acme-api"),
            ("large@aws-eu", "large@aws-eu"),
            ("", "''"),
            ("acme api", "'acme api'"),
            ("$(id)", "'$(id)'"),
            ("Ada's", r"'Ada'\''s'"),
            ("größe", "'größe'"),
            ("~", "'~'"),
        ] {
            assert_eq!(pasteable(word), pasted);
        }
    }
}
