//! The lower bound for the cost of an API call: a minimal client that does not parse the response.
//! `benches/compare` times prebuildctl against it.
//!
//!     floor ADDRESS METHOD BODY [PAGES [CERTIFICATES]]
//!
//! Sends BODY to METHOD at ADDRESS, such as `127.0.0.1:8080`, and prints the response. With several
//! PAGES it requests each and prints none. With a file of trusted CERTIFICATES it uses TLS.

#![allow(missing_docs, reason = "a program, not a library")]

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let [address, method, body, rest @ ..] = &args[..] else {
        return Err("usage: floor ADDRESS METHOD BODY [PAGES [CERTIFICATES]]".into());
    };
    let pages = rest.first().map_or(Ok(1), |pages| pages.parse())?;
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let request = |page: &str| request(address, method, &body.replace("PAGE", page));
    match rest.get(1) {
        None => send_all(stream, pages, request),
        Some(certificates) => {
            let name = address.split(':').next().unwrap_or_default().to_owned();
            let session =
                ClientConnection::new(tls_config(certificates)?, ServerName::try_from(name)?)?;
            send_all(StreamOwned::new(session, stream), pages, request)
        }
    }
}

fn tls_config(certificates: &str) -> Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(certificates)? {
        roots.add(certificate?)?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

fn request(address: &str, method: &str, body: &str) -> String {
    format!(
        "POST /api/{method} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer benchmark-token\r\n\
         content-type: application/json\r\nconnect-protocol-version: 1\r\ncontent-length: {}\r\n\r\n\
         {body}",
        body.len()
    )
}

fn send_all(
    mut stream: impl Read + Write,
    pages: usize,
    request: impl Fn(&str) -> String,
) -> Result<()> {
    let mut buffer = vec![0; 256 * 1024];
    for page in 0..pages {
        let page = if page == 0 { String::new() } else { page.to_string() };
        stream.write_all(request(&page).as_bytes())?;
        stream.flush()?;
        let response = read(&mut stream, &mut buffer)?;
        if pages == 1 {
            io::stdout().write_all(response)?;
        }
    }
    Ok(())
}

/// The body of a response, which must fit into the buffer.
fn read<'b>(stream: &mut impl Read, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    let (mut filled, mut body) = (0, None);
    loop {
        let count = stream.read(&mut buffer[filled..])?;
        if count == 0 {
            return Err("the response is truncated or too long".into());
        }
        filled += count;
        if body.is_none() {
            body = body_range(&buffer[..filled]);
        }
        if let Some((start, end)) = body
            && filled >= end
        {
            return Ok(&buffer[start..end]);
        }
    }
}

/// The start and end of the body, once the headers are complete.
fn body_range(response: &[u8]) -> Option<(usize, usize)> {
    let start = response.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
    let headers = std::str::from_utf8(&response[..start]).ok()?;
    let (_, value) = headers.split_once("Content-Length: ")?;
    let length: usize = value.lines().next()?.parse().ok()?;
    Some((start, start + length))
}
