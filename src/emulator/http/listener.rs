//! The listening socket and its connections.

use std::convert::Infallible;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr, TcpListener as StdListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::{Shared, logs, routing};

/// How long connections may take to finish when the server stops.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(2);
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);
/// Delay after a failed accept, for example because of too many open files.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(50);

/// Listens on the loopback address; port 0 picks a free port.
///
/// # Errors
/// If the port is in use.
pub fn bind(port: u16) -> anyhow::Result<StdListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener =
        StdListener::bind(address).with_context(|| format!("cannot listen on {address}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// What a listener serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    Api,
    Logs,
}

/// Serves the connections of a listener.
pub(crate) struct Server {
    site: Site,
    shared: Arc<Shared>,
    connections: Builder<TokioExecutor>,
    graceful: GracefulShutdown,
    stopping: watch::Sender<bool>,
}

impl Server {
    pub(crate) fn new(shared: Arc<Shared>, site: Site) -> Self {
        let mut connections = Builder::new(TokioExecutor::new());
        connections.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
        connections.http2().timer(TokioTimer::new()).keep_alive_interval(Some(HEADER_TIMEOUT));
        Self {
            site,
            shared,
            connections,
            graceful: GracefulShutdown::new(),
            stopping: watch::Sender::new(false),
        }
    }

    /// Serves until `stop` completes, then waits for open connections.
    pub(crate) async fn serve(
        self,
        listener: StdListener,
        stop: impl Future<Output = ()>,
    ) -> anyhow::Result<()> {
        let listener = TcpListener::from_std(listener)?;
        let mut stop = std::pin::pin!(stop);
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => self.handle_connection(stream),
                    Err(_) => tokio::time::sleep(ACCEPT_RETRY_DELAY).await,
                },
                () = &mut stop => break,
            }
        }
        drop(listener);
        self.stopping.send_replace(true);
        // Connections that are still open after the timeout are closed.
        let _ = tokio::time::timeout(SHUTDOWN_TIMEOUT, self.graceful.shutdown()).await;
        Ok(())
    }

    fn handle_connection(&self, stream: TcpStream) {
        drop(stream.set_nodelay(true));
        let (shared, stopping) = (Arc::clone(&self.shared), self.stopping.subscribe());
        let has_request = Arc::new(AtomicBool::new(false));
        let (seen, site) = (Arc::clone(&has_request), self.site);
        let service = service_fn(move |request| {
            seen.store(true, Ordering::Relaxed);
            let (shared, stopping) = (Arc::clone(&shared), stopping.clone());
            async move {
                Ok::<_, Infallible>(match site {
                    Site::Api => routing::handle(shared, stopping, request).await,
                    Site::Logs => logs::handle(shared, stopping, &request),
                })
            }
        });
        let connection =
            self.connections.serve_connection(TokioIo::new(stream), service).into_owned();
        let watched = self.graceful.watch(connection);
        // Errors of a connection are the client's. The library's timeout for headers begins once the
        // version of HTTP is known, so a client that never gets there needs one too.
        tokio::spawn(async move {
            let mut watched = std::pin::pin!(watched);
            let begun = tokio::time::timeout(HEADER_TIMEOUT, &mut watched).await;
            if begun.is_err() && has_request.load(Ordering::Relaxed) {
                drop(watched.await);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;
    use crate::emulator::{self, Options};

    const REQUEST: &str = "POST /api/gitpod.v1.RunnerService/ListRunners HTTP/1.1\r\n\
        host: 127.0.0.1\r\nauthorization: Bearer local\r\ncontent-type: application/json\r\n";

    /// Time is simulated: it advances when everybody waits.
    #[tokio::test(start_paused = true)]
    async fn a_client_that_sends_no_request_is_disconnected() {
        let folder = tempfile::tempdir().unwrap();
        let data_file = folder.path().join("local.db");
        let emulator =
            emulator::open(Options { data_file, speed: Some(0.0), token: None }).unwrap();
        let listener = bind(0).unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { emulator.serve(listener, std::future::pending()).await });
        let complete = format!("{REQUEST}content-length: 2\r\n\r\n{{}}");
        for (sent, status) in [
            ("", ""),
            ("P", ""),
            ("POST /api", ""),
            (REQUEST, ""),
            ("PRI * HTTP/2.0\r\n", ""),
            (&format!("{REQUEST}content-length: 2\r\n\r\n{{"), "504"),
            (complete.as_str(), "200"),
        ] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(sent.as_bytes()).await.unwrap();
            let mut received = Vec::new();
            stream.read_to_end(&mut received).await.unwrap();
            let received = String::from_utf8_lossy(&received);
            assert_eq!(received.split(' ').nth(1).unwrap_or_default(), status, "{sent}");
        }
    }
}
