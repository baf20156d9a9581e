//! From the bytes of a text to UTF-8. A byte order mark says that a text is UTF-16, in which
//! spreadsheets save text and shells of Windows write it, and is left out.

use std::io::{self, Read};

use super::read::ReadError;

const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";
const CHUNK_BYTES: usize = 16 * 1024;

/// How a text of 16-bit units is written.
#[derive(Clone, Copy, Debug)]
enum Utf16 {
    LittleEndian,
    BigEndian,
}

impl Utf16 {
    const MARK_BYTES: usize = 2;

    /// By the byte order mark at the start of a text.
    fn from_mark(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xfe, ..] => Some(Self::LittleEndian),
            [0xfe, 0xff, ..] => Some(Self::BigEndian),
            _ => None,
        }
    }

    /// Moves characters from the start of `bytes` to `text`: all that are complete, or at the end of
    /// the input all. The error is how many bytes were valid.
    fn decode(self, bytes: &mut Vec<u8>, is_end: bool, text: &mut String) -> Result<(), usize> {
        let to_unit = match self {
            Self::LittleEndian => u16::from_le_bytes,
            Self::BigEndian => u16::from_be_bytes,
        };
        let (pairs, rest) = bytes.as_chunks::<2>();
        let mut units: Vec<_> = pairs.iter().map(|pair| to_unit(*pair)).collect();
        if !is_end {
            // Its second half may follow.
            units.pop_if(|unit| (0xd800..0xdc00).contains(unit));
        }
        let mut valid = 0;
        for character in char::decode_utf16(units.iter().copied()) {
            let character = character.map_err(|_| valid)?;
            text.push(character);
            valid += character.len_utf16() * 2;
        }
        if is_end && !rest.is_empty() {
            return Err(valid);
        }
        bytes.drain(..valid);
        Ok(())
    }
}

/// Decodes a whole text.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    let unfit = |name, valid| ReadError::Unfit(format!("is not {name} text (byte {})", valid + 1));
    if let Some(form) = Utf16::from_mark(&bytes) {
        let (mut bytes, mut text) = (bytes[Utf16::MARK_BYTES..].to_vec(), String::new());
        let decoded = form.decode(&mut bytes, true, &mut text);
        return match decoded {
            Ok(()) => Ok(text),
            Err(valid) => Err(unfit("UTF-16", valid + Utf16::MARK_BYTES)),
        };
    }
    let mut text = String::from_utf8(bytes)
        .map_err(|error| unfit("UTF-8", error.utf8_error().valid_up_to()))?;
    if text.as_bytes().starts_with(UTF_8_MARK) {
        text.drain(..UTF_8_MARK.len());
    }
    Ok(text)
}

/// Reads a text that may be too large to hold. UTF-16 is decoded; other bytes are not checked.
pub(super) struct Decoder<R> {
    input: R,
    form: Option<Form>,
    /// Read from the input and not decoded.
    bytes: Vec<u8>,
    /// Decoded and not read from here; those before `start` are.
    text: Vec<u8>,
    start: usize,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Bytes,
    Utf16(Utf16),
}

impl<R: Read> Decoder<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, form: None, bytes: Vec::new(), text: Vec::new(), start: 0 }
    }

    /// Reads as much as a byte order mark may have.
    fn read_mark(&mut self) -> io::Result<Form> {
        let limit = UTF_8_MARK.len() as u64;
        self.input.by_ref().take(limit).read_to_end(&mut self.bytes)?;
        if let Some(form) = Utf16::from_mark(&self.bytes) {
            self.bytes.drain(..Utf16::MARK_BYTES);
            return Ok(Form::Utf16(form));
        }
        if self.bytes != UTF_8_MARK {
            self.text = std::mem::take(&mut self.bytes);
        }
        Ok(Form::Bytes)
    }

    /// Decodes some text, unless the input is at its end.
    fn fill(&mut self, form: Utf16) -> io::Result<()> {
        let mut text = String::new();
        while text.is_empty() {
            let read = self.input.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut self.bytes)?;
            let is_end = read == 0;
            form.decode(&mut self.bytes, is_end, &mut text)
                .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "is not UTF-16 text"))?;
            if is_end {
                break;
            }
        }
        (self.text, self.start) = (text.into_bytes(), 0);
        Ok(())
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let form = match self.form {
            Some(form) => form,
            None => {
                let form = self.read_mark()?;
                *self.form.insert(form)
            }
        };
        if self.start == self.text.len() {
            match form {
                Form::Bytes => return self.input.read(buffer),
                Form::Utf16(form) => self.fill(form)?,
            }
        }
        let length = (&self.text[self.start..]).read(buffer)?;
        self.start += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(to_bytes).collect()
    }

    fn reason(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).unwrap_err().reason()
    }

    /// Gives one byte at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = buffer.len().min(1);
            self.0.read(&mut buffer[..length])
        }
    }

    fn read(input: impl Read) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        Decoder::new(input).read_to_end(&mut bytes).map(|_| bytes)
    }

    #[test]
    fn half_a_character_is_no_text() {
        assert_eq!(reason(b"\xff\xfea\0b"), "is not UTF-16 text (byte 5)");
        assert_eq!(reason(b"\xfe\xff\0a\xd8\0\0b"), "is not UTF-16 text (byte 5)");
        assert_eq!(reason(b"\xff\xfe\0\xdc"), "is not UTF-16 text (byte 3)");
        assert_eq!(reason(b"ab\xff"), "is not UTF-8 text (byte 3)");
        for broken in [&b"\xff\xfea\0b"[..], b"\xfe\xff\0a\xd8\0", b"\xff\xfe\0\xdc"] {
            assert_eq!(read(Slow(broken)).unwrap_err().to_string(), "is not UTF-16 text");
        }
        assert_eq!(read(&b"ab\xff"[..]).unwrap(), b"ab\xff", "bytes are not checked");
    }

    proptest! {
        #[test]
        fn a_text_is_the_same_in_every_encoding(text in "(|[\u{feff}a\r\n\u{10ffff}é]{1,40}|.*)") {
            let without_mark = text.strip_prefix('\u{feff}').unwrap_or(&text);
            for bytes in [
                text.clone().into_bytes(),
                format!("\u{feff}{without_mark}").into_bytes(),
                utf_16(without_mark, u16::to_le_bytes),
                utf_16(without_mark, u16::to_be_bytes),
            ] {
                prop_assert_eq!(decode(bytes.clone()).unwrap(), without_mark);
                prop_assert_eq!(&read(&*bytes).unwrap(), without_mark.as_bytes());
                prop_assert_eq!(&read(Slow(&bytes)).unwrap(), without_mark.as_bytes());
            }
        }
    }
}
