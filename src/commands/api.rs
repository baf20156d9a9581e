//! `api`: calls any unary method of the service.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use clap::Args;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::api::client::Method;
use crate::api::raw::{self, RawResponse};
use crate::api::retry::{Effect, retry_class};
use crate::api::{Client, Error};
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::output::json;
use crate::runtime;
use crate::text_file::{self, ReadError};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl api IdentityService/GetAuthenticatedIdentity
  prebuildctl api ProjectService/ListProjects --paginate --jq '.[].metadata.name' -r
  prebuildctl api PrebuildService/GetWarmPool -d '{\"warmPoolId\": \"POOL_ID\"}'
  prebuildctl api PrebuildService/UpdateWarmPool -d @request.json")]
pub(crate) struct ApiArgs {
    /// Method to call; the gitpod.v1. prefix is optional
    #[arg(value_name = "SERVICE/METHOD")]
    method: String,

    /// Request message: JSON, @FILE, or - for stdin
    #[arg(short, long, value_name = "JSON", default_value = "{}", hide_default_value = true)]
    data: String,

    /// Fetch all pages of a list and print one array
    #[arg(long)]
    paginate: bool,
}

/// In bytes.
const MAX_REQUEST_SIZE: u64 = 8 * 1024 * 1024;

impl ApiArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let method = parse_method(&self.method)?;
        let request = self.request(context)?;
        let client = context.client()?;
        context.start_operation(format!("call {}", method.path()), Hint::new("warm-pool list"));
        let json = runtime::run(context, &client, async {
            if self.paginate {
                return all_pages(context, &client, method, request).await;
            }
            let response = call(context, &client, method, &request).await?;
            Ok(response.json().as_bytes().to_vec())
        })?;
        let done = || match method.effect {
            Effect::Read => Vec::new(),
            Effect::Mutation => vec![format!("{} succeeded", method.path())],
        };
        mutation_output::finish_output(context, context.ui.print_json(&json), done)?;
        Ok(ExitCode::Success)
    }

    fn request(&self, context: &Context) -> Result<Map<String, Value>, CliError> {
        let failure = |source: &str, error: ReadError| {
            error.into_error(format!("cannot read the request from {source}"))
        };
        let (text, source) = match (self.data.as_str(), self.data.strip_prefix('@')) {
            ("-" | "@-", _) => {
                let stdin = &mut context.env.borrow_mut().stdin;
                let text = text_file::read_from(stdin, MAX_REQUEST_SIZE);
                (text.map_err(|error| failure("stdin", error))?, "stdin")
            }
            (_, Some(file)) => {
                let text = text_file::read(Path::new(file), MAX_REQUEST_SIZE);
                (text.map_err(|error| failure(file, error))?.content, file)
            }
            (text, None) => (text.to_owned(), "--data"),
        };
        serde_json::from_str(&text).map_err(|error| {
            CliError::usage(format!("the request from {source} is not a JSON object"))
                .because(error.to_string())
        })
    }
}

fn parse_method(text: &str) -> Result<Method, CliError> {
    let path = text.strip_prefix("gitpod.v1.").unwrap_or(text);
    let is_name = |name: &str| {
        name.starts_with(|letter: char| letter.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match path.split_once('/') {
        Some((service, name)) if is_name(service) && is_name(name) => {
            Ok(raw::method(service, name))
        }
        _ => Err(CliError::usage(format!("{text:?} is not SERVICE/METHOD"))
            .hint(Hint::new("api PrebuildService/ListWarmPools"))),
    }
}

async fn call(
    context: &Context,
    client: &Client,
    method: Method,
    request: &Map<String, Value>,
) -> Result<RawResponse, CliError> {
    client.call(method, request).await.map_err(|error| call_error(context, method, &error))
}

/// The items of all pages as one array, each unchanged.
async fn all_pages(
    context: &Context,
    client: &Client,
    method: Method,
    mut request: Map<String, Value>,
) -> Result<Vec<u8>, CliError> {
    let mut all: Vec<Box<RawValue>> = Vec::new();
    let mut seen_tokens = HashSet::new();
    let failed = |reason: String| {
        let message = format!("cannot list all pages of {}", method.path());
        CliError::new(ExitCode::Failed, "unknown", message).because(reason)
    };
    loop {
        let response = call(context, client, method, &request).await?;
        let Page { items, next_token } = Page::parse(response.json())
            .map_err(|error| failed(format!("cannot decode the response: {error}")))?;
        all.extend(items);
        if next_token.is_empty() {
            return json::to_vec(&all);
        }
        if !seen_tokens.insert(next_token.clone()) {
            return Err(failed("the server returned the same page token twice".to_owned()));
        }
        let pagination = request.entry("pagination").or_insert_with(|| Map::new().into());
        if let Value::Object(pagination) = pagination {
            pagination.insert("token".to_owned(), Value::String(next_token));
        }
    }
}

/// One page of any list.
struct Page {
    items: Vec<Box<RawValue>>,
    /// Empty on the last page.
    next_token: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Pagination {
    next_token: String,
}

impl Page {
    /// The items are the only field that is an array.
    fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let fields: HashMap<String, Box<RawValue>> = serde_json::from_str(json)?;
        let pagination = fields.get("pagination").map(|value| serde_json::from_str(value.get()));
        let Pagination { next_token } = pagination.transpose()?.unwrap_or_default();
        let list = fields.values().find(|value| value.get().starts_with('['));
        let items = list.map(|value| serde_json::from_str(value.get())).transpose()?;
        Ok(Self { items: items.unwrap_or_default(), next_token })
    }
}

/// Does not report a mutation as failed that may have been applied.
fn call_error(context: &Context, method: Method, error: &Error) -> CliError {
    let path = method.path();
    let cli_error = context.api_error(format!("cannot call {path}"), error);
    if method.effect == Effect::Read || !retry_class(&error.cause).is_ambiguous() {
        return cli_error;
    }
    CliError {
        exit: ExitCode::OutcomeUnknown,
        code: "outcome_unknown".to_owned(),
        message: format!(
            "outcome unknown: the request to call {path} was sent, but the response was lost"
        ),
        ..cli_error
    }
}
