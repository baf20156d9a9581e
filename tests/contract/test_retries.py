"""When the tool asks again, how long it waits before, and when it does not."""

import time

import pytest

from verbs import CHANGES, GET, LIST, READS, VERBS

RETRY_INFO = "google.rpc.RetryInfo"
HEADER = "RateLimit-RetryAfter"


def limited(*details: dict, header: str | None = None, **step) -> dict:
    """A step in which a rate limit or a quota is hit."""
    headers = {HEADER: header} if header is not None else {}
    error = {"code": "resource_exhausted", "details": list(details), "headers": headers}
    return {"error": error} | step


def wait(delay: str) -> dict:
    """The detail that asks to come back later."""
    return {"type": RETRY_INFO, "fields": {"retryDelay": delay}}


@pytest.fixture
def timed(service, cli):
    """Runs a verb; gives the result and the seconds it took."""

    def timed(verb, *more):
        start = time.monotonic()
        result = verb.run(service, cli, *more)
        return result, time.monotonic() - start

    return timed


@pytest.mark.parametrize("verb", VERBS, ids=str)
@pytest.mark.parametrize(
    "limit",
    [
        limited(wait("1s")),
        limited(header="1"),
        limited(wait("1s"), header="25"),
    ],
    ids=["detail", "header", "detail over header"],
)
def test_a_rate_limit_with_a_time_is_waited_for(service, timed, verb, limit):
    service.script(limit | {"method": verb.method})
    result, seconds = timed(verb)
    result.succeeded()
    assert len(service.calls(verb.method)) == 2
    assert 0.9 <= seconds < 10


@pytest.mark.parametrize("verb", VERBS, ids=str)
@pytest.mark.parametrize(
    "limit",
    [
        limited(),
        limited(wait("0s"), header="1"),
        limited(wait("-1s"), header="1"),
        limited({"type": RETRY_INFO, "fields": {}}, header="1"),
        limited({"type": RETRY_INFO, "value": "/w=="}, header="1"),
        limited(header="0"),
        limited(header="-1"),
        limited(header="1.5"),
        limited(header="soon"),
        limited(header="99999999999999999999"),
        limited(wait("300s")),
    ],
    ids=[
        "no hint",
        "zero detail and header",
        "negative detail and header",
        "empty detail and header",
        "broken detail and header",
        "zero header",
        "negative header",
        "fraction in the header",
        "word in the header",
        "endless header",
        "five minutes",
    ],
)
def test_a_limit_without_a_usable_time_is_told_at_once(service, timed, verb, limit):
    service.script(limit | {"method": verb.method, "times": None})
    result, seconds = timed(verb, "-o", "json")
    assert result.failed(10).error["code"] == "resource_exhausted"
    assert len(service.calls(verb.method)) == 1
    assert seconds < 5


@pytest.mark.parametrize("retries", [1, 2])
def test_a_rate_limit_is_waited_for_as_often_as_chosen(service, timed, retries):
    service.script(limited(wait("0.2s"), times=None))
    result, _ = timed(LIST, "--retries", str(retries))
    result.failed(10)
    assert len(service.calls()) == 1 + retries


UNAVAILABLE = {"error": {"code": "unavailable", "message": "the service is restarting"}}
LATE = {"error": {"code": "deadline_exceeded"}}
CLOSED = {"drop": True}
CUT = {"cut": 7}
PAGES = [
    {"raw": {"status": status, "headers": {"content-type": "text/html"}, "body": "<title>Oh"}}
    for status in (408, 500, 502, 503, 504)
]


@pytest.mark.parametrize("verb", READS, ids=str)
@pytest.mark.parametrize("step", [UNAVAILABLE, LATE, CLOSED, CUT, *PAGES])
def test_a_read_is_repeated_after_a_passing_fault(service, timed, verb, step):
    service.script(step | {"times": 2})
    result, seconds = timed(verb)
    result.succeeded()
    assert service.methods() == [verb.method] * 3
    assert 0.75 <= seconds < 10


def test_a_read_is_repeated_four_times(service, timed):
    service.script(UNAVAILABLE | {"times": None})
    result, _ = timed(GET, "-o", "json")
    error = result.failed(11).error
    assert (error["code"], error["retryable"]) == ("unavailable", True)
    assert len(service.calls()) == 5


@pytest.mark.parametrize(("retries", "calls"), [(0, 1), (1, 2)])
def test_the_number_of_repetitions_can_be_chosen(service, timed, retries, calls):
    service.script(UNAVAILABLE | {"times": None})
    result, _ = timed(LIST, "--retries", retries)
    result.failed(11)
    assert len(service.calls()) == calls


@pytest.mark.parametrize("verb", READS, ids=str)
@pytest.mark.parametrize("code", ["internal", "unknown", "data_loss", "canceled"])
def test_a_read_is_not_repeated_after_a_lasting_fault(service, cli, verb, code):
    service.script({"error": {"code": code}, "times": None})
    verb.run(service, cli).failed(1)
    assert len(service.calls()) == 1


@pytest.mark.parametrize("verb", READS, ids=str)
def test_a_slow_answer_is_waited_for(service, timed, verb):
    service.script({"delay": 1.5})
    result, seconds = timed(verb)
    result.succeeded()
    assert len(service.calls()) == 1
    assert seconds >= 1.5


def test_an_answer_that_is_too_slow_is_given_up(service, timed):
    service.script({"delay": 20, "times": None})
    result, seconds = timed(GET, "--request-timeout", "1s", "--retries", 1, "-o", "json")
    assert result.code in (8, 11), result
    assert result.error["retryable"] is True
    calls = service.calls()
    assert len(calls) == 2
    assert all(int(dict(call.headers)["connect-timeout-ms"]) <= 1000 for call in calls)
    assert seconds < 10


@pytest.mark.parametrize("verb", CHANGES, ids=str)
def test_a_change_that_is_not_available_is_never_sent_without_looking(service, cli, verb):
    service.script(UNAVAILABLE | {"method": verb.method})
    verb.run(service, cli).succeeded()
    assert len(service.calls(verb.method)) == 2
    methods = service.methods()
    first, second = (i for i, method in enumerate(methods) if method == verb.method)
    assert second - first > 1, methods
    assert [call.executed for call in service.changes()] == [False, True]


@pytest.mark.parametrize("verb", CHANGES, ids=str)
def test_a_change_is_sent_three_times_at_most(service, cli, verb):
    service.script(UNAVAILABLE | {"method": verb.method, "times": None})
    verb.run(service, cli).failed(13)
    assert len(service.calls(verb.method)) == 3
