//! What a command works with: the streams, the environment, the settings, and a client that is
//! created on first use.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use self::call_log::{log_call_event, print_call_event};
use self::http_client::{CallObserver, PrintCallEvent};
use self::local::Local;
use crate::api::Client;
use crate::api::client::CallEvent;
use crate::api::host::Host;
use crate::api::token::Token;
use crate::config::{
    Credential, Flags, HostChoice, Settings, ShowMessages, Source, environment_tokens,
};
use crate::emulator;
use crate::env::Env;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::output::Ui;

mod call_log;
mod http_client;
mod local;
mod renewal;

pub(crate) struct Context {
    pub(crate) ui: Rc<Ui>,
    pub(crate) env: RefCell<Env>,
    pub(crate) flags: Flags,
    settings: OnceCell<Settings>,
    credential: OnceCell<Credential>,
    local: OnceCell<Local>,
    operation: RefCell<Option<Operation>>,
    interrupted: Cell<Option<ExitCode>>,
    on_interrupt: RefCell<Option<Box<dyn Fn() -> CliError>>>,
    call_observer: RefCell<Option<Rc<CallObserver>>>,
}

/// A change in progress.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Such as `create the warm pool P/C`.
    pub(crate) description: String,
    /// The command that shows the current state.
    pub(crate) check_command: Hint,
}

impl Context {
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
            on_interrupt: RefCell::new(None),
            call_observer: RefCell::new(None),
        }
    }

    /// A context for another profile of the config file, whose lists have the columns of this one. It
    /// has an empty standard input.
    ///
    /// # Errors
    /// As [`Self::settings`] of either.
    pub(crate) fn for_profile(&self, name: &str) -> Result<Self, CliError> {
        let flags = Flags { profile: Some(name.to_owned()), ..self.flags.clone() };
        let context = Self::new(Rc::clone(&self.ui), self.env.borrow().without_stdin(), flags);
        let mut settings = Settings::load(&context.flags, &context.env.borrow())?;
        settings.columns.clone_from(&self.settings()?.columns);
        context.settings.get_or_init(|| settings);
        Ok(context)
    }

    /// Loads the settings for a command that may create the profile: it need not exist.
    pub(crate) fn allow_new_profile(&self) -> Result<(), CliError> {
        let settings = Settings::load_for_edit(&self.flags, &self.env.borrow())?;
        self.mask_stored_tokens(&settings);
        self.settings.get_or_init(|| settings);
        Ok(())
    }

    /// Uses the flags and variables alone, for a command that needs no config file.
    pub(crate) fn ignore_config_file(&self) -> Result<(), CliError> {
        let settings = Settings::without_file(&self.flags, &self.env.borrow())?;
        self.settings.get_or_init(|| settings);
        Ok(())
    }

    /// Prints the warnings about the settings, once it is known how.
    pub(crate) fn print_warnings(&self) {
        let settings = self.settings.get().into_iter();
        settings.flat_map(|settings| &settings.warnings).for_each(|text| self.ui.warn(text));
    }

    /// The settings, loaded on first use.
    pub(crate) fn settings(&self) -> Result<&Settings, CliError> {
        if let Some(settings) = self.settings.get() {
            return Ok(settings);
        }
        let settings = Settings::load(&self.flags, &self.env.borrow())?;
        self.mask_stored_tokens(&settings);
        Ok(self.settings.get_or_init(|| settings))
    }

    fn mask_stored_tokens(&self, settings: &Settings) {
        settings.stored_tokens().iter().for_each(|token| mask(&self.ui, token.expose()));
    }

    /// The current service. Starts the embedded API on first use.
    pub(crate) fn host(&self) -> Result<&Host, CliError> {
        match &self.settings()?.host.value {
            HostChoice::Remote(host) => Ok(host),
            HostChoice::Local => Ok(&self.local()?.host),
        }
    }

    /// The credential, read on first use.
    pub(crate) fn credential(&self) -> Result<&Credential, CliError> {
        if let Some(credential) = self.credential.get() {
            return Ok(credential);
        }
        let credential = self.read_credential(self.settings()?)?;
        mask(&self.ui, credential.token.expose());
        credential.warning.iter().for_each(|warning| self.ui.warn(warning));
        Ok(self.credential.get_or_init(|| credential))
    }

    fn read_credential(&self, settings: &Settings) -> Result<Credential, CliError> {
        if self.is_local()? && !self.has_token_flag() {
            return self.local_credential();
        }
        settings.credential(&mut self.env.borrow_mut(), &ProgramMessages(&self.ui))
    }

    /// A client for the current service and token.
    pub(crate) fn client(&self) -> Result<Client, CliError> {
        let credential = self.credential()?;
        self.client_with(credential)
    }

    /// A client with a token that is not saved yet.
    pub(crate) fn client_with(&self, credential: &Credential) -> Result<Client, CliError> {
        mask(&self.ui, credential.token.expose());
        self.client_of(&credential.token, print_call_event)
    }

    /// Reports every call of the clients that are created from now on.
    pub(crate) fn observe_calls(&self, observer: impl Fn(&CallEvent<'_>) + 'static) {
        self.call_observer.replace(Some(Rc::new(observer)));
    }

    fn client_of(&self, token: &Token, print: PrintCallEvent) -> Result<Client, CliError> {
        let proxy = self.settings()?.proxy()?.map(|proxy| proxy.value.clone());
        self.new_client(self.host()?.clone(), token.clone(), proxy, print)
    }

    /// The source of the token, once it has been read.
    pub(crate) fn credential_source(&self) -> Option<&Source> {
        self.credential.get().map(|credential| &credential.source)
    }

    /// Starts a change, which an interruption names.
    pub(crate) fn start_operation(&self, description: String, check_command: Hint) -> Operation {
        let operation = Operation { description, check_command };
        self.operation.replace(Some(operation.clone()));
        operation
    }

    /// The change that was started last.
    pub(crate) fn operation(&self) -> Option<Operation> {
        self.operation.borrow().clone()
    }

    /// Sets the error of an interruption while no change is in progress.
    pub(crate) fn on_interrupt(&self, error: impl Fn() -> CliError + 'static) {
        self.on_interrupt.replace(Some(Box::new(error)));
    }

    /// The error of an interruption, if one is set.
    pub(crate) fn take_interrupt_message(&self) -> Option<CliError> {
        self.on_interrupt.take().map(|error| error())
    }

    /// Records a signal, whose exit code replaces that of the command.
    pub(crate) fn interrupt(&self, exit: ExitCode) {
        self.interrupted.set(Some(exit));
    }

    /// The exit code of the recorded signal.
    pub(crate) fn interrupted(&self) -> Option<ExitCode> {
        self.interrupted.get()
    }

    /// Makes sure that prompts are possible; `cannot` says what is not, such as `cannot ask`.
    ///
    /// # Errors
    /// As [`Self::settings`], and a usage error that says why there can be no prompt.
    pub(crate) fn require_prompts(&self, cannot: &str) -> Result<(), CliError> {
        let no_input = &self.settings()?.no_input;
        let reason = match &no_input.source {
            Source::BuiltIn if self.env.borrow().stdin_is_terminal => return Ok(()),
            Source::BuiltIn => "stdin is not a terminal".to_owned(),
            source => format!("{source} is set"),
        };
        Err(CliError::usage(format!("{cannot}: {reason}")))
    }
}

/// Shows the messages of a token command, masked.
struct ProgramMessages<'a>(&'a Ui);

impl ShowMessages for ProgramMessages<'_> {
    fn show(&self, text: &str) {
        text.lines().for_each(|line| self.0.eprint_line(line));
    }

    fn hide(&self, token: &Token) {
        mask(self.0, token.expose());
    }
}

/// Masks the tokens that are known before any argument is parsed.
pub(crate) fn mask_environment_tokens(ui: &Ui, env: &Env) {
    environment_tokens(env).iter().for_each(|token| mask(ui, token.expose()));
}

/// Masks a token, unless it is the public one of the embedded API, an ordinary word.
fn mask(ui: &Ui, token: &str) {
    if token != emulator::TOKEN {
        ui.redact(token);
    }
}
