//! The columns of each resource, as `--columns` and the settings name them.

use super::{class, prebuild, project, runner, warm_pool};
use crate::config::Resource;

pub(super) fn columns_of(resource: Resource) -> Vec<&'static str> {
    match resource {
        Resource::WarmPool => warm_pool::columns("list"),
        Resource::Project => project::columns(),
        Resource::Class => class::columns(),
        Resource::Prebuild => prebuild::columns("list"),
        Resource::Runner => runner::columns(),
    }
}
