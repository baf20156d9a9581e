"""The past that the stub service tells the official client; no binary is involved."""

import uuid

import pytest
from gitpod.v1 import environment_pb2, organization_pb2, usage_pb2
from google.protobuf import json_format
from ona_sdk import create_client

from world import ORGANIZATION, READ_TOKEN

PROJECT, OTHER = str(uuid.uuid4()), str(uuid.uuid4())


@pytest.fixture
def services(service):
    """The services of the official client, with a token that reads."""
    return create_client(READ_TOKEN, service.api).services


def record(name: str, project: str, stopped: str) -> dict:
    """A usage record, as proto3 JSON."""
    times = {"createdAt": "2026-10-01T00:00:00Z", "stoppedAt": stopped}
    return {"id": name, "projectId": project, **times}


def environment(number: int, project: str, phase: str, **metadata) -> dict:
    """An environment, whose number is the order of creation, as proto3 JSON."""
    return {
        "id": str(uuid.UUID(int=number)),
        "metadata": {"projectId": project, **metadata},
        "status": {"phase": f"ENVIRONMENT_PHASE_{phase}"},
    }


def numbers(response) -> list[int]:
    """The numbers of listed environments."""
    return [uuid.UUID(found.id).int for found in response.environments]


def test_usage_records_are_those_of_runs_that_ended_in_the_range(service, services):
    service.seed(
        usageRecords=[
            record("before", PROJECT, "2026-11-01T23:59:59.999Z"),
            record("first", PROJECT, "2026-11-02T00:00:00Z"),
            record("last", PROJECT, "2026-11-08T23:59:59.999Z"),
            record("after", PROJECT, "2026-11-09T00:00:00Z"),
            record("other", OTHER, "2026-11-03T00:00:00Z"),
        ]
    )
    request = usage_pb2.ListEnvironmentUsageRecordsRequest()
    dates = {"startTime": "2026-11-02T00:00:00Z", "endTime": "2026-11-09T00:00:00Z"}
    fields = {"filter": {"projectId": PROJECT, "dateRange": dates}, "pagination": {"pageSize": 1}}
    json_format.ParseDict(fields, request)
    first = services.usage.list_environment_usage_records(request)
    assert [found.id for found in first.records] == ["last"]
    request.pagination.token = first.pagination.next_token
    second = services.usage.list_environment_usage_records(request)
    assert [found.id for found in second.records] == ["first"]
    assert not second.pagination.next_token


def test_archived_and_deleted_environments_are_listed_if_they_are_asked_for(service, services):
    service.seed(
        environments=[
            environment(1, PROJECT, "STOPPED", archivedAt="2026-11-02T00:00:00Z"),
            environment(2, PROJECT, "RUNNING"),
            environment(3, PROJECT, "DELETED"),
            environment(4, OTHER, "RUNNING"),
            environment(5, PROJECT, "RUNNING", role="ENVIRONMENT_ROLE_PREBUILD"),
        ]
    )

    def listed(**wanted):
        fields = {"filter": {"projectIds": [PROJECT], **wanted}}
        request = environment_pb2.ListEnvironmentsRequest()
        response = services.environment.list_environments(json_format.ParseDict(fields, request))
        return numbers(response)

    assert listed() == [5, 2]
    assert listed(archivalStatus="ARCHIVAL_STATUS_ALL") == [5, 2, 1]
    assert listed(roles=["ENVIRONMENT_ROLE_DEFAULT"]) == [2]
    assert listed(statusPhases=["ENVIRONMENT_PHASE_DELETED"]) == [3]


def test_policies_are_those_of_the_organization(service, services):
    request = organization_pb2.GetOrganizationPoliciesRequest(organization_id=ORGANIZATION)
    policies = services.organization.get_organization_policies(request).policies
    assert not policies.HasField("delete_archived_environments_after")
    service.seed(policies={"deleteArchivedEnvironmentsAfter": "604800s"})
    policies = services.organization.get_organization_policies(request).policies
    assert policies.delete_archived_environments_after.ToTimedelta().days == 7
