//! `metrics --listen`: serves metrics over HTTP.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::time::Duration;

use futures_util::future::{join_all, try_join_all};

use super::sweeper::{Sweeper, sweepers};
use super::target::{self, Target};
use crate::context::Context;
use crate::error::CliError;
use crate::metrics::exposition::MetricSet;
use crate::metrics::http::{self, Site};
use crate::runtime;

/// Registered for exporters of OpenTelemetry; Prometheus knows it by this number.
const DEFAULT_PORT: u16 = 9464;
pub(super) const DEFAULT_ADDRESS: &str = "127.0.0.1:9464";

/// Parses `IP:PORT` or a port of the loopback address.
pub(super) fn parse_address(text: &str) -> Result<SocketAddr, String> {
    if let Ok(port) = text.parse::<u16>() {
        return Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    }
    let text = match text.strip_prefix("localhost") {
        Some(rest) if rest.is_empty() || rest.starts_with(':') => format!("127.0.0.1{rest}"),
        _ => text.to_owned(),
    };
    let with_port = || text.parse::<IpAddr>().map(|ip| SocketAddr::from((ip, DEFAULT_PORT)));
    text.parse::<SocketAddr>().or_else(|_| with_port()).map_err(|_| {
        "is not an address such as 127.0.0.1:9464, 0.0.0.0:9464 or [::1]:9464".to_owned()
    })
}

/// Opens the port.
///
/// # Errors
/// If it is in use, or the address is none of this machine.
pub(super) fn bind(address: SocketAddr) -> Result<TcpListener, CliError> {
    http::bind(address).map_err(|error| {
        CliError::local(format!("cannot listen on {address}")).because(error.to_string())
    })
}

struct Exported<'a> {
    targets: &'a [Target<'a>],
    sweepers: &'a [Sweeper<'a>],
}

impl Site for Exported<'_> {
    fn metrics(&self) -> MetricSet {
        self.sweepers.iter().for_each(Sweeper::export_stream_state);
        target::metrics(self.targets)
    }

    async fn wait_for_first_sweep(&self) {
        join_all(self.sweepers.iter().map(Sweeper::wait_for_first_sweep)).await;
    }
}

/// Sweeps and serves until a signal.
pub(super) fn run(
    context: &Context,
    targets: &[Target<'_>],
    every: Duration,
    listener: TcpListener,
) -> Result<(), CliError> {
    let address = listener.local_addr().map_err(anyhow::Error::from)?;
    let publish = || Ok(());
    let sweepers = sweepers(targets, every, &publish)?;
    context.ui.note(&format!("serving http://{address}/metrics until stopped"));
    let site = Exported { targets, sweepers: &sweepers };
    runtime::run_service(context, async |shutdown| {
        tokio::select! {
            biased;
            () = shutdown.requested() => Ok(()),
            result = try_join_all(sweepers.iter().map(Sweeper::sweep)) => result.map(drop),
            _ = join_all(sweepers.iter().map(Sweeper::watch)) => Ok(()),
            result = http::serve(listener, &site) => match result.map_err(anyhow::Error::from)? {},
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_loopback_unless_another_is_named() {
        for (text, expected) in [
            (DEFAULT_ADDRESS, "127.0.0.1:9464"),
            ("8080", "127.0.0.1:8080"),
            ("0", "127.0.0.1:0"),
            ("localhost", "127.0.0.1:9464"),
            ("localhost:8080", "127.0.0.1:8080"),
            ("0.0.0.0:9464", "0.0.0.0:9464"),
            ("10.0.0.1", "10.0.0.1:9464"),
            ("[::1]:8080", "[::1]:8080"),
            ("::1", "[::1]:9464"),
        ] {
            assert_eq!(parse_address(text).unwrap().to_string(), expected, "{text}");
        }
        for text in
            ["", ":9464", "65536", "-1", "example.com:80", "localhosts:1", "1.2.3.4:x", "*:80"]
        {
            assert!(parse_address(text).is_err(), "{text}");
        }
    }
}
