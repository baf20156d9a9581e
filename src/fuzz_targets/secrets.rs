//! Tokens in any text, written in any chunks.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::api::invariants::split_line;
use crate::output::redact::Redactor;
use crate::text::secrets::Secrets;

/// The base64 of a shorter token may occur in any text.
const MIN_LENGTH: usize = 8;
const CHUNK_SIZES: [usize; 5] = [1, 2, 3, 7, 64];

/// No encoding of a token passes, and chunk boundaries do not matter. The first line is the token,
/// which replaces every NUL in the rest.
pub fn secrets(input: &[u8]) {
    let (token, rest) = split_line(input);
    let token = String::from_utf8_lossy(token);
    // The mask consists of stars.
    let is_token = token.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'*');
    if !is_token || token.len() < MIN_LENGTH {
        return;
    }
    let text = String::from_utf8_lossy(rest).replace('\0', &token);
    let encodings = [
        serde_json::Value::from(text.as_str()).to_string(),
        STANDARD.encode(&text),
        URL_SAFE_NO_PAD.encode(&text),
    ];
    for text in [text].iter().chain(&encodings) {
        let whole = redact(&token, text.as_bytes().chunks(usize::MAX));
        for size in CHUNK_SIZES {
            assert_eq!(redact(&token, text.as_bytes().chunks(size)), whole, "chunks of {size}");
        }
        assert_masked(&token, &String::from_utf8_lossy(&whole));
    }
}

fn assert_masked(token: &str, text: &str) {
    let json = serde_json::Value::from(token).to_string();
    assert!(!text.contains(token), "{text:?}");
    assert!(!text.contains(&json[1..json.len() - 1]), "{text:?}");
    for word in
        text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"+/-_".contains(letter))
    {
        let bytes = STANDARD.decode(word.as_bytes()).or_else(|_| URL_SAFE_NO_PAD.decode(word));
        let decoded = bytes.unwrap_or_default();
        let has_token = decoded.windows(token.len()).any(|window| window == token.as_bytes());
        assert!(!has_token, "in base64: {word}");
    }
}

fn redact<'a>(token: &str, chunks: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let secrets = Secrets::default();
    secrets.add(token);
    let mut out = Vec::new();
    let mut redactor = Redactor::new(&mut out, secrets);
    for chunk in chunks {
        assert!(redactor.write_all(chunk).is_ok());
    }
    drop(redactor);
    out
}
