"""Faces in languages that are written otherwise: which way, and on what."""

from __future__ import annotations

import pytest

from deskbreak import language
from deskbreak.player import choose, cues_aloud, words
from deskbreak.player.page_texts import arrows, page_texts
from deskbreak.player.session import Session


@pytest.fixture
def arabic() -> None:
    assert language.use("ar", {}) == "ar"


def test_in_arabic_the_page_is_turned_and_so_are_its_arrows(arabic: None) -> None:
    texts = page_texts()
    assert (texts["lang"], texts["dir"]) == ("ar", "rtl")
    assert (texts["back-sign"], texts["next-sign"]) == ("→", "←")
    assert (texts["back-key"], texts["next-key"]) == ("ArrowRight", "ArrowLeft")


def test_in_english_it_is_not() -> None:
    assert (page_texts()["lang"], page_texts()["dir"]) == ("en", "ltr")
    assert [sign for _, sign in arrows()] == ["←", "→"]


@pytest.mark.parametrize(("platform", "first"), [("linux", True), ("darwin", False), ("win32", False)])
def test_arabic_is_shown_where_its_letters_are_joined(
    arabic: None, monkeypatch: pytest.MonkeyPatch, platform: str, first: bool
) -> None:
    monkeypatch.setattr(choose, "screen_reader_runs", lambda: False)
    monkeypatch.setattr("sys.platform", platform)
    assert choose._page_first() is first


def test_a_mirrored_window_turns_corners_and_leaves_middles() -> None:
    pytest.importorskip("tkinter")
    from deskbreak.player.pen import Pen

    pen = Pen(None, None, None)  # type: ignore[arg-type]
    assert [pen.anchor(one) for one in ("nw", "ne", "e", "n", "center")] == ["nw", "ne", "e", "n", "center"]
    assert pen.left(10, 30) == 10
    pen.mirror = 100
    assert [pen.anchor(one) for one in ("nw", "ne", "e", "n", "center")] == ["ne", "nw", "w", "n", "center"]
    assert pen.left(10, 30) == 60


def test_labels_within_a_line_are_small_in_english_alone() -> None:
    assert words.within("Sound off") == "sound off"
    language.use("de", {})
    assert words.within("Ton aus") == "Ton aus"


def test_a_sentence_ends_as_its_language_ends_it() -> None:
    assert language.ended("Cat-cow") == "Cat-cow."
    language.use("ja", {})
    assert language.ended("猫と牛") == "猫と牛。"
    assert language.ended("息を吸う。") == "息を吸う。"
    assert language.sentences("息を吸う。", "", "戻る。") == "息を吸う。戻る。"
    language.use("de", {})
    assert language.sentences("Gut.", "Weiter.") == "Gut. Weiter."


def test_the_spoken_side_is_compared_in_english(script) -> None:
    session = Session(script)
    session.tick(10.01)
    now = session.now()
    assert now.cue.side == "left" and not words.names_side(now)
    assert cues_aloud.spoken(now, None).endswith("Left side first. Stand tall.")
