//! Which methods are served, and how the others are answered.

use serde_json::{Value, json};

use super::Local;
use super::client::Response;

/// `Service/Method effect` of every method of the service.
const METHODS: &str = include_str!("../../../src/api/methods.txt");

/// A Connect frame with the empty message.
const EMPTY_FRAME: &[u8] = b"\0\0\0\0\x02{}";

/// Calls a method with the empty message, in the ways that its effect allows.
fn call(local: &Local, method: &str, effect: &str, authorization: &str) -> Vec<(u16, Value)> {
    let token = ("authorization", authorization);
    let send = |verb, method: &str, headers: &[_], body| {
        local.client.send(verb, method, &[&[token], headers].concat(), body)
    };
    let json = |response: Response| (response.status, response.json());
    if effect == "stream" {
        let headers = [("content-type", "application/connect+json"), ("connect-timeout-ms", "1")];
        return vec![end_of_stream(&send("POST", method, &headers, EMPTY_FRAME))];
    }
    let mut answers = vec![json(send("POST", method, &[], b"{}"))];
    if effect == "read" {
        let query = format!("{method}?connect=v1&encoding=json&message=%7B%7D");
        answers.push(json(send("GET", &query, &[("content-type", "")], b"")));
    }
    answers
}

/// The HTTP status of a stream and the error in its only frame.
fn end_of_stream(response: &Response) -> (u16, Value) {
    let text = response.text();
    let json = text.split_once('{').unwrap().1.split("\r\n").next().unwrap();
    let end: Value = serde_json::from_str(&format!("{{{json}")).unwrap();
    (response.status, end["error"].clone())
}

#[test]
fn every_method_of_the_service_is_served_or_unimplemented() {
    let local = Local::new();
    let mut served = 0;
    for line in METHODS.lines() {
        let (method, effect) = line.split_once(' ').unwrap();
        for (status, error) in call(&local, method, effect, "Bearer local") {
            let name = method.replace('/', ".");
            if error["message"] == format!("gitpod.v1.{name} is not implemented") {
                assert_eq!((status, &error["code"]), (501, &json!("unimplemented")), "{method}");
            } else {
                assert!(![405, 415].contains(&status), "{method}: {status}");
                assert_ne!(error["code"], "unimplemented", "{method}: {error}");
                served += 1;
            }
        }
        for (status, error) in call(&local, method, effect, "Bearer wrong") {
            let expected = if effect == "stream" { 200 } else { 401 };
            assert_eq!(
                (status, &error["code"]),
                (expected, &json!("unauthenticated")),
                "{method}: {error}"
            );
        }
    }
    assert!(served > 20, "{served}");
}

#[test]
fn unknown_methods_are_unimplemented_in_every_protocol() {
    let local = Local::new();
    for method in ["PrebuildService/Nope", "NoSuchService/Get"] {
        let message = format!("gitpod.v1.{} is not known", method.replace('/', "."));
        let expected = json!({ "code": "unimplemented", "message": message });
        for answer in call(&local, method, "read", "Bearer local") {
            assert_eq!(answer, (501, expected.clone()), "{method}");
        }
        assert_eq!(call(&local, method, "stream", "Bearer local"), [(200, expected)]);
        let response = local.client.send("POST", method, &[("content-type", "text/plain")], b"{}");
        assert_eq!(response.status, 415);
        let response = local.client.send("DELETE", method, &[], b"");
        assert_eq!((response.status, response.header("allow")), (405, Some("GET, POST")));
    }
}
