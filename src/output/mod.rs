//! What reaches a stream: formats, tables, colours, and the door that foreign text passes.

pub(crate) mod bar;
pub(crate) mod delimited;
pub(crate) mod format;
pub(crate) mod github;
pub(crate) mod jq;
pub(crate) mod json;
pub(crate) mod look;
pub(crate) mod markdown;
pub(crate) mod record;
pub(crate) mod redact;
pub(crate) mod rows;
#[cfg(test)]
mod samples;
pub(crate) mod screen;
pub(crate) mod table;
mod terminal;
pub(crate) mod text;
pub(crate) mod time;
mod tokens;
mod ui;
pub(crate) mod yaml;

pub use screen::leave_screen;
pub use terminal::Terminal;
pub use ui::{Streams, Ui};
