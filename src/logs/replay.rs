//! Recognizes what a body repeats of the one before it, without holding either of them.
//!
//! A host sends a log from its beginning each time. Of the longest body so far its first bytes, its
//! length and a digest are kept: while the next body repeats them, nothing is passed on; what goes
//! beyond is new. A body that differs within the first bytes is recognized at once, one that differs
//! later only where it is as long as the one before, and then has to be read again.

use ring::digest::{Context, Digest, SHA256};

/// How many of the first bytes are kept as they are.
const MAX_HEAD: usize = 64 * 1024;

pub(crate) struct Replay {
    head: Vec<u8>,
    /// The length of the longest body of this log.
    length: u64,
    /// Of that body; `None` as long as the body that is read is the longest one.
    digest: Option<Digest>,
    /// Of the body that is read, up to the position.
    context: Context,
    position: u64,
}

/// What the next bytes of a body are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// New, after the bytes that the body repeats. May be empty.
    New(&'a [u8]),
    /// The body begins otherwise than the one before it: what was taken for a repetition, and the
    /// next bytes.
    Otherwise(Vec<u8>, &'a [u8]),
    /// The same, but what was taken for a repetition is not known any more.
    Unknown,
}

impl Default for Replay {
    fn default() -> Self {
        let (head, length, digest, position) = Default::default();
        Self { head, length, digest, context: Context::new(&SHA256), position }
    }
}

impl Replay {
    /// Begins the next body.
    pub(crate) fn begin(&mut self) {
        let context = std::mem::replace(&mut self.context, Context::new(&SHA256));
        if self.digest.is_none() {
            self.digest = Some(context.finish());
        }
        self.position = 0;
    }

    /// Takes the next bytes of the body.
    pub(crate) fn push<'a>(&mut self, bytes: &'a [u8]) -> Part<'a> {
        let repeated = self.repeated_length(bytes);
        if self.digest.is_some() && !self.continues_head(&bytes[..repeated]) {
            let before = self.restart();
            self.append(&before);
            self.append(bytes);
            return Part::Otherwise(before, bytes);
        }
        let (repeated, new) = bytes.split_at(repeated);
        self.context.update(repeated);
        self.position += repeated.len() as u64;
        if self.position == self.length
            && let Some(digest) = self.digest
        {
            if digest.as_ref() != self.context.clone().finish().as_ref() {
                self.restart();
                return Part::Unknown;
            }
            self.digest = None;
        }
        self.append(new);
        Part::New(new)
    }

    /// How many of the next bytes are where the body before had some.
    fn repeated_length(&self, bytes: &[u8]) -> usize {
        let left = self.length.saturating_sub(self.position);
        usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len())
    }

    fn continues_head(&self, bytes: &[u8]) -> bool {
        let at = usize::try_from(self.position).unwrap_or(usize::MAX).min(self.head.len());
        self.head[at..].iter().zip(bytes).all(|(known, byte)| known == byte)
    }

    /// Forgets the body before, and returns the part of it that this body has repeated so far, if it
    /// is within the first bytes.
    fn restart(&mut self) -> Vec<u8> {
        let Self { mut head, position, .. } = std::mem::take(self);
        head.truncate(usize::try_from(position).unwrap_or(usize::MAX));
        head
    }

    fn append(&mut self, new: &[u8]) {
        if new.is_empty() {
            return;
        }
        if self.length == self.head.len() as u64 {
            self.head.extend_from_slice(&new[..new.len().min(MAX_HEAD - self.head.len())]);
        }
        self.context.update(new);
        self.position += new.len() as u64;
        self.length = self.position;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is passed on of these bodies, in chunks of this size; `|` stands where a body begins
    /// otherwise. One that is not known any more is read again.
    fn passed_on(bodies: &[&[u8]], chunk: usize) -> Vec<u8> {
        let (mut replay, mut passed) = (Replay::default(), Vec::new());
        for body in bodies {
            let mut is_read = false;
            while !is_read {
                replay.begin();
                is_read = body.chunks(chunk).all(|chunk| match replay.push(chunk) {
                    Part::New(new) => {
                        passed.extend_from_slice(new);
                        true
                    }
                    Part::Otherwise(before, rest) => {
                        passed.extend([b"|", &before[..], rest].concat());
                        true
                    }
                    Part::Unknown => {
                        passed.push(b'|');
                        false
                    }
                });
            }
        }
        passed
    }

    fn text(bodies: &[&str], chunk: usize) -> String {
        let bodies: Vec<_> = bodies.iter().map(|body| body.as_bytes()).collect();
        String::from_utf8(passed_on(&bodies, chunk)).unwrap()
    }

    #[test]
    fn what_a_body_repeats_is_passed_on_once() {
        for chunk in [1, 2, 3, 100] {
            for (bodies, expected) in [
                (&["abc", "abc"][..], "abc"),
                (&["abc", "abcdef"], "abcdef"),
                (&["", "abc", "", "abcd"], "abcd"),
                // A shorter one says nothing new; the longest counts.
                (&["abcdef", "abc", "abcdefg"], "abcdefg"),
                (&["abc", "ab", "abcd", "abcde"], "abcde"),
                (&["abc", "xyz"], "abc|xyz"),
                (&["abc", "abX"], "abc|abX"),
                (&["abc", "xyz", "xyz1", "abc"], "abc|xyz1|abc"),
                (&["abc", "x"], "abc|x"),
            ] {
                assert_eq!(text(bodies, chunk), expected, "{bodies:?} {chunk}");
            }
        }
    }

    /// As long as it is the same so far, nothing tells the difference.
    #[test]
    fn a_difference_beyond_the_first_bytes_is_found_at_the_end_of_the_repetition() {
        let one = [b"a".repeat(MAX_HEAD + 10), b"bcd".to_vec()].concat();
        let other = [b"a".repeat(MAX_HEAD + 10), b"bXd".to_vec()].concat();
        let longer = [&other[..], b"e"].concat();
        for chunk in [1_000, 1_000_000] {
            let passed = passed_on(&[&one, &other[..MAX_HEAD + 5], &longer], chunk);
            assert!(passed == [&one[..], b"|", &longer].concat(), "{chunk}");
            let passed = passed_on(&[&one, &one, &[&one[..], b"e"].concat()], chunk);
            assert!(passed == [&one[..], b"e"].concat(), "{chunk}");
        }
    }

    #[test]
    fn little_is_kept_of_a_long_body() {
        let mut replay = Replay::default();
        let chunk = [b'x'; 8 * 1024];
        for _ in 0..2 {
            replay.begin();
            for _ in 0..2_000 {
                assert!(matches!(replay.push(&chunk), Part::New(_)));
            }
        }
        assert!(replay.head.capacity() <= 2 * MAX_HEAD);
        assert_eq!(replay.length, 2_000 * chunk.len() as u64);
    }

    proptest! {
        #[test]
        fn chunks_do_not_matter(
            bodies in prop::collection::vec("[ab]{0,6}", 0..5),
            chunk in 1_usize..5,
        ) {
            let bodies: Vec<_> = bodies.iter().map(String::as_str).collect();
            prop_assert_eq!(text(&bodies, chunk), text(&bodies, 100));
        }
    }
}
