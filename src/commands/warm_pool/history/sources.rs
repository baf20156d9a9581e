//! Reads what the service knows about a pool's past.

use std::ops::Range;
use std::path::PathBuf;

use jiff::Timestamp;
use uuid::Uuid;

use crate::api::audit::{AuditFilter, AuditLogEntry};
use crate::api::connect_code::Code;
use crate::api::prebuild::{Prebuild, PrebuildFilter, PrebuildPhase};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error, Time};
use crate::commands::shared::activity::Activity;
use crate::commands::warm_pool::pool_arg;
use crate::context::Context;
use crate::error::CliError;
use crate::warm_pool::reference::PoolRef;

/// Prebuilds are neither sorted nor filtered by time; the pages of a project that are read.
const MAX_PREBUILD_PAGES: usize = 20;

pub(super) struct Sources {
    pub(super) id: Uuid,
    pub(super) address: String,
    pub(super) period: Range<Timestamp>,
    /// Empty if it is not needed.
    pub(super) organization_id: String,
    /// The error for a pool that does not exist any more, if nothing is known of it.
    pub(super) not_found: Option<Box<CliError>>,
    pub(super) audit: Vec<AuditLogEntry>,
    pub(super) prebuilds: Vec<Prebuild>,
    /// What is left out.
    pub(super) notes: Vec<String>,
}

/// The pool whose past is read.
pub(super) struct FoundPool {
    id: Uuid,
    address: String,
    organization_id: String,
    /// `Err` if it does not exist any more.
    pool: Result<WarmPool, Box<CliError>>,
}

impl Sources {
    /// Finds the pool, and the organization if there are recordings. One that was deleted is found by its
    /// id.
    ///
    /// # Errors
    /// As every call, and when the project and class have no pool.
    pub(super) async fn find(
        context: &Context,
        client: &Client,
        target: &PoolRef,
        recordings: &[PathBuf],
    ) -> Result<FoundPool, CliError> {
        let pool = pool_arg::find_existing(context, client, target).await?;
        let (id, address) = match (&pool, target) {
            (Ok(pool), _) => (pool_arg::parse_id(pool)?, pool_arg::address(context, target, pool)),
            (Err(_), PoolRef::Id(id)) => (*id, id.to_string()),
            (Err(error), PoolRef::Address { .. }) => return Err((**error).clone()),
        };
        let organization_id = context.recorded_organization(client, recordings).await?;
        Ok(FoundPool { id, address, organization_id, pool })
    }
}

impl FoundPool {
    /// Reads the audit log and the prebuilds. What the token may not read is noted.
    ///
    /// # Errors
    /// Any other failure of a call.
    pub(super) async fn read(
        self,
        context: &Context,
        client: &Client,
        period: Range<Timestamp>,
    ) -> Result<Sources, CliError> {
        let Self { id, address, organization_id, pool } = self;
        let audit = async {
            let filter = AuditFilter::for_pool(id.to_string(), period.start, period.end);
            client.audit_log(filter).all().await
        };
        let activity = Activity::new(&context.ui);
        let prebuilds = read_prebuilds(client, pool.as_ref().ok(), &activity);
        let (audit, prebuilds) = tokio::join!(audit, prebuilds);
        drop(activity);
        let mut notes = Vec::new();
        let audit = allowed(audit)
            .map_err(|error| context.api_error("cannot read the audit log", &error))?;
        if audit.is_none() {
            notes.push(
                "the token may not read the audit log, so changes by people are left out; ask for \
                 the role audit log reader"
                    .to_owned(),
            );
        }
        let prebuilds = allowed(prebuilds)
            .map_err(|error| context.api_error("cannot read the prebuilds", &error))?;
        let (mut prebuilds, is_cut) = prebuilds.unwrap_or_else(|| {
            notes.push("the token may not read prebuilds, so they are left out".to_owned());
            Default::default()
        });
        if is_cut {
            let count = prebuilds.len();
            notes
                .push(format!("the project has more prebuilds; those beyond {count} are left out"));
        }
        prebuilds.retain(|prebuild| is_of(prebuild, pool.as_ref().ok(), &period));
        let audit = audit.unwrap_or_default();
        Ok(Sources {
            id,
            address,
            period,
            organization_id,
            not_found: pool.err(),
            audit,
            prebuilds,
            notes,
        })
    }
}

/// The completed and failed prebuilds of the pool's project, and whether there are more.
async fn read_prebuilds(
    client: &Client,
    pool: Option<&WarmPool>,
    activity: &Activity<'_>,
) -> Result<(Vec<Prebuild>, bool), Error> {
    let Some(metadata) = pool.and_then(|pool| pool.metadata.as_ref()) else {
        return Ok(Default::default());
    };
    let project_ids = vec![metadata.project_id.clone()];
    let phases = vec![PrebuildPhase::Completed, PrebuildPhase::Failed];
    let mut pages = client.prebuilds(vec![PrebuildFilter { project_ids, phases }]);
    let mut prebuilds = Vec::new();
    for _ in 0..MAX_PREBUILD_PAGES {
        activity.update(|| format!("reading prebuilds: {}", prebuilds.len()));
        match pages.next().await {
            Ok(Some(page)) => prebuilds.extend(page),
            Ok(None) => return Ok((prebuilds, false)),
            Err(error) if pages.restart_after(&error) => prebuilds.clear(),
            Err(error) => return Err(error),
        }
    }
    Ok((prebuilds, !pages.is_at_end()))
}

/// Whether a prebuild is of the pool's class, and ended within the period.
fn is_of(prebuild: &Prebuild, pool: Option<&WarmPool>, period: &Range<Timestamp>) -> bool {
    let of_pool = pool.and_then(|pool| pool.metadata.as_ref());
    let (Some(of_pool), Some(metadata)) = (of_pool, &prebuild.metadata) else { return false };
    let ended = prebuild.status.as_ref().and_then(|status| status.completion_time.as_ref());
    let ended = ended.or(metadata.updated_at.as_ref()).and_then(Time::at);
    ended.is_some_and(|ended| period.contains(&ended))
        && metadata.environment_class_id.eq_ignore_ascii_case(&of_pool.environment_class_id)
}

/// `None` for what the token may not read, or the service does not have.
fn allowed<T>(read: Result<T, Error>) -> Result<Option<T>, Error> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_denied(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_denied(error: &Error) -> bool {
    matches!(error.code(), Some(Code::PermissionDenied | Code::Unimplemented))
}
