"""The sentences of all faces."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise
from deskbreak.core.durations import countdown
from deskbreak.core.facts import Source, Sourced
from deskbreak.core.script import script as script_of
from deskbreak.player import end_words, words
from deskbreak.player.moment import Mode
from deskbreak.player.session import Session
from deskbreak.values import replace


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (0.2, "0:01"), (59.9, "1:00"), (61, "1:01"), (600, "10:00")]
)
def test_the_countdown_reaches_zero_only_at_the_end(seconds, text):
    assert countdown(seconds) == text


def dial_at(session, second):
    session.tick(second)
    dial = words.dial(session.now())
    return dial.large, dial.small, round(dial.share, 3), dial.fills


def test_the_ring_counts_repetitions_where_they_are_counted_and_seconds_where_there_is_a_hold(script):
    steps = (replace(script.steps[0], counted=True), *script.steps[1:])
    session = Session(replace(script, steps=steps))
    assert dial_at(session, 1) == ("0:01", "get ready", 0.5, False)
    assert dial_at(session, 3) == ("1", "of 4", 0.25, True)
    assert dial_at(session, 7) == ("3", "of 4", 0.75, True)
    assert dial_at(session, 13) == ("0:07", "", 0.875, False)
    assert dial_at(session, 21) == ("0:01", "change", 0.5, False)


def whole_ring(catalog, routine):
    """What the ring counts at each cue of each step."""
    played = script_of(catalog.routine(routine), catalog)
    session = Session(played)
    seen: dict[Any, Any] = {}
    for cue in played.cues:
        session.tick(cue.start_s + cue.seconds / 2)
        now = session.now()
        if now.cue.kind.value in ("work", "hold", "breathe"):
            seen.setdefault(now.cue.step, set()).add(words.dial(now).fills)
    return seen


def test_the_ring_never_changes_its_meaning_within_an_exercise(shipped_catalog):
    for exercise in shipped_catalog.exercises:
        assert all(len(meant) == 1 for meant in whole_ring(shipped_catalog, exercise).values()), exercise


def test_between_holds_the_ring_counts_the_seconds_of_what_the_words_say(shipped_catalog):
    played = script_of(shipped_catalog.routine("shin-box"), shipped_catalog)
    session, left = Session(played), []
    for cue in played.cues[1:6]:
        session.tick(cue.start_s + 0.5)
        left.append((words.dial(session.now()).large, cue.seconds))
    assert left == [(countdown(seconds), seconds) for _, seconds in left]


def test_a_side_is_what_one_sees(script):
    steps = (script.steps[0], replace(script.steps[1], side_word="{side} knee down, {other} foot in front"))
    session = Session(replace(script, steps=steps))
    session.tick(13)
    assert words.side(session.now()) == "Left knee down, right foot in front"


def test_all_that_is_said_is_shown_when_an_exercise_is_new_and_in_every_pause(script):
    step = replace(script.steps[0], cautions=("Slowly.",), choices=("Four is our number.",), needs=("towel",))
    session = Session(replace(script, steps=(step, *script.steps[1:])), unmet=frozenset({"round-back"}))
    now = session.now()
    assert (now.ready, now.new, now.left_in_cue_s) == (True, True, 12.0)
    assert words.whole(now) == [
        *(("step", "Stand tall."), ("step", "Move slowly."), ("caution", "Slowly.")),
        ("ours", "Four is our number."),
    ]
    assert words.is_whole(now) and words.take_along(now) == "Take along: towel."
    session.start(1)
    assert not words.is_whole(session.now())
    session.pause(2)
    assert words.is_whole(session.now())


def test_steps_and_cautions_come_one_by_one_with_the_repetitions(script):
    step = replace(script.steps[0], cautions=("Slowly.",), instructions=("Stand.", "Two.", "Three."))
    session = Session(replace(script, steps=(step, *script.steps[1:])))
    said = []
    for second in (1, 3, 5, 7, 9):
        session.tick(second)
        said.append(words.line(session.now()))
    assert said == ["", "Two.", "Slowly.", "Three.", "Two."]
    held = replace(script.steps[1], cautions=("Not to the pain.",))
    session = Session(replace(script, steps=(step, held)))
    session.tick(13)
    assert words.line(session.now()) == "Not to the pain."


def test_the_small_words_do_not_tell_of_the_other_half_of_a_movement(shipped_catalog):
    script = script_of(shipped_catalog.routine("cat-cow"), shipped_catalog)
    session, reported = Session(script), set()
    for cue in script.cues:
        session.tick(cue.start_s + cue.seconds / 2)
        text = words.line(session.now())
        reported.add(text)
        if cue.say.startswith("Sink"):
            assert not text.startswith("Cat:"), text
        if cue.say.startswith("Round"):
            assert not text.startswith("Cow:"), text
    assert set(script.steps[0].instructions[1:]) | set(script.steps[0].cautions) <= reported


def test_breath_and_cue_agree(script):
    cues = (replace(script.cues[0]), replace(script.cues[1], breath="out"), *script.cues[2:])
    session = Session(replace(script, cues=cues))
    session.tick(3)
    assert words.breathing(session.now(), Catalog({}, {})) == "Breathe out"
    session.tick(5)
    assert words.breathing(session.now(), Catalog({}, {})) == ""


def test_the_first_line_says_why_this_set(script):
    session, catalog = Session(script), Catalog({}, {})
    assert words.why(session.now(), catalog, "It opens the front.") == "It opens the front."
    session.tick(3)
    assert words.why(session.now(), catalog, "It opens the front.") == "It helps."


def test_a_moment_in_words(script):
    session = Session(script)
    session.tick(1)
    assert words.instruction(session.now()) == "Stand tall."
    session.tick(5)
    now = session.now()
    assert (words.count(now), words.coming(now), words.side(now)) == ("2 of 4", "Next: Side stretch", "")
    assert words.place(now, session) == "1 of 2 · 0:25 left"
    session.tick(11)
    assert (words.instruction(session.now()), words.side(session.now())) == ("Stand tall.", "Left side")
    assert words.coming(session.now()) == "Last one"
    session.pause(12)
    assert words.instruction(session.now()).startswith("Paused")


def test_the_reason_names_who_gives_it(script):
    exercise = Exercise("round-back", "Round back", "standing", "moves", why=Sourced("It helps.", "S9"))
    catalog = Catalog({"round-back": exercise}, {}, {"S9": Source("S9", "Backs", "The Paper")})
    assert words.why(Session(script).now(), catalog) == "It helps. (The Paper)"
    assert words.why(Session(script).now(), Catalog({}, {})) == "It helps."


def test_the_end_says_what_was_done_and_no_more(script, walk):
    session = Session(script)
    session.tick(12)
    session.close(12)
    assert end_words.done_today(session) == "Done: Round back."
    assert end_words.farewell(session) == "Until the next break"
    assert end_words.time_away(session) == "Less than a minute away from sitting."
    gone = Session(walk)
    gone.tick(600)
    assert (end_words.farewell(gone), end_words.time_away(gone)) == (
        "Welcome back",
        "About 10 minutes away from sitting.",
    )


def test_what_hurt_is_named_with_the_way_back(script):
    session = Session(script)
    session.it_hurts(1)
    assert end_words.left_out(session).endswith("deskbreak unblock round-back")


def test_what_can_be_chosen_is_something_the_session_does(script):
    easier = replace(script, steps=script.steps[1:], cues=tuple(replace(c, step=0) for c in script.cues[5:]))
    session = Session(script, easier=lambda _step: easier, gentler=lambda: easier)
    assert end_words.choices(session) == []
    session.too_hard(3)
    assert end_words.choices(session)[0] == ("try_easier", "Try Side stretch: 4 times")
    for action, _ in end_words.choices(session):
        assert callable(getattr(session, action))
    session.it_hurts(3)
    assert [action for action, _ in end_words.choices(session)] == ["close", "go_gently", "not_hurt"]
    session.not_hurt(3)
    assert session.mode is Mode.PAUSED and end_words.choices(session) == []


def test_after_pain_nothing_gentler_is_offered_where_there_is_nothing(script):
    session = Session(script)
    session.it_hurts(3)
    assert [action for action, _ in end_words.choices(session)] == ["close", "not_hurt"]


def test_the_large_button_says_what_it_does(script):
    session = Session(script)
    assert words.main_label(session.now()) == "Start"
    session.tick(4)
    assert words.main_label(session.now()) == "Pause"
    session.toggle(4)
    assert words.main_label(session.now()) == "Go on"


def test_the_warning_signs_are_named_and_marked_as_ours(shipped_catalog):
    title, *signs = end_words.warning_signs(shipped_catalog)
    said = " ".join(signs).lower()
    assert "doctor" in title
    for sign in ("numb", "weak", "bladder", "night", "fever", "ours"):
        assert sign in said, sign
