//! Certificates of a PEM bundle, in the spellings that other programs write and accept.

use std::borrow::Cow;

use memchr::memmem;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
const LABEL: &[u8] = b"CERTIFICATE";
/// OpenSSL's older label, and that of its certificates with trust settings.
const OTHER_LABELS: [&[u8]; 2] = [b"X509 CERTIFICATE", b"TRUSTED CERTIFICATE"];

/// The certificates of a bundle; other sections and damaged ones are skipped. Bundles are joined
/// from several files, so a byte order mark may be anywhere.
pub(super) fn certificates(bundle: &[u8]) -> Vec<CertificateDer<'static>> {
    let plain = plain_labels(bundle);
    let found = CertificateDer::pem_slice_iter(&plain).filter_map(Result::ok);
    found.map(without_trust_settings).collect()
}

/// The bundle without byte order marks and with one label. The bundle of the system is large, is
/// read at every start and has neither, so it is not copied.
fn plain_labels(bundle: &[u8]) -> Cow<'_, [u8]> {
    let mut unusual = OTHER_LABELS.into_iter().chain([BYTE_ORDER_MARK]);
    if !unusual.any(|unusual| memmem::find(bundle, unusual).is_some()) {
        return Cow::Borrowed(bundle);
    }
    let mut plain = Vec::with_capacity(bundle.len());
    let mut rest = bundle;
    while let [first, after @ ..] = rest {
        if let Some(after) = rest.strip_prefix(BYTE_ORDER_MARK) {
            rest = after;
            continue;
        }
        let is_other = |label: &&&[u8]| plain.ends_with(b" ") && rest.starts_with(label);
        match OTHER_LABELS.iter().find(is_other) {
            Some(label) => rest = &rest[label.len() - LABEL.len()..],
            None => {
                plain.push(*first);
                rest = after;
            }
        }
    }
    Cow::Owned(plain)
}

/// Cuts what follows the certificate itself, which ends where its outer sequence does.
fn without_trust_settings(certificate: CertificateDer<'static>) -> CertificateDer<'static> {
    match sequence_length(&certificate).and_then(|length| certificate.get(..length)) {
        Some(sequence) if sequence.len() < certificate.len() => sequence.to_vec().into(),
        _ => certificate,
    }
}

/// The length of a DER sequence, with its header.
fn sequence_length(bytes: &[u8]) -> Option<usize> {
    const SEQUENCE: u8 = 0x30;
    let [SEQUENCE, first, rest @ ..] = bytes else { return None };
    if *first < 0x80 {
        return Some(2 + usize::from(*first));
    }
    let digits = rest.get(..usize::from(first & 0x7f)).filter(|digits| digits.len() <= 4)?;
    let length = digits.iter().fold(0, |length, digit| (length << 8) | usize::from(*digit));
    length.checked_add(2 + digits.len())
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::{any, proptest};

    use super::*;

    fn certificate() -> Vec<u8> {
        rcgen::generate_simple_self_signed(["ona.example".to_owned()]).unwrap().cert.der().to_vec()
    }

    fn section(label: &str, der: &[u8]) -> String {
        let body = STANDARD.encode(der);
        format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
    }

    #[test]
    fn every_label_of_a_certificate_is_known() {
        let der = certificate();
        let trusted = [der.as_slice(), b"\x30\x0a\x30\x08\x06\x06trust!"].concat();
        let plain = section("CERTIFICATE", &der);
        for bundle in [
            plain.clone(),
            plain.replace('\n', "\r\n"),
            format!("\u{feff}{plain}"),
            format!("# a comment: TRUSTED CERTIFICATE\n{plain}"),
            section("X509 CERTIFICATE", &der),
            section("TRUSTED CERTIFICATE", &trusted),
            format!("{}{plain}", section("PRIVATE KEY", b"key")),
            format!("{}{plain}", section("CERTIFICATE", b"").replace("\n\n", "\n?\n")),
        ] {
            let found = certificates(bundle.as_bytes());
            assert!(found.iter().any(|found| found.as_ref() == der), "{bundle}");
        }
        let joined = format!("{plain}\u{feff}{}", section("TRUSTED CERTIFICATE", &trusted));
        assert_eq!(certificates(joined.as_bytes()).len(), 2);
        assert!(certificates(b"").is_empty());
    }

    #[test]
    fn the_length_of_a_sequence_is_in_its_header() {
        for (bytes, length) in [
            (&b"\x30\x03abc"[..], Some(5)),
            (b"\x30\x82\x01\x00", Some(260)),
            (b"\x30\x84\xff\xff\xff\xff", Some(4_294_967_301)),
            (b"\x30\x82\x01", None),
            (b"\x30\x88\x01\x01\x01\x01\x01\x01\x01\x01", None),
            (b"\x31\x03abc", None),
            (b"", None),
        ] {
            assert_eq!(sequence_length(bytes), length, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bundle_is_a_panic(bytes in any::<Vec<u8>>()) {
            certificates(&bytes);
            without_trust_settings(bytes.into());
        }
    }
}
