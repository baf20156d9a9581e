//! What a command works with: the streams, the environment, the settings, and a client that is
//! made when it is first needed.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use self::local::Local;
use crate::api::RootCerts;
use crate::api::client::{CallEvent, Client, Options};
use crate::api::host::Host;
use crate::api::retry::RetryPolicy;
use crate::config::{Credential, Flags, HostChoice, Resource, Settings, Source};
use crate::env::Env;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::output::Ui;

mod local;

/// What a command works with.
pub(crate) struct Context {
    /// Where results and notes go.
    pub(crate) ui: Rc<Ui>,
    /// Variables and standard input.
    pub(crate) env: RefCell<Env>,
    /// What was typed, as far as it concerns settings.
    pub(crate) flags: Flags,
    settings: OnceCell<Settings>,
    credential: OnceCell<Credential>,
    local: OnceCell<Local>,
    operation: RefCell<Option<Operation>>,
    interrupted: Cell<Option<ExitCode>>,
    parting: RefCell<Option<Box<dyn Fn() -> CliError>>>,
}

/// A change in words: what is to be done, and how to see what is true.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Such as `create the warm pool of P/C`.
    pub(crate) what: String,
    /// The command that shows the pool.
    pub(crate) look: Hint,
}

impl Context {
    /// Nothing is read yet.
    pub(crate) fn new(ui: Rc<Ui>, env: Env, flags: Flags) -> Self {
        Self {
            ui,
            env: RefCell::new(env),
            flags,
            settings: OnceCell::new(),
            credential: OnceCell::new(),
            local: OnceCell::new(),
            operation: RefCell::new(None),
            interrupted: Cell::new(None),
            parting: RefCell::new(None),
        }
    }

    /// Reads the settings for a command that may make the profile it names.
    ///
    /// # Errors
    /// As [`Self::settings`], but for a profile or a file that does not exist yet.
    pub(crate) fn allow_new_profile(&self) -> Result<(), CliError> {
        let settings = Settings::load_for_edit(&self.flags, &self.env.borrow())?;
        self.settings.get_or_init(|| settings);
        Ok(())
    }

    /// The settings, read when they are first asked for.
    ///
    /// # Errors
    /// Everything that is wrong with the file, the variables and the flags.
    pub(crate) fn settings(&self) -> Result<&Settings, CliError> {
        if let Some(settings) = self.settings.get() {
            return Ok(settings);
        }
        let settings = Settings::load(&self.flags, &self.env.borrow())?;
        settings.warnings.iter().for_each(|warning| self.ui.warn(warning));
        Ok(self.settings.get_or_init(|| settings))
    }

    /// The columns that the settings name for a noun, unless the command line names some.
    pub(crate) fn apply_default_columns(&self, noun: Resource) -> Result<(), CliError> {
        if let Some(columns) = self.settings()?.columns.get(&noun) {
            self.ui.set_default_columns(&columns.value);
        }
        Ok(())
    }

    /// The service that is called; the embedded API is started when it is first needed.
    ///
    /// # Errors
    /// As [`Self::settings`], and when the embedded API cannot be started.
    pub(crate) fn host(&self) -> Result<&Host, CliError> {
        match &self.settings()?.host.value {
            HostChoice::Remote(host) => Ok(host),
            HostChoice::Local => Ok(&self.local()?.host),
        }
    }

    /// The credential, looked up when it is first asked for.
    ///
    /// # Errors
    /// When there is none, or the one that is configured cannot be used.
    pub(crate) fn credential(&self) -> Result<&Credential, CliError> {
        if let Some(credential) = self.credential.get() {
            return Ok(credential);
        }
        let credential = if self.is_local()? && !self.has_token_flag() {
            self.local_credential()?
        } else {
            self.settings()?.credential(&mut self.env.borrow_mut())?
        };
        credential.warnings.iter().for_each(|warning| self.ui.warn(warning));
        Ok(self.credential.get_or_init(|| credential))
    }

    /// A client for the configured service with the configured token.
    ///
    /// # Errors
    /// As [`Self::credential`].
    pub(crate) fn client(&self) -> Result<Client, CliError> {
        let credential = self.credential()?;
        self.client_with(credential)
    }

    /// A client with a token that is not configured yet.
    pub(crate) fn client_with(&self, credential: &Credential) -> Result<Client, CliError> {
        let (settings, host) = (self.settings()?, self.host()?);
        if !self.is_local()? {
            self.ui.redact(credential.token.expose());
        }
        let env = self.env.borrow();
        let ui = Rc::clone(&self.ui);
        let options = Options {
            host: host.clone(),
            token: credential.token.clone(),
            policy: retry_policy(settings, &env)?,
            root_certs: RootCerts {
                file: env.path("SSL_CERT_FILE"),
                dir: env.path("SSL_CERT_DIR"),
            },
            user_agent: concat!("prebuildctl/", env!("CARGO_PKG_VERSION")).to_owned(),
            on_event: Box::new(move |event| print_call_event(&ui, event)),
        };
        Client::new(options).map_err(|why| CliError::local("cannot set up HTTP").because(why))
    }

    /// Where the token came from, once it was looked up.
    pub(crate) fn credential_source(&self) -> Option<&Source> {
        self.credential.get().map(|credential| &credential.source)
    }

    /// A change begins; it is what an interruption names.
    pub(crate) fn start_operation(&self, what: String, look: Hint) -> Operation {
        let attempt = Operation { what, look };
        self.operation.replace(Some(attempt.clone()));
        attempt
    }

    /// The change that began last.
    pub(crate) fn operation(&self) -> Option<Operation> {
        self.operation.borrow().clone()
    }

    /// What an interruption says from now on, as long as nothing is being changed; asked for when
    /// there is one.
    pub(crate) fn on_interrupt(&self, words: impl Fn() -> CliError + 'static) {
        self.parting.replace(Some(Box::new(words)));
    }

    /// The words for an interruption, if there are some.
    pub(crate) fn take_interrupt_message(&self) -> Option<CliError> {
        self.parting.take().map(|words| words())
    }

    /// A signal came: whatever the run still tells, this is its exit code.
    pub(crate) fn interrupt(&self, exit: ExitCode) {
        self.interrupted.set(Some(exit));
    }

    /// The exit code of the signal that came, if one did.
    pub(crate) fn interrupted(&self) -> Option<ExitCode> {
        self.interrupted.get()
    }

    /// Whether a person can be asked.
    ///
    /// # Errors
    /// As [`Self::settings`].
    pub(crate) fn can_ask(&self) -> Result<bool, CliError> {
        Ok(self.env.borrow().stdin_is_terminal && !self.settings()?.no_input.value)
    }
}

fn retry_policy(settings: &Settings, env: &Env) -> Result<RetryPolicy, CliError> {
    let mut policy = RetryPolicy::new(settings.retries.value, settings.request_timeout.value);
    // Tests of the whole binary must not spend their time on delays.
    let first_backoff = env.var("__PREBUILDCTL_TEST_BACKOFF_MS")?;
    if let Some(milliseconds) = first_backoff.and_then(|text| text.parse().ok()) {
        policy.first_backoff = Duration::from_millis(milliseconds);
    }
    Ok(policy)
}

/// How much of a message is logged, in bytes.
const MAX_LOGGED: usize = 4 * 1024;

/// Prints notes and, with -v, the log of calls.
fn print_call_event(ui: &Ui, event: &CallEvent<'_>) {
    let text =
        |body: &[u8]| String::from_utf8_lossy(&body[..body.len().min(MAX_LOGGED)]).into_owned();
    match event {
        CallEvent::Sending { method, host, body } => {
            ui.log(1, &format!("> {method} to {host}, {} bytes", body.len()));
            ui.log(2, &format!("> {}", text(body)));
        }
        CallEvent::Received { method, status, took, body } => {
            let (took, size) = (took.as_millis(), body.len());
            ui.log(1, &format!("< {method} {status}, {size} bytes in {took} ms"));
            ui.log(2, &format!("< {}", text(body)));
        }
        CallEvent::StreamMessage { method, message } => {
            ui.log(1, &format!("< {method} event, {} bytes", message.len()));
            ui.log(2, &format!("< {}", text(message)));
        }
        CallEvent::Retrying { delay, error, attempt } => {
            let seconds = delay.as_secs_f64();
            ui.note(&format!("retrying in {seconds:.1} s (attempt {attempt}): {error}"));
        }
        CallEvent::StreamEnded { error, delay } => {
            let reason = error.map_or_else(|| "ended".to_owned(), ToString::to_string);
            let next = match delay {
                Some(delay) => format!("reconnecting in {:.1} s", delay.as_secs_f64()),
                None => "not reconnecting".to_owned(),
            };
            ui.log(1, &format!("event stream: {reason}; {next}"));
        }
        CallEvent::Redirected { to } => ui.note(&format!("redirected to {to}")),
    }
}
