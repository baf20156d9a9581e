//! The proxy that the environment names for the current service.

use super::settings::Settings;
use super::source::{Setting, Source};
use super::validate::HostChoice;
use crate::api::host::Host;
use crate::api::{Proxy, ProxyError};
use crate::env::Env;
use crate::error::CliError;

/// The strongest first. `HTTP_PROXY` is never used: without TLS only this machine is called.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The proxy in use, or the variable that names none. An error concerns only commands that call the
/// service.
pub(super) type ProxySetting = Result<Option<Setting<Proxy>>, Setting<ProxyError>>;

pub(super) fn resolve(env: &Env, host: &HostChoice) -> ProxySetting {
    match host {
        HostChoice::Remote(host) => find(env, host),
        HostChoice::Local => Ok(None),
    }
}

/// The proxy of a host that the service names. A request never goes around a proxy that is misspelled.
pub(crate) fn proxy_for(env: &Env, host: &Host) -> Result<Option<Setting<Proxy>>, CliError> {
    find(env, host).map_err(|error| usage_error(&error))
}

/// This machine is never called through a proxy.
fn find(env: &Env, host: &Host) -> ProxySetting {
    if host.is_loopback() {
        return Ok(None);
    }
    let first = |names: &[&'static str]| {
        let values = names.iter().filter_map(|name| Some((*name, env.path(name)?)));
        values
            .map(|(name, value)| (name, value.to_string_lossy().into_owned()))
            .find(|(_, value)| !value.trim().is_empty())
    };
    let Some((name, text)) = first(&VARIABLES) else { return Ok(None) };
    let exceptions = first(&EXCEPTIONS).map(|(_, value)| value).unwrap_or_default();
    match Proxy::parse(&text, &exceptions, host) {
        Ok(proxy) if !proxy.is_for(&host.url("")) => Ok(None),
        Ok(proxy) => Ok(Some(Setting::new(proxy, Source::Variable(name)))),
        Err(error) => Err(Setting::new(error, Source::Variable(name))),
    }
}

impl Settings {
    /// The proxy of the current service. A request never goes around a proxy that is misspelled.
    pub(crate) fn proxy(&self) -> Result<Option<&Setting<Proxy>>, CliError> {
        self.proxy.as_ref().map(Option::as_ref).map_err(usage_error)
    }
}

fn usage_error(Setting { value, source }: &Setting<ProxyError>) -> CliError {
    CliError::usage(format!("{source} {value}"))
        .because("unset it, or set it to a URL such as http://proxy.example:3128")
}

#[cfg(test)]
mod tests {
    use crate::config::flags::Flags;
    use crate::config::test_support::Home;

    /// The proxy and its source, or the error.
    fn proxy(host: &str, vars: &[(&str, &str)]) -> Result<Option<String>, String> {
        let flags = Flags { host: Some(host.to_owned()), ..Flags::default() };
        let settings = Home::with("").load(&flags, vars).unwrap();
        match settings.proxy() {
            Ok(found) => Ok(found.map(|found| format!("{} {}", found.value, found.source))),
            Err(error) => Err(error.message),
        }
    }

    // On Windows, a name in lower case is the same variable.
    #[cfg(not(windows))] // names of variables
    #[test]
    fn the_strongest_variable_names_the_proxy() {
        const HTTPS: (&str, &str) = ("HTTPS_PROXY", "http://https");
        const LOWER: (&str, &str) = ("https_proxy", "lower:3128\n");
        const ALL: (&str, &str) = ("ALL_PROXY", "http://all");
        const ALL_LOWER: (&str, &str) = ("all_proxy", "http://all-lower");
        const BLANK: (&str, &str) = ("HTTPS_PROXY", " ");
        for (vars, expected) in [
            (&[HTTPS, LOWER, ALL, ALL_LOWER][..], "http://https HTTPS_PROXY"),
            (&[LOWER, ALL, ALL_LOWER], "http://lower:3128 https_proxy"),
            (&[ALL, ALL_LOWER, BLANK], "http://all ALL_PROXY"),
            (&[ALL_LOWER], "http://all-lower all_proxy"),
        ] {
            assert_eq!(proxy("ona.example", vars), Ok(Some(expected.to_owned())));
        }
        for (host, vars) in [
            ("ona.example", &[BLANK][..]),
            ("ona.example", &[("HTTP_PROXY", "http://http"), ("http_proxy", "::::")]),
            ("ona.example", &[HTTPS, ("NO_PROXY", "*.example")]),
            ("ona.example", &[HTTPS, ("no_proxy", "ona.example:443")]),
            ("https://127.0.0.1", &[HTTPS]),
            ("http://localhost.:8080", &[("HTTPS_PROXY", "::::")]),
            ("local", &[("HTTPS_PROXY", "::::")]),
        ] {
            assert_eq!(proxy(host, vars), Ok(None), "{host} {vars:?}");
        }
    }

    #[test]
    fn a_variable_that_names_no_proxy_is_an_error() {
        assert_eq!(
            proxy("ona.example", &[("HTTPS_PROXY", "ftp://s3cr3t")]),
            Err("HTTPS_PROXY does not start with http:// or https://".to_owned())
        );
    }
}
