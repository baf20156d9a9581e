//! JSON text as values of jq. Its reader is recursive, so the depth of the text is checked first.

use jaq_core::Error;
use jaq_json::Val;
use jaq_json::read::{parse_many, parse_single};

use crate::output::tokens::{MAX_DEPTH, Token, nesting, tokens};

/// The value of a JSON text, or why it cannot be read.
pub(super) fn single(json: &[u8]) -> Result<Val, String> {
    check(json)?;
    parse_single(json).map_err(|error| error.to_string())
}

/// The values of a text, up to the first error, for `fromjson`.
pub(super) fn from_json(value: &Val) -> Vec<Result<Val, Error<Val>>> {
    let text = match value.try_as_utf8_bytes_owned() {
        Ok(text) => text,
        Err(error) => return vec![Err(error)],
    };
    let error = |reason: &str| Error::str(format_args!("cannot parse {value} as JSON: {reason}"));
    if let Err(reason) = check(&text) {
        return vec![Err(error(&reason))];
    }
    let mut values = Vec::new();
    for read in parse_many(&text) {
        let read = read.map_err(|reason| error(&reason.to_string()));
        let is_error = read.is_err();
        values.push(read);
        // The reader repeats its error without end.
        if is_error {
            break;
        }
    }
    values
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
