"""HTTP/1.1 by uvicorn, on connections that can be closed without an response."""

import asyncio
import socket

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol


class ClosableProtocol(H11Protocol):
    """uvicorn's protocol, reachable from the application through the client's address."""

    open = {}

    def connection_made(self, transport) -> None:
        super().connection_made(transport)
        self.open[self.client] = transport

    def connection_lost(self, exc) -> None:
        self.open.pop(self.client, None)
        super().connection_lost(exc)


async def close_connection(scope) -> None:
    """Closes the connection that a request came on; what was not answered stays so."""
    await asyncio.sleep(0.02)  # What was answered leaves first.
    ClosableProtocol.open[tuple(scope["client"])].abort()
    await asyncio.sleep(0)


async def read_body(receive) -> bytes:
    """The whole body of a request."""
    body = b""
    while True:
        event = await receive()
        body += event.get("body", b"")
        if not event.get("more_body"):
            return body


def listen(port: int = 0) -> tuple[socket.socket, str]:
    """A listening socket on a loopback port, and its origin."""
    listener = socket.create_server(("127.0.0.1", port))
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


def server(application) -> uvicorn.Server:
    """uvicorn for one application."""
    return uvicorn.Server(
        uvicorn.Config(
            application,
            http=ClosableProtocol,
            ws="none",
            lifespan="off",
            access_log=False,
            log_level="critical",
        )
    )
