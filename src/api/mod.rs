//! The client of the service. Uses no settings, environment or terminal.

pub(crate) mod audit;
pub(crate) mod class;
pub(crate) mod client;
pub(crate) mod connect_code;
pub(crate) mod environment;
pub(crate) mod error;
pub(crate) mod error_details;
pub(crate) mod events;
mod gzip;
pub(crate) mod host;
pub(crate) mod http;
pub(crate) mod identity;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
pub(crate) mod list_limits;
pub(crate) mod list_request;
pub(crate) mod logs;
pub(crate) mod methods;
pub(crate) mod organization;
pub(crate) mod pager;
pub(crate) mod prebuild;
pub(crate) mod project;
mod proto;
mod proxy;
pub(crate) mod raw;
mod request;
mod response;
pub(crate) mod retry;
mod retry_after;
pub(crate) mod runner;
mod server_clock;
pub(crate) mod timestamp;
mod tls;
pub(crate) mod token;
mod transport;
mod transport_error;
pub(crate) mod usage;
pub(crate) mod warm_pool;

pub(crate) use client::Client;
pub(crate) use error::Error;
#[cfg(test)]
pub(crate) use proto::Message;
pub(crate) use proto::{OpenEnum, ProtoDuration, Time, read as read_message};
pub(crate) use proxy::{Proxy, ProxyError};
pub(crate) use tls::{Bundle, RootCerts};
