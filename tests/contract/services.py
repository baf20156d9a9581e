"""The methods of the official stubs that the tool calls, over one `World`."""

from gitpod.v1 import (
    environment_pb2,
    event_pb2,
    organization_pb2,
    prebuild_pb2,
    project_pb2,
    runner_configuration_pb2,
    runner_pb2,
    usage_pb2,
)
from gitpod.v1.environment_connect import EnvironmentService
from gitpod.v1.event_connect import EventService
from gitpod.v1.identity_connect import IdentityService
from gitpod.v1.organization_connect import OrganizationService
from gitpod.v1.prebuild_connect import PrebuildService
from gitpod.v1.project_connect import ProjectService
from gitpod.v1.runner_configuration_connect import RunnerConfigurationService
from gitpod.v1.runner_connect import RunnerService
from gitpod.v1.usage_connect import UsageService

from pages import page_of
from refusals import refusal
from world import World, existing


class Prebuilds(PrebuildService):
    """Warm pools and prebuilds."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def create_warm_pool(self, request, ctx):
        return prebuild_pb2.CreateWarmPoolResponse(warm_pool=self.world.create(request))

    async def get_warm_pool(self, request, ctx):
        return prebuild_pb2.GetWarmPoolResponse(warm_pool=self.world.get(request.warm_pool_id))

    async def list_warm_pools(self, request, ctx):
        return self.world.list(request)

    async def update_warm_pool(self, request, ctx):
        return prebuild_pb2.UpdateWarmPoolResponse(warm_pool=self.world.update(request))

    async def delete_warm_pool(self, request, ctx):
        self.world.delete(request.warm_pool_id)
        return prebuild_pb2.DeleteWarmPoolResponse()

    async def create_prebuild(self, request, ctx):
        return prebuild_pb2.CreatePrebuildResponse(prebuild=self.world.start(request))

    async def get_prebuild(self, request, ctx):
        prebuild = self.world.prebuild(request.prebuild_id)
        return prebuild_pb2.GetPrebuildResponse(prebuild=prebuild)

    async def list_prebuilds(self, request, ctx):
        return self.world.list_prebuilds(request)

    async def cancel_prebuild(self, request, ctx):
        prebuild = self.world.cancel(request.prebuild_id)
        return prebuild_pb2.CancelPrebuildResponse(prebuild=prebuild)

    async def create_prebuild_logs_token(self, request, ctx):
        prebuild = self.world.prebuild(request.prebuild_id)
        return prebuild_pb2.CreatePrebuildLogsTokenResponse(access_token=f"log-{prebuild.id}")

    async def delete_prebuild(self, request, ctx):
        self.world.delete_prebuild(request.prebuild_id)
        return prebuild_pb2.DeletePrebuildResponse()


class Identities(IdentityService):
    """Whose token it is."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get_authenticated_identity(self, request, ctx):
        return self.world.identity()


class Events(EventService):
    """What changes, from when a watcher's request came, and the audit log."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def watch_events(self, request, ctx):
        async for event in self.world.feed.watch(request):
            yield event

    async def list_audit_logs(self, request, ctx):
        entries = self.world.history.audited(request)
        return page_of(request, entries, event_pb2.ListAuditLogsResponse(), "entries")


class Projects(ProjectService):
    """Projects to look up, in one page, and their prebuild settings to change."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get_project(self, request, ctx):
        project = existing(self.world.projects, request.project_id, "project")
        return project_pb2.GetProjectResponse(project=project)

    async def list_projects(self, request, ctx):
        wanted = set(request.filter.project_ids) or set(self.world.projects)
        projects = [project for key, project in self.world.projects.items() if key in wanted]
        return project_pb2.ListProjectsResponse(projects=projects)

    async def update_project(self, request, ctx):
        return project_pb2.UpdateProjectResponse(project=self.world.configure(request))


class Classes(RunnerConfigurationService):
    """Environment classes to look up; one page holds them all, regardless of the filter."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get_environment_class(self, request, ctx):
        classes = self.world.classes
        environment_class = existing(classes, request.environment_class_id, "environment class")
        return runner_configuration_pb2.GetEnvironmentClassResponse(
            environment_class=environment_class
        )

    async def list_environment_classes(self, request, ctx):
        return runner_configuration_pb2.ListEnvironmentClassesResponse(
            environment_classes=self.world.classes.values()
        )


class Runners(RunnerService):
    """Runners to look up."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get_runner(self, request, ctx):
        runner = existing(self.world.runners, request.runner_id, "runner")
        return runner_pb2.GetRunnerResponse(runner=runner)

    async def list_runners(self, request, ctx):
        runners = list(self.world.runners.values())
        return page_of(request, runners, runner_pb2.ListRunnersResponse(), "runners")


class Usage(UsageService):
    """The runs of environments that have ended."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def list_environment_usage_records(self, request, ctx):
        response = usage_pb2.ListEnvironmentUsageRecordsResponse()
        return page_of(request, self.world.history.runs(request), response, "records")


class Environments(EnvironmentService):
    """Environments to read; everything else about them is left unimplemented."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get_environment(self, request, ctx):
        environments = self.world.history.environments
        environment = existing(environments, request.environment_id, "environment")
        return environment_pb2.GetEnvironmentResponse(environment=environment)

    async def list_environments(self, request, ctx):
        response = environment_pb2.ListEnvironmentsResponse()
        return page_of(request, self.world.history.listed(request), response, "environments")


class Organizations(OrganizationService):
    """The policies of the one organization."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get_organization_policies(self, request, ctx):
        policies = self.world.history.policies
        if request.organization_id != policies.organization_id:
            raise refusal("not_found", "organization not found")
        return organization_pb2.GetOrganizationPoliciesResponse(policies=policies)
