"""A headless Chromium, spoken to by the DevTools protocol over a pipe."""

import base64
import json
import os
import select
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
]
# In seconds; a start on a busy machine takes some.
PATIENCE = 60


class Browser:
    """One process with a profile of its own; a context manager."""

    def __init__(self, profile: Path) -> None:
        read_commands, self._commands = os.pipe()
        self._events, write_events = os.pipe()
        # The browser reads from 3 and writes to 4; a shell moves them there.
        script = f'exec "$@" 3<&{read_commands} 4>&{write_events}'
        command = [os.environ["CHROMIUM_BIN"], *FLAGS, f"--user-data-dir={profile}"]
        self._process = subprocess.Popen(
            ["bash", "-c", script, "bash", *command],
            pass_fds=(read_commands, write_events),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_commands)
        os.close(write_events)
        self._buffer = b""
        self._last = 0
        self.events: list[dict] = []

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_) -> None:
        # Its processes write to the profile until they end.
        try:
            self.call("Browser.close")
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
        os.close(self._commands)
        os.close(self._events)

    def call(self, method: str, session: str | None = None, **params) -> dict:
        """Sends a command and returns its result; events until then are kept."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != self._last:
            self.events.append(answer)
        assert "error" not in answer, (method, answer["error"])
        return answer["result"]

    def wait_for(self, method: str, session: str) -> None:
        """Waits for an event that may have come already."""
        is_it = lambda event: (event["method"], event.get("sessionId")) == (method, session)
        while not any(map(is_it, self.events)):
            self.events.append(self._receive())

    def _receive(self) -> dict:
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._events], [], [], deadline - time.monotonic())
            assert ready, "the browser does not answer"
            received = os.read(self._events, 1 << 16)
            assert received, "the browser ended"
            self._buffer += received
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def open(self, url: str, width: int = 1280, height: int = 900, scale: float = 1) -> "Page":
        """Opens a page and waits until it is loaded."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        page = Page(self, attached["sessionId"], url)
        for domain in ["Page", "Network", "Runtime", "Log"]:
            page.call(f"{domain}.enable")
        page.resize(width, height, scale)
        # about:blank is loaded too.
        self.events = []
        page.call("Page.navigate", url=url)
        self.wait_for("Page.loadEventFired", page.session)
        # Whatever the page does by itself, it has done after a frame.
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 200)))")
        return page


@dataclass
class Page:
    """A page, and what happened on it."""

    browser: Browser
    session: str
    url: str

    def call(self, method: str, **params) -> dict:
        return self.browser.call(method, self.session, **params)

    def resize(self, width: int, height: int = 900, scale: float = 1) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **metrics)

    def evaluate(self, expression: str):
        """The value of an expression, by the browser and not by the policy of the page."""
        options = {"awaitPromise": True, "returnByValue": True}
        result = self.call("Runtime.evaluate", expression=expression, **options)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def _events(self, *methods: str) -> list[dict]:
        events = self.browser.events
        mine = (event for event in events if event.get("sessionId") == self.session)
        return [event["params"] for event in mine if event["method"] in methods]

    @property
    def requests(self) -> list[str]:
        """The addresses of everything that was requested, the page itself included."""
        return [event["request"]["url"] for event in self._events("Network.requestWillBeSent")]

    @property
    def console(self) -> list[dict]:
        """Everything that the console shows: errors, warnings, violations of the policy."""
        return self._events(
            "Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"
        )

    def screenshot(self) -> bytes:
        """The whole page as PNG."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def pdf(self) -> bytes:
        """The page as it is printed."""
        printed = self.call("Page.printToPDF", printBackground=False, preferCSSPageSize=True)
        return base64.b64decode(printed["data"])
