"""A headless Chromium over its own pipe (the DevTools protocol): no port, no library."""

import base64
import fcntl
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, "Backspace": 8, "ArrowRight": 39, "ArrowDown": 40,
         "ArrowLeft": 37, "ArrowUp": 38, "Home": 36, "End": 35}  # fmt: skip
_QUIET = (
    "--headless=new", "--no-first-run", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--remote-debugging-pipe",
)  # fmt: skip


def program() -> str:
    """The path of a Chromium; empty where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), "")


needed = pytest.mark.skipif(
    not program() or not hasattr(os, "posix_spawn"),
    reason="no chromium on PATH: scripts/browser.py installs one",
)


class Page:
    """One page: what it asked for, what it complained of, and a hand at its keys and mouse."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read, self._rest, self._number = write, read, b"", 0
        self._session = ""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer to a command; what happens in between is noted."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            piece = os.read(self._read, 1 << 16)
            if not piece:
                raise AssertionError("the browser has gone")
            self._rest += piece
        message, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer

    def _note(self, event: dict[str, Any]) -> None:
        method, told = event.get("method", ""), event.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(told["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled":
            self.complaints.append(json.dumps(told["args"]))
        elif method == "Log.entryAdded":
            self.complaints.append(told["entry"]["text"])

    def open(self, path: Path, *, width: int = 1280, height: int = 800, dark: bool = False) -> None:
        """Show a file at a size, by day or by night."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        calm = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme, calm])
        self.ask("Page.navigate", url="about:blank")
        self.requests.clear()
        self.ask("Page.navigate", url=path.as_uri())
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def wait(self, condition: str) -> None:
        """Until the page says so; a page that never does fails in ten seconds."""
        soon = f"""new Promise((done, fail) => {{
            const late = Date.now() + 10000;
            (function look() {{
              if ({condition}) done(true);
              else if (Date.now() > late) fail(new Error({json.dumps(condition)}));
              else setTimeout(look, 15);
            }})();
          }})"""
        self.run(soon)

    def run(self, expression: str) -> Any:
        """The value of an expression in the page."""
        told = self.ask(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in told:
            raise AssertionError(json.dumps(told["exceptionDetails"]))
        return told["result"].get("value")

    def press(self, key: str, *, times: int = 1) -> None:
        """A key, as a hand would press it."""
        code = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
        text = {"text": "\r"} if key == "Enter" else {}
        for _ in range(times):
            self.ask("Input.dispatchKeyEvent", type="keyDown", **code, **text)
            self.ask("Input.dispatchKeyEvent", type="keyUp", **code)

    def click(self, x: float, y: float) -> None:
        """The left button, at a place of the window."""
        self.ask("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        button = {"x": x, "y": y, "button": "left", "clickCount": 1}
        self.ask("Input.dispatchMouseEvent", type="mousePressed", **button)
        self.ask("Input.dispatchMouseEvent", type="mouseReleased", **button)

    def hover(self, x: float, y: float) -> None:
        self.ask("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def picture(self) -> bytes:
        """What the window shows, as PNG."""
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"])


@contextmanager
def browser() -> Iterator[Page]:
    """A browser of its own with an empty profile, ended afterwards."""
    ours, theirs = os.pipe(), os.pipe()
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        silent = os.open(os.devnull, os.O_RDWR)
        # Numbers that 3 and 4 do not overwrite before they are read.
        ends = (ours[0], theirs[1], silent)
        inward, outward, nowhere = (fcntl.fcntl(end, fcntl.F_DUPFD, 60) for end in ends)
        child = os.posix_spawn(
            program(),
            ["chromium", *_QUIET, *as_root, f"--user-data-dir={profile}", "about:blank"],
            os.environ,
            setpgroup=0,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, inward, 3),
                (os.POSIX_SPAWN_DUP2, outward, 4),
                (os.POSIX_SPAWN_DUP2, nowhere, 1),
                (os.POSIX_SPAWN_DUP2, nowhere, 2),
            ],
        )
        for end in (*ends, inward, outward, nowhere):
            os.close(end)
        try:
            yield Page(ours[1], theirs[0])
        finally:
            os.close(ours[1])
            os.close(theirs[0])
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
