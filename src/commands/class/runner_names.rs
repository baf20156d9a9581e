//! The names of runners, as far as the token may read them.

use std::collections::HashMap;

use crate::api::runner::Runner;
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::CliError;

/// Names of runners by their ids; a runner that is not among them is shown by its id.
#[derive(Default)]
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// Those of all runners; none, with a note, when the token may not read them.
    pub(super) async fn of_all(context: &Context, client: &Client) -> Result<Self, CliError> {
        let runners = client.list_runners().await;
        Self::of_answer(context, runners, "cannot list the runners")
    }

    /// That of one runner, likewise.
    pub(super) async fn of_one(
        context: &Context,
        client: &Client,
        id: &str,
    ) -> Result<Self, CliError> {
        match client.get_runner(id).await {
            Err(error) if error.is_not_found() => Ok(Self::default()),
            answer => {
                let runners = answer.map(|runner| vec![runner]);
                Self::of_answer(context, runners, &format!("cannot read the runner {id}"))
            }
        }
    }

    fn of_answer(
        context: &Context,
        runners: Result<Vec<Runner>, Error>,
        what: &str,
    ) -> Result<Self, CliError> {
        match runners {
            Ok(runners) => {
                let named = runners.into_iter().filter(|runner| !runner.name.is_empty());
                Ok(Self(named.map(|runner| (runner.runner_id, runner.name)).collect()))
            }
            Err(error) if error.is_permission_denied() => {
                context.ui.note("this token may not read runners, so their ids stand for them");
                Ok(Self::default())
            }
            Err(error) => Err(context.api_error(what, &error)),
        }
    }

    /// The name of a runner, if it is known.
    pub(super) fn of(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}
