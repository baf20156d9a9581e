//! Broken connections, and servers that speak other protocols.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Lets the connection end with a reset.
#[cfg(unix)]
pub fn reset(stream: &TcpStream) {
    rustix::net::sockopt::set_socket_linger(stream, Some(Duration::ZERO)).unwrap();
}

/// Closes the connection; there is no reset on this platform.
#[cfg(not(unix))]
pub fn reset(stream: &TcpStream) {
    drop(stream.shutdown(Shutdown::Both));
}

/// Writes one packet per byte until the client disconnects.
pub fn drip(stream: &mut TcpStream, bytes: &[u8], pause: Duration) {
    stream.set_nodelay(true).unwrap();
    for byte in bytes {
        if stream.write_all(&[*byte]).is_err() {
            return;
        }
        thread::sleep(pause);
    }
}

#[derive(Clone, Copy, Debug)]
pub enum WriteMode {
    /// Resets the connection afterwards.
    Reset,
    /// Byte by byte, with this pause.
    Drip(Duration),
}

impl WriteMode {
    pub fn write(self, stream: &mut TcpStream, bytes: &[u8]) {
        match self {
            Self::Drip(pause) => drip(stream, bytes, pause),
            Self::Reset => {
                drop(stream.write_all(bytes));
                reset(stream);
                // Ends the read loop of this connection.
                drop(stream.shutdown(Shutdown::Read));
            }
        }
    }
}

/// Accepts connections until it is dropped, so that thousands of servers leave no open socket behind.
pub struct Acceptor {
    pub address: SocketAddr,
    is_dropped: Arc<AtomicBool>,
}

impl Acceptor {
    /// Handles each connection in its own thread.
    pub fn new(listener: TcpListener, handle: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let address = listener.local_addr().unwrap();
        let is_dropped = Arc::<AtomicBool>::default();
        let (ends, handle) = (Arc::clone(&is_dropped), Arc::new(handle));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if ends.load(Ordering::SeqCst) {
                    return;
                }
                let handle = Arc::clone(&handle);
                thread::spawn(move || handle(stream.unwrap()));
            }
        });
        Self { address, is_dropped }
    }

    /// On a free port.
    pub fn on_any_port(handle: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        Self::new(TcpListener::bind("127.0.0.1:0").unwrap(), handle)
    }
}

impl Drop for Acceptor {
    fn drop(&mut self) {
        self.is_dropped.store(true, Ordering::SeqCst);
        // Only a connection wakes it up.
        drop(TcpStream::connect(self.address));
    }
}

/// A server that handles all connections in the same way.
pub struct Listener {
    pub address: SocketAddr,
    connections: Arc<AtomicUsize>,
    _acceptor: Acceptor,
}

impl Listener {
    /// Handles each connection in its own thread.
    pub fn new(handle: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let connections = Arc::<AtomicUsize>::default();
        let counter = Arc::clone(&connections);
        let acceptor = Acceptor::on_any_port(move |stream| {
            counter.fetch_add(1, Ordering::SeqCst);
            handle(stream);
        });
        Self { address: acceptor.address, connections, _acceptor: acceptor }
    }

    /// Writes these bytes and keeps the connection.
    pub fn sending(bytes: &'static [u8]) -> Self {
        Self::new(move |mut stream| {
            drop(stream.write_all(bytes));
            // Closing with unread data would discard the bytes.
            drop(stream.read(&mut [0; 4096]));
        })
    }

    /// Writes nothing.
    pub fn silent() -> Self {
        Self::new(|mut stream| {
            drop(stream.read_to_end(&mut Vec::new()));
        })
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}
