//! The TLS library's errors as sentences.

use jiff::Timestamp;
use rustls::pki_types::UnixTime;
use rustls::{CertificateError, Error};

/// Says what happened. The library's own words are names of its types.
pub(in crate::api) fn describe(error: &Error) -> String {
    match error {
        Error::InvalidCertificate(error) => describe_certificate(error),
        Error::AlertReceived(alert) => {
            format!("the server refused the TLS connection: {}", words(&format!("{alert:?}")))
        }
        Error::PeerIncompatible(reason) => format!(
            "the server and this program have no TLS version or cipher in common: {}",
            words(&format!("{reason:?}"))
        ),
        Error::NoCertificatesPresented => "the server sent no certificate".to_owned(),
        Error::InvalidMessage(_)
        | Error::InappropriateMessage { .. }
        | Error::InappropriateHandshakeMessage { .. }
        | Error::PeerMisbehaved(_)
        | Error::PeerSentOversizedRecord => {
            "the server does not follow the TLS protocol".to_owned()
        }
        Error::DecryptError => "the TLS connection was damaged on its way".to_owned(),
        Error::General(reason) => reason.clone(),
        error => format!("the TLS connection failed: {}", words(&format!("{error:?}"))),
    }
}

fn describe_certificate(error: &CertificateError) -> String {
    use CertificateError as Certificate;
    let reason = match error {
        Certificate::UnknownIssuer => "is issued by an unknown authority".to_owned(),
        Certificate::Expired => "has expired".to_owned(),
        Certificate::ExpiredContext { time, not_after } => {
            format!("expired at {}; {}", date(*not_after), clock(*time))
        }
        Certificate::NotValidYet => "is not valid yet".to_owned(),
        Certificate::NotValidYetContext { time, not_before } => {
            format!("is not valid before {}; {}", date(*not_before), clock(*time))
        }
        Certificate::NotValidForName => "is for another host".to_owned(),
        Certificate::NotValidForNameContext { expected, presented } => {
            let names: Vec<_> = presented.iter().map(|name| bare_name(name)).collect();
            let names = if names.is_empty() { "no host".to_owned() } else { names.join(", ") };
            format!("is for {names}, not for {}", expected.to_str())
        }
        Certificate::Revoked => "is revoked".to_owned(),
        Certificate::BadEncoding => "is not readable".to_owned(),
        Certificate::BadSignature => "has a wrong signature".to_owned(),
        Certificate::InvalidPurpose | Certificate::InvalidPurposeContext { .. } => {
            "is not for a server".to_owned()
        }
        Certificate::UnhandledCriticalExtension => "has an unknown critical extension".to_owned(),
        // The library for certificates has more errors than that for TLS.
        Certificate::Other(error) if error.to_string() == "CaUsedAsEndEntity" => {
            "is the certificate of an authority; a server needs one of its own".to_owned()
        }
        Certificate::Other(error) => {
            format!("is not accepted: {}", words(&error.to_string()))
        }
        error => format!("is not accepted: {}", words(&format!("{error:?}"))),
    };
    format!("the server's certificate {reason}")
}

fn date(time: UnixTime) -> String {
    let seconds = i64::try_from(time.as_secs()).ok();
    let timestamp = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    timestamp.map_or_else(|| "an unknown time".to_owned(), |timestamp| timestamp.to_string())
}

fn clock(now: UnixTime) -> String {
    format!("it is {} by this machine's clock", date(now))
}

/// `DnsName("ona.example")` as `ona.example`.
fn bare_name(name: &str) -> &str {
    let inner = name.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    inner.unwrap_or(name).trim_matches('"')
}

/// The name of a type, such as `Tls13Required { .. }`, as lower-case words.
fn words(name: &str) -> String {
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
    let mut words = String::new();
    for letter in name[..end].chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rustls::pki_types::ServerName;
    use rustls::{
        AlertDescription, ExtendedKeyPurpose, InvalidMessage, OtherError, PeerIncompatible,
        PeerMisbehaved,
    };

    use super::*;

    fn at(seconds: u64) -> UnixTime {
        UnixTime::since_unix_epoch(Duration::from_secs(seconds))
    }

    fn certificate_errors() -> Vec<CertificateError> {
        use CertificateError as Certificate;
        let (time, not_after) = (at(1_700_000_000), at(1_600_000_000));
        let expected = ServerName::try_from("app.ona.com").unwrap();
        let presented = vec![r#"DnsName("ona.example")"#.to_owned(), "IpAddress(::1)".to_owned()];
        let purpose = ExtendedKeyPurpose::ServerAuth;
        vec![
            Certificate::BadEncoding,
            Certificate::Expired,
            Certificate::ExpiredContext { time, not_after },
            Certificate::NotValidYet,
            Certificate::NotValidYetContext { time: not_after, not_before: time },
            Certificate::Revoked,
            Certificate::UnhandledCriticalExtension,
            Certificate::UnknownIssuer,
            Certificate::UnknownRevocationStatus,
            Certificate::ExpiredRevocationList,
            Certificate::ExpiredRevocationListContext { time, next_update: not_after },
            Certificate::BadSignature,
            Certificate::NotValidForName,
            Certificate::NotValidForNameContext { expected: expected.clone(), presented },
            Certificate::NotValidForNameContext { expected, presented: Vec::new() },
            Certificate::InvalidPurpose,
            Certificate::InvalidPurposeContext { required: purpose, presented: Vec::new() },
            Certificate::InvalidOcspResponse,
            Certificate::ApplicationVerificationFailure,
        ]
    }

    #[test]
    fn no_error_is_the_name_of_a_type() {
        let certificates = certificate_errors().into_iter().map(Error::InvalidCertificate);
        let others = [
            Error::InvalidMessage(InvalidMessage::InvalidContentType),
            Error::NoCertificatesPresented,
            Error::UnsupportedNameType,
            Error::DecryptError,
            Error::EncryptError,
            Error::PeerIncompatible(PeerIncompatible::Tls12NotOffered),
            Error::PeerMisbehaved(PeerMisbehaved::TooMuchEarlyDataReceived),
            Error::AlertReceived(AlertDescription::HandshakeFailure),
            Error::AlertReceived(AlertDescription::Unknown(200)),
            Error::General("no trusted certificates found".to_owned()),
            Error::FailedToGetCurrentTime,
            Error::FailedToGetRandomBytes,
            Error::HandshakeNotComplete,
            Error::PeerSentOversizedRecord,
            Error::NoApplicationProtocol,
            Error::BadMaxFragmentSize,
        ];
        for error in certificates.chain(others) {
            let sentence = describe(&error);
            let mut words = sentence.split(|letter: char| !letter.is_alphanumeric());
            let is_type = |word: &str| {
                word.chars()
                    .zip(word.chars().skip(1))
                    .any(|(one, next)| one.is_lowercase() && next.is_uppercase())
            };
            assert!(!words.any(is_type), "{error:?}: {sentence}");
            assert!(!sentence.contains(['{', '"', '(']), "{error:?}: {sentence}");
        }
    }

    #[test]
    fn sentences_say_what_is_wrong() {
        let of = |error| describe(&Error::InvalidCertificate(error));
        let expected = ServerName::try_from("app.ona.com").unwrap();
        let presented = vec![r#"DnsName("ona.example")"#.to_owned()];
        let other =
            |text: &str| OtherError(std::sync::Arc::new(std::io::Error::other(text.to_owned())));
        for (error, sentence) in [
            (CertificateError::UnknownIssuer, "is issued by an unknown authority"),
            (
                CertificateError::NotValidForNameContext { expected, presented },
                "is for ona.example, not for app.ona.com",
            ),
            (
                CertificateError::ExpiredContext { time: at(86_400), not_after: at(0) },
                "expired at 1970-01-01T00:00:00Z; it is 1970-01-02T00:00:00Z by this machine's clock",
            ),
            (
                CertificateError::Other(other("CaUsedAsEndEntity")),
                "is the certificate of an authority; a server needs one of its own",
            ),
            (
                CertificateError::Other(other("PathLenConstraintViolated")),
                "is not accepted: path len constraint violated",
            ),
            (
                CertificateError::UnknownRevocationStatus,
                "is not accepted: unknown revocation status",
            ),
        ] {
            assert_eq!(of(error), format!("the server's certificate {sentence}"));
        }
    }
}
