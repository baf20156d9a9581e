//! What holds of any stream, however it is cut.

use super::frame::{Decoder, Frame, HEAD, LONGEST};

/// Sizes of the pieces in which a stream is read.
const PIECES: [usize; 5] = [1, 2, 5, 7, 64];

/// The same frames come out wherever the stream is cut, none is longer than a frame may be, and
/// what is held for the next one is not more than that.
pub(crate) fn frames(stream: &[u8]) {
    for is_gzip_declared in [true, false] {
        let whole = read(stream.chunks(usize::MAX), is_gzip_declared);
        for size in PIECES {
            let pieces = read(stream.chunks(size), is_gzip_declared);
            assert!(pieces == whole, "pieces of {size}: {pieces:?}, at once: {whole:?}");
        }
    }
}

/// All frames of a stream that comes in these pieces, and its fault.
fn read<'a>(
    pieces: impl Iterator<Item = &'a [u8]>,
    is_gzip_declared: bool,
) -> (Vec<Frame>, Option<String>) {
    let (mut decoder, mut frames) = (Decoder::new(is_gzip_declared), Vec::new());
    for piece in pieces {
        decoder.push(piece);
        loop {
            match decoder.next() {
                Ok(Some(frame)) => {
                    let (Frame::Message(bytes) | Frame::End(bytes)) = &frame;
                    assert!(bytes.len() <= LONGEST, "a frame of {} bytes", bytes.len());
                    assert!(!matches!(frames.last(), Some(Frame::End(_))), "{frame:?} at the end");
                    frames.push(frame);
                }
                Ok(None) => break,
                Err(fault) => return (frames, Some(fault)),
            }
        }
        let waiting = decoder.waiting();
        assert!(waiting < HEAD + LONGEST, "{waiting} bytes wait for more");
    }
    (frames, None)
}
