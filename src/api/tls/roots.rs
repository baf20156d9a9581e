//! The trusted certificates: those the user names, else the operating system's.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

/// Certificates to trust in place of the operating system's.
#[derive(Clone, Debug, Default)]
pub(crate) struct RootCerts {
    /// A bundle in PEM form (`SSL_CERT_FILE`).
    pub(crate) file: Option<PathBuf>,
    /// A folder of such files (`SSL_CERT_DIR`).
    pub(crate) folder: Option<PathBuf>,
}

/// The verifier that trusts them.
///
/// # Errors
/// Why there is nothing to trust.
pub(super) fn verifier(
    trust: &RootCerts,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, String> {
    if trust.file.is_none() && trust.folder.is_none() {
        return of_the_system(provider);
    }
    of_files(trust, provider)
}

/// On macOS and Windows the system decides.
#[cfg(any(target_os = "macos", target_os = "windows"))]
fn of_the_system(provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, String> {
    match rustls_platform_verifier::Verifier::new(provider) {
        Ok(verifier) => Ok(Arc::new(verifier)),
        Err(why) => Err(format!("cannot use the system's trust store: {why}")),
    }
}

/// Elsewhere the distribution's bundle. It holds what the folder beside it holds, so the folder
/// with its hundreds of files is read only where there is no bundle.
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
fn of_the_system(provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, String> {
    let found = openssl_probe::probe();
    let folder = found.cert_dir.into_iter().next().filter(|_| found.cert_file.is_none());
    of_files(&RootCerts { file: found.cert_file, folder }, provider)
}

fn of_files(
    trust: &RootCerts,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, String> {
    let mut roots = RootCertStore::empty();
    let in_folder = trust.folder.iter().flat_map(|folder| files_in(folder));
    for path in trust.file.iter().cloned().chain(in_folder) {
        add_all(&mut roots, &path);
    }
    if roots.is_empty() {
        return Err(nothing_to_trust(trust));
    }
    match WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build() {
        Ok(verifier) => Ok(verifier),
        Err(why) => Err(format!("cannot use the trusted certificates: {why}")),
    }
}

/// Adds every certificate of a file; one that cannot be read does not spoil the others.
fn add_all(roots: &mut RootCertStore, path: &Path) {
    let Ok(certificates) = CertificateDer::pem_file_iter(path) else {
        return;
    };
    roots.add_parsable_certificates(certificates.filter_map(Result::ok));
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect()
}

fn nothing_to_trust(trust: &RootCerts) -> String {
    match trust.file.as_ref().or(trust.folder.as_ref()) {
        Some(place) => format!("no trusted certificate can be read from {}", place.display()),
        None => "no trusted certificates are installed: install ca-certificates, or set \
                 SSL_CERT_FILE"
            .to_owned(),
    }
}
