"""Calls of the official SDK 0.7, as a program of its own: its package has the name of the newer SDK.

    PYTHONPATH=.venv/sdk-0.7 python local/sdk_0_7.py BASE_URL CALL

prints the result of a call as JSON.
"""

import asyncio
import json
import sys

import gitpod
from gitpod import AsyncGitpod, Gitpod

NOBODY = "00000000-0000-4000-8000-000000000000"


def names(projects) -> list[str]:
    return [project.metadata.name for project in projects]


def version(client: Gitpod):
    return gitpod.__version__


def identity(client: Gitpod):
    return client.identity.get_authenticated_identity().to_dict()


def user(client: Gitpod):
    return client.users.get_authenticated_user().user.email


def projects_by_body(client: Gitpod):
    return names(client.projects.list(pagination={"page_size": 1}))


def projects_by_query(client: Gitpod):
    return names(client.projects.list(page_size=1))


def one_page_of_projects(client: Gitpod):
    page = client.projects.list(page_size=2)
    return {"names": names(page.projects), "has_next": page.has_next_page()}


def projects_async(client: Gitpod):
    async def iterate():
        async with AsyncGitpod(base_url=client.base_url) as asynchronous:
            return [project.metadata.name async for project in asynchronous.projects.list(page_size=1)]

    return asyncio.run(iterate())


def prebuilds(client: Gitpod):
    """The life of one, and every page of the list."""
    project = next(iter(client.projects.list(filter={"search": "acme-api"})))
    created = client.prebuilds.create(project_id=project.id, spec={}).prebuild
    canceled = client.prebuilds.cancel(prebuild_id=created.id).prebuild
    found = client.prebuilds.retrieve(prebuild_id=created.id).prebuild
    listed = [prebuild.id for prebuild in client.prebuilds.list(page_size=7)]
    return {
        "is_same": created.id == canceled.id == found.id,
        "desired": found.spec.desired_phase,
        "is_listed": created.id in listed,
        "is_unique": len(set(listed)) == len(listed),
        "count": len(listed),
    }


def classes(client: Gitpod):
    listed = client.environments.classes.list(pagination={"page_size": 1})
    return [environment_class.display_name for environment_class in listed]


def classes_of_project(client: Gitpod):
    project = next(iter(client.projects.list()))
    listed = client.projects.environment_clases.list(project_id=project.id, page_size=1)
    return len([environment_class.environment_class_id for environment_class in listed])


def runners(client: Gitpod):
    return [runner.name for runner in client.runners.list(page_size=1)]


def environments(client: Gitpod):
    project = next(iter(client.projects.list()))
    create = client.environments.create_from_project
    created = {create(project_id=project.id).environment.id for _ in range(3)}
    listed = [environment.id for environment in client.environments.list(page_size=1)]
    return created <= set(listed) and len(set(listed)) == len(listed)


def pools(client: Gitpod):
    """This SDK knows no warm pools, but sends any request."""
    method = "/gitpod.v1.PrebuildService/ListWarmPools"
    return len(client.post(method, cast_to=object, body={})["warmPools"])


def events(client: Gitpod):
    """The event of a new environment."""
    project = next(iter(client.projects.list()))
    stream = client.events.watch(organization=True)
    created = client.environments.create_from_project(project_id=project.id).environment
    for event in stream:
        if event.resource_id == created.id:
            stream.close()
            return [event.operation, event.resource_type]
    return None


def events_async(client: Gitpod):
    async def watch():
        async with AsyncGitpod(base_url=client.base_url) as asynchronous:
            project = (await asynchronous.projects.list()).projects[0]
            stream = await asynchronous.events.watch()
            create = asynchronous.environments.create_from_project
            created = (await create(project_id=project.id)).environment
            async for event in stream:
                if event.resource_id == created.id:
                    return [event.operation, event.resource_type]

    return asyncio.run(watch())


def events_until_the_end(client: Gitpod):
    """The last line of the stream; a line on standard error says when it is open."""
    stream = client.events.watch()
    print("open", file=sys.stderr, flush=True)
    return [event.to_dict() for event in stream][-1]


def failure(call):
    try:
        call()
    except gitpod.APIStatusError as error:
        return [type(error).__name__, error.status_code, error.body["code"], error.body["message"]]
    return None


def failures(client: Gitpod):
    """Each error as its own exception."""
    once = client.with_options(max_retries=0)
    stranger = Gitpod(base_url=client.base_url, bearer_token="wrong")
    return [
        failure(lambda: client.projects.retrieve(project_id=NOBODY)),
        failure(lambda: client.projects.retrieve(project_id="x")),
        failure(lambda: client.projects.list(page_size=101)),
        failure(lambda: client.projects.list(token="made-up")),
        failure(lambda: stranger.identity.get_authenticated_identity()),
        failure(lambda: stranger.events.watch()),
        failure(lambda: once.groups.list()),
    ]


def main() -> None:
    base_url, call = sys.argv[1:]
    client = Gitpod(base_url=base_url)
    print(json.dumps(globals()[call](client)))


if __name__ == "__main__":
    main()
