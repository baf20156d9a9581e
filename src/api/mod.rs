//! The wire: calls, messages and errors of the service. Knows no clap, file, environment or
//! terminal.

mod answer;
pub(crate) mod client;
pub(crate) mod code;
pub(crate) mod detail;
pub(crate) mod error;
pub(crate) mod host;
pub(crate) mod identity;
pub(crate) mod page;
pub(crate) mod prebuild_service;
mod proto;
pub(crate) mod retry;
mod throttle;
mod tls;
pub(crate) mod token;
mod transport;
pub(crate) mod warm_pool;
mod wire_fault;

pub(crate) use client::Client;
pub(crate) use error::Error;
pub(crate) use proto::OpenEnum;
pub(crate) use tls::Trust;
