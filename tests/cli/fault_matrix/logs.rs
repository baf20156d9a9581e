//! The log of a prebuild and its host.

use super::{CLOSED_PORT, html};
use crate::support::log::{LOG_TOKEN, LogWorld, cut, log};
use crate::support::wire::Listener;
use crate::support::{POOL, Response, TOKEN, TlsServer, World, error};

fn status(status: u16, body: &str) -> Response {
    Response::new(status, &[("content-type", "text/plain")], body.as_bytes())
}

fn redirect(to: &str) -> Response {
    Response::new(302, &[("location", to)], b"")
}

/// The log of a prebuild that has completed.
fn completed(logs: impl IntoIterator<Item = Response>) -> LogWorld {
    LogWorld::new(&["COMPLETED"], logs)
}

/// The transcript of a log that cannot be read.
fn failed(reasons: &[&str], code: u8) -> String {
    let reasons: String = reasons.iter().map(|reason| format!("  {reason}\n")).collect();
    format!(
        "------- stderr -------\nerror: cannot read the log of the prebuild {POOL}\n{reasons}[exit {code}]\n"
    )
}

fn tokens(logs: &LogWorld) -> usize {
    let methods = logs.world.server.methods();
    methods.iter().filter(|method| *method == "CreatePrebuildLogsToken").count()
}

#[test]
fn p01_a_rejected_token_is_replaced_once() {
    for (code, exit, reason) in [
        (401, 4, "rejects the token of the log, and a new one too"),
        (403, 5, "does not permit reading the log, with a new token either"),
    ] {
        let rejected = || status(code, "invalid or missing token\n");
        let logs = completed([rejected(), log("a\n")]);
        assert_eq!(logs.run("").to_string(), "a\n[exit 0]\n");
        assert_eq!(tokens(&logs), 2);

        let logs = completed([rejected(), rejected()]);
        let reason = format!("{} {reason} (HTTP {code} text/plain)", logs.host.name());
        assert_eq!(logs.run("").to_string(), failed(&[&reason], exit));
        assert_eq!(tokens(&logs), 2);
    }
}

#[test]
fn p02_a_log_that_is_not_there() {
    for code in [404, 410] {
        let logs = completed([status(code, "page not found")]);
        let reason = format!("{} has no such log (HTTP {code} text/plain)", logs.host.name());
        assert_eq!(logs.run("").to_string(), failed(&[&reason], 6));
    }
}

#[test]
fn p03_a_bad_gateway() {
    for flags in ["", "--follow"] {
        let logs = completed([(); 4].map(|()| html(502, "Bad Gateway")));
        let shown = logs.run(&format!("{flags} -q"));
        let host = logs.host.name();
        let reason = format!("{host}: unexpected response (HTTP 502 text/html \"Bad Gateway\")");
        assert_eq!(shown.to_string(), failed(&[&reason, "gave up after 4 attempts"], 11));
        assert_eq!(logs.requests(), 4);
    }
    let logs = completed([html(502, "Bad Gateway"), html(502, "Bad Gateway"), log("a\n")]);
    let shown = logs.run("");
    assert_eq!((shown.stdout.as_str(), shown.code), ("a\n", 0));
    let note = format!(
        "connecting again in 0.0 s: {}: HTTP 502 text/html \"Bad Gateway\"\n",
        logs.host.name()
    );
    assert_eq!(shown.stderr, note.repeat(2));
}

#[test]
fn p04_a_host_that_cannot_be_reached() {
    let logs = LogWorld::with_url(&["COMPLETED"], [], |_| format!("http://{CLOSED_PORT}/logs/1"));
    let reason = format!("cannot reach {CLOSED_PORT}: connection refused");
    let expected = failed(&[&reason, "gave up after 4 attempts"], 11);
    assert_eq!(logs.run("-q").to_string(), expected);
    for response in [html(503, "busy"), Response::Hangup] {
        let logs = completed([(); 4].map(|()| response.clone()));
        assert_eq!(logs.run("-q").code, 11);
        assert_eq!(logs.requests(), 4);
    }
    // What is followed is not given up.
    let phases = [&["RUNNING"; 8][..], &["COMPLETED"]].concat();
    let outage = [(); 6].map(|()| html(503, "busy"));
    let all = [cut("a\n")].into_iter().chain(outage).chain([log("a\nb\n"), log("a\nb\nc\n")]);
    let logs = LogWorld::new(&phases, all);
    let shown = logs.run("--follow");
    assert_eq!((shown.stdout.as_str(), shown.code), ("a\nb\nc\n", 0), "{shown}");
    assert_eq!(shown.stderr.matches("connecting again").count(), 1, "{shown}");
}

#[test]
fn p05_a_body_that_is_cut() {
    let short = log("one\ntwo\nthree\n");
    let Response::Bytes(mut bytes) = short else { unreachable!() };
    bytes.truncate(bytes.len() - 7);
    for first in [cut("one\ntw"), Response::Cut(bytes)] {
        for flags in ["", "--follow", "--raw"] {
            let logs = completed([first.clone(), cut("o"), log("one\ntwo\nthree\n")]);
            assert_eq!(logs.run(flags).to_string(), "one\ntwo\nthree\n[exit 0]\n");
        }
    }
}

#[test]
fn p06_a_body_that_is_cut_every_time() {
    for flags in ["", "--follow"] {
        let logs = completed([cut("one\n"), cut("one\n"), cut("one\ntw"), cut("one\n")]);
        logs.host.respond([cut("one\ntwo"), cut(""), cut("one\n"), cut("on")]);
        let shown = logs.run(flags);
        logs.host.allow_unused_responses();
        let (before, after) = shown.stderr.split_once("  ").unwrap();
        // The unfinished line is held back: it is not known how it goes on.
        assert_eq!(shown.stdout, "one\n", "{shown}");
        assert_eq!(before, format!("error: the log of the prebuild {POOL} is incomplete\n"));
        let start = format!("{}: incomplete response: ", logs.host.name());
        assert!(after.starts_with(&start), "{shown}");
        let end = format!("\n  gave up after 4 attempts\nhint: prebuildctl prebuild logs {POOL}\n");
        assert!(after.ends_with(&end), "{shown}");
        assert_eq!((shown.code, logs.requests()), (11, 8));
    }
}

#[test]
fn p07_a_body_that_begins_otherwise() {
    let note = "------- stderr -------\nthe log begins anew; it is printed from its beginning\n";
    let logs = completed([cut("one\ntwo\nthr"), log("one\nTWO\n")]);
    assert_eq!(logs.run("").to_string(), format!("one\ntwo\none\nTWO\n{note}[exit 0]\n"));
    // Where it is not known any more what it repeats, it is read again.
    let long = "x\n".repeat(50_000);
    let whole = format!("{long}b\n");
    let logs = completed([cut(&format!("{long}a\n")), log(&whole), log(&whole)]);
    let shown = logs.run("");
    assert!(shown.stdout == format!("{long}a\n{long}b\n"));
    assert_eq!((shown.stderr.lines().count(), shown.code), (1, 0));
}

#[test]
fn p08_a_redirect() {
    for to in ["/logs/2", "2"] {
        let logs = completed([redirect(to), log("a\n")]);
        assert_eq!(logs.run("").to_string(), "a\n[exit 0]\n");
        assert_eq!(logs.host.calls()[1].path, "/logs/2");
    }
    let other = Listener::silent();
    let to_other = format!("http://{}/logs/1", other.address);
    for to in [&*to_other, "https://127.0.0.1/logs/1", "ftp://127.0.0.1/", "//127.0.0.1:1/logs/1"] {
        let logs = completed([redirect(to)]);
        let shown = logs.run("");
        assert_eq!(shown.code, 1, "{shown}");
        let reason = format!("  {} redirects to ", logs.host.name());
        assert!(shown.stderr.contains(&reason), "{shown}");
        assert!(shown.stderr.ends_with(", which must not receive the token\n"), "{shown}");
    }
    let logs = completed([(); 6].map(|()| redirect("/logs/1")));
    assert_eq!(logs.run("").code, 1);
    assert_eq!(other.connections(), 0);
}

#[test]
fn p09_a_url_that_must_not_receive_the_token() {
    let host = Listener::silent();
    let address = host.address;
    for (url, reason) in [
        (
            "http://logs.example/1".to_owned(),
            "is http:// to another machine, where the token would be sent unencrypted",
        ),
        (format!("http://ada:s3cr3t@{address}/1"), "contains a user name or password"),
        (format!("//{address}/1"), "is not an absolute URL"),
        ("/logs/1".to_owned(), "is not an absolute URL"),
        (format!("ftp://{address}/1"), "does not start with https://"),
        (format!("http://{address}/a b"), "contains a space or control character"),
    ] {
        for flags in ["", "--follow"] {
            let logs = LogWorld::with_url(&["COMPLETED"], [], |_| url.clone());
            let reason = format!("the log URL that the service reports {reason}");
            assert_eq!(logs.run(flags).to_string(), failed(&[&reason], 1), "{url}");
            // Not even a token is created.
            assert_eq!(logs.world.server.methods(), ["GetPrebuild"]);
        }
    }
    assert_eq!(host.connections(), 0);
}

#[test]
fn p10_a_log_token_that_is_none() {
    for (token, reason) in [
        (TOKEN, "accessToken: is the token of the request"),
        ("", "accessToken: is empty"),
        ("two words", "accessToken: is invalid: contains a space at position 4"),
    ] {
        let logs = completed([]);
        let response = Response::json(200, &format!(r#"{{"accessToken":"{token}"}}"#));
        logs.world.server.always("CreatePrebuildLogsToken", response);
        let shown = logs.run("");
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
        assert!(shown.stderr.contains(reason), "{shown}");
    }
    let logs = completed([]);
    let denied = error(403, "permission_denied", "no");
    logs.world.server.always("CreatePrebuildLogsToken", denied);
    assert_eq!(logs.run("").code, 5);
}

#[test]
fn p11_tokens_in_the_log_of_calls() {
    let logs = completed([redirect(&format!("/logs/2?token={LOG_TOKEN}")), log("a\n")]);
    let shown = logs.run("-vv");
    assert_eq!((shown.stdout.as_str(), shown.code), ("a\n", 0));
    assert!(shown.stderr.contains("\n< {\"accessToken\":\"***\"}\n"), "{shown}");
    let host = logs.host.name();
    assert!(shown.stderr.contains(&format!("\n> GET log to {host}, 0 bytes\n")), "{shown}");
    assert!(shown.stderr.contains("\n< GET log 302 in "), "{shown}");
    // A response that is cut does not show a part of it either.
    let logs = completed([]);
    let cut = Response::json(200, &format!(r#"{{"accessToken":"{}"#, &LOG_TOKEN[..10]));
    logs.world.server.always("CreatePrebuildLogsToken", cut);
    let shown = logs.run("-vv");
    assert!(!shown.stderr.contains(&LOG_TOKEN[..10]), "{shown}");
    assert_eq!(shown.code, 11);
}

#[test]
fn p12_a_page_instead_of_a_log() {
    for flags in ["", "--follow"] {
        let logs = LogWorld::new(&["RUNNING"], [html(200, "Sign in")]);
        let host = logs.host.name();
        let reason = format!("{host}: unexpected response (HTTP 200 text/html \"Sign in\")");
        assert_eq!(logs.run(flags).to_string(), failed(&[&reason], 11));
    }
    let compressed = Response::new(200, &[("content-encoding", "br")], b"\x0b");
    let logs = completed([compressed]);
    let shown = logs.run("");
    assert!(shown.stderr.contains("unsupported encoding \"br\""), "{shown}");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 1));
}

#[test]
fn p13_the_certificate_and_the_proxy_of_the_host() {
    let host = TlsServer::new("localhost", |_| {});
    let port = host.address.port();
    let url = |_: &str| format!("https://localhost:{port}/logs/1");
    let shown = LogWorld::with_url(&["COMPLETED"], [], url).run("");
    assert_eq!(shown.code, 11, "{shown}");
    assert!(shown.stderr.contains("to trust a company certificate: "), "{shown}");
    assert!(host.heads().is_empty());

    let logs = LogWorld::with_url(&["COMPLETED"], [], url);
    let bundle = logs.world.home.path().join("bundle.pem");
    host.write_authority(&bundle);
    let trusting = |world: World| world.with("SSL_CERT_FILE", bundle.to_str().unwrap());
    let shown = logs.map(trusting).run("");
    assert_eq!(shown.to_string(), "a line\n[exit 0]\n");
    let heads = host.heads();
    assert!(heads[0].contains(&format!("authorization: Bearer {LOG_TOKEN}\r\n")), "{heads:?}");
    assert!(!heads.concat().contains(TOKEN));

    let url = |_: &str| "https://logs.example/1".to_owned();
    let logs = LogWorld::with_url(&["COMPLETED"], [], url);
    let shown = logs.map(|world| world.with("HTTPS_PROXY", "ftp://s3cr3t")).run("");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    assert!(shown.stderr.starts_with("error: HTTPS_PROXY does not start with http"), "{shown}");
}
