//! Parses the text of the config file and collects all its errors.
//!
//! No message quotes anything but keys: any value may be a misplaced token.

use super::content::{ConfigFile, Keys, Profile, StoredCredential};
use super::keys::{
    COLUMNS, CREDENTIALS, CURRENT_PROFILE, DEFAULTS, HOST, PRICES, PROFILES, Section, profile_name,
};
use super::resource::Resource;
use super::validate::{HostChoice, command, list_of_names, name, retries};
use crate::api::token::Token;
use crate::keyword::Keyword;
use crate::text::duration;
use crate::toml_reader::{Diagnostic, Entry, Reader, Spanned};

pub(super) fn parse(text: &str) -> Result<ConfigFile, Vec<Diagnostic>> {
    Reader::read(text, |reader, top| reader.content(&top))
}

impl Reader<'_> {
    fn content(&mut self, top: &[Entry<'_>]) -> ConfigFile {
        let mut content = ConfigFile::default();
        for entry in top {
            match entry.name {
                CURRENT_PROFILE => content.current_profile = self.text(entry, profile_name),
                DEFAULTS => {
                    for inner in self.table(entry).into_iter().flatten() {
                        self.shared(&inner, Section::Defaults, &mut content.defaults);
                    }
                }
                PROFILES => {
                    for inner in self.table(entry).into_iter().flatten() {
                        let profile = self.profile(&inner);
                        content.profiles.insert(inner.name.to_owned(), profile);
                    }
                }
                _ => self.unknown(entry, Section::Top),
            }
        }
        content
    }

    fn profile(&mut self, entry: &Entry<'_>) -> Profile {
        if let Err(error) = profile_name(entry.name) {
            self.fault(entry.key_span.clone(), &entry.path, error);
        }
        let mut profile = Profile::default();
        let mut credentials = Vec::new();
        for inner in self.table(entry).into_iter().flatten() {
            match inner.name {
                HOST => profile.host = self.text(&inner, HostChoice::parse),
                name if CREDENTIALS.contains(&name) => {
                    profile.credential = self.credential(&inner);
                    credentials.push(inner);
                }
                _ => self.shared(&inner, Section::Profile, &mut profile.keys),
            }
        }
        if let [.., one, another] = credentials.as_slice() {
            let error = format!("cannot be used together with {}", one.name);
            self.fault(another.key_span.clone(), &another.path, error);
        }
        profile
    }

    fn credential(&mut self, entry: &Entry<'_>) -> Option<Spanned<StoredCredential>> {
        match entry.name {
            "token" => self.text(entry, |text| Token::parse(text).map(StoredCredential::Token)),
            "token-file" => self.text(entry, |text| name(text).map(StoredCredential::File)),
            _ => self.list(entry, |words| {
                let (program, arguments) = command(words)?;
                Ok(StoredCredential::Command { program, arguments })
            }),
        }
    }

    fn shared(&mut self, entry: &Entry<'_>, section: Section, keys: &mut Keys) {
        match entry.name {
            "project" => keys.project = self.text(entry, name),
            "output" => keys.output = self.text(entry, Keyword::parse),
            "color" => keys.color = self.text(entry, Keyword::parse),
            "request-timeout" => keys.request_timeout = self.text(entry, duration::parse),
            "retries" => keys.retries = self.number(entry, retries),
            "timeout" => keys.timeout = self.text(entry, duration::parse),
            "poll-interval" => keys.poll_interval = self.text(entry, duration::parse),
            COLUMNS => {
                for inner in self.table(entry).into_iter().flatten() {
                    match Resource::parse(inner.name) {
                        Err(error) => self.fault(inner.key_span.clone(), &inner.path, error),
                        Ok(resource) => {
                            let columns = self.list(&inner, list_of_names);
                            keys.columns.extend(columns.map(|columns| (resource, columns)));
                        }
                    }
                }
            }
            PRICES => self.prices(entry, &mut keys.prices),
            _ => self.unknown(entry, section),
        }
    }

    fn unknown(&mut self, entry: &Entry<'_>, section: Section) {
        self.fault(entry.key_span.clone(), &entry.path, section.unknown_key(entry.name));
    }
}

#[cfg(test)]
mod tests;
