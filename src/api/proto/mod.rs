//! proto3 JSON as the service writes and reads it: lenient in, complete out.
//!
//! Reading accepts what contract and specification allow (numbers as strings, enum numbers, null
//! for absent, original field names) and keeps what this version does not know. Writing gives
//! every field that has no explicit presence, zero or not, so that a script never meets a missing
//! counter.

mod field;
mod message;
mod open_enum;
mod path_tracker;
mod read;
#[cfg(test)]
mod tests;
mod time;

pub(crate) use field::{Field, NullAsDefault, ProtoJson};
pub(crate) use message::{Message, Name, Unknown, message};
pub(crate) use open_enum::{OpenEnum, open_enum};
pub(crate) use path_tracker::PathTracker;
pub(crate) use read::{DecodeError, is_cut_short, read};
pub(crate) use time::Time;
