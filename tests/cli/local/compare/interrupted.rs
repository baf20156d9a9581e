//! Runs that are interrupted or killed.

use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use super::changes::{COMPARE, Service, records, world};
use crate::process::binary::{end, kill};
use crate::support::fault::Fault;
use crate::support::proxy::CountingProxy;
use crate::support::{World, home};

/// The binary with the home and the service of a world.
fn start(world: &World, url: &str) -> Child {
    let mut command = home::prebuildctl(world.home.path());
    command
        .envs([("ONA_HOST", url), ("ONA_TOKEN", "local-of-the-service"), ("LC_ALL", "C.UTF-8")])
        .args(COMPARE.split_whitespace())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// A service, and a proxy that reports the first update or create and does not answer it.
fn silent_at(method: &'static str) -> (Service, CountingProxy, mpsc::Receiver<()>) {
    let service = Service::new();
    let (sender, receiver) = mpsc::channel();
    let (sender, is_first) = (Mutex::new(sender), Arc::new(AtomicBool::new(true)));
    let proxy = CountingProxy::new(service.address(), move |_, called| {
        (called == method && is_first.swap(false, Ordering::SeqCst)).then(|| {
            sender.lock().unwrap().send(()).unwrap_or_default();
            Fault::Silence
        })
    });
    (service, proxy, receiver)
}

/// The number of the request that got no response.
fn wait_until_executed(proxy: &CountingProxy, method: &str) {
    let number = proxy.seen().iter().position(|seen| seen.method == method).unwrap();
    proxy.wait_for_answer(number);
}

#[test]
fn ctrl_c_deletes_the_scratch_pool_and_prints_what_was_compared() {
    for (method, signal, code) in [("UpdateWarmPool", "INT", 130), ("CreateWarmPool", "TERM", 143)]
    {
        let (service, proxy, reached) = silent_at(method);
        let before = service.pools();
        let world = world(&proxy.url());
        let mut child = start(&world, &proxy.url());
        reached.recv().unwrap();
        wait_until_executed(&proxy, method);
        kill(&child, signal);
        let stdout = child.stdout.take().unwrap();
        let (ended, stderr) = end(child);
        let stdout = std::io::read_to_string(stdout).unwrap();
        assert_eq!(ended, Some(code), "{stderr}");
        assert!(stderr.contains("\ndeleted the scratch pool "), "{stderr}");
        assert!(
            stderr.ends_with("error: interrupted\n  the comparison is not complete\n"),
            "{stderr}"
        );
        assert!(stdout.starts_with("same       identity\n"), "{stdout}");
        assert!(stdout.contains("  not reached\n"), "{stdout}");
        assert_eq!((service.pools(), records(&world)), (before, serde_json::json!([])));
    }
}

#[test]
fn the_pool_of_a_killed_run_is_deleted_by_the_next() {
    for method in ["UpdateWarmPool", "CreateWarmPool"] {
        let (service, proxy, reached) = silent_at(method);
        let before = service.pools();
        let world = world(&proxy.url());
        let mut child = start(&world, &proxy.url());
        reached.recv().unwrap();
        wait_until_executed(&proxy, method);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_ne!(service.pools(), before, "{method}");
        assert_eq!(records(&world).as_array().unwrap().len(), 1);

        let shown = world.run("local compare --project acme-api");
        assert!(
            shown.stderr.contains("warning: an earlier run may have left a scratch pool"),
            "{shown}"
        );
        assert_ne!(service.pools(), before, "{method}: reads change nothing");
        let shown = world.run(COMPARE);
        assert_eq!(shown.code, 0, "{shown}");
        assert!(shown.stderr.contains(" of an earlier run\n"), "{shown}");
        assert_eq!((service.pools(), records(&world)), (before, serde_json::json!([])));
    }
}

#[test]
fn one_run_at_a_time_changes_something() {
    let (_service, proxy, reached) = silent_at("UpdateWarmPool");
    let world = world(&proxy.url());
    let child = start(&world, &proxy.url());
    reached.recv().unwrap();
    let shown = world.run(COMPARE);
    assert_eq!(
        shown.to_string(),
        "------- stderr -------\nerror: another local compare --yes is running\n[exit 7]\n"
    );
    kill(&child, "INT");
    end(child);
}
