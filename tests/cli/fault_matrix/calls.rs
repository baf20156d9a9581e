//! How often calls are repeated, calls of any method, and unusual ways to respond.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{READ, assert_mutation_read_back, assert_read_retried, html};
use crate::support::{POOL, PROJECT, Response, World, error, frame, page, pool};

#[test]
fn a08_retries_have_one_limit() {
    let limited = || {
        let detail = r#"{"type":"google.rpc.RetryInfo","value":"CgUQgK3iBA"}"#;
        let body =
            format!(r#"{{"code":"resource_exhausted","message":"slow","details":[{detail}]}}"#);
        Response::json(429, &body)
    };
    for retries in 0..3 {
        let world = World::new((0..=retries).map(|_| limited()));
        let shown = world.run(&format!("{READ} --retries {retries}"));
        assert_eq!(shown.code, 10, "{shown}");
    }
    let world = World::new([limited(), error(503, "unavailable", "soon")]);
    assert_eq!(world.run(&format!("{READ} --retries 1")).code, 11);
}

#[test]
fn a09_descriptors_tell_reads_from_changes() {
    let soon = || error(503, "unavailable", "soon");
    for method in ["IdentityService/GetIDToken", "A/GetB", "A/GetOrCreateB", "A/ListB"] {
        let world = World::new([soon()]);
        assert_eq!(world.run(&format!("api {method}")).code, 13, "{method}");
    }
    for method in ["IntegrationService/ValidateIntegration", "gitpod.v1.RunnerService/GetRunner"] {
        let world = World::new([soon(), Response::json(200, "{}")]);
        assert_eq!(world.run(&format!("api {method} -q")).to_string(), "{}\n[exit 0]\n");
    }
}

#[test]
fn a10_streams_and_mistyped_methods() {
    let world = World::new([]);
    assert_eq!(
        world.run("api gitpod.v1.EventService/WatchEvents").to_string(),
        "------- stderr -------
error: EventService/WatchEvents is a stream, which api cannot call
hint: prebuildctl warm-pool watch
[exit 2]
"
    );
    for (typed, meant) in [
        ("PrebuildService.GetWarmPool", "PrebuildService/GetWarmPool"),
        ("prebuildservice/getwarmpool", "PrebuildService/GetWarmPool"),
        ("GetWarmPool", "PrebuildService/GetWarmPool"),
        ("nonsense", "PrebuildService/ListWarmPools"),
    ] {
        let shown = World::new([]).run(&format!("api {typed}"));
        assert_eq!(shown.code, 2, "{shown}");
        assert!(shown.stderr.ends_with(&format!("hint: prebuildctl api {meant}\n")), "{shown}");
    }
    for (typed, meant) in [
        ("PrebuildService/GetWarmPol", Some("PrebuildService/GetWarmPool")),
        ("PrebuildsService/GetWarmPool", Some("PrebuildService/GetWarmPool")),
        ("ProjectService/GetWarmPool", Some("PrebuildService/GetWarmPool")),
        ("NewService/DoSomethingNew", None),
        ("PrebuildService/GetWarmPool", None),
    ] {
        let shown = World::new([html(404, "Not found")]).run(&format!("api {typed}"));
        let hint = meant.map(|meant| format!("hint: prebuildctl api {meant}\n"));
        match hint {
            Some(hint) => assert!(shown.stderr.ends_with(&hint), "{shown}"),
            None => assert!(!shown.stderr.contains("hint: prebuildctl api"), "{shown}"),
        }
    }
}

#[test]
fn a11_a_request_that_is_too_large() {
    let large = format!(r#"{{"x":"{}"}}"#, "y".repeat(8 << 20));
    let world = World::new([]).with_stdin(&large);
    let shown = world.run("api A/B -d -");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    assert!(shown.stderr.contains("8 MiB"), "{shown}");
    // What is cut would still be a request.
    let padded = format!("{{}}{}", " ".repeat(8 << 20));
    let world = World::new([]).with_stdin(&padded);
    assert_eq!(world.run("api A/B -d -").code, 2);
    let file = world.home.path().join("request.json");
    std::fs::write(&file, &large).unwrap();
    let from_file = format!("@{}", file.display());
    assert_eq!(world.run_words(&["api", "A/B", "-d", &from_file]).code, 2);
}

#[test]
fn a12_outages_reported_by_proxies() {
    for status in [520, 521, 522, 523, 524, 525, 526, 527, 530, 598, 599] {
        assert_read_retried(html(status, "Web server is down"));
        assert_mutation_read_back(html(status, "Web server is down"));
        let shown = World::new([html(status, "Down")]).run(&format!("{READ} --retries 0"));
        assert_eq!(shown.code, 11, "{shown}");
    }
}

#[test]
fn a13_spellings_of_gzip() {
    let gzip = |text: &str| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let pool = format!(r#"{{"warmPool":{}}}"#, pool(POOL, 1, 5));
    let (start, end) = pool.split_at(40);
    for body in [gzip(&pool), [gzip(start), gzip(end)].concat()] {
        for encoding in ["gzip", "GZIP", "x-gzip", "X-GZip"] {
            let headers = [("content-type", "application/json"), ("content-encoding", encoding)];
            let world = World::new([Response::new(200, &headers, &body)]);
            assert_eq!(world.ok(READ), format!("{POOL}\n"), "{encoding}");
        }
    }
}

#[test]
fn a14_many_headers() {
    let names: Vec<_> = (0..300).map(|number| format!("x-proxy-{number}")).collect();
    let mut headers = vec![("content-type", "application/json")];
    headers.extend(names.iter().map(|name| (name.as_str(), "1")));
    let body = format!(r#"{{"warmPool":{}}}"#, pool(POOL, 1, 5));
    let world = World::new([Response::new(200, &headers, body.as_bytes())]);
    assert_eq!(world.ok(READ), format!("{POOL}\n"));
}

#[test]
fn a15_events_about_unknown_pools() {
    let event = |number| {
        let id = format!("0190f3c2-0000-4000-8000-{number:012}");
        let event = format!(r#"{{"resourceType":"RESOURCE_TYPE_WARM_POOL","resourceId":"{id}"}}"#);
        frame(0, &event)
    };
    let events: Vec<u8> = (0..15).flat_map(event).collect();
    let lists = [page(&[], ""), error(403, "permission_denied", "no")];
    let world = World::new(lists.map(|list| list.to("ListWarmPools"))).with_names();
    world.server.always("GetWarmPool", error(404, "not_found", "no such pool"));
    let headers = [("content-type", "application/connect+json")];
    world.server.stream([Response::new(200, &headers, &events)]);
    let shown = world.run(&format!("wp watch --project {PROJECT} --poll-interval 1h"));
    assert_eq!(shown.code, 5, "{shown}");
    let methods = world.server.methods();
    let reads = methods.iter().filter(|method| *method == "GetWarmPool").count();
    assert!((1..=8).contains(&reads), "{methods:?}");
}
