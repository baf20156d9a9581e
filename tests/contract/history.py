"""What the service knows of the past: usage records, environments, how long it keeps them, and the
audit log."""

import uuid

from gitpod.v1 import environment_pb2, event_pb2, organization_pb2, pagination_pb2, usage_pb2
from google.protobuf import json_format

from feed import Feed
from refusals import refusal


class History:
    """The past of one organization; without policies nothing is archived or deleted by itself."""

    def __init__(self, organization: str, feed: Feed) -> None:
        self.feed = feed
        self.audit: list[event_pb2.ListAuditLogsResponse.AuditLogEntry] = []
        self.records: list[usage_pb2.EnvironmentUsageRecord] = []
        self.environments: dict[str, environment_pb2.Environment] = {}
        self.policies = organization_pb2.OrganizationPolicies(organization_id=organization)

    def seed(self, things: dict) -> None:
        """Adds usage records, environments and entries of the audit log given as proto3 JSON, and
        sets policies; an environment that exists is changed."""
        for fields in things.get("usageRecords", []):
            new = usage_pb2.EnvironmentUsageRecord(id=str(uuid.uuid4()))
            self.records.append(json_format.ParseDict(fields, new))
        for fields in things.get("environments", []):
            known = self.environments.get(fields.get("id"))
            new = json_format.ParseDict(fields, known or fresh_environment())
            self.environments[new.id] = new
            self.feed.publish("UPDATE_STATUS" if known else "CREATE", "ENVIRONMENT", new.id)
        for fields in things.get("auditEntries", []):
            new = event_pb2.ListAuditLogsResponse.AuditLogEntry(id=str(uuid.uuid4()))
            self.audit.append(json_format.ParseDict(fields, new))
        json_format.ParseDict(things.get("policies", {}), self.policies)

    def runs(
        self, request: usage_pb2.ListEnvironmentUsageRecordsRequest
    ) -> list[usage_pb2.EnvironmentUsageRecord]:
        """The runs that ended within the range of a request, newest first."""
        wanted, dates = request.filter.project_id, request.filter.date_range
        start, end = (nanoseconds(time) for time in (dates.start_time, dates.end_time))
        if start >= end:
            raise refusal("invalid_argument", "date_range: start_time must be before end_time")
        found = [
            record
            for record in self.records
            if (not wanted or record.project_id == wanted)
            and start <= nanoseconds(record.stopped_at) < end
        ]
        return sorted(found, key=lambda record: nanoseconds(record.stopped_at), reverse=True)

    def listed(
        self, request: environment_pb2.ListEnvironmentsRequest
    ) -> list[environment_pb2.Environment]:
        """The environments that pass the filter of a request, by their ids.

        Archived and deleted ones do so only if they are asked for.
        """
        wanted = request.filter
        phases = set(wanted.status_phases)
        everything = environment_pb2.ListEnvironmentsRequest.ARCHIVAL_STATUS_ALL
        shows_archived = wanted.archival_status == everything
        found = [
            environment
            for environment in self.environments.values()
            if (not wanted.project_ids or environment.metadata.project_id in wanted.project_ids)
            and (not wanted.roles or environment.metadata.role in wanted.roles)
            and (shows_archived or not environment.metadata.HasField("archived_at"))
            and environment.status.phase in (phases or {environment.status.phase})
            and (phases or environment.status.phase != environment_pb2.ENVIRONMENT_PHASE_DELETED)
        ]
        is_ascending = request.sort.order == pagination_pb2.SORT_ORDER_ASC
        return sorted(found, key=lambda environment: environment.id, reverse=not is_ascending)

    def audited(
        self, request: event_pb2.ListAuditLogsRequest
    ) -> list[event_pb2.ListAuditLogsResponse.AuditLogEntry]:
        """The entries that pass the filter of a request, by their times."""
        wanted = request.filter
        start = nanoseconds(getattr(wanted, "from"))
        end = nanoseconds(wanted.to) if wanted.HasField("to") else None
        found = [
            entry
            for entry in self.audit
            if (not wanted.subject_ids or entry.subject_id in wanted.subject_ids)
            and (not wanted.subject_types or entry.subject_type in wanted.subject_types)
            and start <= nanoseconds(entry.created_at)
            and (end is None or nanoseconds(entry.created_at) < end)
        ]
        is_ascending = request.sort.order == pagination_pb2.SORT_ORDER_ASC
        return sorted(
            found, key=lambda entry: nanoseconds(entry.created_at), reverse=not is_ascending
        )


def fresh_environment() -> environment_pb2.Environment:
    """An environment that people work in."""
    new = environment_pb2.Environment(id=str(uuid.uuid4()))
    new.metadata.role = environment_pb2.ENVIRONMENT_ROLE_DEFAULT
    return new


def nanoseconds(time) -> int:
    """A timestamp as a number."""
    return time.seconds * 10**9 + time.nanos
