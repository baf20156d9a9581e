"""The embedded API as a process of its own, and the official SDK pointed at it."""

import os
import re
import signal
import subprocess
from pathlib import Path
from types import SimpleNamespace

from connectrpc.compat import google_protobuf_binary_codec, google_protobuf_json_codec
from gitpod.v1.environment_connect import EnvironmentServiceClientSync
from gitpod.v1.event_connect import EventServiceClientSync
from gitpod.v1.identity_connect import IdentityServiceClientSync
from gitpod.v1.insights_connect import InsightsServiceClientSync
from gitpod.v1.organization_connect import OrganizationServiceClientSync
from gitpod.v1.prebuild_connect import PrebuildServiceClientSync
from gitpod.v1.project_connect import ProjectServiceClientSync
from gitpod.v1.runner_configuration_connect import RunnerConfigurationServiceClientSync
from gitpod.v1.runner_connect import RunnerServiceClientSync
from gitpod.v1.usage_connect import UsageServiceClientSync

TOKEN = "local"


SAMPLE = Path(__file__).parents[3] / "src/emulator/seed/built_in.toml"


def command(data_file: Path, *arguments: str) -> list[str]:
    """A command of the embedded API."""
    return [os.environ["PREBUILDCTL_BIN"], "local", *arguments, "--local-data", data_file]


def reset_without_demand(data_file: Path) -> None:
    """Creates the sample data without environments that start by themselves and claim instances."""
    tables = SAMPLE.read_text().split("\n[[")
    seed = data_file.with_suffix(".toml")
    seed.write_text("\n[[".join(own for own in tables if not own.startswith("demand]]")))
    subprocess.run(command(data_file, "reset", "--seed", seed), check=True, capture_output=True)


class Local:
    """A running server. At speed 2,000 the five minutes of an instance take 150 milliseconds."""

    def __init__(self, data_file: Path, speed: float = 2000) -> None:
        self.data_file = data_file
        self.process = subprocess.Popen(
            command(data_file, "serve", "--speed", str(speed)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                self.origin = found.group()
                return
        raise AssertionError(f"the server ended with {self.process.wait()}")

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        self.process.stdout.close()
        return self.process.wait(10)


class Authorization:
    """Sends the token, as the interceptor of the SDK does."""

    def on_start_sync(self, ctx) -> None:
        ctx.request_headers["authorization"] = f"Bearer {TOKEN}"

    def on_end_sync(self, token, ctx, error) -> None:
        pass


CODECS = {"proto": google_protobuf_binary_codec(), "json": google_protobuf_json_codec()}


def clients(origin: str, codec: str) -> SimpleNamespace:
    """The SDK's generated clients with a codec; this one compresses its requests with gzip."""
    options = {"codec": CODECS[codec], "interceptors": [Authorization()]}
    base = f"{origin}/api"
    return SimpleNamespace(
        prebuild=PrebuildServiceClientSync(base, **options),
        project=ProjectServiceClientSync(base, **options),
        environment=EnvironmentServiceClientSync(base, **options),
        classes=RunnerConfigurationServiceClientSync(base, **options),
        runner=RunnerServiceClientSync(base, **options),
        identity=IdentityServiceClientSync(base, **options),
        event=EventServiceClientSync(base, **options),
        insights=InsightsServiceClientSync(base, **options),
        organization=OrganizationServiceClientSync(base, **options),
        usage=UsageServiceClientSync(base, **options),
    )
