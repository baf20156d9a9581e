//! gzip, the only supported compression.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::super::service::error::{Code, Error};
use super::body::{MAX_MESSAGE_BYTES, message_too_large};

/// The name in headers.
pub(super) const NAME: &str = "gzip";

pub(super) fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 2 + 32), Compression::fast());
    // Writing to memory cannot fail.
    drop(encoder.write_all(bytes));
    encoder.finish().unwrap_or_default()
}

/// Decompresses up to the maximum message size, so that a small request cannot exhaust memory.
pub(super) fn decompress(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let limit = MAX_MESSAGE_BYTES as u64 + 1;
    MultiGzDecoder::new(bytes)
        .take(limit)
        .read_to_end(&mut out)
        .map_err(|error| Error::invalid(format!("decompress: {error}")))?;
    if out.len() > MAX_MESSAGE_BYTES { Err(message_too_large()) } else { Ok(out) }
}

/// Whether a request is compressed, by its encoding header.
pub(super) fn is_used(encoding: Option<&str>) -> Result<bool, Error> {
    match encoding {
        None | Some("" | "identity") => Ok(false),
        Some(NAME) => Ok(true),
        Some(other) => {
            let message = format!("unknown compression {other:?}: supported encodings are {NAME}");
            Err(Error::new(Code::Unimplemented, message))
        }
    }
}

/// Whether the response may be compressed, by the header with the accepted encodings.
pub(super) fn is_accepted(encodings: Option<&str>) -> bool {
    encodings.is_some_and(|list| list.split([',', ' ']).any(|name| name == NAME))
}
