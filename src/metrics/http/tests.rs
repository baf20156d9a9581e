//! Responses, without connections.

use std::convert::Infallible;

use http_body_util::{BodyExt as _, Empty};
use tokio::time::Instant;

use super::*;
use crate::metrics::exposition::families;

/// Its first sweep ends after this time.
struct Fake(Duration);

impl Site for Fake {
    fn metrics(&self) -> MetricSet {
        let mut metrics = MetricSet::default();
        metrics.add(&families::UP, &[], 1.0);
        metrics
    }

    async fn wait_for_first_sweep(&self) {
        tokio::time::sleep(self.0).await;
    }
}

/// The status, the content type and the text of a response, and how long it took.
async fn get(
    method: &str,
    path: &str,
    headers: &[(&'static str, &str)],
    sweep: Duration,
) -> (u16, String, String, Duration) {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Empty::<Bytes>::new()).unwrap();
    let start = Instant::now();
    let response = respond(&Fake(sweep), request).await;
    let took = start.elapsed();
    let status = response.status().as_u16();
    let content_type = response.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
    let Ok::<_, Infallible>(body) = response.into_body().collect().await;
    let text = String::from_utf8(body.to_bytes().to_vec()).unwrap();
    (status, content_type, text, took)
}

#[tokio::test(start_paused = true)]
async fn a_scrape_gets_the_format_that_it_accepts() {
    let (status, content_type, text, _) = get("GET", "/metrics?a=b", &[], Duration::ZERO).await;
    assert_eq!((status, &*content_type), (200, "text/plain; version=0.0.4; charset=utf-8"));
    assert!(text.ends_with("\nprebuildctl_up 1\n"), "{text}");
    // Several headers are one list.
    let accept = [("accept", "*/*;q=0.1"), ("accept", "application/openmetrics-text;q=0.9")];
    let (status, content_type, text, _) = get("GET", "/metrics", &accept, Duration::ZERO).await;
    let expected = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    assert_eq!((status, &*content_type), (200, expected));
    assert!(text.ends_with("\nprebuildctl_up 1\n# EOF\n"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn other_paths_are_not_found_and_other_methods_not_allowed() {
    for (method, path, expected) in [
        ("GET", "/healthz", 200),
        ("HEAD", "/healthz", 200),
        ("HEAD", "/metrics", 200),
        ("POST", "/metrics", 405),
        ("PUT", "/healthz", 405),
        ("DELETE", "/metrics", 405),
        ("GET", "/", 404),
        ("GET", "/metrics/", 404),
        ("POST", "/nosuch", 404),
    ] {
        let (status, ..) = get(method, path, &[], Duration::ZERO).await;
        assert_eq!(status, expected, "{method} {path}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_scrape_waits_for_the_first_sweep_but_not_for_long() {
    let hour = Duration::from_hours(1);
    let millis = Duration::from_millis;
    for (timeout, sweep, expected) in [
        (None, millis(20), millis(20)),
        (None, hour, millis(5_000)),
        (Some("10"), hour, millis(5_000)),
        (Some("3"), hour, millis(2_500)),
        (Some("0.25"), hour, millis(0)),
        (Some("-1"), hour, millis(5_000)),
        (Some("NaN"), hour, millis(5_000)),
        (Some("soon"), hour, millis(5_000)),
    ] {
        let headers: Vec<_> = timeout.map(|text| (SCRAPE_TIMEOUT, text)).into_iter().collect();
        let (status, _, _, took) = get("GET", "/metrics", &headers, sweep).await;
        assert_eq!((status, took), (200, expected), "{timeout:?}");
        let (.., took) = get("GET", "/healthz", &headers, sweep).await;
        assert_eq!(took, Duration::ZERO);
    }
}
