//! TLS, with trusted certificates that are read at the first handshake.
//!
//! Reading them costs more than the rest of a call, so a call without TLS, or to a server that does
//! not respond, must not pay for it.

use std::sync::{Arc, OnceLock};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};

mod pem;
mod roots;
mod sentence;

pub(crate) use roots::{Bundle, RootCerts};
pub(super) use sentence::describe;

/// Does not fail with the built-in cryptography.
pub(super) fn config(root_certs: RootCerts) -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let verifier =
        LazyVerifier { root_certs, provider: Arc::clone(&provider), inner: OnceLock::new() };
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}

/// Creates the real verifier when it is first needed, and delegates to it.
#[derive(Debug)]
struct LazyVerifier {
    root_certs: RootCerts,
    provider: Arc<CryptoProvider>,
    inner: OnceLock<Result<Arc<dyn ServerCertVerifier>, String>>,
}

impl LazyVerifier {
    fn inner(&self) -> Result<&dyn ServerCertVerifier, Error> {
        let create = || roots::verifier(&self.root_certs, Arc::clone(&self.provider));
        match self.inner.get_or_init(create) {
            Ok(verifier) => Ok(verifier.as_ref()),
            Err(reason) => Err(Error::General(reason.clone())),
        }
    }
}

impl ServerCertVerifier for LazyVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let inner = self.inner()?;
        inner.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner()?.verify_tls12_signature(message, cert, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner()?.verify_tls13_signature(message, cert, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
