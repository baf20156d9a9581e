//! The embedded API with a proxy in front of it, for whole runs that meet a fault.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;
use std::{fs, panic, thread};

use prebuildctl::emulator::{Emulator, Options, Running, open};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::fault::{Fault, Proxy};
use crate::support::{Transcript, World};

/// What the embedded API takes; it must not be seen anywhere.
pub const TOKEN: &str = "local-4711-0815-token";

/// No run that ends at all takes so long.
const ENDLESS: Duration = Duration::from_secs(60);

/// A data file with a server over it; time stands still unless it is hurried.
pub struct Service {
    folder: TempDir,
    _emulator: Emulator,
    running: Running,
}

impl Service {
    /// With the seed of every new data file.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::over(folder, 0.0)
    }

    /// With a copy of this data file.
    pub fn copy_of(file: &Path) -> Self {
        Self::hurried(file, 0.0)
    }

    /// With a copy of this data file, in which time passes so much faster.
    pub fn hurried(file: &Path, speed: f64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("local.db");
        std::fs::copy(file, &copy).unwrap();
        // What was written last may stand beside the file.
        let beside = |file: &Path| file.with_extension("db-wal");
        if beside(file).exists() {
            std::fs::copy(beside(file), beside(&copy)).unwrap();
        }
        Self::over(folder, speed)
    }

    fn over(folder: TempDir, speed: f64) -> Self {
        let data_file = folder.path().join("local.db");
        let emulator =
            open(Options { data_file, speed: Some(speed), token: Some(TOKEN.to_owned()) }).unwrap();
        let running = emulator.start().unwrap();
        Self { folder, _emulator: emulator, running }
    }

    /// The data file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("local.db")
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.running.address()
    }

    /// Runs a command without a fault.
    pub fn run(&self, line: &str) -> Transcript {
        run(&format!("http://{}", self.address()), line)
    }

    /// Runs a command while one of its requests is broken.
    pub fn broken(&self, number: usize, fault: Fault, line: &str) -> (Transcript, Vec<String>) {
        let proxy = Proxy::breaking(self.address(), number, fault);
        let shown = run(&proxy.url(), line);
        proxy.deliver();
        for request in proxy.requests() {
            let names = request.matches(&format!("authorization: Bearer {TOKEN}\r\n")).count();
            assert_eq!((names, request.matches(TOKEN).count()), (1, 1), "{line}: {request}");
        }
        assert!(!Proxy::was_left(), "{line}: {shown}");
        (redact_addresses(shown, &proxy.url()), proxy.methods())
    }

    /// The pools that are there: for each address the sizes of its pools.
    pub fn pools(&self) -> BTreeMap<String, Vec<String>> {
        let shown = self.run("wp list -o csv --no-headers --columns address,min,max,phase");
        assert_eq!(shown.code, 0, "{shown}");
        let mut pools = BTreeMap::<_, Vec<_>>::new();
        for line in shown.stdout.lines() {
            let cells: Vec<_> = line.split(',').collect();
            if !["deleting", "deleted"].contains(&cells[3]) {
                pools.entry(cells[0].to_owned()).or_default().push(cells[1..3].join(".."));
            }
        }
        pools
    }

    /// The id of a pool.
    pub fn id_of(&self, address: &str) -> String {
        let shown = self.run(&format!("wp get {address} -o json"));
        let pool: Value = serde_json::from_str(&shown.stdout).unwrap();
        pool["id"].as_str().unwrap().to_owned()
    }
}

/// Runs a command against this host, with little patience.
pub fn run(host: &str, line: &str) -> Transcript {
    run_in(world(host), line)
}

/// A transcript whose service has the same address, as long as it was, in every run.
pub fn redact_addresses(shown: Transcript, url: &str) -> Transcript {
    let address = url.trim_start_matches("http://");
    shown.replace(address, "127.0.0.1:00000")
}

/// Signed in to this host, with little patience.
pub fn world(host: &str) -> World {
    World::new([])
        .with("ONA_HOST", host)
        .with("ONA_TOKEN", TOKEN)
        .with("PREBUILDCTL_REQUEST_TIMEOUT", "300ms")
}

/// Runs a command, which has to come to an end and to leave the token nowhere.
pub fn run_in(world: World, line: &str) -> Transcript {
    let (ended, end) = mpsc::channel();
    let words = line.to_owned();
    let running = thread::spawn(move || {
        let shown = world.run(&words);
        assert!(!is_below(world.home.path(), TOKEN), "the token was kept: {words}: {shown}");
        drop(ended.send(shown));
    });
    match end.recv_timeout(ENDLESS) {
        Ok(shown) => {
            assert!(!shown.to_string().contains(TOKEN), "the token was shown: {shown}");
            shown
        }
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("it does not end: {line}"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            panic::resume_unwind(running.join().unwrap_err())
        }
    }
}

/// Whether a file of this folder, or of one in it, holds this word.
fn is_below(folder: &Path, word: &str) -> bool {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            is_below(&path, word)
        } else {
            String::from_utf8_lossy(&fs::read(path).unwrap()).contains(word)
        }
    })
}
