//! What is shown of a project that is not part of it: its warm pools and the names of classes.

use std::rc::Rc;

use uuid::Uuid;

use crate::api::Client;
use crate::api::warm_pool::WarmPool;
use crate::context::Context;
use crate::error::CliError;
use crate::lookup::DisplayNames;
use crate::warm_pool::lister::{PoolLister, PoolQuery};

/// Which of it is shown.
#[derive(Clone, Copy)]
pub(super) struct Needs {
    pub(super) pools: bool,
    pub(super) classes: bool,
}

pub(super) struct Related {
    pools: Option<Vec<WarmPool>>,
    pub(super) names: Rc<DisplayNames>,
}

impl Related {
    /// Reads what is needed for these projects, or for all if none is given.
    pub(super) async fn read(
        context: &Context,
        client: &Client,
        needs: Needs,
        projects: Vec<Uuid>,
    ) -> Result<Self, CliError> {
        let pools = async {
            if needs.pools { read_pools(context, client, projects).await } else { Ok(None) }
        };
        let names = async {
            let mut names = DisplayNames::showing(false, needs.classes);
            context.note_missing_names(names.load_classes(client).await);
            Ok(Rc::new(names))
        };
        let (pools, names) = tokio::try_join!(pools, names)?;
        Ok(Self { pools, names })
    }

    /// The pools of one project; `None` if pools were not read.
    pub(super) fn pools_of(&self, project: &str) -> Option<Vec<WarmPool>> {
        let is_of = |pool: &&WarmPool| {
            let metadata = pool.metadata.as_ref();
            metadata.is_some_and(|metadata| metadata.project_id.eq_ignore_ascii_case(project))
        };
        self.pools.as_ref().map(|pools| pools.iter().filter(is_of).cloned().collect())
    }
}

async fn read_pools(
    context: &Context,
    client: &Client,
    projects: Vec<Uuid>,
) -> Result<Option<Vec<WarmPool>>, CliError> {
    let query = PoolQuery { projects, ..PoolQuery::default() };
    match PoolLister::new(client, query).all().await {
        Ok(pools) => Ok(Some(pools)),
        Err(error) if error.is_permission_denied() => {
            context.ui.note("warm pools are not shown: this token cannot read them");
            Ok(None)
        }
        Err(error) => Err(context.api_error("cannot list the warm pools", &error)),
    }
}
