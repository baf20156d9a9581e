//! Frames of a stream in the Connect protocol: a byte of flags, a length, and a message. Pure:
//! bytes in, frames out, wherever the transport cuts them.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;

const COMPRESSED: u8 = 1;
const END: u8 = 2;
/// Flags and length.
pub(super) const HEAD: usize = 5;
/// No message of a stream is near this, in the frame or decompressed.
pub(super) const LONGEST: usize = 1024 * 1024;

/// A whole frame, decompressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A message.
    Message(Vec<u8>),
    /// The end, with how it ended; nothing after it counts.
    End(Vec<u8>),
}

/// Takes frames out of the pieces of a stream. After a fault it is of no more use.
pub(super) struct Decoder {
    held: Vec<u8>,
    /// What of `held` was taken out already.
    taken: usize,
    is_gzip_declared: bool,
    has_ended: bool,
}

impl Decoder {
    /// For a stream whose headers say that frames may be compressed, or do not.
    pub(super) const fn new(is_gzip_declared: bool) -> Self {
        Self { held: Vec::new(), taken: 0, is_gzip_declared, has_ended: false }
    }

    /// Adds what came.
    pub(super) fn push(&mut self, piece: &[u8]) {
        self.held.drain(..self.taken);
        self.taken = 0;
        if !self.has_ended {
            self.held.extend_from_slice(piece);
        }
    }

    /// The next whole frame; `None` until more has come.
    ///
    /// # Errors
    /// What is wrong with the stream; a length is checked before anything waits for it.
    pub(super) fn next(&mut self) -> Result<Option<Frame>, String> {
        let held = self.held.get(self.taken..).unwrap_or_default();
        let Some(([flags, length @ ..], rest)) = held.split_first_chunk::<HEAD>() else {
            return Ok(None);
        };
        if self.has_ended {
            return Ok(None);
        }
        let (flags, length) = (*flags, u32::from_be_bytes(*length) as usize);
        if flags & !(COMPRESSED | END) != 0 {
            return Err(format!("a frame has the flags {flags:#04x}, which mean nothing"));
        }
        if length > LONGEST {
            return Err(format!("a frame of {length} bytes is announced"));
        }
        let Some(bytes) = rest.get(..length) else { return Ok(None) };
        let message = match flags & COMPRESSED {
            0 => bytes.to_vec(),
            _ if self.is_gzip_declared => decompress(bytes)?,
            _ => return Err("a frame is compressed, which was not announced".to_owned()),
        };
        self.taken += HEAD + length;
        self.has_ended = flags & END != 0;
        Ok(Some(if self.has_ended { Frame::End(message) } else { Frame::Message(message) }))
    }

    /// How many bytes are held for a frame that is not whole; of no meaning after the end.
    #[cfg(any(test, fuzzing))]
    pub(super) fn waiting(&self) -> usize {
        if self.has_ended { 0 } else { self.held.len() - self.taken }
    }
}

/// The frame of the one message of a request.
pub(in crate::api) fn encode_frame(message: &[u8]) -> Vec<u8> {
    let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
    let mut frame = vec![0];
    frame.extend(length.to_be_bytes());
    frame.extend(message);
    frame
}

fn decompress(bytes: &[u8]) -> Result<Vec<u8>, String> {
    // A frame without content need not be a compressed nothing.
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let mut message = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(LONGEST as u64 + 1).read_to_end(&mut message);
    match read {
        Ok(_) if message.len() > LONGEST => Err("a frame is too large decompressed".to_owned()),
        Ok(_) => Ok(message),
        Err(error) => Err(format!("a frame cannot be decompressed: {error}")),
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

    /// All frames of a stream that comes in these pieces, and its fault.
    fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Frame>, Option<String>) {
        let (mut decoder, mut frames) = (Decoder::new(true), Vec::new());
        for piece in pieces {
            decoder.push(piece);
            loop {
                match decoder.next() {
                    Ok(Some(frame)) => frames.push(frame),
                    Ok(None) => break,
                    Err(fault) => return (frames, Some(fault)),
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
        let bomb = gzip(&vec![0; LONGEST + 1]);
        let most = vec![b'x'; LONGEST];
        let too_long = [&[0][..], &(1024 * 1024_u32 + 1).to_be_bytes()].concat();
        for (stream, frames, fault) in [
            (vec![], vec![], None),
            (vec![0, 0, 0, 0], vec![], None),
            (frame(0, b"{}")[..6].to_vec(), vec![], None),
            (frame(0, b""), vec![message("")], None),
            (frame(1, b""), vec![message("")], None),
            (frame(0, b"{}"), vec![message("{}")], None),
            (frame(0, &most), vec![Frame::Message(most.clone())], None),
            (frame(1, &gzip(b"{}")), vec![message("{}")], None),
            (frame(3, &gzip(b"{}")), vec![end("{}")], None),
            ([frame(0, b"1"), frame(0, b"2")].concat(), vec![message("1"), message("2")], None),
            ([frame(2, b"{}"), frame(0, b"late")].concat(), vec![end("{}")], None),
            ([frame(2, b"{}"), vec![255; 9]].concat(), vec![end("{}")], None),
            (frame(1, b"{}"), vec![], Some("a frame cannot be decompressed")),
            (frame(1, &bomb), vec![], Some("a frame is too large decompressed")),
            (frame(4, b"{}"), vec![], Some("a frame has the flags 0x04, which mean nothing")),
            (frame(128, b"{}"), vec![], Some("a frame has the flags 0x80, which mean nothing")),
            (too_long, vec![], Some("a frame of 1048577 bytes is announced")),
            (vec![0, 255, 255, 255, 255], vec![], Some("a frame of 4294967295 bytes is announced")),
        ] {
            let shown = format!("{:?}", &stream[..stream.len().min(20)]);
            let (read, found) = read([&stream[..]]);
            assert!(read == frames, "{shown}");
            let starts = found.as_deref().unwrap_or_default().starts_with(fault.unwrap_or("none"));
            assert!(found.is_none() && fault.is_none() || starts, "{shown}: {found:?}");
        }
    }

    #[test]
    fn compression_that_was_not_announced_is_a_fault() {
        let mut decoder = Decoder::new(false);
        decoder.push(&frame(1, &gzip(b"{}")));
        assert_eq!(decoder.next().unwrap_err(), "a frame is compressed, which was not announced");
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
        fn it_does_not_matter_where_a_stream_is_cut(
            frames in proptest::collection::vec(any_frame(), 0..8),
            sizes in proptest::collection::vec(1..12_usize, 1..20),
        ) {
            let stream = frames.concat();
            let (mut pieces, mut rest) = (Vec::new(), &stream[..]);
            for size in sizes.iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (piece, after) = rest.split_at((*size).min(rest.len()));
                pieces.push(piece);
                rest = after;
            }
            prop_assert_eq!(read(pieces), read([&stream[..]]));
        }
    }
}
