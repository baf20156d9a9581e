//! Broken connections, and servers that speak other protocols.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    let _ = stream.shutdown(Shutdown::Both);
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

/// A server that handles all connections in the same way.
pub struct Listener {
    pub address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Listener {
    /// Handles each connection in its own thread.
    pub fn new(handle: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let (counter, handle) = (Arc::clone(&connections), Arc::new(handle));
        thread::spawn(move || {
            for stream in listener.incoming() {
                counter.fetch_add(1, Ordering::SeqCst);
                let handle = Arc::clone(&handle);
                thread::spawn(move || handle(stream.unwrap()));
            }
        });
        Self { address, connections }
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
