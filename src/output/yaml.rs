//! JSON text as YAML that readers of YAML 1.1 and 1.2 read as the same value.
//!
//! Hand-written because a generic serializer loses the digits of numbers and the order of keys, or
//! needs a tree, and does not escape unsafe characters.

use std::fmt::Write as _;

use super::json::masked_text;
use super::tokens::{Container, MAX_DEPTH, Token, nesting, tokens};
use crate::error::CliError;
use crate::text::sanitize::is_safe_char;
use crate::text::sanitizer::Sanitizer;

/// Words that some YAML reader does not take for a string, in lower case.
const RESERVED: [&str; 12] =
    ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"];

/// YAML allows longer keys only in the explicit form, `? key`.
const MAX_SIMPLE_KEY: usize = 1024;

/// Valid JSON text as a YAML document in block style, with a final line end.
///
/// Strings are quoted unless no reader can take them for anything else.
///
/// # Errors
/// When the text is nested more than 128 levels deep, or a string holds half of a surrogate pair,
/// which JSON can write and YAML cannot.
pub(crate) fn from_json(json: &[u8], sanitizer: &Sanitizer) -> Result<String, CliError> {
    if nesting(json) > MAX_DEPTH {
        return Err(no_yaml(format!("nested more than {MAX_DEPTH} levels deep")));
    }
    let mut writer =
        Writer { out: String::with_capacity(json.len()), stack: Vec::new(), place: Context::Start };
    let mut tokens = tokens(json).peekable();
    while let Some(token) = tokens.next() {
        match token {
            Token::Open(container) => {
                let end = tokens.next_if(|next| matches!(next, Token::Close(_)));
                match (container, end) {
                    (Container::Array, Some(_)) => writer.scalar("[]"),
                    (Container::Object, Some(_)) => writer.scalar("{}"),
                    (container, None) => writer.open(container),
                }
            }
            Token::Close(_) => _ = writer.stack.pop(),
            Token::Text(text) => {
                let text = masked_text(text, sanitizer);
                let text: String = serde_json::from_slice(&text).map_err(no_yaml)?;
                let text = sanitizer.command_escaped(scalar(&text).into());
                match tokens.peek() {
                    Some(Token::Colon) => writer.key(&text),
                    _ => writer.scalar(&text),
                }
            }
            Token::Word(word) => writer.scalar(&number(&String::from_utf8_lossy(word))),
            Token::Colon | Token::Comma => {}
        }
    }
    writer.out.push('\n');
    Ok(writer.out)
}

fn no_yaml(reason: impl ToString) -> CliError {
    CliError::local("cannot encode the result as YAML").because(reason.to_string())
}

struct Writer {
    out: String,
    /// The arrays and objects around the next value.
    stack: Vec<Container>,
    place: Context,
}

/// The place of the next output.
#[derive(Clone, Copy)]
enum Context {
    /// At the start of the document or after `- `.
    Start,
    AfterKey,
    /// What follows starts a line.
    AfterValue,
}

impl Writer {
    fn key(&mut self, key: &str) {
        self.begin_entry();
        if key.len() > MAX_SIMPLE_KEY {
            self.out.push_str("? ");
            self.out.push_str(key);
            self.begin_line();
        } else {
            self.out.push_str(key);
        }
        self.out.push(':');
        self.place = Context::AfterKey;
    }

    fn scalar(&mut self, text: &str) {
        self.begin_element();
        if matches!(self.place, Context::AfterKey) {
            self.out.push(' ');
        }
        self.out.push_str(text);
        self.place = Context::AfterValue;
    }

    /// Starts an array or object that is not empty.
    fn open(&mut self, container: Container) {
        self.begin_element();
        if matches!(self.place, Context::AfterKey) {
            self.place = Context::AfterValue;
        }
        self.stack.push(container);
    }

    /// Writes the dash of an array element, if it is one.
    fn begin_element(&mut self) {
        if self.stack.last() == Some(&Container::Array) {
            self.begin_entry();
            self.out.push_str("- ");
            self.place = Context::Start;
        }
    }

    /// Starts a line for an element or a key, unless one was just started.
    fn begin_entry(&mut self) {
        if matches!(self.place, Context::AfterValue) {
            self.begin_line();
        }
    }

    fn begin_line(&mut self) {
        let levels = self.stack.len().saturating_sub(1);
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", levels));
    }
}

/// A string as a YAML scalar, quoted unless no reader can take it for anything else.
pub(crate) fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" _-./@+".contains(&byte))
        && !text.ends_with(' ')
        && !RESERVED.contains(&text.to_ascii_lowercase().as_str());
    if is_plain { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        let code = u32::from(c);
        // Writing to a string cannot fail.
        let _ = match c {
            '"' | '\\' => write!(out, "\\{c}"),
            '\n' => out.write_str("\\n"),
            '\t' => out.write_str("\\t"),
            '\r' => out.write_str("\\r"),
            _ if is_safe_char(c) => out.write_char(c),
            '\0'..='\u{ff}' => write!(out, "\\x{code:02X}"),
            '\u{100}'..='\u{ffff}' => write!(out, "\\u{code:04X}"),
            _ => write!(out, "\\U{code:08X}"),
        };
    }
    out.push('"');
    out
}

/// A JSON number, or `true`, `false`, `null`, as YAML. YAML 1.1 reads `1e5` as a string: it
/// requires a fraction and a signed exponent.
fn number(word: &str) -> String {
    let is_number = word.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    let Some((digits, exponent)) = word.split_once(['e', 'E']).filter(|_| is_number) else {
        return word.to_owned();
    };
    let fraction = if digits.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['+', '-']) { "" } else { "+" };
    format!("{digits}{fraction}e{sign}{exponent}")
}

#[cfg(test)]
mod tests;
