"""Login inside Flatpak, with a stand-in for the desktop's background portal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from deskbreak.errors import DeskbreakError
from deskbreak.platforms import autostart
from deskbreak.platforms.autostart import portal
from deskbreak.platforms.autostart.portal import BACKGROUND, NAME, PATH, REQUEST, Portal
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.exported import Exported, Method
from deskbreak.runtime.loop import Loop

HANDLE = "/org/freedesktop/portal/desktop/request/1_1/t"


class Desktop(Thread):
    """Answers requests from a thread of its own, as the person says: granted or not."""

    def __init__(self, *, grants: bool) -> None:
        super().__init__(daemon=True)
        self.asked: list[Any] = []
        self.grants, self.goes = grants, True
        self._loop = Loop()
        self._bus = Bus.session(self._loop)
        self._bus.request_name(NAME)
        served = Exported({"RequestBackground": Method("sa{sv}", "o", self._request)}, dict)
        self._bus.export(PATH, BACKGROUND, served)
        owned: list[bool] = []
        self._bus.has_owner(NAME, owned.append)
        while not owned:
            self._loop.turn(0.05)
        self.start()

    def _request(self, _parent: str, options: dict[str, Any]) -> tuple[str]:
        self.asked.append({key: value for key, (_, value) in options.items()})
        results = {"autostart": ("b", self.grants and options["autostart"][1])}
        self._loop.call_soon(
            lambda: self._bus.emit(HANDLE, REQUEST, "Response", "ua{sv}", (0 if self.grants else 1, results))
        )
        return (HANDLE,)

    def run(self) -> None:
        while self.goes:
            self._loop.turn(0.05)
        self._bus.close()
        self._loop.close()


@pytest.fixture
def desktop(bus_desk: Any) -> Iterator[Any]:
    made: list[Desktop] = []

    def open_(*, grants: bool) -> Desktop:
        made.append(Desktop(grants=grants))
        return made[-1]

    yield open_
    for one in made:
        one.goes = False
        one.join(5)


def test_granted_it_is_on_until_it_is_switched_off(desktop: Any, tmp_path: Path) -> None:
    asked = desktop(grants=True).asked
    entry = Portal(tmp_path)
    assert not entry.is_on()
    entry.turn_on(Path("/my home"))
    assert entry.is_on()
    assert asked[0]["commandline"] == ["deskbreak", "run", "--home", "/my home"]
    assert asked[0]["autostart"] is True
    entry.turn_off()
    assert not entry.is_on()
    assert asked[1]["autostart"] is False


def test_refused_it_says_so_and_stays_off(desktop: Any, tmp_path: Path) -> None:
    desktop(grants=False)
    with pytest.raises(DeskbreakError, match="did not allow it"):
        Portal(tmp_path).turn_on(None)
    assert not Portal(tmp_path).is_on()


def test_without_a_portal_it_says_so(bus_desk: Any, tmp_path: Path) -> None:
    with pytest.raises(DeskbreakError, match="does not answer"):
        Portal(tmp_path).turn_on(None)


def test_it_is_the_way_inside_a_flatpak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "INFO", tmp_path)
    assert autostart.choose("linux").backend == "portal"
    assert list(autostart.every("linux")) == ["portal"]
