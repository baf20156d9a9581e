//! Output: formats, tables, color, the terminal, and masking of secrets.

pub(crate) mod bar;
pub(crate) mod delimited;
pub(crate) mod github;
pub(crate) mod jq;
pub(crate) mod json;
pub(crate) mod markdown;
mod messages;
pub(crate) mod options;
mod profiles;
pub(crate) mod prose;
pub(crate) mod record;
pub(crate) mod record_list;
pub(crate) mod redact;
pub(crate) mod screen;
pub(crate) mod step_log;
pub(crate) mod table;
mod terminal;
#[cfg(test)]
mod test_strategies;
mod tokens;
mod ui;
pub(crate) mod yaml;

pub use screen::restore_terminal;
pub use terminal::Terminal;
pub use ui::{Streams, Ui};
