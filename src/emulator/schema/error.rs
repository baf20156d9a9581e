//! Messages that travel as details of an error.

use super::{Kind, Message, message, optional, plain, repeated};

/// `buf.validate.Violations`, by the names and numbers the official SDKs ship.
pub(crate) static VIOLATIONS: Message = Message {
    name: "buf.validate.Violations",
    fields: &[repeated(1, "violations", Kind::Message(&VIOLATION))],
};

static VIOLATION: Message = Message {
    name: "buf.validate.Violation",
    fields: &[
        optional(2, "rule_id", Kind::Text),
        optional(3, "message", Kind::Text),
        optional(4, "for_key", Kind::Bool),
        message(5, "field", &FIELD_PATH),
        message(6, "rule", &FIELD_PATH),
    ],
};

static FIELD_PATH: Message = Message {
    name: "buf.validate.FieldPath",
    fields: &[repeated(1, "elements", Kind::Message(&FIELD_PATH_ELEMENT))],
};

static FIELD_PATH_ELEMENT: Message = Message {
    name: "buf.validate.FieldPathElement",
    fields: &[
        optional(1, "field_number", Kind::Int32),
        optional(2, "field_name", Kind::Text),
        // An enum on the wire, which has the form of a number.
        optional(3, "field_type", Kind::Int32),
        optional(6, "index", Kind::Uint64),
    ],
};

/// `google.protobuf.Duration` and `Timestamp` have the same two fields.
pub(crate) static SECONDS_AND_NANOS: Message = Message {
    name: "google.protobuf.Duration",
    fields: &[plain(1, "seconds", Kind::Int64), plain(2, "nanos", Kind::Int32)],
};
