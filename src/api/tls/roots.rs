//! The trusted certificates: those the user names, otherwise the operating system's.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;

use super::pem;

/// Certificates to trust instead of the operating system's.
#[derive(Clone, Debug, Default)]
pub(crate) struct RootCerts {
    /// `SSL_CERT_FILE`.
    pub(crate) bundle: Option<Bundle>,
    /// Directories of PEM files (`SSL_CERT_DIR`).
    pub(crate) dirs: Vec<PathBuf>,
}

/// A file of many certificates, which was read.
#[derive(Clone, Debug)]
pub(crate) struct Bundle {
    pub(crate) path: PathBuf,
    pub(crate) pem: Vec<u8>,
}

type Verifier = Result<Arc<dyn ServerCertVerifier>, String>;

pub(super) fn verifier(root_certs: &RootCerts, provider: Arc<CryptoProvider>) -> Verifier {
    if root_certs.bundle.is_none() && root_certs.dirs.is_empty() {
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
    // A bundle that cannot be read counts as missing.
    let bundle = found.cert_file.and_then(|path| {
        let pem = fs::read(&path).ok()?;
        Some(Bundle { path, pem })
    });
    let dirs = if bundle.is_none() { found.cert_dir } else { Vec::new() };
    file_verifier(&RootCerts { bundle, dirs }, provider)
}

fn file_verifier(root_certs: &RootCerts, provider: Arc<CryptoProvider>) -> Verifier {
    let mut store = RootCertStore::empty();
    let mut problems = Vec::new();
    if let Some(Bundle { path, pem }) = &root_certs.bundle
        && add_all(&mut store, pem) == 0
    {
        problems.push(format!("{} contains no certificate", path.display()));
    }
    for dir in &root_certs.dirs {
        match files_in(dir) {
            Ok(files) => {
                // A directory may hold other files too.
                let bundles = files.iter().filter_map(|path| fs::read(path).ok());
                if bundles.map(|pem| add_all(&mut store, &pem)).sum::<usize>() == 0 {
                    problems.push(format!("{} contains no certificate", dir.display()));
                }
            }
            Err(error) => problems.push(format!("{}: {error}", dir.display())),
        }
    }
    if store.is_empty() {
        if problems.is_empty() {
            problems.push("install ca-certificates or set SSL_CERT_FILE".to_owned());
        }
        return Err(format!("no trusted certificates found: {}", problems.join("; ")));
    }
    match WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider).build() {
        Ok(verifier) => Ok(verifier),
        Err(error) => Err(format!("cannot use the trusted certificates: {error}")),
    }
}

/// How many certificates of a bundle were added; invalid ones are skipped.
fn add_all(store: &mut RootCertStore, bundle: &[u8]) -> usize {
    store.add_parsable_certificates(pem::certificates(bundle)).0
}

fn files_in(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir)?.filter_map(Result::ok);
    Ok(entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect())
}
