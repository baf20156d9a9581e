"""Environments, usage, the audit log, policies, faults and logs, through the official SDK."""

import json
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from uuid import UUID

import protovalidate
import pytest
from buf.validate import validate_pb2
from gitpod.v1 import (
    environment_pb2,
    event_pb2,
    identity_pb2,
    organization_pb2,
    prebuild_pb2,
    project_pb2,
    runner_configuration_pb2,
    usage_pb2,
)

from local_server import Local

NOBODY = "00000000-0000-4000-8000-000000000000"
PHASE = environment_pb2.EnvironmentPhase


@pytest.fixture
def local(tmp_path):
    """With the demand of the sample data."""
    server = Local(tmp_path / "local.db")
    yield server
    if server.process.poll() is None:
        server.stop()


def project_id(sdk, name):
    found = sdk.project.list_projects(project_pb2.ListProjectsRequest()).projects
    return next(own.id for own in found if own.metadata.name == name)


def class_id(sdk, name):
    request = runner_configuration_pb2.ListEnvironmentClassesRequest()
    found = sdk.classes.list_environment_classes(request).environment_classes
    return next(own.id for own in found if own.display_name == name)


def last_days(count):
    """A range that ends well after now: simulated time runs ahead."""
    now = datetime.now(timezone.utc)
    return {"start_time": now - timedelta(days=count), "end_time": now + timedelta(days=30)}


def records(sdk, date_range, **filters):
    request = usage_pb2.ListEnvironmentUsageRecordsRequest(
        filter={"date_range": date_range} | filters, pagination={"page_size": 100}
    )
    found = []
    while True:
        response = sdk.usage.list_environment_usage_records(request, use_get=True)
        found += response.records
        if not response.pagination.next_token:
            return found
        assert len(response.records) == 100
        request.pagination.token = response.pagination.next_token


def test_four_weeks_of_demand_have_usage_records(sdk):
    found = records(sdk, last_days(28))
    assert 1000 < len(found) < 2500
    assert len({own.id for own in found}) == len(found)
    for own in found:
        for key in (own.id, own.environment_id, own.user_id, own.project_id, own.runner_id):
            UUID(key)
        assert own.created_at.ToDatetime() < own.stopped_at.ToDatetime()
    ends = [own.stopped_at.ToDatetime() for own in found]
    assert ends == sorted(ends, reverse=True)
    pairs = {(own.project_id, own.environment_class_id): 0 for own in found}
    for own in found:
        pairs[own.project_id, own.environment_class_id] += 1
    api, regular = project_id(sdk, "acme-api"), class_id(sdk, "regular")
    assert pairs[api, regular] > 800
    assert pairs[api, class_id(sdk, "large")] > 200
    # With the runs of prebuilds.
    assert 20 < pairs[project_id(sdk, "acme-web"), regular] < 110


def test_ranges_add_up_and_filter_by_project(sdk):
    now = datetime.now(timezone.utc)
    weeks = [
        {"start_time": now - timedelta(days=7 * week + 7), "end_time": now - timedelta(days=7 * week)}
        for week in range(1, 4)
    ]
    whole = {"start_time": weeks[-1]["start_time"], "end_time": weeks[0]["end_time"]}
    ids = [own.id for week in weeks for own in records(sdk, week)]
    assert ids == [own.id for own in records(sdk, whole)]
    web = project_id(sdk, "acme-web")
    of_web = [own.id for own in records(sdk, whole) if own.project_id == web]
    assert [own.id for own in records(sdk, whole, project_id=web)] == of_web
    assert records(sdk, whole, project_id="nobody") == []


def test_sessions_count_every_start(sdk):
    now = datetime.now(timezone.utc)
    date_range = {"start_time": now - timedelta(days=21), "end_time": now - timedelta(days=7)}
    api = project_id(sdk, "acme-api")

    def sessions(resolution):
        request = usage_pb2.GetEnvironmentSessionsTimeSeriesRequest(
            date_range=date_range, project_id=api, resolution=resolution
        )
        return sdk.usage.get_environment_sessions_time_series(request, use_get=True).sessions

    hours = sessions(usage_pb2.RESOLUTION_HOURLY)
    times = [own.time.ToDatetime() for own in hours]
    assert len(hours) in (14 * 24, 14 * 24 + 1)
    assert {later - earlier for earlier, later in zip(times, times[1:])} == {timedelta(hours=1)}
    total = sum(own.value for own in hours)
    assert total == sum(own.value for own in sessions(usage_pb2.RESOLUTION_DAILY))
    started = {
        own.environment_id
        for own in records(sdk, last_days(28), project_id=api)
        if date_range["start_time"] <= own.created_at.ToDatetime(timezone.utc) < date_range["end_time"]
    }
    # Restarts count too.
    assert len(started) < total < 1.3 * len(started)

    top = usage_pb2.GetTopProjectsRequest(date_range=date_range)
    projects = sdk.usage.get_top_projects(top, use_get=True).projects
    assert [own.project_name for own in projects] == ["acme-api", "acme-web"]
    top = usage_pb2.GetTopEnvironmentClassesRequest(date_range=date_range, project_id=api)
    classes = sdk.usage.get_top_environment_classes(top, use_get=True).environment_classes
    assert [own.environment_class_name for own in classes] == ["regular", "large"]
    assert all(own.total_runtime_seconds > 0 and own.runner_name == "aws-eu" for own in classes)


def test_the_life_of_an_environment(sdk, until, refusal):
    where = {"project_id": project_id(sdk, "acme-web")}
    create = environment_pb2.CreateEnvironmentFromProjectRequest(
        **where, spec={"machine": {"class": class_id(sdk, "small")}}, name="mine"
    )
    created = sdk.environment.create_environment_from_project(create).environment
    assert created.metadata.role == environment_pb2.ENVIRONMENT_ROLE_DEFAULT
    assert created.spec.desired_phase == PHASE.Value("ENVIRONMENT_PHASE_RUNNING")

    def get():
        request = environment_pb2.GetEnvironmentRequest(environment_id=created.id)
        return sdk.environment.get_environment(request).environment

    def reaches(name):
        return until(lambda: (own := get()).status.phase == PHASE.Value(f"ENVIRONMENT_PHASE_{name}") and own)

    key = {"environment_id": created.id}
    running = reaches("RUNNING")
    assert running.status.machine.phase == environment_pb2.EnvironmentStatus.Machine.PHASE_RUNNING
    sdk.environment.stop_environment(environment_pb2.StopEnvironmentRequest(**key))
    stopped = reaches("STOPPED")
    assert stopped.spec.spec_version == 2
    sdk.environment.archive_environment(environment_pb2.ArchiveEnvironmentRequest(**key))
    assert get().metadata.HasField("archived_at")
    start = environment_pb2.StartEnvironmentRequest(**key)
    assert refusal(sdk.environment.start_environment, start)[0] == "failed_precondition"
    sdk.environment.unarchive_environment(environment_pb2.UnarchiveEnvironmentRequest(**key))
    sdk.environment.start_environment(start)
    reaches("RUNNING")
    sdk.environment.delete_environment(environment_pb2.DeleteEnvironmentRequest(**key, force=True))
    reaches("DELETED")
    own = [own for own in records(sdk, last_days(1)) if own.environment_id == created.id]
    assert len(own) == 2
    listed = environment_pb2.ListEnvironmentsRequest(
        filter={"project_ids": [where["project_id"]], "status_phases": [PHASE.Value("ENVIRONMENT_PHASE_DELETED")]},
        pagination={"page_size": 100},
    )
    assert created.id in [own.id for own in sdk.environment.list_environments(listed).environments]


def test_the_audit_log_and_the_policies(sdk):
    where = {"project_id": project_id(sdk, "acme-api"), "environment_class_id": class_id(sdk, "large")}
    pool = sdk.prebuild.create_warm_pool(prebuild_pb2.CreateWarmPoolRequest(**where, min_size=0)).warm_pool
    update = prebuild_pb2.UpdateWarmPoolRequest(warm_pool_id=pool.id, max_size=4)
    sdk.prebuild.update_warm_pool(update)
    sdk.prebuild.delete_warm_pool(prebuild_pb2.DeleteWarmPoolRequest(warm_pool_id=pool.id))
    request = event_pb2.ListAuditLogsRequest(
        filter={"subject_types": [event_pb2.RESOURCE_TYPE_WARM_POOL], "subject_ids": [pool.id]},
        pagination={"page_size": 2},
    )
    first = sdk.event.list_audit_logs(request, use_get=True)
    assert [own.action for own in first.entries] == ["delete", "update"]
    request.pagination.token = first.pagination.next_token
    second = sdk.event.list_audit_logs(request, use_get=True)
    assert [own.action for own in second.entries] == ["create"]
    assert not second.pagination.next_token
    entry = second.entries[0]
    assert entry.kind == event_pb2.AUDIT_LOG_ENTRY_KIND_RESOURCE_CHANGE
    assert entry.subject_id == pool.id and entry.actor_id

    identity = sdk.identity.get_authenticated_identity(identity_pb2.GetAuthenticatedIdentityRequest())
    assert entry.actor_id == identity.subject.id
    request = organization_pb2.GetOrganizationPoliciesRequest(organization_id=identity.organization_id)
    policies = sdk.organization.get_organization_policies(request, use_get=True).policies
    assert policies.organization_id == identity.organization_id
    assert policies.archive_environments_after.ToTimedelta() == timedelta(days=3)
    assert policies.delete_archived_environments_after.ToTimedelta() == timedelta(days=7)


INVALID = [
    ("usage.list_environment_usage_records", usage_pb2.ListEnvironmentUsageRecordsRequest(filter={})),
    (
        "usage.list_environment_usage_records",
        usage_pb2.ListEnvironmentUsageRecordsRequest(filter={"date_range": {}}, pagination={"page_size": 101}),
    ),
    (
        "usage.get_environment_sessions_time_series",
        usage_pb2.GetEnvironmentSessionsTimeSeriesRequest(resolution=9),
    ),
    ("usage.get_top_projects", usage_pb2.GetTopProjectsRequest()),
    (
        "usage.get_top_environment_classes",
        usage_pb2.GetTopEnvironmentClassesRequest(date_range={"start_time": {"seconds": 1}}),
    ),
    (
        "event.list_audit_logs",
        # The Python library does not check the enums in lists.
        event_pb2.ListAuditLogsRequest(filter={"actor_ids": ["x", NOBODY, ""]}),
    ),
    ("event.list_audit_logs", event_pb2.ListAuditLogsRequest(filter={"subject_ids": [NOBODY] * 26})),
    ("organization.get_organization_policies", organization_pb2.GetOrganizationPoliciesRequest()),
    (
        "organization.get_organization_policies",
        organization_pb2.GetOrganizationPoliciesRequest(organization_id="x"),
    ),
    ("environment.start_environment", environment_pb2.StartEnvironmentRequest(environment_id="x")),
    ("environment.stop_environment", environment_pb2.StopEnvironmentRequest()),
    ("environment.delete_environment", environment_pb2.DeleteEnvironmentRequest(environment_id="x")),
    ("environment.archive_environment", environment_pb2.ArchiveEnvironmentRequest()),
    ("environment.unarchive_environment", environment_pb2.UnarchiveEnvironmentRequest(environment_id="x")),
    ("prebuild.create_prebuild_logs_token", prebuild_pb2.CreatePrebuildLogsTokenRequest()),
    ("prebuild.create_prebuild_logs_token", prebuild_pb2.CreatePrebuildLogsTokenRequest(prebuild_id="x")),
]


def test_field_rules_are_those_of_the_official_library(sdk, refusal):
    for path, request in INVALID:
        with pytest.raises(protovalidate.ValidationError) as raised:
            protovalidate.validate(request)
        service, method = path.split(".")
        code, error = refusal(getattr(getattr(sdk, service), method), request)
        assert code == "invalid_argument", request
        found = validate_pb2.Violations.FromString(error.details[0].message_bytes)
        assert found == raised.value.to_proto(), request


def fetch(url, token):
    request = urllib.request.Request(url, headers={"authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=10) as response:
        return response.headers["content-type"], response.read().decode()


def test_the_log_of_a_prebuild_follows_it_to_its_end(local, sdk, until):
    where = {"project_id": project_id(sdk, "acme-api"), "environment_class_id": class_id(sdk, "large")}
    prebuild = sdk.prebuild.create_prebuild(prebuild_pb2.CreatePrebuildRequest(**where, spec={})).prebuild
    ask = prebuild_pb2.GetPrebuildRequest(prebuild_id=prebuild.id)
    url = until(lambda: sdk.prebuild.get_prebuild(ask).prebuild.status.log_url)
    assert not url.startswith(local.origin)
    request = prebuild_pb2.CreatePrebuildLogsTokenRequest(prebuild_id=prebuild.id)
    token = sdk.prebuild.create_prebuild_logs_token(request).access_token
    content_type, log = fetch(url, token)
    assert content_type.startswith("text/plain")
    markers = [json.loads(line.split(" ", 1)[1]) for line in log.splitlines() if line.startswith("[section-")]
    assert [own["id"] for own in markers] == ["devcontainer", "devcontainer", "task-build", "task-build"]
    assert markers[-1]["outcome"] == "LOG_SECTION_OUTCOME_SUCCESS"
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetch(url, "local")
    with refused.value as response:
        assert response.code == 401


def test_a_fault_over_http_meets_the_sdk(local, sdk, refusal):
    def fault(body, method="POST"):
        request = urllib.request.Request(
            f"{local.origin}/_emulator/fault",
            data=json.dumps(body).encode() if body is not None else None,
            headers={"authorization": "Bearer local"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)

    error = {"method": "ListWarmPools", "code": "resource_exhausted", "times": 1, "retryAfterSeconds": 30}
    assert fault({"errors": [error]})["errors"] == [error]
    request = prebuild_pb2.ListWarmPoolsRequest()
    code, raised = refusal(sdk.prebuild.list_warm_pools, request)
    assert code == "resource_exhausted"
    # A google.rpc.RetryInfo with a delay of thirty seconds.
    assert raised.details[0].message_bytes == b"\n\x02\x08\x1e"
    assert len(sdk.prebuild.list_warm_pools(request).warm_pools) == 1
    assert fault(None, "GET")["errors"] == []


def test_a_cut_stream_ends(local, sdk):
    stream = sdk.event.watch_events(event_pb2.WatchEventsRequest(organization=True))
    created = environment_pb2.CreateEnvironmentFromProjectRequest(project_id=project_id(sdk, "acme-web"))
    sdk.environment.create_environment_from_project(created)
    next(iter(stream))
    request = urllib.request.Request(
        f"{local.origin}/_emulator/fault",
        data=b'{"dropStream": true}',
        headers={"authorization": "Bearer local"},
    )
    urllib.request.urlopen(request, timeout=10).close()
    # The Python client takes a stream without its last frame for a complete one.
    assert len(list(stream)) < 100
