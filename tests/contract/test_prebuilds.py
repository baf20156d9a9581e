"""Projects, classes and prebuilds: what the service receives, and its own objects as JSON."""

import pytest
from gitpod.v1 import prebuild_pb2, project_pb2, runner_configuration_pb2
from google.protobuf import json_format

from world import READ_TOKEN

LOST = [
    {"drop": True},
    {"error": {"code": "unavailable"}},
    {"error": {"code": "internal"}},
    {"raw": {"status": 502, "headers": {"content-type": "text/html"}, "body": "<html>"}},
    {"raw": {"status": 200, "headers": {"content-type": "application/json"}, "body": "{}"}},
]


def sent(service, method: str, request):
    """The one call of this method, as the official message."""
    [call] = service.calls(method)
    assert call.executed, call
    return json_format.ParseDict(call.message, request)


def read(document, message):
    """A message from what was printed, unknown fields not allowed."""
    return json_format.ParseDict(document, message)


def test_trigger_sends_the_project_the_class_and_a_spec(service, cli):
    project_id, class_id = service.pair()
    pair = ("--project", project_id, "--class", class_id)
    result = cli("prebuild", "trigger", *pair, "-o", "json").succeeded()

    request = prebuild_pb2.CreatePrebuildRequest(
        project_id=project_id, environment_class_id=class_id
    )
    request.spec.SetInParent()
    assert sent(service, "CreatePrebuild", prebuild_pb2.CreatePrebuildRequest()) == request
    started = read(result.json, prebuild_pb2.Prebuild())
    assert started.status.phase == prebuild_pb2.PREBUILD_PHASE_PENDING
    assert started.metadata.environment_class_id == class_id


def test_trigger_without_a_class_leaves_it_to_the_service(service, cli):
    project_id, class_id = service.pair()
    result = cli("prebuild", "trigger", "--project", project_id, "-o", "json").succeeded()
    request = sent(service, "CreatePrebuild", prebuild_pb2.CreatePrebuildRequest())
    assert not request.HasField("environment_class_id")
    assert result.json["metadata"]["environmentClassId"] == class_id


@pytest.mark.parametrize(("text", "seconds"), [("5m", 300), ("90m", 5400), ("2h", 7200)])
def test_trigger_sends_the_time_limit_of_the_prebuild(service, cli, text, seconds):
    pair = service.pair()
    flags = ("--project", pair[0], "--class", pair[1], "--run-timeout", text)
    result = cli("prebuild", "trigger", *flags, "-o", "json").succeeded()
    request = sent(service, "CreatePrebuild", prebuild_pb2.CreatePrebuildRequest())
    assert (request.spec.timeout.seconds, request.spec.timeout.nanos) == (seconds, 0)
    started = read(result.json, prebuild_pb2.Prebuild())
    assert started.spec.timeout == request.spec.timeout


@pytest.mark.parametrize("text", ["4m59s", "2h1s", "0", "-5m", "soon"])
def test_a_time_limit_that_the_service_refuses_is_not_sent(service, cli, text):
    pair = ("--project", "acme-api", "--class", "large")
    cli("prebuild", "trigger", *pair, f"--run-timeout={text}").failed(2)
    assert service.methods() == []


@pytest.mark.parametrize("executes", [True, False])
@pytest.mark.parametrize("lost", LOST, ids=lambda step: "-".join(step))
def test_a_trigger_is_never_sent_again(service, cli, lost, executes):
    project_id, class_id = service.pair()
    pair = ("--project", project_id, "--class", class_id)
    service.script({"method": "CreatePrebuild", "execute": executes, **lost})
    error = cli("prebuild", "trigger", *pair, "-o", "json").failed(13).error
    assert service.methods() == ["CreatePrebuild"]
    assert (error["code"], error["retryable"]) == ("outcome_unknown", False)

    service.forget_calls()
    command = error["hint"].split()[1:]
    result = cli(*command, "-o", "json").succeeded()
    assert len(result.json) == executes
    assert service.methods() == ["ListPrebuilds"]


def test_a_trigger_that_never_ran_is_sent_again(service, cli):
    project_id, _ = service.pair()
    retry_info = {"type": "google.rpc.RetryInfo", "fields": {"retryDelay": "0.010s"}}
    service.script({"error": {"code": "resource_exhausted", "details": [retry_info]}})
    cli("prebuild", "trigger", "--project", project_id, "-o", "id").succeeded()
    assert service.methods() == ["CreatePrebuild"] * 2


def test_cancel_names_the_prebuild(service, cli):
    prebuild_id = service.prebuild(service.pair(), "RUNNING")
    result = cli("prebuild", "cancel", prebuild_id, "-o", "json").succeeded()
    request = prebuild_pb2.CancelPrebuildRequest(prebuild_id=prebuild_id)
    assert sent(service, "CancelPrebuild", prebuild_pb2.CancelPrebuildRequest()) == request
    cancelled = read(result.json, prebuild_pb2.Prebuild())
    assert cancelled.status.phase == prebuild_pb2.PREBUILD_PHASE_CANCELLING


@pytest.mark.parametrize("lost", LOST, ids=lambda step: "-".join(step))
def test_a_cancel_whose_answer_is_lost_is_read_back(service, cli, lost):
    prebuild_id = service.prebuild(service.pair(), "RUNNING")
    service.script({"method": "CancelPrebuild", "execute": True, **lost})
    cli("prebuild", "cancel", prebuild_id, "-o", "id").succeeded()
    assert service.methods() == ["CancelPrebuild", "GetPrebuild"]


def test_a_cancel_of_what_is_over_conflicts(service, cli):
    prebuild_id = service.prebuild(service.pair())
    cli("prebuild", "cancel", prebuild_id).failed(7)


def test_delete_names_each_prebuild_once(service, cli):
    first, second = (service.prebuild(service.pair()) for _ in range(2))
    result = cli("prebuild", "rm", first, second, first, "--yes", "-o", "json").succeeded()
    assert result.json == [{"id": id, "result": "deleting"} for id in (first, second)]
    requests = [
        json_format.ParseDict(call.message, prebuild_pb2.DeletePrebuildRequest())
        for call in service.calls()
    ]
    assert [request.prebuild_id for request in requests] == [first, second]
    assert service.methods() == ["DeletePrebuild"] * 2
    phases = [prebuild.status.phase for prebuild in service.prebuilds().values()]
    assert phases == [prebuild_pb2.PREBUILD_PHASE_DELETING] * 2


def test_delete_asks_first_and_sends_nothing_if_nobody_answers(service, cli):
    prebuild_id = service.prebuild(service.pair())
    cli("prebuild", "delete", prebuild_id).failed(2)
    assert service.methods() == []


# Not the last, whose empty object is all that a delete is answered with.
@pytest.mark.parametrize("lost", LOST[:-1], ids=lambda step: "-".join(step))
@pytest.mark.parametrize("gone", [True, False])
def test_a_delete_whose_answer_is_lost_is_read_back(service, cli, lost, gone):
    prebuild_id = service.prebuild(service.pair())
    remove = [prebuild_id] if gone else []
    service.script({"method": "DeletePrebuild", "execute": True, "remove": remove, **lost})
    result = cli("prebuild", "delete", prebuild_id, "--yes", "-o", "json").succeeded()
    assert result.json == [{"id": prebuild_id, "result": "deleted" if gone else "deleting"}]
    assert service.methods() == ["DeletePrebuild", "GetPrebuild"]


def test_delete_waits_until_the_service_knows_a_prebuild_no_more(service, cli):
    prebuild_id = service.prebuild(service.pair())
    service.script({"method": "GetPrebuild", "skip": 1, "remove": [prebuild_id]})
    flags = ("--yes", "--wait", "--poll-interval", "1s", "-o", "json")
    result = cli("prebuild", "delete", prebuild_id, *flags).succeeded()
    assert result.json == [{"id": prebuild_id, "result": "deleted"}]
    assert service.prebuilds() == {}


def test_a_delete_of_what_does_not_exist_is_not_found(service, cli):
    missing = "019a6c1e-0d1b-7c4f-8a55-2f64c1f1c0aa"
    result = cli("prebuild", "delete", missing, "--yes", "-o", "json")
    assert result.code == 6, result
    assert service.methods() == ["DeletePrebuild"]


def test_a_token_that_only_reads_deletes_nothing(service, cli):
    prebuild_id = service.prebuild(service.pair())
    result = cli("prebuild", "delete", prebuild_id, "--yes", env={"ONA_TOKEN": READ_TOKEN})
    assert result.code == 5, result
    assert list(service.prebuilds()) == [prebuild_id]
    assert service.prebuilds()[prebuild_id].status.phase == prebuild_pb2.PREBUILD_PHASE_COMPLETED


def test_prebuilds_are_shown_by_the_names_of_what_they_are_for(service, cli):
    prebuild_id = service.prebuild(service.pair(), "RUNNING")
    columns = ("--columns", "project,class", "--no-headers")
    for words in (["list"], ["get", prebuild_id]):
        shown = cli("prebuild", *words, *columns).succeeded().stdout
        assert shown == "acme-api  large\n"
    shown = cli("prebuild", "trigger", "--project", "acme-api").succeeded().stdout
    assert shown.endswith("  project acme-api  class large\n")
    shown = cli("prebuild", "cancel", prebuild_id).succeeded().stdout
    assert shown == f"canceling {prebuild_id}  project acme-api  class large\n"


def test_a_list_of_prebuilds(service, cli):
    pair, other = service.pair(), service.pair()
    ids = [service.prebuild(pair) for _ in range(130)]
    service.prebuild(pair, "FAILED", failureMessage="no")
    service.prebuild(other)
    filters = ("--project", pair[0], "--class", pair[1], "--phase", "completed")
    result = cli("prebuild", "list", *filters, "-o", "json").succeeded()

    assert sorted(prebuild["id"] for prebuild in result.json) == sorted(ids)
    for prebuild in result.json:
        read(prebuild, prebuild_pb2.Prebuild())
    calls = [call.message for call in service.calls("ListPrebuilds")]
    assert [call["filter"] for call in calls] == [
        {"projectIds": [pair[0]], "phases": ["PREBUILD_PHASE_COMPLETED"]}
    ] * 2


def test_every_phase_of_a_prebuild_can_be_asked_for_and_is_written(service, cli):
    pair = service.pair()
    names = [name for name, number in prebuild_pb2.PrebuildPhase.items() if number]
    words = [name.removeprefix("PREBUILD_PHASE_").lower() for name in names]
    for word in words:
        service.prebuild(pair, word.upper())
    asked = [flag for word in words for flag in ("--phase", word)]
    result = cli("prebuild", "list", *asked, "-o", "json").succeeded()
    assert sorted(row["status"]["phase"] for row in result.json) == sorted(names)
    for word, name in zip(words, names, strict=True):
        result = cli("prebuild", "list", "--phase", word, "-o", "json").succeeded()
        assert [row["status"]["phase"] for row in result.json] == [name]


def test_projects_are_the_services_own(service, cli):
    project_id, class_id = service.pair()
    for words in (["get", project_id], ["list", "--jq", ".[]"]):
        result = cli("project", *words, "-o", "json").succeeded()
        project = read(result.json, project_pb2.Project())
        assert project.prebuild_configuration.environment_class_ids == [class_id]
        assert project.id == project_id
        assert project.desired_phase == project_pb2.PROJECT_PHASE_ACTIVE
    assert service.methods() == ["GetProject", "ListProjects"]


def test_a_project_stands_beside_its_pools(service, cli):
    pool, _other = service.pool(status={"runningInstances": 2}), service.pool()
    project_id = pool.metadata.project_id
    shown = cli("project", "get", project_id).succeeded().stdout
    assert shown.endswith("\npool       large  pending  size 1..2  2 running\n")
    [call] = service.calls("ListWarmPools")
    assert call.message["filter"] == {"projectIds": [project_id]}


def test_classes_are_the_services_own_with_the_names_of_their_runners(service, cli):
    _, class_id = service.pair()
    row = cli("class", "list", "--columns", "name,runner,enabled", "--no-headers").succeeded()
    assert row.stdout.split() == ["large", "aws-eu", "yes"]
    result = cli("class", "get", class_id, "-o", "json").succeeded()
    shown = read(result.json, runner_configuration_pb2.EnvironmentClass())
    assert (shown.id, shown.enabled) == (class_id, True)


def test_a_token_that_may_not_read_runners_sees_their_ids(service, cli):
    _, class_id = service.pair()
    for method, words in (("ListRunners", ["list"]), ("GetRunner", ["get", class_id])):
        service.script({"method": method, "error": {"code": "permission_denied"}})
        result = cli("class", *words).succeeded()
        assert "e6aa9c54-89d3-42c1-ac31-bd8d8f1cbb0a" in result.stdout
        assert result.stderr.count("\n") == 1
