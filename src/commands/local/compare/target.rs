//! The project and class of the service that are compared, and their situation.

use uuid::Uuid;

use super::scratch::Owner;
use crate::api::project::{PrebuildConfiguration, Project};
use crate::api::warm_pool::{WarmPool, WarmPoolFilter};
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::mutation;
use crate::warm_pool::reference::{NameOrId, PoolKey};

/// What the user named.
pub(super) struct Words {
    pub(super) project: NameOrId,
    pub(super) class: Option<NameOrId>,
}

/// What is compared on the service.
pub(super) struct Target {
    pub(super) key: PoolKey,
    /// For people.
    pub(super) address: String,
    pub(super) owner: Owner,
    /// Empty if it is not known.
    pub(super) runner_id: String,
    pub(super) situation: Situation,
    /// The pool that occupies the class.
    pub(super) pool: Option<WarmPool>,
}

/// What decides how a service responds about a project and class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Situation {
    pub(super) prebuilds_enabled: bool,
    /// Whether prebuilds run for the class.
    pub(super) has_class: bool,
    pub(super) has_pool: bool,
}

impl Target {
    /// Reads what the words name. Without a class it is one that prebuilds run for, if possible one
    /// without a pool.
    pub(super) async fn read(
        context: &Context,
        client: &Client,
        words: &Words,
    ) -> Result<Self, CliError> {
        let identity = client.authenticated_identity().await;
        let identity = identity.map_err(|error| cannot(context, "read the identity", &error))?;
        let project = lookup::resolve_project(client, &words.project).await;
        let project = project.map_err(|error| context.lookup_error(error))?;
        let found = client.get_project(&project.id.to_string()).await;
        let found = found
            .map_err(|error| context.read_error("project", project.id, "project list", &error))?;
        let project_ids = vec![project.id.to_string()];
        let filter = WarmPoolFilter { project_ids, ..WarmPoolFilter::default() };
        let pools = client.warm_pools(vec![filter]).all().await;
        let pools = pools.map_err(|error| cannot(context, "list the warm pools", &error))?;
        let (class, class_name) = match &words.class {
            Some(word) => {
                let class = lookup::resolve_class(client, word).await;
                let class = class.map_err(|error| context.lookup_error(error))?;
                (class.id, class.name)
            }
            None => {
                let id = choose_class(&found, &pools).ok_or_else(|| no_class(&words.project))?;
                (id, NameOrId::Id(id))
            }
        };
        let details = client.get_environment_class(&class.to_string()).await;
        let details = details.map_err(|error| {
            context.read_error("environment class", class, "class list", &error)
        })?;
        let metadata = found.metadata.as_ref();
        let project_name = named(metadata.map(|metadata| &metadata.name), project.name);
        // A name with a runner says more than that of the class alone.
        let class_name = match class_name {
            NameOrId::Id(_) => named(Some(&details.display_name), class_name),
            NameOrId::Name(_) => class_name,
        };
        let key = PoolKey { project: project.id, class };
        let printer = context.message_printer();
        Ok(Self {
            key,
            address: printer.address_or_ids(key, &project_name, &class_name),
            owner: Owner {
                host: client.host().base().to_owned(),
                organization_id: identity.organization_id,
            },
            runner_id: details.runner_id,
            situation: situation(&found, class, &pools),
            pool: pool_of(class, &pools),
        })
    }

    /// Makes sure that the class has no pool: none is touched that this command did not create.
    ///
    /// # Errors
    /// With the pool that it has.
    pub(super) fn require_no_pool(&self) -> Result<(), CliError> {
        let Some(pool) = &self.pool else { return Ok(()) };
        let (address, conflict) = (&self.address, |message: String| {
            CliError::new(ExitCode::Conflict, "already_exists", message)
        });
        if lifecycle::lifecycle(pool) == Lifecycle::Deleting {
            let message = format!("the previous warm pool of {address} is still being deleted");
            let hint = Hint::new("warm-pool wait").arg(&pool.id).args(["--for", "deleted"]);
            return Err(conflict(message).hint(hint));
        }
        Err(conflict(format!("{address} already has a warm pool, which is left alone"))
            .because("to compare changes, use --class to name a class without a pool")
            .because("without --yes only reads are compared")
            .hint(Hint::new("project get").arg(self.key.project)))
    }
}

fn cannot(context: &Context, what: &str, error: &Error) -> CliError {
    context.api_error(format!("cannot {what}"), error)
}

/// The name of a resource that was read; what the user named it, if it has none.
fn named(name: Option<&String>, word: NameOrId) -> NameOrId {
    let name = name.filter(|name| !name.is_empty());
    name.map_or(word, |name| NameOrId::Name(name.clone()))
}

fn no_class(project: &NameOrId) -> CliError {
    let message = format!("--class is required: {} has no prebuild classes", project.to_input());
    CliError::usage(message).hint(Hint::new("class list"))
}

fn configuration(project: &Project) -> PrebuildConfiguration {
    project.prebuild_configuration.clone().unwrap_or_default()
}

/// A class that prebuilds run for: the first without a pool, else the first.
fn choose_class(project: &Project, pools: &[WarmPool]) -> Option<Uuid> {
    let ids = configuration(project).environment_class_ids;
    let ids = ids.iter().filter_map(|id| Uuid::try_parse(id).ok());
    ids.clone().find(|id| pool_of(*id, pools).is_none()).or_else(|| ids.clone().next())
}

/// The pool of a class, of all pools of the project. One that is being deleted still occupies it.
fn pool_of(class: Uuid, pools: &[WarmPool]) -> Option<WarmPool> {
    let is_of_class = |pool: &&WarmPool| {
        let metadata = pool.metadata.as_ref();
        let id = metadata.map(|metadata| metadata.environment_class_id.as_str());
        id.and_then(|id| Uuid::try_parse(id).ok()) == Some(class)
    };
    mutation::current_pool(pools.iter().filter(is_of_class).cloned().collect())
}

fn situation(project: &Project, class: Uuid, pools: &[WarmPool]) -> Situation {
    let PrebuildConfiguration { enabled, environment_class_ids, .. } = configuration(project);
    let is_class = |id: &String| Uuid::try_parse(id).is_ok_and(|id| id == class);
    Situation {
        prebuilds_enabled: enabled,
        has_class: environment_class_ids.iter().any(is_class),
        has_pool: pool_of(class, pools).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::read_message;

    const CLASSES: [&str; 2] =
        ["d2c94c27-3b76-4a42-b88c-95a85e392c68", "d2c94c27-3b76-4a42-b88c-95a85e392c69"];

    fn project(classes: &[&str]) -> Project {
        let configuration = json!({ "enabled": true, "environmentClassIds": classes });
        let message = json!({ "prebuildConfiguration": configuration });
        read_message(message.to_string().as_bytes()).unwrap()
    }

    fn pool(class: &str, phase: &str) -> WarmPool {
        let message = json!({
            "metadata": { "environmentClassId": class.to_uppercase() },
            "status": { "phase": format!("WARM_POOL_PHASE_{phase}") },
        });
        read_message(message.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn a_class_without_a_pool_is_preferred() {
        let chosen = |classes: &[&str], pools: &[WarmPool]| {
            choose_class(&project(classes), pools).map(|id| id.to_string())
        };
        let [first, second] = CLASSES.map(|class| Some(class.to_owned()));
        assert_eq!(chosen(&CLASSES, &[]), first);
        assert_eq!(chosen(&CLASSES, &[pool(CLASSES[0], "READY")]), second);
        assert_eq!(chosen(&CLASSES, &[pool(CLASSES[0], "DELETING")]), second);
        assert_eq!(chosen(&CLASSES, &[pool(CLASSES[0], "DELETED")]), first);
        assert_eq!(chosen(&CLASSES, &CLASSES.map(|class| pool(class, "READY"))), first);
        assert_eq!(chosen(&[], &[]), None);
    }

    #[test]
    fn the_situation_of_a_class() {
        let class = Uuid::try_parse(CLASSES[1]).unwrap();
        let of = |classes: &[&str], pools: &[WarmPool]| situation(&project(classes), class, pools);
        let expected =
            |has_class, has_pool| Situation { prebuilds_enabled: true, has_class, has_pool };
        assert_eq!(of(&CLASSES, &[pool(CLASSES[1], "PENDING")]), expected(true, true));
        assert_eq!(of(&CLASSES[..1], &[pool(CLASSES[0], "READY")]), expected(false, false));
        assert!(!situation(&Project::default(), class, &[]).prebuilds_enabled);
    }
}
