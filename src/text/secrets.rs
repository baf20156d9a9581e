//! Tokens and their encodings, found in any text and masked.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

const MASK: &[u8] = b"***";
/// Shorter tokens are not masked: they would match ordinary text.
const MIN_LENGTH: usize = 4;

/// The tokens to mask. Clones share them, so that a token can be added after the streams were
/// created.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Arc<RwLock<Encodings>>);

impl Secrets {
    /// Masks a token from now on, also in JSON, in a URL and in base64.
    ///
    /// Not for tokens that are no secret, such as `local`: they would vanish from ordinary text.
    pub(crate) fn add(&self, token: &str) {
        if token.len() >= MIN_LENGTH {
            let mut encodings = self.0.write().unwrap_or_else(PoisonError::into_inner);
            encodings.extend(encode_all(token));
        }
    }

    /// The text with every token masked. To be called before the text is escaped or truncated.
    pub(crate) fn mask<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.mask_bytes(text.as_bytes(), false).0 {
            // The text is UTF-8, and so is each encoding that is replaced.
            Cow::Owned(masked) => String::from_utf8_lossy(&masked).into_owned().into(),
            Cow::Borrowed(_) => Cow::Borrowed(text),
        }
    }

    #[cfg(test)]
    pub(crate) fn encodings(&self) -> Vec<Vec<u8>> {
        self.0.read().unwrap().all.clone()
    }

    /// The masked bytes. With `hold`, the end that may be the start of a token is split off,
    /// unmasked.
    pub(crate) fn mask_bytes<'a>(&self, bytes: &'a [u8], hold: bool) -> (Cow<'a, [u8]>, &'a [u8]) {
        self.0.read().unwrap_or_else(PoisonError::into_inner).mask(bytes, hold)
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(***)")
    }
}

/// Every encoding of every token.
struct Encodings {
    /// Longest first.
    all: Vec<Vec<u8>>,
    /// For each byte, whether some encoding has it as its first or second byte.
    is_first: [bool; 256],
    is_second: [bool; 256],
}

impl Default for Encodings {
    fn default() -> Self {
        Self { all: Vec::new(), is_first: [false; 256], is_second: [false; 256] }
    }
}

impl Encodings {
    fn extend(&mut self, encodings: impl IntoIterator<Item = Vec<u8>>) {
        self.all.extend(encodings);
        self.all.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.all.dedup();
        for encoding in &self.all {
            let tables = [&mut self.is_first, &mut self.is_second];
            for (table, byte) in tables.into_iter().zip(encoding) {
                table[usize::from(*byte)] = true;
            }
        }
    }

    /// The masked text, and with `hold` the unmasked rest at its end that may be the start of a
    /// token.
    fn mask<'a>(&self, text: &'a [u8], hold: bool) -> (Cow<'a, [u8]>, &'a [u8]) {
        if self.all.is_empty() {
            return (Cow::Borrowed(text), &[]);
        }
        let mut masked = Vec::new();
        let (mut done, mut at) = (0, self.next_candidate(text, 0));
        while at < text.len() {
            let rest = &text[at..];
            let continues =
                |encoding: &Vec<u8>| encoding.len() > rest.len() && encoding.starts_with(rest);
            if hold && self.all.iter().any(continues) {
                break;
            }
            let found = self.all.iter().find(|encoding| rest.starts_with(encoding));
            if let Some(encoding) = found {
                masked.extend_from_slice(&text[done..at]);
                masked.extend_from_slice(MASK);
                done = at + encoding.len();
            }
            at = self.next_candidate(text, at + found.map_or(1, Vec::len));
        }
        let (complete, rest) = text.split_at(at);
        if done == 0 {
            return (Cow::Borrowed(complete), rest);
        }
        masked.extend_from_slice(&complete[done..]);
        (Cow::Owned(masked), rest)
    }

    /// Where the next token may start, by its first two bytes; else the end of the text.
    fn next_candidate(&self, text: &[u8], from: usize) -> usize {
        let may_start = |at: &usize| {
            let is_second = |next: &u8| self.is_second[usize::from(*next)];
            self.is_first[usize::from(text[*at])] && text.get(at + 1).is_none_or(is_second)
        };
        (from..text.len()).find(may_start).unwrap_or(text.len())
    }
}

/// A token as it is, in JSON, in a URL and in base64.
fn encode_all(token: &str) -> BTreeSet<Vec<u8>> {
    let json = serde_json::Value::from(token).to_string();
    let json = json[1..json.len() - 1].to_owned();
    let slashed = json.replace('/', "\\/");
    let url = |encode: fn(u8) -> String| -> String { token.bytes().map(encode).collect() };
    let mut encodings = BTreeSet::from([
        token.to_owned(),
        json,
        slashed,
        url(|byte| in_url(byte, |byte| format!("%{byte:02X}"))),
        url(|byte| in_url(byte, |byte| format!("%{byte:02x}"))),
    ]);
    for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
        for before in 0..3 {
            encodings.extend(in_base64(token, before, &engine));
        }
    }
    encodings.into_iter().map(String::into_bytes).collect()
}

fn in_url(byte: u8, escape: fn(u8) -> String) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        escape(byte)
    }
}

/// The base64 of a token that follows `before` bytes, or any multiple of three more: without the
/// first characters, which depend on those bytes. The token is followed by more text, or ends the
/// text without and with padding.
fn in_base64(token: &str, before: usize, engine: &impl Engine) -> [String; 3] {
    let text = [&[0; 2][..before], token.as_bytes()].concat();
    let whole = engine.encode(&text);
    let from = (before * 8).div_ceil(6);
    let complete = text.len() * 8 / 6;
    let padding = "=".repeat(whole.len().next_multiple_of(4) - whole.len());
    [
        whole[from..complete].to_owned(),
        whole[from..].to_owned(),
        format!("{}{padding}", &whole[from..]),
    ]
}
