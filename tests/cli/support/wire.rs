//! Ways in which a connection goes wrong, and servers that are no service.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Makes the end of the connection a reset.
#[cfg(unix)]
pub fn reset(stream: &TcpStream) {
    rustix::net::sockopt::set_socket_linger(stream, Some(Duration::ZERO)).unwrap();
}

/// Ends the connection, which is all that can be done here.
#[cfg(not(unix))]
pub fn reset(stream: &TcpStream) {
    let _ = stream.shutdown(Shutdown::Both);
}

/// Writes byte by byte, each in a packet of its own, until the other side goes away.
pub fn drip(stream: &mut TcpStream, bytes: &[u8], pause: Duration) {
    stream.set_nodelay(true).unwrap();
    for byte in bytes {
        if stream.write_all(&[*byte]).is_err() {
            return;
        }
        thread::sleep(pause);
    }
}

/// An odd way to write an answer.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// The connection is reset afterwards.
    Reset,
    /// Byte by byte, with this time between them.
    Drip(Duration),
}

impl Way {
    /// Writes these bytes.
    pub fn write(self, stream: &mut TcpStream, bytes: &[u8]) {
        match self {
            Self::Drip(pause) => drip(stream, bytes, pause),
            Self::Reset => {
                drop(stream.write_all(bytes));
                reset(stream);
                // Nothing more is read, so that whoever serves this connection lets go of it.
                drop(stream.shutdown(Shutdown::Read));
            }
        }
    }
}

/// A listener that does the same to whoever connects.
pub struct Listener {
    pub address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Listener {
    /// Handles each connection in a thread of its own.
    pub fn new(handle: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let (counted, handle) = (Arc::clone(&connections), Arc::new(handle));
        thread::spawn(move || {
            for stream in listener.incoming() {
                counted.fetch_add(1, Ordering::SeqCst);
                let handle = Arc::clone(&handle);
                thread::spawn(move || handle(stream.unwrap()));
            }
        });
        Self { address, connections }
    }

    /// Says these words and reads on until the other side goes away.
    pub fn saying(words: &'static [u8]) -> Self {
        Self::new(move |mut stream| {
            drop(stream.write_all(words));
            // Closing with a request unread would take the words back.
            drop(stream.read(&mut [0; 4096]));
        })
    }

    /// Accepts and says nothing.
    pub fn mute() -> Self {
        Self::new(|mut stream| {
            drop(stream.read_to_end(&mut Vec::new()));
        })
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}
