"""What happened to pools: the audit log, the starts of environments, and a recorder of both."""

import json
import time
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from gitpod.v1 import event_pb2
from google.protobuf import json_format, timestamp_pb2

from world import ORGANIZATION, USER


def ago(**parts) -> str:
    """A time before now, as proto3 JSON."""
    time = timestamp_pb2.Timestamp()
    time.FromDatetime(datetime.now(UTC) - timedelta(**parts))
    return time.ToJsonString()


def entry(pool, action: str, time: str) -> dict:
    """An entry of the audit log about a pool."""
    return {
        "actorId": USER,
        "actorPrincipal": "PRINCIPAL_USER",
        "subjectId": pool.id,
        "subjectType": "RESOURCE_TYPE_WARM_POOL",
        "action": action,
        "createdAt": time,
    }


def environment(pool, name: str, phase: str, created: str) -> dict:
    """An environment that the pool could serve."""
    return {
        "id": name,
        "metadata": {
            "projectId": pool.metadata.project_id,
            "createdAt": created,
            "prebuildId": str(uuid.uuid4()),
        },
        "spec": {"machine": {"class": pool.metadata.environment_class_id}},
        "status": {"phase": f"ENVIRONMENT_PHASE_{phase}"},
    }


def test_the_audit_log_of_a_pool_is_asked_for_page_by_page(service, cli):
    pool, other = service.pool(), service.pool()
    created, resized = ago(days=20), ago(days=2)
    many = [entry(pool, "update", ago(days=3, minutes=minute)) for minute in range(150)]
    service.seed(
        auditEntries=[
            entry(pool, "create", created),
            *many,
            entry(pool, "update", resized),
            entry(other, "delete", ago(days=1)),
            entry(pool, "update", ago(days=40)),
        ]
    )
    pair = (pool.metadata.project_id, pool.metadata.environment_class_id)
    prebuild = service.prebuild(pair, completionTime=ago(days=1))
    events = cli("wp", "history", pool.id, "-o", "json").succeeded().json
    assert events[0] == {
        "t": created,
        "event": "created",
        "source": "audit",
        "actorId": USER,
        "prebuildId": None,
        "detail": None,
    }
    assert len(events) == 153
    assert (events[-2]["t"], events[-2]["event"]) == (resized, "resized")
    assert (events[-1]["event"], events[-1]["prebuildId"]) == ("prebuild-completed", prebuild)
    calls = service.calls("ListAuditLogs")
    assert len(calls) == 2
    request = json_format.ParseDict(calls[0].message, event_pb2.ListAuditLogsRequest())
    assert list(request.filter.subject_ids) == [pool.id]
    assert list(request.filter.subject_types) == [event_pb2.RESOURCE_TYPE_WARM_POOL]


def test_starts_are_counted_from_usage_records(service, cli):
    pool = service.pool(status={"phase": "WARM_POOL_PHASE_READY", "runningInstances": 1})
    ids = {
        "projectId": pool.metadata.project_id,
        "environmentClassId": pool.metadata.environment_class_id,
    }
    starts = [ago(days=9), ago(days=2), ago(hours=3), ago(hours=1)]
    service.seed(
        usageRecords=[
            {"environmentId": str(uuid.uuid4()), "createdAt": start, "stoppedAt": ago(minutes=5)}
            | ids
            for start in starts
        ]
    )
    stats = cli("wp", "stats", service.named(pool), "-o", "json").succeeded().json
    [found] = stats["pools"]
    assert found["warmPoolId"] == pool.id
    assert found["starts"] == {"total": 3, "periods": []}
    assert found["fromPool"]["grade"] == "replayed"


@pytest.fixture
def recording(service, cli, tmp_path):
    """A recorder whose streams are open, and its file; it is ended after the test."""
    path = tmp_path / "watch.jsonl"
    run = cli.start("wp", "watch", "-q", "--record", path, "--with-environments")
    wait_for(run, lambda: len([c for c in service.calls("WatchEvents") if c.executed]) == 2)
    wait_for(run, lambda: len(lines(path)) == 2)
    yield run, path
    run.process.kill()
    run.process.communicate()


def wait_for(run, is_so) -> None:
    """Waits for something that the recorder is to do."""
    end = time.monotonic() + 30
    while not is_so():
        assert run.process.poll() is None, run.ended()
        assert time.monotonic() < end, run.args
        time.sleep(0.02)


def lines(path) -> list[dict]:
    """The lines that are whole."""
    text = path.read_text() if path.exists() else ""
    return [json.loads(line) for line in text.splitlines(True) if line.endswith("\n")]


@pytest.fixture
def pool(service):
    """A pool with two running instances, which exists before the recorder."""
    return service.pool(
        status={"phase": "WARM_POOL_PHASE_READY", "runningInstances": 2, "statusVersion": "7"}
    )


def test_a_start_is_recorded_from_the_official_events(service, cli, pool, recording):
    run, path = recording
    header, first = lines(path)
    assert header["organizationId"] == ORGANIZATION
    assert (first["warmPoolId"], first["running"], first["missed"]) == (pool.id, 2, 0)
    name, created = str(uuid.uuid4()), ago(seconds=12)
    service.seed(environments=[environment(pool, name, "CREATING", created)])
    wait_for(run, lambda: service.calls("GetEnvironment"))
    service.change(pool, status={"runningInstances": 1, "statusVersion": "9"})
    wait_for(run, lambda: len(lines(path)) == 3)
    assert (lines(path)[2]["running"], lines(path)[2]["missed"]) == (1, 1)
    service.seed(environments=[environment(pool, name, "RUNNING", created)])
    wait_for(run, lambda: len(lines(path)) == 4)
    start = lines(path)[3]
    assert start["environmentId"] == name
    assert start["verdict"] == "pool"
    assert 11 < start["startSeconds"] < 20
    stats = cli("wp", "stats", pool.id, "--recording", path, "-o", "json").succeeded().json
    assert stats["pools"][0]["fromPool"]["served"] == 1
