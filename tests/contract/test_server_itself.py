"""The stub service, called by the official client and by plain JSON; no binary is involved.

The bodies and headers compared here were captured from servers made of the official stubs.
"""

import base64
import gzip
import json
import uuid

import pytest
from buf.validate import validate_pb2
from gitpod.v1 import identity_pb2, prebuild_pb2
from google.protobuf import json_format
from ona_sdk import create_client

from world import ORGANIZATION, READ_TOKEN, RUNNER, TIER, USER, WRITE_TOKEN


def test_the_official_client_takes_a_pool_through_its_life(service, official):
    project_id, class_id = service.pair()

    made = official.create_warm_pool(
        prebuild_pb2.CreateWarmPoolRequest(
            project_id=project_id, environment_class_id=class_id, min_size=0, max_size=3
        )
    ).warm_pool
    assert (made.spec.min_size, made.spec.max_size, made.spec.spec_version) == (0, 3, 1)
    assert made.status.phase == prebuild_pb2.WARM_POOL_PHASE_PENDING
    assert (made.metadata.organization_id, made.metadata.runner_id) == (ORGANIZATION, RUNNER)

    changed = official.update_warm_pool(
        prebuild_pb2.UpdateWarmPoolRequest(warm_pool_id=made.id, max_size=7)
    ).warm_pool
    assert (changed.spec.min_size, changed.spec.max_size, changed.spec.spec_version) == (0, 7, 2)

    request = prebuild_pb2.GetWarmPoolRequest(warm_pool_id=made.id)
    assert official.get_warm_pool(request).warm_pool == changed
    pools = official.list_warm_pools(prebuild_pb2.ListWarmPoolsRequest()).warm_pools
    assert list(pools) == [changed]

    official.delete_warm_pool(prebuild_pb2.DeleteWarmPoolRequest(warm_pool_id=made.id))
    deleted = official.get_warm_pool(request).warm_pool
    assert deleted.spec.desired_phase == prebuild_pb2.WARM_POOL_PHASE_DELETED
    assert deleted.status.phase == prebuild_pb2.WARM_POOL_PHASE_DELETING


def test_the_official_client_is_told_who_it_is(service):
    identities = create_client(READ_TOKEN, service.api).services.identity
    response = identities.get_authenticated_identity(identity_pb2.GetAuthenticatedIdentityRequest())
    assert (response.subject.id, response.organization_id, response.organization_tier) == (
        USER,
        ORGANIZATION,
        TIER,
    )


def test_a_created_pool_looks_as_captured(service, post):
    project_id, class_id = service.pair()
    status, headers, body = post(
        "CreateWarmPool",
        {"projectId": project_id, "environmentClassId": class_id, "minSize": 0, "maxSize": 3},
    )
    assert status == 200
    assert headers["content-type"] == "application/json"
    assert headers["content-encoding"] == "identity"
    assert headers["vary"] == "Accept-Encoding"
    assert headers["Transfer-Encoding"] == "chunked"
    [pool] = service.pools()
    created = pool.metadata.created_at.ToJsonString()
    assert json.loads(body) == {
        "warmPool": {
            "id": pool.id,
            "metadata": {
                "organizationId": ORGANIZATION,
                "projectId": project_id,
                "environmentClassId": class_id,
                "runnerId": RUNNER,
                "createdAt": created,
                "updatedAt": created,
            },
            "spec": {
                "specVersion": "1",
                "desiredPhase": "WARM_POOL_PHASE_READY",
                "minSize": 0,
                "maxSize": 3,
            },
            "status": {"phase": "WARM_POOL_PHASE_PENDING"},
        }
    }
    assert body.startswith(b'{\n  "warmPool": {\n    "id": ')


def test_a_full_pool_an_empty_list_and_a_delete_look_as_captured(service, post):
    assert post("ListWarmPools", {})[2].split() == b'{ "pagination": {} }'.split()
    status = {
        "phase": "WARM_POOL_PHASE_READY",
        "statusVersion": "9007199254740993",
        "runningInstances": 1,
        "stoppedInstances": 4,
        "desiredSize": 1,
    }
    spec = {
        "specVersion": "3",
        "snapshotId": str(uuid.uuid4()),
        "desiredPhase": "WARM_POOL_PHASE_READY",
        "minSize": 0,
        "maxSize": 5,
    }
    pool = service.pool(spec=spec, status=status)
    read = json.loads(post("GetWarmPool", {"warmPoolId": pool.id})[2])["warmPool"]
    assert (read["spec"], read["status"]) == (spec, status)
    assert post("DeleteWarmPool", {"warmPoolId": pool.id})[2] == b"{}"


def test_broken_rules_are_refused_as_captured(service, post):
    class_id = "d2c94c27-3b76-4a42-b88c-95a85e392c68"
    request = {"projectId": "x", "environmentClassId": class_id, "minSize": 21, "maxSize": 0}
    status, headers, body = post("CreateWarmPool", request)
    assert (status, headers["content-type"]) == (400, "application/json")
    error = json.loads(body)
    assert error["code"] == "invalid_argument"
    assert error["message"] == (
        "validation error:\n"
        " - project_id: value must be a valid UUID [string.uuid]\n"
        " - min_size: value must be greater than or equal to 0 and less than or equal to 20"
        " [int32.gte_lte]\n"
        " - max_size: value must be greater than or equal to 1 and less than or equal to 20"
        " [int32.gte_lte]"
    )
    assert error["details"] == [
        {
            "type": "buf.validate.Violations",
            "value": (
                "ClsSC3N0cmluZy51dWlkGhp2YWx1ZSBtdXN0IGJlIGEgdmFsaWQgVVVJRCAAKhIKEAgBEgpwcm9qZWN0"
                "X2lkGAkyGgoMCA4SBnN0cmluZxgLCgoIFhIEdXVpZBgICoQBEg1pbnQzMi5ndGVfbHRlGkV2YWx1ZSBt"
                "dXN0IGJlIGdyZWF0ZXIgdGhhbiBvciBlcXVhbCB0byAwIGFuZCBsZXNzIHRoYW4gb3IgZXF1YWwgdG8g"
                "MjAgACoQCg4IBBIIbWluX3NpemUYBTIYCgsIAxIFaW50MzIYCwoJCAUSA2d0ZRgFCoQBEg1pbnQzMi5n"
                "dGVfbHRlGkV2YWx1ZSBtdXN0IGJlIGdyZWF0ZXIgdGhhbiBvciBlcXVhbCB0byAxIGFuZCBsZXNzIHRo"
                "YW4gb3IgZXF1YWwgdG8gMjAgACoQCg4IBRIIbWF4X3NpemUYBTIYCgsIAxIFaW50MzIYCwoJCAUSA2d0"
                "ZRgF"
            ),
        }
    ]
    assert service.pools() == []


@pytest.mark.parametrize(
    ("method", "request_fields", "field", "rule"),
    [
        ("GetWarmPool", {}, "warm_pool_id", "required"),
        ("GetWarmPool", {"warmPoolId": "x"}, "warm_pool_id", "string.uuid"),
        ("UpdateWarmPool", {"desiredSize": 0}, "desired_size", "int32.gte_lte"),
        ("ListWarmPools", {"pagination": {"pageSize": 101}}, "page_size", "int32.gte_lte"),
        (
            "ListWarmPools",
            {"filter": {"projectIds": [USER] * 26}},
            "project_ids",
            "repeated.max_items",
        ),
        ("ListWarmPools", {"filter": {"projectIds": [""]}}, "project_ids", "string.uuid_empty"),
    ],
)
def test_every_rule_the_tool_can_meet_is_checked(post, method, request_fields, field, rule):
    status, _, body = post(method, request_fields)
    error = json.loads(body)
    [detail] = error["details"]
    violations = validate_pb2.Violations.FromString(base64.b64decode(detail["value"] + "==="))
    found = {(v.field.elements[-1].field_name, v.rule_id) for v in violations.violations}
    assert (status, error["code"]) == (400, "invalid_argument")
    assert (field, rule) in found


def test_the_other_refusals_look_as_captured(service, post):
    absent = str(uuid.uuid4())
    pool = service.pool()
    pair = {
        "projectId": pool.metadata.project_id,
        "environmentClassId": pool.metadata.environment_class_id,
        "minSize": 1,
        "maxSize": 2,
    }
    responses = {
        "missing": post("GetWarmPool", {"warmPoolId": absent}),
        "taken": post("CreateWarmPool", pair),
        "unknown token": post("GetWarmPool", {}, {"authorization": "Bearer other"}),
        "no token": post("GetWarmPool", {}, {"authorization": None}),
        "no bearer": post("GetWarmPool", {}, {"authorization": WRITE_TOKEN}),
        "read-only": post(
            "DeleteWarmPool", {"warmPoolId": pool.id}, {"authorization": f"Bearer {READ_TOKEN}"}
        ),
        "crossed": post("UpdateWarmPool", {"warmPoolId": pool.id, "minSize": 3}),
        "left out": post("DeleteRunner", {"runnerId": absent}, path="/api/gitpod.v1.RunnerService/"),
    }
    stranger = (401, "unauthenticated", "missing or invalid authentication")
    assert {
        name: (status, json.loads(body)["code"], json.loads(body)["message"])
        for name, (status, _, body) in responses.items()
    } == {
        "missing": (404, "not_found", "warm pool not found"),
        "taken": (
            409,
            "already_exists",
            "a warm pool already exists for this project and environment class",
        ),
        "unknown token": stranger,
        "no token": stranger,
        "no bearer": stranger,
        "read-only": (403, "permission_denied", "token is read-only"),
        "crossed": (400, "invalid_argument", "min_size 3 must not be above max_size 2"),
        "left out": (501, "unimplemented", "Not implemented"),
    }
    assert service.pools() == [pool]


def test_an_unmet_condition_looks_as_captured(service, post):
    project_id = "b0e12f6c-4c67-429d-a4a6-d9838b5da047"
    service.seed(projects=[{"id": project_id, "prebuildConfiguration": {"enabled": True}}])
    request = {"projectId": project_id, "environmentClassId": str(uuid.uuid4())}
    status, _, body = post("CreateWarmPool", request)
    error = json.loads(body)
    assert (status, error["code"]) == (400, "failed_precondition")
    assert error["message"] == "environment class does not have prebuilds enabled on this project"
    [detail] = error["details"]
    captured = (
        "ChpQUkVCVUlMRF9DTEFTU19OT1RfRU5BQkxFRBIyRW5hYmxlIHByZWJ1aWxkcyBmb3IgdGhpcyBlbnZpcm9ubWVu"
        "dCBjbGFzcyBmaXJzdC4aMgoKcHJvamVjdF9pZBIkYjBlMTJmNmMtNGM2Ny00MjlkLWE0YTYtZDk4MzhiNWRhMDQ3"
        "IkQKCXZpZXdfZG9jcxIJVmlldyBkb2NzIixodHRwczovL29uYS5jb20vZG9jcy9vbmEvcHJvamVjdHMvd2FybS1w"
        "b29scw"
    )
    assert detail == {"type": "gitpod.v1.ActionableErrorDetails", "value": captured}


def test_a_scripted_rate_limit_looks_as_captured(service, post):
    wait = {"type": "google.rpc.RetryInfo", "fields": {"retryDelay": "2.5s"}}
    headers = {"RateLimit-RetryAfter": "7"}
    error = {"code": "resource_exhausted", "message": "rate limit exceeded", "details": [wait]}
    service.script({"error": error | {"headers": headers}})
    status, headers, body = post("ListWarmPools", {})
    assert (status, headers["ratelimit-retryafter"]) == (429, "7")
    assert json.loads(body) == {
        "code": "resource_exhausted",
        "message": "rate limit exceeded",
        "details": [{"type": "google.rpc.RetryInfo", "value": "CggIAhCAyrXuAQ"}],
    }
    assert post("ListWarmPools", {})[0] == 200


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({"method": "NoSuchMethod"}, (404, None, b"")),
        ({"path": "/api/gitpod.v1.NoSuchService/"}, (404, None, b"404 page not found\n")),
        ({"path": "/gitpod.v1.PrebuildService/"}, (404, None, b"404 page not found\n")),
        ({"headers": {"content-type": "text/plain"}}, (415, "Accept-Post", b"")),
        ({"headers": {"content-type": None}}, (415, "Accept-Post", b"")),
        ({"headers": {"content-type": "application/connect+json"}}, (415, "Accept-Post", b"")),
        ({"method": "DeleteWarmPool", "verb": "GET"}, (405, "allow", b"")),
        ({"verb": "PUT"}, (405, "allow", b"")),
    ],
)
def test_what_is_not_a_call_is_answered_by_bare_http(post, case, expected):
    status, headers, body = post(**{"method": "GetWarmPool", "body": {}} | case)
    expected_status, expected_header, expected_body = expected
    assert (status, body) == (expected_status, expected_body)
    lower = {name.lower() for name in headers}
    assert expected_header is None or expected_header.lower() in lower


@pytest.mark.parametrize(
    ("headers", "status", "message"),
    [
        ({"connect-protocol-version": "2"}, 400, "connect-protocol-version must be '1': got '2'"),
        ({"connect-timeout-ms": "soon"}, 400, "Invalid timeout header: 'soon'"),
        (
            {"content-encoding": "br"},
            501,
            "unknown compression: 'br': supported encodings are gzip, identity",
        ),
    ],
)
def test_headers_that_break_the_protocol_are_refused(post, headers, status, message):
    response = post("ListWarmPools", {}, headers)
    assert (response[0], json.loads(response[2])["message"]) == (status, message)


@pytest.mark.parametrize("body", [b'{"pagination":', b"", b'{"noSuchField":1}', b'{"filter":3}'])
def test_a_body_that_is_not_the_message_is_refused_and_recorded(service, post, body):
    status, _, response = post("ListWarmPools", body)
    assert (status, json.loads(response)["code"]) == (500, "unknown")
    [call] = service.calls()
    assert (call.body, call.message, call.executed) == (body.decode(), None, False)
    assert call.failure


def test_bodies_are_compressed_both_ways(service, post):
    pool = service.pool()
    body = gzip.compress(json.dumps({"warmPoolId": pool.id}).encode())
    headers = {"content-encoding": "gzip", "accept-encoding": "gzip"}
    status, headers, response = post("GetWarmPool", body, headers)
    assert (status, headers["content-encoding"]) == (200, "gzip")
    message = json_format.Parse(gzip.decompress(response), prebuild_pb2.GetWarmPoolResponse())
    assert message.warm_pool == pool
