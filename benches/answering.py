"""A server that costs next to nothing: it answers every GetWarmPool and ListWarmPools at once."""

import json
import multiprocessing
import socket
import ssl

POOL = {
    "id": "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11",
    "metadata": {
        "organizationId": "0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01",
        "projectId": "c1e12f6c-4c67-429d-a4a6-d9838b5da048",
        "environmentClassId": "d2c94c27-3b76-4a42-b88c-95a85e392c68",
        "runnerId": "e6aa9c54-89d3-42c1-ac31-bd8d8f1cbb0a",
        "createdAt": "2026-11-24T00:18:10.106887Z",
        "updatedAt": "2026-11-24T00:18:10.106887Z",
    },
    "spec": {
        "specVersion": "3",
        "snapshotId": "07e05ac1-3f43-4b9c-93c5-1df5f2b7b6d4",
        "desiredPhase": "WARM_POOL_PHASE_READY",
        "minSize": 1,
        "maxSize": 5,
    },
    "status": {
        "phase": "WARM_POOL_PHASE_READY",
        "statusVersion": "9007199254740993",
        "runningInstances": 1,
        "stoppedInstances": 4,
        "desiredSize": 1,
    },
}
PAGE_SIZE = 100


def pages(count):
    """The project whose list has this many pages."""
    return f"00000000-0000-4000-8000-{count:012}"


class Server:
    """Serves in a process of its own, by TLS if a certificate is given."""

    def __init__(self, certificate=None, key=None):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        scheme = "https" if certificate else "http"
        self.url = f"{scheme}://127.0.0.1:{self.listener.getsockname()[1]}"
        args = (self.listener, certificate, key)
        self.process = multiprocessing.Process(target=serve, args=args, daemon=True)

    def __enter__(self):
        self.process.start()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.join()


def serve(listener, certificate, key):
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    get = answer({"warmPool": POOL})
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            if context:
                connection = context.wrap_socket(connection, server_side=True)
            talk(connection, get)
        except OSError:
            pass
        finally:
            connection.close()


def talk(connection, get):
    data = b""
    while True:
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                return
            data += piece
        head, data = data.split(b"\r\n\r\n", 1)
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        )
        while len(data) < length:
            data += connection.recv(65536)
        body, data = data[:length], data[length:]
        connection.sendall(page(body) if b"/ListWarmPools" in head.split(b"\r\n")[0] else get)


def page(body):
    request = json.loads(body)
    number = int(request["pagination"].get("token") or 0)
    last = int(request["filter"]["projectIds"][0].rsplit("-", 1)[1]) - 1
    pools = [
        dict(POOL, id=f"0190f3c2-0000-4000-8000-{number * PAGE_SIZE + place:012}")
        for place in range(PAGE_SIZE)
    ]
    token = {"nextToken": str(number + 1)} if number < last else {}
    return answer({"pagination": token, "warmPools": pools})


def answer(message):
    body = json.dumps(message, separators=(",", ":")).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
