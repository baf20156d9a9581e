"""One list in every format: each is read back by a reader of its own kind."""

import csv
import io
import json

import pytest
import yaml
from gitpod.v1 import prebuild_pb2
from google.protobuf import json_format

COLUMNS = ["ADDRESS", "PHASE", "RUNNING", "DESIRED", "STOPPED", "MIN", "MAX", "AGE"]
FORMATS = [
    "table",
    "wide",
    "json",
    "jsonl",
    "yaml",
    "csv",
    "tsv",
    "markdown",
    "name",
    "id",
]
WIDE = ["ID", "SNAPSHOT", "RUNNER", "FAILURE"]


@pytest.fixture
def pools(service):
    """Three pools in different states, one of them with something to say."""
    return [
        service.pool(
            spec={"minSize": 1, "maxSize": 5, "specVersion": "9007199254740993"},
            status={
                "phase": "WARM_POOL_PHASE_READY",
                "runningInstances": 1,
                "stoppedInstances": 4,
                "desiredSize": 1,
            },
        ),
        service.pool(spec={"minSize": 0, "maxSize": 20}),
        service.pool(
            spec={"minSize": 2, "maxSize": 3},
            status={
                "phase": "WARM_POOL_PHASE_DEGRADED",
                "failureMessage": 'quota of "m6i", eu-central-1: 0 left\nask for more',
            },
        ),
    ]


@pytest.fixture
def listed(cli, pools):
    """The list in a format, as text."""

    def listed(*flags: str) -> str:
        return cli("wp", "list", *flags).succeeded().stdout

    return listed


def test_json(listed, pools):
    read = [message(pool) for pool in json.loads(listed("-o", "json"))]
    assert by_id(read) == by_id(pools)


def test_json_lines(listed, pools):
    text = listed("-o", "jsonl")
    assert text.endswith("\n")
    read = [message(json.loads(line)) for line in text.splitlines()]
    assert by_id(read) == by_id(pools)


def test_yaml(listed, pools):
    text = listed("-o", "yaml")
    # A YAML 1.1 reader takes a bare time for a date; as plain text it must be the service's.
    read = [message(pool) for pool in yaml.load(text, yaml.BaseLoader)]
    assert by_id(read) == by_id(pools)
    for pool in yaml.safe_load(text):
        assert isinstance(pool["id"], str), pool
        assert isinstance(pool["spec"]["specVersion"], str), pool
        assert isinstance(pool["spec"]["maxSize"], int), pool


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_values_between_delimiters(listed, pools, format, delimiter):
    rows = list(csv.DictReader(io.StringIO(listed("-o", format)), delimiter=delimiter))
    assert len(rows) == len(pools)
    assert_columns(rows, COLUMNS, pools)


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_text_of_two_lines_is_one_value(cli, pools, format, delimiter):
    text = cli("wp", "list", "-o", format, "--columns", "ID,FAILURE").succeeded().stdout
    rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
    assert {row["ID"] for row in rows} == {pool.id for pool in pools}
    [failure] = [row["FAILURE"] for row in rows if row["ID"] == pools[2].id]
    assert 'quota of "m6i", eu-central-1: 0 left' in failure
    assert "ask for more" in failure


def test_markdown(listed, pools):
    head, rule, *lines = listed("-o", "markdown").splitlines()
    names = cells(head)
    assert all(set(cell) <= set("-:") for cell in cells(rule)), rule
    rows = [dict(zip(names, cells(line), strict=True)) for line in lines]
    assert len(rows) == len(pools)
    assert_columns(rows, COLUMNS, pools)


@pytest.mark.parametrize(("format", "more"), [("table", []), ("wide", WIDE)])
def test_tables(service, listed, pools, format, more):
    head, *lines = listed("-o", format).splitlines()
    assert {*COLUMNS, *more} == set(head.split())
    assert len(lines) == len(pools)
    assert all(line == line.rstrip() for line in (head, *lines))
    for pool in pools:
        numbers = [str(pool.spec.min_size), str(pool.spec.max_size)]
        [line] = [line for line in lines if service.named(pool) in line.split()]
        assert [word for word in numbers if word not in line.split()] == [], line


def test_a_table_is_what_one_gets(listed):
    assert listed() == listed("-o", "table") != ""


def test_ids(listed, pools):
    assert sorted(listed("-o", "id").splitlines()) == sorted(pool.id for pool in pools)


def test_names_can_be_typed_again(cli, listed, pools):
    names = listed("-o", "name").splitlines()
    read = [cli("wp", "get", name, "-o", "json").succeeded().pool for name in names]
    assert by_id(read) == by_id(pools)


def test_chosen_columns(listed, pools):
    head, *lines = listed("--columns", "ID,MAX").splitlines()
    assert head.split() == ["ID", "MAX"]
    rows = sorted(line.split() for line in lines)
    assert rows == sorted([pool.id, str(pool.spec.max_size)] for pool in pools)


def test_no_headers(listed, pools):
    lines = [line.split() for line in listed("--no-headers").splitlines()]
    assert lines == [line.split() for line in listed().splitlines()[1:]]
    assert len(lines) == len(pools)


def test_a_filter_works_on_the_json(listed, pools):
    assert json.loads(listed("--jq", "map(.spec.maxSize) | add")) == 28
    largest = listed("-r", "--jq", "max_by(.spec.maxSize) | .id")
    assert largest == f"{pools[1].id}\n"
    assert json.loads(listed("--jq", "map(.status.runningInstances) | sort")) == [0, 0, 1]
    versions = listed("-r", "--jq", ".[].spec.specVersion").split()
    assert "9007199254740993" in versions


def test_a_filter_that_is_wrong_sends_nothing(service, cli):
    cli("wp", "list", "--jq", "map(").failed(2)
    assert service.calls() == []


def test_a_filter_that_cannot_be_applied_is_an_error(service, cli, pools):
    result = cli("wp", "list", "--jq", ".[0].id.x")
    assert result.code != 0, result
    result.failed(result.code)
    assert service.methods() == ["ListWarmPools"]


@pytest.mark.parametrize("verb", ["get", "create", "update"])
@pytest.mark.parametrize("format", FORMATS)
def test_one_pool_in_every_format(service, cli, verb, format):
    project_id, class_id = service.pair()
    pool = service.pool()
    words = {
        "get": [pool.id],
        "create": ["--project", project_id, "--class", class_id],
        "update": [pool.id, "--max", 9],
    }
    result = cli("wp", verb, *words[verb], "-o", format).succeeded()
    shown = service.pools()[-1] if verb == "create" else service.now(pool)
    if format in ("table", "csv", "tsv", "markdown", "name"):
        # What is changed by its id is shown by ids: names are not looked up for it.
        ids = f"{shown.metadata.project_id}/{shown.metadata.environment_class_id}"
        address = ids if verb in ("create", "update") else service.named(shown)
        assert address in result.stdout or shown.id in result.stdout, result
    else:
        assert shown.id in result.stdout, result


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_list(service, cli, format):
    text = cli("wp", "list", "-o", format).succeeded().stdout
    assert service.methods() == ["ListWarmPools"]
    if format in ("json", "yaml"):
        assert yaml.safe_load(text) == []
    elif format in ("csv", "tsv", "markdown"):
        assert "ADDRESS" in text.splitlines()[0]
    else:
        assert text == ""


@pytest.mark.parametrize("format", FORMATS)
def test_foreign_text_cannot_act_on_a_terminal(service, cli, format):
    escapes = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202egnp.exe\r ok"
    service.pool(status={"phase": "WARM_POOL_PHASE_DEGRADED", "failureMessage": escapes})
    result = cli("wp", "list", "-o", format).succeeded()
    assert result.stdout, result
    assert not set("\x1b\x07\x9b\u202e\r") & set(result.stdout), result
    assert ("owned" in result.stdout) == (format in ("wide", "json", "jsonl", "yaml")), result


def test_a_cell_that_would_be_a_formula_is_text(service, cli):
    formula = '=HYPERLINK("http://192.0.2.1","look")'
    service.pool(status={"phase": "WARM_POOL_PHASE_DEGRADED", "failureMessage": formula})
    text = cli("wp", "list", "-o", "csv", "--columns", "FAILURE").succeeded().stdout
    [row] = csv.DictReader(io.StringIO(text))
    assert row["FAILURE"] == "'" + formula


def test_an_unknown_format_is_refused(service, cli):
    cli("wp", "list", "-o", "xml").failed(2)
    assert service.calls() == []


def message(fields: dict) -> prebuild_pb2.WarmPool:
    """A pool as the official SDK reads it, unknown fields not allowed."""
    return json_format.ParseDict(fields, prebuild_pb2.WarmPool())


def by_id(pools) -> list:
    """Pools in a fixed order."""
    return sorted(pools, key=lambda pool: pool.id)


def cells(line: str) -> list[str]:
    """The cells of one line of a Markdown table."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def assert_columns(rows: list[dict], columns: list[str], pools) -> None:
    """The rows have these columns, and their numbers are the pools'."""
    assert all(list(row) == columns for row in rows), rows
    assert sorted(
        (int(row["MIN"]), int(row["MAX"]), int(row["RUNNING"])) for row in rows
    ) == sorted(
        (pool.spec.min_size, pool.spec.max_size, pool.status.running_instances) for pool in pools
    )
