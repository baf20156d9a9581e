"""The calls of the official Terraform provider, in its order, and the field rules of what it sends."""

import protovalidate
import pytest
from buf.validate import validate_pb2
from gitpod.v1 import (
    environment_pb2,
    insights_pb2,
    prebuild_pb2,
    project_pb2,
    runner_configuration_pb2,
    runner_pb2,
)

NOBODY = "00000000-0000-4000-8000-000000000000"
BRANCH = environment_pb2.GitInitializer.CLONE_TARGET_MODE_REMOTE_BRANCH


def git(remote, branch="main"):
    return {"specs": [{"git": {"remote_uri": remote, "target_mode": BRANCH, "clone_target": branch}}]}


def create_class(sdk, **fields):
    runner = sdk.runner.list_runners(runner_pb2.ListRunnersRequest()).runners[0]
    request = runner_configuration_pb2.CreateEnvironmentClassRequest(
        **{"runner_id": runner.runner_id, "display_name": "xlarge", "description": "16 vCPU"} | fields
    )
    return sdk.classes.create_environment_class(request).id


def get_class(sdk, class_id):
    request = runner_configuration_pb2.GetEnvironmentClassRequest(environment_class_id=class_id)
    return sdk.classes.get_environment_class(request).environment_class


def update_class(sdk, class_id, **fields):
    request = runner_configuration_pb2.UpdateEnvironmentClassRequest(environment_class_id=class_id, **fields)
    assert sdk.classes.update_environment_class(request) == runner_configuration_pb2.UpdateEnvironmentClassResponse()


def prebuilds(*class_ids):
    return project_pb2.ProjectPrebuildConfiguration(
        enabled=True,
        environment_class_ids=class_ids,
        timeout={"seconds": 3600},
        trigger={"daily_schedule": {"hour_utc": 5}},
    )


def create_project(sdk, **fields):
    fields = {"name": "acme-docs", "initializer": git("https://github.com/acme/docs.git")} | fields
    return sdk.project.create_project(project_pb2.CreateProjectRequest(**fields)).project


def get_project(sdk, project_id):
    return sdk.project.get_project(project_pb2.GetProjectRequest(project_id=project_id)).project


def set_classes(sdk, project_id, classes):
    request = project_pb2.UpdateProjectEnvironmentClassesRequest(
        project_id=project_id, project_environment_classes=classes
    )
    return sdk.project.update_project_environment_classes(request)


def delete_project(sdk, project_id):
    return sdk.project.delete_project(project_pb2.DeleteProjectRequest(project_id=project_id))


def has_insights(sdk, project_id):
    request = insights_pb2.GetProjectInsightsStatusRequest(project_id=project_id)
    status = sdk.insights.get_project_insights_status(request)
    assert status == insights_pb2.GetProjectInsightsStatusResponse(enabled=status.enabled)
    return status.enabled


def create_pool(sdk, project_id, class_id, **sizes):
    request = prebuild_pb2.CreateWarmPoolRequest(project_id=project_id, environment_class_id=class_id, **sizes)
    return sdk.prebuild.create_warm_pool(request).warm_pool


def get_pool(sdk, pool_id):
    return sdk.prebuild.get_warm_pool(prebuild_pb2.GetWarmPoolRequest(warm_pool_id=pool_id)).warm_pool


def prebuild_ids(sdk, project_id):
    request = prebuild_pb2.ListPrebuildsRequest(filter={"project_ids": [project_id]})
    return {prebuild.id for prebuild in sdk.prebuild.list_prebuilds(request).prebuilds}


def test_a_class_a_project_and_a_pool_from_create_to_destroy(sdk, until, refusal):
    configuration = [{"key": "diskSizeGb", "value": "200"}, {"key": "machineType", "value": "m6i.4xlarge"}]
    class_id = create_class(sdk, configuration=configuration)
    created = get_class(sdk, class_id)
    assert created.enabled and created.runner_id
    assert (created.display_name, created.description) == ("xlarge", "16 vCPU")
    assert [{"key": field.key, "value": field.value} for field in created.configuration] == configuration

    settings = prebuilds(class_id)
    project = create_project(sdk, prebuild_configuration=settings)
    classes = [{"environment_class_id": class_id, "order": 10}, {"local_runner": True, "order": 20}]
    assert set_classes(sdk, project.id, classes) == project_pb2.UpdateProjectEnvironmentClassesResponse()
    disable = insights_pb2.DisableProjectInsightsRequest(project_id=project.id)
    assert sdk.insights.disable_project_insights(disable) == insights_pb2.DisableProjectInsightsResponse()
    read = get_project(sdk, project.id)
    assert [project_pb2.ProjectEnvironmentClass(**one) for one in classes] == list(read.environment_classes)
    assert read.environment_class == read.environment_classes[0]
    assert read.initializer == environment_pb2.EnvironmentInitializer(**git("https://github.com/acme/docs.git"))
    assert read.prebuild_configuration == settings
    assert read.metadata.creator.id and read.metadata.HasField("created_at")
    assert not has_insights(sdk, project.id)

    pool = create_pool(sdk, project.id, class_id, min_size=0, max_size=5)
    assert get_pool(sdk, pool.id).spec.max_size == 5
    start = prebuild_pb2.CreatePrebuildRequest(project_id=project.id, environment_class_id=class_id, spec={})
    sdk.prebuild.create_prebuild(start)
    until(lambda: get_pool(sdk, pool.id).status.stopped_instances == 5)

    update = project_pb2.UpdateProjectRequest(project_id=project.id, name="acme-handbook")
    assert sdk.project.update_project(update).project.metadata.name == "acme-handbook"
    enable = insights_pb2.EnableProjectInsightsRequest(project_id=project.id)
    assert sdk.insights.enable_project_insights(enable) == insights_pb2.EnableProjectInsightsResponse()
    assert has_insights(sdk, project.id)

    sdk.prebuild.delete_warm_pool(prebuild_pb2.DeleteWarmPoolRequest(warm_pool_id=pool.id))
    assert delete_project(sdk, project.id) == project_pb2.DeleteProjectResponse()
    assert refusal(delete_project, sdk, project.id)[0] == "not_found"
    update_class(sdk, class_id, enabled=False)
    assert not get_class(sdk, class_id).enabled


def test_a_project_is_deleted_with_its_pools_and_its_history_stays(sdk, until, refusal):
    listed = sdk.project.list_projects(project_pb2.ListProjectsRequest(filter={"search": "acme-api"}))
    project = listed.projects[0]
    pools = prebuild_pb2.ListWarmPoolsRequest(filter={"project_ids": [project.id]})
    pool = sdk.prebuild.list_warm_pools(pools).warm_pools[0]
    class_id, before = pool.metadata.environment_class_id, prebuild_ids(sdk, project.id)
    assert before
    delete_project(sdk, project.id)
    deleting = get_pool(sdk, pool.id)
    assert deleting.spec.desired_phase == prebuild_pb2.WARM_POOL_PHASE_DELETED
    until(lambda: not sdk.prebuild.list_warm_pools(pools).warm_pools)
    ids = [found.id for found in sdk.project.list_projects(project_pb2.ListProjectsRequest()).projects]
    assert project.id not in ids
    assert before & prebuild_ids(sdk, project.id)
    start = prebuild_pb2.CreatePrebuildRequest(project_id=project.id, environment_class_id=class_id, spec={})
    machine = environment_pb2.CreateEnvironmentFromProjectRequest(project_id=project.id, spec={})
    for call, arguments in [
        (get_project, [sdk, project.id]),
        (create_pool, [sdk, project.id, class_id]),
        (sdk.prebuild.create_prebuild, [start]),
        (sdk.environment.create_environment_from_project, [machine]),
        (set_classes, [sdk, project.id, [{"local_runner": True}]]),
        (has_insights, [sdk, project.id]),
    ]:
        code, error = refusal(call, *arguments)
        assert (code, error.message) == ("not_found", "project not found")


def test_what_no_field_rule_says_is_refused(sdk, refusal):
    project = create_project(sdk)
    off = create_class(sdk)
    update_class(sdk, off, enabled=False)
    for classes, expected in [
        ([{"environment_class_id": NOBODY}], "not_found"),
        ([{"environment_class_id": off}], "failed_precondition"),
        ([{"local_runner": True}, {"environment_class_id": off}], "failed_precondition"),
        ([{"local_runner": True, "order": 3}, {"local_runner": True, "order": 3}], "invalid_argument"),
        ([{"order": 1}], "invalid_argument"),
        ([{"local_runner": False}], "invalid_argument"),
    ]:
        assert refusal(set_classes, sdk, project.id, classes)[0] == expected
    assert not get_project(sdk, project.id).environment_classes
    code, error = refusal(create_class, sdk, runner_id=NOBODY)
    assert (code, error.message) == ("not_found", "runner not found")
    code, error = refusal(create_project, sdk, prebuild_configuration=prebuilds(NOBODY))
    assert (code, error.message) == ("not_found", "environment class not found")
    for call, request in [
        (sdk.insights.enable_project_insights, insights_pb2.EnableProjectInsightsRequest),
        (sdk.insights.disable_project_insights, insights_pb2.DisableProjectInsightsRequest),
        (sdk.insights.get_project_insights_status, insights_pb2.GetProjectInsightsStatusRequest),
    ]:
        assert refusal(call, request(project_id=NOBODY))[0] == "not_found"
    summary = insights_pb2.GetInsightsSummaryRequest()
    assert refusal(sdk.insights.get_insights_summary, summary)[0] == "unimplemented"


NEW_CLASS = runner_configuration_pb2.CreateEnvironmentClassRequest
CHANGED_CLASS = runner_configuration_pb2.UpdateEnvironmentClassRequest
NEW_PROJECT = project_pb2.CreateProjectRequest
CHANGED_PROJECT = project_pb2.UpdateProjectRequest
CLASS_LIST = project_pb2.UpdateProjectEnvironmentClassesRequest

INVALID = [
    ("classes.create_environment_class", NEW_CLASS()),
    ("classes.create_environment_class", NEW_CLASS(runner_id=NOBODY, display_name="xy", description="ü" * 201)),
    ("classes.create_environment_class", NEW_CLASS(runner_id="x", display_name="x" * 128, description="xyz")),
    ("classes.update_environment_class", CHANGED_CLASS(display_name="", description="")),
    ("project.create_project", NEW_PROJECT()),
    ("project.create_project", NEW_PROJECT(name="x" * 81, technical_description="x" * 8193)),
    ("project.create_project", NEW_PROJECT(name="x", initializer={"specs": [{}, {"git": {}}, {}]})),
    ("project.create_project", NEW_PROJECT(name="x", initializer={"specs": [{"context_url": {}}]})),
    ("project.create_project", NEW_PROJECT(name="x", initializer={"specs": [{"context_url": {"url": "x"}}]})),
    (
        "project.create_project",
        NEW_PROJECT(
            initializer={},
            devcontainer_file_path="/x",
            automations_file_path="//",
            prebuild_configuration={
                "environment_class_ids": ["", "x", NOBODY],
                "timeout": {"seconds": 299, "nanos": 999_999_999},
                "trigger": {"daily_schedule": {"hour_utc": 24}},
                "executor": {"id": "x", "principal": 99},
            },
        ),
    ),
    ("project.update_project", CHANGED_PROJECT(project_id=NOBODY, initializer={"specs": [{}]}, name="")),
    ("project.update_project_environment_classes", CLASS_LIST()),
    ("project.update_project_environment_classes", CLASS_LIST(project_id=NOBODY)),
    (
        "project.update_project_environment_classes",
        CLASS_LIST(
            project_id=NOBODY,
            project_environment_classes=[{"environment_class_id": ""}, {}, {"environment_class_id": "x"}],
        ),
    ),
    (
        "project.update_project_environment_classes",
        CLASS_LIST(project_id=NOBODY, project_environment_classes=[{"order": order} for order in range(31)]),
    ),
    ("project.delete_project", project_pb2.DeleteProjectRequest()),
    ("project.delete_project", project_pb2.DeleteProjectRequest(project_id="x")),
    ("insights.enable_project_insights", insights_pb2.EnableProjectInsightsRequest()),
    ("insights.disable_project_insights", insights_pb2.DisableProjectInsightsRequest(project_id="x")),
    ("insights.get_project_insights_status", insights_pb2.GetProjectInsightsStatusRequest()),
]


def test_field_rules_are_those_of_the_official_library(sdk, refusal):
    for path, request in INVALID:
        with pytest.raises(protovalidate.ValidationError) as raised:
            protovalidate.validate(request)
        expected = raised.value.to_proto()
        service, method = path.split(".")
        code, error = refusal(getattr(getattr(sdk, service), method), request)
        assert code == "invalid_argument", request
        found = validate_pb2.Violations.FromString(error.details[0].message_bytes)
        assert found == expected, request


URIS = [
    *["", "x:y", "mailto:a@b", "HTTP://X", "http://", "http://[::1]", "http://[zz]", "http://x:99999/", "//x/y"],
    *["git@x.test:a/b.git", "ssh://git@x.test/a.git", "1http://x", "https://a b", " x:y", "x:y\n", "http://é"],
    *["http://x/é", "http://x/%zz", "http://x/%20", "http://x/[a]", "http://x?a|b", "http://x#a#b", "x:?#"],
    *["http://x:port/", "https://x.test/a/../b;c=1,2?d=e&f[0]", "https://u:p@x.test:1/~a'(b)*", "urn:a:b", "a+b-c.d:e"],
]


def test_uris_are_judged_as_by_the_official_library(sdk, refusal):
    for uri in URIS:
        request = NEW_PROJECT(name="x", initializer={"specs": [{"context_url": {"url": uri}}]})
        try:
            protovalidate.validate(request)
        except protovalidate.ValidationError:
            assert refusal(sdk.project.create_project, request)[0] == "invalid_argument", uri
        else:
            assert sdk.project.create_project(request).project.initializer == request.initializer


def test_the_longest_valid_values_pass_the_field_rules(sdk, refusal):
    longest_class = NEW_CLASS(runner_id=NOBODY, display_name="ü" * 127, description="xyz", configuration=[{}])
    longest_list = CLASS_LIST(
        project_id=NOBODY, project_environment_classes=[{"order": -order} for order in range(30)]
    )
    longest_project = NEW_PROJECT(name="ü" * 80, initializer={}, technical_description="x" * 8192)
    by_url = NEW_PROJECT(name="x", initializer={"specs": [{"context_url": {"url": "https://x.test/a"}}]})
    for request in [longest_class, longest_list, longest_project, by_url]:
        protovalidate.validate(request)
    assert refusal(sdk.classes.create_environment_class, longest_class)[0] == "not_found"
    assert refusal(sdk.project.update_project_environment_classes, longest_list)[0] == "not_found"
    assert sdk.project.create_project(longest_project).project.metadata.name == "ü" * 80
    assert sdk.project.create_project(by_url).project.initializer == by_url.initializer
