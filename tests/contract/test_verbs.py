"""Every verb on success: what the service receives and what the user gets."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from gitpod.v1 import prebuild_pb2
from google.protobuf import json_format

PREFIX = "/api/gitpod.v1.PrebuildService/"
ABSENT = "07e0fb1c-3c5f-4b9e-8d25-9a1c6f0d4e21"


def sent(service, method: str):
    """The one call of this method, as the official message, after its envelope is checked."""
    [call] = service.calls(method)
    assert (call.verb, call.path, call.http) == ("POST", PREFIX + method, "1.1"), call
    assert call.executed, call
    message = getattr(prebuild_pb2, f"{method}Request")()
    return json_format.ParseDict(call.message, message)


def test_create_sends_the_pair_and_both_sizes(service, cli):
    project_id, class_id = service.pair()
    pair = ("--project", project_id, "--class", class_id)
    result = cli("warm-pool", "create", *pair, "--min", 0, "--max", 3, "-o", "json").succeeded()

    assert sent(service, "CreateWarmPool") == prebuild_pb2.CreateWarmPoolRequest(
        project_id=project_id, environment_class_id=class_id, min_size=0, max_size=3
    )
    assert len(service.changes()) == 1
    assert [result.pool] == service.pools()


def test_get_asks_by_id_and_for_nothing_else(service, cli):
    pool = service.pool(spec={"snapshotId": ABSENT}, status={"runningInstances": 1})
    result = cli("warm-pool", "get", pool.id, "-o", "json").succeeded()

    assert service.methods() == ["GetWarmPool"]
    assert sent(service, "GetWarmPool") == prebuild_pb2.GetWarmPoolRequest(warm_pool_id=pool.id)
    assert result.pool == pool


def test_list_asks_for_the_largest_page(service, cli):
    pools = service.pools_of([service.pair() for _ in range(3)])
    result = cli("warm-pool", "list", "-o", "json").succeeded()

    request = prebuild_pb2.ListWarmPoolsRequest()
    request.pagination.page_size = 100
    assert service.methods() == ["ListWarmPools"]
    assert sent(service, "ListWarmPools") == request
    assert by_id(result.pools) == by_id(pools)


def test_update_reads_the_pool_and_sends_both_sizes(service, cli):
    pool = service.pool(spec={"minSize": 1, "maxSize": 2})
    result = cli("warm-pool", "update", pool.id, "--max", 5, "-o", "json").succeeded()

    assert service.methods() == ["GetWarmPool", "UpdateWarmPool"]
    assert sent(service, "UpdateWarmPool") == prebuild_pb2.UpdateWarmPoolRequest(
        warm_pool_id=pool.id, min_size=1, max_size=5
    )
    assert result.pool == service.now(pool)
    assert (result.pool.spec.min_size, result.pool.spec.max_size) == (1, 5)


def test_update_of_a_pool_with_one_deprecated_size_knows_its_pair(service, cli):
    pool = service.pool(spec={"desiredSize": 4})
    cli("warm-pool", "update", pool.id, "--max", 6).succeeded()
    assert sent(service, "UpdateWarmPool") == prebuild_pb2.UpdateWarmPoolRequest(
        warm_pool_id=pool.id, min_size=4, max_size=6
    )


def test_an_update_to_what_is_so_already_is_not_sent(service, cli):
    pool = service.pool(spec={"minSize": 1, "maxSize": 2})
    result = cli("warm-pool", "update", pool.id, "--min", 1, "-o", "json").succeeded()
    assert service.methods() == ["GetWarmPool"]
    assert result.pool == pool


def test_delete_sends_the_ids_and_says_what_became_of_each(service, cli):
    pools = [service.pool(), service.pool(), service.pool()]
    [kept, *doomed] = pools
    ids = [pool.id for pool in doomed]
    result = cli("warm-pool", "delete", *ids, "--yes", "-o", "json").succeeded()

    assert [call.message for call in service.changes()] == [{"warmPoolId": id} for id in ids]
    assert all(set(entry) == {"id", "result"} for entry in result.json), result
    assert [entry["id"] for entry in result.json] == ids
    assert all(isinstance(entry["result"], str) for entry in result.json), result
    assert {pool.id: pool.spec.desired_phase for pool in service.pools()} == {
        kept.id: prebuild_pb2.WARM_POOL_PHASE_READY,
        **dict.fromkeys(ids, prebuild_pb2.WARM_POOL_PHASE_DELETED),
    }


def test_delete_is_not_sent_when_nobody_can_be_asked(service, cli):
    pool = service.pool()
    cli("warm-pool", "delete", pool.id).failed(2)
    assert service.changes() == []


def test_every_call_has_exactly_the_headers_of_the_protocol(service, cli):
    project_id, class_id = service.pair()
    pair = ("--project", project_id, "--class", class_id)
    pool_id = cli("warm-pool", "create", *pair, "-o", "json").succeeded().json["id"]
    cli("warm-pool", "list").succeeded()
    cli("warm-pool", "get", pool_id).succeeded()
    cli("warm-pool", "update", pool_id, "--max", 9).succeeded()
    cli("warm-pool", "delete", pool_id, "--yes").succeeded()
    assert {
        "CreateWarmPool",
        "ListWarmPools",
        "GetWarmPool",
        "UpdateWarmPool",
        "DeleteWarmPool",
    } <= {*service.methods()}

    name, version = cli("--version").succeeded().stdout.split()
    for call in service.calls():
        headers = dict(call.headers)
        assert len(headers) == len(call.headers), call
        assert headers.pop("connect-timeout-ms").isdigit(), call
        assert int(dict(call.headers)["connect-timeout-ms"]) > 0, call
        assert headers == {
            "host": service.address,
            "accept": "application/json",
            "content-type": "application/json",
            "content-length": str(len(call.body)),
            "connect-protocol-version": "1",
            "accept-encoding": "gzip",
            "user-agent": f"{name}/{version}",
            "authorization": f"Bearer {cli.env['ONA_TOKEN']}",
        }, call


def test_json_writes_zeros_and_keeps_64_bits(service, cli):
    pool = service.pool(
        spec={"specVersion": "18446744073709551615", "minSize": 0, "maxSize": 2},
        status={"statusVersion": "9007199254740993"},
    )
    written = cli("warm-pool", "get", pool.id, "-o", "json").succeeded().json
    assert written["spec"] == {
        "specVersion": "18446744073709551615",
        "desiredSize": 0,
        "desiredPhase": "WARM_POOL_PHASE_READY",
        "minSize": 0,
        "maxSize": 2,
    }
    assert written["status"] == {
        "phase": "WARM_POOL_PHASE_PENDING",
        "failureMessage": "",
        "statusVersion": "9007199254740993",
        "runningInstances": 0,
        "stoppedInstances": 0,
        "desiredSize": 0,
    }


def test_every_phase_is_written_by_its_name(service, cli):
    for phase, number in prebuild_pb2.WarmPoolPhase.items():
        pool = service.pool(status={"phase": number})
        written = cli("warm-pool", "get", pool.id, "-o", "json").succeeded().json
        assert written["status"]["phase"] == phase


@pytest.mark.parametrize("form", ["{id}", "id:{id}", "{project}/{class_}"])
@pytest.mark.parametrize("verb", ["get", "update", "delete"])
def test_a_pool_is_named_by_its_id_or_its_pair(service, cli, verb, form):
    pool, _other = service.pool(), service.pool()
    word = form.format(
        id=pool.id,
        project=pool.metadata.project_id,
        class_=pool.metadata.environment_class_id,
    )
    more = {"update": ["--max", 9], "delete": ["--yes"]}.get(verb, [])
    result = cli("warm-pool", verb, word, *more, "-o", "json").succeeded()
    written = result.json[0] if verb == "delete" else result.json
    assert written["id"] == pool.id
    changed = [call.message["warmPoolId"] for call in service.changes()]
    assert changed == ([] if verb == "get" else [pool.id])


@pytest.mark.parametrize("verb", ["get", "update", "delete"])
def test_a_pair_without_a_pool_is_not_found(service, cli, verb):
    project_id, class_id = service.pair()
    more = {"update": ["--max", 9], "delete": ["--yes"]}.get(verb, [])
    result = cli("warm-pool", verb, f"{project_id}/{class_id}", *more, "-o", "json").failed(6)
    assert result.error["code"] == "not_found"
    assert service.changes() == []


@pytest.mark.parametrize("word", ["", " ", "id:", "id:x", "/", f"{ABSENT}/"])
def test_a_word_that_names_no_pool_is_refused_before_any_call(service, cli, word):
    cli("warm-pool", "get", word).failed(2)
    assert service.calls() == []


@pytest.mark.parametrize(
    ("alias", "method"),
    [("list", "ListWarmPools"), ("ls", "ListWarmPools"), ("show", "GetWarmPool")],
)
def test_the_short_words_do_the_same(service, cli, alias, method):
    pool = service.pool()
    cli("wp", alias, *([pool.id] if alias == "show" else []), "-o", "id").succeeded()
    assert service.methods() == [method]


def test_rm_is_delete(service, cli):
    pool = service.pool()
    cli("wp", "rm", pool.id, "--yes").succeeded()
    assert service.methods()[-1] == "DeleteWarmPool"


def test_a_dry_run_changes_nothing(service, cli):
    project_id, class_id = service.pair()
    pair = ("--project", project_id, "--class", class_id)
    result = cli("wp", "create", *pair, "--dry-run").succeeded()
    assert project_id in result.stdout + result.stderr, result
    pool = service.pool()
    cli("wp", "update", pool.id, "--max", 9, "--dry-run").succeeded()
    assert "GetWarmPool" in service.methods()
    assert service.changes() == []
    assert service.pools() == [pool]


@pytest.mark.parametrize(
    ("choice", "code", "sizes", "changes"),
    [
        (None, 7, (1, 2), []),
        ("fail", 7, (1, 2), []),
        ("skip", 0, (1, 2), []),
        ("update", 0, (3, 4), ["UpdateWarmPool"]),
    ],
)
def test_a_pair_that_has_a_pool(service, cli, choice, code, sizes, changes):
    pool = service.pool(spec={"minSize": 1, "maxSize": 2})
    pair = (
        "--project",
        pool.metadata.project_id,
        "--class",
        pool.metadata.environment_class_id,
    )
    more = ["--if-exists", choice] if choice else []
    result = cli("wp", "create", *pair, "--min", 3, "--max", 4, *more, "-o", "json")
    assert result.code == code, result
    assert [call.method for call in service.changes() if call.executed] == changes
    [now] = service.pools()
    assert (now.spec.min_size, now.spec.max_size) == sizes
    if code:
        assert result.error["code"] == "already_exists"
        assert pool.id in result.stderr
    else:
        assert result.pool == now


@pytest.mark.parametrize("choice", ["fail", "skip", "update"])
def test_a_pair_whose_pool_is_being_deleted(service, cli, choice):
    pool = service.pool(
        spec={"desiredPhase": "WARM_POOL_PHASE_DELETED"},
        status={"phase": "WARM_POOL_PHASE_DELETING"},
    )
    pair = (
        "--project",
        pool.metadata.project_id,
        "--class",
        pool.metadata.environment_class_id,
    )
    result = cli("wp", "create", *pair, "--if-exists", choice).failed(7)
    assert pool.id in result.stderr, result
    assert service.pools() == [pool]


def test_two_creates_at_once_make_one_pool(service, cli):
    project_id, class_id = service.pair()
    words = ["wp", "create", "--project", project_id, "--class", class_id, "-o", "json"]
    service.script({"method": "CreateWarmPool", "times": 2, "delay": 0.3})
    with ThreadPoolExecutor() as together:
        results = list(together.map(lambda _: cli(*words), range(2)))
    assert sorted(result.code for result in results) == [0, 7], results
    assert len(service.pools()) == 1


@pytest.mark.parametrize(("choice", "code"), [("fail", 6), ("ok", 0)])
def test_a_pool_that_is_missing_already(service, cli, choice, code):
    result = cli("wp", "delete", ABSENT, "--yes", "--if-missing", choice, "-o", "json")
    assert result.code == code, result
    if code:
        assert result.error["code"] == "not_found"
    else:
        assert [entry["id"] for entry in result.json] == [ABSENT]


def by_id(pools) -> list:
    """Pools in a fixed order."""
    return sorted(pools, key=lambda pool: pool.id)
