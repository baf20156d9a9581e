//! Names to ids and back.

pub(crate) mod name_match;
