//! Splits JSON text into its tokens, each as it stands in the text.

/// Levels of lists and objects that a reader which calls itself for each level can take;
/// `serde_json` has the same bound.
pub(super) const DEEPEST: usize = 128;

/// A piece of JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// The beginning of a list or an object.
    Open(Container),
    /// The end of a list or an object.
    Close(Container),
    /// Between a key and its value.
    Colon,
    /// Between two elements.
    Comma,
    /// A string with its quotes and escapes.
    Text(&'a [u8]),
    /// A number, `true`, `false` or `null`.
    Word(&'a [u8]),
}

/// What holds other values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    List,
    Object,
}

/// The tokens of valid JSON text; of other text something that ends and does not panic.
pub(super) fn tokens(json: &[u8]) -> Tokens<'_> {
    Tokens { rest: json }
}

/// How many lists and objects are inside one another at the deepest place; 0 for a bare value.
pub(super) fn nesting(json: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for token in tokens(json) {
        match token {
            Token::Open(_) => depth += 1,
            Token::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// See [`tokens`].
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.rest = self.rest.trim_ascii_start();
        let first = *self.rest.first()?;
        Some(match first {
            b'[' => self.sign(Token::Open(Container::List)),
            b']' => self.sign(Token::Close(Container::List)),
            b'{' => self.sign(Token::Open(Container::Object)),
            b'}' => self.sign(Token::Close(Container::Object)),
            b':' => self.sign(Token::Colon),
            b',' => self.sign(Token::Comma),
            b'"' => Token::Text(self.take(text_length(self.rest))),
            _ => Token::Word(self.take(word_length(self.rest))),
        })
    }
}

impl<'a> Tokens<'a> {
    fn sign(&mut self, token: Token<'a>) -> Token<'a> {
        self.take(1);
        token
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

/// The length of the string that `json` begins with, quotes included.
fn text_length(json: &[u8]) -> usize {
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

/// The length of the number or word that `json` begins with.
fn word_length(json: &[u8]) -> usize {
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
                Open(List),
                Word(b"1.50"),
                Comma,
                Word(b"-2e+9"),
                Comma,
                Word(b"true"),
                Close(List),
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
        fn text_that_is_no_json_ends_too(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(tokens(&bytes).count() <= bytes.len());
        }
    }
}
