"""Another form of one step in a running script: it is played in every round, and all that follows moves along."""

from __future__ import annotations

from deskbreak.core.cues import Cue, CueKind, Script, ScriptStep
from deskbreak.core.splice import spliced
from deskbreak.values import replace


def step(name: str, *, optional: bool = False) -> ScriptStep:
    return ScriptStep(
        name,
        name=name.title(),
        figure=name,
        position="standing",
        seconds=10.0,
        instructions=(f"Do {name}",),
        why="",
        source="own",
        dose="once",
        optional=optional,
    )


def cue(start_s: float, seconds: float, number: int, say: str, round_: int = 1) -> Cue:
    return Cue(CueKind.WORK, start_s, seconds, number, say, round_=round_)


LUNGE, BRIDGE, REACH = step("lunge"), step("bridge", optional=True), step("reach")
TWO_ROUNDS = Script(
    "mix",
    name="Mix",
    rounds=2,
    seconds=44.0,
    steps=(LUNGE, BRIDGE, REACH),
    cues=(
        cue(0.0, 5.0, 0, "lunge"),
        cue(5.0, 4.0, 1, "bridge, left"),
        cue(9.0, 3.0, 1, "bridge, right"),
        cue(12.0, 10.0, 2, "reach"),
        cue(22.0, 5.0, 0, "lunge", 2),
        cue(27.0, 4.0, 1, "bridge, left", 2),
        cue(31.0, 3.0, 1, "bridge, right", 2),
        cue(34.0, 10.0, 2, "reach", 2),
    ),
)
EASIER = Script(
    "tilt",
    name="Tilt",
    rounds=1,
    seconds=25.0,
    steps=(step("tilt"), step("not this one")),
    cues=(cue(0.0, 1.5, 0, "tilt"), cue(1.5, 0.5, 0, "back"), cue(2.0, 23.0, 1, "not this one")),
)


def test_the_easier_form_is_played_in_each_round_and_what_follows_moves_along() -> None:
    assert spliced(TWO_ROUNDS, 1, EASIER) == Script(
        "mix",
        name="Mix",
        rounds=2,
        seconds=34.0,
        steps=(LUNGE, replace(EASIER.steps[0], optional=True), REACH),
        cues=(
            cue(0.0, 5.0, 0, "lunge"),
            cue(5.0, 1.5, 1, "tilt"),
            cue(6.5, 0.5, 1, "back"),
            cue(7.0, 10.0, 2, "reach"),
            cue(17.0, 5.0, 0, "lunge", 2),
            cue(22.0, 1.5, 1, "tilt", 2),
            cue(23.5, 0.5, 1, "back", 2),
            cue(24.0, 10.0, 2, "reach", 2),
        ),
    )


def test_the_first_and_the_last_step_are_replaced_as_well() -> None:
    first = spliced(TWO_ROUNDS, 0, EASIER)
    assert first.steps == (EASIER.steps[0], BRIDGE, REACH)
    assert [(one.start_s, one.step, one.say) for one in first.cues[:3]] == [
        (0.0, 0, "tilt"),
        (1.5, 0, "back"),
        (2.0, 1, "bridge, left"),
    ]
    last = spliced(TWO_ROUNDS, 2, EASIER)
    assert last.steps == (LUNGE, BRIDGE, EASIER.steps[0]) and last.seconds == 28.0
    assert last.cues[-1] == cue(27.5, 0.5, 2, "back", 2)


def test_parts_of_seconds_add_up_to_the_thousandth() -> None:
    tenths = replace(EASIER, cues=(cue(0.0, 0.1, 0, "tilt"), cue(0.1, 0.2, 0, "back")))
    alone = replace(
        TWO_ROUNDS,
        rounds=1,
        steps=(LUNGE, REACH),
        cues=(cue(0.0, 5.0, 0, "lunge"), cue(5.0, 1.0, 1, "reach")),
    )
    made = spliced(alone, 0, tenths)
    assert [one.start_s for one in made.cues] == [0.0, 0.1, 0.3] and made.seconds == 1.3
    fine = replace(tenths, cues=(cue(0.0, 0.1234, 0, "tilt"), cue(0.123, 0.2, 0, "back")))
    assert [one.start_s for one in spliced(alone, 0, fine).cues] == [0.0, 0.123, 0.323]


def test_where_nothing_is_played_it_lasts_no_time() -> None:
    alone = replace(TWO_ROUNDS, steps=(LUNGE,), cues=(cue(0.0, 5.0, 0, "lunge"),))
    made = spliced(alone, 0, replace(EASIER, cues=()))
    assert (made.seconds, made.cues, made.steps) == (0.0, (), (EASIER.steps[0],))
