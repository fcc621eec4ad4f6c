"""A desktop without a tray: what is told where, and that nothing is said where it cannot be known."""

from __future__ import annotations

import pytest

from deskbreak.cli.doctor_session import port_results
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.tray.without import STATUS_NOTIFIER, WATCHER, advice, has_tray, why_none


def test_gnome_is_told_its_extension_and_the_way_without() -> None:
    extension, without = advice({"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"})
    assert "AppIndicator and KStatusNotifierItem Support" in extension
    assert "apt install gnome-shell-extension-appindicator" in extension
    for word in ("applications", "notifications", "deskbreak status"):
        assert word in without
    assert "AppIndicator" in why_none({"XDG_CURRENT_DESKTOP": "GNOME"})


def test_other_desktops_hear_of_no_extension() -> None:
    (line,) = advice({"XDG_CURRENT_DESKTOP": "i3"})
    assert "no tray icons" in line and "deskbreak status" in line
    assert "GNOME" not in why_none({"XDG_CURRENT_DESKTOP": "sway"})


def test_a_session_knows_whether_there_is_a_panel(bus_desk, connect, until) -> None:
    assert has_tray() is False
    panel: Bus = connect()
    panel.request_name(WATCHER)
    owned: list[bool] = []
    panel.has_owner(WATCHER, owned.append)
    until(lambda: owned == [True])
    assert has_tray() is True


@pytest.mark.usefixtures("no_session")
def test_without_a_session_nothing_is_claimed() -> None:
    assert has_tray() is None


def test_doctor_names_the_extension_where_no_panel_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    fine = {"backend": "x", "state": "ok", "detail": ""}
    tray = {"backend": STATUS_NOTIFIER, "state": "absent", "detail": why_none()}
    said = [one.detail for one in port_results({"notify": fine, "tray": tray})]
    assert any("apt install gnome-shell-extension-appindicator" in line for line in said)
    assert len(port_results({"notify": fine, "tray": {**fine, "backend": STATUS_NOTIFIER}})) == 2
