//! The warm pools of projects, as far as the token may see them.

use uuid::Uuid;

use crate::api::Client;
use crate::api::warm_pool::WarmPool;
use crate::context::Context;
use crate::error::CliError;
use crate::warm_pool::lister::{PoolLister, PoolQuery};

/// The pools of these projects, of all when none is named; `None`, with a note, when the token
/// may not read them.
pub(super) async fn of(
    context: &Context,
    client: &Client,
    projects: Vec<Uuid>,
) -> Result<Option<Vec<WarmPool>>, CliError> {
    let wanted = PoolQuery { projects, ..PoolQuery::default() };
    match PoolLister::new(client, wanted).all().await {
        Ok(pools) => Ok(Some(pools)),
        Err(error) if error.is_permission_denied() => {
            context.ui.note("this token may not read warm pools, so none are shown");
            Ok(None)
        }
        Err(error) => Err(context.api_error("cannot list the warm pools", &error)),
    }
}

/// Whether a pool is one of this project.
pub(super) fn is_of(pool: &WarmPool, project: &str) -> bool {
    let metadata = pool.metadata.as_ref();
    metadata.is_some_and(|metadata| metadata.project_id.eq_ignore_ascii_case(project))
}
