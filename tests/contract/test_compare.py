"""`local compare` with the official stubs as the service."""

import threading

import pytest
from gitpod.v1 import prebuild_pb2

from world import READ_TOKEN

LINE = ("local", "compare", "--poll-interval", "100ms", "-o", "json")
DELETING = prebuild_pb2.WARM_POOL_PHASE_DELETING
PENDING = prebuild_pb2.WARM_POOL_PHASE_PENDING


@pytest.fixture
def flags(service) -> list[str]:
    """A project and a class with a completed prebuild and without a pool."""
    project_id, class_id = service.pair()
    service.prebuild((project_id, class_id))
    service.forget_calls()
    return ["--project", project_id, "--class", class_id]


def steps(result) -> dict:
    """The steps of the report by their names."""
    return {step["step"]: step for step in result.json["steps"]}


# The one that is sent while the first pool is being deleted is the ninth.
CREATES_BEFORE_A_POOL_IS_GONE = 9


def play_runner(service, ended: threading.Event) -> None:
    """Makes the first pool ready, and lets deleted pools go away.

    The second one is deleted at once: made ready at the same time, it would be deleted no more.
    """
    first = None
    while not ended.wait(0.05):
        is_time = len(service.calls("CreateWarmPool")) >= CREATES_BEFORE_A_POOL_IS_GONE
        for pool in service.pools():
            if pool.status.phase == DELETING and is_time:
                service.remove(pool)
            elif pool.status.phase == PENDING and first in (None, pool.id):
                first = pool.id
                service.change(pool, status={"phase": "WARM_POOL_PHASE_READY"})


def compare_changes(service, cli, *flags):
    """A run with changes, and with a runner that manages the pools."""
    ended = threading.Event()
    runner = threading.Thread(target=play_runner, args=(service, ended))
    runner.start()
    try:
        return cli(*LINE, *flags, "--yes")
    finally:
        ended.set()
        runner.join()


def test_reads_send_no_change(service, cli, flags):
    result = cli(*LINE, *flags)
    assert result.code in (0, 3), result
    assert service.changes() == []
    assert service.pools() == []
    found = steps(result)
    assert found["pool"]["reason"] == "there is no warm pool"
    for name in ("identity", "unknown-pool", "invalid-id", "page-size-101", "too-many-ids"):
        assert found[name]["result"] == "same", found[name]


def test_nothing_of_the_account_is_in_the_report(service, cli, flags):
    result = cli(*LINE, *flags)
    for pool_id in flags[1::2]:
        assert pool_id not in result.stdout


def test_changes_arrive_in_order_and_leave_no_pool(service, cli, flags):
    result = compare_changes(service, cli, *flags)
    assert result.code == 3, result
    found = steps(result)
    # This service counts an update that changes nothing.
    assert found["update-same"]["differences"] == [
        {"field": "warmPool.spec.specVersion", "service": "+1", "embedded": "+0"}
    ]
    for name in ("create", "create-again", "wait-ready", "resize", "wait-deleted"):
        assert found[name]["result"] == "same", found[name]
    first, *_ = service.calls("CreateWarmPool")
    pair = {"projectId": flags[1], "environmentClassId": flags[3]}
    assert first.message == {**pair, "minSize": 0, "maxSize": 1}
    scratch, *_ = [c.message["warmPoolId"] for c in service.calls("GetWarmPool") if c.executed]
    resize = {"warmPoolId": scratch, "minSize": 0, "maxSize": 2}
    assert resize in [call.message for call in service.calls("UpdateWarmPool")]
    assert {"warmPoolId": scratch} in [c.message for c in service.calls("DeleteWarmPool")]
    remaining = [pool for pool in service.pools() if pool.status.phase != DELETING]
    assert remaining == []


@pytest.mark.parametrize(
    "step",
    [
        {"method": "UpdateWarmPool", "skip": 2, "drop": True},
        {"method": "CreateWarmPool", "drop": True, "execute": True},
        {"method": "DeleteWarmPool", "skip": 1, "drop": True},
        {"method": "GetWarmPool", "skip": 5, "raw": {"status": 404, "body": "nothing here"}},
    ],
    ids=lambda step: step["method"],
)
def test_the_pool_is_deleted_after_a_failure(service, cli, flags, step):
    service.script(step)
    result = compare_changes(service, cli, *flags)
    assert result.code not in (0, 3), result
    assert [pool for pool in service.pools() if pool.status.phase != DELETING] == []
    assert service.calls("DeleteWarmPool")


def test_a_pool_that_does_not_become_ready(service, cli, flags):
    result = cli(*LINE, *flags, "--yes", "--timeout", "1s")
    found = steps(result)
    assert "timed out after 1s" in found["wait-ready"]["reason"]
    assert found["get-ready"]["reason"] == "the scratch pool did not become ready"
    assert found["delete"]["result"] == "same", found["delete"]
    assert "timed out after 1s" in found["wait-deleted"]["reason"]
    assert found["create-default-sizes"]["reason"] == "the scratch pool was not seen as deleted"
    assert [pool for pool in service.pools() if pool.status.phase != DELETING] == []


def test_a_pool_that_exists_is_not_touched(service, cli):
    pool = service.pool()
    metadata = pool.metadata
    flags = ["--project", metadata.project_id, "--class", metadata.environment_class_id]
    result = cli(*LINE, *flags, "--yes")
    assert result.code == 7, result
    assert service.changes() == []
    assert service.now(pool) == pool


def test_a_token_that_only_reads(service, cli, flags):
    result = cli(*LINE, *flags, "--yes", env={"ONA_TOKEN": READ_TOKEN})
    assert result.code == 5, result
    assert [call.method for call in service.changes()] == ["CreateWarmPool"]
    assert steps(result)["create"]["reason"] == "not reached"
