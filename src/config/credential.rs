//! The token of a call: which source gives it, and whether it may go to this host.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::content::StoredCredential;
use super::location::home;
use super::settings::Settings;
use super::source::{Setting, Source, conflict_warning};
use super::token_command;
use super::validate::HostChoice;
use crate::api::token::Token;
use crate::env::Env;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::text_file;

/// The variables that hold a token, the strongest first.
pub(super) const TOKEN_VARIABLES: [&str; 3] = ["ONA_TOKEN", "ONA_API_KEY", "GITPOD_API_KEY"];

/// Bytes of a token file, and of what is piped in.
const LARGEST: u64 = 64 * 1024;

/// How long a `token-command` may take: a vault may ask the user to unlock it.
const COMMAND_LIMIT: Duration = Duration::from_secs(60);

/// A token that may be sent to the host it was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Credential {
    /// The token.
    pub(crate) token: Token,
    /// Who gave it.
    pub(crate) source: Source,
    /// What the user should know, one line each.
    pub(crate) warnings: Vec<String>,
}

/// Where a token comes from.
#[derive(Clone, Debug)]
pub(super) enum TokenSource {
    /// `--token-stdin`
    Stdin,
    /// `--token-file`
    File(PathBuf),
    /// One of [`TOKEN_VARIABLES`].
    Variable(&'static str),
    /// The profile.
    Profile(ProfileToken),
}

/// A token that the file keeps, and what it may be used for.
#[derive(Clone, Debug)]
pub(super) struct ProfileToken {
    /// How it is kept.
    pub(super) stored: StoredCredential,
    /// The host it is for.
    pub(super) host: HostChoice,
    /// The file of settings.
    pub(super) file: PathBuf,
    /// Whether that file belongs to somebody else.
    pub(super) is_foreign: bool,
}

/// The variable that gives the token, if one does.
pub(crate) fn variable(env: &Env) -> Option<&'static str> {
    TOKEN_VARIABLES.into_iter().find(|name| env.path(name).is_some())
}

impl Settings {
    /// Whether there is a token that can be got at without asking anybody: a program that prints
    /// one may want its vault unlocked, and standard input is somebody else's.
    pub(crate) fn has_noninteractive_token(&self) -> bool {
        match self.token.as_ref().map(|token| &token.value) {
            None | Some(TokenSource::Stdin) => false,
            Some(TokenSource::File(_) | TokenSource::Variable(_)) => true,
            Some(TokenSource::Profile(kept)) => {
                !matches!(kept.stored, StoredCredential::Command { .. })
            }
        }
    }

    /// Gets the token for calls to the host. Reads files and runs programs, so it is for commands
    /// that are about to call, once.
    pub(crate) fn credential(&self, env: &mut Env) -> Result<Credential, CliError> {
        let Some(Setting { value, source }) = &self.token else {
            return Err(self.not_signed_in());
        };
        let (token, warning) = match value {
            TokenSource::Stdin => (from_stdin(env)?, None),
            TokenSource::File(path) => from_file(path)?,
            TokenSource::Variable(name) => from_variable(name, env)?,
            TokenSource::Profile(kept) => {
                self.require_own_host(kept)?;
                kept.token(env)?
            }
        };
        Ok(Credential { token, source: source.clone(), warnings: warning.into_iter().collect() })
    }

    fn not_signed_in(&self) -> CliError {
        unauthenticated(format!("not signed in to {}", self.host.value.name()))
            .because("sign in, or set ONA_TOKEN; to try it without an account, add --local")
            .hint(Hint::new("auth login"))
    }

    /// A kept token goes to the host it was kept for and to no other.
    fn require_own_host(&self, kept: &ProfileToken) -> Result<(), CliError> {
        if kept.host.is_same_service(&self.host.value) {
            return Ok(());
        }
        let (name, own, host) = (&self.profile.value, kept.host.name(), self.host.value.name());
        let message = format!("the token of profile {name} is for {own}, not for {host}");
        Err(unauthenticated(message)
            .because(format!("{host} comes from {}", self.host.source))
            .because(format!("to use a token for it: {EXPORT}")))
    }
}

impl ProfileToken {
    fn token(&self, env: &Env) -> Result<(Token, Option<String>), CliError> {
        if self.is_foreign {
            let message = format!("{} belongs to another user", self.file.display());
            return Err(CliError::usage(message)
                .because("a token or a command in it is not used")
                .because(format!("to use your own token: {EXPORT}")));
        }
        match &self.stored {
            StoredCredential::Token(token) => Ok((token.clone(), None)),
            StoredCredential::File(text) => from_file(&self.resolve_path(text, env)),
            StoredCredential::Command { program, arguments } => {
                let token = self.printed_by(program, arguments, env)?;
                Ok((token, None))
            }
        }
    }

    /// Runs the program: a bare name is looked up in `PATH`, anything else is a path.
    fn printed_by(
        &self,
        program: &str,
        arguments: &[String],
        env: &Env,
    ) -> Result<Token, CliError> {
        let path = if program.contains(std::path::is_separator) {
            self.resolve_path(program, env)
        } else {
            PathBuf::from(program)
        };
        match token_command::first_line(&path, arguments, COMMAND_LIMIT) {
            Ok(line) => checked(&format!("the token that {program} printed"), &line),
            Err(fault) => {
                let message = format!("{program} gave no token");
                Err(unauthenticated(message)
                    .because(fault.to_string())
                    .because(format!("it is the token-command in {}", self.file.display())))
            }
        }
    }

    /// A path as written in the file: `~/` is the home folder, and a relative path starts in the
    /// folder of the file.
    fn resolve_path(&self, text: &str, env: &Env) -> PathBuf {
        match (text.strip_prefix("~/"), home(env)) {
            (Some(inside), Some(home)) => home.join(inside),
            _ => self.file.parent().unwrap_or(Path::new("")).join(text),
        }
    }
}

/// How to give a token that is not kept.
pub(super) const EXPORT: &str = "export ONA_TOKEN=...";

fn unauthenticated(message: String) -> CliError {
    CliError::new(ExitCode::Unauthenticated, "unauthenticated", message)
}

fn checked(subject: &str, text: &str) -> Result<Token, CliError> {
    Token::parse(text).map_err(|fault| CliError::usage(format!("{subject} {fault}")))
}

fn from_stdin(env: &mut Env) -> Result<Token, CliError> {
    if env.stdin_is_terminal {
        let message = "--token-stdin needs a token that is piped in; standard input is a terminal";
        return Err(CliError::usage(message));
    }
    let mut text = String::new();
    match (&mut env.stdin).take(LARGEST).read_to_string(&mut text) {
        Ok(_) => checked("the token on standard input", &text),
        Err(error) => {
            let message = "cannot read the token on standard input";
            Err(CliError::local(message).because(error.to_string()))
        }
    }
}

fn from_file(path: &Path) -> Result<(Token, Option<String>), CliError> {
    let text = text_file::read(path, LARGEST).map_err(|unread| unread.into_failure(path))?;
    let token = checked(&format!("the token in {}", path.display()), &text.content)?;
    let is_open = text.access.others_may_read || text.access.others_may_write;
    Ok((token, is_open.then(|| text_file::permission_warning(path))))
}

fn from_variable(name: &'static str, env: &Env) -> Result<(Token, Option<String>), CliError> {
    let text = env.var(name)?.unwrap_or_default();
    let token = checked(name, &text)?;
    let differs = |rival: &str| match env.var(rival) {
        Ok(None) => false,
        Ok(Some(text)) => {
            Token::parse(&text).map_or(true, |rival| rival.expose() != token.expose())
        }
        Err(_) => true,
    };
    let rivals = TOKEN_VARIABLES.into_iter().filter(|rival| differs(rival));
    let warning = conflict_warning(name, rivals);
    Ok((token, warning))
}

#[cfg(test)]
mod tests;
