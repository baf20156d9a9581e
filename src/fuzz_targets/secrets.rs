//! A token in any text, written in any pieces.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::api::invariants::split_line;
use crate::output::redact::{Redactor, Secrets};

/// Letters a token has here at least: the base64 of a shorter one may stand in any text.
const SHORTEST: usize = 8;
/// Sizes of the pieces in which a text is written.
const PIECES: [usize; 5] = [1, 2, 3, 7, 64];

/// No form of a token passes, and it does not matter how the text is cut. The first line is the
/// token, which stands for every NUL of the rest.
pub fn secrets(input: &[u8]) {
    let (token, rest) = split_line(input);
    let token = String::from_utf8_lossy(token);
    // A star would be one of the letters that cover it.
    let is_token = token.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'*');
    if !is_token || token.len() < SHORTEST {
        return;
    }
    let text = String::from_utf8_lossy(rest).replace('\0', &token);
    let forms = [
        serde_json::Value::from(text.as_str()).to_string(),
        STANDARD.encode(&text),
        URL_SAFE_NO_PAD.encode(&text),
    ];
    for text in [text].iter().chain(&forms) {
        let whole = written(&token, text.as_bytes().chunks(usize::MAX));
        for size in PIECES {
            assert_eq!(written(&token, text.as_bytes().chunks(size)), whole, "in {size}");
        }
        is_covered(&token, &String::from_utf8_lossy(&whole));
    }
}

fn is_covered(token: &str, text: &str) {
    let json = serde_json::Value::from(token).to_string();
    assert!(!text.contains(token), "{text:?}");
    assert!(!text.contains(&json[1..json.len() - 1]), "{text:?}");
    for word in
        text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"+/-_".contains(letter))
    {
        let bytes = STANDARD.decode(word.as_bytes()).or_else(|_| URL_SAFE_NO_PAD.decode(word));
        let decoded = bytes.unwrap_or_default();
        let has_token = decoded.windows(token.len()).any(|window| window == token.as_bytes());
        assert!(!has_token, "in the base64 {word}");
    }
}

fn written<'a>(token: &str, pieces: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let secrets = Secrets::default();
    secrets.add(token);
    let mut out = Vec::new();
    let mut redactor = Redactor::new(&mut out, secrets);
    for piece in pieces {
        assert!(redactor.write_all(piece).is_ok());
    }
    drop(redactor);
    out
}
