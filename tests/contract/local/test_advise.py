"""`warm-pool advise` on the sample data: the documented schema, and an independent replay."""

import csv
import json
import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from local_server import SAMPLE

SCHEMA = Path(__file__).parents[3] / "docs/reference/advise.schema.json"
START, PROVISION = 90_000, 300_000


@pytest.fixture
def run(tmp_path):
    """Runs a command on the sample data with its history up to a fixed time."""
    environment = {"HOME": str(tmp_path), "PATH": os.defpath, "LANG": "C.UTF-8", "PREBUILDCTL_LOCAL": "1"}

    def run(*arguments: str, code: int = 0) -> str:
        command = [os.environ["PREBUILDCTL_BIN"], *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=180, check=False
        )
        assert done.returncode == code, done
        return done.stdout

    (tmp_path / "seed.toml").write_text(f'now = "2026-11-30T12:00:00Z"\n{SAMPLE.read_text()}')
    run("local", "reset", "--seed", "seed.toml")
    return run


def test_the_json_is_as_its_schema_says(run):
    schema = json.loads(SCHEMA.read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    advice = json.loads(run("warm-pool", "advise", "--time-zone", "Europe/Berlin", "--windows", "-o", "json"))
    validator.validate(advice)
    evidence = {pool["address"]: pool["evidence"] for pool in advice["pools"]}
    assert evidence == {"acme-api/large": "rough", "acme-api/regular": "firm", "acme-web/regular": "none"}
    # A validator that accepts everything proves nothing.
    advice["pools"][0]["options"][0]["share"]["low"] = 1.5
    assert not validator.is_valid(advice)


def test_a_size_that_is_applied_meets_its_goal(run):
    command = json.loads(run("warm-pool", "advise", "acme-api/regular", "-o", "json"))["pools"][0]["commands"]
    [command] = command
    run(*command.split()[1:])
    run("warm-pool", "advise", "acme-api/regular", "--check")


def replay(starts: list[int], minimum: int, maximum: int, begin: int, end: int) -> tuple[int, float]:
    """The hits of a pool whose target is its minimum, and its mean of running instances; by events."""
    events = [(time, 1, None) for time in starts]
    running, stopped, hits, busy, last = minimum, maximum - minimum, 0, 0, begin
    # What is under way counts as running.
    starting = provisioning = filling = 0
    while events:
        event = min(events)
        events.remove(event)
        time, _, done = event
        if time >= end:
            break
        busy += (time - last) * (running + starting + provisioning + filling)
        last = time
        match done:
            case "start":
                starting, running = starting - 1, running + 1
            case "provision":
                provisioning, running = provisioning - 1, running + 1
            case "fill":
                filling, stopped = filling - 1, stopped + 1
            case None if running:
                running, hits = running - 1, hits + 1
                if stopped:
                    stopped, starting = stopped - 1, starting + 1
                    events.append((time + START, 0, "start"))
                else:
                    provisioning += 1
                    events.append((time + PROVISION, 0, "provision"))
                while running + starting + provisioning + stopped + filling < maximum:
                    filling += 1
                    events.append((time + PROVISION, 0, "fill"))
    busy += (end - last) * (running + starting + provisioning + filling)
    return hits, busy / (end - begin)


def test_an_independent_replay_agrees(run, tmp_path):
    begin = datetime(2026, 6, 1, tzinfo=UTC)
    # Denser and denser, with ties and with starts at the instant of a completion.
    offsets = [minute * 60 for minute in range(0, 20_160, 61)] + [0, 90, 300, 390, 690] * 4
    offsets += [86_400 * day + 32_400 + 45 * count for day in range(14) for count in range(30)]
    with (tmp_path / "starts.csv").open("w") as file:
        writer = csv.writer(file)
        writer.writerow(["created_at"])
        for offset in offsets:
            writer.writerow([(begin + timedelta(seconds=offset)).isoformat()])
    flags = ["--demand", "starts.csv", "--from", "2026-06-01", "--to", "2026-06-15", "--time-zone", "UTC"]
    milliseconds = sorted(offset * 1000 for offset in offsets)
    end = 14 * 86_400_000
    for minimum, maximum in [(1, 1), (1, 3), (2, 5), (4, 4), (3, 9), (7, 20)]:
        only = ["--min", str(minimum), "--max", str(maximum)]
        advice = json.loads(run("warm-pool", "advise", "acme-api/regular", *flags, *only, "-o", "json"))
        [option] = [
            option
            for option in advice["pools"][0]["options"]
            if (option["min"], option["max"]) == (minimum, maximum)
        ]
        hits, mean = replay(milliseconds, minimum, maximum, 0, end)
        assert abs(option["share"]["low"] - hits / len(offsets)) < 1e-9, (minimum, maximum)
        assert abs(option["meanRunning"] - mean) < 1e-9, (minimum, maximum)
