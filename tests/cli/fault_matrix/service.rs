//! The embedded API behind a proxy that injects faults.

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
use crate::support::{Transcript, World, sample};

/// Must never be displayed.
pub const TOKEN: &str = "local-4711-0815-token";

/// A longer run is taken for endless.
const MAX_RUN_TIME: Duration = Duration::from_secs(60);

/// An embedded API. Its time stands still unless a speed is given.
pub struct Service {
    folder: TempDir,
    _emulator: Emulator,
    running: Running,
}

impl Service {
    /// With the sample data.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        sample::install(&folder.path().join("local.db"), 0.0);
        Self::start(folder, 0.0)
    }

    /// With a copy of this data file.
    pub fn copy_of(file: &Path) -> Self {
        Self::at_speed(file, 0.0)
    }

    /// With a copy of this data file, at this speed.
    pub fn at_speed(file: &Path, speed: f64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("local.db");
        std::fs::copy(file, &copy).unwrap();
        // The last writes may be in the write-ahead log.
        let wal = |file: &Path| file.with_extension("db-wal");
        if wal(file).exists() {
            std::fs::copy(wal(file), wal(&copy)).unwrap();
        }
        Self::start(folder, speed)
    }

    fn start(folder: TempDir, speed: f64) -> Self {
        let data_file = folder.path().join("local.db");
        let emulator =
            open(Options { data_file, speed: Some(speed), token: Some(TOKEN.to_owned()) }).unwrap();
        let running = emulator.start().unwrap();
        Self { folder, _emulator: emulator, running }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("local.db")
    }

    pub fn address(&self) -> SocketAddr {
        self.running.address()
    }

    /// Runs a command without a fault.
    pub fn run(&self, line: &str) -> Transcript {
        run(&format!("http://{}", self.address()), line)
    }

    /// Runs a command with a fault in one of its requests.
    pub fn broken(&self, number: usize, fault: Fault, line: &str) -> (Transcript, Vec<String>) {
        let proxy = Proxy::breaking(self.address(), number, fault);
        let world = if fault.hangs() { impatient(&proxy.url()) } else { world(&proxy.url()) };
        let shown = run_in(world, line);
        proxy.execute_late();
        for request in proxy.requests() {
            let names = request.matches(&format!("authorization: Bearer {TOKEN}\r\n")).count();
            assert_eq!((names, request.matches(TOKEN).count()), (1, 1), "{line}: {request}");
        }
        assert!(!Proxy::has_followed_redirect(), "{line}: {shown}");
        (redact_addresses(shown, &proxy.url()), proxy.methods())
    }

    /// The sizes of the active pools by address.
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

    /// Everything that commands change: the pools, the prebuild settings of each project, and the
    /// prebuilds that are deleted.
    pub fn state(&self) -> BTreeMap<String, Vec<String>> {
        let mut state = self.pools();
        let shown = self.run("project list -o jsonl");
        assert_eq!(shown.code, 0, "{shown}");
        for line in shown.stdout.lines() {
            let project: Value = serde_json::from_str(line).unwrap();
            let settings = project["prebuildConfiguration"].to_string();
            state.insert(format!("project {}", project["metadata"]["name"]), vec![settings]);
        }
        let shown = self.run("prebuild list --phase deleting,deleted -o id");
        assert_eq!(shown.code, 0, "{shown}");
        state.insert("deleted prebuilds".to_owned(), vec![shown.stdout]);
        state
    }

    pub fn id_of(&self, address: &str) -> String {
        let shown = self.run(&format!("wp get {address} -o json"));
        let pool: Value = serde_json::from_str(&shown.stdout).unwrap();
        pool["id"].as_str().unwrap().to_owned()
    }
}

/// Runs a command against this host.
pub fn run(host: &str, line: &str) -> Transcript {
    run_in(world(host), line)
}

/// Replaces the address by one of the same length.
pub fn redact_addresses(shown: Transcript, url: &str) -> Transcript {
    let address = url.trim_start_matches("http://");
    let shown = shown.replace(address, "127.0.0.1:00000");
    let stdout = drop_series_about_tool(&redact_evaluation(&shown.stdout));
    Transcript { stdout, ..shown }
}

/// Drops the series that count the requests of the run and show its time.
fn drop_series_about_tool(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines.filter(|line| !line.starts_with("prebuildctl_")).collect()
}

/// Replaces the instant for which a fleet was evaluated.
fn redact_evaluation(text: &str) -> String {
    let mut parts = text.split("\"evaluatedAt\": \"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |redacted, part| {
        let (_, rest) = part.split_once('"').unwrap();
        redacted + "\"evaluatedAt\": \"0000-00-00T00:00:00Z\"" + rest
    })
}

/// Signed in to this host.
pub fn world(host: &str) -> World {
    World::new([]).with("ONA_HOST", host).with("ONA_TOKEN", TOKEN)
}

/// Signed in to this host, with a timeout that ends a response that does not arrive. A busy machine may
/// exceed it with any other response.
pub fn impatient(host: &str) -> World {
    world(host).with("PREBUILDCTL_REQUEST_TIMEOUT", "300ms")
}

/// Runs a command, which must end and neither display nor store the token.
pub fn run_in(world: World, line: &str) -> Transcript {
    let (sender, receiver) = mpsc::channel();
    let command = line.to_owned();
    let thread = thread::spawn(move || {
        let shown = world.run(&command);
        assert!(
            !has_file_with(world.home.path(), TOKEN),
            "the token was stored: {command}: {shown}"
        );
        drop(sender.send(shown));
    });
    match receiver.recv_timeout(MAX_RUN_TIME) {
        Ok(shown) => {
            assert!(!shown.to_string().contains(TOKEN), "the token was displayed: {shown}");
            shown
        }
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("timeout: {line}"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            panic::resume_unwind(thread.join().unwrap_err())
        }
    }
}

/// Whether a file in this directory tree contains this text.
fn has_file_with(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            has_file_with(&path, text)
        } else {
            String::from_utf8_lossy(&fs::read(path).unwrap()).contains(text)
        }
    })
}
