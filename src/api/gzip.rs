//! Decompresses bodies and frames.

use std::io::{self, Read as _};

use flate2::read::MultiGzDecoder;

/// A gzip file of any number of members; `None` if it holds more than `max` bytes.
pub(super) fn decompress(bytes: &[u8], max: usize) -> io::Result<Option<Vec<u8>>> {
    let mut content = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes).take(max as u64 + 1);
    decoder.read_to_end(&mut content)?;
    Ok((content.len() <= max).then_some(content))
}
