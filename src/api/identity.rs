//! Who the token speaks for: `gitpod.v1.IdentityService`.

use std::fmt;

use super::client::{Client, EmptyRequest, Method};
use super::error::Error;
use super::proto::{message, open_enum};
use super::retry::Effect;

open_enum! {
    /// What kind of caller a token stands for.
    pub enum Principal: "PRINCIPAL_", "principal" {
        /// Not used by the service.
        Unspecified = 0 = "unspecified",
        /// An account, before it has joined an organization.
        Account = 1 = "account",
        /// A person in an organization.
        User = 2 = "user",
        /// A runner.
        Runner = 3 = "runner",
        /// An environment.
        Environment = 4 = "environment",
        /// A service account.
        ServiceAccount = 5 = "service_account",
        /// A manager of runners.
        RunnerManager = 6 = "runner_manager",
    }
}

message! {
    /// The caller.
    pub struct Subject {
        /// UUID.
        id: String = "id",
        /// Its kind.
        principal: Principal = "principal",
    }
}

message! {
    /// Who the token speaks for.
    pub struct Identity {
        /// The caller.
        subject: Option<Subject> = "subject",
        /// UUID of the organization.
        organization_id: String = "organizationId" | "organization_id",
        /// Its plan, in free text: `enterprise`.
        organization_tier: String = "organizationTier" | "organization_tier",
    }
}

impl Subject {
    /// What kind of caller it is, for people: `service account`.
    pub(crate) fn kind(&self) -> String {
        self.principal.label().replace('_', " ")
    }
}

/// `user ID of organisation ID (enterprise)`.
impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = self.subject.clone().unwrap_or_default();
        let (kind, id) = (subject.kind(), subject.id);
        write!(f, "{kind} {id} of organization {}", self.organization_id)?;
        match self.organization_tier.as_str() {
            "" => Ok(()),
            tier => write!(f, " ({tier})"),
        }
    }
}

impl Client {
    /// Asks who the token speaks for.
    ///
    /// # Errors
    /// As every call; `unauthenticated` when the service does not accept the token.
    pub(crate) async fn authenticated_identity(&self) -> Result<Identity, Error> {
        let method = Method {
            service: "IdentityService",
            name: "GetAuthenticatedIdentity",
            effect: Effect::Read,
        };
        self.call(method, &EmptyRequest {}).await
    }
}
