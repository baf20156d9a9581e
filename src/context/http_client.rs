//! Builds the clients of a command from its settings and its environment.

use std::rc::Rc;
use std::time::Duration;

use super::Context;
use super::call_log::print_call_event;
use crate::api::client::{CallEvent, Client, Options};
use crate::api::host::Host;
use crate::api::http::HttpOptions;
use crate::api::logs::{LogClient, LogUrl};
use crate::api::retry::RetryPolicy;
use crate::api::token::Token;
use crate::api::{Bundle, Proxy, RootCerts};
use crate::config::{self, Settings};
use crate::env::Env;
use crate::error::CliError;
use crate::output::Ui;
use crate::text_file;

/// Sees what happens during calls.
pub(super) type CallObserver = dyn Fn(&CallEvent<'_>);

/// Prints what happens during calls.
pub(super) type PrintCallEvent = fn(&Ui, &CallEvent<'_>);

impl Context {
    pub(super) fn new_client(
        &self,
        host: Host,
        token: Token,
        proxy: Option<Proxy>,
        print: PrintCallEvent,
    ) -> Result<Client, CliError> {
        let ui = Rc::clone(&self.ui);
        let policy = retry_policy(self.settings()?, &self.env.borrow())?;
        let observer = self.call_observer.borrow().clone();
        let options = Options {
            http: self.http_options(&host, proxy)?,
            host,
            token,
            policy,
            on_event: Box::new(move |event| {
                print(&ui, event);
                observer.iter().for_each(|observer| observer(event));
            }),
        };
        Client::new(options).map_err(cannot_set_up)
    }

    /// A client for the log at a URL. It gets no token of the user.
    ///
    /// # Errors
    /// When a certificate bundle or the proxy of its host is invalid.
    pub(crate) fn log_client(&self, url: LogUrl) -> Result<LogClient, CliError> {
        let proxy = config::proxy_for(&self.env.borrow(), url.host())?;
        let options = self.http_options(url.host(), proxy.map(|proxy| proxy.value))?;
        let ui = Rc::clone(&self.ui);
        LogClient::new(url, options, Box::new(move |event| print_call_event(&ui, event)))
            .map_err(cannot_set_up)
    }

    fn http_options(&self, host: &Host, proxy: Option<Proxy>) -> Result<HttpOptions, CliError> {
        Ok(HttpOptions {
            proxy,
            root_certs: root_certs(host, &self.env.borrow())?,
            user_agent: concat!("prebuildctl/", env!("CARGO_PKG_VERSION")).to_owned(),
            attempt_timeout: self.settings()?.request_timeout.value,
        })
    }
}

fn cannot_set_up(error: String) -> CliError {
    CliError::local("cannot set up HTTP").because(error)
}

/// A bundle of all certificates of a system is smaller.
const MAX_BUNDLE_BYTES: u64 = 16 * 1024 * 1024;

/// The bundle is read here, where a pipe can be interrupted, and used only at the first handshake.
fn root_certs(host: &Host, env: &Env) -> Result<RootCerts, CliError> {
    const VARIABLE: &str = "SSL_CERT_FILE";
    let file = env.path(VARIABLE).filter(|_| host.is_https());
    let bundle = file.map(|path| match text_file::read_bytes(&path, MAX_BUNDLE_BYTES) {
        Ok(pem) => Ok(Bundle { path, pem }),
        Err(error) => Err(error.into_failure(&path).because(format!("set by {VARIABLE}"))),
    });
    let dirs = env.path("SSL_CERT_DIR");
    let dirs = dirs.iter().flat_map(std::env::split_paths);
    Ok(RootCerts {
        bundle: bundle.transpose()?,
        dirs: dirs.filter(|dir| !dir.as_os_str().is_empty()).collect(),
    })
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
