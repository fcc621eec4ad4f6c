"""What each notification server is told: how to answer, and no more buttons than it draws."""

from __future__ import annotations

import pytest

from deskbreak.platforms.notify.port import Click, Note
from deskbreak.platforms.notify.servers import HABITS, Server

OFFER = Note(
    "offer",
    "Time to move",
    "You have sat for 45 min.",
    (("start", "Start"), ("snooze:300", "In 5 min"), ("snooze:600", "In 10 min"), ("skip", "Skip")),
    click=Click(
        "Click to start.", "Click to start, or snooze in the tray.", "Press Start.", "deskbreak start"
    ),
)
ALL = ["default", "start", "snooze:300", "snooze:600", "skip"]


def server(name: str, *capabilities: str) -> Server:
    return Server(name, frozenset(capabilities or ("actions", "body")))


@pytest.mark.parametrize(
    ("name", "said", "keys"),
    [
        ("Plasma", "You have sat for 45 min. Click to start.", ALL),
        ("Notification Daemon", "You have sat for 45 min. Click to start.", ALL),
        ("never heard of", "You have sat for 45 min. Click to start.", ALL),
        ("mako", "You have sat for 45 min. Click to start, or snooze in the tray.", ALL),
        ("dunst", "You have sat for 45 min. Middle-click to start, or snooze in the tray.", ALL),
        ("Xfce Notify Daemon", "You have sat for 45 min. Press Start.", ["default", *ALL[2:]]),
        (
            "gnome-shell",
            "Click to start. You have sat for 45 min.",
            ["default", "start", "snooze:300", "skip"],
        ),
        ("lxqt-notificationd", "Click to start. You have sat for 45 min.", ["default", "snooze:300", "skip"]),
    ],
)
def test_the_words_are_true_on_this_server(name: str, said: str, keys: list[str]) -> None:
    assert server(name).body(OFFER) == said
    assert server(name).actions(OFFER)[::2] == keys


@pytest.mark.parametrize("name", ["gnome-shell", "dunst", "Xfce Notify Daemon", "new"])
def test_without_clicks_the_commands_are_told(name: str) -> None:
    assert "deskbreak start" in server(name, "body").body(OFFER)
    assert server(name, "body").actions(OFFER) == []


def test_only_the_sentence_how_to_answer_is_changed_for_the_middle_button() -> None:
    own = Note("say", "Drink", 'Click "log" when you drank.', click=Click("", "Click to close."))
    assert server("dunst").body(own) == 'Click "log" when you drank. Middle-click to close.'


@pytest.mark.parametrize("name", list(HABITS))
def test_the_first_and_the_last_action_are_on_every_server(name: str) -> None:
    keys = server(name).actions(OFFER)[::2]
    assert keys[0] == "default", "a click on the body, or the button that is drawn for it"
    assert keys[-1] == "skip"
    assert keys.count("skip") == 1


def test_few_actions_are_left_as_they_are() -> None:
    two = Note("offer", "Time to move", actions=(("start", "Start"), ("skip", "Skip")))
    assert server("gnome-shell").actions(two) == ["default", "Start", "start", "Start", "skip", "Skip"]
