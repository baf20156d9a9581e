//! The frames of a Connect stream: a byte of flags, a length, and a message. Does no I/O: takes
//! bytes in any chunks and returns frames.

use crate::api::gzip;

const COMPRESSED: u8 = 1;
const END: u8 = 2;
/// Flags and length.
pub(super) const HEADER_SIZE: usize = 5;
/// Compressed or not; no message of a stream comes near.
pub(super) const MAX_FRAME_SIZE: usize = 1024 * 1024;

/// A frame, decompressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    Message(Vec<u8>),
    /// The end-of-stream message; anything after it is ignored.
    End(Vec<u8>),
}

/// Decodes the frames of a stream; unusable after an error.
pub(super) struct Decoder {
    buffer: Vec<u8>,
    /// How much of the buffer is decoded.
    decoded: usize,
    is_gzip_declared: bool,
    has_ended: bool,
}

impl Decoder {
    pub(super) const fn new(is_gzip_declared: bool) -> Self {
        Self { buffer: Vec::new(), decoded: 0, is_gzip_declared, has_ended: false }
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.buffer.drain(..self.decoded);
        self.decoded = 0;
        if !self.has_ended {
            self.buffer.extend_from_slice(chunk);
        }
    }

    /// The next frame; `None` until more bytes are pushed. Too large a length is rejected at once.
    pub(super) fn next(&mut self) -> Result<Option<Frame>, String> {
        let buffer = self.buffer.get(self.decoded..).unwrap_or_default();
        let Some(([flags, length @ ..], rest)) = buffer.split_first_chunk::<HEADER_SIZE>() else {
            return Ok(None);
        };
        if self.has_ended {
            return Ok(None);
        }
        let (flags, length) = (*flags, u32::from_be_bytes(*length) as usize);
        if flags & !(COMPRESSED | END) != 0 {
            return Err(format!("frame with unknown flags {flags:#04x}"));
        }
        if length > MAX_FRAME_SIZE {
            return Err(format!("frame of {length} bytes is too large"));
        }
        let Some(bytes) = rest.get(..length) else { return Ok(None) };
        let message = match flags & COMPRESSED {
            0 => bytes.to_vec(),
            _ if self.is_gzip_declared => decompress(bytes)?,
            _ => return Err("compressed frame without connect-content-encoding: gzip".to_owned()),
        };
        self.decoded += HEADER_SIZE + length;
        self.has_ended = flags & END != 0;
        Ok(Some(if self.has_ended { Frame::End(message) } else { Frame::Message(message) }))
    }

    /// The buffered bytes of an incomplete frame.
    #[cfg(any(test, fuzzing))]
    pub(super) fn pending(&self) -> usize {
        if self.has_ended { 0 } else { self.buffer.len() - self.decoded }
    }
}

pub(in crate::api) fn encode_frame(message: &[u8]) -> Vec<u8> {
    let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
    let mut frame = vec![0];
    frame.extend(length.to_be_bytes());
    frame.extend(message);
    frame
}

fn decompress(bytes: &[u8]) -> Result<Vec<u8>, String> {
    // An empty frame need not be valid gzip.
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    match gzip::decompress(bytes, MAX_FRAME_SIZE) {
        Ok(Some(message)) => Ok(message),
        Ok(None) => Err("decompressed frame is too large".to_owned()),
        Err(error) => Err(format!("cannot decompress frame: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::*;

    fn frame(flags: u8, bytes: &[u8]) -> Vec<u8> {
        let mut frame = encode_frame(bytes);
        frame[0] = flags;
        frame
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// All frames of a stream that arrives in these chunks, and its error.
    fn read<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Frame>, Option<String>) {
        let (mut decoder, mut frames) = (Decoder::new(true), Vec::new());
        for chunk in chunks {
            decoder.push(chunk);
            loop {
                match decoder.next() {
                    Ok(Some(frame)) => frames.push(frame),
                    Ok(None) => break,
                    Err(error) => return (frames, Some(error)),
                }
            }
        }
        (frames, None)
    }

    fn message(text: &str) -> Frame {
        Frame::Message(text.as_bytes().to_vec())
    }

    fn end(text: &str) -> Frame {
        Frame::End(text.as_bytes().to_vec())
    }

    #[test]
    fn frames_of_every_kind() {
        let bomb = gzip(&vec![0; MAX_FRAME_SIZE + 1]);
        let max = vec![b'x'; MAX_FRAME_SIZE];
        let too_long = [&[0][..], &(1024 * 1024_u32 + 1).to_be_bytes()].concat();
        for (stream, frames, error) in [
            (vec![], vec![], None),
            (vec![0, 0, 0, 0], vec![], None),
            (frame(0, b"{}")[..6].to_vec(), vec![], None),
            (frame(0, b""), vec![message("")], None),
            (frame(1, b""), vec![message("")], None),
            (frame(0, b"{}"), vec![message("{}")], None),
            (frame(0, &max), vec![Frame::Message(max.clone())], None),
            (frame(1, &gzip(b"{}")), vec![message("{}")], None),
            (frame(3, &gzip(b"{}")), vec![end("{}")], None),
            ([frame(0, b"1"), frame(0, b"2")].concat(), vec![message("1"), message("2")], None),
            ([frame(2, b"{}"), frame(0, b"late")].concat(), vec![end("{}")], None),
            ([frame(2, b"{}"), vec![255; 9]].concat(), vec![end("{}")], None),
            (frame(1, b"{}"), vec![], Some("cannot decompress frame")),
            (frame(1, &bomb), vec![], Some("decompressed frame is too large")),
            (frame(4, b"{}"), vec![], Some("frame with unknown flags 0x04")),
            (frame(128, b"{}"), vec![], Some("frame with unknown flags 0x80")),
            (too_long, vec![], Some("frame of 1048577 bytes is too large")),
            (vec![0, 255, 255, 255, 255], vec![], Some("frame of 4294967295 bytes is too large")),
        ] {
            let shown = format!("{:?}", &stream[..stream.len().min(20)]);
            let (read, found) = read([&stream[..]]);
            assert!(read == frames, "{shown}");
            let starts = found.as_deref().unwrap_or_default().starts_with(error.unwrap_or("none"));
            assert!(found.is_none() && error.is_none() || starts, "{shown}: {found:?}");
        }
    }

    #[test]
    fn undeclared_compression_is_an_error() {
        let mut decoder = Decoder::new(false);
        decoder.push(&frame(1, &gzip(b"{}")));
        let error = decoder.next().unwrap_err();
        assert_eq!(error, "compressed frame without connect-content-encoding: gzip");
    }

    fn any_frame() -> impl Strategy<Value = Vec<u8>> {
        let bytes = || proptest::collection::vec(any::<u8>(), 0..40);
        prop_oneof![
            8 => bytes().prop_map(|bytes| frame(0, &bytes)),
            4 => bytes().prop_map(|bytes| frame(1, &gzip(&bytes))),
            1 => bytes().prop_map(|bytes| frame(2, &bytes)),
            1 => bytes(),
        ]
    }

    proptest! {
        #[test]
        fn chunk_boundaries_do_not_matter(
            frames in proptest::collection::vec(any_frame(), 0..8),
            sizes in proptest::collection::vec(1..12_usize, 1..20),
        ) {
            let stream = frames.concat();
            let (mut chunks, mut rest) = (Vec::new(), &stream[..]);
            for size in sizes.iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (chunk, after) = rest.split_at((*size).min(rest.len()));
                chunks.push(chunk);
                rest = after;
            }
            prop_assert_eq!(read(chunks), read([&stream[..]]));
        }
    }
}
