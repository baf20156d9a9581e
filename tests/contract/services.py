"""The methods of the official stubs that the tool calls, over one `World`."""

from gitpod.v1 import prebuild_pb2, project_pb2, runner_configuration_pb2, runner_pb2
from gitpod.v1.identity_connect import IdentityService
from gitpod.v1.prebuild_connect import PrebuildService
from gitpod.v1.project_connect import ProjectService
from gitpod.v1.runner_configuration_connect import RunnerConfigurationService
from gitpod.v1.runner_connect import RunnerService

from refusals import refusal
from world import World


class Prebuilds(PrebuildService):
    """Warm pools; of prebuilds themselves only the list, one page of it."""

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

    async def list_prebuilds(self, request, ctx):
        wanted, phases = set(request.filter.project_ids), set(request.filter.phases)
        found = [
            prebuild
            for prebuild in self.world.prebuilds.values()
            if (not wanted or prebuild.metadata.project_id in wanted)
            and (not phases or prebuild.status.phase in phases)
        ]
        return prebuild_pb2.ListPrebuildsResponse(prebuilds=found)


class Identities(IdentityService):
    """Whose token it is."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get_authenticated_identity(self, request, ctx):
        return self.world.identity()


class Projects(ProjectService):
    """Projects to look up; one page holds them all."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get_project(self, request, ctx):
        project = self.world.projects.get(request.project_id)
        if project is None:
            raise refusal("not_found", "project not found")
        return project_pb2.GetProjectResponse(project=project)

    async def list_projects(self, request, ctx):
        wanted = set(request.filter.project_ids) or set(self.world.projects)
        found = [project for key, project in self.world.projects.items() if key in wanted]
        return project_pb2.ListProjectsResponse(projects=found)


class Classes(RunnerConfigurationService):
    """Environment classes to look up; one page holds them all, whatever the filter."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get_environment_class(self, request, ctx):
        found = self.world.classes.get(request.environment_class_id)
        if found is None:
            raise refusal("not_found", "environment class not found")
        return runner_configuration_pb2.GetEnvironmentClassResponse(environment_class=found)

    async def list_environment_classes(self, request, ctx):
        return runner_configuration_pb2.ListEnvironmentClassesResponse(
            environment_classes=self.world.classes.values()
        )


class Runners(RunnerService):
    """Runners to look up."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get_runner(self, request, ctx):
        found = self.world.runners.get(request.runner_id)
        if found is None:
            raise refusal("not_found", "runner not found")
        return runner_pb2.GetRunnerResponse(runner=found)
