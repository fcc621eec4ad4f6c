"""The settings page while it is open: what it is made of, how long it is served, and a routine that is tried."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak import language
from deskbreak.app.settings_page import serve as module
from deskbreak.app.settings_page import trying
from deskbreak.app.settings_page.page_words import page_words
from deskbreak.app.settings_page.serve import serve
from deskbreak.app.settings_page.trying import Trial
from deskbreak.errors import DeskbreakError, NoDaemon
from deskbreak.paths import Profile
from deskbreak.platforms.browser import NoBrowser

BY_HAND = "name yours in BROWSER, or edit the file: deskbreak config edit"


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
    return Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")


class Server:
    """A page whose readers come and go as the test has it: how many there are after each half second."""

    def __init__(self, readers: Any, refused: str = "") -> None:
        self._readers, self.now, self.refused = readers, 0.0, refused
        self.told: list[dict[str, Any]] = []
        self.readers = 0
        self.did: list[Any] = []

    def publish(self, news: dict[str, Any]) -> None:
        self.told.append(news)

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.readers = self._readers(self.now)

    def open(self, command: list[str]) -> None:
        self.did.append(command)

    def end(self) -> None:
        self.did.append("end")


def while_open(monkeypatch: pytest.MonkeyPatch, server: Server) -> float:
    """How long it was served."""
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: server.now, sleep=server.sleep))
    given: Any = server
    desk: Any = SimpleNamespace(stamp=lambda: f"{server.now}")
    module._while_open(given, desk)
    return server.now


@pytest.mark.parametrize(
    ("readers", "served_s"),
    [
        (lambda now: now <= 10, 16.5),  # six seconds after the last one was there
        (lambda now: 20 < now <= 30, 36.5),
        (lambda now: 59.4 < now <= 60, 66.5),
        (lambda now: now <= 1 or 6.9 < now <= 8, 14.5),  # a page that was loaded again
    ],
)
def test_it_is_served_until_nobody_has_listened_for_a_while(
    monkeypatch: pytest.MonkeyPatch, readers: Any, served_s: float
) -> None:
    server = Server(readers)
    assert while_open(monkeypatch, server) == served_s
    assert server.told[0] == {"stamp": "0.0"} and server.told[1] == {"stamp": "0.5"}


def test_a_browser_that_never_comes_is_waited_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(lambda _now: 0)
    with pytest.raises(NoBrowser) as error:
        while_open(monkeypatch, server)
    assert str(error.value) == f"the browser did not open the page; {BY_HAND}" and server.now == 60.5


def test_a_browser_that_fails_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(lambda _now: 0, refused="the browser ended with code 3")
    with pytest.raises(NoBrowser) as error:
        while_open(monkeypatch, server)
    assert str(error.value) == f"the browser ended with code 3; {BY_HAND}" and server.now == 0.5
    came = Server(lambda now: now <= 10, refused="the browser ended with code 3")
    assert while_open(monkeypatch, came) == 16.5  # what opened it has ended, and the page is there


def test_the_page_is_whole_and_put_away(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    server = Server(lambda _now: 0)

    def page(make: Any, act: Any) -> Server:
        made.append((make("nonce-1"), act({"act": "fly"})))
        return server

    monkeypatch.setattr(module, "browser_command", lambda: ["browser"])
    monkeypatch.setattr(module, "LocalPage", page)
    monkeypatch.setattr(module, "_while_open", lambda *_: (_ for _ in ()).throw(NoBrowser("closed")))
    profile.config.write_text('[player]\ntheme = "dark"\n')
    with pytest.raises(NoBrowser, match="closed"):
        serve(profile)
    ((text, answer),) = made
    assert server.did == [["browser"], "end"] and "unknown" in answer["problems"][0]["what"]
    for name in ("nonce", "theme", "language", "direction", "words", "weekday", "state"):
        assert "{{" + name + "}}" not in text
    assert 'nonce="nonce-1"' in text and "dark" in text and str(profile.config) in text


def test_a_file_with_mistakes_has_the_usual_theme(profile: Profile) -> None:
    assert module._theme(profile) == "auto"
    profile.config.write_text('[player]\ntheme = "dark"\n')
    assert module._theme(profile) == "dark"
    profile.config.write_text("[player\n")
    assert module._theme(profile) == "auto"


def test_where_no_page_can_be_shown_the_file_is_named(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> Any:
        raise NoBrowser("no display")

    def refused(*_: object) -> Any:
        raise OSError(13, "not allowed")

    edit = "edit the file: deskbreak config edit"
    monkeypatch.setattr(module, "browser_command", nothing)
    with pytest.raises(NoBrowser) as error:
        serve(profile)
    assert str(error.value) == f"no browser to show the page in (no display); {edit}"
    monkeypatch.setattr(module, "browser_command", lambda: ["browser"])
    monkeypatch.setattr(module, "LocalPage", refused)
    with pytest.raises(NoBrowser) as error:
        serve(profile)
    assert str(error.value) == f"this machine refuses the page its place (not allowed); {edit}"


def test_the_pages_script_has_its_words_in_the_language_that_is_spoken() -> None:
    script = '_("Save"); x_("not"); n_("{n} break", "{n} breaks", 3); this._("not"); _("Save")'
    assert page_words(script) == {"texts": {}, "counts": {}}
    language.use("de", {})
    found = page_words(script)
    assert list(found["texts"]) == ["Save"] and list(found["counts"]) == ["{n} break"]
    forms = found["counts"]["{n} break"]
    assert len(forms["of"]) == 200 and forms["of"][0] == forms["of"][2] != forms["of"][1]
    assert len(forms["forms"]) == 2 and json.dumps(found)


# -- a routine that is tried ----------------------------------------------------------------------------------------


class Process:
    def __init__(self, argv: list[str], **options: Any) -> None:
        self.argv, self.options = argv, options
        self.code: int | None = None
        started.append(self)

    def poll(self) -> int | None:
        return self.code

    def wait(self, timeout_s: float) -> int:
        assert timeout_s == 2.0
        if self.code is None:
            raise subprocess.TimeoutExpired(self.argv, timeout_s)
        return self.code


started: list[Process] = []


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Nobody answers, and processes only seem to start."""

    def nobody(*_: object) -> None:
        raise NoDaemon

    started.clear()
    monkeypatch.setattr(trying, "ask", nobody)
    monkeypatch.setattr(
        trying,
        "subprocess",
        SimpleNamespace(Popen=Process, DEVNULL=subprocess.DEVNULL, TimeoutExpired=subprocess.TimeoutExpired),
    )
    return monkeypatch


@pytest.mark.parametrize(
    ("face", "display", "seen"),
    [
        ("auto", True, []),
        ("window", True, []),
        ("page", True, []),
        ("terminal", True, ["--face", "page"]),
        ("auto", False, ["--face", "page"]),
    ],
)
def test_nobody_sees_a_terminal_of_the_page(
    alone: Any, profile: Profile, face: str, display: bool, seen: list[str]
) -> None:
    alone.setattr(trying, "has_display", lambda: display)
    alone.setattr(trying, "own_command", lambda word, home: ["deskbreak", word, str(home)])
    trial = Trial(profile)
    assert trial.start(face) == "The routine starts."
    assert started[0].argv == ["deskbreak", "start", str(profile.home), *seen]
    assert started[0].options.pop("stderr").closed
    assert started[0].options == {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        "start_new_session": True,
    }
    with pytest.raises(DeskbreakError, match="a routine is on already"):
        trial.start(face)
    started[0].code = 0
    assert trial.start(face) == "The routine starts." and len(started) == 2


@pytest.mark.parametrize(
    ("code", "errors", "said"),
    [
        (1, b"one\ntwo\nno window here\n", "no window here"),
        (1, b"", "the routine did not start; see: deskbreak doctor"),
        (3, b"x" * 3000, "x" * 2000),
        (1, b"\xff", "\ufffd"),
    ],
)
def test_one_that_ends_at_once_has_failed(
    alone: Any, profile: Profile, code: int, errors: bytes, said: str
) -> None:
    class Ends(Process):
        def __init__(self, argv: list[str], **options: Any) -> None:
            super().__init__(argv, **options)
            options["stderr"].write(errors)
            self.code = code

    alone.setattr("deskbreak.app.settings_page.trying.subprocess.Popen", Ends)
    with pytest.raises(DeskbreakError) as error:
        Trial(profile, ["deskbreak"]).start()
    assert str(error.value) == said


def test_one_that_ends_well_is_over(alone: Any, profile: Profile) -> None:
    class Ends(Process):
        def __init__(self, argv: list[str], **options: Any) -> None:
            super().__init__(argv, **options)
            self.code = 0

    alone.setattr("deskbreak.app.settings_page.trying.subprocess.Popen", Ends)
    assert Trial(profile, ["deskbreak"]).start() == "The routine is over."


def test_a_program_that_is_not_there_is_named(alone: Any, profile: Profile) -> None:
    def missing(*_: object, **__: object) -> Any:
        raise FileNotFoundError(2, "No such file or directory")

    alone.setattr("deskbreak.app.settings_page.trying.subprocess.Popen", missing)
    with pytest.raises(DeskbreakError, match=r"^deskbreak does not start: No such file or directory$"):
        Trial(profile, ["deskbreak"]).start()
