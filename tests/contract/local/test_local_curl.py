"""curl drives the embedded API: what a person, or a script in any language, sees of it."""

import json
import subprocess

import pytest

SERVICE = "gitpod.v1.PrebuildService"
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def curl(local):
    """Runs curl; returns status, headers and body."""

    def curl(path, *arguments, token="local"):
        head = ["curl", "--silent", "--include", "--max-time", "10", *arguments]
        if token:
            head += ["--header", f"Authorization: Bearer {token}"]
        out = subprocess.run([*head, local.origin + path], capture_output=True, check=True).stdout
        lines, _, body = out.partition(b"\r\n\r\n")
        first, *headers = lines.decode().split("\r\n")
        named = dict(line.lower().split(": ", 1) for line in headers)
        return int(first.split()[1]), named, body

    return curl


def call(curl, method, body, *arguments, service=SERVICE, **options):
    json_type = ("--header", "Content-Type: application/json")
    status, headers, body = curl(f"/{service}/{method}", *json_type, "--data", json.dumps(body), *arguments, **options)
    return status, json.loads(body)


def test_both_prefixes_versions_of_http_and_compressions(curl):
    # Classes do not change while pools are claimed from.
    path = "/gitpod.v1.RunnerConfigurationService/ListEnvironmentClasses"
    post = ("--header", "Content-Type: application/json; charset=utf-8", "--data", "{}")
    plain = curl(path, *post)
    assert plain[0] == 200 and plain[1]["content-type"] == "application/json"
    for other in [
        curl("/api" + path, *post),
        curl(path, *post, "--compressed"),
        curl(path, *post, "--http2-prior-knowledge"),
        curl(path, *post, "--http2-prior-knowledge", "--compressed"),
        curl(path + "?connect=v1&encoding=json&message=%7B%7D"),
        curl(path + "?connect=v1&encoding=json&base64=1&message=e30"),
    ]:
        assert (other[0], other[2]) == (200, plain[2])


def test_what_http_refuses_before_the_protocol_begins(curl):
    get_pool, delete_pool = f"/{SERVICE}/GetWarmPool", f"/{SERVICE}/DeleteWarmPool"
    json_type = ("--header", "Content-Type: application/json", "--data", "{}")
    assert curl("/", *json_type)[0] == 404
    status, headers, body = curl("/NoService/Get", *json_type)
    assert (status, body) == (404, b"404 page not found\n")
    for method in [f"/{SERVICE}/NoMethod", "/gitpod.v1.NoService/Get"]:
        status, _, body = curl(method, *json_type)
        assert (status, json.loads(body)["code"]) == (501, "unimplemented")
    status, headers, body = curl(delete_pool)
    assert (status, headers["allow"], body) == (405, "post", b"")
    status, headers, _ = curl(get_pool, "--request", "PUT")
    assert (status, headers["allow"]) == (405, "get, post")
    for kind in ["text/plain", "application/connect+json", "application/json; charset=latin1"]:
        status, headers, body = curl(get_pool, "--header", f"Content-Type: {kind}", "--data", "{}")
        assert (status, headers["accept-post"], body) == (415, "application/json, application/proto", b"")
    assert curl(get_pool + "?connect=v1&encoding=xml&message=")[0] == 415


def test_every_error_has_its_status_and_code(curl):
    def refused(method, body, *arguments, **options):
        status, error = call(curl, method, body, *arguments, **options)
        return status, error["code"]

    assert refused("GetWarmPool", {"warmPoolId": NOBODY}) == (404, "not_found")
    assert refused("GetWarmPool", {}) == (400, "invalid_argument")
    assert refused("GetWarmPool", {"warmPoolId": 7}) == (400, "invalid_argument")
    assert refused("GetWarmPool", {}, token=None) == (401, "unauthenticated")
    assert refused("GetWarmPool", {}, token="eyJhbGciOiJIUzI1NiJ9.e30.x") == (401, "unauthenticated")
    header = lambda text: ("--header", text)
    assert refused("GetWarmPool", {}, *header("Connect-Protocol-Version: 2")) == (400, "invalid_argument")
    assert refused("GetWarmPool", {}, *header("Connect-Timeout-Ms: soon")) == (400, "invalid_argument")
    assert refused("GetWarmPool", {}, *header("Connect-Timeout-Ms: 0")) == (504, "deadline_exceeded")
    assert refused("GetWarmPool", {}, *header("Content-Encoding: br")) == (501, "unimplemented")
    assert refused("GetWarmPool", {}, *header("Host: evil.test")) == (403, "permission_denied")
    assert refused("CreatePrebuildLogsToken", {}) == (400, "invalid_argument")


def test_violations_ride_on_the_error(curl):
    status, error = call(curl, "CreateWarmPool", {"projectId": "x", "environmentClassId": NOBODY, "maxSize": 0})
    assert status == 400
    assert error["details"][0]["type"] == "buf.validate.Violations"
    assert "project_id: value must be a valid UUID [string.uuid]" in error["message"]
    assert "max_size: value must be greater than or equal to 1" in error["message"]


def test_a_stream_answers_200_and_tells_its_error_in_the_last_frame(curl):
    path = "/gitpod.v1.EventService/WatchEvents"
    stream = ("--header", "Content-Type: application/connect+json")
    status, headers, body = curl(path, *stream, "--data-binary", "", token="wrong")
    assert (status, headers["content-type"], body[0]) == (200, "application/connect+json", 2)
    assert json.loads(body[5:])["error"]["code"] == "unauthenticated"
    status, _, body = curl(path, *stream, "--data-binary", "")
    assert json.loads(body[5:])["error"]["code"] == "unimplemented"
    status, headers, _ = curl(path, "--header", "Content-Type: text/plain", "--data", "{}")
    assert (status, headers["accept-post"].split(", ")[0]) == (415, "application/connect+json")


def test_a_stream_of_json_lines(curl):
    path = "/gitpod.v1.EventService/WatchEvents"
    stop = ("--header", "Connect-Timeout-Ms: 1")
    for request in [("--header", "Content-Type: application/json", "--data", "{}"), ("--request", "POST")]:
        status, headers, body = curl(path, *request, *stop)
        assert (status, headers["content-type"]) == (200, "application/jsonl")
        assert json.loads(body.splitlines()[-1])["error"]["code"] == "deadline_exceeded"
        status, _, body = curl(path, *request, token="wrong")
        assert (status, json.loads(body)["code"]) == (401, "unauthenticated")
