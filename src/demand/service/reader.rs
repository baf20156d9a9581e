//! Reads lists into a history.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use uuid::Uuid;

use super::super::Millis;
use super::super::history::{Denied, History};
use super::super::rows::millis;
use super::ranges::{halves, to_date_range};
use super::{Job, Progress, ReadError, UsageScope};
use crate::api::connect_code::Code;
use crate::api::environment::{Environment, EnvironmentFilter};
use crate::api::error::CallError;
use crate::api::pager::{Listed, Pager};
use crate::api::prebuild::PrebuildFilter;
use crate::api::project::ProjectFilter;
use crate::api::usage::UsageFilter;
use crate::api::{Client, Error};

pub(super) struct Reader<'a> {
    client: &'a Client,
    /// When the history begins.
    begin: Millis,
    on_progress: &'a dyn Fn(Progress),
    progress: Cell<Progress>,
    history: RefCell<History>,
    denials: RefCell<Denials>,
}

/// The last error that said that a source may not be read.
#[derive(Default)]
struct Denials {
    usage_records: Option<Box<Error>>,
    environments: Option<Box<Error>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        client: &'a Client,
        begin: Millis,
        on_progress: &'a dyn Fn(Progress),
        history: History,
    ) -> Self {
        let (progress, denials) = Default::default();
        let history = RefCell::new(history);
        Self { client, begin, on_progress, progress, history, denials }
    }

    pub(super) async fn run(&self, job: Job) -> Result<(), ReadError> {
        match job {
            Job::Identity => self.identity().await,
            Job::Projects(ids) => self.projects(&ids).await,
            Job::Environments(projects, filter) => self.environments(&projects, filter).await,
            Job::UsageRecords(scope, range) => self.usage_records(scope, range).await,
            Job::Prebuilds(projects) => self.prebuilds(&projects).await,
        }
    }

    /// The history, unless neither source of a project may be read.
    pub(super) fn finish(self) -> Result<History, ReadError> {
        let mut history = self.history.into_inner();
        let mut has_source = true;
        for project in history.projects.values_mut() {
            // What was read before a denial is a part that would be taken for all.
            project.clear_denied();
            let Denied { usage_records, environments, .. } = project.denied;
            has_source &= !(usage_records && environments);
        }
        match self.denials.into_inner() {
            Denials { usage_records: Some(usage_records), environments: Some(environments) }
                if !has_source =>
            {
                Err(ReadError::Denied { usage_records, environments })
            }
            _ => Ok(history),
        }
    }

    async fn identity(&self) -> Result<(), ReadError> {
        let identity = self.client.authenticated_identity().await;
        let Some(identity) = allowed("the owner of the token", identity)? else { return Ok(()) };
        let policies = match identity.organization_id.as_str() {
            // An account outside of any organization.
            "" => None,
            id => {
                let policies = self.client.organization_policies(id).await;
                allowed("the policies of the organization", policies)?
            }
        };
        let mut history = self.history.borrow_mut();
        history.policies = policies;
        history.set_identity(identity);
        Ok(())
    }

    async fn projects(&self, ids: &[Uuid]) -> Result<(), ReadError> {
        let filter = ProjectFilter::for_ids(ids.iter().map(ToString::to_string).collect());
        let projects = self.client.list_projects(&filter).await;
        let projects = allowed("the projects", projects)?.unwrap_or_default();
        let mut history = self.history.borrow_mut();
        projects.into_iter().for_each(|project| history.add_project(project));
        Ok(())
    }

    /// Walks from the newest environment back to the first one before the beginning.
    async fn environments(
        &self,
        projects: &[Uuid],
        filter: EnvironmentFilter,
    ) -> Result<(), ReadError> {
        let is_older = |environment: &Environment| {
            let metadata = environment.metadata.as_ref();
            let created = metadata.and_then(|metadata| millis(metadata.created_at.as_ref()));
            created.is_some_and(|created| created < self.begin)
        };
        let read = self.read_pages(self.client.environments(filter), |history, page| {
            page.iter().for_each(|environment| history.add_environment(environment));
            !page.iter().any(is_older)
        });
        if let Some(error) = denial("the environments", read.await)? {
            let mut history = self.history.borrow_mut();
            for project in projects {
                history.project_mut(*project).denied.environments = true;
            }
            self.denials.borrow_mut().environments = Some(error);
        }
        Ok(())
    }

    /// A range that the service rejects, perhaps as too long, is halved once.
    async fn usage_records(
        &self,
        scope: UsageScope,
        range: Range<Millis>,
    ) -> Result<(), ReadError> {
        if self.history.borrow().is_usage_denied(scope.project()) {
            return Ok(());
        }
        let mut read = self.usage_range(scope, &range).await;
        if let (Err(error), Some(halves)) = (&read, halves(&range))
            && error.code() == Some(Code::InvalidArgument)
        {
            read = Ok(());
            for half in halves {
                if read.is_ok() {
                    read = self.usage_range(scope, &half).await;
                }
            }
        }
        if let Some(error) = denial("the usage records", read)? {
            self.history.borrow_mut().deny_usage(scope.project());
            self.denials.borrow_mut().usage_records = Some(error);
        }
        Ok(())
    }

    async fn usage_range(&self, scope: UsageScope, range: &Range<Millis>) -> Result<(), Error> {
        let project_id = scope.project().map(|project| project.to_string()).unwrap_or_default();
        let filter = UsageFilter { project_id, date_range: to_date_range(range) };
        let read = self.read_pages(self.client.usage_records(filter), |history, page| {
            page.iter().for_each(|record| history.add_record(record));
            true
        });
        read.await
    }

    async fn prebuilds(&self, projects: &[Uuid]) -> Result<(), ReadError> {
        let project_ids = projects.iter().map(Uuid::to_string).collect();
        let filter = PrebuildFilter { project_ids, ..PrebuildFilter::default() };
        let read = self.read_pages(self.client.prebuilds(vec![filter]), |history, page| {
            page.iter().for_each(|prebuild| history.add_prebuild(prebuild));
            true
        });
        let is_denied = denial("the prebuilds", read.await)?.is_some();
        let mut history = self.history.borrow_mut();
        for project in projects {
            history.project_mut(*project).denied.prebuilds = is_denied;
        }
        Ok(())
    }

    /// Reads pages until the last one, or until `add` wants no more. If an expired page token makes
    /// it start again, items are added twice.
    async fn read_pages<T: Listed>(
        &self,
        mut pager: Pager<'_, T>,
        add: impl Fn(&mut History, &[T]) -> bool,
    ) -> Result<(), Error> {
        loop {
            match pager.next().await {
                Ok(Some(page)) => {
                    let Progress { pages, items } = self.progress.get();
                    let progress = Progress { pages: pages + 1, items: items + page.len() };
                    self.progress.set(progress);
                    (self.on_progress)(progress);
                    if !add(&mut self.history.borrow_mut(), &page) {
                        return Ok(());
                    }
                }
                Ok(None) => return Ok(()),
                Err(error) if pager.restart_after(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// The value; `None` if the token may not read it.
fn allowed<T>(subject: &'static str, result: Result<T, Error>) -> Result<Option<T>, ReadError> {
    let mut value = None;
    denial(subject, result.map(|read| value = Some(read)))?;
    Ok(value)
}

/// The error that says that the token may not read the subject, or that the service does not have
/// it; any other error fails.
fn denial(
    subject: &'static str,
    result: Result<(), Error>,
) -> Result<Option<Box<Error>>, ReadError> {
    let Err(error) = result else { return Ok(None) };
    let is_denied = match &error.cause {
        CallError::Status(status) => {
            matches!(status.code, Code::PermissionDenied | Code::Unimplemented)
        }
        // A server without a method need not answer in the protocol.
        CallError::NotConnect(response) => response.status == 404,
        _ => false,
    };
    let error = Box::new(error);
    if is_denied { Ok(Some(error)) } else { Err(ReadError::Call { subject, error }) }
}
