//! The tests of what a user sees, in one binary that links once.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    unreachable_pub,
    missing_docs,
    reason = "test helpers panic on failure"
)]

mod all_profiles;
mod api;
mod auth;
mod class;
mod completion;
mod config;
mod conformance;
mod crates;
mod docs;
mod emulator;
mod fault_matrix;
mod fleet;
mod github;
mod guide;
mod help;
mod jq;
mod layers;
mod local;
mod metrics;
mod names;
mod packages;
mod picture;
mod prebuild;
mod process;
mod project;
mod readme;
mod reference;
mod runner;
mod snippets;
mod support;
mod tls;
mod usage;
mod warm_pool;
#[cfg(windows)]
mod windows;
mod wire;
