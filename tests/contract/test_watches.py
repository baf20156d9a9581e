"""Watches: what opens the official event stream, what its events cause, and what is printed."""

import json
import re
import time

import pytest
from gitpod.v1 import event_pb2, prebuild_pb2
from google.protobuf import json_format

READY = {"phase": "WARM_POOL_PHASE_READY", "runningInstances": 1, "stoppedInstances": 1}
ONLY_EVENTS = ("--poll-interval", "1h")


@pytest.fixture
def watching(service, cli):
    """A run that has read all pools and whose event stream is open; it is ended after the test.

    The official server sends no headers before the first event.
    """
    runs = []

    def watching(*words):
        run = cli.start("wp", "watch", *words, *ONLY_EVENTS)
        runs.append(run)
        wait_until(run, lambda: any(call.executed for call in service.calls("WatchEvents")))
        wait_until(run, lambda: service.calls("ListWarmPools"))
        return run

    yield watching
    for run in runs:
        run.process.kill()
        run.process.communicate()


def wait_until(run, is_so) -> None:
    """Waits for something that the run is to do."""
    end = time.monotonic() + 30
    while not is_so():
        assert run.process.poll() is None, run.ended()
        assert time.monotonic() < end, run.args
        time.sleep(0.02)


def printed(run) -> prebuild_pb2.WarmPool:
    """The pool on the next line, read by the official SDK's parser."""
    return json_format.Parse(run.process.stdout.readline(), prebuild_pb2.WarmPool())


def test_the_events_of_all_pools_are_followed(service, watching):
    pool = service.pool(status=READY)
    run = watching("-o", "jsonl")
    assert printed(run) == service.now(pool)
    [call, *_] = service.calls("WatchEvents")
    request = json_format.ParseDict(call.message, event_pb2.WatchEventsRequest())
    [wanted] = request.resource_type_filters
    assert wanted.resource_type == event_pb2.RESOURCE_TYPE_WARM_POOL
    assert not wanted.resource_ids
    assert not wanted.creator_ids

    service.change(pool, status=READY | {"runningInstances": 2})
    assert printed(run) == service.now(pool)
    other = service.pool(status=READY)
    assert printed(run) == service.now(other)
    service.remove(other)
    assert json.loads(run.process.stdout.readline()) == {"id": other.id, "result": "deleted"}
    assert [call.message["warmPoolId"] for call in service.calls("GetWarmPool")][0] == pool.id


def test_named_pools_are_watched_to_their_end(service, watching):
    pools = [service.pool(status=READY) for _ in range(2)]
    service.pool(status=READY)
    run = watching(*[pool.id for pool in pools], "-q")
    [call, *_] = service.calls("WatchEvents")
    [wanted] = call.message["resourceTypeFilters"]
    assert sorted(wanted["resourceIds"]) == sorted(pool.id for pool in pools)
    for pool in pools:
        service.remove(pool)
    lines = run.ended().succeeded().stdout.splitlines()
    lines = [re.sub(r"^\S+Z ", "", line) for line in lines]
    names = sorted(service.named(pool) for pool in pools)
    assert sorted(lines[:2]) == [f"{name}  ready  1/0/1  1..2" for name in names]
    assert sorted(lines[2:]) == [f"{name}  deleted" for name in names]


def test_many_events_at_once_are_one_look_at_all(service, watching):
    pools = service.pools_of([service.pair() for _ in range(40)], status=READY)
    run = watching("-o", "id")
    for _ in pools:
        run.process.stdout.readline()
    changed = [{"id": pool.id, "status": READY | {"runningInstances": 0}} for pool in pools]
    service.seed(pools=changed)
    assert {run.process.stdout.readline().strip() for _ in pools} == {pool.id for pool in pools}
    assert len(service.calls("ListWarmPools")) > 1
    assert len(service.calls("GetWarmPool")) < len(pools)


@pytest.mark.parametrize("code", ["unimplemented", "permission_denied", "unavailable", "internal"])
def test_without_a_stream_it_looks_now_and_then(service, cli, code):
    pool = service.pool(status=READY)
    removed = {"method": "ListWarmPools", "skip": 3, "remove": [pool.id]}
    no_stream = {"method": "WatchEvents", "times": None, "error": {"code": code}}
    service.script(no_stream, removed)
    result = cli("wp", "watch", pool.id, "--poll-interval", "10ms", "-o", "json").succeeded()
    first, last = result.stdout.splitlines()
    assert json.loads(first)["id"] == pool.id
    assert json.loads(last) == {"id": pool.id, "result": "deleted"}


def test_an_outage_does_not_end_it_and_a_refusal_does(service, cli):
    pool = service.pool(status=READY)
    broken = {"method": "ListWarmPools", "skip": 1, "error": {"code": "internal"}, "times": 7}
    no_stream = {"method": "WatchEvents", "times": None, "error": {"code": "unimplemented"}}
    refused = {"method": "ListWarmPools", "error": {"code": "unauthenticated"}, "times": None}
    service.script(no_stream, broken, refused | {"skip": 2})
    result = cli("wp", "watch", "--poll-interval", "10ms", "-o", "id")
    assert (result.stdout, result.code) == (f"{pool.id}\n", 4), result
    assert result.stderr.count("poll failed, still watching: internal") == 1, result
