"""A stand-in for the service, made of the official Connect server stubs.

    tests/contract/.venv/bin/python tests/contract/server.py [PORT]

serves an empty world until it is stopped; `control.py` says how to fill and script it.
"""

import asyncio
import sys
from contextvars import ContextVar
from dataclasses import dataclass

from connectrpc.method import IdempotencyLevel
from connectrpc.request import RequestContext
from gitpod.v1.environment_connect import EnvironmentServiceASGIApplication
from gitpod.v1.event_connect import EventServiceASGIApplication
from gitpod.v1.identity_connect import IdentityServiceASGIApplication
from gitpod.v1.organization_connect import OrganizationServiceASGIApplication
from gitpod.v1.prebuild_connect import PrebuildServiceASGIApplication
from gitpod.v1.project_connect import ProjectServiceASGIApplication
from gitpod.v1.runner_configuration_connect import RunnerConfigurationServiceASGIApplication
from gitpod.v1.runner_connect import RunnerServiceASGIApplication
from gitpod.v1.usage_connect import UsageServiceASGIApplication
from google.protobuf import json_format
from google.protobuf.message import Message

from control import Call, Control, Step
from refusals import refusal, scripted
from rules import check
from services import (
    Classes,
    Environments,
    Events,
    Identities,
    Organizations,
    Prebuilds,
    Projects,
    Runners,
    Usage,
)
from transport import close_connection, listen, read_body, server
from world import World

PREFIX = "/api"
NOT_FOUND = (404, [(b"content-type", b"text/plain; charset=utf-8")], b"404 page not found\n")


@dataclass
class Exchange:
    """A request under way: its record, and the step of the script that it met."""

    call: Call
    step: Step | None = None


_EXCHANGE: ContextVar[Exchange] = ContextVar("exchange")


class Gate:
    """Stands before every method: notes the call, follows the script, checks token and rules."""

    def __init__(self, control: Control) -> None:
        self.control = control

    async def intercept_unary(self, call_next, request: Message, ctx: RequestContext):
        exchange = _EXCHANGE.get()
        call = exchange.call
        call.method = ctx.method.name
        call.changes = ctx.method.idempotency_level != IdempotencyLevel.NO_SIDE_EFFECTS
        call.message = json_format.MessageToDict(request)
        step = exchange.step = self.control.next_step(call.method)
        if step is None:
            return await self._serve(call, call_next, request, ctx)
        await asyncio.sleep(step.delay)
        response = await self._serve(call, call_next, request, ctx) if step.executes else None
        self.control.meanwhile(step)
        if step.error:
            for name, value in step.error.get("headers", {}).items():
                ctx.response_headers.add(name, value)
            raise scripted(step.error)
        if response is None:
            raise refusal("unknown", "not executed")  # Never sent: `raw` or `drop` follows.
        return response

    async def intercept_server_stream(self, call_next, request: Message, ctx: RequestContext):
        call = _EXCHANGE.get().call
        call.method = ctx.method.name
        call.message = json_format.MessageToDict(request)
        step = self.control.next_step(call.method) or Step()
        await asyncio.sleep(step.delay)
        if step.error:
            raise scripted(step.error)
        self.control.world.access(ctx.request_headers.get("authorization", ""))
        check(request)
        call.executed = True
        async for response in call_next(request, ctx):
            yield response

    async def _serve(self, call: Call, call_next, request: Message, ctx: RequestContext):
        access = self.control.world.access(ctx.request_headers.get("authorization", ""))
        check(request)
        if call.changes and not access.writes:
            raise refusal("permission_denied", "token is read-only")
        response = await call_next(request, ctx)
        call.executed = True
        return response


class Stub:
    """The ASGI application: the API under `/api`, the control plane under `/control`."""

    def __init__(self) -> None:
        world = World()
        self.control = Control(world)
        gate = [Gate(self.control)]
        applications = [
            PrebuildServiceASGIApplication(Prebuilds(world), interceptors=gate),
            EventServiceASGIApplication(Events(world), interceptors=gate),
            IdentityServiceASGIApplication(Identities(world), interceptors=gate),
            ProjectServiceASGIApplication(Projects(world), interceptors=gate),
            RunnerConfigurationServiceASGIApplication(Classes(world), interceptors=gate),
            RunnerServiceASGIApplication(Runners(world), interceptors=gate),
            UsageServiceASGIApplication(Usage(world), interceptors=gate),
            EnvironmentServiceASGIApplication(Environments(world), interceptors=gate),
            OrganizationServiceASGIApplication(Organizations(world), interceptors=gate),
        ]
        self.applications = {PREFIX + application.path: application for application in applications}

    async def __call__(self, scope, receive, send) -> None:
        body = await read_body(receive)
        if scope["path"].startswith("/control/"):
            status, response = self.control.response(scope["method"], scope["path"], body)
            await respond(send, status, [(b"content-type", b"application/json")], response)
            return
        exchange = Exchange(record(scope, body))
        self.control.calls.append(exchange.call)
        if scope["path"].endswith("/WatchEvents"):
            await self._stream(exchange, scope, body, receive, send)
            return
        response = await self._response(exchange, scope, body)
        await self._finish(exchange, response, scope, send)

    async def _response(self, exchange: Exchange, scope, body: bytes):
        """What the official application returns: status, headers, body."""
        application = self.applications.get(scope["path"].rpartition("/")[0])
        if application is None:
            return NOT_FOUND
        events = []

        async def receive():
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(event):
            events.append(event)

        _EXCHANGE.set(exchange)
        try:
            await application(scope | {"root_path": PREFIX}, receive, send)
        except Exception as error:
            # The library has answered, and raises again what it did not expect.
            exchange.call.failure = repr(error)
        start, *rest = events
        return start["status"], start["headers"], b"".join(event["body"] for event in rest)

    async def _stream(self, exchange: Exchange, scope, body: bytes, receive, send) -> None:
        """Lets the official application send its events as they come."""
        application = self.applications[scope["path"].rpartition("/")[0]]

        requests = [{"type": "http.request", "body": body, "more_body": False}]
        # The body is read, so what comes now is that the client has left.
        left = asyncio.ensure_future(receive())

        async def receive_once():
            return requests.pop() if requests else await asyncio.shield(left)

        _EXCHANGE.set(exchange)
        scope = scope | {"root_path": PREFIX}
        stream = asyncio.ensure_future(application(scope, receive_once, send))
        await asyncio.wait({stream, left}, return_when=asyncio.FIRST_COMPLETED)
        stream.cancel()
        left.cancel()
        await asyncio.gather(stream, left, return_exceptions=True)

    async def _finish(self, exchange: Exchange, response, scope, send) -> None:
        """Sends the response, or what the script has in its place."""
        status, headers, body = response
        step = exchange.step or Step()
        if step.raw:
            status, body = step.raw["status"], step.raw_body()
            headers = [(k.encode(), v.encode()) for k, v in step.raw.get("headers", {}).items()]
        if step.drop:
            await close_connection(scope)
            return
        exchange.call.status = status
        exchange.call.encoding = dict(headers).get(b"content-encoding", b"").decode()
        if step.cut is None:
            await respond(send, status, headers, body)
            return
        headers = [*headers, (b"content-length", str(len(body)).encode())]
        await respond(send, status, headers, body[: step.cut], more=True)
        await close_connection(scope)


def record(scope, body: bytes) -> Call:
    """A request as it came."""
    return Call(
        verb=scope["method"],
        path=scope["path"],
        http=scope["http_version"],
        headers=[
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
        ],
        body=body.decode(errors="backslashreplace"),
    )


async def respond(send, status: int, headers, body: bytes, more: bool = False) -> None:
    """Sends one HTTP response; with `more` the body is left unfinished."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": more})


if __name__ == "__main__":
    listener, address = listen(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    print(f"ONA_HOST={address}", flush=True)
    server(Stub()).run([listener])
