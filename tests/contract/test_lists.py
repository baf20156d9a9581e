"""Lists: pages, filters of more ids than one call takes, and responses that never end."""

import json
import uuid
from math import ceil

import pytest
from google.protobuf import json_format

PAGE = 100
FILTER = 25


@pytest.mark.parametrize("count", [0, 1, 25, 99, 100, 101, 200, 250])
def test_every_page_is_fetched(service, cli, count):
    pair = service.pair()
    pools = service.pools_of([pair] * count)
    result = cli("wp", "list", "-o", "json").succeeded()

    assert ids(result.pools) == ids(pools)
    if count == 0:
        assert result.stdout == "[]\n"
    sent = [call.message for call in service.calls()]
    assert len(sent) == max(1, ceil(count / PAGE))
    assert all(message["pagination"]["pageSize"] == PAGE for message in sent)
    tokens = [message["pagination"].get("token", "") for message in sent]
    assert tokens[0] == ""
    assert len(set(tokens)) == len(tokens)


@pytest.mark.parametrize("count", [1, 25, 26, 60])
@pytest.mark.parametrize("flag", ["--project", "--class"])
def test_a_filter_is_split_into_calls_the_service_takes(service, cli, flag, count):
    field = {"--project": "projectIds", "--class": "environmentClassIds"}[flag]
    pools = service.pools_of([service.pair() for _ in range(count + 2)])
    wanted = pools[:count]
    words = [word for pool in wanted for word in (flag, part(pool, flag))]
    result = cli("wp", "list", *words, "-o", "json").succeeded()

    assert ids(result.pools) == ids(wanted)
    calls = [call.message["filter"] for call in service.calls()]
    assert len(calls) == ceil(count / FILTER)
    assert all(set(filter) == {field} for filter in calls)
    asked = [id for filter in calls for id in filter[field]]
    assert sorted(asked) == sorted(part(pool, flag) for pool in wanted)


def test_both_filters_are_split_and_every_combination_is_asked(service, cli):
    pools = service.pools_of([service.pair() for _ in range(30)])
    words = [
        word
        for pool in pools
        for flag in ("--project", "--class")
        for word in (flag, part(pool, flag))
    ]
    result = cli("wp", "list", *words, "-o", "json").succeeded()
    assert ids(result.pools) == ids(pools)
    assert len(service.calls()) == 4


def test_pages_and_filters_together(service, cli):
    pairs = [service.pair() for _ in range(26)]
    pools = service.pools_of([pair for pair in pairs for _ in range(5)])
    words = [word for project_id, _ in pairs for word in ("--project", project_id)]
    result = cli("wp", "list", *words, "-o", "json").succeeded()
    assert ids(result.pools) == ids(pools)
    assert len(service.calls()) == 3


def test_an_id_given_twice_lists_its_pool_once(service, cli):
    pools = service.pools_of([service.pair() for _ in range(26)])
    projects = [part(pool, "--project") for pool in pools]
    words = [word for project_id in [*projects, projects[0]] for word in ("--project", project_id)]
    result = cli("wp", "list", *words, "-o", "json").succeeded()
    assert ids(result.pools) == ids(pools)


def test_a_pool_on_two_pages_is_listed_once(service, cli):
    first, second, third = (str(uuid.uuid4()) for _ in range(3))
    service.script(page([first, second], "more"), page([second, third]))
    result = cli("wp", "list", "-o", "json").succeeded()
    assert sorted(pool["id"] for pool in result.json) == sorted([first, second, third])


def test_an_empty_page_with_a_token_is_not_the_end(service, cli):
    pool_id = str(uuid.uuid4())
    service.script(page([], "more"), page([pool_id]))
    result = cli("wp", "list", "-o", "json").succeeded()
    assert [pool["id"] for pool in result.json] == [pool_id]


@pytest.mark.parametrize("tokens", [["a", "a"], ["a", "b", "a"]])
def test_a_token_that_comes_again_ends_the_list(service, cli, tokens):
    service.script(*(page([str(uuid.uuid4())], token) for token in tokens))
    cli("wp", "list", "-o", "json").failed(1)
    assert len(service.calls()) == len(tokens)


@pytest.mark.parametrize("flags", [["-o", "json"], ["-o", "csv", "--columns", "id"], ["--jq", ".[]"]])
def test_an_error_on_a_later_page_leaves_nothing_on_stdout(service, cli, flags):
    service.pools_of([service.pair()] * 250)
    service.script({"skip": 2, "error": {"code": "permission_denied"}})
    result = cli("wp", "list", *flags)
    assert (result.code, result.stdout) == (5, ""), result
    assert "permission_denied" in result.stderr
    assert len(service.calls()) == 3


def test_a_streamed_list_that_breaks_off_ends_with_a_whole_line(service, cli):
    service.pools_of([service.pair()] * 250)
    service.script({"skip": 2, "error": {"code": "permission_denied"}})
    result = cli("wp", "list", "-o", "jsonl")
    assert result.code == 5
    assert len([json.loads(line) for line in result.stdout.splitlines()]) == 200
    assert json.loads(result.stderr)["error"]["code"] == "permission_denied"


def test_streamed_yaml_that_breaks_off_ends_with_a_whole_pool(service, cli):
    service.pools_of([service.pair()] * 250)
    service.script({"skip": 2, "error": {"code": "permission_denied"}})
    result = cli("wp", "list", "-o", "yaml")
    assert result.code == 5
    assert sum(line.startswith("- ") for line in result.stdout.splitlines()) == 200
    assert result.stdout.endswith("\n")
    assert "permission_denied" in result.stderr


def test_a_token_that_is_no_longer_valid_starts_the_list_again(service, cli):
    pools = service.pools_of([service.pair()] * 150)
    service.script({"skip": 1, "error": {"code": "invalid_argument"}})
    result = cli("wp", "list", "-o", "json").succeeded()
    assert ids(result.pools) == ids(pools)
    assert len(service.calls()) == 4


@pytest.mark.parametrize("limit", [1, 3, 100, 120, 500])
def test_a_limit(service, cli, limit):
    pools = service.pools_of([service.pair()] * 130)
    result = cli("wp", "list", "--limit", limit, "-o", "json").succeeded()
    assert len(result.pools) == min(limit, len(pools))
    assert set(ids(result.pools)) <= set(ids(pools))


def test_a_limit_of_nothing_is_refused(service, cli):
    cli("wp", "list", "--limit", 0).failed(2)
    assert service.calls() == []


def test_the_order_does_not_depend_on_the_service(service, cli):
    pools = service.pools_of([service.pair() for _ in range(12)])
    first = cli("wp", "list", "-o", "json").succeeded().stdout
    assert len(json.loads(first)) == len(pools)
    backwards = [json_format.MessageToDict(pool) for pool in reversed(pools)]
    service.script(response({"warmPools": backwards}))
    assert cli("wp", "list", "-o", "json").succeeded().stdout == first


def test_a_phase_is_chosen_from_the_list(service, cli):
    ready = service.pool(status={"phase": "WARM_POOL_PHASE_READY"})
    service.pool(status={"phase": "WARM_POOL_PHASE_PENDING"})
    result = cli("wp", "list", "--phase", "ready", "-o", "json").succeeded()
    assert result.pools == [ready]


@pytest.mark.parametrize("sort", ["max", "max:desc"])
def test_a_column_sorts_the_list(service, cli, sort):
    for size in (5, 20, 9):
        service.pool(spec={"minSize": 1, "maxSize": size})
    result = cli("wp", "list", "--sort", sort, "-o", "json").succeeded()
    sizes = [pool.spec.max_size for pool in result.pools]
    assert sizes == sorted(sizes, reverse=sort.endswith(":desc"))


def ids(pools) -> list[str]:
    """The ids of pools, in one order."""
    return sorted(pool.id for pool in pools)


def part(pool, flag: str) -> str:
    """What a flag has to say to find this pool."""
    parts = {"--project": "project_id", "--class": "environment_class_id"}
    return getattr(pool.metadata, parts[flag])


def page(pool_ids: list[str], token: str = "") -> dict:
    """A step that responds with one page of a list."""
    pools = [
        {
            "id": pool_id,
            "metadata": {"projectId": pool_id, "environmentClassId": pool_id},
            "spec": {"minSize": 1, "maxSize": 2},
            "status": {"phase": "WARM_POOL_PHASE_READY"},
        }
        for pool_id in pool_ids
    ]
    return response({"warmPools": pools, "pagination": {"nextToken": token}})


def response(body) -> dict:
    """A step that responds with this JSON."""
    headers = {"content-type": "application/json"}
    return {"raw": {"status": 200, "headers": headers, "body": json.dumps(body)}}
