//! One of the two sides: the client that calls it, and what its responses left for later requests.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::observation::{self, Observation};
use super::phases::Phases;
use super::script::{self, Bindings, Scope, Step};
use super::shape::Detail;
use super::versions::Versions;
use crate::api::methods::{KnownMethod, known_method};
use crate::api::raw::RawResponse;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error, methods, read_message};
use crate::warm_pool::reference::PoolKey;

/// The names in requests of the pools that responses leave.
const SCRATCH_POOL: &str = "$pool";
const ANY_POOL: &str = "$anyPool";

pub(super) struct Side<'a> {
    pub(super) client: &'a Client,
    bindings: Bindings,
    versions: Versions,
    /// The phases of the scratch pool in the responses so far.
    pub(super) phases: Phases,
}

impl<'a> Side<'a> {
    pub(super) fn new(client: &'a Client, key: PoolKey, runner_id: &str) -> Self {
        let mut bindings = script::common_bindings();
        let mut bind = |name: &str, value: String| bindings.insert(name.to_owned(), value.into());
        bind("$project", key.project.to_string());
        bind("$class", key.class.to_string());
        if !runner_id.is_empty() {
            bind("$runner", runner_id.to_owned());
        }
        let (versions, phases) = Default::default();
        Self { client, bindings, versions, phases }
    }

    /// The request of a step, or why there is none.
    pub(super) fn request(&self, request: &str) -> Result<Map<String, Value>, &'static str> {
        script::fill(request, &self.bindings).map_err(|missing| match missing.as_str() {
            SCRATCH_POOL => "there is no scratch pool",
            ANY_POOL => "there is no warm pool",
            _ => "the runner of the class is unknown",
        })
    }

    pub(super) fn scratch_pool(&self) -> Option<&str> {
        self.bindings.get(SCRATCH_POOL)?.as_str()
    }

    pub(super) async fn call(
        &self,
        method: &'static str,
        request: &Map<String, Value>,
    ) -> Result<RawResponse, Error> {
        let method = match known_method(method) {
            Some(KnownMethod::Unary(method)) => method,
            _ => methods::unknown_method("", method),
        };
        self.client.call_raw(method, request).await
    }

    /// What a response shows, of which ids, versions and phases are kept; `None` for an error that
    /// does not.
    pub(super) fn observe(
        &mut self,
        step: &Step,
        result: &Result<RawResponse, Error>,
    ) -> Option<Observation> {
        let message = match result {
            Ok(response) => observation::message(response),
            Err(error) => return observation::from_error(error),
        };
        if step.scope == Scope::NewPool {
            (self.versions, self.phases) = Default::default();
            self.bind(SCRATCH_POOL, &message["warmPool"]["id"]);
        }
        if !self.bindings.contains_key(ANY_POOL) {
            self.bind(ANY_POOL, &message["warmPools"][0]["id"]);
        }
        if step.scope != Scope::Account && !message["warmPool"].is_null() {
            let pool = read_message::<WarmPool>(message["warmPool"].to_string().as_bytes());
            self.phases.push(pool.ok().as_ref());
        }
        let detail = if step.scope == Scope::Account { Detail::Kinds } else { Detail::Words };
        Some(Observation::from_message(&message, detail, &mut self.versions))
    }

    fn bind(&mut self, name: &str, value: &Value) {
        if value.is_string() {
            self.bindings.insert(name.to_owned(), value.clone());
        }
    }
}

/// The id of the pool in a response.
pub(super) fn pool_id(response: &RawResponse) -> Option<Uuid> {
    let message = observation::message(response);
    message["warmPool"]["id"].as_str().and_then(|id| Uuid::try_parse(id).ok())
}
