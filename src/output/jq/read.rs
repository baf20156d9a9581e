//! Reads JSON text. The reader of jaq is recursive, so the depth of the text is checked first.

use jaq_core::Error;
use jaq_json::Val;
use jaq_json::read::parse_single;

use crate::output::tokens::{MAX_DEPTH, Token, nesting, tokens};

/// The value of a JSON text, or why it cannot be read.
pub(super) fn single(json: &[u8]) -> Result<Val, String> {
    check(json)?;
    parse_single(json).map_err(|error| error.to_string())
}

/// The one value of a text, for `fromjson`; `nan` is one.
pub(super) fn from_json(value: &Val) -> Result<Val, Error<Val>> {
    let text = value.try_as_utf8_bytes_owned()?;
    if &*text == b"nan" {
        return Ok(Val::from(f64::NAN));
    }
    single(&text)
        .map_err(|reason| Error::str(format_args!("cannot parse {value} as JSON: {reason}")))
}

/// Rejects deep nesting, and comments, in which the depth cannot be counted.
fn check(json: &[u8]) -> Result<(), String> {
    if tokens(json).any(|token| matches!(token, Token::Word(word) if word.contains(&b'#'))) {
        return Err("comments are not supported".to_owned());
    }
    if nesting(json) > MAX_DEPTH {
        return Err(format!("nested more than {MAX_DEPTH} levels deep"));
    }
    Ok(())
}
