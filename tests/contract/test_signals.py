"""Interrupted runs: they end soon, and report what became of a change in flight."""

import signal
import time

import pytest

from verbs import CHANGES, READS

MUTE = {"delay": 30, "times": None}
"""The service takes the request and says nothing."""


@pytest.fixture
def interrupted(service, cli):
    """Runs a verb and sends signals once its own method is called.

    Gives the result and the seconds from the last signal to the end.
    """

    def interrupted(verb, *numbers, pause=0.3):
        run = cli.start(*verb.command(service))
        wait_for_call(service, run, verb.method)
        for number in numbers:
            time.sleep(pause)
            start = time.monotonic()
            run.process.send_signal(number)
        return run.ended(), time.monotonic() - start

    return interrupted


@pytest.mark.parametrize("verb", READS, ids=str)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_read_ends_at_once(service, interrupted, verb, number, code):
    service.script(MUTE)
    result, seconds = interrupted(verb, number)
    result.failed(code)
    assert seconds < 4  # Not 20 or more, however busy the machine is.
    assert len(service.calls()) == 1


@pytest.mark.parametrize("verb", READS, ids=str)
def test_a_pause_before_another_attempt_ends_at_once(service, interrupted, verb):
    wait = {"type": "google.rpc.RetryInfo", "fields": {"retryDelay": "20s"}}
    service.script({"error": {"code": "resource_exhausted", "details": [wait]}, "times": None})
    result, seconds = interrupted(verb, signal.SIGINT)
    result.failed(130)
    assert seconds < 4  # Not 20 or more, however busy the machine is.
    assert len(service.calls()) == 1


@pytest.mark.parametrize("verb", CHANGES, ids=str)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_answer_to_a_change_is_still_waited_for(service, interrupted, verb, number, code):
    service.script({"method": verb.method, "delay": 1.5})
    result, _ = interrupted(verb, number)
    assert result.code == code, result
    assert [call.executed for call in service.changes()] == [True]
    assert_names_the_pool(service, result)
    assert "unknown" not in result.stderr, result


@pytest.mark.parametrize("verb", CHANGES, ids=str)
def test_a_change_without_an_answer_is_told_as_unknown(service, interrupted, verb):
    service.script(MUTE | {"method": verb.method})
    result, seconds = interrupted(verb, signal.SIGINT)
    assert result.code == 130, result
    assert seconds < 15
    assert len(service.changes()) == 1
    assert_names_the_pool(service, result)
    assert "prebuildctl warm-pool" in result.stderr, result


@pytest.mark.parametrize("verb", CHANGES, ids=str)
def test_a_second_signal_ends_it_now(service, interrupted, verb):
    service.script(MUTE | {"method": verb.method})
    result, seconds = interrupted(verb, signal.SIGINT, signal.SIGINT)
    assert result.code == 130, result
    assert seconds < 4  # Less than a first signal waits.
    assert_names_the_pool(service, result)


def test_what_was_not_begun_is_not_begun(service, cli):
    pools = [service.pool() for _ in range(3)]
    service.script({"method": "DeleteWarmPool", "delay": 1, "times": None})
    run = cli.start("wp", "delete", *[pool.id for pool in pools], "--yes")
    wait_for_call(service, run, "DeleteWarmPool")
    run.process.send_signal(signal.SIGINT)
    result = run.ended()
    assert result.code == 130, result
    assert [call.message["warmPoolId"] for call in service.changes()] == [pools[0].id]
    assert pools[0].id in result.stdout + result.stderr, result


def wait_for_call(service, run, method: str) -> None:
    """Waits until the service has a call of this method; a run that ends before has failed."""
    while not service.calls(method):
        assert run.process.poll() is None, run.ended()
        time.sleep(0.02)


def assert_names_the_pool(service, result) -> None:
    """The output names the pool that was being changed."""
    [call] = service.changes()
    for part in ("warmPoolId", "projectId", "environmentClassId"):
        assert call.message.get(part, "") in result.stderr + result.stdout, result
