"""Responses of every kind: compressed, plain, from newer services, proxies and other hosts."""

import base64
import gzip
import json
import socket

import pytest
from google.protobuf import json_format

from stub import Service
from verbs import DELETE, GET, LIST, READS, VERBS

HTML = {"content-type": "text/html"}
JSON = {"content-type": "application/json"}


def raw(status: int, headers: dict, body: str | bytes = "", **step) -> dict:
    """A step that responds with these bytes."""
    data = body if isinstance(body, bytes) else body.encode()
    response = {"status": status, "headers": headers, "bytes": base64.b64encode(data).decode()}
    return {"raw": response} | step


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_compressed_answers_are_read(service, cli, verb):
    verb.run(service, cli, "-o", "json").succeeded()
    assert {call.encoding for call in service.calls()} == {"gzip"}


def test_plain_answers_are_read(service, cli):
    pool = service.pool()
    body = json.dumps({"warmPool": json_format.MessageToDict(pool)})
    kinds = ["application/json", "Application/JSON; charset=utf-8"]
    service.script(*(raw(200, {"content-type": kind}, body) for kind in kinds))
    for _ in kinds:
        assert cli("wp", "get", pool.id, "-o", "json").succeeded().pool == pool


def test_a_compressed_error_is_read(service, cli):
    body = gzip.compress(b'{"code":"failed_precondition","message":"not today"}')
    service.script(raw(400, JSON | {"content-encoding": "gzip"}, body))
    result = GET.run(service, cli, "-o", "json").failed(7)
    assert "not today" in json.dumps(result.error), result


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", b"not gzip at all"),
        ("gzip", gzip.compress(b'{"warmPools":[]}' * 99)[:-20]),
        ("foo", b"{}"),
    ],
    ids=["not gzip", "half of it", "unknown encoding"],
)
def test_an_answer_that_cannot_be_decoded_is_not_an_empty_list(service, cli, encoding, body):
    service.script(raw(200, JSON | {"content-encoding": encoding}, body, times=None))
    result = LIST.run(service, cli, "--retries", 0)
    assert result.code in (1, 11), result
    result.failed(result.code)


@pytest.mark.parametrize(
    "body", ["", "[]", '"x"', "null", '{"message":"maintenance"}', '{"warmPools":{}}', "{", "{}{}"]
)
def test_what_is_not_a_list_is_not_an_empty_list(service, cli, body):
    service.script(raw(200, JSON, body, times=None))
    result = LIST.run(service, cli, "--retries", 0)
    assert result.code in (1, 11), result
    result.failed(result.code)


@pytest.mark.parametrize("body", ['{"pagination":{}}', "{}", '{"warmPools":null}'])
def test_an_empty_list_is_one_however_it_is_written(service, cli, body):
    service.script(raw(200, JSON, body))
    assert LIST.run(service, cli, "-o", "json").succeeded().json == []


def test_an_answer_without_end_is_given_up(service, cli):
    # Much larger than any response of the service, and small on the wire.
    bomb = gzip.compress(b'{"pagination":{}' + b" " * (64 << 20) + b"}")
    service.script(raw(200, JSON | {"content-encoding": "gzip"}, bomb, times=None))
    LIST.run(service, cli, "--retries", 0).failed(1)
    assert len(service.calls()) == 1


def test_what_a_newer_service_says_is_passed_on(service, cli):
    pool = {
        "id": "ae2c4c98-f4b7-419c-85e6-3254866efa68",
        "metadata": {"projectId": "ae2c4c98-f4b7-419c-85e6-3254866efa68", "owner": {"a": [1]}},
        "spec": {"minSize": 1, "maxSize": 2, "burst": "18446744073709551615"},
        "status": {"phase": "WARM_POOL_PHASE_HIBERNATING"},
        "label": "new",
    }
    service.script(raw(200, JSON, json.dumps({"warmPool": pool}), times=None))
    written = cli("wp", "get", pool["id"], "-o", "json").succeeded().json
    assert written["label"] == "new"
    assert written["metadata"]["owner"] == {"a": [1]}
    assert written["spec"]["burst"] == "18446744073709551615"
    assert written["status"]["phase"] == "WARM_POOL_PHASE_HIBERNATING"
    assert "hibernating" in cli("wp", "get", pool["id"]).succeeded().stdout.lower()


@pytest.mark.parametrize("verb", [GET, DELETE], ids=str)
@pytest.mark.parametrize("headers", [HTML, {}, {"content-type": "text/plain"}])
def test_a_bare_404_is_a_wrong_address_and_not_a_missing_pool(service, cli, verb, headers):
    service.script(raw(404, headers, "404 page not found\n", times=None))
    result = verb.run(service, cli, "-o", "json")
    assert result.code in (1, 11), result
    assert result.error["code"] != "not_found"
    assert service.address in result.stderr, result


@pytest.mark.parametrize("verb", VERBS, ids=str)
@pytest.mark.parametrize(("status", "code"), [(401, 4), (403, 5)])
def test_a_gateway_that_refuses_is_believed(service, cli, verb, status, code):
    service.script(raw(status, HTML, "<title>Sign in to Acme</title>", times=None))
    verb.run(service, cli).failed(code)
    assert len(service.calls()) == 1


@pytest.mark.parametrize("verb", READS, ids=str)
def test_a_web_page_is_not_an_answer(service, cli, verb):
    service.script(raw(200, HTML, "<title>Sign in to Acme</title>", times=None))
    result = verb.run(service, cli).failed(11)
    assert "Sign in to Acme" in result.stderr, result


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_a_proxy_that_is_busy_is_waited_for(service, cli, verb):
    page = raw(429, HTML | {"Retry-After": "1"}, "<title>Slow down", method=verb.method)
    service.script(page)
    verb.run(service, cli).succeeded()
    assert len(service.calls(verb.method)) == 2


@pytest.mark.parametrize("verb", VERBS, ids=str)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_token_is_not_carried_to_another_address(service, cli, verb, status):
    elsewhere = Service()
    try:
        for target in (elsewhere.api, elsewhere.api.replace("127.0.0.1", "localhost")):
            service.forget_calls()
            location = f"{target}/gitpod.v1.PrebuildService/{verb.method}"
            service.script(raw(status, {"location": location}, times=None))
            result = verb.run(service, cli, "--retries", 0)
            assert result.code not in (0, 2, 6), result
            result.failed(result.code)
            assert service.calls(), result
            assert elsewhere.calls() == []
    finally:
        elsewhere.stop()


def test_a_redirect_to_the_same_address_is_followed(service, cli):
    pool = service.pool()
    location = "/api/gitpod.v1.PrebuildService/GetWarmPool"
    service.script(raw(307, {"location": location}))
    assert cli("wp", "get", pool.id, "-o", "json").succeeded().pool == pool
    assert [dict(call.headers)["authorization"] for call in service.calls()] == [
        f"Bearer {cli.env['ONA_TOKEN']}"
    ] * 2


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_what_never_left_is_only_an_outage(service, cli, verb):
    # Bound, so that no other process takes the port, but not listened on.
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{deaf.getsockname()[1]}"
        cli.env["ONA_HOST"] = f"http://{address}"
        result = verb.run(service, cli, "-o", "json", "--retries", 1).failed(11)
    assert address in json.dumps(result.error), result
    assert service.calls() == []


@pytest.mark.parametrize(
    "variable", ["http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"]
)
def test_a_proxy_never_sees_what_is_meant_for_this_machine(service, cli, variable):
    proxy = Service()
    try:
        pool = service.pool()
        cli("wp", "get", pool.id, "-o", "json", env={variable: proxy.origin}).succeeded()
        assert proxy.calls() == []
        assert service.methods() == ["GetWarmPool"]
    finally:
        proxy.stop()
