//! The keys of the file: which there are, where they may stand, and how people name them.

use super::resource::Resource;
use crate::error::CliError;
use crate::error::Hint;
use crate::keyword::{Keyword as _, did_you_mean};
use crate::text_file::toml_reader::is_plain;

/// The form of a key's value in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A string.
    Text,
    /// A whole number.
    Number,
    /// An array of strings.
    List,
}

/// The key that names the profile in use.
pub(super) const CURRENT_PROFILE: &str = "current-profile";
/// The table of the settings of every profile.
pub(super) const DEFAULTS: &str = "defaults";
/// The table of profiles.
pub(super) const PROFILES: &str = "profiles";
/// The table of default columns, inside a profile or `[defaults]`.
pub(super) const COLUMNS: &str = "columns";

/// Keys of `[defaults]` and of a profile, without the members of `columns`.
const SHARED: [(&str, Kind); 7] = [
    ("project", Kind::Text),
    ("output", Kind::Text),
    ("color", Kind::Text),
    ("request-timeout", Kind::Text),
    ("retries", Kind::Number),
    ("timeout", Kind::Text),
    ("poll-interval", Kind::Text),
];

/// Keys of a profile only: an address and its credentials belong together.
const PROFILE_ONLY: [(&str, Kind); 4] = [
    (HOST, Kind::Text),
    (TOKEN, Kind::Text),
    (TOKEN_FILE, Kind::Text),
    (TOKEN_COMMAND, Kind::List),
];

/// The key of the host of a profile.
pub(super) const HOST: &str = "host";
/// The ways to give a profile its token, of which it has at most one.
pub(super) const CREDENTIALS: [&str; 3] = [TOKEN, TOKEN_FILE, TOKEN_COMMAND];
/// The key that holds a token itself.
pub(super) const TOKEN: &str = "token";
/// The key of a file that holds a token.
pub(super) const TOKEN_FILE: &str = "token-file";
/// The key of the program that prints a token.
pub(super) const TOKEN_COMMAND: &str = "token-command";

/// A table of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The top of the file.
    Top,
    /// `[defaults]`
    Defaults,
    /// `[profiles.NAME]`
    Profile,
}

/// Every key as it is named without a table.
pub(crate) fn bare() -> impl Iterator<Item = &'static str> {
    let settings = Section::Profile.settings().map(|(name, _)| name);
    std::iter::once(CURRENT_PROFILE).chain(settings)
}

impl Section {
    /// The settings the table may hold, without the members of `columns`.
    fn settings(self) -> impl Iterator<Item = (&'static str, Kind)> {
        let (shared, own): (&[_], &[_]) = match self {
            Self::Top => (&[], &[]),
            Self::Defaults => (&SHARED, &[]),
            Self::Profile => (&SHARED, &PROFILE_ONLY),
        };
        shared.iter().chain(own).copied()
    }

    /// Every key the table may hold.
    fn keys(self) -> impl Iterator<Item = &'static str> {
        let tables: &[_] = match self {
            Self::Top => &[CURRENT_PROFILE, DEFAULTS, PROFILES],
            Self::Defaults | Self::Profile => &[COLUMNS],
        };
        self.settings().map(|(name, _)| name).chain(tables.iter().copied())
    }

    /// The form of a key's value, or why there is no such key; reads after the key.
    fn kind_of(self, words: &[&str]) -> Result<Kind, String> {
        match words {
            [CURRENT_PROFILE] if self == Self::Top => Ok(Kind::Text),
            [COLUMNS, noun] => match Resource::parse(noun) {
                Ok(_) => Ok(Kind::List),
                Err(fault) => Err(format!("cannot be set: {noun} {fault}")),
            },
            [] => Err("is a table; name one of its keys".to_owned()),
            [COLUMNS] => Err("is a table; name one of its keys, such as columns.class".to_owned()),
            [name] => self
                .settings()
                .find_map(|(known, kind)| (known == *name).then_some(kind))
                .ok_or_else(|| self.fault_of(name)),
            _ => Err("is not a known key".to_owned()),
        }
    }

    /// Why a key cannot stand in this table; reads after the key.
    pub(super) fn fault_of(self, key: &str) -> String {
        let is_in = |section: Self| section.keys().any(|known| known == key);
        if is_in(Self::Top) {
            "belongs to the top of the file, above every table".to_owned()
        } else if is_in(Self::Defaults) {
            "belongs to [defaults] or to a profile".to_owned()
        } else if is_in(Self::Profile) {
            "belongs to a profile: [profiles.NAME]".to_owned()
        } else {
            let names = self.keys().chain(Self::Profile.keys());
            format!("is not a known key{}", did_you_mean(key, names))
        }
    }
}

/// Reads the name of a profile; the fault reads after its source.
///
/// Names are bare keys, so that `profiles.NAME.host` can be read in one way only.
pub(super) fn profile_name(text: &str) -> Result<String, &'static str> {
    if is_plain(text) {
        Ok(text.to_owned())
    } else {
        Err("is not a profile's name: up to 64 letters, digits, \"-\" and \"_\"")
    }
}

/// One key as people name it: `current-profile`, `defaults.output`, `profiles.work.host`, or
/// `output` for the profile in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyPath {
    table: Table,
    words: Vec<String>,
    /// The form of its value.
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Table {
    Top,
    Defaults,
    Profile(String),
    ProfileInUse,
}

impl KeyPath {
    /// Reads a key and checks that there is such a one.
    pub(super) fn parse(key: &str) -> Result<Self, CliError> {
        let all: Vec<&str> = key.split('.').collect();
        let (table, words) = match all.as_slice() {
            [CURRENT_PROFILE] => (Table::Top, all.as_slice()),
            [DEFAULTS, words @ ..] => (Table::Defaults, words),
            [PROFILES, name, words @ ..] => {
                let name = profile_name(name)
                    .map_err(|fault| CliError::usage(format!("\"{name}\" {fault}")))?;
                (Table::Profile(name), words)
            }
            words => (Table::ProfileInUse, words),
        };
        let section = match &table {
            Table::Top => Section::Top,
            Table::Defaults => Section::Defaults,
            Table::Profile(_) | Table::ProfileInUse => Section::Profile,
        };
        match section.kind_of(words) {
            Ok(kind) => {
                Ok(Self { table, words: words.iter().map(ToString::to_string).collect(), kind })
            }
            Err(fault) => {
                Err(CliError::usage(format!("{key} {fault}")).hint(Hint::new("config list")))
            }
        }
    }

    /// The path from the top of the file.
    pub(super) fn segments(&self, profile: &str) -> Vec<String> {
        let table: &[&str] = match &self.table {
            Table::Top => &[],
            Table::Defaults => &[DEFAULTS],
            Table::Profile(name) => &[PROFILES, name],
            Table::ProfileInUse => &[PROFILES, profile],
        };
        let table = table.iter().map(ToString::to_string);
        table.chain(self.words.iter().cloned()).collect()
    }

    /// Whether it names a key of the profile in use without saying so.
    pub(super) fn is_bare(&self) -> bool {
        matches!(self.table, Table::Top | Table::ProfileInUse)
    }

    /// The key without its table: `output`, `columns.class`.
    pub(super) fn name(&self) -> String {
        self.words.join(".")
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyPath, Kind, PROFILE_ONLY, SHARED};
    use crate::config::parse::parse;

    fn message(key: &str) -> String {
        KeyPath::parse(key).unwrap_err().message
    }

    #[test]
    fn a_key_is_a_path_from_the_top() {
        for (key, path, kind) in [
            ("current-profile", "current-profile", Kind::Text),
            ("output", "profiles.work.output", Kind::Text),
            ("token-command", "profiles.work.token-command", Kind::List),
            ("columns.class", "profiles.work.columns.class", Kind::List),
            ("defaults.retries", "defaults.retries", Kind::Number),
            ("defaults.columns.class", "defaults.columns.class", Kind::List),
            ("profiles.a-1.host", "profiles.a-1.host", Kind::Text),
        ] {
            let found = KeyPath::parse(key).unwrap();
            assert_eq!(found.segments("work").join("."), path);
            assert_eq!(found.kind, kind, "{key}");
        }
    }

    #[test]
    fn what_is_no_key_is_told() {
        for (key, told) in [
            ("", " is not a known key"),
            ("outptu", "outptu is not a known key; did you mean \"output\"?"),
            ("defaults", "defaults is a table; name one of its keys"),
            ("profiles.a", "profiles.a is a table; name one of its keys"),
            ("profiles", "profiles belongs to the top of the file, above every table"),
            ("columns", "columns is a table; name one of its keys, such as columns.class"),
            (
                "columns.pool",
                "columns.pool cannot be set: pool is not one of warm-pool, project, class, prebuild",
            ),
            ("defaults.host", "defaults.host belongs to a profile: [profiles.NAME]"),
            ("output.x", "output.x is not a known key"),
        ] {
            assert_eq!(message(key), told);
        }
        assert!(message("profiles.a b.host").starts_with("\"a b\" is not a profile's name"));
    }

    #[test]
    fn the_reader_of_the_file_knows_the_same_keys() {
        for (key, _) in SHARED.iter().chain(&PROFILE_ONLY) {
            // Of a type that no key has, so that a known key has a fault of its own.
            let faults = parse(&format!("[profiles.a]\n{key} = 1.5\n")).unwrap_err();
            assert!(faults[0].text.starts_with("is of type float"), "{faults:?}");
        }
    }
}
