"""The tray on real panels, clicked with a real pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from deskbreak.platforms.tray.port import Look
from deskbreak.runtime.loop import Loop
from tests.desktop import desks, panels
from tests.desktop.tray_user import PANEL, PAUSE, SNOOZE, TrayUser

pytestmark = pytest.mark.desktop


def xfce() -> desks.X11Desk:
    desks.need(*desks.X11_PROGRAMS)
    return desks.X11Desk(notifications=False)


def waybar() -> desks.WaylandDesk:
    desks.need(*desks.WAYLAND_PROGRAMS)
    return desks.WaylandDesk(notifications=False)


HOSTS: dict[str, Callable[[], desks.X11Desk | desks.WaylandDesk]] = {
    "xfce": xfce,
    "waybar": waybar,
    "mate": panels.MateDesk,
    "lxqt": panels.LxqtDesk,
}


CORNER = (0, 0, 28, 32)  # of waybar, whose menus lie over the panel


@pytest.fixture(params=HOSTS)
def user(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, loop: Loop) -> Iterator[TrayUser]:
    desk = HOSTS[request.param]()
    try:
        desks.enter(desk, monkeypatch)
        made = TrayUser(desk, loop, CORNER if request.param == "waybar" else PANEL)
        yield made
        made.leave()
    finally:
        desk.stop()


def test_clicks_do_what_they_say(user: TrayUser) -> None:
    user.click()
    user.until(lambda: user.did == ["start"])
    user.click(2)
    user.until(lambda: user.did == ["start", "middle"])


def test_a_row_is_ticked_and_cleared_again(user: TrayUser) -> None:
    """The same entry, told to the panel again in between."""
    cleared = user.choose(PAUSE)
    user.until(lambda: user.did == ["paused True"])
    ticked = user.choose(PAUSE)
    user.until(lambda: user.did == ["paused True", "paused False"])
    assert ticked != cleared
    assert user.choose(PAUSE) == cleared


def test_a_submenu_is_clicked(user: TrayUser) -> None:
    user.choose(SNOOZE, sub=True)
    user.until(lambda: user.did == ["snooze"])


def test_a_panel_that_restarts_gets_the_icon_again(user: TrayUser) -> None:
    user.desk.end("panel")
    user.until(lambda: user.tray.state().state == "lost")
    user.desk.start_panel()
    user.until_drawn("teal")
    user.click()
    user.until(lambda: user.did == ["start"])


def test_the_icon_shows_what_is_up(user: TrayUser) -> None:
    user.tray.show(Look("due", tooltip="Time to move"))
    user.until_drawn("amber")
    assert len(user.dots("teal")) < 20
