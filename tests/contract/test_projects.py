"""`project prebuilds`: what the service receives, and what is said of its answers."""

import json
import shlex
import uuid

import pytest
from gitpod.v1 import prebuild_pb2, project_pb2
from google.protobuf import json_format

from stub import project
from world import READ_TOKEN, USER

EXECUTOR = "019a6c1e-0d1b-7c4f-8a55-2f64c1f1c0aa"
OUTAGE = [{"times": None, "error": {"code": "unavailable", "message": "the service is down"}}]
NEVER_CAME = [
    {"drop": True},
    {"error": {"code": "unavailable"}},
    {"raw": {"status": 504, "headers": {"content-type": "text/html"}, "body": "<title>Late"}},
]
LOST = [
    *NEVER_CAME,
    {"cut": 9},
    {"error": {"code": "internal"}},
    {"raw": {"status": 200, "headers": {"content-type": "application/json"}, "body": "{}"}},
]


def settings_of(class_id: str, **parts) -> dict:
    """Settings with a value in every field, as proto3 JSON."""
    return {
        "enabled": True,
        "environmentClassIds": [class_id],
        "timeout": "5400s",
        "trigger": {"dailySchedule": {"hourUtc": 4}},
        "executor": {"id": USER, "principal": "PRINCIPAL_USER"},
        "enableJetbrainsWarmup": True,
        **parts,
    }


def configuration(fields: dict) -> project_pb2.ProjectPrebuildConfiguration:
    """Settings from proto3 JSON, read as strictly as the official SDK does."""
    return json_format.ParseDict(fields, project_pb2.ProjectPrebuildConfiguration())


@pytest.fixture
def configured(service) -> tuple[str, str]:
    """The ids of a project with a value in every setting, and of its one class."""
    project_id, class_id = service.pair()
    fields = project(project_id, class_id) | {"prebuildConfiguration": settings_of(class_id)}
    service.seed(projects=[fields])
    return project_id, class_id


@pytest.fixture
def change(cli):
    """Changes settings, and returns how the run ended."""
    return lambda project_id, *flags: cli("project", "prebuilds", project_id, *flags)


def updates(service) -> list[project_pb2.UpdateProjectRequest]:
    """Every request to change a project so far, by the official class."""
    return [
        json_format.ParseDict(call.message, project_pb2.UpdateProjectRequest())
        for call in service.calls("UpdateProject")
    ]


CHANGES = [
    (["--off"], {"enabled": False}),
    (["--hour", 0], {"trigger": {"dailySchedule": {"hourUtc": 0}}}),
    (["--hour", 23], {"trigger": {"dailySchedule": {"hourUtc": 23}}}),
    (["--no-schedule"], {"trigger": None}),
    (["--timeout", "5m"], {"timeout": "300s"}),
    (["--timeout", "2h"], {"timeout": "7200s"}),
    (["--timeout", "5m500ms"], {"timeout": "300.500s"}),
    (["--executor", EXECUTOR], {"executor": {"id": EXECUTOR, "principal": "PRINCIPAL_USER"}}),
    (
        ["--executor", f"service-account:{EXECUTOR}"],
        {"executor": {"id": EXECUTOR, "principal": "PRINCIPAL_SERVICE_ACCOUNT"}},
    ),
    (["--jetbrains", "off"], {"enableJetbrainsWarmup": False}),
]


@pytest.mark.parametrize(("flags", "expected"), CHANGES, ids=lambda value: str(value))
def test_a_change_sends_all_settings_and_nothing_else(
    service, change, configured, flags, expected
):
    project_id, class_id = configured
    result = change(project_id, *flags, "-o", "json").succeeded()

    wanted = configuration(settings_of(class_id, **expected))
    [request] = updates(service)
    assert request == project_pb2.UpdateProjectRequest(
        project_id=project_id, prebuild_configuration=wanted
    )
    shown = json_format.ParseDict(result.json, project_pb2.Project())
    assert shown == service.project(project_id)
    assert shown.prebuild_configuration == wanted
    assert [call.method for call in service.changes()] == ["UpdateProject"]


def test_classes_are_added_removed_and_replaced_by_names_and_ids(service, change, configured):
    project_id, class_id = configured
    other = str(uuid.uuid4())
    service.seed(classes=[{"id": other, "displayName": "small"}])
    for flags, expected in [
        (["--add-class", "small"], [class_id, other]),
        (["--remove-class", class_id], [other]),
        (["--class", f"large,{other}"], [class_id, other]),
    ]:
        change(project_id, *flags, "--yes").succeeded()
        settings = service.project(project_id).prebuild_configuration
        assert settings == configuration(
            settings_of(class_id, environmentClassIds=expected)
        ), flags


def test_what_is_so_already_is_not_sent(service, change, configured):
    project_id, class_id = configured
    flags = ["--on", "--class", class_id, "--hour", 4, "--timeout", "90m", "--executor", USER]
    result = change(project_id, *flags, "--jetbrains", "on", "-o", "json").succeeded()
    assert json_format.ParseDict(result.json, project_pb2.Project()) == service.project(project_id)
    assert service.changes() == []


def test_without_a_change_the_project_is_the_services_own(service, change, configured):
    project_id, _ = configured
    result = change(project_id, "-o", "json").succeeded()
    assert json_format.ParseDict(result.json, project_pb2.Project()) == service.project(project_id)
    assert service.methods() == ["GetProject"]


def test_the_first_settings_of_a_project_are_sent_as_they_are_given(service, change):
    project_id, class_id = str(uuid.uuid4()), service.pair()[1]
    service.seed(projects=[{"id": project_id, "metadata": {"name": "acme-new"}}])
    change(project_id, "--on", "--add-class", class_id).succeeded()
    [request] = updates(service)
    assert request.prebuild_configuration == configuration(
        {"enabled": True, "environmentClassIds": [class_id]}
    )


@pytest.mark.parametrize("flags", [["--off"], ["--remove-class", "large"], ["--class", "small"]])
def test_pools_are_deleted_only_if_that_is_confirmed(service, change, flags):
    pool, kept = service.pool(), service.pool()
    project_id = pool.metadata.project_id
    service.seed(classes=[{"id": str(uuid.uuid4()), "displayName": "small"}])

    result = change(project_id, *flags).failed(2)
    assert "large" in result.stderr
    assert service.changes() == []
    [call] = service.calls("ListWarmPools")
    assert call.message["filter"] == {"projectIds": [project_id]}

    dry = change(project_id, *flags, "--dry-run", "-o", "json").succeeded()
    assert [deleted["id"] for deleted in dry.json["deletedPools"]] == [pool.id]
    assert service.changes() == []

    change(project_id, *flags, "--yes").succeeded()
    phases = {other.id: other.status.phase for other in service.pools()}
    assert phases[pool.id] == prebuild_pb2.WARM_POOL_PHASE_DELETING
    assert phases[kept.id] == prebuild_pb2.WARM_POOL_PHASE_PENDING


@pytest.mark.parametrize("timeout", ["4m59s", "2h1s", "1", "soon"])
def test_a_time_limit_that_the_service_refuses_is_not_sent(service, change, configured, timeout):
    change(configured[0], "--timeout", timeout).failed(2)
    assert service.methods() == []


def test_a_token_that_only_reads_changes_nothing(service, cli, change, configured):
    cli.env["ONA_TOKEN"] = READ_TOKEN
    change(configured[0], "--hour", 5).failed(5)
    assert [call.executed for call in service.changes()] == [False]


@pytest.mark.parametrize("lost", LOST, ids=lambda step: "-".join(step))
def test_a_change_that_was_made_is_confirmed_by_reading(service, change, configured, lost):
    project_id, _ = configured
    service.script({"method": "UpdateProject", "execute": True, **lost})
    result = change(project_id, "--hour", 5, "-o", "json").succeeded()
    assert service.methods() == ["GetProject", "UpdateProject", "GetProject"]
    shown = json_format.ParseDict(result.json, project_pb2.Project())
    assert shown == service.project(project_id)
    assert shown.prebuild_configuration.trigger.daily_schedule.hour_utc == 5


@pytest.mark.parametrize("lost", NEVER_CAME, ids=lambda step: "-".join(step))
def test_a_change_that_was_not_made_is_sent_again(service, change, configured, lost):
    service.script({"method": "UpdateProject", **lost})
    change(configured[0], "--hour", 5).succeeded()
    assert [call.executed for call in service.changes()] == [False, True]
    first, second = updates(service)
    assert first == second


@pytest.mark.parametrize("executed", [True, False])
def test_what_nobody_can_tell_is_said_so(service, change, configured, executed):
    step = {"method": "UpdateProject", "drop": True, "execute": executed, "then": OUTAGE}
    service.script(step)
    error = change(configured[0], "--hour", 5, "-o", "json").failed(13).error
    assert (error["code"], error["retryable"]) == ("outcome_unknown", True)
    assert error["hint"] == f"prebuildctl project prebuilds {configured[0]}"
    assert len(service.changes()) == 1


def test_settings_that_somebody_else_made_meanwhile_are_a_conflict(service, change, configured):
    project_id, class_id = configured
    theirs = settings_of(class_id, timeout="600s", trigger={"dailySchedule": {"hourUtc": 9}})
    seed = {"projects": [project(project_id, class_id) | {"prebuildConfiguration": theirs}]}
    service.script({"method": "UpdateProject", "drop": True, "seed": seed})
    change(project_id, "--hour", 5).failed(7)
    assert len(service.changes()) == 1
    assert service.project(project_id).prebuild_configuration == configuration(theirs)


@pytest.mark.parametrize("what", ["another project", "other settings"])
def test_an_answer_about_something_else_is_no_answer(service, change, configured, what):
    project_id, class_id = configured
    answer = project(project_id, class_id) | {"prebuildConfiguration": settings_of(class_id)}
    if what == "another project":
        answer["id"] = str(uuid.uuid4())
    body = json.dumps({"project": answer})
    raw = {"status": 200, "headers": {"content-type": "application/json"}, "body": body}
    service.script({"method": "UpdateProject", "execute": True, "raw": raw})
    result = change(project_id, "--hour", 5, "-o", "json").succeeded()
    shown = json_format.ParseDict(result.json, project_pb2.Project())
    assert shown == service.project(project_id)
    assert len(service.changes()) == 1


def test_the_fixes_of_explain_change_the_settings(service, cli):
    project_id, class_id = service.pair()
    _, other = service.pair()
    service.seed(projects=[project(project_id) | {"prebuildConfiguration": {}}])
    explain = ("wp", "explain", "--project", project_id, "--class", other, "-o", "json")
    words = shlex.split(first_fix(cli(*explain)))
    assert words[:3] == ["prebuildctl", "project", "prebuilds"]
    cli(*words[1:]).succeeded()
    assert first_fix(cli(*explain)) is None
    settings = service.project(project_id).prebuild_configuration
    assert settings == configuration({"enabled": True, "environmentClassIds": [other]})
    # With prebuilds on, a class that has none is added to the others.
    explain = ("wp", "explain", "--project", project_id, "--class", class_id, "-o", "json")
    cli(*shlex.split(first_fix(cli(*explain)))[1:]).succeeded()
    assert first_fix(cli(*explain)) is None
    settings = service.project(project_id).prebuild_configuration
    assert settings.environment_class_ids == [other, class_id]


def first_fix(result) -> str | None:
    """The command of the first unmet condition about settings."""
    about_settings = ("prebuilds", "prebuilt")
    unmet = (check for check in result.json["checks"] if check["answer"] == "no")
    return next((check["fix"] for check in unmet if check["check"] in about_settings), None)
