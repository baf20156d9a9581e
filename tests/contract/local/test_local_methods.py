"""Every method of the official descriptors is served by the embedded API, or says that it is not."""

import http.client
import importlib
import json
import pkgutil
import struct

import gitpod.v1
import pytest
from google.protobuf.descriptor_pb2 import MethodDescriptorProto, MethodOptions

GET = "?connect=v1&encoding=json&message=%7B%7D"


def methods() -> list:
    """All methods, by their services."""
    found = []
    for module in pkgutil.iter_modules(gitpod.v1.__path__):
        if module.name.endswith("_pb2"):
            descriptor = importlib.import_module(f"gitpod.v1.{module.name}").DESCRIPTOR
            for service in descriptor.services_by_name.values():
                found += service.methods
    return found


def is_stream(method) -> bool:
    proto = MethodDescriptorProto()
    method.CopyToProto(proto)
    return proto.server_streaming or proto.client_streaming


@pytest.fixture
def answers(local):
    """What the empty message gets, by POST and where it may by GET: statuses and Connect errors."""
    connection = http.client.HTTPConnection(local.origin.removeprefix("http://"), timeout=30)

    def send(verb, path, body, headers):
        connection.request(verb, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read()

    def answers(method, token):
        path = f"/api/{method.containing_service.full_name}/{method.name}"
        headers = {"Authorization": f"Bearer {token}"}
        if is_stream(method):
            headers |= {"Content-Type": "application/connect+json", "Connect-Timeout-Ms": "1"}
            status, frames = send("POST", path, b"\0\0\0\0\2{}", headers)
            return [(status, last_frame(frames)["error"])]
        found = [send("POST", path, b"{}", headers | {"Content-Type": "application/json"})]
        if method.GetOptions().idempotency_level == MethodOptions.NO_SIDE_EFFECTS:
            found.append(send("GET", path + GET, None, headers))
        return [(status, json.loads(body)) for status, body in found]

    yield answers
    connection.close()


def last_frame(frames: bytes) -> dict:
    while frames:
        flags, length = struct.unpack(">BI", frames[:5])
        message, frames = frames[5 : 5 + length], frames[5 + length :]
    assert flags == 2
    return json.loads(message)


def test_every_method_is_served_or_unimplemented(answers):
    served, unimplemented, services = set(), set(), set()
    for method in methods():
        services.add(method.containing_service.name)
        for status, answer in answers(method, "local"):
            if answer.get("code") == "unimplemented":
                message = f"{method.full_name} is not implemented"
                assert (status, answer["message"]) == (501, message)
                unimplemented.add(method.full_name)
            else:
                assert status not in (404, 405, 415), method.full_name
                served.add(method.full_name)
    assert len(services) == 26
    assert not served & unimplemented
    assert "gitpod.v1.EventService.WatchEvents" in served and len(served) > 20


def test_every_method_needs_the_token(answers):
    for method in methods():
        for status, error in answers(method, "wrong"):
            expected = 200 if is_stream(method) else 401
            assert (status, error["code"]) == (expected, "unauthenticated"), method.full_name
