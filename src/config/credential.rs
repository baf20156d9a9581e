//! The token of a call: which source provides it, and whether it may go to this host.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::content::StoredCredential;
use super::location::{home, native_path};
use super::settings::Settings;
use super::source::{Setting, Source, conflict_warning};
use super::token_command::{self, CommandError};
use super::validate::HostChoice;
use crate::api::token::Token;
use crate::env::Env;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::text::shell::set_variable;
use crate::text_file::{self, Distrust, Input, Purpose, ReadError};

/// The variables that hold a token, the strongest first.
pub(super) const TOKEN_VARIABLES: [&str; 3] = ["ONA_TOKEN", "ONA_API_KEY", "GITPOD_API_KEY"];

/// The size limit of a token file and of piped input.
const MAX_BYTES: u64 = 64 * 1024;

/// The time limit of a `token-command`: a vault may ask the user to unlock it.
const COMMAND_TIMEOUT: Duration = Duration::from_secs(60);

/// How to give a token that is not stored.
pub(super) fn set_token_variable() -> String {
    set_variable(TOKEN_VARIABLES[0], "...")
}

/// A token that may be sent to the current host.
#[derive(Clone, Debug)]
pub(crate) struct Credential {
    pub(crate) token: Token,
    pub(crate) source: Source,
    pub(crate) warning: Option<String>,
}

/// Where a token comes from.
#[derive(Clone, Debug)]
pub(super) enum TokenSource {
    Stdin,
    File(PathBuf),
    Variable(&'static str),
    Profile(ProfileToken),
}

/// A token in the config file, and what it may be used for.
#[derive(Clone, Debug)]
pub(super) struct ProfileToken {
    pub(super) stored: StoredCredential,
    /// The host it belongs to.
    pub(super) host: HostChoice,
    /// The config file.
    pub(super) file: PathBuf,
}

/// Shows what a program prints on stderr.
pub(crate) trait ShowMessages {
    fn show(&self, text: &str);

    /// Masks this token from now on.
    fn hide(&self, token: &Token);
}

/// The variable that provides the token, if one does.
pub(crate) fn variable(env: &Env) -> Option<&'static str> {
    TOKEN_VARIABLES.into_iter().find(|name| env.path(name).is_some())
}

/// The tokens in the environment, also those that are not in use.
pub(crate) fn environment_tokens(env: &Env) -> Vec<Token> {
    let texts = TOKEN_VARIABLES.into_iter().filter_map(|name| env.var(name).ok().flatten());
    texts.filter_map(|text| Token::parse(&text).ok()).collect()
}

impl Settings {
    /// The tokens in the config file, of every profile.
    pub(crate) fn stored_tokens(&self) -> &[Token] {
        &self.stored_tokens
    }

    /// Whether there is a token that needs no interaction: a command may prompt to unlock a vault,
    /// and standard input may be in use.
    pub(crate) fn has_noninteractive_token(&self) -> bool {
        self.token.as_ref().is_some_and(|token| match &token.value {
            TokenSource::Stdin => false,
            TokenSource::File(_) | TokenSource::Variable(_) => true,
            TokenSource::Profile(token) => {
                !matches!(token.stored, StoredCredential::Command { .. })
            }
        })
    }

    /// Gets the token for calls to the host. Reads files and runs programs, so call it once, and
    /// only before a request.
    pub(crate) fn credential(
        &self,
        env: &mut Env,
        messages: &dyn ShowMessages,
    ) -> Result<Credential, CliError> {
        let Some(Setting { value, source }) = &self.token else {
            return Err(self.not_signed_in());
        };
        let (token, warning) = match value {
            TokenSource::Stdin => (from_stdin(env)?, None),
            TokenSource::File(path) => from_file(path)?,
            TokenSource::Variable(name) => from_variable(name, env)?,
            TokenSource::Profile(token) => {
                self.require_same_service(token)?;
                token.read(env, messages)?
            }
        };
        Ok(Credential { token, source: source.clone(), warning })
    }

    fn not_signed_in(&self) -> CliError {
        unauthenticated(format!("not signed in to {}", self.host.value.name()))
            .because("sign in, or set ONA_TOKEN; to try it without an account, add --local")
            .hint(Hint::new("auth login"))
    }

    /// A stored token goes only to the host it was stored for.
    fn require_same_service(&self, token: &ProfileToken) -> Result<(), CliError> {
        if token.host.is_same_service(&self.host.value) {
            return Ok(());
        }
        let (name, own, host) = (&self.profile.value, token.host.name(), self.host.value.name());
        let message = format!("the token of profile {name} is for {own}, not for {host}");
        Err(unauthenticated(message)
            .because(format!("the host is set by {}", self.host.source))
            .because(format!("to use another token: {}", set_token_variable())))
    }
}

impl ProfileToken {
    fn read(
        &self,
        env: &Env,
        messages: &dyn ShowMessages,
    ) -> Result<(Token, Option<String>), CliError> {
        match &self.stored {
            StoredCredential::Token(token) => Ok((token.clone(), None)),
            StoredCredential::File(text) => from_file(&self.resolve_path(text, env)),
            StoredCredential::Command { program, arguments } => {
                Ok((self.run_command(program, arguments, env, messages)?, None))
            }
        }
    }

    /// Runs the program: a bare name is looked up in `PATH`, anything else is a path.
    fn run_command(
        &self,
        program: &str,
        arguments: &[String],
        env: &Env,
        messages: &dyn ShowMessages,
    ) -> Result<Token, CliError> {
        let path = if program.contains(std::path::is_separator) {
            self.resolve_path(program, env)
        } else {
            token_command::find_in_path(program, env)
        };
        if let Ok(input) = Input::open(&path) {
            text_file::require_trusted(&path, input.access(), Purpose::Program)
                .map_err(Distrust::into_error)?;
        }
        let show = |bytes: &[u8]| messages.show(&String::from_utf8_lossy(bytes));
        let (line, rest) = token_command::first_line(&path, arguments, COMMAND_TIMEOUT, &show);
        let token = line.map_err(|error| self.command_error(program, &path, env, &error)).and_then(
            |line| {
                let token = parse(&format!("the token from {program}"), &line)?;
                messages.hide(&token);
                Ok(token)
            },
        );
        show(&rest);
        token
    }

    fn command_error(
        &self,
        program: &str,
        path: &Path,
        env: &Env,
        error: &CommandError,
    ) -> CliError {
        let mut failure = match error {
            CommandError::Interrupted(exit) => {
                CliError::new(*exit, "interrupted", "interrupted").because("no token was read")
            }
            error => unauthenticated(format!("{program} did not provide a token"))
                .because(error.to_string()),
        };
        if cfg!(windows)
            && error.is_not_found()
            && let Some(file) = token_command::find_batch_file(path, env)
        {
            let file = file.display();
            failure = failure.because(format!("it is a batch file, {file}: add its ending"));
        }
        failure.because(format!("it is the token-command in {}", self.file.display()))
    }

    /// A path in the config file: `~/` is the home folder, and a relative path starts in the folder
    /// of the file.
    fn resolve_path(&self, text: &str, env: &Env) -> PathBuf {
        let separators = std::path::is_separator;
        let inside = text.strip_prefix('~').and_then(|rest| rest.strip_prefix(separators));
        native_path(match (inside, home(env)) {
            (Some(inside), Some(home)) => home.join(inside),
            _ => self.file.parent().unwrap_or(Path::new("")).join(text),
        })
    }
}

fn unauthenticated(message: String) -> CliError {
    CliError::new(ExitCode::Unauthenticated, "unauthenticated", message)
}

fn parse(subject: &str, text: &str) -> Result<Token, CliError> {
    Token::parse(text).map_err(|error| CliError::usage(format!("{subject} {error}")))
}

fn from_stdin(env: &mut Env) -> Result<Token, CliError> {
    if env.stdin_is_terminal {
        let message = "--token-stdin needs a piped token, but standard input is a terminal";
        return Err(CliError::usage(message));
    }
    let text = text_file::read_from(&mut env.stdin, MAX_BYTES).map_err(|error| {
        error.into_error("cannot read the token from standard input".to_owned())
    })?;
    parse("the token from standard input", &text)
}

fn from_file(path: &Path) -> Result<(Token, Option<String>), CliError> {
    let failure = |error: ReadError| error.into_failure(path);
    let input = Input::open(path).map_err(failure)?;
    let access = input.access();
    text_file::require_trusted(path, access, Purpose::Private).map_err(Distrust::into_error)?;
    let text = input.text(MAX_BYTES).map_err(failure)?;
    let token = parse(&format!("the token in {}", path.display()), &text.content)?;
    Ok((token, access.is_exposed().then(|| text_file::permission_warning(path))))
}

fn from_variable(name: &'static str, env: &Env) -> Result<(Token, Option<String>), CliError> {
    let text = env.var(name)?.unwrap_or_default();
    let token = parse(name, &text)?;
    let differs = |other: &&str| match env.var(other) {
        Ok(None) => false,
        Ok(Some(text)) => {
            Token::parse(&text).map_or(true, |other| other.expose() != token.expose())
        }
        Err(_) => true,
    };
    let warning = conflict_warning(name, TOKEN_VARIABLES.into_iter().filter(differs));
    Ok((token, warning))
}

#[cfg(test)]
mod tests;
