//! The least that calls of the service cost: a client that knows one request and reads nothing of
//! the answer. `benches/compare` times prebuildctl against it.
//!
//!     floor ADDRESS METHOD BODY [PAGES [CERTIFICATES]]
//!
//! Sends BODY to METHOD at ADDRESS, such as `127.0.0.1:8080`, and writes the answer to standard
//! output; with several PAGES asks for each and drops the answers. With a file of CERTIFICATES to
//! trust it speaks TLS.

#![allow(missing_docs, reason = "a program, and no library")]

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let words: Vec<_> = std::env::args().skip(1).collect();
    let [address, method, body, rest @ ..] = &words[..] else {
        return Err("usage: floor ADDRESS METHOD BODY [PAGES [CERTIFICATES]]".into());
    };
    let pages = rest.first().map_or(Ok(1), |pages| pages.parse())?;
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let request = |page: &str| request(address, method, &body.replace("PAGE", page));
    match rest.get(1) {
        None => talk(stream, pages, request),
        Some(certificates) => {
            let name = address.split(':').next().unwrap_or_default().to_owned();
            let session =
                ClientConnection::new(trusting(certificates)?, ServerName::try_from(name)?)?;
            talk(StreamOwned::new(session, stream), pages, request)
        }
    }
}

fn trusting(certificates: &str) -> Outcome<Arc<ClientConfig>> {
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

fn talk(
    mut stream: impl Read + Write,
    pages: usize,
    request: impl Fn(&str) -> String,
) -> Outcome<()> {
    let mut buffer = vec![0; 256 * 1024];
    for page in 0..pages {
        let page = if page == 0 { String::new() } else { page.to_string() };
        stream.write_all(request(&page).as_bytes())?;
        stream.flush()?;
        let answer = read(&mut stream, &mut buffer)?;
        if pages == 1 {
            io::stdout().write_all(answer)?;
        }
    }
    Ok(())
}

/// The body of an answer, which has to fit into the buffer.
fn read<'b>(stream: &mut impl Read, buffer: &'b mut [u8]) -> Outcome<&'b [u8]> {
    let (mut filled, mut length) = (0, None);
    loop {
        let count = stream.read(&mut buffer[filled..])?;
        if count == 0 {
            return Err("the answer is cut short or too long".into());
        }
        filled += count;
        if length.is_none() {
            length = end_of_head(&buffer[..filled]);
        }
        if let Some((start, end)) = length
            && filled >= end
        {
            return Ok(&buffer[start..end]);
        }
    }
}

/// Where the body begins and where it ends, once the head is there.
fn end_of_head(answer: &[u8]) -> Option<(usize, usize)> {
    let start = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&answer[..start]).ok()?;
    let (_, behind) = head.split_once("Content-Length: ")?;
    let length: usize = behind.lines().next()?.parse().ok()?;
    Some((start, start + length))
}
