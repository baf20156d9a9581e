use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;

use super::Redactor;
use crate::text::secrets::Secrets;

const TOKEN: &str = "ona_pat_7f3K+/9z=";

fn secrets(token: &str) -> Secrets {
    let secrets = Secrets::default();
    secrets.add(token);
    secrets
}

/// The output of these writes.
fn written(secrets: &Secrets, pieces: &[&[u8]]) -> String {
    let mut out = Vec::new();
    let mut redactor = Redactor::new(&mut out, secrets.clone());
    for piece in pieces {
        redactor.write_all(piece).unwrap();
    }
    redactor.flush().unwrap();
    drop(redactor);
    String::from_utf8_lossy(&out).into_owned()
}

#[test]
fn every_encoding_of_a_token_is_masked() {
    for (text, expected) in [
        ("Bearer ona_pat_7f3K+/9z=, twice ona_pat_7f3K+/9z=.", "Bearer ***, twice ***."),
        ("?t=ona_pat_7f3K%2B%2F9z%3D&x", "?t=***&x"),
        ("?t=ona_pat_7f3K%2b%2f9z%3d&x", "?t=***&x"),
        (r#"{"t":"ona_pat_7f3K+\/9z="}"#, r#"{"t":"***"}"#),
        // Alone, and at the end, the start and in the middle of a longer text.
        ("b25hX3BhdF83ZjNLKy85ej0=", "***"),
        ("b25hX3BhdF83ZjNLKy85ej0 ", "*** "),
        ("dW9uYV9wYXRfN2YzSysvOXo9", "dW***"),
        ("bWVvbmFfcGF0XzdmM0srLzl6PQ==", "bWV***"),
        ("bWVvbmFfcGF0XzdmM0srLzl6PQ", "bWV***"),
        ("b25hX3BhdF83ZjNLKy85ej0hIQ==", "***hIQ=="),
        ("dW9uYV9wYXRfN2YzSysvOXo9ISE=", "dW***ISE="),
        ("bWVvbmFfcGF0XzdmM0srLzl6PSEh", "bWV***SEh"),
    ] {
        assert_eq!(written(&secrets(TOKEN), &[text.as_bytes()]), expected);
    }
    assert_eq!(written(&secrets("a\"b\\c"), &[br#"{"t":"a\"b\\c"}"#]), r#"{"t":"***"}"#);
}

#[test]
fn base64_for_urls_is_masked() {
    // "p>>token??" in both alphabets, where they differ.
    let secrets = secrets("p>>token??");
    assert_eq!(written(&secrets, &[b"cD4+dG9rZW4/Pw== cD4-dG9rZW4_Pw"]), "*** ***");
}

#[test]
fn a_split_token_is_masked() {
    let secrets = secrets(TOKEN);
    assert_eq!(written(&secrets, &[b"a ona_", b"pat_7f3K", b"+/9", b"z= b"]), "a *** b");
    assert_eq!(written(&secrets, &[b"ona_pat_7f3K+/9", b"?"]), "ona_pat_7f3K+/9?");
    let bytes: Vec<&[u8]> = TOKEN.as_bytes().chunks(1).collect();
    assert_eq!(written(&secrets, &bytes), "***");
}

#[test]
fn only_the_start_of_a_token_is_held_back() {
    let mut out = Vec::new();
    let mut redactor = Redactor::new(&mut out, secrets(TOKEN));
    redactor.write_all(b"piano").unwrap();
    assert_eq!(redactor.inner, b"pian");
    redactor.write_all(b"\n").unwrap();
    assert_eq!(redactor.inner, b"piano\n");
    redactor.write_all(b"token: on").unwrap();
    redactor.flush().unwrap();
    assert_eq!(redactor.inner, b"piano\ntoken: on");
    redactor.write_all(b"o").unwrap();
    drop(redactor);
    assert_eq!(out, b"piano\ntoken: ono");
}

#[test]
fn a_token_is_masked_once_it_is_known() {
    let shared = Secrets::default();
    let mut out = Vec::new();
    let mut redactor = Redactor::new(&mut out, shared.clone());
    redactor.write_all(b"first-token second-token\n").unwrap();
    shared.add("first-token");
    shared.add("second-token");
    redactor.write_all(b"first-token second-token\n").unwrap();
    drop(redactor);
    assert_eq!(String::from_utf8(out).unwrap(), "first-token second-token\n*** ***\n");
}

#[test]
fn a_short_token_is_not_masked() {
    assert_eq!(written(&secrets("abc"), &[b"abc"]), "abc");
    assert_eq!(written(&secrets(""), &[b"abc"]), "abc");
    assert_eq!(written(&secrets("abcd"), &[b"abcd"]), "***");
}

#[test]
fn a_debug_print_shows_nothing() {
    assert_eq!(format!("{:?}", secrets(TOKEN)), "Secrets(***)");
}

/// A token of characters that a header can carry, without the `*` of the mask.
fn token() -> impl Strategy<Value = String> {
    "[!-)+-~]{8,40}"
}

proptest! {
    #[test]
    fn no_encoding_survives_any_split(
        token in token(),
        before in "[ -~]{0,9}",
        after in "[ -~]{0,9}",
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let around = format!("{before}{token}{after}");
        let text = format!(
            "{around} {} {} {}",
            serde_json::Value::from(around.as_str()),
            STANDARD.encode(&around),
            URL_SAFE_NO_PAD.encode(&around),
        );
        let secrets = secrets(&token);
        let whole = written(&secrets, &[text.as_bytes()]);
        prop_assert!(!whole.contains(&token));
        for encoding in secrets.encodings() {
            prop_assert!(!whole.contains(std::str::from_utf8(&encoding).unwrap()));
        }
        let mut ends: Vec<_> = cuts.iter().map(|cut| cut.index(text.len())).collect();
        ends.extend([0, text.len()]);
        ends.sort_unstable();
        let pieces: Vec<_> =
            ends.windows(2).map(|ends| &text.as_bytes()[ends[0]..ends[1]]).collect();
        prop_assert_eq!(written(&secrets, &pieces), whole);
    }

    #[test]
    fn other_text_does_not_change(
        token in token(),
        pieces in prop::collection::vec("[ -~]{0,7}", 0..20),
    ) {
        let pieces: Vec<_> = pieces.iter().map(String::as_bytes).collect();
        let text = String::from_utf8(pieces.concat()).unwrap();
        prop_assert_eq!(written(&secrets(&token), &pieces), text);
    }
}
