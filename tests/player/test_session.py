"""A routine is played: what counts as done, and how it ends."""

from __future__ import annotations

import pytest

from deskbreak.core.cues import Cue, CueKind, Script, ScriptStep
from deskbreak.player.moment import Mode
from deskbreak.player.places import reading_s
from deskbreak.player.session import Session


def test_left_alone_it_plays_to_the_end_and_asks(script):
    session = Session(script)
    for second in range(31):
        session.tick(second)
    assert session.mode is Mode.ASKING
    session.felt("easy")
    assert (session.mode, session.outcome(), session.answer) == (Mode.ENDED, "taken", "easy")
    assert session.exercises() == ["round-back", "side-stretch"]
    assert session.active_s == pytest.approx(30)


def test_one_late_tick_is_as_good_as_many(script):
    session = Session(script)
    session.tick(500)
    assert session.mode is Mode.ASKING
    assert session.exercises() == ["round-back", "side-stretch"]


def test_the_moment_tells_cue_count_and_what_comes_next(script):
    session = Session(script)
    session.tick(5)
    now = session.now()
    assert (now.cue.kind, now.cue.count, now.into_cue_s, now.left_in_step_s) == (CueKind.WORK, 2, 1, 5)
    assert now.next_step is not None and now.next_step.exercise == "side-stretch"
    session.tick(20)
    assert session.now().cue.side == "left" or session.now().cue.kind is CueKind.SWITCH
    assert session.now().next_step is None


def test_a_pause_stops_the_time(script):
    session = Session(script)
    session.pause(4)
    session.tick(400)
    assert session.now().into_step_s == 4
    session.resume(400)
    session.tick(401)
    assert session.now().into_step_s == 5
    assert session.active_s == 5


def test_going_on_without_moving_is_not_doing(script):
    session = Session(script)
    session.next(1)
    assert session.now().step.exercise == "side-stretch"
    session.tick(21)
    assert session.exercises() == ["side-stretch"]
    assert session.outcome() == "partly"


def test_passing_over_everything_asks_nothing_and_is_a_skip(script):
    session = Session(script)
    session.next(1)
    session.next(2)
    assert (session.mode, session.outcome()) == (Mode.ENDED, "skipped")


def test_back_goes_to_the_start_of_the_step_and_then_to_the_one_before(script):
    session = Session(script)
    session.tick(15)
    session.back(15)
    assert session.now().progress == pytest.approx(10 / 30)
    session.back(16)
    assert session.now().progress == 0


def test_closing_half_way_keeps_what_was_done(script):
    session = Session(script)
    session.tick(12)
    session.close(12)
    assert (session.outcome(), session.exercises()) == ("partly", ["round-back"])


def test_closing_at_once_is_a_skip(script):
    session = Session(script)
    session.close(1)
    assert (session.outcome(), session.exercises()) == ("skipped", [])


def test_it_hurts_stops_at_once_and_names_the_exercise(script):
    session = Session(script)
    session.it_hurts(12)
    assert session.mode is Mode.HURT
    session.tick(100)
    session.close(100)
    assert (session.outcome(), session.hurt) == ("stopped", "side-stretch")
    assert session.exercises() == ["round-back"]


def test_too_hard_goes_on_and_is_remembered(script):
    session = Session(script)
    session.too_hard(3)
    session.tick(30)
    session.felt(None)
    assert session.exercises() == ["side-stretch"]
    assert (session.outcome(), session.felt_hard()) == ("taken", "hard")
    assert session.too_hard_names() == ["Round back"]


def test_done_takes_the_persons_word_for_it(script):
    session = Session(script)
    session.done(3)
    session.felt("right")
    assert (session.outcome(), session.exercises()) == ("taken", ["round-back", "side-stretch"])


def test_after_the_end_nothing_changes_any_more(script):
    session = Session(script)
    session.tick(12)
    session.close(12)
    for act in (session.next, session.back, session.toggle, session.too_hard, session.it_hurts, session.done):
        act(20)
    session.felt("hard")
    assert (session.mode, session.outcome(), session.answer) == (Mode.ENDED, "partly", None)


def test_a_walk_ends_by_itself_where_nobody_can_tell(walk):
    session = Session(walk)
    session.tick(600)
    assert (session.mode, session.outcome()) == (Mode.ASKING, "taken")


def test_a_walk_is_over_when_the_person_is_back_after_most_of_it(walk):
    session = Session(walk)
    session.went_away(90, for_s=60)
    session.came_back(540)
    assert (session.mode, session.outcome()) == (Mode.ASKING, "taken")
    assert session.is_back


def test_back_early_the_walk_may_go_on(walk):
    session = Session(walk)
    session.went_away(20)
    session.came_back(120)
    assert session.mode is Mode.PLAYING
    session.went_away(130)
    session.tick(600)
    assert (session.mode, session.outcome()) == (Mode.ASKING, "taken")


def test_sitting_through_the_walk_is_no_walk(walk):
    session = Session(walk)
    session.went_away(20)
    session.came_back(60)
    session.tick(600)
    assert (session.mode, session.outcome()) == (Mode.ENDED, "skipped")


def test_every_round_is_played_and_an_exercise_is_named_once(script):
    again = tuple(
        Cue(c.kind, c.start_s + 30, c.seconds, c.step, c.say, c.side, c.count, c.of, round_=2)
        for c in script.cues
    )
    session = Session(Script("two", "Two", 2, 60.0, script.steps, script.cues + again))
    session.tick(35)
    assert session.now().cue.round_ == 2
    session.tick(60)
    assert session.exercises() == ["round-back", "side-stretch"]
    assert session.active_s == 60


def test_time_after_the_end_is_not_time_played(script):
    """A machine that was busy looks late: what went by after the last cue is no movement."""
    session = Session(script)
    session.tick(script.seconds + 500)
    assert session.mode is Mode.ASKING
    assert session.active_s == pytest.approx(script.seconds)


# -- getting ready, what is new, what is too hard, what hurt -------------------------------------------------


def one_step(name, seconds=10.0):
    step = ScriptStep(name, name, name, "standing", seconds, ("Do it.",), "", "own", "once")
    cues = (Cue(CueKind.POSITION, 0.0, 2.0, 0, name), Cue(CueKind.WORK, 2.0, seconds - 2.0, 0, "Go"))
    return Script(name, name, 1, seconds, (step,), cues)


def test_start_ends_getting_ready_at_once_and_the_step_counts_as_done(script):
    session = Session(script)
    assert session.now().ready
    session.toggle(0.5)
    assert (session.mode, session.now().ready, session.now().into_step_s) == (Mode.PLAYING, False, 2.0)
    session.tick(8.5)
    assert session.now().cue.step == 1
    session.close(9)
    assert session.exercises() == ["round-back"]


def test_somebody_may_want_to_start_every_exercise_by_hand(script):
    session = Session(script, waits=True)
    session.tick(500)
    assert (session.now().ready, session.now().waits, session.active_s) == (True, True, 0)
    session.start(500)
    session.tick(504)
    assert session.now().into_step_s == 6
    session.tick(900)
    assert session.now().ready and session.now().step.exercise == "side-stretch"


def test_a_new_exercise_is_read_about_before_getting_ready_counts(script):
    session = Session(script, unmet=frozenset({"round-back"}))
    read = reading_s(script.steps[0])
    assert read == 10
    session.tick(read - 1)
    assert session.now().ready and session.now().new and session.now().into_step_s == 0
    assert session.active_s == 0, "reading is no movement"
    session.tick(read + 3)
    assert not session.now().ready
    session.back(read + 3)
    session.tick(read + 5.5)
    assert not session.now().ready, "the second time it is known"


def test_the_easier_form_is_offered_at_once(script):
    easier = one_step("wall-move")
    session = Session(script, easier=lambda step: easier if step.exercise == "round-back" else None)
    session.tick(5)
    session.too_hard(5)
    assert session.mode is Mode.TOO_HARD and session.easier_step.name == "wall-move"
    session.tick(100)
    session.try_easier(100)
    now = session.now()
    assert (session.mode, now.step.exercise, now.ready) == (Mode.PLAYING, "wall-move", True)
    session.tick(200)
    assert session.exercises() == ["wall-move", "side-stretch"]
    assert session.too_hard_names() == ["Round back"] and session.felt_hard() == "hard"


def test_too_hard_may_leave_it_out_or_be_thought_better_of(script):
    session = Session(script, easier=lambda _step: one_step("wall-move"))
    session.too_hard(5)
    session.toggle(6)
    assert session.mode is Mode.PLAYING and session.now().into_step_s == 5
    session.too_hard(7)
    session.leave_out(7)
    assert session.now().step.exercise == "side-stretch"
    assert session.too_hard_names() == ["Round back"]


def test_pain_that_was_a_slip_is_taken_back(script):
    session = Session(script)
    session.it_hurts(5)
    assert session.mode is Mode.HURT
    session.not_hurt(9)
    assert (session.mode, session.hurt, session.now().into_step_s) == (Mode.PAUSED, None, 5)
    session.resume(10)
    session.tick(50)
    assert session.outcome() == "taken"


def test_after_pain_something_gentler_is_there_and_the_pain_stays_recorded(script):
    session = Session(script, gentler=lambda: one_step("short-walk"))
    session.tick(12)
    session.it_hurts(12)
    assert session.gentle_step.exercise == "short-walk"
    session.go_gently(13)
    session.tick(30)
    assert (session.mode, session.outcome(), session.hurt) == (Mode.ENDED, "stopped", "side-stretch")
    assert session.exercises() == ["round-back", "short-walk"]
