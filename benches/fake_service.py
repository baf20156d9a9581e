"""A fake service of negligible cost: it responds at once, or after a given delay, with an organization of
a hundred projects and ten classes."""

import json
import multiprocessing
import re
import socket
import ssl
import threading
import time

from google.protobuf import json_format
from gitpod.v1 import prebuild_pb2


def number(kind, count):
    """The id of resource number `count` of a kind."""
    return f"0190f3c2-{kind:04}-4000-8000-{count:012}"


POOL_ID = number(1, 0)
PROJECTS = {number(2, count): f"project-{count:02}" for count in range(100)}
CLASSES = {number(3, count): f"class-{count}" for count in range(10)}
RUNNER = number(4, 0)
PAGE_SIZE = 100


def pages(count):
    """The id of the project whose list of pools has this many pages."""
    return f"00000000-0000-4000-8000-{count:012}"


def pool(id, project, environment_class, sizes):
    """A warm pool in the JSON of the service."""
    return {
        "id": id,
        "metadata": {
            "organizationId": "0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01",
            "projectId": project,
            "environmentClassId": environment_class,
            "runnerId": RUNNER,
            "createdAt": "2026-11-24T00:18:10.106887Z",
            "updatedAt": "2026-11-24T00:18:10.106887Z",
        },
        "spec": {
            "specVersion": "3",
            "snapshotId": "07e05ac1-3f43-4b9c-93c5-1df5f2b7b6d4",
            "desiredPhase": "WARM_POOL_PHASE_READY",
            **sizes,
        },
        "status": {
            "phase": "WARM_POOL_PHASE_READY",
            "statusVersion": "9007199254740993",
            "runningInstances": 1,
            "stoppedInstances": 4,
            "desiredSize": 1,
        },
    }


def get_warm_pool(_):
    first = pool(POOL_ID, next(iter(PROJECTS)), next(iter(CLASSES)), {"minSize": 1, "maxSize": 5})
    return {"warmPool": first}


def create_warm_pool(request):
    sizes = {"minSize": request.get("minSize", 1), "maxSize": request["maxSize"]}
    created = pool(POOL_ID, request["projectId"], request["environmentClassId"], sizes)
    return {"warmPool": created}


def list_warm_pools(request):
    """A page of the project in the filter (see `pages`); other projects have no pools."""
    project = request.get("filter", {}).get("projectIds", [""])[0]
    count = re.fullmatch(pages(0)[:-12] + r"(\d{12})", project)
    if not count:
        return {"pagination": {}}
    page = int(request.get("pagination", {}).get("token") or 0)
    environment_class = next(iter(CLASSES))
    sizes = {"minSize": 1, "maxSize": 5}
    indices = range(page * PAGE_SIZE, (page + 1) * PAGE_SIZE)
    pools = [pool(number(1, index), project, environment_class, sizes) for index in indices]
    token = {"nextToken": str(page + 1)} if page + 1 < int(count[1]) else {}
    return {"pagination": token, "warmPools": pools}


def list_projects(request):
    prebuilds = {"enabled": True, "environmentClassIds": list(CLASSES)}
    requested = request.get("filter", {}).get("projectIds") or PROJECTS
    named = {id: PROJECTS.get(id, "acme-many") for id in requested}
    projects = [
        {"id": id, "metadata": {"name": name}, "prebuildConfiguration": prebuilds}
        for id, name in named.items()
    ]
    return {"pagination": {}, "projects": projects}


def list_classes(_):
    classes = [
        {"id": id, "runnerId": RUNNER, "displayName": name, "enabled": True}
        for id, name in CLASSES.items()
    ]
    return {"pagination": {}, "environmentClasses": classes}


def list_runners(_):
    return {"pagination": {}, "runners": [{"runnerId": RUNNER, "name": "aws-eu"}]}


def identity(_):
    subject = {"id": number(5, 0), "principal": "PRINCIPAL_USER"}
    return {"subject": subject, "organizationId": number(6, 0)}


HANDLERS = {
    "GetWarmPool": get_warm_pool,
    "CreateWarmPool": create_warm_pool,
    "ListWarmPools": list_warm_pools,
    "ListProjects": list_projects,
    "ListEnvironmentClasses": list_classes,
    "ListRunners": list_runners,
    "GetAuthenticatedIdentity": identity,
    "ListPrebuilds": lambda _: {},
}
# The official SDK uses the binary encoding.
MESSAGES = {
    "GetWarmPool": (prebuild_pb2.GetWarmPoolRequest, prebuild_pb2.GetWarmPoolResponse),
    "CreateWarmPool": (prebuild_pb2.CreateWarmPoolRequest, prebuild_pb2.CreateWarmPoolResponse),
    "ListWarmPools": (prebuild_pb2.ListWarmPoolsRequest, prebuild_pb2.ListWarmPoolsResponse),
}


class Server:
    """Serves in another process, with TLS if a certificate is given. `delays` has the seconds by which
    the responses of a method are delayed."""

    def __init__(self, certificate=None, key=None, delays=None):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        scheme = "https" if certificate else "http"
        self.url = f"{scheme}://127.0.0.1:{self.listener.getsockname()[1]}"
        args = (self.listener, certificate, key, delays or {})
        self.process = multiprocessing.Process(target=serve, args=args, daemon=True)

    def __enter__(self):
        self.process.start()
        self.listener.close()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.join()


def serve(listener, certificate, key, delays):
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    responses = Responses(delays)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=talk, args=(connection, context, responses), daemon=True).start()


class Responses:
    """Caches the responses: the clients are timed, not the service."""

    def __init__(self, delays):
        self.delays, self.cache = delays, {}

    def get(self, *request):
        method, _, _ = request
        time.sleep(self.delays.get(method, 0))
        if request not in self.cache:
            self.cache[request] = respond(*request)
        return self.cache[request]


def respond(method, is_binary, body):
    if is_binary:
        request_type, response_type = MESSAGES[method]
        request = json_format.MessageToDict(request_type.FromString(body))
        message = json_format.ParseDict(HANDLERS[method](request), response_type())
        return http_response("application/proto", message.SerializeToString())
    message = HANDLERS[method](json.loads(body))
    return http_response("application/json", json.dumps(message, separators=(",", ":")).encode())


def http_response(content_type, body):
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def talk(connection, context, responses):
    try:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context:
            connection = context.wrap_socket(connection, server_side=True)
        while request := read(connection):
            connection.sendall(responses.get(*request))
    except OSError:
        pass
    finally:
        connection.close()


def read(connection):
    """The method of the next request, whether it is in the binary encoding, and its body."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        data += chunk
    head, body = data.split(b"\r\n\r\n", 1)
    method = re.match(rb"POST [^ ]*/(\w+)", head)[1].decode()
    length = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])
    while len(body) < length:
        body += connection.recv(65536)
    is_binary = re.search(rb"(?i)content-type: *application/proto", head) is not None
    return method, is_binary, body
