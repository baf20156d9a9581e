//! The command that an error suggests.

use crate::text::shell::quote;

/// One command of this program, as its arguments: `warm-pool list`.
///
/// It is rendered with the flags that choose the service, so that it reaches the service that the
/// failed command used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint(Vec<String>);

impl Hint {
    /// A hint from fixed arguments, separated by spaces.
    #[must_use]
    pub fn new(arguments: &str) -> Self {
        Self(arguments.split(' ').map(str::to_owned).collect())
    }

    /// A hint from arguments that may hold any characters.
    #[must_use]
    pub fn from_arguments<T: ToString>(arguments: impl IntoIterator<Item = T>) -> Self {
        Self(arguments.into_iter().map(|argument| argument.to_string()).collect())
    }

    /// Adds one argument, which may hold any characters.
    #[must_use]
    pub fn arg(mut self, value: impl ToString) -> Self {
        self.0.push(value.to_string());
        self
    }

    #[must_use]
    pub fn args<T: ToString>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        self.0.extend(values.into_iter().map(|value| value.to_string()));
        self
    }

    /// The command line, quoted for a POSIX shell. The `service_flags`, such as `--local`, come
    /// first, unless the hint starts with such a flag itself.
    #[must_use]
    pub fn to_command(&self, service_flags: &[String]) -> String {
        let flags: &[String] = if self.chooses_service() { &[] } else { service_flags };
        let arguments = flags.iter().chain(&self.0).map(|argument| quote(argument));
        std::iter::once("prebuildctl".into()).chain(arguments).collect::<Vec<_>>().join(" ")
    }

    fn chooses_service(&self) -> bool {
        self.0.first().is_some_and(|argument| argument.starts_with("--"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_argument_is_quoted_and_follows_the_service_flags() {
        let hint = Hint::new("warm-pool explain").arg("acme api/large");
        assert_eq!(hint.to_command(&[]), "prebuildctl warm-pool explain 'acme api/large'");
        let flags = ["--profile", "my team"].map(str::to_owned);
        assert_eq!(
            hint.to_command(&flags),
            "prebuildctl --profile 'my team' warm-pool explain 'acme api/large'"
        );
    }

    #[test]
    fn a_hint_that_chooses_a_service_keeps_its_choice() {
        let hint = Hint::new("--local warm-pool list");
        let flags = ["--host", "https://acme.example"].map(str::to_owned);
        assert_eq!(hint.to_command(&flags), "prebuildctl --local warm-pool list");
    }
}
