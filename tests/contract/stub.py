"""A running stub service, and what a test says to it."""

import asyncio
import http.client
import json
import threading
import uuid
from functools import cache
from types import SimpleNamespace

from gitpod.v1 import prebuild_pb2, project_pb2
from google.protobuf import json_format

from server import PREFIX, Stub
from transport import listen, server


@cache
def event_loop() -> asyncio.AbstractEventLoop:
    """The loop, in a thread of its own, that every stub of this process runs in."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return loop


class Service:
    """A stub on its own port, spoken to through its control plane."""

    def __init__(self) -> None:
        listener, self.origin = listen()
        self.address = self.origin.removeprefix("http://")
        self.api = self.origin + PREFIX
        self._addresses: dict[tuple[str, str], str] = {}
        self._server = server(Stub())
        asyncio.run_coroutine_threadsafe(self._server.serve([listener]), event_loop())

    def stop(self) -> None:
        """Stops to serve, without waiting for the end of it."""
        self._server.should_exit = self._server.force_exit = True

    def _control(self, verb: str, what: str, body=None):
        connection = http.client.HTTPConnection(self.address, timeout=10)
        try:
            connection.request(verb, f"/control/{what}", json.dumps(body))
            response = connection.getresponse()
            result = json.load(response)
        finally:
            connection.close()
        assert response.status == 200, result
        return result

    # What the service knows.

    def seed(self, **things) -> None:
        """Adds `classes`, `runners`, `projects`, `prebuilds`, `pools`, `usageRecords`,
        `environments` and `auditEntries`, and sets `policies`, as proto3 JSON."""
        self._control("POST", "seed", things)

    def pair(self) -> tuple[str, str]:
        """A new project with prebuilds for a new class: what a pool can be made for."""
        project_id, class_id = str(uuid.uuid4()), str(uuid.uuid4())
        number = f"-{len(self._addresses)}" if self._addresses else ""
        name, class_name = f"acme-api{number}", f"large{number}"
        self.seed(
            classes=[{"id": class_id, "displayName": class_name}],
            projects=[project(project_id, class_id, name=name)],
        )
        self._addresses[project_id, class_id] = f"{name}/{class_name}"
        return project_id, class_id

    def named(self, pool) -> str:
        """The names of what a pool is for; the first pair is acme-api/large."""
        return self._addresses[pool.metadata.project_id, pool.metadata.environment_class_id]

    def pool(self, **parts) -> prebuild_pb2.WarmPool:
        """A new pool of a new pair; `spec` and `status` as proto3 JSON."""
        project_id, class_id = self.pair()
        return self.pools_of([(project_id, class_id)], **parts)[0]

    def pools_of(self, pairs, **parts) -> list[prebuild_pb2.WarmPool]:
        """New pools of these pairs."""
        ids = [str(uuid.uuid4()) for _ in pairs]
        self.seed(
            pools=[
                {
                    "id": pool_id,
                    "metadata": {"projectId": project_id, "environmentClassId": class_id},
                    **parts,
                }
                for pool_id, (project_id, class_id) in zip(ids, pairs, strict=True)
            ]
        )
        now = {pool.id: pool for pool in self.pools()}
        return [now[pool_id] for pool_id in ids]

    def prebuild(self, pair, phase: str = "COMPLETED", **status) -> str:
        """A new prebuild of a pair; its id."""
        prebuild_id, (project_id, class_id) = str(uuid.uuid4()), pair
        metadata = {"projectId": project_id, "environmentClassId": class_id}
        status = {"phase": f"PREBUILD_PHASE_{phase}", **status}
        self.seed(prebuilds=[{"id": prebuild_id, "metadata": metadata, "status": status}])
        return prebuild_id

    def change(self, pool: prebuild_pb2.WarmPool, **parts) -> None:
        """Gives a pool other parts, as proto3 JSON."""
        self.seed(pools=[{"id": pool.id, **parts}])

    def remove(self, *pools: prebuild_pb2.WarmPool) -> None:
        """Removes pools."""
        self._control("DELETE", "pools", [pool.id for pool in pools])

    def pools(self) -> list[prebuild_pb2.WarmPool]:
        """The pools as they are now."""
        return [warm_pool(fields) for fields in self._control("GET", "pools")]

    def now(self, pool: prebuild_pb2.WarmPool) -> prebuild_pb2.WarmPool:
        """A pool as it is now."""
        return next(other for other in self.pools() if other.id == pool.id)

    def project(self, project_id: str) -> project_pb2.Project:
        """A project as it is now."""
        projects = [
            json_format.ParseDict(fields, project_pb2.Project())
            for fields in self._control("GET", "projects")
        ]
        return next(project for project in projects if project.id == project_id)

    def prebuilds(self) -> dict[str, prebuild_pb2.Prebuild]:
        """The prebuilds as they are now, by their ids."""
        return {
            fields["id"]: json_format.ParseDict(fields, prebuild_pb2.Prebuild())
            for fields in self._control("GET", "prebuilds")
        }

    # What it does, and what was done.

    def script(self, *steps: dict) -> None:
        """How the next calls end, see `control.Step`."""
        self._control("POST", "script", steps)

    def calls(self, *methods: str) -> list[SimpleNamespace]:
        """The calls so far, see `control.Call`; of these methods, or all."""
        calls = [SimpleNamespace(**call) for call in self._control("GET", "calls")]
        return [call for call in calls if not methods or call.method in methods]

    def changes(self) -> list[SimpleNamespace]:
        """The calls so far that may have changed something."""
        return [call for call in self.calls() if call.changes]

    def methods(self) -> list[str]:
        """The names of the methods called so far, in order."""
        return [call.method for call in self.calls()]

    def forget_calls(self) -> None:
        """Starts the record anew."""
        self._control("DELETE", "calls")


def project(project_id: str, *class_ids: str, name: str = "acme-api") -> dict:
    """A project with prebuilds for these classes, as proto3 JSON."""
    return {
        "id": project_id,
        "metadata": {"name": name},
        "prebuildConfiguration": {"enabled": True, "environmentClassIds": class_ids},
    }


def warm_pool(fields: dict) -> prebuild_pb2.WarmPool:
    """A pool from proto3 JSON, read as strictly as the official SDK does."""
    return json_format.ParseDict(fields, prebuild_pb2.WarmPool())
