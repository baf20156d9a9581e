//! The listening socket and its connections.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener as StdListener};
use std::time::Duration;

use futures_util::stream::{FuturesUnordered, StreamExt as _};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

use super::{Site, respond};

/// Connections at one time; others wait to be accepted.
const MAX_CONNECTIONS: usize = 128;
/// The time for a whole connection, which has one request: neither a client that sends nothing nor one
/// that reads nothing keeps its place.
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(30);
/// Delay after a failed accept, for example because of too many open files.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(50);

/// Listens on an address; port 0 picks a free port.
///
/// # Errors
/// If the port is in use, or the address is none of this machine.
pub(crate) fn bind(address: SocketAddr) -> io::Result<StdListener> {
    let listener = StdListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Serves the connections of a listener for as long as it is polled.
///
/// # Errors
/// When the listener cannot be used at all.
pub(crate) async fn serve(listener: StdListener, site: &impl Site) -> io::Result<Infallible> {
    let listener = TcpListener::from_std(listener)?;
    let mut connections = FuturesUnordered::new();
    loop {
        tokio::select! {
            accepted = listener.accept(), if connections.len() < MAX_CONNECTIONS => match accepted {
                Ok((stream, _)) => connections.push(handle_connection(stream, site)),
                Err(_) => sleep(ACCEPT_RETRY_DELAY).await,
            },
            Some(()) = connections.next() => {}
        }
    }
}

async fn handle_connection(stream: TcpStream, site: &impl Site) {
    let service = service_fn(|request| async { Ok::<_, Infallible>(respond(site, request).await) });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(CONNECTION_TIMEOUT)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service);
    // Errors of a connection are the client's.
    drop(timeout(CONNECTION_TIMEOUT, connection).await);
}
