//! The bearer token: checked once where it comes in, never shown afterwards.

use std::fmt;

use ring::hmac;
use secrecy::{ExposeSecret as _, SecretString};

/// Bytes a token may have; a header much longer than this is refused on the way anyway.
const LONGEST: usize = 8 * 1024;

/// A token that can be sent: visible ASCII, not empty, of a sane length.
#[derive(Clone)]
pub(crate) struct Token(SecretString);

/// Why a text is not a token. Reads after the name of its source, such as `ONA_TOKEN is empty`,
/// and never holds a part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenError {
    /// Nothing is left when blanks and `Bearer` are taken off.
    Empty,
    /// It has more bytes than any token.
    TooLong,
    /// A character that cannot stand in a header.
    Character {
        /// Which one, counted from 1 in the trimmed token without `Bearer`.
        position: usize,
        /// What it is.
        kind: CharacterKind,
    },
}

/// A kind of character that no token holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CharacterKind {
    /// The end of a line: two tokens, or a token and something else.
    LineBreak,
    /// A blank.
    Space,
    /// NUL, ESC, DEL and the like.
    Control,
    /// A letter outside ASCII.
    NotAscii,
}

impl Token {
    /// Reads a token as people paste it: blanks around it, a byte order mark and a leading
    /// `Bearer` are dropped.
    pub(crate) fn parse(text: &str) -> Result<Self, TokenError> {
        let token = without_scheme(text.trim_matches(|c: char| c.is_whitespace() || c == BOM));
        if token.is_empty() {
            return Err(TokenError::Empty);
        }
        if token.len() > LONGEST {
            return Err(TokenError::TooLong);
        }
        let mut letters = (1..).zip(token.chars());
        match letters.find(|(_, letter)| !letter.is_ascii_graphic()) {
            None => Ok(Self(SecretString::from(token))),
            Some((position, letter)) => {
                Err(TokenError::Character { position, kind: CharacterKind::of(letter) })
            }
        }
    }

    /// The token itself: for the `Authorization` header, the redactor and the 0600 file only.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Tells this token from another under one salt. There are too few bits in it to learn
    /// anything else from.
    pub(crate) fn fingerprint(&self, salt: &str) -> u32 {
        let key = hmac::Key::new(hmac::HMAC_SHA256, salt.as_bytes());
        let tag = hmac::sign(&key, self.expose().as_bytes());
        tag.as_ref()
            .iter()
            .take(4)
            .fold(0, |fingerprint, byte| (fingerprint << 8) | u32::from(*byte))
    }
}

const BOM: char = '\u{feff}';

/// Takes `Bearer` and the blanks behind it off the front.
fn without_scheme(text: &str) -> &str {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if first.eq_ignore_ascii_case("bearer") { rest.trim_start() } else { text }
}

impl CharacterKind {
    fn of(letter: char) -> Self {
        match letter {
            '\n' | '\r' => Self::LineBreak,
            ' ' | '\t' => Self::Space,
            _ if letter.is_ascii() => Self::Control,
            _ => Self::NotAscii,
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooLong => write!(f, "is longer than {LONGEST} bytes"),
            Self::Character { position, kind } => {
                write!(f, "cannot be sent: character {position} is {kind}")
            }
        }
    }
}

impl fmt::Display for CharacterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LineBreak => "a line break",
            Self::Space => "a blank",
            Self::Control => "a control character",
            Self::NotAscii => "outside ASCII",
        })
    }
}

impl std::error::Error for TokenError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{CharacterKind, Token, TokenError};

    fn fault(text: &str) -> TokenError {
        Token::parse(text).unwrap_err()
    }

    #[test]
    fn takes_tokens_as_they_are_pasted() {
        for text in [
            "eyJ.abc-_~",
            " eyJ.abc-_~\r\n",
            "Bearer eyJ.abc-_~",
            "bEARER \t eyJ.abc-_~ ",
            "\u{feff}eyJ.abc-_~\n",
        ] {
            assert_eq!(Token::parse(text).unwrap().expose(), "eyJ.abc-_~", "{text:?}");
        }
        assert_eq!(Token::parse("BearerX").unwrap().expose(), "BearerX");
    }

    #[test]
    fn refuses_what_cannot_be_sent() {
        for text in ["", "  \n", "Bearer", "bearer  "] {
            assert_eq!(fault(text), TokenError::Empty, "{text:?}");
        }
        for (text, position, kind) in [
            ("ab\ncd", 3, CharacterKind::LineBreak),
            ("ab\r\nX-Evil: 1", 3, CharacterKind::LineBreak),
            ("Bearer ab cd", 3, CharacterKind::Space),
            ("\0ab", 1, CharacterKind::Control),
            ("ab\u{7f}", 3, CharacterKind::Control),
            ("aé\u{1b}", 2, CharacterKind::NotAscii),
            ("a\u{200b}", 2, CharacterKind::NotAscii),
        ] {
            assert_eq!(fault(text), TokenError::Character { position, kind }, "{text:?}");
        }
        assert!(Token::parse(&"x".repeat(8192)).is_ok());
        assert_eq!(fault(&"x".repeat(8193)), TokenError::TooLong);
    }

    #[test]
    fn says_where_and_what() {
        assert_eq!(
            format!("ONA_TOKEN {}", fault("s3cr3t part")),
            "ONA_TOKEN cannot be sent: character 7 is a blank"
        );
    }

    #[test]
    fn a_mark_is_of_the_token_and_the_salt() {
        let fingerprint = |token, salt| Token::parse(token).unwrap().fingerprint(salt);
        assert_eq!(fingerprint("s3cr3t", "a"), fingerprint("Bearer s3cr3t", "a"));
        assert_ne!(fingerprint("s3cr3t", "a"), fingerprint("s3cr3t", "b"));
        assert_ne!(fingerprint("s3cr3t", "a"), fingerprint("s3cr3T", "a"));
    }

    #[test]
    fn never_shows_itself() {
        let token = Token::parse("s3cr3t").unwrap();
        assert_eq!(format!("{token} {token:?}"), "*** Token(***)");
    }

    proptest! {
        #[test]
        fn what_is_accepted_can_stand_in_a_header(text in any::<String>()) {
            if let Ok(token) = Token::parse(&text) {
                assert!(token.expose().bytes().all(|byte| byte.is_ascii_graphic()));
                assert!(text.contains(token.expose()));
            }
        }

        #[test]
        fn a_fault_never_holds_the_token(secret in "[a-z]{12,40}", bad in "[ \0\n\u{e9}]") {
            let text = format!("{secret}{bad}{secret}");
            assert!(!fault(&text).to_string().contains(&secret));
        }
    }
}
