//! The token of the embedded API.

use std::fmt;

/// The default token. It is no secret; it only prevents mistakes.
pub(crate) const TOKEN: &str = "local";

/// Tokens of the real service are at least this long.
const MIN_REAL_LENGTH: usize = 40;

#[derive(Clone)]
pub(crate) struct Token(String);

impl Token {
    /// # Errors
    /// If the token is empty, or looks like one of the real service, which must not be stored here.
    pub(crate) fn new(token: Option<String>) -> anyhow::Result<Self> {
        let token = token.unwrap_or_else(|| TOKEN.to_owned());
        anyhow::ensure!(!token.trim().is_empty(), "the token of the embedded API is empty");
        anyhow::ensure!(
            !looks_real(&token),
            "the token of the embedded API looks like one of the real service; use another"
        );
        Ok(Self(token))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Checks the `Authorization` header of a request; returns the message for the client.
    pub(crate) fn check(&self, authorization: Option<&str>) -> Result<(), &'static str> {
        match authorization.and_then(|value| value.strip_prefix("Bearer ")) {
            Some(token) if token == self.0 => Ok(()),
            Some(token) if looks_real(token) => Err(
                "this is the embedded API: it accepts only its own token, never one of the real service",
            ),
            _ => Err("invalid or missing token"),
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token")
    }
}

fn looks_real(token: &str) -> bool {
    token.len() >= MIN_REAL_LENGTH || token.starts_with("eyJ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_configured_token_is_accepted() {
        let token = Token::new(None).unwrap();
        assert_eq!(token.check(Some("Bearer local")), Ok(()));
        for invalid in
            [None, Some("local"), Some("Bearer other"), Some("Basic local"), Some("Bearer local ")]
        {
            assert_eq!(token.check(invalid), Err("invalid or missing token"), "{invalid:?}");
        }
        assert!(token.check(Some("Bearer eyJhbGciOi")).unwrap_err().contains("embedded"));
    }

    #[test]
    fn tokens_of_the_real_service_cannot_be_configured() {
        assert!(Token::new(Some("eyJ0".to_owned())).is_err());
        assert!(Token::new(Some("x".repeat(40))).is_err());
        assert!(Token::new(Some(" ".to_owned())).is_err());
        assert!(Token::new(Some("ci".to_owned())).is_ok());
    }
}
