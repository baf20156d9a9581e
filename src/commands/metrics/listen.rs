//! `metrics --listen`: serves metrics over HTTP.

use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::time::Duration;

use tokio::sync::watch;

use super::reader::ServiceReader;
use super::source::ServiceSource;
use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;
use crate::metrics::collector::Collector;
use crate::metrics::events::Events;
use crate::metrics::exporter::Exporter;
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
    exporter: &'a RefCell<Exporter>,
    events: &'a Events,
    has_swept: &'a watch::Sender<bool>,
}

impl Site for Exported<'_> {
    fn metrics(&self) -> MetricSet {
        let mut exporter = self.exporter.borrow_mut();
        exporter.set_stream_open(self.events.pools.is_open());
        exporter.metrics()
    }

    async fn wait_for_first_sweep(&self) {
        // The sender lives as long as this.
        drop(self.has_swept.subscribe().wait_for(|has_swept| *has_swept).await);
    }
}

/// Sweeps and serves until a signal.
pub(super) fn run(
    context: &Context,
    reader: ServiceReader<'_>,
    client: Client,
    (exporter, every): (&RefCell<Exporter>, Duration),
    listener: TcpListener,
) -> Result<(), CliError> {
    let address = listener.local_addr().map_err(anyhow::Error::from)?;
    context.ui.note(&format!("serving http://{address}/metrics until stopped"));
    let publish = || Ok(());
    let source = ServiceSource::new(context, reader, client, &publish);
    let (events, has_swept) = (Events::new(every), watch::Sender::new(false));
    let site = Exported { exporter, events: &events, has_swept: &has_swept };
    let collector = Collector::new(&source, exporter, &events, &has_swept);
    runtime::run_service(context, async |shutdown| {
        tokio::select! {
            biased;
            () = shutdown.requested() => Ok(()),
            result = collector.run() => match result? {},
            never = source.watch(&events, exporter) => match never {},
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
