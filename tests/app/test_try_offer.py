"""The test offer of `doctor --try` says what is true on the desktop that shows it."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.platforms.notify.servers import Server


@pytest.mark.parametrize(
    ("server", "said"),
    [
        ("Plasma", "It shows whether clicks arrive. Click here."),
        ("dunst", "It shows whether clicks arrive. Middle-click here."),
        ("Xfce Notify Daemon", 'It shows whether clicks arrive. Press "It works".'),
        ("gnome-shell", "Click here. It shows whether clicks arrive."),
    ],
)
def test_it_says_where_to_click(harness: Any, server: str, said: str) -> None:
    desk = harness()
    assert desk.daemon.actions.answer({"do": "try-offer"})["ok"]
    assert Server(server, frozenset({"actions"})).body(desk.desktop.notes[-1]) == said


def test_without_clicks_it_names_the_commands_and_each_event_is_kept(harness: Any) -> None:
    desk = harness()
    desk.daemon.actions.answer({"do": "try-offer"})
    assert "deskbreak start" in Server("plain", frozenset()).body(desk.desktop.notes[-1])
    desk.daemon.presenter.on_note(desk.desktop.notes[-1].tag, "shown")
    desk.daemon.presenter.on_note(desk.desktop.notes[-1].tag, "action:start")
    assert desk.daemon.actions.answer({"do": "tried"})["events"] == ["shown", "action:start"]
