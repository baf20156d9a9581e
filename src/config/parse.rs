//! The text of the file → its settings, or everything that is wrong with it.
//!
//! No message holds a piece of the text other than a key: any value may be a token in the wrong
//! place.

use super::content::{Content, Keys, Profile, Stored};
use super::duration;
use super::keys::{
    COLUMNS, CREDENTIALS, CURRENT_PROFILE, DEFAULTS, HOST, PROFILES, Section, profile_name,
};
use super::resource::Noun;
use super::validate::{HostChoice, command, list_of_names, name, retries};
use crate::api::token::Token;
use crate::keyword::Word;
use crate::text_file::toml_reader::{At, Entry, Fault, Reader};

/// Reads the text of the file.
pub(super) fn parse(text: &str) -> Result<Content, Vec<Fault>> {
    Reader::read(text, |reader, top| reader.content(&top))
}

impl Reader<'_> {
    fn content(&mut self, top: &[Entry<'_>]) -> Content {
        let mut content = Content::default();
        for entry in top {
            match entry.name {
                CURRENT_PROFILE => content.current_profile = self.text(entry, profile_name),
                DEFAULTS => {
                    for inner in self.table(entry) {
                        self.shared(&inner, Section::Defaults, &mut content.defaults);
                    }
                }
                PROFILES => {
                    for inner in self.table(entry) {
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
        if let Err(fault) = profile_name(entry.name) {
            self.fault(entry.key_span.clone(), &entry.path, fault);
        }
        let mut profile = Profile::default();
        let mut credentials = Vec::new();
        for inner in self.table(entry) {
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
            let fault = format!("cannot stand beside {}; keep one of them", one.name);
            self.fault(another.key_span.clone(), &another.path, fault);
        }
        profile
    }

    fn credential(&mut self, entry: &Entry<'_>) -> Option<At<Stored>> {
        match entry.name {
            "token" => self.text(entry, |text| Token::parse(text).map(Stored::Token)),
            "token-file" => self.text(entry, |text| name(text).map(Stored::File)),
            _ => self.list(entry, |words| {
                let (program, arguments) = command(words)?;
                Ok(Stored::Command { program, arguments })
            }),
        }
    }

    fn shared(&mut self, entry: &Entry<'_>, section: Section, keys: &mut Keys) {
        match entry.name {
            "project" => keys.project = self.text(entry, name),
            "output" => keys.output = self.text(entry, Word::parse),
            "color" => keys.color = self.text(entry, Word::parse),
            "request-timeout" => keys.request_timeout = self.text(entry, duration::parse),
            "retries" => keys.retries = self.number(entry, retries),
            "timeout" => keys.timeout = self.text(entry, duration::parse),
            "poll-interval" => keys.poll_interval = self.text(entry, duration::parse),
            COLUMNS => {
                for inner in self.table(entry) {
                    match Noun::parse(inner.name) {
                        Err(fault) => self.fault(inner.key_span.clone(), &inner.path, fault),
                        Ok(noun) => {
                            let columns = self.list(&inner, list_of_names);
                            keys.columns.extend(columns.map(|columns| (noun, columns)));
                        }
                    }
                }
            }
            _ => self.unknown(entry, section),
        }
    }

    fn unknown(&mut self, entry: &Entry<'_>, section: Section) {
        self.fault(entry.key_span.clone(), &entry.path, section.fault_of(entry.name));
    }
}

#[cfg(test)]
mod tests;
