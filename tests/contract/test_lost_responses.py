"""Changes whose response never arrived: the tool reads back before it reports or retries.

A change has three outcomes: it was made, it was not made, or it is unknown.
"""

import json

import pytest
from gitpod.v1.prebuild_pb2 import WARM_POOL_PHASE_DELETING

from verbs import CHANGES, CREATE, UPDATE

LOST = [
    {"drop": True},
    {"cut": 0},
    {"cut": 9},
    {"raw": {"status": 504, "headers": {"content-type": "text/html"}, "body": "<title>Late"}},
    {"raw": {"status": 200, "headers": {"content-type": "text/html"}, "body": "<title>Sign in"}},
    {"raw": {"status": 200, "headers": {"content-type": "application/json"}, "body": ""}},
    {
        "raw": {
            "status": 200,
            "headers": {"content-type": "application/json"},
            "body": '{"warmPool":',
        }
    },
    {"error": {"code": "unavailable"}},
    {"error": {"code": "internal"}},
    {"error": {"code": "deadline_exceeded"}},
]
"""Ways to lose an response."""

NEVER_CAME = [{"drop": True}, {"error": {"code": "unavailable"}}, LOST[3]]
"""Ways in which a request is lost before it does anything."""

OUTAGE = [{"times": None, "error": {"code": "unavailable", "message": "the service is down"}}]


@pytest.mark.parametrize("verb", CHANGES, ids=str)
@pytest.mark.parametrize("how", LOST)
def test_a_change_that_was_made_is_confirmed_by_reading(service, cli, verb, how):
    service.script(how | {"method": verb.method, "execute": True})
    result = verb.run(service, cli, "-o", "json")

    assert result.code == 0, result
    assert [(call.method, call.executed) for call in service.changes()] == [(verb.method, True)]
    assert not service.calls()[-1].changes, service.methods()
    assert_shows_what_is_so(service, verb, result)


@pytest.mark.parametrize("verb", [CREATE, UPDATE], ids=str)
@pytest.mark.parametrize("other", [None, "f53d2330-3795-4c5d-a1f3-453121af9c60"])
def test_an_answer_about_something_else_is_no_answer(service, cli, verb, other):
    pool = {
        "id": other,
        "metadata": {"projectId": other, "environmentClassId": other},
        "spec": {"minSize": 1, "maxSize": 20},
        "status": {"phase": "WARM_POOL_PHASE_READY"},
    }
    body = json.dumps({"warmPool": pool} if other else {})
    headers = {"content-type": "application/json"}
    response = {"raw": {"status": 200, "headers": headers, "body": body}}
    service.script(response | {"method": verb.method, "execute": True})
    result = verb.run(service, cli, "-o", "json")
    assert result.code == 0, result
    assert len(service.changes()) == 1
    assert_shows_what_is_so(service, verb, result)


@pytest.mark.parametrize("verb", CHANGES, ids=str)
@pytest.mark.parametrize("how", NEVER_CAME)
def test_a_change_that_was_not_made_is_sent_again(service, cli, verb, how):
    service.script(how | {"method": verb.method})
    result = verb.run(service, cli, "-o", "json")

    assert result.code == 0, result
    assert [(call.method, call.executed) for call in service.changes()] == [
        (verb.method, False),
        (verb.method, True),
    ]
    assert_shows_what_is_so(service, verb, result)


def assert_shows_what_is_so(service, verb, result) -> None:
    """What the user was given is what the service holds."""
    first, *rest = service.pools()
    if verb is CREATE:
        [made] = rest
        assert result.pool == made
        assert (made.spec.min_size, made.spec.max_size) == (1, 2)
    elif verb is UPDATE:
        assert result.pool == first
        assert (first.spec.min_size, first.spec.max_size) == (1, 9)
    else:
        assert [entry["id"] for entry in result.json] == [first.id]
        assert first.status.phase == WARM_POOL_PHASE_DELETING


@pytest.mark.parametrize("verb", CHANGES, ids=str)
@pytest.mark.parametrize("executed", [True, False])
def test_what_nobody_can_tell_is_said_so(service, cli, verb, executed):
    service.script({"method": verb.method, "drop": True, "execute": executed, "then": OUTAGE})
    result = verb.run(service, cli).failed(13)

    assert len(service.changes()) == 1
    subject = service.changes()[0].message
    for named in (subject.get("warmPoolId"), subject.get("projectId")):
        assert named is None or named in result.stderr, result
    assert "prebuildctl warm-pool" in result.stderr, result
    for lie in ("not created", "not changed", "not deleted", "cannot"):
        assert lie not in result.stderr, result


@pytest.mark.parametrize("verb", CHANGES, ids=str)
def test_what_nobody_can_tell_is_said_to_programs(service, cli, verb):
    service.script({"method": verb.method, "then": OUTAGE} | OUTAGE[0])
    error = verb.run(service, cli, "-o", "json").failed(13).error
    assert error["hint"].startswith("prebuildctl warm-pool "), error
    assert len(service.changes()) == 1


@pytest.mark.parametrize("verb", CHANGES, ids=str)
def test_an_outage_is_unknown_only_to_a_change_that_was_sent(service, cli, verb):
    service.script(*OUTAGE)
    error = verb.run(service, cli, "-o", "json", "--retries", 1).error
    changes = service.changes()
    assert len(changes) <= 1
    assert error["exitCode"] == (13 if changes else 11)
    assert changes or error["code"] == "unavailable"


def test_a_pool_that_somebody_else_made_meanwhile_is_a_conflict(service, cli):
    project_id, class_id = service.pair()
    theirs = {
        "metadata": {"projectId": project_id, "environmentClassId": class_id},
        "spec": {"minSize": 4, "maxSize": 5},
    }
    service.script({"method": "CreateWarmPool", "drop": True, "seed": {"pools": [theirs]}})
    pair = ("--project", project_id, "--class", class_id)
    cli("wp", "create", *pair).failed(7)
    assert len(service.changes()) == 1
    [pool] = service.pools()
    assert (pool.spec.min_size, pool.spec.max_size) == (4, 5)


def test_sizes_that_somebody_else_set_meanwhile_are_a_conflict(service, cli):
    pool = service.pool(spec={"minSize": 1, "maxSize": 2})
    theirs = {"id": pool.id, "spec": {"minSize": 4, "maxSize": 5}}
    service.script({"method": "UpdateWarmPool", "drop": True, "seed": {"pools": [theirs]}})
    cli("wp", "update", pool.id, "--max", 9).failed(7)
    assert len(service.changes()) == 1
    assert service.now(pool).spec.max_size == 5


def test_a_pool_that_only_its_snapshot_changed_is_updated_again(service, cli):
    pool = service.pool(spec={"specVersion": 1, "minSize": 1, "maxSize": 2})
    rotated = {
        "id": pool.id,
        "spec": {"specVersion": 2, "minSize": 1, "maxSize": 2, "snapshotId": pool.id},
    }
    service.script({"method": "UpdateWarmPool", "drop": True, "seed": {"pools": [rotated]}})
    cli("wp", "update", pool.id, "--max", 9).succeeded()
    assert len(service.changes()) == 2
    assert service.now(pool).spec.max_size == 9


def test_a_pool_that_is_gone_after_the_answer_was_lost_is_deleted(service, cli):
    pool = service.pool()
    service.script({"method": "DeleteWarmPool", "execute": True, "drop": True, "remove": [pool.id]})
    result = cli("wp", "delete", pool.id, "--yes", "-o", "json").succeeded()
    assert [entry["id"] for entry in result.json] == [pool.id]
    assert service.pools() == []
    assert len(service.changes()) == 1


def test_an_update_of_a_pool_that_is_gone_meanwhile_is_not_found(service, cli):
    pool = service.pool()
    service.script({"method": "UpdateWarmPool", "drop": True, "remove": [pool.id]})
    result = cli("wp", "update", pool.id, "--max", 9, "-o", "json").failed(6)
    assert result.error["code"] == "not_found"
    assert len(service.changes()) == 1


def test_a_pair_that_is_taken_again_by_another_pool_keeps_it(service, cli):
    doomed = service.pool()
    pair = (doomed.metadata.project_id, doomed.metadata.environment_class_id)
    heir = {"metadata": {"projectId": pair[0], "environmentClassId": pair[1]}}
    service.script(
        {
            "method": "DeleteWarmPool",
            "execute": True,
            "drop": True,
            "remove": [doomed.id],
            "seed": {"pools": [heir]},
        }
    )
    cli("wp", "delete", "/".join(pair), "--yes").succeeded()
    [pool] = service.pools()
    assert pool.id != doomed.id
    assert [call.message for call in service.changes()] == [{"warmPoolId": doomed.id}]
