//! `auth login`: verify a token and save it.

use clap::Args;
use serde::Serialize;

use super::status::{Status, identity};
use crate::api::token::Token;
use crate::commands::shared::mutation_output;
use crate::config::{Credential, Editor, Source, access_description, short_path};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::runtime;
use crate::text::shell::pipe_token;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl auth login
  printf %s \"$TOKEN\" | prebuildctl auth login --token-stdin
  prebuildctl auth login --profile work --host https://ona.example.com")]
pub(crate) struct LoginArgs {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Login {
    #[serde(flatten)]
    status: Status,
    saved_in: String,
    profile: String,
}

impl LoginArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        if context.is_local()? {
            return Err(CliError::usage("the embedded API needs no sign-in")
                .hint(Hint::new("--local warm-pool list")));
        }
        let credential = credential_to_save(context)?;
        let client = context.client_with(&credential)?;
        let identity = runtime::run(context, &client, identity(context, &client))?;
        let env = context.env.borrow();
        let saved =
            Editor::new(&context.flags, &env)?.save_login(context.host()?, &credential.token)?;
        let login = Login {
            status: Status::new(&client, &credential, &identity, context.settings()?)?,
            saved_in: short_path(&saved.path, &env),
            profile: saved.profile.clone(),
        };
        let lines = || {
            let Login { status, saved_in, profile } = &login;
            let access = access_description(&saved.path);
            let saved = format!("saved in {saved_in} ({access}), profile \"{profile}\"");
            vec![status.sentence(), saved]
        };
        mutation_output::finish_output(context, context.ui.print_value(&login, lines), lines)?;
        drop(env);
        super::warn_env_override(context, "overrides the saved token");
        Ok(ExitCode::Success)
    }
}

/// The token to save: from a flag, else from a prompt.
fn credential_to_save(context: &Context) -> Result<Credential, CliError> {
    let flags = &context.flags;
    if flags.token_stdin || flags.token_file.is_some() {
        return context.credential().cloned();
    }
    let host = context.host()?;
    context.require_prompts(&format!("cannot prompt for the token of {host}")).map_err(
        |error| {
            let command = pipe_token("prebuildctl auth login --token-stdin");
            error
                .because(format!("to create one: {}", host.token_page()))
                .because(format!("to pipe it in: {command}"))
        },
    )?;
    context.ui.note(&format!("create a token with Read & Write access: {}", host.token_page()));
    let prompt = format!("token for {host}: ");
    let typed = runtime::ask(context, move || rpassword::prompt_password(prompt))?;
    let token = Token::parse(&typed)
        .map_err(|error| CliError::usage(format!("the token from the prompt {error}")))?;
    Ok(Credential { token, source: Source::Prompt, warning: None })
}
