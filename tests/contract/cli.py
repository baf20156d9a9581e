"""The binary under test, run in an environment of its own."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from gitpod.v1 import prebuild_pb2
from google.protobuf import json_format

# Long enough for every retry the tool makes by itself; a run that needs more hangs.
PATIENCE = 180


@dataclass(frozen=True)
class Result:
    """How a run ended."""

    args: tuple[str, ...]
    stdout: str
    stderr: str
    code: int

    def succeeded(self) -> "Result":
        """Returns the run itself after checking that it succeeded without an error."""
        assert self.code == 0, self
        assert "error" not in self.stderr, self
        return self

    def failed(self, code: int) -> "Result":
        """Itself, if the run ended with this code, nothing on stdout and a reason on stderr."""
        assert self.code == code, self
        assert self.stdout == "", self
        assert self.stderr.strip(), self
        return self

    @property
    def json(self):
        """The one JSON document on stdout."""
        return json.loads(self.stdout)

    @property
    def pool(self) -> prebuild_pb2.WarmPool:
        """The one pool on stdout, read by the official SDK's parser, unknown fields not allowed."""
        return json_format.Parse(self.stdout, prebuild_pb2.WarmPool())

    @property
    def pools(self) -> list[prebuild_pb2.WarmPool]:
        """The bare array of pools on stdout, read likewise."""
        assert isinstance(self.json, list), self
        return [json_format.ParseDict(pool, prebuild_pb2.WarmPool()) for pool in self.json]

    @property
    def error(self) -> dict:
        """The error on stderr: one JSON line, nothing else, and nothing on stdout."""
        assert self.stdout == "", self
        assert self.stderr.endswith("\n"), self
        assert self.stderr.count("\n") == 1, self
        document = json.loads(self.stderr)
        assert set(document) == {"error"}, self
        error = document["error"]
        assert set(error) == {"code", "exitCode", "message", "hint", "retryable", "details"}, self
        assert error["exitCode"] == self.code, self
        return error


class Cli:
    """Runs the binary with its own home and no variable that is not stated."""

    def __init__(self, home: Path, origin: str, token: str) -> None:
        self.home = home
        self.env = {
            "HOME": str(home),
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "ONA_HOST": origin,
            "ONA_TOKEN": token,
        }

    def __call__(self, *args, env: dict | None = None, stdin: str = "") -> Result:
        """One run. `env` adds variables; the value None takes one away."""
        return self.start(*args, env=env).ended(stdin)

    def start(self, *args, env: dict | None = None) -> "Running":
        """A run that is not waited for."""
        merged = self.env | (env or {})
        words = [str(arg) for arg in args]
        process = subprocess.Popen(
            [os.environ["PREBUILDCTL_BIN"], *words],
            env={name: value for name, value in merged.items() if value is not None},
            cwd=self.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        return Running(tuple(words), process)


@dataclass(frozen=True)
class Running:
    """A run under way."""

    args: tuple[str, ...]
    process: subprocess.Popen

    def ended(self, stdin: str = "") -> Result:
        """Waits for the end; a run that takes too long is killed."""
        try:
            stdout, stderr = self.process.communicate(stdin, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        return Result(self.args, stdout, stderr, self.process.returncode)
