"""What the terminal says: on the screen at every width, in plain lines, and to each key."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.core.cues import CueKind, Script
from deskbreak.core.script import script as script_of
from deskbreak.figures.api import open_figure, render
from deskbreak.paths import shipped
from deskbreak.player import words
from deskbreak.player.braille import dots
from deskbreak.player.moment import Mode, Now
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.session import Session
from deskbreak.player.terminal_keys import keys_of, press
from deskbreak.player.terminal_lines import PlainLines
from deskbreak.player.terminal_screen import TerminalScreen

FOLDERS = [shipped("content")]
WHY = "Opens the front of your hips; you sat 45 minutes."


def screen(session: Session, catalog: Catalog, *, figures: bool = False) -> TerminalScreen:
    folders = FOLDERS if figures else []
    return TerminalScreen(
        io.StringIO(), folders, session, catalog=catalog, request=PlayRequest("u", "x", why=WHY)
    )


def every_kind(script: Script) -> Iterator[float]:
    """The middle of each cue that says something else."""
    seen = set()
    for cue in script.cues:
        if (cue.step, cue.kind, cue.say) not in seen:
            seen.add((cue.step, cue.kind, cue.say))
            yield cue.start_s + cue.seconds / 2


def flat(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize(("width", "height"), [(40, 24), (80, 24), (40, 50)])
def test_no_screen_cuts_or_breaks_a_word(shipped_catalog, width, height):
    for exercise in shipped_catalog.exercises:
        script = script_of(shipped_catalog.routine(exercise), shipped_catalog)
        session = Session(script)
        shown = screen(session, shipped_catalog)
        for second in every_kind(script):
            session.tick(second)
            now = session.now()
            text = [line.plain for line in shown.lines(now, width, height, sounds=False)]
            assert len(text) <= height and max(map(len, text)) <= width, exercise
            for said in (words.instruction(now), words.line(now), now.step.name, words.side(now)):
                assert said in flat(text), (exercise, said)
            for key, does in keys_of(now, sounds=False):
                assert any(f"{key} {does}" in line for line in text)


@pytest.mark.parametrize(("width", "height"), [(40, 24), (80, 24)])
def test_all_that_is_said_is_there_if_need_be_page_by_page(shipped_catalog, monkeypatch, width, height):
    at = [0.0]
    monkeypatch.setattr("deskbreak.player.terminal_screen.time.monotonic", lambda: at[0])
    for exercise in shipped_catalog.exercises:
        script = script_of(shipped_catalog.routine(exercise), shipped_catalog)
        session = Session(script, unmet=frozenset({exercise}))
        if not session.now().ready:
            continue
        shown, pages = screen(session, shipped_catalog), []
        for at[0] in (1000.0, 1008.0, 1016.0, 1024.0):
            text = [line.plain for line in shown.lines(session.now(), width, height, sounds=True)]
            assert len(text) <= height and max(map(len, text)) <= width, exercise
            pages.append(flat(text))
        for _, said in words.whole(session.now()):
            assert any(said in page for page in pages), (exercise, said)


def test_getting_ready_looks_different_from_work(shipped_catalog):
    session = Session(script_of(shipped_catalog.routine("cat-cow"), shipped_catalog))
    shown = screen(session, shipped_catalog)
    ready = [line.plain for line in shown.lines(session.now(), 80, 24, sounds=False)]
    assert any("Get ready" in line for line in ready) and WHY in flat(ready)
    assert any(line.startswith("Enter start") for line in ready)
    session.start(1)
    work = [line.plain for line in shown.lines(session.now(), 80, 24, sounds=False)]
    assert not any("Get ready" in line for line in work) and any("space pause" in line for line in work)


def test_a_newcomer_reads_whom_to_ask_while_getting_ready(shipped_catalog):
    session = Session(script_of(shipped_catalog.routine("cat-cow"), shipped_catalog))
    request = PlayRequest("u", "x", first_run=True)
    shown = TerminalScreen(io.StringIO(), [], session, catalog=shipped_catalog, request=request)
    for width in (40, 80):
        text = flat([line.plain for line in shown.lines(session.now(), width, 24, sounds=True)])
        assert words.first_words(shipped_catalog, 0) in text
    session.start(1)
    text = flat([line.plain for line in shown.lines(session.now(), 80, 24, sounds=True)])
    assert words.first_words(shipped_catalog, 0) not in text


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 24)])
def test_the_figure_is_there_and_the_lesser_words_make_way(shipped_catalog, width, height):
    session = Session(script_of(shipped_catalog.routine("cat-cow"), shipped_catalog))
    session.tick(13)
    text = [
        line.plain
        for line in screen(session, shipped_catalog, figures=True).lines(
            session.now(), width, height, sounds=False
        )
    ]
    assert sum(any("\u2801" <= char <= "\u28ff" for char in line) for line in text) >= 5
    assert max(map(len, text)) <= width and len(text) <= height


def test_a_mat_seen_from_above_does_not_swallow_the_figure():
    figure = open_figure("knee-rolls", FOLDERS)
    start, rolled = (
        dots(render(figure, figure.reached_s(pose), 192, 144), 32, 12) for pose in ("start", "roll")
    )
    assert start != rolled
    assert sum(row.count("\u28ff") for row in start) < 60  # a body, not a whole mat


# -- plain lines --------------------------------------------------------------------------------------------


def said_by(session: Session, catalog: Catalog, until: float = 1e9) -> list[str]:
    lines, said, second = PlainLines(catalog, WHY), [], 0.0
    while session.mode is Mode.PLAYING and second < until:
        session.tick(second)
        if session.mode is Mode.PLAYING:
            said += lines.of(session.now())
        second += 0.5
    return said


def test_plain_lines_say_each_way_twice_and_then_count(shipped_catalog):
    session = Session(script_of(shipped_catalog.routine("cat-cow"), shipped_catalog))
    said = said_by(session, shipped_catalog)
    assert [line for line in said if " of 5" in line or "0:04" in line] == [
        "  0:04  Sink your belly, lift head and tailbone (1 of 5)",
        "  0:04  Round up, chin and tailbone tucked",
        "  0:04  Sink your belly, lift head and tailbone (2 of 5)",
        "  0:04  Round up, chin and tailbone tucked",
        "  3 of 5. Cow: let your belly sink and lift your head and tailbone.",
        "  4 of 5. Take care: Stop at once if anything hurts, and ask a health professional about it.",
        "  5 of 5. Go from one to the other, slowly.",
    ]
    assert said[:2] == ["", "Get ready: Cat-Cow"] and f"  Why: {WHY}" in said
    assert said[-1].endswith("Back to level")


def test_no_exercise_floods_the_terminal(shipped_catalog):
    for exercise in shipped_catalog.exercises:
        script = script_of(shipped_catalog.routine(exercise), shipped_catalog)
        said = said_by(Session(script), shipped_catalog)
        repetitions = {(cue.set_, cue.side, cue.count) for cue in script.cues if cue.of}
        others = [cue for cue in script.cues if cue.kind in (CueKind.REST, CueKind.BREATHER, CueKind.SWITCH)]
        assert len(said) <= 16 + len(repetitions) + len(others) + script.seconds / 8, exercise
        for kind in (CueKind.HOLD, CueKind.WORK, CueKind.SWITCH):
            for say in {cue.say for cue in script.cues if cue.kind is kind}:
                assert any(say in line for line in said), (exercise, say)


def test_the_other_side_is_told_once_more(shipped_catalog):
    session = Session(script_of(shipped_catalog.routine("single-leg-glute-bridge"), shipped_catalog))
    said = said_by(session, shipped_catalog)
    change = said.index("  0:04  Change sides: right foot down")
    assert sum("Lower with control" in line for line in said[change:]) >= 1


def test_something_new_is_told_whole_and_a_pause_tells_it_again(shipped_catalog):
    script = script_of(shipped_catalog.routine("cat-cow"), shipped_catalog)
    session, lines = Session(script, unmet=frozenset({"cat-cow"})), PlainLines(shipped_catalog)
    caution = "  Take care: Move only as far as feels easy."
    assert caution in lines.of(session.now()) and lines.of(session.now()) == []
    session.start(1)
    assert lines.of(session.now())[0].endswith("(1 of 5)")
    session.pause(2)
    assert caution in lines.of(session.now()) and lines.of(session.now()) == []
    session.resume(3)
    assert len(lines.of(session.now())) == 1


# -- keys ---------------------------------------------------------------------------------------------------


def pressed(session: Session, *keys: str) -> Now:
    for key in keys:
        press(key, session, 0.0)
    return session.now()


def test_enter_does_what_fits(shipped_catalog):
    session = Session(script_of(shipped_catalog.routine("mobility-set"), shipped_catalog), waits=True)
    assert not pressed(session, "").ready  # starts
    assert pressed(session, "?").mode is Mode.PAUSED
    assert pressed(session, "").mode is Mode.PLAYING  # goes on
    assert pressed(session, "").step.exercise == "hip-flexor-stretch"  # next


def test_space_starts_pauses_and_goes_on(shipped_catalog):
    session = Session(script_of(shipped_catalog.routine("cat-cow"), shipped_catalog))
    assert pressed(session, "?").mode is Mode.PAUSED
    now = pressed(session, " ")
    assert (now.mode, now.ready) == (Mode.PLAYING, False)
    assert pressed(session, " ").mode is Mode.PAUSED
    assert pressed(session, "?").mode is Mode.PLAYING


def test_a_key_that_means_nothing_does_nothing(script):
    session = Session(script)
    assert not press("x", session, 0.0)
    pressed(session, "d")
    assert session.mode is Mode.ASKING and not press("x", session, 0.0) and session.mode is Mode.ASKING
    assert press("", session, 0.0) and session.answer is None and session.mode is Mode.ENDED
