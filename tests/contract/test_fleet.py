"""`plan`, `drift` and `export`: only reads, each one the service takes, and what they print."""

import json

from gitpod.v1 import prebuild_pb2

from world import ORGANIZATION, READ_TOKEN

READS = ["GetAuthenticatedIdentity", "ListEnvironmentClasses", "ListProjects", "ListWarmPools"]


def entry(project: str, name: str, smallest: int, largest: int) -> str:
    return (
        f'[[pool]]\nproject = "{project}"\nclass = "{name}"\nmin = {smallest}\nmax = {largest}\n'
    )


def write(cli, *entries: str, scope: str = "") -> None:
    (cli.home / "fleet.toml").write_text("\n".join(["version = 1", scope, *entries]))


def only_read(service, methods: list[str]) -> None:
    assert sorted(service.methods()) == sorted(methods)
    assert all(call.executed and not call.changes for call in service.calls())


def test_a_plan_of_a_create_and_an_update(service, cli):
    cli.env["ONA_TOKEN"] = READ_TOKEN
    pool = service.pool(spec={"minSize": 1, "maxSize": 5})
    other = service.pair()
    project_id, class_id = pool.metadata.project_id, pool.metadata.environment_class_id
    write(cli, entry(project_id, class_id, 1, 8), entry(*other, 0, 3))
    plan = cli("plan", "-o", "json").succeeded().json

    assert plan["formatVersion"] == 1
    assert plan["organizationId"] == ORGANIZATION
    assert plan["counts"] == {"create": 1, "update": 1, "delete": 0, "none": 0}
    changes = {change["action"]: change for change in plan["changes"]}
    assert changes["update"]["warmPoolId"] == pool.id
    assert changes["update"]["before"] == {"minSize": 1, "maxSize": 5}
    assert changes["update"]["after"] == {"minSize": 1, "maxSize": 8}
    assert (changes["create"]["projectId"], changes["create"]["environmentClassId"]) == other
    assert [warning["line"] for warning in plan["warnings"]] == [changes["create"]["line"]]
    assert "no prebuild for" in plan["warnings"][0]["text"]
    only_read(service, [*READS, "ListPrebuilds"])


def test_pools_are_asked_for_by_25_projects_at_most(service, cli):
    pairs = [service.pair() for _ in range(26)]
    pools = service.pools_of(pairs)
    write(cli, *[entry(*pair, 1, 2) for pair in pairs])
    assert cli("plan").succeeded().stdout == "no changes: 26 pools up to date\n"
    [asked] = service.calls("ListWarmPools")
    assert "filter" not in asked.message
    batches = [call.message["filter"]["projectIds"] for call in service.calls("ListProjects")]
    assert sorted(map(len, batches)) == [1, 25]
    assert len(pools) == 26


def test_what_is_exported_plans_to_no_change(service, cli):
    service.pools_of([service.pair() for _ in range(3)])
    exported = cli("export").succeeded().stdout
    only_read(service, READS[1:])
    (cli.home / "fleet.toml").write_text(exported)
    shown = cli("plan", "--prune", "--detailed-exitcode").succeeded().stdout
    assert shown == "no changes: 3 pools up to date\n"
    assert cli("drift").succeeded().stdout == "no differences\n"


def test_drift_of_a_pool_that_was_resized_and_of_one_that_is_gone(service, cli):
    pools = service.pools_of([service.pair() for _ in range(2)])
    (cli.home / "fleet.toml").write_text(cli("export").succeeded().stdout)
    service.seed(pools=[{"id": pools[0].id, "spec": {"maxSize": 9}}])
    deleting = prebuild_pb2.WarmPoolPhase.Name(prebuild_pb2.WARM_POOL_PHASE_DELETING)
    service.seed(pools=[{"id": pools[1].id, "status": {"phase": deleting}}])
    result = cli("drift", "-o", "json")
    assert (result.code, result.stderr) == (3, "")
    found = {one["field"]: one for one in json.loads(result.stdout)["differences"]}
    assert set(found) == {"max", "pool"}
    assert (found["max"]["file"], found["max"]["live"]) == (2, 9)
    assert found["max"]["warmPoolId"] == pools[0].id
    assert found["pool"]["live"] is None
    assert all(not call.changes for call in service.calls())


def test_a_broken_file_sends_nothing(service, cli):
    write(cli, entry("acme-api", "large", 6, 5))
    result = cli("plan", "-o", "json").failed(2)
    assert result.error["message"] == "fleet.toml:6:7: min 6 is above max 5"
    assert service.calls() == []
