//! The settings in effect and their sources, for display. Never contains a token.

use std::time::Duration;

use serde::Serialize;
use toml_edit::{Item, Value};

use super::content::StoredCredential;
use super::credential::TokenSource;
use super::document;
use super::keys::{
    CURRENT_PROFILE, HOST, KeyPath, PRICES, TOKEN, TOKEN_COMMAND, TOKEN_FILE, quoted,
};
use super::parse::parse;
use super::prices::{RUNNING, STOPPED};
use super::settings::Settings;
use super::source::Setting;
use super::validate::HostChoice;
use crate::api::host::DEFAULT_HOST;
use crate::error::CliError;
use crate::keyword::Keyword as _;
use crate::text::duration;

/// One line of `config list`.
#[derive(Serialize)]
pub(crate) struct Entry {
    /// The key as `config get` and `config set` accept it.
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) origin: String,
}

const PROXY: &str = "proxy";

/// One line of `config list --profiles`.
#[derive(Serialize)]
pub(crate) struct ProfileEntry {
    pub(crate) name: String,
    /// The base URL, or `local`.
    pub(crate) host: String,
    /// The key that stores its token; empty if there is none.
    pub(crate) credential: String,
    /// Whether commands use it unless another one is chosen.
    pub(crate) current: bool,
}

/// Printed instead of a token.
const SET: &str = "(set)";

impl Settings {
    /// Every key that has a value, in a fixed order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry> {
        let duration = |value: &Duration| duration::format(*value);
        let columns = self.columns.iter().map(|(resource, columns)| {
            let key = format!("columns.{}", resource.word());
            entry(&key, columns, |columns| columns.join(","))
        });
        let prices = self.prices.iter().flat_map(|(class, prices)| {
            let named = [(RUNNING, &prices.running), (STOPPED, &prices.stopped)];
            let class = quoted(class);
            named.into_iter().filter_map(move |(name, price)| {
                let key = format!("{PRICES}.{class}.{name}");
                Some(entry(&key, price.as_ref()?, ToString::to_string))
            })
        });
        [
            Some(entry(CURRENT_PROFILE, &self.profile, String::clone)),
            Some(entry(HOST, &self.host, ToString::to_string)),
            self.token.as_ref().map(token),
            self.proxy_entry(),
            self.project.as_ref().map(|project| entry("project", project, String::clone)),
            Some(entry("output", &self.output, |format| format.word().to_owned())),
            Some(entry("color", &self.color, |color| color.word().to_owned())),
            Some(entry("request-timeout", &self.request_timeout, duration)),
            Some(entry("retries", &self.retries, ToString::to_string)),
            Some(entry("timeout", &self.timeout, duration)),
            Some(entry("poll-interval", &self.poll_interval, duration)),
        ]
        .into_iter()
        .flatten()
        .chain(columns)
        .chain(prices)
    }

    /// The proxy is no key of the file: the environment names it.
    fn proxy_entry(&self) -> Option<Entry> {
        match &self.proxy {
            Ok(found) => found.as_ref().map(|proxy| entry(PROXY, proxy, ToString::to_string)),
            Err(error) => Some(entry(PROXY, error, |error| format!("(invalid: it {error})"))),
        }
    }

    /// Every profile of the file, by name.
    pub(crate) fn profile_entries(&self) -> impl Iterator<Item = ProfileEntry> {
        let file = parse(&self.file_text.0).unwrap_or_default();
        let default = HostChoice::parse(DEFAULT_HOST).map(|host| host.to_string());
        file.profiles.into_iter().map(move |(name, profile)| {
            let host = profile.host.map(|host| host.value.to_string());
            ProfileEntry {
                host: host.or_else(|| default.clone().ok()).unwrap_or_default(),
                credential: profile.credential.map_or("", |stored| key(&stored.value)).to_owned(),
                current: name == self.profile.value,
                name,
            }
        })
    }

    /// The value of one key: a bare key has the value in effect, a key with its table, such as
    /// `defaults.output`, the value in the file.
    pub(crate) fn get(&self, key: &str) -> Result<Option<String>, CliError> {
        if key == PROXY {
            return Ok(self.proxy_entry().map(|entry| entry.value));
        }
        let path = KeyPath::parse(key)?;
        let name = path.name();
        if path.is_bare() {
            let found = self.entries().find(|entry| entry.key == name);
            return Ok(found.map(|entry| entry.value));
        }
        let Some(file) = self.location.path() else {
            return Ok(None);
        };
        let document = document::parse(file, &self.file_text.0)?;
        let item = document::get(&document, &path.segments(&self.profile.value));
        Ok(item.map(|item| item_text(&name, item)))
    }
}

const fn key(stored: &StoredCredential) -> &'static str {
    match stored {
        StoredCredential::Token(_) => TOKEN,
        StoredCredential::File(_) => TOKEN_FILE,
        StoredCredential::Command { .. } => TOKEN_COMMAND,
    }
}

/// The key of the token, and as much of its value as may be shown.
fn token(setting: &Setting<TokenSource>) -> Entry {
    let (key, value) = match &setting.value {
        TokenSource::Stdin | TokenSource::Variable(_) => (TOKEN, SET.to_owned()),
        TokenSource::File(path) => (TOKEN_FILE, path.display().to_string()),
        TokenSource::Profile(token) => {
            let value = match &token.stored {
                StoredCredential::Token(_) => SET.to_owned(),
                StoredCredential::File(path) => path.clone(),
                StoredCredential::Command { program, .. } => program_only(program),
            };
            (key(&token.stored), value)
        }
    };
    Entry { key: key.to_owned(), value, origin: setting.source.to_string() }
}

/// A value in the file, as `config set` accepts it.
fn item_text(name: &str, item: &Item) -> String {
    let words = || item.as_array().into_iter().flatten().filter_map(Value::as_str);
    match name {
        TOKEN => SET.to_owned(),
        TOKEN_COMMAND => program_only(words().next().unwrap_or_default()),
        _ if item.is_array() => words().collect::<Vec<_>>().join(","),
        _ => item.as_str().map_or_else(|| item.to_string().trim().to_owned(), str::to_owned),
    }
}

/// A command without its arguments, as any of them may be a secret.
fn program_only(program: &str) -> String {
    format!("{program} ...")
}

fn entry<T>(key: &str, setting: &Setting<T>, show: impl Fn(&T) -> String) -> Entry {
    Entry { key: key.to_owned(), value: show(&setting.value), origin: setting.source.to_string() }
}

#[cfg(test)]
mod tests {
    use crate::config::flags::Flags;
    use crate::config::test_support::{Home, text};

    const FILE: &str = "\
current-profile = 'work'
[defaults]
columns.class = ['id', 'name']
retries = 0
prices.large = { running = 0.5, stopped = 0.1 }
[profiles.work]
token-command = ['op', 'read', 's3cr3t']
timeout = '90m'
project = 'acme-api'
prices.large.running = 0.42
prices.\"a.b\".stopped = 1
[profiles.stored]
token = 's3cr3t'
";

    fn listed(home: &Home, flags: &Flags, vars: &[(&str, &str)]) -> Vec<String> {
        let file = home.file().display().to_string();
        home.load(flags, vars)
            .unwrap()
            .entries()
            .map(|entry| format!("{} = {}  {}", entry.key, entry.value, entry.origin))
            .map(|line| line.replace(&file, "FILE"))
            .collect()
    }

    #[test]
    fn every_setting_in_effect_is_listed_with_its_source() {
        assert_eq!(
            listed(&Home::with(FILE), &Flags::default(), &[("PREBUILDCTL_OUTPUT", "json")]),
            [
                "current-profile = work  FILE:1",
                "host = https://app.gitpod.io/api  built in",
                "token-command = op ...  profile work (FILE:7)",
                "project = acme-api  profile work (FILE:9)",
                "output = json  PREBUILDCTL_OUTPUT",
                "color = auto  built in",
                "request-timeout = 30s  built in",
                "retries = 0  [defaults] (FILE:4)",
                "timeout = 1h30m  profile work (FILE:8)",
                "poll-interval = 5s  built in",
                "columns.class = id,name  [defaults] (FILE:3)",
                "prices.\"a.b\".stopped = 1  profile work (FILE:11)",
                "prices.large.running = 0.42  profile work (FILE:10)",
                "prices.large.stopped = 0.1  [defaults] (FILE:5)",
            ]
        );
    }

    #[test]
    fn a_token_is_never_listed() {
        let home = Home::with(FILE);
        let of = |profile: &str| Flags { profile: text(profile), ..Flags::default() };
        let by_variable = [("ONA_TOKEN", "s3cr3t")];
        for (flags, vars, line) in [
            (of("stored"), &[][..], "token = (set)  profile stored (FILE:13)"),
            (of("stored"), &by_variable[..], "token = (set)  ONA_TOKEN"),
        ] {
            let listed = listed(&home, &flags, vars);
            assert!(listed.iter().any(|found| found == line), "{listed:?}");
            assert!(!listed.concat().contains("s3cr3t"));
        }
    }

    #[test]
    fn a_key_has_the_value_in_effect_or_the_value_in_the_file() {
        let home = Home::with(FILE);
        let settings = home.load(&Flags::default(), &[]).unwrap();
        for (key, value) in [
            ("retries", Some("0")),
            ("output", Some("table")),
            ("current-profile", Some("work")),
            ("columns.class", Some("id,name")),
            ("token-command", Some("op ...")),
            ("token", None),
            ("defaults.retries", Some("0")),
            ("defaults.output", None),
            ("defaults.columns.class", Some("id,name")),
            ("profiles.work.timeout", Some("90m")),
            ("profiles.work.token-command", Some("op ...")),
            ("profiles.stored.token", Some("(set)")),
            ("profiles.none.host", None),
            ("prices.large.running", Some("0.42")),
            ("prices.\"a.b\".stopped", Some("1")),
            ("defaults.prices.large.running", Some("0.5")),
        ] {
            assert_eq!(settings.get(key).unwrap().as_deref(), value, "{key}");
        }
        assert!(settings.get("nosuch").is_err());
    }
}
