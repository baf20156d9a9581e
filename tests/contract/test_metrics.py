"""Metrics, read by the parsers of the official Prometheus client."""

import http.client
import re
import time

import pytest
import yaml
from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_text

from stub import project
from world import READ_TOKEN, RUNNER, USER, WRITE_TOKEN

OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"
TEXT = "text/plain; version=0.0.4; charset=utf-8"
READY = {"phase": "WARM_POOL_PHASE_READY", "runningInstances": 3, "stoppedInstances": 1}
HOSTILE = 'a"b\\c\nd {x="y"} 1 # é \u202e'


def samples(families) -> dict:
    """The value of each series; every family is one block and every series exists once."""
    families = list(families)
    names = [family.name for family in families]
    assert len(names) == len(set(names)), names
    found = {}
    for family in families:
        assert family.documentation, family.name
        assert family.type in ("gauge", "counter", "histogram"), family
        for sample in family.samples:
            assert sample.timestamp is None, sample
            key = (sample.name, frozenset(sample.labels.items()))
            assert key not in found, sample
            found[key] = sample.value
    return found


def value(found: dict, name: str, **labels):
    """The value of a series that has these labels among others; None if there is none."""
    matching = [
        value
        for (series, found_labels), value in found.items()
        if series == name and labels.items() <= dict(found_labels).items()
    ]
    assert len(matching) <= 1, (name, labels, matching)
    return matching[0] if matching else None


def check_secrecy(text: str) -> None:
    """No text names a token or a user."""
    for secret in (WRITE_TOKEN, READ_TOKEN, USER):
        assert secret not in text


@pytest.fixture
def listening(cli):
    """Starts a listener; gives what sends requests to it. It is ended after the test."""
    runs = []

    def listening(*words):
        run = cli.start("metrics", "--listen", "127.0.0.1:0", *words)
        runs.append(run)
        line = run.process.stderr.readline()
        address = re.fullmatch(r"serving http://(\S+)/metrics until stopped\n", line).group(1)

        def get(accept="", path="/metrics"):
            connection = http.client.HTTPConnection(address, timeout=30)
            try:
                connection.request("GET", path, headers={"accept": accept} if accept else {})
                response = connection.getresponse()
                text = response.read().decode()
            finally:
                connection.close()
            check_secrecy(text)
            return response.status, response.headers["content-type"], text

        return get

    yield listening
    for run in runs:
        run.process.terminate()
        _, stderr = run.process.communicate()
        assert run.process.returncode == 143
        check_secrecy(stderr)


def test_what_is_printed_is_read_by_the_official_parser(service, cli):
    pool = service.pool(status=READY, spec={"minSize": 2, "maxSize": 5, "specVersion": "41"})
    pair = pool.metadata.project_id, pool.metadata.environment_class_id
    completed = {"completionTime": "2026-05-01T08:30:00.250Z", "snapshotSizeBytes": "34359738368"}
    service.prebuild(pair, **completed)
    result = cli("metrics").succeeded()
    check_secrecy(result.stdout)
    found = samples(read_text(result.stdout))
    names = {"project": "acme-api", "class": "large"}
    for name, expected in {
        "ona_warm_pool_running_instances": 3,
        "ona_warm_pool_stopped_instances": 1,
        "ona_warm_pool_min_instances": 2,
        "ona_warm_pool_max_instances": 5,
        "ona_warm_pool_spec_changes_total": 41,
        "ona_prebuild_last_completed_timestamp_seconds": 1777624200.25,
        "ona_prebuild_snapshot_expires_timestamp_seconds": 1777624200.25 + 7 * 86_400,
        "ona_prebuild_snapshot_size_bytes": 34359738368,
        "ona_prebuild_scheduled": 0,
    }.items():
        assert value(found, name, **names) == expected, name
    ids = {"pool_id": pool.id, "project_id": pair[0], "environment_class_id": pair[1]}
    assert value(found, "ona_warm_pool_info", **names, **ids, runner="aws-eu") == 1
    phases = {
        phase: value(found, "ona_warm_pool_phase", **names, phase=phase)
        for phase in ("pending", "ready", "degraded", "deleting", "deleted")
    }
    assert phases == {"pending": 0, "ready": 1, "degraded": 0, "deleting": 0, "deleted": 0}
    created = value(found, "ona_warm_pool_created_timestamp_seconds", **names)
    assert created == pytest.approx(pool.metadata.created_at.ToNanoseconds() / 1e9)
    assert value(found, "prebuildctl_requests_total", method="ListWarmPools", code="ok") == 1
    assert value(found, "ona_prebuild_last_failed_timestamp_seconds") is None
    assert value(found, "prebuildctl_event_stream_up") is None


def test_both_formats_say_the_same(service, listening):
    service.pool(status=READY)
    get = listening("--every", "1h")
    status, content_type, text = get()
    assert (status, content_type) == (200, TEXT)
    plain = samples(read_text(text))
    status, content_type, text = get("application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
    assert (status, content_type) == (200, OPENMETRICS)
    open_metrics = samples(openmetrics.text_string_to_metric_families(text))
    assert set(plain) == set(open_metrics)
    counts = [name for name, _ in plain if name.startswith("ona_environment_start_seconds")]
    assert len(counts) == 3 * (12 + 3), counts
    assert value(plain, "ona_warm_pool_claims_observed_total", project="acme-api") == 0
    assert get(path="/healthz")[0] == 200
    assert get(path="/nosuch")[0] == 404


def test_hostile_names_are_one_series(service, cli, listening):
    project_id, class_id = service.pair()
    service.seed(
        projects=[project(project_id, class_id, name=HOSTILE)],
        pools=[{"metadata": {"projectId": project_id, "environmentClassId": class_id}}],
    )
    shown = 'a"b\\c⏎d {x="y"} 1 # é <U+202E>'
    found = samples(read_text(cli("metrics").succeeded().stdout))
    assert value(found, "ona_warm_pool_max_instances", project=shown) == 2
    _, _, text = listening("--every", "1h")("application/openmetrics-text")
    found = samples(openmetrics.text_string_to_metric_families(text))
    assert value(found, "ona_warm_pool_max_instances", project=shown) == 2


def test_a_textfile_names_itself_at_what_is_about_the_tool(service, cli, tmp_path):
    service.pool(status=READY)
    file = tmp_path / "pools.prom"
    result = cli("metrics", "--textfile", file).succeeded()
    assert result.stdout == ""
    text = file.read_text()
    check_secrecy(text)
    assert text.endswith("\n")
    assert "# EOF" not in text
    for name, labels in samples(read_text(text)):
        has_label = ("textfile", "pools.prom") in labels
        assert has_label == name.startswith("prebuildctl_"), (name, labels)
    assert file.stat().st_mode & 0o777 == 0o644
    assert [path.name for path in tmp_path.iterdir() if "prom" in path.name] == ["pools.prom"]


def test_claims_are_counted_from_events_without_another_sweep(service, listening):
    pool = service.pool(status=READY | {"desiredSize": 3, "statusVersion": "5"})
    get = listening("--every", "1h")

    def wait_until(name, expected):
        end = time.monotonic() + 30
        while True:
            found = samples(read_text(get()[2]))
            if value(found, name) == expected:
                return found
            assert time.monotonic() < end, found
            time.sleep(0.02)

    wait_until("prebuildctl_up", 1)
    # The official server opens the stream with the first event.
    service.change(pool, status=READY | {"desiredSize": 3, "statusVersion": "6"})
    wait_until("prebuildctl_event_stream_up", 1)
    claimed = READY | {"desiredSize": 3, "statusVersion": "8", "runningInstances": 1}
    service.change(pool, status=claimed)
    found = wait_until("ona_warm_pool_claims_observed_total", 2)
    assert value(found, "ona_warm_pool_reports_missed_total") == 1
    assert value(found, "ona_warm_pool_running_instances") == 1
    assert len(service.calls("ListWarmPools")) == 1
    filters = [call.message["resourceTypeFilters"] for call in service.calls("WatchEvents")]
    types = sorted(wanted["resourceType"] for [wanted] in filters)
    assert types == [f"RESOURCE_TYPE_{name}" for name in ("ENVIRONMENT", "PREBUILD", "WARM_POOL")]


def test_only_reads_are_sent(service, cli):
    service.pool(status=READY)
    cli("metrics", env={"ONA_TOKEN": READ_TOKEN}).succeeded()
    assert service.calls("ListWarmPools")
    assert not service.changes()
    assert RUNNER not in cli("metrics").stdout, "runners are named"


def test_the_rules_are_yaml_and_name_what_is_exported(service, cli, listening):
    service.pool(status=READY)
    rules = yaml.safe_load(cli("metrics", "--rules").succeeded().stdout)
    alerts = [rule for group in rules["groups"] for rule in group["rules"]]
    assert len(alerts) == 8
    text = cli("metrics").stdout + listening("--every", "1h")()[2]
    exported = set(re.findall(r"^((?:ona|prebuildctl)_\w+)", text, re.MULTILINE))
    # Series about what has not happened here.
    exported |= {
        "ona_fleet_differences",
        "ona_prebuild_last_completed_timestamp_seconds",
        "ona_prebuild_snapshot_expires_timestamp_seconds",
    }
    for alert in alerts:
        used = set(re.findall(r"\b(?:ona|prebuildctl)_\w+", alert["expr"]))
        assert used, alert
        assert used <= exported, used - exported


def test_each_profile_has_a_label(service, cli):
    service.pool(status=READY)
    folder = cli.home / ".config" / "prebuildctl"
    folder.mkdir(parents=True)
    origin = cli.env["ONA_HOST"]
    tokens = {"one": WRITE_TOKEN, "two": READ_TOKEN, "three": "ona_contract_expired_token"}
    file = folder / "config.toml"
    file.write_text(
        "".join(
            f'[profiles.{name}]\nhost = "{origin}"\ntoken = "{token}"\n'
            for name, token in tokens.items()
        )
    )
    file.chmod(0o600)
    result = cli("metrics", "--all-profiles", env={"ONA_HOST": None, "ONA_TOKEN": None})
    assert result.code == 4, result
    assert "profile three" in result.stderr, result
    check_secrecy(result.stdout + result.stderr)
    found = samples(read_text(result.stdout))
    for profile, is_up in {"one": 1, "two": 1, "three": 0}.items():
        assert value(found, "prebuildctl_up", profile=profile) == is_up
        running = value(found, "ona_warm_pool_running_instances", profile=profile)
        assert running == (3 if is_up else None), profile
    of_service = [dict(labels) for name, labels in found if name.startswith("ona_")]
    assert all("profile" in labels for labels in of_service), of_service
