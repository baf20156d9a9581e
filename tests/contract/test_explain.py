"""`warm-pool explain`, and the reason of a refused create, with the official messages."""

import pytest
from gitpod.v1 import prebuild_pb2
from google.protobuf import json_format

from world import READ_TOKEN

QUESTIONS = [
    "token",
    "project",
    "prebuilds",
    "prebuilt",
    "class",
    "runner",
    "capability",
    "prebuild",
    "pool",
]

READS = {
    "GetAuthenticatedIdentity",
    "GetEnvironmentClass",
    "GetProject",
    "GetRunner",
    "ListPrebuilds",
    "ListWarmPools",
}


def flags(project_id: str, class_id: str) -> list[str]:
    return ["--project", project_id, "--class", class_id]


def completed(service, project_id: str, class_id: str) -> None:
    """A prebuild of the pair that has just completed."""
    status = prebuild_pb2.PrebuildStatus(phase=prebuild_pb2.PREBUILD_PHASE_COMPLETED)
    status.completion_time.GetCurrentTime()
    metadata = {"projectId": project_id, "environmentClassId": class_id}
    service.seed(prebuilds=[{"metadata": metadata, "status": json_format.MessageToDict(status)}])


def answers(result) -> dict[str, str]:
    assert result.json["formatVersion"] == 1
    assert [check["check"] for check in result.json["checks"]] == QUESTIONS
    for check in result.json["checks"]:
        assert set(check) == {"check", "answer", "detail", "fix", "next"}, check
        commands = [check[key] for key in ("fix", "next") if check[key] is not None]
        assert len(commands) == (check["answer"] == "no"), check
    return {check["check"]: check["answer"] for check in result.json["checks"]}


@pytest.mark.parametrize("token", [None, READ_TOKEN])
def test_a_pair_that_lacks_nothing(service, cli, token):
    if token:
        cli.env["ONA_TOKEN"] = token
    pair = service.pair()
    completed(service, *pair)
    result = cli("wp", "explain", *flags(*pair), "-o", "json").succeeded()
    assert set(answers(result).values()) == {"yes"}
    assert result.json["pool"] is None
    assert sorted(service.methods()) == sorted(READS)
    assert all(call.executed and not call.changes for call in service.calls())


def test_a_pool_is_the_official_object(service, cli):
    pool = service.pool(status={"phase": "WARM_POOL_PHASE_READY", "runningInstances": 1})
    pair = (pool.metadata.project_id, pool.metadata.environment_class_id)
    completed(service, *pair)
    result = cli("wp", "explain", pool.id, "-o", "json").succeeded()
    shown = json_format.ParseDict(result.json["pool"], prebuild_pb2.WarmPool())
    assert shown == service.now(pool)
    assert sorted(service.methods()) == sorted(READS - {"ListWarmPools"} | {"GetWarmPool"})


def test_what_may_not_be_read_is_unknown(service, cli):
    pair = service.pair()
    completed(service, *pair)
    error = {"code": "permission_denied", "message": "no"}
    service.script({"method": "GetRunner", "times": None, "error": error})
    result = cli("wp", "explain", *flags(*pair), "-o", "json").succeeded()
    unknown = [check for check, answer in answers(result).items() if answer == "unknown"]
    assert unknown == ["runner", "capability"]


def test_without_a_prebuild_nothing_can_become_ready(service, cli):
    pair = service.pair()
    result = cli("wp", "explain", *flags(*pair), "-o", "json")
    assert result.code == 7
    missing = [check for check, answer in answers(result).items() if answer == "no"]
    assert missing == ["prebuild"]


def test_a_refused_create_reads_once_and_keeps_the_words_of_the_service(service, cli):
    project_id, _ = service.pair()
    _, other = service.pair()
    result = cli("wp", "create", *flags(project_id, other), "-o", "json").failed(7)
    assert result.error["code"] == "failed_precondition"
    message = result.error["message"]
    assert "cannot create a warm pool for acme-api/large-1" in message
    assert "prebuilds are enabled, but only for this class: large" in message
    assert "Enable prebuilds for this environment class first." in message
    assert result.error["details"] != []
    command = ["prebuildctl", "warm-pool", "explain", f"{project_id}/{other}"]
    assert result.error["hint"] == " ".join(command)
    assert len(service.calls("CreateWarmPool")) == 1
    expected = READS | {"CreateWarmPool", "ListEnvironmentClasses"}
    assert sorted(service.methods()) == sorted(expected)


def test_without_preflight_nothing_is_read(service, cli):
    project_id, _ = service.pair()
    _, other = service.pair()
    cli("wp", "create", *flags(project_id, other), "--no-preflight").failed(7)
    assert service.methods() == ["CreateWarmPool"]
