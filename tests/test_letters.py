"""Letters that act instead of being read get out nowhere: not on a terminal, a notification, the tray or in a file."""

from __future__ import annotations

import json
import tomllib

import pytest

from deskbreak.cli.main import main
from deskbreak.columns import complain, fitted, wrapped
from deskbreak.letters import escaped, json_text, readable
from deskbreak.platforms.notify.chain import Chain
from deskbreak.platforms.notify.port import Note, OnEvent
from deskbreak.platforms.tray.dbusmenu import properties_of
from deskbreak.platforms.tray.menu import MenuItem
from deskbreak.runtime.loop import Loop
from tests.platforms.sure_notifier import SureNotifier

C0 = [chr(n) for n in range(32) if chr(n) not in "\t\n\r"] + ["\x7f"]
C1 = [chr(n) for n in range(0x80, 0xA0)]
TURNS = [chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
OTHERS = ["\u2028", "\u2029", "\ufeff", "\ud800", "\udfff"]
ACTING = [*C0, *C1, *TURNS, *OTHERS]
NASTY = f"a{''.join(ACTING)}z"


@pytest.mark.parametrize("letter", ACTING)
def test_a_letter_that_acts_is_left_out_of_text_and_escaped_in_json(letter):
    assert readable(f"a{letter}z") == "az"
    assert letter not in json_text([f"a{letter}z"]) and json.loads(json_text([f"a{letter}z"])) == [
        f"a{letter}z"
    ]


def test_words_of_every_language_stay():
    text = "Rücken – 腰 – \u200fظهر\u200e – ปวดหลัง\tand\nnext"
    assert readable(text) == text


def test_what_is_printed_says_nothing_to_a_terminal(capsys):
    complain(NASTY)
    for shown in (wrapped(NASTY), fitted(NASTY), capsys.readouterr().err.strip()):
        assert shown == "az"


def test_a_notification_shows_words_alone(loop: Loop):
    made: list[SureNotifier] = []

    def screen(on_event: OnEvent) -> SureNotifier:
        made.append(SureNotifier(loop, on_event))
        return made[-1]

    Chain([screen], lambda _tag, _event: None).show(
        Note("offer", f"Time {NASTY}", NASTY, actions=(("start", NASTY),))
    )
    (note,) = made[0].notes
    assert (note.title, note.body, note.actions) == ("Time az", "az", (("start", "az"),))


def test_an_entry_of_the_menu_shows_words_alone():
    assert properties_of(MenuItem(f"Start {NASTY}", None))["label"] == ("s", "Start az")


def test_settings_are_shown_as_they_can_be_read_again(tmp_path, capsys):
    text = '[[break]]\nname = "tea"\nevery = "2h"\nsay = "Drink \\u202e tea \\u009b"\n'
    (tmp_path / "config.toml").write_text(text, "utf-8")
    for words in (("config", "show"), ("config", "show", "--effective"), ("config", "show", "--json")):
        assert main([*words, "--home", str(tmp_path)]) == 0
        out = capsys.readouterr().out
        assert not any(letter in out for letter in ("\u202e", "\x9b"))
        if words == ("config", "show"):
            assert tomllib.loads(out)["break"][0]["say"] == "Drink \u202e tea \x9b"
    assert escaped('"\u202e"') == '"\\u202e"'
