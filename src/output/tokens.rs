//! Splits JSON text into its tokens.

/// Nesting levels that a recursive reader can take; `serde_json` has the same limit.
pub(super) const MAX_DEPTH: usize = 128;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open(Container),
    Close(Container),
    Colon,
    Comma,
    /// A string with its quotes and escapes.
    Text(&'a [u8]),
    /// A number, `true`, `false` or `null`.
    Word(&'a [u8]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Array,
    Object,
}

/// The tokens of valid JSON text; for other text, some finite sequence.
pub(super) fn tokens(json: &[u8]) -> Tokens<'_> {
    Tokens { rest: json }
}

/// The nesting depth of arrays and objects; 0 for a scalar.
pub(super) fn nesting(json: &[u8]) -> usize {
    let (mut depth, mut max_depth) = (0_usize, 0);
    for token in tokens(json) {
        match token {
            Token::Open(_) => depth += 1,
            Token::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        max_depth = max_depth.max(depth);
    }
    max_depth
}

pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.rest = self.rest.trim_ascii_start();
        let first = *self.rest.first()?;
        Some(match first {
            b'[' => self.symbol(Token::Open(Container::Array)),
            b']' => self.symbol(Token::Close(Container::Array)),
            b'{' => self.symbol(Token::Open(Container::Object)),
            b'}' => self.symbol(Token::Close(Container::Object)),
            b':' => self.symbol(Token::Colon),
            b',' => self.symbol(Token::Comma),
            b'"' => Token::Text(self.take(text_length(self.rest))),
            _ => Token::Word(self.take(word_length(self.rest))),
        })
    }
}

impl<'a> Tokens<'a> {
    fn symbol(&mut self, token: Token<'a>) -> Token<'a> {
        self.take(1);
        token
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

/// The length of the leading string, with its quotes.
pub(super) fn text_length(json: &[u8]) -> usize {
    let mut index = 1;
    while let Some(byte) = json.get(index) {
        match byte {
            b'"' => return index + 1,
            b'\\' => index += 2,
            _ => index += 1,
        }
    }
    json.len()
}

/// The length of the leading number or word.
pub(super) fn word_length(json: &[u8]) -> usize {
    json.iter()
        .position(|byte| byte.is_ascii_whitespace() || b"[]{}:,\"".contains(byte))
        .unwrap_or(json.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Container::*, Token::*, nesting, tokens};

    #[test]
    fn every_kind_of_token_is_found() {
        let json = b" {\"a\\\"]\" : [1.50,-2e+9 , true],\n\t\"\":null }\r\n";
        let found: Vec<_> = tokens(json).collect();
        assert_eq!(
            found,
            [
                Open(Object),
                Text(br#""a\"]""#),
                Colon,
                Open(Array),
                Word(b"1.50"),
                Comma,
                Word(b"-2e+9"),
                Comma,
                Word(b"true"),
                Close(Array),
                Comma,
                Text(br#""""#),
                Colon,
                Word(b"null"),
                Close(Object),
            ]
        );
    }

    #[test]
    fn nesting_counts_levels() {
        for (json, levels) in [("1", 0), ("[]", 1), (r#"{"a":[[1],[{}]],"b":{}}"#, 4), ("]", 0)] {
            assert_eq!(nesting(json.as_bytes()), levels, "{json}");
        }
    }

    proptest! {
        #[test]
        fn invalid_json_has_finitely_many_tokens(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(tokens(&bytes).count() <= bytes.len());
        }
    }
}
