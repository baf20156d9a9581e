//! Whom the token belongs to: `gitpod.v1.IdentityService`.

use super::proto::OpenEnum as _;
use std::fmt;

use serde::Serialize;

use super::client::{Client, Method};
use super::error::Error;
use super::proto::{DecodeError, message, open_enum};
use super::request::Request;

const GET: Method = Method::read("IdentityService", "GetAuthenticatedIdentity");

open_enum! {
    pub enum Principal: "PRINCIPAL_", "principal" {
        Unspecified = 0 = "unspecified",
        /// An account that has not joined an organization.
        Account = 1 = "account",
        User = 2 = "user",
        Runner = 3 = "runner",
        Environment = 4 = "environment",
        ServiceAccount = 5 = "service_account",
        RunnerManager = 6 = "runner_manager",
    }
}

message! {
    pub struct Subject {
        id: String = "id",
        principal: Principal = "principal",
    }
}

message! {
    pub struct Identity {
        subject: Option<Subject> = "subject",
        organization_id: String = "organizationId" | "organization_id",
        /// Free text such as `enterprise`.
        organization_tier: String = "organizationTier" | "organization_tier",
    }
}

impl Subject {
    /// For display, such as `service account`.
    pub(crate) fn kind(&self) -> String {
        self.principal.label().replace('_', " ")
    }
}

/// `user ID of organization ID (enterprise)`.
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

#[derive(Serialize)]
struct GetIdentity {}

impl Request for GetIdentity {
    type Response = Identity;
    type Answer = Identity;

    fn method(&self) -> Method {
        GET
    }

    fn answer(&self, identity: Identity) -> Result<Identity, DecodeError> {
        Ok(identity)
    }
}

impl Client {
    /// Fails with `unauthenticated` if the service does not accept the token.
    pub(crate) async fn authenticated_identity(&self) -> Result<Identity, Error> {
        self.call(&GetIdentity {}).await
    }
}
