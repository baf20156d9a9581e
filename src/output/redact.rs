//! Keeps the token out of everything that is printed, whoever put it there.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write};
use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// What stands in the place of a token.
const MASK: &[u8] = b"***";
/// Bytes a token has at least to be searched for: the words of a shorter one are everywhere.
const SHORTEST: usize = 4;

/// The tokens that no stream may show. Clones share them, so that a token can be added when it
/// becomes known, after the streams were made.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Arc<RwLock<Encodings>>);

impl Secrets {
    /// Covers a token from now on, and what it looks like in JSON, in a URL and in base64.
    ///
    /// A token of fewer than four bytes is not covered. Neither should one be that is no secret,
    /// such as `local`: its letters would vanish from ordinary sentences.
    pub(crate) fn add(&self, token: &str) {
        if token.len() >= SHORTEST {
            let mut forms = self.0.write().unwrap_or_else(PoisonError::into_inner);
            forms.extend(forms_of(token));
        }
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(***)")
    }
}

/// A stream in which tokens are covered, however the text is split into writes.
///
/// The end of a write that may be the beginning of a token waits for the next write. A flush
/// lets it out, so text that holds foreign words is flushed only at its end.
pub(crate) struct Redactor<W: Write> {
    inner: W,
    secrets: Secrets,
    held: Vec<u8>,
}

impl<W: Write> Redactor<W> {
    /// Covers `secrets`, also those added later, in what is written to `inner`.
    pub(crate) fn new(inner: W, secrets: Secrets) -> Self {
        Self { inner, secrets, held: Vec::new() }
    }

    /// Covers what is complete in the held bytes and `bytes` and writes it; `more` tells whether
    /// the beginning of a token at the end is held.
    fn flush_masked(&mut self, bytes: &[u8], more: bool) -> io::Result<()> {
        let mut text = Cow::Borrowed(bytes);
        if !self.held.is_empty() {
            text = Cow::Owned([&std::mem::take(&mut self.held), bytes].concat());
        }
        let forms = self.secrets.0.read().unwrap_or_else(PoisonError::into_inner);
        let (covered, rest) = forms.cover(&text, more);
        self.held.extend_from_slice(rest);
        self.inner.write_all(&covered)
    }
}

impl<W: Write> Write for Redactor<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.flush_masked(bytes, true)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flush_masked(&[], false)?;
        self.inner.flush()
    }
}

impl<W: Write> Drop for Redactor<W> {
    /// Lets out what is held; an error has nobody left to hear it.
    fn drop(&mut self) {
        drop(self.flush());
    }
}

/// Every form of every token.
struct Encodings {
    /// The longest first.
    all: Vec<Vec<u8>>,
    /// For each byte, whether a form begins with it, and whether it is the second of one.
    begins: [bool; 256],
    goes_on: [bool; 256],
}

impl Default for Encodings {
    fn default() -> Self {
        Self { all: Vec::new(), begins: [false; 256], goes_on: [false; 256] }
    }
}

impl Encodings {
    fn extend(&mut self, forms: impl IntoIterator<Item = Vec<u8>>) {
        self.all.extend(forms);
        self.all.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.all.dedup();
        for form in &self.all {
            for (is_at, byte) in [&mut self.begins, &mut self.goes_on].into_iter().zip(form) {
                is_at[usize::from(*byte)] = true;
            }
        }
    }

    /// The text with its tokens covered, up to where a token may have begun that goes on in
    /// what is yet to come, if `more` is; and the text from there.
    fn cover<'a>(&self, text: &'a [u8], more: bool) -> (Cow<'a, [u8]>, &'a [u8]) {
        if self.all.is_empty() {
            return (Cow::Borrowed(text), &[]);
        }
        let mut covered = Vec::new();
        let (mut done, mut at) = (0, self.next_candidate(text, 0));
        while at < text.len() {
            let rest = &text[at..];
            let goes_on = |form: &Vec<u8>| form.len() > rest.len() && form.starts_with(rest);
            if more && self.all.iter().any(goes_on) {
                break;
            }
            let found = self.all.iter().find(|form| rest.starts_with(form));
            if let Some(form) = found {
                covered.extend_from_slice(&text[done..at]);
                covered.extend_from_slice(MASK);
                done = at + form.len();
            }
            at = self.next_candidate(text, at + found.map_or(1, Vec::len));
        }
        let (settled, rest) = text.split_at(at);
        if done == 0 {
            return (Cow::Borrowed(settled), rest);
        }
        covered.extend_from_slice(&settled[done..]);
        (Cow::Owned(covered), rest)
    }

    /// Where the next form may begin, by its first two bytes; the end of the text if nowhere.
    fn next_candidate(&self, text: &[u8], from: usize) -> usize {
        let may_begin = |at: &usize| {
            let goes_on = |next: &u8| self.goes_on[usize::from(*next)];
            self.begins[usize::from(text[*at])] && text.get(at + 1).is_none_or(goes_on)
        };
        (from..text.len()).find(may_begin).unwrap_or(text.len())
    }
}

/// What a token looks like as it is, in JSON, in a URL and in base64.
fn forms_of(token: &str) -> BTreeSet<Vec<u8>> {
    let json = serde_json::Value::from(token).to_string();
    let json = json[1..json.len() - 1].to_owned();
    let slashed = json.replace('/', "\\/");
    let url = |encode: fn(u8) -> String| -> String { token.bytes().map(encode).collect() };
    let mut forms = BTreeSet::from([
        token.to_owned(),
        json,
        slashed,
        url(|byte| in_url(byte, |byte| format!("%{byte:02X}"))),
        url(|byte| in_url(byte, |byte| format!("%{byte:02x}"))),
    ]);
    for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
        for before in 0..3 {
            forms.extend(in_base64(token, before, &engine));
        }
    }
    forms.into_iter().map(String::into_bytes).collect()
}

fn in_url(byte: u8, escape: fn(u8) -> String) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        escape(byte)
    }
}

/// The base64 of a token that stands behind `before` bytes, or any multiple of three more, of a
/// longer text: without the first letters, which depend on those bytes, and as it is when more
/// text follows, and when none does, with padding and without.
fn in_base64(token: &str, before: usize, engine: &impl Engine) -> [String; 3] {
    let text = [&[0; 2][..before], token.as_bytes()].concat();
    let whole = engine.encode(&text);
    let from = (before * 8).div_ceil(6);
    let amidst = text.len() * 8 / 6;
    let padding = "=".repeat(whole.len().next_multiple_of(4) - whole.len());
    [
        whole[from..amidst].to_owned(),
        whole[from..].to_owned(),
        format!("{}{padding}", &whole[from..]),
    ]
}

#[cfg(test)]
mod tests;
