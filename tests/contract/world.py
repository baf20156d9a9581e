"""What the service knows: projects, classes, runners, tokens, prebuilds and warm pools."""

import uuid
from dataclasses import dataclass

from gitpod.v1 import (
    actionable_error_pb2,
    identity_pb2,
    prebuild_pb2,
    project_pb2,
    runner_configuration_pb2,
    runner_pb2,
)
from google.protobuf import json_format

from feed import Feed
from history import History
from pages import page_of
from refusals import refusal
from rules import check_sizes

ORGANIZATION = "0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01"
USER = "f53d2330-3795-4c5d-a1f3-453121af9c60"
RUNNER = "e6aa9c54-89d3-42c1-ac31-bd8d8f1cbb0a"
TIER = "enterprise"
# Not from the alphabet of ids, so that a leak cannot be taken for anything else.
WRITE_TOKEN = "vermilion-heron-4412-writes"
READ_TOKEN = "celadon-ibis-9071-reads"

DEFAULT_SIZES = (1, 2)


@dataclass(frozen=True)
class Access:
    """What a token may do."""

    writes: bool


class World:
    """One state of the service. Every method raises the refusal that the service would return."""

    def __init__(self) -> None:
        self.tokens = {WRITE_TOKEN: Access(writes=True), READ_TOKEN: Access(writes=False)}
        self.projects: dict[str, project_pb2.Project] = {}
        self.classes: dict[str, runner_configuration_pb2.EnvironmentClass] = {}
        self.pools: dict[str, prebuild_pb2.WarmPool] = {}
        self.prebuilds: dict[str, prebuild_pb2.Prebuild] = {}
        self.runners = {RUNNER: capable_runner()}
        self.feed = Feed()
        self.history = History(ORGANIZATION, self.feed)

    def seed(self, things: dict) -> None:
        """Adds runners, classes, projects, prebuilds, pools and what `History` holds.

        All are proto3 JSON, which goes over what they usually hold; a pool or prebuild that exists
        is changed.
        """
        self.history.seed(things)
        for fields in things.get("runners", []):
            new = json_format.ParseDict(fields, capable_runner())
            self.runners[new.runner_id] = new
        for fields in things.get("classes", []):
            new = runner_configuration_pb2.EnvironmentClass(
                id=str(uuid.uuid4()), runner_id=RUNNER, enabled=True
            )
            json_format.ParseDict(fields, new)
            self.classes[new.id] = new
        for fields in things.get("projects", []):
            new = project_pb2.Project(
                id=str(uuid.uuid4()), desired_phase=project_pb2.PROJECT_PHASE_ACTIVE
            )
            new.metadata.organization_id = ORGANIZATION
            json_format.ParseDict(fields, new)
            self.projects[new.id] = new
        for fields in things.get("prebuilds", []):
            known = self.prebuilds.get(fields.get("id"))
            new = json_format.ParseDict(fields, known or fresh_prebuild())
            self.prebuilds[new.id] = new
            self.feed.publish("UPDATE" if known else "CREATE", "PREBUILD", new.id)
        for fields in things.get("pools", []):
            known = self.pools.get(fields.get("id"))
            new = json_format.ParseDict(fields, known or fresh_pool())
            if not (new.spec.max_size or new.spec.desired_size):
                new.spec.min_size, new.spec.max_size = DEFAULT_SIZES
            self.pools[new.id] = new
            self.feed.publish("UPDATE" if known else "CREATE", "WARM_POOL", new.id)

    def remove(self, key: str) -> None:
        """Takes a pool or a prebuild away, as at the end of its deletion."""
        kind = "WARM_POOL" if self.pools.pop(key, None) else "PREBUILD"
        if kind == "PREBUILD":
            self.prebuilds.pop(key)
        self.feed.publish("DELETE", kind, key)

    def access(self, authorization: str) -> Access:
        """What the sender of an `Authorization` header may do."""
        access = self.tokens.get(authorization.removeprefix("Bearer "))
        if access is None or not authorization.startswith("Bearer "):
            raise refusal("unauthenticated", "missing or invalid authentication")
        return access

    def identity(self) -> identity_pb2.GetAuthenticatedIdentityResponse:
        """Who every token of this world belongs to."""
        subject = identity_pb2.Subject(id=USER, principal=identity_pb2.PRINCIPAL_USER)
        return identity_pb2.GetAuthenticatedIdentityResponse(
            subject=subject, organization_id=ORGANIZATION, organization_tier=TIER
        )

    def create(self, request: prebuild_pb2.CreateWarmPoolRequest) -> prebuild_pb2.WarmPool:
        """Makes the pool of a pair."""
        smallest, largest = wanted_sizes(request)
        check_sizes(smallest, largest)
        self._check_prebuilt(request.project_id, request.environment_class_id)
        pair = (request.project_id, request.environment_class_id)
        if any(pair == pair_of(pool) for pool in self.pools.values()):
            raise refusal(
                "already_exists",
                "a warm pool already exists for this project and environment class",
            )
        pool = fresh_pool()
        pool.metadata.project_id, pool.metadata.environment_class_id = pair
        pool.spec.min_size, pool.spec.max_size = smallest, largest
        self.pools[pool.id] = pool
        return pool

    def get(self, pool_id: str) -> prebuild_pb2.WarmPool:
        """The pool with this id."""
        pool = self.pools.get(pool_id.lower())
        if pool is None:
            raise refusal("not_found", "warm pool not found")
        return pool

    def update(self, request: prebuild_pb2.UpdateWarmPoolRequest) -> prebuild_pb2.WarmPool:
        """Changes what the request holds, and leaves the rest."""
        pool = self.get(request.warm_pool_id)
        wanted = prebuild_pb2.WarmPoolSpec()
        wanted.CopyFrom(pool.spec)
        for size in ("min_size", "max_size"):
            if request.HasField(size):
                setattr(wanted, size, getattr(request, size))
        check_sizes(wanted.min_size, wanted.max_size)
        pool.spec.CopyFrom(wanted)
        pool.spec.spec_version += 1
        pool.metadata.updated_at.GetCurrentTime()
        return pool

    def delete(self, pool_id: str) -> None:
        """Marks a pool; like the service, this world goes on showing it while it drains."""
        pool = self.get(pool_id)
        pool.spec.desired_phase = prebuild_pb2.WARM_POOL_PHASE_DELETED
        pool.status.phase = prebuild_pb2.WARM_POOL_PHASE_DELETING

    def list(
        self, request: prebuild_pb2.ListWarmPoolsRequest
    ) -> prebuild_pb2.ListWarmPoolsResponse:
        """One page of the pools that pass the filter."""
        projects = set(request.filter.project_ids)
        classes = set(request.filter.environment_class_ids)
        found = [
            pool
            for pool in self.pools.values()
            if (not projects or pool.metadata.project_id in projects)
            and (not classes or pool.metadata.environment_class_id in classes)
        ]
        return page_of(request, found, prebuild_pb2.ListWarmPoolsResponse(), "warm_pools")

    def start(self, request: prebuild_pb2.CreatePrebuildRequest) -> prebuild_pb2.Prebuild:
        """Starts a prebuild, of the first class that is prebuilt if none is named."""
        class_id = request.environment_class_id
        if not class_id and request.project_id in self.projects:
            settings = self.projects[request.project_id].prebuild_configuration
            class_id = next(iter(settings.environment_class_ids), "")
        self._check_prebuilt(request.project_id, class_id)
        prebuild = fresh_prebuild()
        prebuild.metadata.project_id = request.project_id
        prebuild.metadata.environment_class_id = class_id
        if request.spec.HasField("timeout"):
            prebuild.spec.timeout.CopyFrom(request.spec.timeout)
        self.prebuilds[prebuild.id] = prebuild
        return prebuild

    def prebuild(self, prebuild_id: str) -> prebuild_pb2.Prebuild:
        """The prebuild with this id."""
        prebuild = self.prebuilds.get(prebuild_id.lower())
        if prebuild is None:
            raise refusal("not_found", "prebuild not found")
        return prebuild

    def cancel(self, prebuild_id: str) -> prebuild_pb2.Prebuild:
        """Cancels a prebuild that is not over."""
        prebuild = self.prebuild(prebuild_id)
        if prebuild.status.phase == prebuild_pb2.PREBUILD_PHASE_COMPLETED:
            raise refusal("failed_precondition", "the prebuild is over")
        prebuild.spec.desired_phase = prebuild_pb2.PREBUILD_PHASE_CANCELLED
        prebuild.status.phase = prebuild_pb2.PREBUILD_PHASE_CANCELLING
        return prebuild

    def delete_prebuild(self, prebuild_id: str) -> None:
        """Marks a prebuild; it is shown until it is removed."""
        prebuild = self.prebuild(prebuild_id)
        prebuild.spec.desired_phase = prebuild_pb2.PREBUILD_PHASE_DELETED
        prebuild.status.phase = prebuild_pb2.PREBUILD_PHASE_DELETING

    def list_prebuilds(
        self, request: prebuild_pb2.ListPrebuildsRequest
    ) -> prebuild_pb2.ListPrebuildsResponse:
        """One page of the prebuilds that pass the filter."""
        projects, phases = set(request.filter.project_ids), set(request.filter.phases)
        found = [
            prebuild
            for prebuild in self.prebuilds.values()
            if (not projects or prebuild.metadata.project_id in projects)
            and (not phases or prebuild.status.phase in phases)
        ]
        return page_of(request, found, prebuild_pb2.ListPrebuildsResponse(), "prebuilds")

    def configure(self, request: project_pb2.UpdateProjectRequest) -> project_pb2.Project:
        """Replaces the prebuild settings of a project, and deletes the pools they do not allow."""
        project = existing(self.projects, request.project_id, "project")
        if request.HasField("prebuild_configuration"):
            settings = project.prebuild_configuration
            settings.CopyFrom(request.prebuild_configuration)
            allowed = settings.environment_class_ids if settings.enabled else []
            for pool in self.pools.values():
                of_project, class_id = pair_of(pool)
                if of_project == project.id and class_id not in allowed:
                    self.delete(pool.id)
        return project

    def _check_prebuilt(self, project_id: str, class_id: str) -> None:
        project = self.projects.get(project_id)
        if project is None:
            raise refusal("not_found", "project not found")
        prebuilds = project.prebuild_configuration
        if not prebuilds.enabled:
            raise refusal("failed_precondition", "prebuilds are not enabled for this project")
        if class_id not in prebuilds.environment_class_ids:
            advice = actionable_error_pb2.ActionableErrorDetails(
                error_code="PREBUILD_CLASS_NOT_ENABLED",
                user_message="Enable prebuilds for this environment class first.",
                metadata={"project_id": project_id},
                actions=[
                    actionable_error_pb2.ErrorAction(
                        action_id="view_docs",
                        label="View docs",
                        external_url="https://ona.com/docs/ona/projects/warm-pools",
                    )
                ],
            )
            raise refusal(
                "failed_precondition",
                "environment class does not have prebuilds enabled on this project",
                advice,
            )


def existing(things: dict, key: str, what: str):
    """The thing of this id, or the service's refusal."""
    if key not in things:
        raise refusal("not_found", f"{what} not found")
    return things[key]


def wanted_sizes(request: prebuild_pb2.CreateWarmPoolRequest) -> tuple[int, int]:
    """The pair of sizes a create asks for; the deprecated single size stands for both."""
    size = request.desired_size
    smallest, largest = (size, size) if size else DEFAULT_SIZES
    smallest = request.min_size if request.HasField("min_size") else smallest
    largest = request.max_size if request.HasField("max_size") else largest
    return smallest, largest


def fresh_pool() -> prebuild_pb2.WarmPool:
    """A pool as the service makes it, without its pair and its sizes."""
    pool = prebuild_pb2.WarmPool(id=str(uuid.uuid4()))
    pool.metadata.organization_id = ORGANIZATION
    pool.metadata.runner_id = RUNNER
    pool.metadata.created_at.GetCurrentTime()
    pool.metadata.updated_at.CopyFrom(pool.metadata.created_at)
    pool.spec.spec_version = 1
    pool.spec.desired_phase = prebuild_pb2.WARM_POOL_PHASE_READY
    pool.status.phase = prebuild_pb2.WARM_POOL_PHASE_PENDING
    return pool


def fresh_prebuild() -> prebuild_pb2.Prebuild:
    """A prebuild as it is right after its start."""
    prebuild = prebuild_pb2.Prebuild(id=str(uuid.uuid4()))
    prebuild.metadata.organization_id = ORGANIZATION
    prebuild.metadata.created_at.GetCurrentTime()
    prebuild.metadata.triggered_by = prebuild_pb2.PrebuildMetadata.PREBUILD_TRIGGER_MANUAL
    prebuild.spec.desired_phase = prebuild_pb2.PREBUILD_PHASE_COMPLETED
    prebuild.status.phase = prebuild_pb2.PREBUILD_PHASE_PENDING
    return prebuild


def capable_runner() -> runner_pb2.Runner:
    """The runner of every class, well and able to keep warm pools."""
    runner = runner_pb2.Runner(runner_id=RUNNER, name="aws-eu")
    runner.status.phase = runner_pb2.RUNNER_PHASE_ACTIVE
    runner.status.capabilities.append(runner_pb2.RUNNER_CAPABILITY_WARM_POOL)
    return runner


def pair_of(pool: prebuild_pb2.WarmPool) -> tuple[str, str]:
    """What a pool is the only one of."""
    return pool.metadata.project_id, pool.metadata.environment_class_id
