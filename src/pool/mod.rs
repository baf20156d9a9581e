//! What is known about warm pools: sizes, references, changes that survive lost answers,
//! waiting and watching.
//! No clap, no printing.

pub(crate) mod change;
pub(crate) mod listing;
pub(crate) mod names;
mod pace;
pub(crate) mod preflight;
pub(crate) mod reference;
pub(crate) mod size;
pub(crate) mod state;
pub(crate) mod wait;
pub(crate) mod watch;
