//! JSON text as values of jq. Its reader calls itself for each level, so hostile text is looked
//! over first.

use jaq_core::Error;
use jaq_json::Val;
use jaq_json::read::{parse_many, parse_single};

use crate::output::tokens::{DEEPEST, Token, nesting, tokens};

/// The value of a JSON text, or why it has none.
pub(super) fn single(json: &[u8]) -> Result<Val, String> {
    check(json)?;
    parse_single(json).map_err(|error| error.to_string())
}

/// What `fromjson` gives: the values of a text up to the first that is none.
pub(super) fn from_json(value: &Val) -> Vec<Result<Val, Error<Val>>> {
    let text = match value.try_as_utf8_bytes_owned() {
        Ok(text) => text,
        Err(error) => return vec![Err(error)],
    };
    let fail = |why: &str| Error::str(format_args!("cannot parse {value} as JSON: {why}"));
    if let Err(why) = check(&text) {
        return vec![Err(fail(&why))];
    }
    let mut values = Vec::new();
    for read in parse_many(&text) {
        let read = read.map_err(|error| fail(&error.to_string()));
        let is_end = read.is_err();
        values.push(read);
        // The reader would tell the same for ever.
        if is_end {
            break;
        }
    }
    values
}

/// Refuses a text that takes too many levels, and comments, in which levels cannot be counted.
fn check(json: &[u8]) -> Result<(), String> {
    if tokens(json).any(|token| matches!(token, Token::Word(word) if word.contains(&b'#'))) {
        return Err("it has a comment".to_owned());
    }
    if nesting(json) > DEEPEST {
        return Err(format!("the value is nested more than {DEEPEST} levels deep"));
    }
    Ok(())
}
