//! `api`: calls any unary method of the service.

use std::path::Path;

use clap::Args;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::api::client::Method;
use crate::api::connect_code::Code;
use crate::api::list_limits::ListProgress;
use crate::api::methods::{self, KnownMethod};
use crate::api::raw::{RawPage, RawResponse};
use crate::api::retry::{Effect, retry_class};
use crate::api::{Client, Error};
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::keyword;
use crate::output::json;
use crate::runtime;
use crate::sort::sort_by_key;
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
    match (path.split_once('/'), methods::known_method(path)) {
        (_, Some(KnownMethod::Unary(method))) => Ok(method),
        (_, Some(KnownMethod::Stream)) => Err(stream_error(path)),
        (Some((service, name)), None) if is_name(service) && is_name(name) => {
            Ok(methods::unknown_method(service, name))
        }
        (parts, None) => {
            let (service, name) = parts.or(path.rsplit_once('.')).unwrap_or(("", path));
            let similar = similar_method(service, name);
            let example = similar.unwrap_or_else(|| "PrebuildService/ListWarmPools".to_owned());
            Err(CliError::usage(format!("{text:?} is not SERVICE/METHOD"))
                .hint(Hint::new("api").arg(example)))
        }
    }
}

fn stream_error(path: &str) -> CliError {
    CliError::usage(format!("{path} is a stream, which api cannot call"))
        .hint(Hint::new("warm-pool watch"))
}

/// The known method that was probably meant: the same name in another service, or a similar name in
/// the service that is meant.
fn similar_method(service: &str, name: &str) -> Option<String> {
    let services = || methods::names().map(|(service, _)| service);
    let service = keyword::suggestions(service, services()).next();
    let of_service = |known: &str| service.as_deref() == Some(known);
    let mut same_name: Vec<_> =
        methods::names().filter(|(_, known)| known.eq_ignore_ascii_case(name)).collect();
    sort_by_key(&mut same_name, |(known, _)| !of_service(known));
    if let Some((service, name)) = same_name.first() {
        return Some(format!("{service}/{name}"));
    }
    let names = methods::names().filter(|(known, _)| of_service(known)).map(|(_, name)| name);
    let name = keyword::suggestions(name, names).next()?;
    Some(format!("{}/{name}", service?))
}

async fn call(
    context: &Context,
    client: &Client,
    method: Method,
    request: &Map<String, Value>,
) -> Result<RawResponse, CliError> {
    client.call_raw(method, request).await.map_err(|error| call_error(context, method, &error))
}

/// The items of all pages as one array, each unchanged.
async fn all_pages(
    context: &Context,
    client: &Client,
    method: Method,
    mut request: Map<String, Value>,
) -> Result<Vec<u8>, CliError> {
    let mut all: Vec<Box<RawValue>> = Vec::new();
    let mut progress = ListProgress::default();
    let failed = |reason: String| {
        let message = format!("cannot list all pages of {}", method.path());
        CliError::new(ExitCode::Failed, "unknown", message).because(reason)
    };
    loop {
        let response = call(context, client, method, &request).await?;
        let RawPage { items, next_token } = RawPage::parse(&response)
            .map_err(|error| failed(format!("cannot decode the response: {error}")))?;
        progress.record(items.len(), &next_token).map_err(|error| failed(error.to_string()))?;
        all.extend(items);
        if next_token.is_empty() {
            return json::to_vec(&all);
        }
        let pagination = request.entry("pagination").or_insert_with(|| Map::new().into());
        if let Value::Object(pagination) = pagination {
            pagination.insert("token".to_owned(), Value::String(next_token));
        }
    }
}

/// The method that was probably meant, if the descriptors do not have this one.
fn unknown_method_hint(method: Method) -> Option<Hint> {
    let path = format!("{}/{}", method.service, method.name);
    match methods::known_method(&path) {
        Some(_) => None,
        None => Some(Hint::new("api").arg(similar_method(method.service, method.name)?)),
    }
}

/// Does not report a mutation as failed that may have been applied.
fn call_error(context: &Context, method: Method, error: &Error) -> CliError {
    let path = method.path();
    let mut cli_error = context.api_error(format!("cannot call {path}"), error);
    if cli_error.code == Code::Unimplemented.as_str()
        && let Some(similar) = unknown_method_hint(method)
    {
        cli_error.hint = Some(similar);
    }
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
