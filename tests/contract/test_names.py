"""Names in place of ids: what the official stubs are asked, and their responses are understood."""

import uuid


def test_a_pool_is_made_by_names_in_three_calls(service, cli):
    project_id, class_id = service.pair()
    pair = ("--project", "acme-api", "--class", "large")
    result = cli("wp", "create", *pair, "--min", 0, "--max", 3).succeeded()

    assert sorted(service.methods()) == [
        "CreateWarmPool",
        "ListEnvironmentClasses",
        "ListProjects",
    ]
    [pool] = service.pools()
    assert (pool.metadata.project_id, pool.metadata.environment_class_id) == (project_id, class_id)
    assert result.stdout == f"created acme-api/large  {pool.id}  size 0..3\n"


def test_a_table_shows_names(service, cli):
    service.pool()
    result = cli("wp", "list", "-o", "name").succeeded()
    assert result.stdout == "acme-api/large\n"
    assert sorted(service.methods()) == [
        "ListEnvironmentClasses",
        "ListProjects",
        "ListWarmPools",
    ]


def test_an_address_names_the_pool_in_every_verb(service, cli):
    pool = service.pool(spec={"minSize": 1, "maxSize": 2})
    assert cli("wp", "get", "acme-api/large", "-o", "id").succeeded().stdout == f"{pool.id}\n"
    cli("wp", "update", "ACME-API/large", "--max", 4).succeeded()
    assert service.pools()[0].spec.max_size == 4
    cli("wp", "delete", "acme-api/large", "--yes").succeeded()


def test_a_name_that_means_nothing_or_too_much(service, cli):
    service.pair()
    result = cli("wp", "get", "acme-apo/large").failed(6)
    assert 'did you mean "acme-api"?' in result.stderr
    service.seed(projects=[{"id": str(uuid.uuid4()), "metadata": {"name": "acme-api"}}])
    result = cli("wp", "get", "acme-api/large").failed(2)
    assert "more than one project is named" in result.stderr
    assert service.changes() == []


def test_completions_are_told_the_names_once(service, cli):
    service.pool()
    for _ in range(2):
        result = cli("__complete", "prebuildctl", "wp", "get", "").succeeded()
        assert (result.stdout, result.stderr) == ("POOL\nacme-api/large\n", "")
    assert sorted(service.methods()) == [
        "ListEnvironmentClasses",
        "ListProjects",
        "ListWarmPools",
    ]
