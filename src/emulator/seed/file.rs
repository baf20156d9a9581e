//! The format of a seed file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    /// Determines the generated ids.
    #[serde(default = "one")]
    pub(super) random_seed: u64,
    pub(super) organization: Organization,
    pub(super) user: User,
    #[serde(default)]
    pub(super) runner: Vec<Runner>,
    #[serde(default)]
    pub(super) class: Vec<Class>,
    #[serde(default)]
    pub(super) project: Vec<Project>,
    /// Past events, in any order.
    #[serde(default)]
    pub(super) history: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organization {
    pub(super) name: String,
    pub(super) tier: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct User {
    pub(super) name: String,
    pub(super) email: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Runner {
    pub(super) name: String,
    #[serde(default = "aws")]
    pub(super) provider: Spanned<String>,
    #[serde(default = "remote")]
    pub(super) kind: Spanned<String>,
    #[serde(default = "active")]
    pub(super) phase: Spanned<String>,
    #[serde(default)]
    pub(super) region: String,
    #[serde(default)]
    pub(super) capabilities: Vec<Spanned<String>>,
    pub(super) capacity: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Class {
    pub(super) name: String,
    pub(super) runner: Spanned<String>,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) configuration: BTreeMap<String, String>,
    #[serde(default = "yes")]
    pub(super) enabled: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Project {
    pub(super) name: String,
    pub(super) repository: String,
    /// Names of classes, or `local` for the local runner.
    pub(super) classes: Vec<Spanned<String>>,
    pub(super) prebuilds: Option<Prebuilds>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prebuilds {
    #[serde(default = "yes")]
    pub(super) enabled: bool,
    pub(super) classes: Vec<Spanned<String>>,
    /// Of the day, in UTC.
    pub(super) hour: Option<Spanned<u8>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Entry {
    /// How long ago it happened, such as `41d`, `3h` or `5m`.
    pub(super) age: Spanned<String>,
    pub(super) create_pool: Option<Pool>,
    pub(super) create_prebuild: Option<Target>,
    pub(super) create_environment: Option<Target>,
    pub(super) fail_prebuilds: Option<Failures>,
    pub(super) fail_instances: Option<Failures>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pool {
    pub(super) project: Spanned<String>,
    pub(super) class: Spanned<String>,
    pub(super) min: Spanned<i32>,
    pub(super) max: Spanned<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    pub(super) project: Spanned<String>,
    pub(super) class: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Failures {
    pub(super) count: u32,
    pub(super) message: String,
}

fn one() -> u64 {
    1
}

fn yes() -> bool {
    true
}

fn aws() -> Spanned<String> {
    built_in("RUNNER_PROVIDER_AWS_EC2")
}

fn remote() -> Spanned<String> {
    built_in("RUNNER_KIND_REMOTE")
}

fn active() -> Spanned<String> {
    built_in("RUNNER_PHASE_ACTIVE")
}

fn built_in(word: &str) -> Spanned<String> {
    Spanned::new(0..0, word.to_owned())
}
