//! The wire: calls, messages and errors of the service. Knows no clap, file, environment or
//! terminal.

mod answer;
pub(crate) mod class;
pub(crate) mod client;
pub(crate) mod code;
pub(crate) mod detail;
pub(crate) mod error;
pub(crate) mod events;
pub(crate) mod host;
pub(crate) mod identity;
#[cfg(any(test, fuzzing))]
pub(crate) mod laws;
pub(crate) mod page;
pub(crate) mod prebuild;
pub(crate) mod prebuild_service;
pub(crate) mod project;
mod proto;
pub(crate) mod raw;
pub(crate) mod retry;
pub(crate) mod runner;
mod throttle;
mod tls;
pub(crate) mod token;
mod transport;
pub(crate) mod walk;
pub(crate) mod warm_pool;
mod wire_fault;

pub(crate) use client::Client;
pub(crate) use error::Error;
#[cfg(test)]
pub(crate) use proto::read as read_message;
pub(crate) use proto::{OpenEnum, Time};
pub(crate) use tls::Trust;
