//! `prebuildctl`: manage the warm pools of Ona (formerly Gitpod) from the command line.
//!
//! The modules in the order in which they may use one another are listed in CONTRIBUTING.md;
//! `tests/it/layers.rs` keeps them to it.

mod api;
mod commands;
mod config;
pub mod env;
pub mod error;
pub mod exit;
mod output;
mod pool;
