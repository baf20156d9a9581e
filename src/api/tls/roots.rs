//! The trusted certificates: those the user names, otherwise the operating system's.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

/// Certificates to trust instead of the operating system's.
#[derive(Clone, Debug, Default)]
pub(crate) struct RootCerts {
    /// A PEM bundle (`SSL_CERT_FILE`).
    pub(crate) file: Option<PathBuf>,
    /// A directory of PEM files (`SSL_CERT_DIR`).
    pub(crate) dir: Option<PathBuf>,
}

type Verifier = Result<Arc<dyn ServerCertVerifier>, String>;

pub(super) fn verifier(root_certs: &RootCerts, provider: Arc<CryptoProvider>) -> Verifier {
    if root_certs.file.is_none() && root_certs.dir.is_none() {
        return system_verifier(provider);
    }
    file_verifier(root_certs, provider)
}

/// On macOS and Windows the system decides.
#[cfg(any(target_os = "macos", target_os = "windows"))]
fn system_verifier(provider: Arc<CryptoProvider>) -> Verifier {
    match rustls_platform_verifier::Verifier::new(provider) {
        Ok(verifier) => Ok(Arc::new(verifier)),
        Err(error) => Err(format!("cannot use the system's trust store: {error}")),
    }
}

/// Elsewhere the distribution's bundle. The directory next to it has the same certificates in
/// hundreds of files, so it is read only if there is no bundle.
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
fn system_verifier(provider: Arc<CryptoProvider>) -> Verifier {
    let found = openssl_probe::probe();
    let dir = found.cert_dir.into_iter().next().filter(|_| found.cert_file.is_none());
    file_verifier(&RootCerts { file: found.cert_file, dir }, provider)
}

fn file_verifier(root_certs: &RootCerts, provider: Arc<CryptoProvider>) -> Verifier {
    let mut store = RootCertStore::empty();
    let in_dir = root_certs.dir.iter().flat_map(|dir| files_in(dir));
    for path in root_certs.file.iter().cloned().chain(in_dir) {
        add_all(&mut store, &path);
    }
    if store.is_empty() {
        return Err(no_certificates(root_certs));
    }
    match WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider).build() {
        Ok(verifier) => Ok(verifier),
        Err(error) => Err(format!("cannot use the trusted certificates: {error}")),
    }
}

/// Skips invalid certificates.
fn add_all(store: &mut RootCertStore, path: &Path) {
    let Ok(certificates) = CertificateDer::pem_file_iter(path) else {
        return;
    };
    store.add_parsable_certificates(certificates.filter_map(Result::ok));
}

fn files_in(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect()
}

fn no_certificates(root_certs: &RootCerts) -> String {
    match root_certs.file.as_ref().or(root_certs.dir.as_ref()) {
        Some(path) => format!("no trusted certificates found in {}", path.display()),
        None => {
            "no trusted certificates found: install ca-certificates or set SSL_CERT_FILE".to_owned()
        }
    }
}
