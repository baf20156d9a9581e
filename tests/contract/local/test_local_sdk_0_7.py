"""The official SDK 0.7, a REST client, drives the embedded API unchanged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from local_server import TOKEN

HERE = Path(__file__).parent
PACKAGES = HERE.parent / ".venv" / "sdk-0.7"

PROJECTS = ["acme-api", "acme-web", "acme-legacy"]
CREATED = ["RESOURCE_OPERATION_CREATE", "RESOURCE_TYPE_ENVIRONMENT"]


@pytest.fixture
def start(local):
    """Starts a call of the SDK in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(PACKAGES), "GITPOD_API_KEY": TOKEN}
    processes = []

    def start(call):
        command = [sys.executable, "-W", "error", HERE / "sdk_0_7.py", f"{local.origin}/api", call]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        processes.append(subprocess.Popen(command, env=environment, **pipes))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def result(process):
    """What a call returned; one that does not end fails."""
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return json.loads(out)


@pytest.fixture
def sdk(start):
    return lambda call: result(start(call))


def test_it_is_the_older_sdk(sdk):
    assert sdk("version") == "0.7.0"


def test_whom_the_token_belongs_to(sdk):
    identity = sdk("identity")
    assert identity["subject"]["principal"] == "PRINCIPAL_USER"
    assert identity["organizationTier"] == "enterprise"
    assert sdk("user") == "ada@acme.example"


@pytest.mark.parametrize("call", ["projects_by_body", "projects_by_query", "projects_async"])
def test_pages_of_one_project_are_read_to_the_end(sdk, call):
    assert sdk(call) == PROJECTS


def test_a_page_says_whether_there_is_another_one(sdk):
    assert sdk("one_page_of_projects") == {"names": PROJECTS[:2], "has_next": True}


def test_prebuilds_are_created_canceled_and_listed(sdk):
    prebuilds = sdk("prebuilds")
    assert prebuilds.pop("count") > 20
    assert prebuilds == {
        "is_same": True, "desired": "PREBUILD_PHASE_CANCELLED", "is_listed": True, "is_unique": True
    }


def test_the_other_lists(sdk):
    assert sdk("classes") == ["small", "regular", "large"]
    assert sdk("classes_of_project") == 3
    assert sdk("runners") == ["aws-eu"]
    assert sdk("environments") is True
    assert sdk("pools") == 1


@pytest.mark.parametrize("call", ["events", "events_async"])
def test_a_watcher_gets_the_event_of_a_new_environment(sdk, call):
    assert sdk(call) == CREATED


def test_the_last_line_of_a_stream_says_why_it_ends(local, start):
    process = start("events_until_the_end")
    assert process.stderr.readline() == "open\n"
    local.stop()
    error = {"code": "unavailable", "message": "the server is shutting down"}
    assert result(process) == {"error": error}


def test_each_error_is_its_own_exception(sdk):
    *refused, unserved = sdk("failures")
    assert [error[:3] for error in refused] == [
        ["NotFoundError", 404, "not_found"],
        ["BadRequestError", 400, "invalid_argument"],
        ["BadRequestError", 400, "invalid_argument"],
        ["BadRequestError", 400, "invalid_argument"],
        ["AuthenticationError", 401, "unauthenticated"],
        ["AuthenticationError", 401, "unauthenticated"],
    ]
    message = "gitpod.v1.GroupService.ListGroups is not implemented"
    assert unserved == ["InternalServerError", 501, "unimplemented", message]
