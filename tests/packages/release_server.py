"""A folder of release files on loopback, with failures on request."""

import hashlib
import http.server
import ssl
import subprocess
import threading


class ReleaseServer:
    """Serves `files`, from the last part of a path to bytes; whatever is not there is a 404.

    With `folder`, over TLS with a certificate of its own, whose file is `certificate`.
    """

    def __init__(self, files, folder=None):
        self.files, self.requests, self.failures = dict(files), [], 0
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        if folder:
            self.certificate = folder / "certificate.pem"
            self.server.socket = self.tls(folder).wrap_socket(self.server.socket, server_side=True)
        scheme = "https" if folder else "http"
        self.url = f"{scheme}://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def tls(self, folder):
        key = folder / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
             "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
             "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", self.certificate],
            check=True, capture_output=True,
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        return context

    def handler(self):
        release = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                release.requests.append(self.path)
                if release.failures:
                    release.failures -= 1
                    return self.answer(503, b"")
                body = release.files.get(self.path.rpartition("/")[2])
                return self.answer(404, b"") if body is None else self.answer(200, body)

            def answer(self, status, body):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler


def checksum_line(name, body):
    """The file NAME.sha256, as dist writes it."""
    return f"{hashlib.sha256(body).hexdigest()} *{name}\n".encode()


def with_changed_byte(body):
    middle = len(body) // 2
    return body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
