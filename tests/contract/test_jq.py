"""The filters of --jq against jq itself, as the package `jq` of PyPI has it.

`jq_filters.tsv` are filters with equal outputs, `jq_differences.tsv` the accepted differences.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import jq

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DOCUMENTS = [ROOT / "docs" / "jq.md", ROOT / "src" / "commands" / "help" / "jq.txt"]

POOLS = [
    {
        "id": "a",
        "metadata": {"projectId": "p1", "createdAt": "2026-11-24T06:00:00Z"},
        "spec": {"minSize": 1, "maxSize": 5, "specVersion": "3"},
        "status": {"phase": "WARM_POOL_PHASE_READY", "runningInstances": 1},
    },
    {
        "id": "b",
        "metadata": {"projectId": "p2", "createdAt": "2026-11-25T06:30:00Z"},
        "spec": {"minSize": 2, "maxSize": 7, "specVersion": "1"},
        "status": {"phase": "WARM_POOL_PHASE_PENDING", "runningInstances": 0},
    },
    {
        "id": "c",
        "metadata": {"projectId": "p1", "createdAt": "2026-11-26T06:00:00Z"},
        "spec": {"minSize": 0, "maxSize": 3, "specVersion": "2"},
        "status": {
            "phase": "WARM_POOL_PHASE_DEGRADED",
            "runningInstances": 0,
            "failureMessage": 'quota of "m6i": 0 left\nask',
            "desiredSize": None,
        },
    },
]


def cases(name: str) -> list[tuple[str, str]]:
    """The inputs and filters of a file."""
    lines = (HERE / name).read_text().splitlines()
    pairs = [line.split("\t", 1) for line in lines if "\t" in line]
    return [(json.dumps(POOLS) if text == "POOLS" else text, filter) for text, filter in pairs]


def expected(case: tuple[str, str]):
    """The outputs of jq, or None if it fails."""
    text, filter = case
    try:
        texts = jq.compile(f"({filter}\n) | tojson").input_text(text).all()
    except ValueError:
        return None
    return [value(output) for output in texts]


def value(text: str):
    """A JSON value with exact numbers, and its keys in their order."""
    number = lambda digits: ("number", Decimal(digits))  # noqa: E731
    return json.loads(
        text,
        parse_int=number,
        parse_float=number,
        object_pairs_hook=lambda pairs: ("object", pairs),
    )


def actual(cli, cases: list[tuple[str, str]]) -> list:
    """Likewise the outputs of the binary."""

    def run(case: tuple[str, str]):
        text, filter = case
        filter = f"$input | ({filter}\n)"
        result = cli("version", "-c", "--argjson", "input", text, "--jq", filter)
        if result.code != 0:
            result.failed(result.code)
            return None
        return [value(line) for line in result.stdout.splitlines()]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(run, cases))


def differing(cli, name: str) -> list[tuple]:
    """The cases of a file whose outputs differ, with those of jq and of the binary."""
    all_cases = cases(name)
    compared = zip(all_cases, map(expected, all_cases), actual(cli, all_cases), strict=True)
    return [(case[1], theirs, ours) for case, theirs, ours in compared if theirs != ours]


def test_filters_have_the_outputs_of_jq(cli):
    assert len(cases("jq_filters.tsv")) > 500
    assert differing(cli, "jq_filters.tsv") == []


def test_accepted_differences_still_differ(cli):
    different = [filter for filter, _, _ in differing(cli, "jq_differences.tsv")]
    assert different == [filter for _, filter in cases("jq_differences.tsv")]


def test_the_documents_list_the_accepted_differences():
    lines = (HERE / "jq_differences.tsv").read_text().splitlines()
    reasons = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    for document in DOCUMENTS:
        lines = document.read_text().splitlines()
        assert [line[2:] for line in lines if line.startswith("- ")] == reasons, document


def test_infinite_recursion_is_an_error(service, cli):
    for expression in ("def f: [f]; f", "def f: try f catch 1; f"):
        result = cli("wp", "list", "--jq", expression).failed(1)
        assert result.error["message"] == "the --jq filter failed: recursion too deep", result
