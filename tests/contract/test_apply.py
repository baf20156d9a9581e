"""`apply`: changes the service takes, several at once, and what becomes of them."""

import json
import uuid
from math import ceil

import pytest
from gitpod.v1.prebuild_pb2 import WARM_POOL_PHASE_DELETED

from stub import project
from test_fleet import entry, write
from test_retries import limited, wait
from world import READ_TOKEN

APPLY = ("apply", "--yes", "--prune", "--max-deletes", "1", "-o", "json")


@pytest.fixture
def fleet(service, cli):
    """A file that declares a new pool and another size of one, and leaves out a third."""
    old, removed = service.pool(), service.pool()
    new = service.pair()
    project_id, class_id = old.metadata.project_id, old.metadata.environment_class_id
    scope = f'[scope]\nprojects = ["{new[0]}", "{project_id}", "{removed.metadata.project_id}"]'
    write(cli, entry(project_id, class_id, 1, 8), entry(*new, 0, 3), scope=scope)
    return old, removed, new


def assert_is_declared(service, fleet) -> None:
    old, removed, new = fleet
    now = {pool.id: pool for pool in service.pools()}
    assert now.pop(removed.id).spec.desired_phase == WARM_POOL_PHASE_DELETED
    assert (now[old.id].spec.min_size, now.pop(old.id).spec.max_size) == (1, 8)
    [made] = now.values()
    assert (made.metadata.project_id, made.metadata.environment_class_id) == new
    assert (made.spec.min_size, made.spec.max_size) == (0, 3)


def results(result) -> dict[str, str]:
    return {change["action"]: change["result"] for change in json.loads(result.stdout)["changes"]}


def test_all_kinds_of_changes_and_then_none(service, cli, fleet):
    end = cli(*APPLY).succeeded()
    assert results(end) == {"create": "done", "update": "done", "delete": "done"}
    assert_is_declared(service, fleet)
    changes = service.changes()
    assert all(call.executed for call in changes)
    assert [call.method for call in changes][-1] == "DeleteWarmPool"
    made = [change["warmPoolId"] for change in end.json["changes"]]
    assert sorted(made) == sorted(pool.id for pool in service.pools())

    service.forget_calls()
    assert results(cli(*APPLY).succeeded()) == {"none": "none"}
    assert service.changes() == []


def test_only_one_kind_of_changes(service, cli, fleet):
    end = cli(*APPLY, "--only", "update", "-q").succeeded()
    assert results(end) == {"create": "left", "update": "done", "delete": "left"}
    assert end.json["counts"]["left"] == 2
    assert [call.method for call in service.changes()] == ["UpdateWarmPool"]

    cli(*APPLY, "--only", "create,delete").succeeded()
    assert_is_declared(service, fleet)


@pytest.mark.parametrize("method", ["CreateWarmPool", "UpdateWarmPool", "DeleteWarmPool"])
@pytest.mark.parametrize(
    "how",
    [
        {"drop": True, "execute": True},
        {"drop": True},
        {"error": {"code": "unavailable"}, "execute": True},
        {"error": {"code": "unavailable"}},
        {"error": {"code": "aborted"}},
    ],
)
def test_a_lost_answer_is_looked_for_and_no_change_is_made_twice(
    service, cli, fleet, method, how
):
    service.script(how | {"method": method})
    end = cli(*APPLY).succeeded()
    assert set(results(end).values()) <= {"done", "already_so"}
    assert_is_declared(service, fleet)
    assert sum(call.executed for call in service.changes()) == 3


def test_a_token_that_may_only_read_sends_one_change(service, cli, fleet):
    result = cli(*APPLY, "--concurrency", "1", env={"ONA_TOKEN": READ_TOKEN})
    assert result.code == 5
    assert sorted(results(result).values()) == ["failed", "not_tried", "not_tried"]
    assert len(service.changes()) == 1
    assert json.loads(result.stderr)["error"]["code"] == "permission_denied"


def test_an_outage_ends_it_after_a_few_and_the_next_run_finishes(service, cli):
    pairs = [service.pair() for _ in range(25)]
    write(cli, *[entry(*pair, 0, 3) for pair in pairs])
    service.script(
        {"method": "CreateWarmPool", "times": 3},
        {"method": "CreateWarmPool", "times": None, "drop": True},
    )
    result = cli("apply", "--yes", "-o", "json", "--concurrency", "2")
    assert result.code == 12, result
    counts = result.json["counts"]
    assert (counts["created"], counts["unknown"]) == (3, 6)
    assert counts["notTried"] == 16
    assert len(service.changes()) == 3 + 6 * 3

    service.script()
    assert cli("apply", "--yes").succeeded()
    assert len(service.pools()) == 25


def test_a_quota_ends_creates_and_lets_updates_go_on(service, cli, fleet):
    service.script(
        {"method": "CreateWarmPool", "times": None, "error": {"code": "resource_exhausted"}}
    )
    result = cli(*APPLY)
    assert result.code == 12
    assert results(result) == {"create": "failed", "update": "done", "delete": "not_tried"}


def test_a_rate_limit_is_waited_for_and_one_that_lasts_ends_it(service, cli):
    pairs = [service.pair() for _ in range(12)]
    write(cli, *[entry(*pair, 0, 3) for pair in pairs])
    service.script(limited(wait("600s"), method="CreateWarmPool", skip=3, times=1))
    result = cli("apply", "--yes", "-o", "json", "--concurrency", "1")
    assert result.code == 12
    counts = result.json["counts"]
    assert (counts["created"], counts["failed"], counts["notTried"]) == (3, 1, 8)
    assert "the server asks to wait 600 s" in result.json["changes"][3]["error"]["message"]

    service.script(limited(wait("0.1s"), method="CreateWarmPool", times=8))
    assert cli("apply", "--yes", "-o", "json").succeeded().json["counts"]["created"] == 9


def test_a_stale_plan_is_refused_as_a_whole(service, cli, fleet):
    cli("plan", "--prune", "--out", "plan.json", "-q").succeeded()
    service.change(fleet[0], spec={"maxSize": 6})
    service.forget_calls()
    result = cli("apply", "plan.json", "--yes", "--max-deletes", "1").failed(7)
    assert "is now 1..6, the plan expected 1..2\n  nothing was changed" in result.stderr
    assert service.changes() == []

    service.change(fleet[0], spec={"maxSize": 2})
    cli("apply", "plan.json", "--yes", "--max-deletes", "1").succeeded()
    assert_is_declared(service, fleet)


def test_a_thousand_pools_in_400_projects(service, cli):
    classes = [str(uuid.uuid4()) for _ in range(3)]
    named = dict(zip(classes, ["large", "regular", "small"], strict=True))
    service.seed(
        classes=[{"id": own, "displayName": name} for own, name in named.items()],
        projects=[project(str(uuid.uuid4()), *classes, name=f"p{n}") for n in range(400)],
    )
    pools = [
        entry(f"p{n}", name, 0, 3) for n in range(400) for name in list(named.values())[: 2 + n % 2]
    ]
    write(cli, *pools, scope='[scope]\nprojects = ["p*"]')
    end = cli("apply", "--yes", "-o", "json", "--concurrency", "32").succeeded()
    assert end.json["counts"]["created"] == len(pools) == len(service.pools()) == 1000
    most = ceil(1000 / 100) + ceil(400 / 25) + 5
    assert sum(not call.changes for call in service.calls()) <= most
    assert len(service.changes()) == 1000

    service.forget_calls()
    assert cli("apply", "--yes").succeeded().stdout == "no changes: 1000 pools up to date\n"
    assert service.changes() == []
    assert len(service.calls()) <= most
