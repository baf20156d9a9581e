//! From the words users type for projects and classes to ids, and back for tables.

use uuid::Uuid;

use crate::api::Client;
use crate::context::Context;
use crate::error::Failure;
use crate::pool::reference;

/// The project that a word names.
///
/// # Errors
/// When there is none, or more than one.
#[expect(clippy::unused_async, reason = "names are looked up next")]
pub(crate) async fn project(
    _context: &Context,
    _client: &Client,
    word: &str,
) -> Result<Uuid, Failure> {
    reference::id(word).map_err(Failure::usage)
}

/// The environment class that a word names.
///
/// # Errors
/// When there is none, or more than one.
#[expect(clippy::unused_async, reason = "names are looked up next")]
pub(crate) async fn class(
    _context: &Context,
    _client: &Client,
    word: &str,
) -> Result<Uuid, Failure> {
    reference::id(word).map_err(Failure::usage)
}
