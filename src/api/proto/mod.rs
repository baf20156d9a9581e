//! proto3 JSON as the service writes and reads it.
//!
//! Reading accepts every spelling that proto3 JSON allows (numbers as strings, enum numbers, null
//! for absent, original field names) and keeps unknown fields. Writing includes fields without
//! explicit presence even if they are zero, so that scripts never meet a missing counter.

mod duration;
mod field;
mod message;
mod open_enum;
mod read;
mod read_tracker;
#[cfg(test)]
mod tests;
mod time;

pub(crate) use duration::ProtoDuration;
pub(crate) use field::{Dropped, Field, NullAsDefault, ProtoJson};
pub(crate) use message::{Message, Name, Unknown, message};
pub(crate) use open_enum::{OpenEnum, label, open_enum};
pub(crate) use read::{DecodeError, is_cut_short, read};
pub(crate) use read_tracker::{MAX_LIST_LENGTH, ReadTracker};
pub(crate) use time::Time;
