//! Masks the token in everything that is printed.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::text::secrets::Secrets;

/// A writer that masks tokens, however the text is split into writes.
///
/// The end of a write that may be the start of a token is held back until the next write. A flush
/// writes it, so untrusted text must be flushed only at its end.
pub(crate) struct Redactor<W: Write> {
    inner: W,
    secrets: Secrets,
    held: Vec<u8>,
}

impl<W: Write> Redactor<W> {
    pub(crate) fn new(inner: W, secrets: Secrets) -> Self {
        Self { inner, secrets, held: Vec::new() }
    }

    /// Masks and writes the held bytes and `bytes`. With `hold`, the start of a token at their end
    /// is held back.
    fn flush_masked(&mut self, bytes: &[u8], hold: bool) -> io::Result<()> {
        let mut text = Cow::Borrowed(bytes);
        if !self.held.is_empty() {
            text = Cow::Owned([&std::mem::take(&mut self.held), bytes].concat());
        }
        let (masked, rest) = self.secrets.mask_bytes(&text, hold);
        self.held.extend_from_slice(rest);
        self.inner.write_all(&masked)
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
    /// Writes what is held back; an error cannot be reported any more.
    fn drop(&mut self) {
        drop(self.flush());
    }
}

#[cfg(test)]
mod tests;
