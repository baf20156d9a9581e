"""Logs of prebuilds: the token of the official stub, and a host of the log on a port of its own."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from gitpod.v1 import prebuild_pb2
from google.protobuf import json_format

from world import WRITE_TOKEN

LOG = """[section-create] {"id":"a","title":"Build","continuous":false}
$ make
[section-end] {"id":"a","outcome":"LOG_SECTION_OUTCOME_FAILURE","secondsElapsed":1.3}
"""
PRINTED = "== Build\n$ make\n== Build: failure, 1.3 s\n"


class LogHost(ThreadingHTTPServer):
    """Serves one text to whoever asks, and notes who does."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str | None]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path: str) -> str:
        """The URL of a log."""
        return f"http://127.0.0.1:{self.server_port}/{path}"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["authorization"]))
        assert WRITE_TOKEN not in str(self.headers)
        self.send_response(200)
        self.send_header("content-type", "text/plain")
        self.send_header("content-length", str(len(LOG)))
        self.end_headers()
        self.wfile.write(LOG.encode())

    def log_message(self, *args):
        """Prints nothing."""


@pytest.fixture
def host():
    """The host of a log."""
    host = LogHost()
    yield host
    host.shutdown()
    host.server_close()


def test_the_host_of_a_log_gets_the_token_for_this_log_only(service, cli, host):
    prebuild_id = service.prebuild(service.pair(), "FAILED", logUrl=host.url("logs/1"))
    assert cli("prebuild", "logs", prebuild_id).succeeded().stdout == PRINTED
    assert host.asked == [("/logs/1", f"Bearer log-{prebuild_id}")]
    [call] = service.calls("CreatePrebuildLogsToken")
    request = json_format.ParseDict(call.message, prebuild_pb2.CreatePrebuildLogsTokenRequest())
    assert request == prebuild_pb2.CreatePrebuildLogsTokenRequest(prebuild_id=prebuild_id)
    assert call.executed
    assert ["authorization", f"Bearer {WRITE_TOKEN}"] in call.headers


def test_a_followed_prebuild_that_failed_ends_with_9(service, cli, host):
    prebuild_id = service.prebuild(service.pair(), "FAILED", logUrl=host.url("1"))
    result = cli("prebuild", "logs", prebuild_id, "--follow")
    assert (result.code, result.stdout) == (9, PRINTED)


def test_the_newest_of_a_project(service, cli, host):
    pair = service.pair()
    service.prebuild(pair, "COMPLETED")
    prebuild_id = service.prebuild(service.pair(), "COMPLETED", logUrl=host.url("2"))
    project_id = cli("prebuild", "get", prebuild_id, "--jq", ".metadata.projectId", "-r")
    words = ("--latest", "--project", project_id.stdout.strip(), "--raw")
    assert cli("prebuild", "logs", *words).succeeded().stdout == LOG
    assert host.asked == [("/2", f"Bearer log-{prebuild_id}")]


@pytest.mark.parametrize("executes", [True, False])
@pytest.mark.parametrize("lost", [{"drop": True}, {"error": {"code": "unavailable"}}])
def test_a_token_that_is_lost_is_created_again(service, cli, host, lost, executes):
    prebuild_id = service.prebuild(service.pair(), "COMPLETED", logUrl=host.url("1"))
    service.script({"method": "CreatePrebuildLogsToken", "execute": executes, **lost})
    assert cli("prebuild", "logs", prebuild_id, "-q").succeeded().stdout == PRINTED
    assert service.methods() == ["GetPrebuild"] + ["CreatePrebuildLogsToken"] * 2


def test_the_log_of_a_prebuild_that_fails_is_saved(service, cli, host, tmp_path):
    prebuild_id = service.prebuild(service.pair(), "FAILED", logUrl=host.url("1"))
    cli("prebuild", "wait", prebuild_id, "--logs-on-failure", "log").failed(9)
    assert (tmp_path / "log").read_text() == LOG


def test_a_token_that_may_not_read_logs(service, cli, host):
    prebuild_id = service.prebuild(service.pair(), "COMPLETED", logUrl=host.url("1"))
    service.script({"method": "CreatePrebuildLogsToken", "error": {"code": "permission_denied"}})
    cli("prebuild", "logs", prebuild_id).failed(5)
    assert host.asked == []
