//! Invariants of the frame decoder.

use super::frame::{Decoder, Frame, HEADER_SIZE, MAX_FRAME_SIZE};

const CHUNK_SIZES: [usize; 5] = [1, 2, 5, 7, 64];

/// Chunk boundaries do not change the frames, and frames and buffer stay below the limit.
pub(crate) fn frames(stream: &[u8]) {
    for is_gzip_declared in [true, false] {
        let whole = read(stream.chunks(usize::MAX), is_gzip_declared);
        for size in CHUNK_SIZES {
            let chunked = read(stream.chunks(size), is_gzip_declared);
            assert!(chunked == whole, "chunks of {size}: {chunked:?}, at once: {whole:?}");
        }
    }
}

/// All frames of a stream that arrives in these chunks, and its error.
fn read<'a>(
    chunks: impl Iterator<Item = &'a [u8]>,
    is_gzip_declared: bool,
) -> (Vec<Frame>, Option<String>) {
    let (mut decoder, mut frames) = (Decoder::new(is_gzip_declared), Vec::new());
    for chunk in chunks {
        decoder.push(chunk);
        loop {
            match decoder.next() {
                Ok(Some(frame)) => {
                    let (Frame::Message(bytes) | Frame::End(bytes)) = &frame;
                    assert!(bytes.len() <= MAX_FRAME_SIZE, "frame of {} bytes", bytes.len());
                    assert!(!matches!(frames.last(), Some(Frame::End(_))), "{frame:?} at the end");
                    frames.push(frame);
                }
                Ok(None) => break,
                Err(error) => return (frames, Some(error)),
            }
        }
        let pending = decoder.pending();
        assert!(pending < HEADER_SIZE + MAX_FRAME_SIZE, "{pending} bytes pending");
    }
    (frames, None)
}
