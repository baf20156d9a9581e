//! The one token the embedded API takes.

use std::fmt;

/// The token where no other is given. It protects nothing but against mistakes.
pub(crate) const TOKEN: &str = "local";

/// From this length on a token is taken for one of the real service.
const REAL_LENGTH: usize = 40;

/// A token of no worth outside this machine.
#[derive(Clone)]
pub(crate) struct Token(String);

impl Token {
    /// The given token, or the default one.
    ///
    /// # Errors
    /// If it looks like a token of the real service, which has no business here.
    pub(crate) fn new(given: Option<String>) -> anyhow::Result<Self> {
        let token = given.unwrap_or_else(|| TOKEN.to_owned());
        anyhow::ensure!(!token.trim().is_empty(), "the token of the embedded API is empty");
        anyhow::ensure!(
            !looks_real(&token),
            "this looks like a token of the real service; the embedded API wants one that is not"
        );
        Ok(Self(token))
    }

    /// What a client has to send.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Checks the `Authorization` header of a request; what is wrong with it is for its sender.
    pub(crate) fn check(&self, authorization: Option<&str>) -> Result<(), &'static str> {
        match authorization.and_then(|value| value.strip_prefix("Bearer ")) {
            Some(token) if token == self.0 => Ok(()),
            Some(token) if looks_real(token) => Err(
                "this is the embedded API: it takes only its own token, never one of the real service",
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
    token.len() >= REAL_LENGTH || token.starts_with("eyJ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_token_is_taken() {
        let token = Token::new(None).unwrap();
        assert_eq!(token.check(Some("Bearer local")), Ok(()));
        for wrong in
            [None, Some("local"), Some("Bearer other"), Some("Basic local"), Some("Bearer local ")]
        {
            assert_eq!(token.check(wrong), Err("invalid or missing token"), "{wrong:?}");
        }
        assert!(token.check(Some("Bearer eyJhbGciOi")).unwrap_err().contains("embedded"));
    }

    #[test]
    fn a_real_looking_token_is_refused_at_the_start() {
        assert!(Token::new(Some("eyJ0".to_owned())).is_err());
        assert!(Token::new(Some("x".repeat(40))).is_err());
        assert!(Token::new(Some(" ".to_owned())).is_err());
        assert!(Token::new(Some("ci".to_owned())).is_ok());
    }
}
