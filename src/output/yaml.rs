//! YAML from JSON text, such that readers of YAML 1.1 and 1.2 get the same value back.
//!
//! Written here because a serialiser made for any value can neither keep a number's digits nor
//! the order of keys without a tree, and leaves hidden and reordering characters raw.

use std::fmt::Write as _;

use super::tokens::{Container, DEEPEST, Token, nesting, tokens};
use crate::error::CliError;
use crate::text::sanitize::is_safe_char;

/// Words that some reader of YAML takes for something other than a string, in lower case.
const RESERVED: [&str; 12] =
    ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"];

/// Characters a key may have and still be followed by its colon on the same line.
const LONGEST_KEY: usize = 1024;

/// A YAML document in block style, with a last line end, from valid JSON text.
///
/// Numbers keep their digits. A string stands without quotes only where it cannot be taken for
/// anything else; in quotes, unsafe characters are escaped.
///
/// # Errors
/// A local failure when lists and objects are more than 128 levels deep, or a string holds half
/// of a surrogate pair, which JSON can write and YAML cannot.
pub(crate) fn from_json(json: &[u8]) -> Result<String, CliError> {
    if nesting(json) > DEEPEST {
        return Err(no_yaml().because(format!("it is nested more than {DEEPEST} levels deep")));
    }
    let mut writer =
        Writer { out: String::with_capacity(json.len()), inside: Vec::new(), place: Place::Start };
    let mut tokens = tokens(json).peekable();
    while let Some(token) = tokens.next() {
        match token {
            Token::Open(container) => {
                if tokens.next_if(|next| matches!(next, Token::Close(_))).is_some() {
                    writer.scalar(match container {
                        Container::List => "[]",
                        Container::Object => "{}",
                    });
                } else {
                    writer.open(container);
                }
            }
            Token::Close(_) => {
                writer.inside.pop();
            }
            Token::Text(text) => {
                let text: String = serde_json::from_slice(text)
                    .map_err(|error| no_yaml().because(error.to_string()))?;
                if matches!(tokens.peek(), Some(Token::Colon)) {
                    writer.key(&scalar(&text));
                } else {
                    writer.scalar(&scalar(&text));
                }
            }
            Token::Word(word) => writer.scalar(&number(&String::from_utf8_lossy(word))),
            Token::Colon | Token::Comma => {}
        }
    }
    writer.out.push('\n');
    Ok(writer.out)
}

fn no_yaml() -> CliError {
    CliError::local("the result has no YAML form")
}

/// Lays values out in lines.
struct Writer {
    out: String,
    /// The lists and objects around the next value.
    inside: Vec<Container>,
    place: Place,
}

/// Where the next thing is written.
#[derive(Clone, Copy)]
enum Place {
    /// Where an element of a list or a key may begin: at the start, or after `- `.
    Start,
    /// Behind a key and its colon.
    AfterKey,
    /// Behind a whole value: what follows begins a line.
    AfterValue,
}

impl Writer {
    fn key(&mut self, key: &str) {
        self.begin_entry();
        if key.len() > LONGEST_KEY {
            self.out.push_str("? ");
            self.out.push_str(key);
            self.begin_line();
        } else {
            self.out.push_str(key);
        }
        self.out.push(':');
        self.place = Place::AfterKey;
    }

    fn scalar(&mut self, text: &str) {
        self.begin_element();
        if matches!(self.place, Place::AfterKey) {
            self.out.push(' ');
        }
        self.out.push_str(text);
        self.place = Place::AfterValue;
    }

    /// Begins a list or an object that is not empty.
    fn open(&mut self, container: Container) {
        self.begin_element();
        if matches!(self.place, Place::AfterKey) {
            self.place = Place::AfterValue;
        }
        self.inside.push(container);
    }

    /// Writes the dash of a list's element; nothing in an object or outside of both.
    fn begin_element(&mut self) {
        if self.inside.last() == Some(&Container::List) {
            self.begin_entry();
            self.out.push_str("- ");
            self.place = Place::Start;
        }
    }

    /// Moves to where an element or a key begins: to a new line, unless one has just begun.
    fn begin_entry(&mut self) {
        if matches!(self.place, Place::AfterValue) {
            self.begin_line();
        }
    }

    fn begin_line(&mut self) {
        let levels = self.inside.len().saturating_sub(1);
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", levels));
    }
}

/// A string as YAML: plain where no reader can take it for anything else, else in quotes.
fn scalar(text: &str) -> String {
    let plain = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" _-./@+".contains(&byte))
        && !text.ends_with(' ')
        && !RESERVED.contains(&text.to_ascii_lowercase().as_str());
    if plain { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        let code = u32::from(letter);
        // Writing to a string cannot fail.
        let _ = match letter {
            '"' | '\\' => write!(out, "\\{letter}"),
            '\n' => out.write_str("\\n"),
            '\t' => out.write_str("\\t"),
            '\r' => out.write_str("\\r"),
            _ if is_safe_char(letter) => out.write_char(letter),
            '\0'..='\u{ff}' => write!(out, "\\x{code:02X}"),
            '\u{100}'..='\u{ffff}' => write!(out, "\\u{code:04X}"),
            _ => write!(out, "\\U{code:08X}"),
        };
    }
    out.push('"');
    out
}

/// A JSON number, or `true`, `false`, `null`, as YAML.
///
/// Readers of YAML 1.1 take `1e5` for a string: they want a fraction, and a sign before the
/// exponent.
fn number(word: &str) -> String {
    let Some((digits, exponent)) = word.split_once(['e', 'E']).filter(|_| is_number(word)) else {
        return word.to_owned();
    };
    let fraction = if digits.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['+', '-']) { "" } else { "+" };
    format!("{digits}{fraction}e{sign}{exponent}")
}

fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first == '-' || first.is_ascii_digit())
}

#[cfg(test)]
mod tests;
