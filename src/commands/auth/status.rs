//! `auth status`: who is signed in to which service, and the source of the token.

use clap::Args;
use serde::Serialize;

use crate::api::Client;
use crate::api::identity::Identity;
use crate::config::{Credential, Settings};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl auth status
  prebuildctl auth status --jq .organizationId -r")]
pub(crate) struct StatusArgs {}

impl StatusArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let credential = context.credential()?;
        let client = context.client()?;
        let identity = runtime::run(context, &client, identity(context, &client))?;
        let status = Status::new(&client, credential, &identity, context.settings()?)?;
        context.ui.print_value(&status, || status.lines())?;
        Ok(ExitCode::Success)
    }
}

/// Reads whom the token belongs to.
pub(super) async fn identity(context: &Context, client: &Client) -> Result<Identity, CliError> {
    let identity = client.authenticated_identity().await;
    identity
        .map_err(|error| context.api_error(format!("cannot sign in to {}", client.host()), &error))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Status {
    host: String,
    principal: String,
    id: String,
    organization_id: String,
    organization_tier: String,
    token_from: String,
    /// Such as `http://proxy.example:3128`.
    #[serde(skip_serializing_if = "Option::is_none")]
    proxy: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proxy_from: Option<String>,
    /// The host as displayed.
    #[serde(skip)]
    server: String,
    /// The identity as displayed.
    #[serde(skip)]
    who: String,
}

impl Status {
    pub(super) fn new(
        client: &Client,
        credential: &Credential,
        identity: &Identity,
        settings: &Settings,
    ) -> Result<Self, CliError> {
        let subject = identity.subject.clone().unwrap_or_default();
        let host = client.host();
        let proxy = settings.proxy()?;
        Ok(Self {
            host: if host.is_embedded() { "local".to_owned() } else { host.to_string() },
            proxy: proxy.map(|proxy| proxy.value.to_string()),
            proxy_from: proxy.map(|proxy| proxy.source.to_string()),
            server: host.to_string(),
            principal: subject.kind(),
            id: subject.id,
            organization_id: identity.organization_id.clone(),
            organization_tier: identity.organization_tier.clone(),
            token_from: credential.source.to_string(),
            who: identity.to_string(),
        })
    }

    /// `signed in to HOST as user ID of organization ID (enterprise)`.
    pub(super) fn sentence(&self) -> String {
        format!("signed in to {} as {}", self.server, self.who)
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.sentence(), format!("using the token from {}", self.token_from)];
        if let (Some(proxy), Some(source)) = (&self.proxy, &self.proxy_from) {
            lines.push(format!("connecting through the proxy {proxy} ({source})"));
        }
        lines
    }
}
