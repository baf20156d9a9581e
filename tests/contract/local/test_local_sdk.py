"""The official SDK drives the embedded API, with both its codecs."""

import signal
import threading

from buf.validate import validate_pb2
from gitpod.v1 import (
    environment_pb2,
    event_pb2,
    identity_pb2,
    pagination_pb2,
    prebuild_pb2,
    project_pb2,
    runner_configuration_pb2,
    runner_pb2,
)
from ona_sdk import create_client

from local_server import Local, clients

READY = prebuild_pb2.WARM_POOL_PHASE_READY
DELETED = prebuild_pb2.WARM_POOL_PHASE_DELETED


def project(sdk, name):
    request = project_pb2.ListProjectsRequest(filter={"search": name})
    found = sdk.project.list_projects(request, use_get=True).projects
    return next(own for own in found if own.metadata.name == name)


def class_id(sdk, name):
    request = runner_configuration_pb2.ListEnvironmentClassesRequest()
    found = sdk.classes.list_environment_classes(request, use_get=True).environment_classes
    return next(own.id for own in found if own.display_name == name)


def pair(sdk, name, of_class):
    return {"project_id": project(sdk, name).id, "environment_class_id": class_id(sdk, of_class)}


def get(sdk, pool_id, **options):
    request = prebuild_pb2.GetWarmPoolRequest(warm_pool_id=pool_id)
    return sdk.prebuild.get_warm_pool(request, **options).warm_pool


def test_the_whole_life_of_a_pool(sdk, until, refusal):
    where = pair(sdk, "acme-api", "large")
    create = prebuild_pb2.CreateWarmPoolRequest(**where, min_size=0, max_size=3)
    pool = sdk.prebuild.create_warm_pool(create).warm_pool
    assert (pool.spec.min_size, pool.spec.max_size, pool.spec.spec_version) == (0, 3, 1)
    assert pool.status.phase == prebuild_pb2.WARM_POOL_PHASE_PENDING
    assert not pool.spec.HasField("snapshot_id")
    assert refusal(sdk.prebuild.create_warm_pool, create)[0] == "already_exists"

    until(lambda: get(sdk, pool.id).status.stopped_instances == 3)
    assert get(sdk, pool.id, use_get=True).status.phase == READY

    update = prebuild_pb2.UpdateWarmPoolRequest(warm_pool_id=pool.id, min_size=2)
    assert sdk.prebuild.update_warm_pool(update).warm_pool.spec.max_size == 3
    full = until(lambda: (own := get(sdk, pool.id)).status.running_instances == 2 and own)
    assert (full.status.desired_size, full.status.stopped_instances) == (2, 1)

    machine = {"machine": {"class": where["environment_class_id"]}}
    start = environment_pb2.CreateEnvironmentFromProjectRequest(project_id=where["project_id"], spec=machine)
    environment = sdk.environment.create_environment_from_project(start).environment
    assert environment.metadata.HasField("prebuild_id")
    until(lambda: get(sdk, pool.id).status.running_instances == 2)
    running = environment_pb2.ENVIRONMENT_PHASE_RUNNING
    ask = environment_pb2.GetEnvironmentRequest(environment_id=environment.id)
    until(lambda: sdk.environment.get_environment(ask).environment.status.phase == running)

    delete = prebuild_pb2.DeleteWarmPoolRequest(warm_pool_id=pool.id)
    assert sdk.prebuild.delete_warm_pool(delete) == prebuild_pb2.DeleteWarmPoolResponse()
    assert get(sdk, pool.id).spec.desired_phase == DELETED

    # The tombstone can be read for five minutes, 150 milliseconds here.
    def is_gone():
        listed = sdk.prebuild.list_warm_pools(prebuild_pb2.ListWarmPoolsRequest()).warm_pools
        return pool.id not in [own.id for own in listed]

    until(is_gone)
    assert refusal(get, sdk, pool.id)[0] == "not_found"


def test_a_prebuild_fills_a_waiting_pool_and_a_second_one_changes_its_snapshot(sdk, until):
    where = pair(sdk, "acme-api", "large")
    waiting = pair(sdk, "acme-web", "regular")
    pool = sdk.prebuild.create_warm_pool(
        prebuild_pb2.CreateWarmPoolRequest(**where, min_size=1, max_size=1)
    ).warm_pool
    first = until(lambda: get(sdk, pool.id).spec.snapshot_id)
    trigger = prebuild_pb2.CreatePrebuildRequest(**where, spec={"timeout": {"seconds": 600}})
    prebuild = sdk.prebuild.create_prebuild(trigger).prebuild
    assert prebuild.spec.timeout.seconds == 600
    until(lambda: get(sdk, pool.id).spec.snapshot_id != first)
    ask = prebuild_pb2.GetPrebuildRequest(prebuild_id=prebuild.id)
    done = sdk.prebuild.get_prebuild(ask).prebuild
    assert done.status.phase == prebuild_pb2.PREBUILD_PHASE_COMPLETED
    assert done.status.snapshot_size_bytes > 2**32

    second = sdk.prebuild.create_prebuild(prebuild_pb2.CreatePrebuildRequest(**waiting, spec={}))
    cancel = prebuild_pb2.CancelPrebuildRequest(prebuild_id=second.prebuild.id)
    cancelling = prebuild_pb2.PREBUILD_PHASE_CANCELLING
    assert sdk.prebuild.cancel_prebuild(cancel).prebuild.status.phase == cancelling
    delete = prebuild_pb2.DeletePrebuildRequest(prebuild_id=second.prebuild.id)
    assert sdk.prebuild.delete_prebuild(delete) == prebuild_pb2.DeletePrebuildResponse()


def test_dropping_a_class_from_the_prebuild_settings_deletes_its_pool(sdk, until):
    own = project(sdk, "acme-api")
    request = prebuild_pb2.ListWarmPoolsRequest(filter={"project_ids": [own.id]})
    pool = sdk.prebuild.list_warm_pools(request).warm_pools[0]
    settings = own.prebuild_configuration
    assert settings.trigger.daily_schedule.hour_utc == 4
    settings.environment_class_ids.remove(pool.metadata.environment_class_id)
    update = project_pb2.UpdateProjectRequest(project_id=own.id, prebuild_configuration=settings)
    updated = sdk.project.update_project(update).project
    assert updated.prebuild_configuration == settings
    assert get(sdk, pool.id).spec.desired_phase == DELETED
    until(lambda: get(sdk, pool.id).status.phase == DELETED)


def test_lists_come_in_pages_and_filters(sdk):
    request = prebuild_pb2.ListPrebuildsRequest(
        filter={"phases": [prebuild_pb2.PREBUILD_PHASE_COMPLETED]},
        pagination={"page_size": 7},
    )
    seen = []
    while True:
        response = sdk.prebuild.list_prebuilds(request, use_get=True)
        seen += [own.id for own in response.prebuilds]
        if not response.pagination.next_token:
            break
        assert len(response.prebuilds) == 7
        request.pagination.token = response.pagination.next_token
    assert len(seen) == len(set(seen)) > 20
    assert seen == sorted(seen, reverse=True)
    scheduled = prebuild_pb2.PrebuildMetadata.PREBUILD_TRIGGER_SCHEDULED
    by_schedule = prebuild_pb2.ListPrebuildsRequest(filter={"triggered_by": [scheduled]})
    found = sdk.prebuild.list_prebuilds(by_schedule).prebuilds
    assert len(found) == 25 and all(own.metadata.triggered_by == scheduled for own in found)


def test_classes_runners_and_identity(sdk):
    listed = runner_configuration_pb2.ListEnvironmentClassesRequest
    every = sdk.classes.list_environment_classes(listed()).environment_classes
    assert [own.display_name for own in every] == ["small", "regular", "large", "gpu"]
    enabled = sdk.classes.list_environment_classes(listed(filter={"enabled": False}))
    assert [own.display_name for own in enabled.environment_classes] == ["gpu"]
    usable = sdk.environment.list_environment_classes(listed()).environment_classes
    assert [own.display_name for own in usable] == ["small", "regular", "large"]
    one = runner_configuration_pb2.GetEnvironmentClassRequest(environment_class_id=every[0].id)
    assert sdk.classes.get_environment_class(one).environment_class == every[0]
    runners = sdk.runner.list_runners(runner_pb2.ListRunnersRequest()).runners
    assert [own.name for own in runners] == ["aws-eu"]
    assert runner_pb2.RUNNER_CAPABILITY_WARM_POOL in runners[0].status.capabilities
    get_runner = runner_pb2.GetRunnerRequest(runner_id=runners[0].runner_id)
    assert sdk.runner.get_runner(get_runner).runner == runners[0]
    identity = sdk.identity.get_authenticated_identity(identity_pb2.GetAuthenticatedIdentityRequest())
    assert identity.organization_tier == "enterprise"


def test_every_refusal_of_a_pool(sdk, refusal):
    create = lambda **fields: refusal(sdk.prebuild.create_warm_pool, prebuild_pb2.CreateWarmPoolRequest(**fields))
    large, nobody = pair(sdk, "acme-api", "large"), "00000000-0000-4000-8000-000000000000"
    assert create(**large, min_size=5, max_size=2)[0] == "invalid_argument"
    assert create(**large, min_size=1, max_size=2, desired_size=2)[0] == "invalid_argument"
    assert create(**(large | {"project_id": nobody}))[0] == "not_found"
    assert create(**(large | {"environment_class_id": nobody}))[0] == "not_found"
    assert create(**pair(sdk, "acme-api", "small"))[0] == "failed_precondition"
    assert create(**pair(sdk, "acme-legacy", "small"))[0] == "failed_precondition"
    assert create(**pair(sdk, "acme-api", "regular"))[0] == "already_exists"
    code, error = create(project_id="nope", min_size=-1, max_size=21)
    assert code == "invalid_argument"
    violations = validate_pb2.Violations.FromString(error.details[0].message_bytes)
    assert [own.field.elements[0].field_name for own in violations.violations] == [
        "project_id", "environment_class_id", "min_size", "max_size"
    ]
    update = prebuild_pb2.UpdateWarmPoolRequest(warm_pool_id=nobody, min_size=1)
    assert refusal(sdk.prebuild.update_warm_pool, update)[0] == "not_found"
    assert refusal(sdk.prebuild.delete_warm_pool, prebuild_pb2.DeleteWarmPoolRequest(warm_pool_id=nobody))[0] == "not_found"
    logs = prebuild_pb2.CreatePrebuildLogsTokenRequest(prebuild_id=nobody)
    assert refusal(sdk.prebuild.create_prebuild_logs_token, logs)[0] == "not_found"
    page = prebuild_pb2.ListWarmPoolsRequest(pagination=pagination_pb2.PaginationRequest(token="made-up"))
    assert refusal(sdk.prebuild.list_warm_pools, page)[0] == "invalid_argument"


def test_events_tell_the_life_of_a_pool(sdk, until):
    pool_type = event_pb2.RESOURCE_TYPE_WARM_POOL
    watch = event_pb2.WatchEventsRequest(
        organization=True, resource_type_filters=[{"resource_type": pool_type}]
    )
    events = []
    stream = sdk.event.watch_events(watch)

    def follow():
        for event in stream:
            events.append(event)
            if event.operation == event_pb2.RESOURCE_OPERATION_DELETE:
                return

    reader = threading.Thread(target=follow, daemon=True)
    reader.start()
    # The stream has every event after it opened; pools of the sample data change as well.
    create = prebuild_pb2.CreateWarmPoolRequest(**pair(sdk, "acme-api", "large"), min_size=1, max_size=1)
    threading.Event().wait(0.3)
    pool = sdk.prebuild.create_warm_pool(create).warm_pool
    until(lambda: get(sdk, pool.id).status.phase == READY)
    sdk.prebuild.delete_warm_pool(prebuild_pb2.DeleteWarmPoolRequest(warm_pool_id=pool.id))
    reader.join(10)
    operations = [own.operation for own in events if own.resource_id == pool.id]
    assert operations[0] == event_pb2.RESOURCE_OPERATION_CREATE
    assert operations[-1] == event_pb2.RESOURCE_OPERATION_DELETE
    assert event_pb2.RESOURCE_OPERATION_UPDATE_STATUS in operations
    assert {own.resource_type for own in events} == {pool_type}


def test_the_sdk_as_it_comes_works_too(local):
    sdk = create_client("local", f"{local.origin}/api").services
    pools = sdk.prebuild.list_warm_pools(prebuild_pb2.ListWarmPoolsRequest()).warm_pools
    assert len(pools) == 1


def test_a_killed_server_has_lost_nothing_it_answered(local):
    sdk = clients(local.origin, "proto")
    create = prebuild_pb2.CreateWarmPoolRequest(**pair(sdk, "acme-api", "large"), min_size=0, max_size=4)
    pool = sdk.prebuild.create_warm_pool(create).warm_pool
    local.stop(signal.SIGKILL)
    again = Local(local.data_file)
    try:
        assert get(clients(again.origin, "json"), pool.id).spec.max_size == 4
    finally:
        again.stop()
