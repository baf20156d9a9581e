"""Waits: what opens the official event stream, what its events cause, and how a wait ends."""

import re
import time

import pytest
from gitpod.v1 import event_pb2, prebuild_pb2
from google.protobuf import json_format

SNAPSHOT = "5a0f2e0c-9b3e-4a55-8f1e-0d6f8a5b7c21"
PENDING = {"phase": "WARM_POOL_PHASE_PENDING"}
READY = {"phase": "WARM_POOL_PHASE_READY", "runningInstances": 1, "stoppedInstances": 1}
ONLY_EVENTS = ("--poll-interval", "1h")
"""The second look is after two seconds, the third three seconds later, and so on."""


@pytest.fixture
def watching(service, cli):
    """A run whose event stream is open, so that nothing is missed any more."""

    def watching(*words):
        run = cli.start(*words)
        end = time.monotonic() + 30
        while not any(call.executed for call in service.calls("WatchEvents")):
            assert run.process.poll() is None, run.ended()
            assert time.monotonic() < end, "no stream was opened"
            time.sleep(0.02)
        return run

    return watching


def watched(service) -> event_pb2.WatchEventsRequest:
    """The first request for the stream, as the official message."""
    call = service.calls("WatchEvents")[0]
    headers = dict(call.headers)
    assert headers["content-type"] == "application/connect+json"
    assert "connect-timeout-ms" not in headers, "it would end the stream"
    return json_format.ParseDict(call.message, event_pb2.WatchEventsRequest())


def test_an_event_of_the_official_stream_ends_the_wait(service, watching):
    pool = service.pool(spec={"snapshotId": SNAPSHOT}, status=PENDING)
    run = watching("wp", "wait", pool.id, *ONLY_EVENTS, "-o", "json")
    service.change(pool, status=READY)
    result = run.ended().succeeded()

    assert result.pool == service.now(pool)
    request = watched(service)
    assert request.organization
    [wanted] = request.resource_type_filters
    assert wanted.resource_type == event_pb2.RESOURCE_TYPE_WARM_POOL
    assert list(wanted.resource_ids) == [pool.id]
    assert not wanted.creator_ids


def test_a_create_waits_through_the_changes_of_its_pool(service, watching):
    project_id, class_id = service.pair()
    pair = ("--project", project_id, "--class", class_id)
    service.prebuild((project_id, class_id))
    run = watching("wp", "create", *pair, "--wait", *ONLY_EVENTS)
    [pool] = service.pools()
    service.change(pool, status=READY | {"runningInstances": 0})
    service.change(pool, status=READY)
    result = run.ended().succeeded()
    assert result.stdout == f"created {project_id}/{class_id}  {pool.id}  size 1..2\n"
    lines = [re.sub(r"^\S+Z ", "", line) for line in result.stderr.splitlines()]
    assert (lines[0], lines[-1]) == ("pending", "ready      1 running, 1 stopped")


def test_a_deletion_is_waited_for_until_the_pool_is_gone(service, watching):
    pool = service.pool(status=READY)
    run = watching("wp", "delete", pool.id, "--yes", "--wait", *ONLY_EVENTS)
    service.remove(pool)
    assert run.ended().succeeded().stdout == f"deleted {pool.id}\n"


def test_many_pools_are_named_in_filters_of_25(service, watching):
    pairs = [service.pair() for _ in range(30)]
    pools = service.pools_of(pairs, status=READY)
    waiting = service.pool(spec={"snapshotId": SNAPSHOT}, status=PENDING)
    ids = [pool.id for pool in pools]
    run = watching("wp", "wait", *ids, waiting.id, *ONLY_EVENTS, "-o", "id")
    service.change(waiting, status=READY)
    assert run.ended().succeeded().stdout.split() == [*ids, waiting.id]
    filters = watched(service).resource_type_filters
    assert [len(wanted.resource_ids) for wanted in filters] == [25, 6]


def test_a_prebuild_is_waited_for(service, watching):
    project_id, class_id = service.pair()
    pair = ("--project", project_id, "--class", class_id)
    run = watching("prebuild", "trigger", *pair, "--wait", *ONLY_EVENTS, "-o", "json")
    [wanted] = watched(service).resource_type_filters
    assert wanted.resource_type == event_pb2.RESOURCE_TYPE_PREBUILD
    [prebuild_id] = wanted.resource_ids
    service.seed(prebuilds=[{"id": prebuild_id, "status": {"phase": "PREBUILD_PHASE_COMPLETED"}}])
    result = run.ended().succeeded()
    completed = json_format.ParseDict(result.json, prebuild_pb2.Prebuild())
    assert completed.id == prebuild_id
    assert completed.status.phase == prebuild_pb2.PREBUILD_PHASE_COMPLETED


@pytest.mark.parametrize("code", ["unimplemented", "permission_denied", "unavailable", "internal"])
def test_without_a_stream_it_looks_now_and_then(service, cli, code):
    pool = service.pool(spec={"snapshotId": SNAPSHOT}, status=PENDING)
    service.script(
        {"method": "WatchEvents", "times": None, "error": {"code": code}},
        {"method": "GetWarmPool", "skip": 2, "seed": {"pools": [{"id": pool.id, "status": READY}]}},
    )
    result = cli("wp", "wait", pool.id, "--poll-interval", "10ms", "-o", "json").succeeded()
    assert result.pool.status.phase == prebuild_pb2.WARM_POOL_PHASE_READY


def test_five_answers_in_a_row_that_the_service_fails_at_end_the_wait(service, cli):
    pool = service.pool(spec={"snapshotId": SNAPSHOT}, status=PENDING)
    broken = {"method": "GetWarmPool", "error": {"code": "internal", "message": "oh"}}
    no_stream = {"method": "WatchEvents", "times": None, "error": {"code": "unimplemented"}}
    service.script(no_stream, broken | {"skip": 1, "times": 5})
    result = cli("wp", "wait", pool.id, "--poll-interval", "10ms")
    assert result.code == 1, result
    assert len(service.calls("GetWarmPool")) == 6
    assert f"prebuildctl warm-pool wait {pool.id}" in result.stderr


def test_a_pool_without_any_prebuild_is_hopeless_until_the_told_command_is_run(service, cli):
    project_id, class_id = service.pair()
    pair = ("--project", project_id, "--class", class_id)
    error = cli("wp", "create", *pair, "--wait", "-o", "json").failed(9).error
    assert error["code"] == "ended_badly"
    cli(*error["hint"].split()[1:]).succeeded()
    assert "CreatePrebuild" in service.methods()
