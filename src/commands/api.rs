//! `api`: any unary method of the service.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Read as _;

use clap::Args;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::api::client::Method;
use crate::api::retry::{Effect, retry_class};
use crate::api::{Client, Error, raw};
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::output::json;
use crate::runtime;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl api IdentityService/GetAuthenticatedIdentity
  prebuildctl api ProjectService/ListProjects --paginate --jq '.[].metadata.name' -r
  prebuildctl api PrebuildService/GetWarmPool -d '{\"warmPoolId\": \"POOL_ID\"}'
  prebuildctl api PrebuildService/UpdateWarmPool -d @request.json")]
pub(crate) struct ApiArgs {
    /// The method, with or without gitpod.v1. before it
    #[arg(value_name = "SERVICE/METHOD")]
    method: String,

    /// The message: JSON, @FILE, or - for standard input
    #[arg(short, long, value_name = "JSON", default_value = "{}", hide_default_value = true)]
    data: String,

    /// Follow the pages of a list and print everything on them as one array
    #[arg(long)]
    paginate: bool,
}

/// The most of a message that is read from a file or standard input, in bytes.
const LARGEST_MESSAGE: u64 = 8 * 1024 * 1024;

impl ApiArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let method = method(&self.method)?;
        let message = self.message(context)?;
        let client = context.client()?;
        context.start_operation(format!("call {}", method.path()), Hint::new("warm-pool list"));
        let answer = if self.paginate {
            runtime::run(context, &client, pages(context, &client, method, message))?
        } else {
            let answer = runtime::run(context, &client, async {
                let answer = client.call_raw(method, &message).await;
                answer.map_err(|error| failed(context, method, &error))
            })?;
            answer.json().as_bytes().to_vec()
        };
        let done = || match method.effect {
            Effect::Read => Vec::new(),
            _ => vec![format!("{} was carried out", method.path())],
        };
        mutation_output::finish_output(context, context.ui.json_value(&answer), done)?;
        Ok(ExitCode::Success)
    }

    /// The message, which has to be an object.
    fn message(&self, context: &Context) -> Result<Map<String, Value>, CliError> {
        let (text, from) = match (self.data.as_str(), self.data.strip_prefix('@')) {
            ("-", _) => {
                let mut text = String::new();
                let mut env = context.env.borrow_mut();
                let read = env.stdin.by_ref().take(LARGEST_MESSAGE).read_to_string(&mut text);
                read.map_err(|error| {
                    CliError::usage("cannot read the message from standard input")
                        .because(error.to_string())
                })?;
                (text, "standard input")
            }
            (_, Some(file)) => {
                let read = fs::read_to_string(file);
                let failed = |error: std::io::Error| {
                    CliError::usage(format!("cannot read the message from {file}"))
                        .because(error.to_string())
                };
                (read.map_err(failed)?, file)
            }
            (text, None) => (text.to_owned(), "--data"),
        };
        serde_json::from_str(&text).map_err(|error| {
            CliError::usage(format!("the message from {from} is not a JSON object"))
                .because(error.to_string())
        })
    }
}

/// Reads `SERVICE/METHOD`.
fn method(text: &str) -> Result<Method, CliError> {
    let word = text.strip_prefix("gitpod.v1.").unwrap_or(text);
    let is_name = |name: &str| {
        name.starts_with(|letter: char| letter.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match word.split_once('/') {
        Some((service, name)) if is_name(service) && is_name(name) => {
            Ok(raw::method(service, name))
        }
        _ => Err(CliError::usage(format!("{text:?} is not SERVICE/METHOD"))
            .hint(Hint::new("api PrebuildService/ListWarmPools"))),
    }
}

/// Everything on all pages, as one array, each item as the service wrote it.
async fn pages(
    context: &Context,
    client: &Client,
    method: Method,
    mut message: Map<String, Value>,
) -> Result<Vec<u8>, CliError> {
    let mut all: Vec<Box<RawValue>> = Vec::new();
    let mut seen = HashSet::new();
    loop {
        let answer = client.call_raw(method, &message).await;
        let answer = answer.map_err(|error| failed(context, method, &error))?;
        let Page { items, next } = Page::read(answer.json()).map_err(|error| {
            let message = format!("cannot read a page of {}", method.path());
            CliError::new(ExitCode::Failed, "unknown", message).because(error.to_string())
        })?;
        all.extend(items);
        if next.is_empty() {
            return json::to_vec(&all);
        }
        if !seen.insert(next.clone()) {
            let message = format!("cannot read all pages of {}", method.path());
            return Err(CliError::new(ExitCode::Failed, "unknown", message)
                .because("the service gave the same page token twice"));
        }
        let pagination = message.entry("pagination").or_insert_with(|| Map::new().into());
        if let Value::Object(pagination) = pagination {
            pagination.insert("token".to_owned(), Value::String(next));
        }
    }
}

/// One page of any list: what is on it, and the token of the next, empty on the last.
struct Page {
    items: Vec<Box<RawValue>>,
    next: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Pagination {
    next_token: String,
}

impl Page {
    /// The list is the one field of the answer that is one.
    fn read(json: &str) -> Result<Self, serde_json::Error> {
        let fields: HashMap<String, Box<RawValue>> = serde_json::from_str(json)?;
        let pagination = fields.get("pagination").map(|value| serde_json::from_str(value.get()));
        let Pagination { next_token: next } = pagination.transpose()?.unwrap_or_default();
        let list = fields.values().find(|value| value.get().starts_with('['));
        let items = list.map(|value| serde_json::from_str(value.get())).transpose()?;
        Ok(Self { items: items.unwrap_or_default(), next })
    }
}

/// A change that may have been made is not said to have failed.
fn failed(context: &Context, method: Method, error: &Error) -> CliError {
    let path = method.path();
    let failure = context.api_error(format!("cannot call {path}"), error);
    if method.effect == Effect::Read || !retry_class(&error.fault).is_ambiguous() {
        return failure;
    }
    let message = format!("it is not known whether {path} was carried out");
    CliError {
        exit: ExitCode::OutcomeUnknown,
        code: "outcome_unknown".to_owned(),
        message,
        ..failure
    }
}
