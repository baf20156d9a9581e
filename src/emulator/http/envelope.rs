//! Frames of a stream: a byte of flags, the length, and a message.

use hyper::body::Bytes;

use super::super::service::error::{Code, Error};
use super::{body, gzip};

const COMPRESSED: u8 = 1;
const END: u8 = 2;

pub(super) fn encode_message(bytes: &[u8], compress: bool) -> Bytes {
    encode(0, bytes, compress)
}

pub(super) fn encode_end(bytes: &[u8], compress: bool) -> Bytes {
    encode(END, bytes, compress)
}

fn encode(flags: u8, bytes: &[u8], compress: bool) -> Bytes {
    let compressed = compress.then(|| gzip::compress(bytes));
    let bytes = compressed.as_deref().unwrap_or(bytes);
    let mut out = Vec::with_capacity(bytes.len() + 5);
    out.push(flags | u8::from(compress));
    out.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend(bytes);
    out.into()
}

/// Decodes the body of a request, which must contain exactly one message.
pub(super) fn decode_single(body: &[u8], is_gzip_declared: bool) -> Result<Vec<u8>, Error> {
    let unimplemented = |message| Error::new(Code::Unimplemented, message);
    let Some(([flags, length @ ..], rest)) = body.split_first_chunk::<5>() else {
        return Err(match body {
            [] => unimplemented("unary request has zero messages"),
            _ => Error::invalid("protocol error: incomplete envelope"),
        });
    };
    let length = u32::from_be_bytes(*length) as usize;
    if length > body::MAX_MESSAGE_BYTES {
        return Err(body::message_too_large());
    }
    let Some((message, after)) = rest.split_at_checked(length) else {
        let message = format!(
            "protocol error: promised {length} bytes in enveloped message, got {}",
            rest.len()
        );
        return Err(Error::invalid(message));
    };
    if !after.is_empty() {
        return Err(unimplemented("unary request has multiple messages"));
    }
    match flags & COMPRESSED {
        0 => Ok(message.to_vec()),
        _ if is_gzip_declared => gzip::decompress(message),
        _ => {
            let message = "protocol error: sent compressed message without compression support";
            Err(Error::new(Code::Internal, message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_message_is_decoded() {
        let code = |body: &[u8], gzip| decode_single(body, gzip).map_err(|error| error.code.name());
        assert_eq!(code(&encode_message(b"{}", false), false), Ok(b"{}".to_vec()));
        assert_eq!(code(&encode_message(b"{}", true), true), Ok(b"{}".to_vec()));
        assert_eq!(code(&encode_message(b"{}", true), false), Err("internal"));
        assert_eq!(code(b"", false), Err("unimplemented"));
        assert_eq!(code(b"\0\0\0", false), Err("invalid_argument"));
        assert_eq!(code(b"\0\0\0\0\x09{}", false), Err("invalid_argument"));
        assert_eq!(code(b"\0\xff\xff\xff\xff", false), Err("resource_exhausted"));
        let twice = [encode_message(b"{}", false), encode_message(b"{}", false)].concat();
        assert_eq!(code(&twice, false), Err("unimplemented"));
    }
}
