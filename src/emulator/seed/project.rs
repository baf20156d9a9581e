//! `[[project]]`.

use super::super::simulation::{
    Class, Ids, PrebuildConfiguration, Project, ProjectClass, git_initializer,
};
use super::names::{LOCAL, find};
use super::table::Table;
use super::{ID_TIME, UNSET, values};
use crate::toml_reader::Spanned;

pub(super) const KEYS: &[&str] = &[
    "name",
    "repository",
    "branch",
    "classes",
    "prebuilds",
    "devcontainer-file-path",
    "automations-file-path",
];

pub(super) const PREBUILDS_KEYS: &[&str] =
    &["enabled", "classes", "hour", "timeout", "jetbrains-warmup", "log"];

const DEFAULT_BRANCH: &str = "main";
const DEFAULT_DEVCONTAINER_FILE_PATH: &str = ".devcontainer/devcontainer.json";

pub(super) fn read(
    table: &mut Table<'_, '_, '_>,
    ids: &mut Ids,
    classes: &[Spanned<Class>],
) -> Spanned<Project> {
    let Spanned { value: name, place } = table.required_text("name");
    let repository = table.required_text("repository").value;
    let branch = table.parsed("branch", values::text).map(|branch| branch.value);
    let mut path = |key| table.parsed(key, values::relative_path).map(|path| path.value);
    let (devcontainer, automations) =
        (path("devcontainer-file-path"), path("automations-file-path"));
    let project_classes = read_classes(table, |name| match name {
        LOCAL => Ok(ProjectClass::LocalRunner),
        name => Ok(ProjectClass::Class(find(name, classes)?.id)),
    });
    let prebuilds =
        table.table("prebuilds", PREBUILDS_KEYS, |prebuilds| read_prebuilds(prebuilds, classes));
    let (prebuilds, log) = prebuilds.unzip();
    let value = Project {
        id: ids.next(ID_TIME),
        name,
        created_at: UNSET,
        updated_at: UNSET,
        initializer: git_initializer(&repository, branch.as_deref().unwrap_or(DEFAULT_BRANCH)),
        recommended_editors: None,
        devcontainer_file_path: devcontainer
            .unwrap_or_else(|| DEFAULT_DEVCONTAINER_FILE_PATH.to_owned()),
        automations_file_path: automations.unwrap_or_default(),
        technical_description: String::new(),
        classes: (0..).zip(project_classes).collect(),
        prebuilds,
        has_insights: false,
        log: log.unwrap_or_default(),
        popularity: 0,
    };
    Spanned { value, place }
}

fn read_prebuilds(
    table: &mut Table<'_, '_, '_>,
    classes: &[Spanned<Class>],
) -> (PrebuildConfiguration, Vec<String>) {
    let timeout = table.parsed("timeout", values::prebuild_timeout);
    let log = table.strings("log", |line| Ok(line.to_owned()));
    let configuration = PrebuildConfiguration {
        enabled: table.flag("enabled").unwrap_or(true),
        classes: read_classes(table, |name| Ok(find(name, classes)?.id)),
        timeout_seconds: timeout.map(|timeout| timeout.value),
        hour: table.number("hour", values::hour).map(|hour| hour.value),
        executor: None,
        jetbrains_warmup: table.flag("jetbrains-warmup").unwrap_or_default(),
    };
    (configuration, log.into_iter().map(|line| line.value).collect())
}

/// The key `classes`, each class once.
fn read_classes<T: PartialEq>(
    table: &mut Table<'_, '_, '_>,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Vec<T> {
    table.require("classes");
    let classes = table.strings("classes", parse);
    for (at, class) in classes.iter().enumerate() {
        if classes[..at].iter().any(|earlier| earlier.value == class.value) {
            table.wrong(class.place, "classes", "contains the same class twice");
        }
    }
    classes.into_iter().map(|class| class.value).collect()
}
