//! The cases of the Connect conformance suite (connectrpc/conformance, `testsuites/data`) for a
//! client of unary calls and server streams, with the suite's names. For most of them the suite has
//! only protobuf messages; here they are JSON. Cases that are not in the suite begin with `more/`.
//!
//! Not included: client streams, GET and client certificates, which prebuildctl does not use, and
//! `Client Cancellation`, which is Ctrl-C (`process::signals::ctrl_c_while_reading_ends_at_once`).

mod stream;
mod timeouts;
mod unary;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The codes with their HTTP status and exit code.
const CODES: [(&str, u16, u8); 16] = [
    ("canceled", 499, 1),
    ("unknown", 500, 1),
    ("invalid_argument", 400, 2),
    ("deadline_exceeded", 504, 8),
    ("not_found", 404, 6),
    ("already_exists", 409, 7),
    ("permission_denied", 403, 5),
    ("resource_exhausted", 429, 10),
    ("failed_precondition", 400, 7),
    ("aborted", 409, 7),
    ("out_of_range", 400, 2),
    ("unimplemented", 501, 1),
    ("internal", 500, 1),
    ("unavailable", 503, 11),
    ("data_loss", 500, 1),
    ("unauthenticated", 401, 4),
];

/// The suite's detail, a `google.protobuf.FileDescriptorProto`, with more fields.
fn detail(more: &str) -> String {
    let detail = r#"{"type":"google.protobuf.FileDescriptorProto","value":"Cgp0ZXN0LnByb3Rv""#;
    format!(r#"{{"code":"out_of_range","message":"oops","details":[{detail}{more}}}]}}"#)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An unfinished response with these chunks.
fn chunked<'a>(headers: &[(&str, &str)], chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut bytes = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n".to_vec();
    for (name, value) in headers {
        bytes.extend(format!("{name}: {value}\r\n").bytes());
    }
    bytes.extend(b"\r\n");
    for chunk in chunks {
        bytes.extend(format!("{:x}\r\n", chunk.len()).bytes());
        bytes.extend(chunk);
        bytes.extend(b"\r\n");
    }
    bytes
}
