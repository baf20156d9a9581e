"""What a test can ask of the stub service: what was called, and how the next calls are to end.

The control plane is plain JSON beside the API:

    POST   /control/seed      {"classes": [...], "runners": [...], "projects": [...],
                               "prebuilds": [...], "pools": [...], "usageRecords": [...],
                               "environments": [...], "auditEntries": [...],
                               "policies": {...}} as proto3 JSON
    GET    /control/pools     the pools as they are now
    DELETE /control/pools     [ID...]
    GET    /control/projects  the projects as they are now
    GET    /control/prebuilds the prebuilds as they are now
    POST   /control/script    [STEP...], see `Step`
    GET    /control/calls     every call so far, see `Call`
    DELETE /control/calls     forgets them
"""

import base64
import json
from dataclasses import asdict, dataclass, field

from google.protobuf import json_format

from world import World


@dataclass
class Call:
    """One HTTP request as it came, and what became of it."""

    verb: str
    path: str
    http: str
    headers: list[tuple[str, str]]
    body: str = ""
    method: str = ""
    """The name of the procedure, such as `CreateWarmPool`; empty if no service was reached."""
    changes: bool = False
    """Whether the official descriptors leave open that the procedure changes something."""
    message: dict | None = None
    """The request, decoded by the official classes, as proto3 JSON."""
    executed: bool = False
    """Whether the service carried out the request, regardless of the response."""
    status: int | None = None
    """The HTTP status sent; none if the connection was dropped."""
    encoding: str = ""
    """The `content-encoding` of the response."""
    failure: str = ""
    """Errors inside the stub or its libraries, such as an undecodable request."""


@dataclass
class Step:
    """Replaces the normal behavior of the next calls of a method."""

    method: str = "*"
    skip: int = 0
    """The number of calls that behave normally first."""
    times: int | None = 1
    """How many calls this step is for; null: all that follow."""
    delay: float = 0
    """Seconds before anything happens."""
    execute: bool = False
    """Do what was asked before `error`, `raw` or `drop`; without any of these it is always done."""
    error: dict | None = None
    """A Connect error, see `refusals.scripted`; also `headers` of the response."""
    raw: dict | None = None
    """Any HTTP response: `status`, `headers`, `body` or base64 `bytes`."""
    drop: bool = False
    """Close the connection without a byte of an response."""
    cut: int | None = None
    """Close the connection after so many bytes of the response's body."""
    seed: dict | None = None
    """What someone else changes in the world before the response, as for `/control/seed`."""
    remove: list[str] = field(default_factory=list)
    """The ids of pools and prebuilds that are removed before the response."""
    then: list[dict] | None = None
    """The script from this call on."""

    @property
    def executes(self) -> bool:
        """Whether the service does what was asked."""
        return self.execute or not (self.error or self.raw or self.drop)

    def takes(self, method: str) -> bool:
        """Whether the step is for this call; counts it if so."""
        if self.method not in ("*", method) or self.times == 0:
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True

    def raw_body(self) -> bytes:
        """The bytes of a raw response."""
        if "bytes" in self.raw:
            return base64.b64decode(self.raw["bytes"])
        return self.raw.get("body", "").encode()


@dataclass
class Control:
    """The state behind the control plane."""

    world: World
    script: list[Step] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def next_step(self, method: str) -> Step | None:
        """The first step of the script that is for this call."""
        step = next((step for step in self.script if step.takes(method)), None)
        if step and step.then is not None:
            self.script = [Step(**fields) for fields in step.then]
        return step

    def meanwhile(self, step: Step) -> None:
        """What others do while a call is under way."""
        self.world.seed(step.seed or {})
        for key in step.remove:
            self.world.remove(key)

    def response(self, verb: str, path: str, body: bytes) -> tuple[int, bytes]:
        """Serves one request of the control plane: status and JSON."""
        match verb, path:
            case "POST", "/control/seed":
                self.world.seed(json.loads(body))
                result = None
            case "GET", "/control/pools":
                result = as_json(self.world.pools)
            case "GET", "/control/projects":
                result = as_json(self.world.projects)
            case "GET", "/control/prebuilds":
                result = as_json(self.world.prebuilds)
            case "DELETE", "/control/pools":
                for pool_id in json.loads(body):
                    self.world.remove(pool_id)
                result = None
            case "POST", "/control/script":
                self.script = [Step(**fields) for fields in json.loads(body)]
                result = None
            case "GET", "/control/calls":
                result = [asdict(call) for call in self.calls]
            case "DELETE", "/control/calls":
                self.calls.clear()
                result = None
            case _:
                return 404, b'"no such control"'
        return 200, json.dumps(result).encode()


def as_json(things: dict) -> list[dict]:
    """Messages as proto3 JSON."""
    return [json_format.MessageToDict(thing) for thing in things.values()]
