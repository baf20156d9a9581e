"""Fixtures: a stub service of the test's own, and the binary or a client pointed at it."""

import http.client
import json

import pytest
from ona_sdk import create_client

from cli import Cli
from stub import Service
from world import WRITE_TOKEN


@pytest.fixture
def service():
    """A stub service with nothing in it."""
    service = Service()
    yield service
    service.stop()


@pytest.fixture
def cli(service, tmp_path) -> Cli:
    """The binary, signed in to `service` with a token that may write."""
    return Cli(tmp_path, service.origin, WRITE_TOKEN)


@pytest.fixture
def official(service):
    """The official client of warm pools, with a token that may write."""
    return create_client(WRITE_TOKEN, service.api).services.prebuild


@pytest.fixture
def post(service):
    """Sends one request: `post(method, body, headers)` gives status, headers, body.

    `headers` override the defaults; the value None removes one.
    """
    defaults = {"content-type": "application/json", "authorization": f"Bearer {WRITE_TOKEN}"}

    def post(method, body, headers=None, verb="POST", path="/api/gitpod.v1.PrebuildService/"):
        merged = {k: v for k, v in (defaults | (headers or {})).items() if v is not None}
        connection = http.client.HTTPConnection(service.address, timeout=10)
        try:
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            connection.request(verb, path + method, body, merged)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    return post
