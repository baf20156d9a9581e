//! Organizations: messages and methods of `gitpod.v1.OrganizationService`.

use serde::Serialize;

use super::client::{Client, Method};
use super::error::Error;
use super::proto::{DecodeError, ProtoDuration, message};
use super::request::Request;

const GET_POLICIES: Method = Method::read("OrganizationService", "GetOrganizationPolicies");

message! {
    /// Only the policies that matter here.
    pub struct OrganizationPolicies {
        /// Of stopped environments; absent if they are not archived by themselves.
        archive_environments_after: Option<ProtoDuration>
            = "archiveEnvironmentsAfter" | "archive_environments_after",
        /// Zero or absent for never.
        delete_archived_environments_after: Option<ProtoDuration>
            = "deleteArchivedEnvironmentsAfter" | "delete_archived_environments_after",
    }
}

message! {
    pub struct OrganizationPoliciesResponse {
        policies: Option<OrganizationPolicies> = "policies",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GetOrganizationPolicies<'a> {
    organization_id: &'a str,
}

impl Request for GetOrganizationPolicies<'_> {
    type Response = OrganizationPoliciesResponse;
    type Answer = OrganizationPolicies;

    fn method(&self) -> Method {
        GET_POLICIES
    }

    fn answer(&self, response: Self::Response) -> Result<OrganizationPolicies, DecodeError> {
        let (path, reason) = ("policies".to_owned(), "missing".to_owned());
        response.policies.ok_or(DecodeError { path, reason })
    }
}

impl Client {
    pub(crate) async fn organization_policies(
        &self,
        organization_id: &str,
    ) -> Result<OrganizationPolicies, Error> {
        self.call(&GetOrganizationPolicies { organization_id }).await
    }
}
