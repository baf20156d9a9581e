"""`runner`: the official objects, without what is secret in them."""

import json

import pytest
from gitpod.v1 import runner_pb2
from google.protobuf import json_format

from world import RUNNER

PASSWORD, KEY = "basalt-wren-7315", "c2NhcmxldC1pYmlzLTkwMjI="
FORMATS = ["table", "wide", "json", "jsonl", "yaml", "csv", "tsv", "markdown", "name", "id"]

SECRETIVE = {
    "runnerId": RUNNER,
    "name": "aws-eu",
    "createdAt": "2026-05-01T00:00:00Z",
    "kind": "RUNNER_KIND_REMOTE",
    "provider": "RUNNER_PROVIDER_AWS_EC2",
    "spec": {
        "desiredPhase": "RUNNER_PHASE_ACTIVE",
        "configuration": {
            "region": "eu-central-1",
            "metrics": {
                "enabled": True,
                "url": "https://metrics.acme.example",
                "username": "acme",
                "password": PASSWORD,
            },
            "encryptedHoneycombApiKey": KEY,
        },
    },
    "status": {
        "phase": "RUNNER_PHASE_ACTIVE",
        "version": "20260401.7",
        "region": "eu-central-1",
        "capabilities": ["RUNNER_CAPABILITY_WARM_POOL", "RUNNER_CAPABILITY_ENVIRONMENT_SNAPSHOT"],
    },
}


def shown_to_users() -> runner_pb2.Runner:
    """The runner without its secrets, by the official class."""
    runner = json_format.ParseDict(SECRETIVE, runner_pb2.Runner())
    runner.spec.configuration.ClearField("encrypted_honeycomb_api_key")
    runner.spec.configuration.metrics.ClearField("password")
    return runner


@pytest.fixture
def runner(service) -> str:
    """The id of a runner with secrets."""
    service.seed(runners=[SECRETIVE])
    return RUNNER


@pytest.mark.parametrize("words", [["list"], ["get", RUNNER]], ids=" ".join)
def test_a_runner_is_the_services_own_without_its_secrets(service, cli, runner, words):
    result = cli("runner", *words, "-o", "json").succeeded()
    shown = result.json[0] if words == ["list"] else result.json
    assert json_format.ParseDict(shown, runner_pb2.Runner()) == shown_to_users()
    [call] = service.calls()
    assert call.method == ("ListRunners" if words == ["list"] else "GetRunner")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("words", [["list"], ["get", RUNNER]], ids=" ".join)
def test_secrets_appear_in_no_format_and_in_no_log(cli, runner, words, format):
    result = cli("runner", *words, "-o", format, "-vv")
    assert result.code == 0, result
    assert "encryptedHoneycombApiKey" in result.stderr, "the log has no messages"
    for secret in (PASSWORD, KEY, KEY.rstrip("=")):
        assert secret not in result.stdout + result.stderr, result


def test_columns_say_what_a_runner_is(cli, runner):
    columns = "name,phase,provider,version,region"
    shown = cli("runner", "list", "--columns", columns, "--no-headers").succeeded().stdout
    assert shown.split() == ["aws-eu", "active", "aws-ec2", "20260401.7", "eu-central-1"]


def test_a_runner_is_found_by_its_name(service, cli, runner):
    result = cli("runner", "get", "aws-eu", "-o", "json").succeeded()
    assert json_format.ParseDict(result.json, runner_pb2.Runner()) == shown_to_users()
    assert service.methods()[0] == "ListRunners"
    cli("runner", "get", "aws-us").failed(6)


def test_every_page_of_a_list_is_read(service, cli):
    ids = [f"019a6c1e-0d1b-7c4f-8a55-{number:012}" for number in range(130)]
    service.seed(runners=[{"runnerId": id, "name": f"runner-{id}"} for id in ids])
    result = cli("runner", "list", "-o", "json").succeeded()
    assert {shown["runnerId"] for shown in result.json} == {RUNNER, *ids}
    assert len(service.calls("ListRunners")) == 2


@pytest.mark.parametrize("phase", [name for name, n in runner_pb2.RunnerPhase.items() if n])
def test_every_phase_is_written_as_the_service_names_it(service, cli, phase):
    service.seed(runners=[{"runnerId": RUNNER, "status": {"phase": phase}}])
    result = cli("runner", "get", RUNNER, "-o", "json").succeeded()
    assert result.json["status"]["phase"] == phase
    shown = cli("runner", "get", RUNNER, "--columns", "phase", "--no-headers").succeeded().stdout
    assert shown.strip() == phase.removeprefix("RUNNER_PHASE_").lower()


def test_a_class_is_usable_if_its_runner_is(service, cli):
    service.pair()
    columns = ("--columns", "usable,reason", "--no-headers")
    assert cli("class", "list", *columns).succeeded().stdout.split() == ["yes", "-"]
    service.seed(runners=[SECRETIVE | {"status": {"phase": "RUNNER_PHASE_INACTIVE"}}])
    usable, _, reason = cli("class", "list", *columns).succeeded().stdout.partition(" ")
    assert usable == "no"
    assert "aws-eu" in reason
    assert "usable" not in json.dumps(cli("class", "list", "-o", "json").succeeded().json)
