//! The methods of the service, and which of them only read.

use super::client::Method;

/// A line for each method in the official SDK's descriptors, such as
/// `PrebuildService/GetWarmPool read`. A method is a `read` only if it is marked as free of side
/// effects there; its name does not say so. `tests/contract` compares the two.
const METHODS: &str = include_str!("methods.txt");

/// A method that the descriptors have.
#[derive(Clone, Copy, Debug)]
pub(crate) enum KnownMethod {
    Unary(Method),
    Stream,
}

/// The path of every method, such as `PrebuildService/GetWarmPool`, and what it is.
fn methods() -> impl Iterator<Item = (&'static str, KnownMethod)> {
    METHODS.lines().filter_map(|line| {
        let (path, kind) = line.split_once(' ')?;
        let (service, name) = path.split_once('/')?;
        let method = match kind {
            "read" => KnownMethod::Unary(Method::read(service, name)),
            "change" => KnownMethod::Unary(Method::mutation(service, name)),
            _ => KnownMethod::Stream,
        };
        Some((path, method))
    })
}

pub(crate) fn known_method(path: &str) -> Option<KnownMethod> {
    methods().find(|(known, _)| *known == path).map(|(_, method)| method)
}

/// The services and the names of their methods.
pub(crate) fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    methods().filter_map(|(path, _)| path.split_once('/'))
}

/// A method that the descriptors do not have, as of a newer service. It is taken for a change.
pub(crate) fn unknown_method(service: &str, name: &str) -> Method {
    // Like the constants of the other methods these live as long as the process.
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    Method::mutation(leak(service), leak(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::retry::Effect;

    #[test]
    fn every_line_is_a_method() {
        assert_eq!(methods().count(), METHODS.lines().count());
        assert!(METHODS.lines().is_sorted(), "keep the lines sorted");
    }

    #[test]
    fn the_name_does_not_say_what_a_method_does() {
        for (path, expected) in [
            ("PrebuildService/GetWarmPool", Effect::Read),
            ("PrebuildService/CreateWarmPool", Effect::Mutation),
            ("IdentityService/GetIDToken", Effect::Mutation),
            ("IntegrationService/ValidateIntegration", Effect::Read),
        ] {
            let Some(KnownMethod::Unary(method)) = known_method(path) else { panic!("{path}") };
            assert_eq!(method.effect, expected, "{path}");
            assert_eq!(method.path(), format!("gitpod.v1.{path}"));
        }
        let watch = known_method("EventService/WatchEvents");
        assert!(matches!(watch, Some(KnownMethod::Stream)));
        assert!(known_method("PrebuildService/GetWarmPol").is_none());
    }
}
