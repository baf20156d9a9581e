//! The host, and the source of its token.

use super::SettingSources;
use crate::api::host::{DEFAULT_HOST, Host, HostSyntax};
use crate::config::credential::{self, ProfileToken, TOKEN_VARIABLES, TokenSource};
use crate::config::flags::Flags;
use crate::config::source::{Setting, Source, conflict_warning};
use crate::config::validate::HostChoice;
use crate::env::Env;
use crate::error::CliError;

/// Chooses the embedded API.
pub(crate) const LOCAL_VARIABLE: &str = "PREBUILDCTL_LOCAL";

/// The strongest first.
const HOST_VARIABLES: [(&str, HostSyntax); 3] = [
    ("ONA_HOST", HostSyntax::Origin),
    ("ONA_BASE_URL", HostSyntax::Base),
    ("GITPOD_BASE_URL", HostSyntax::Base),
];

/// The flags and variables that choose a host or a token for every profile, as far as they are set.
pub(crate) fn service_choices(flags: &Flags, env: &Env) -> Vec<&'static str> {
    let of_flags = [
        ("--host", flags.host.is_some()),
        ("--local", flags.local),
        ("--token-file", flags.token_file.is_some()),
        ("--token-stdin", flags.token_stdin),
    ];
    let variables = HOST_VARIABLES.iter().map(|(name, _)| *name).chain(TOKEN_VARIABLES);
    let of_variables = variables.map(|name| (name, env.path(name).is_some()));
    let local = (LOCAL_VARIABLE, env.is_on(LOCAL_VARIABLE));
    let all = of_flags.into_iter().chain([local]).chain(of_variables);
    all.filter_map(|(name, is_set)| is_set.then_some(name)).collect()
}

impl SettingSources<'_> {
    /// The host of a flag or a variable.
    pub(super) fn host(&mut self) -> Option<Setting<HostChoice>> {
        let local = |source| Some(Setting::new(HostChoice::Local, source));
        match &self.flags.host {
            Some(_) if self.flags.local => {
                self.errors.push("--local and --host cannot be used together".to_owned());
                None
            }
            None if self.flags.local => local(Source::Flag("--local")),
            Some(text) => {
                let source = Source::Flag("--host");
                self.checked("--host", HostChoice::parse(text), source)
            }
            None if self.env.is_on(LOCAL_VARIABLE) => local(Source::Variable(LOCAL_VARIABLE)),
            None => self.host_by_variable(),
        }
    }

    fn host_by_variable(&mut self) -> Option<Setting<HostChoice>> {
        let set: Vec<_> = HOST_VARIABLES
            .into_iter()
            .filter_map(|(name, form)| Some((name, Host::parse(&self.variable(name)?, form))))
            .collect();
        let (winner, host) = set.first()?.clone();
        let others = set.iter().filter(|(_, other)| *other != host);
        self.warnings.extend(conflict_warning(winner, others.map(|(name, _)| *name)));
        let host = host.map(HostChoice::Remote);
        self.checked(winner, host, Source::Variable(winner))
    }

    /// The host of the profile, which its token is for.
    pub(super) fn profile_host(&self) -> Result<Setting<HostChoice>, CliError> {
        if let Some(host) = self.profile().and_then(|profile| profile.host.as_ref()) {
            return Ok(self.of_profile(host));
        }
        match HostChoice::parse(DEFAULT_HOST) {
            Ok(host) => Ok(Setting::built_in(host)),
            Err(error) => Err(CliError::usage(format!("{DEFAULT_HOST} {error}"))),
        }
    }

    /// The source of the token; it is not read yet.
    pub(super) fn token(&mut self, profile_host: HostChoice) -> Option<Setting<TokenSource>> {
        let Flags { token_file, token_stdin, .. } = self.flags;
        if *token_stdin && token_file.is_some() {
            self.errors.push("--token-stdin and --token-file cannot be used together".to_owned());
        }
        if *token_stdin {
            return Some(Setting::new(TokenSource::Stdin, Source::Flag("--token-stdin")));
        }
        if let Some(path) = token_file {
            let source = TokenSource::File(path.clone());
            return Some(Setting::new(source, Source::Flag("--token-file")));
        }
        if let Some(name) = credential::variable(self.env) {
            return Some(Setting::new(TokenSource::Variable(name), Source::Variable(name)));
        }
        let Setting { value: stored, source } =
            self.of_profile(self.profile()?.credential.as_ref()?);
        let token = ProfileToken { stored, host: profile_host, file: self.file.to_owned() };
        Some(Setting::new(TokenSource::Profile(token), source))
    }
}

#[cfg(test)]
mod tests {
    use crate::config::flags::Flags;
    use crate::config::test_support::{Home, text};

    const ONA: (&str, &str) = ("ONA_HOST", "ona.example");
    const BASE: (&str, &str) = ("ONA_BASE_URL", "https://base.example/x");
    const GITPOD: (&str, &str) = ("GITPOD_BASE_URL", "https://ona.example/api");
    const LOCAL: (&str, &str) = ("PREBUILDCTL_LOCAL", "1");

    /// Flags and variables, then the host and its source.
    type Row<'a> = (Flags, &'a [(&'a str, &'a str)], &'a str, &'a str);

    fn home() -> Home {
        Home::with(
            "current-profile = 'work'\n[profiles.work]\nhost = 'acme.example'\n\
             [profiles.sandbox]\nhost = 'local'\n",
        )
    }

    fn host(value: &str) -> Flags {
        Flags { host: text(value), ..Flags::default() }
    }

    #[test]
    fn the_host_comes_from_the_strongest_source() {
        let local = Flags { local: true, ..Flags::default() };
        let sandbox = Flags { profile: text("sandbox"), ..Flags::default() };
        let none = Flags::default();
        let home = home();
        let rows: [Row<'_>; 9] = [
            (host("f.example"), &[ONA, LOCAL], "https://f.example/api", "--host"),
            (host("local"), &[], "local", "--host"),
            (local, &[ONA], "local", "--local"),
            (none.clone(), &[ONA, LOCAL], "local", "PREBUILDCTL_LOCAL"),
            (none.clone(), &[BASE, ONA], "https://ona.example/api", "ONA_HOST"),
            (none.clone(), &[BASE, GITPOD], "https://base.example/x", "ONA_BASE_URL"),
            (none.clone(), &[GITPOD], "https://ona.example/api", "GITPOD_BASE_URL"),
            (none, &[], "https://acme.example/api", "profile work (FILE:3)"),
            (sandbox, &[], "local", "profile sandbox (FILE:5)"),
        ];
        for (flags, vars, value, source) in rows {
            let host = home.load(&flags, vars).unwrap().host;
            let from = host.source.to_string();
            let from = from.replace(&home.file().display().to_string(), "FILE");
            assert_eq!((host.value.to_string().as_str(), from.as_str()), (value, source));
        }
    }

    #[test]
    fn variables_that_differ_cause_a_warning() {
        let home = home();
        let warnings = |flags, vars: &[_]| home.load(&flags, vars).unwrap().warnings;
        assert!(warnings(Flags::default(), &[ONA, GITPOD]).is_empty());
        assert!(warnings(host("f.example"), &[ONA, BASE]).is_empty());
        assert_eq!(
            warnings(Flags::default(), &[GITPOD, BASE, ONA]),
            ["ONA_HOST differs from ONA_BASE_URL; using ONA_HOST"]
        );
        assert_eq!(
            warnings(Flags::default(), &[("ONA_BASE_URL", "x y"), ONA]),
            ["ONA_HOST differs from ONA_BASE_URL; using ONA_HOST"]
        );
    }
}
