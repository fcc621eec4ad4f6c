"""A real Chromium without a window, driven through chromedriver with the standard library alone."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ENTER, TAB, ESCAPE, SPACE = "\ue007", "\ue004", "\ue00c", " "
LEFT, UP, RIGHT, DOWN = "\ue012", "\ue013", "\ue014", "\ue015"
SCRIPT_MS = 120_000  # what axe may take on a busy machine
_AXE = Path(__file__).parent / "npm" / "node_modules" / "axe-core" / "axe.min.js"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the WebDriver standard's key for an element's id
_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root in a container, where Chromium's own sandbox cannot start
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)


class Browser:
    """One page in one Chromium. Leave it with `close`, or use it as a context manager."""

    def __init__(self, url: str = "about:blank") -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="deskbreak-browser-"))
        port = _free_port()
        self._door = f"http://127.0.0.1:{port}"
        self._driver = subprocess.Popen(
            ["chromedriver", f"--port={port}", "--log-level=OFF"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(self._folder)},
        )
        self._session = ""
        try:
            self._wait_for_driver()
            self._session = self._begin()
            self.open(url)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the browser and remove everything it wrote."""
        if self._session:
            with contextlib.suppress(OSError):
                self._ask("DELETE", "")
        self._driver.terminate()
        self._driver.wait(30)
        shutil.rmtree(self._folder, ignore_errors=True)

    def open(self, url: str) -> None:
        """Load a page and wait until it is there."""
        self._ask("POST", "/url", {"url": url})

    def eval(self, js: str) -> Any:
        """The value of a JavaScript expression in the page."""
        return self._ask("POST", "/execute/sync", {"script": f"return ({js});", "args": []})

    def wait(self, js: str, seconds: float = 30) -> Any:
        """The value of the expression as soon as it is truthy; fails after `seconds`."""
        end = time.monotonic() + seconds
        while not (value := self.eval(js)):
            assert time.monotonic() < end, f"never came true in {seconds} s: {js}"
            time.sleep(0.03)
        return value

    def click(self, css: str) -> None:
        """Scroll to the first element that matches and click it, as a pointer would."""
        self.eval(f"document.querySelector({json.dumps(css)})?.scrollIntoView({{block: 'center'}})")
        self._ask("POST", f"/element/{self._find(css)}/click", {})

    def fill(self, css: str, text: str) -> None:
        """Replace what a field holds."""
        element = self._find(css)
        self._ask("POST", f"/element/{element}/clear", {})
        self._ask("POST", f"/element/{element}/value", {"text": text})

    def keys(self, text: str) -> None:
        """Type on the keyboard, into whatever has the focus; ENTER, TAB and so on are letters too."""
        presses = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": presses}]})

    def look(self, *, dark: bool | None = None, reduced_motion: bool | None = None, media: str = "") -> None:
        """What the person has set: a theme, less motion; or how the page is seen: "print"."""
        features = []
        if dark is not None:
            features.append({"name": "prefers-color-scheme", "value": "dark" if dark else "light"})
        if reduced_motion is not None:
            features.append(
                {"name": "prefers-reduced-motion", "value": "reduce" if reduced_motion else "no-preference"}
            )
        self.cdp("Emulation.setEmulatedMedia", media=media, features=features)

    def resize(self, width: int, height: int, scale: float = 1) -> None:
        """The size of the page's view in CSS pixels."""
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=False,
        )

    def screenshot(
        self, path: Path, width: int = 1280, height: int = 800, *, dark: bool = False, whole: bool = False
    ) -> Path:
        """A PNG of the view, or with `whole` of the page from top to bottom."""
        self.look(dark=dark)
        self.resize(width, height)
        if whole:
            self.resize(width, int(self.eval("document.documentElement.scrollHeight")))
        picture = self.cdp("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(picture))
        return path

    def axe(self, *rules_off: str) -> list[dict[str, Any]]:
        """What axe-core objects to on the page: rule, help, and where."""
        self._ask("POST", "/execute/sync", {"script": _AXE.read_text(encoding="utf-8"), "args": []})
        script = (
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations'], rules: arguments[0]})"
            ".then(r => done(r.violations)).catch(e => done([{id: 'failed', help: String(e), nodes: []}]));"
        )
        rules = {rule: {"enabled": False} for rule in rules_off}
        found = self._ask("POST", "/execute/async", {"script": script, "args": [rules]})
        return [
            {"id": one["id"], "help": one["help"], "where": [node["html"][:200] for node in one["nodes"]]}
            for one in found
        ]

    def errors(self) -> list[str]:
        """What the page wrote to the console as errors since the last call."""
        rows = self._ask("POST", "/se/log", {"type": "browser"})
        return [row["message"] for row in rows if row["level"] == "SEVERE"]

    def cdp(self, command: str, **parameters: Any) -> Any:
        """Any command of the DevTools protocol."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def _wait_for_driver(self) -> None:
        end = time.monotonic() + 60
        while True:
            try:
                with _DIRECT.open(f"{self._door}/status", timeout=5) as reply:
                    if json.load(reply)["value"]["ready"]:
                        return
            except OSError:
                assert time.monotonic() < end, "chromedriver did not start"
            time.sleep(0.03)

    def _begin(self) -> str:
        options = {
            "binary": shutil.which("chromium") or shutil.which("google-chrome"),
            "args": [*_FLAGS, f"--user-data-dir={self._folder / 'profile'}"],
        }
        wanted = {
            "timeouts": {"script": SCRIPT_MS},
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        reply = self._ask("POST", "", {"capabilities": {"alwaysMatch": wanted}})
        return str(reply["sessionId"])

    def _find(self, css: str) -> str:
        found = self._ask("POST", "/element", {"using": "css selector", "value": css})
        return str(found[_ELEMENT])

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        address = f"{self._door}/session" + (f"/{self._session}" if self._session else "") + path
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
        try:
            with _DIRECT.open(request, timeout=150) as reply:
                return json.load(reply)["value"]
        except urllib.error.HTTPError as error:
            with error:
                said = json.load(error)["value"]
            raise AssertionError(f"{method} {path}: {said['error']}: {said['message'][:500]}") from None


_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def missing_parts() -> list[str]:
    """What this machine lacks for browser tests."""
    parts = {"chromedriver": shutil.which("chromedriver"), "chromium": shutil.which("chromium")}
    lacking = [name for name, found in parts.items() if not found]
    return lacking if _AXE.exists() else [*lacking, "axe-core (scripts/test installs it)"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser for the whole test run; each test opens its own page in it."""
    lacking = missing_parts()
    if lacking and os.environ.get("CI"):
        pytest.fail(f"browser tests need {', '.join(lacking)}")
    if lacking:
        pytest.skip(f"browser tests need {', '.join(lacking)}")
    with Browser() as one:
        yield one
