"""What core says is English, and each of its sentences is found and translated, fields and all."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, ClassVar

import pytest

from deskbreak.core import body_words, eased, roles, window
from deskbreak.core.amounts import TOP
from deskbreak.core.catalog import Catalog
from deskbreak.core.choose import Criteria, choose
from deskbreak.core.durations import exactly, parse_duration, roughly
from deskbreak.core.easing import STEPS
from deskbreak.core.effects import Decided, Effect, Record
from deskbreak.core.events import Outcome, Phase
from deskbreak.core.measured import Compared, Progress
from deskbreak.core.past import Done
from deskbreak.core.rehearse import rehearse
from deskbreak.core.script import script
from tests.core.test_rehearse import MONDAY, PLAN
from tests.language.left_over import all_translated
from tests.stories import (
    day,
    test_awkward_days,
    test_chosen,
    test_easing,
    test_learned_moments,
    test_plain_days,
    test_put_off,
    test_refusals,
    test_second_thoughts,
    test_sleep_in_a_routine,
)

STORIES = (
    test_awkward_days,
    test_chosen,
    test_easing,
    test_learned_moments,
    test_plain_days,
    test_put_off,
    test_refusals,
    test_second_thoughts,
    test_sleep_in_a_routine,
)
# What is typed as it is: names of breaks, and the answers to the question.
AS_IT_IS = {"mobility", "walk", "stretch", "water", "hours", "week", "keep", "off"}
pytestmark = pytest.mark.usefixtures("pseudo")


class Heard(day.Day):
    """A day of which every word is kept."""

    words: ClassVar[set[str]] = set()

    def _see(self, effect: Effect) -> None:
        match effect:
            case Decided(decision=decision, reason=reason):
                self.words.update((decision, reason))
            case Record(note=note):
                self.words.add(note)
        super()._see(effect)


LONG = "test_whoever_returns_has_it_all_back_after_three"  # weeks, and no word that others do not bring


def _reported(module: Any) -> Iterator[Callable[[], None]]:
    for name, test in vars(module).items():
        if (
            name.startswith("test_")
            and name != LONG
            and inspect.isfunction(test)
            and not inspect.signature(test).parameters
        ):
            yield test


def test_whatever_days_bring_is_translated(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Heard, "words", set())
    for module in STORIES:
        monkeypatch.setattr(module, "Day", Heard, raising=False)
        for story in _reported(module):
            story()
    assert len(Heard.words) > 50
    all_translated(Heard.words, AS_IT_IS)


def test_every_cue_and_dose_is_translated(shipped_catalog: Catalog):
    said = set[str]()
    for routine in [*shipped_catalog.routines, *shipped_catalog.exercises]:
        found = shipped_catalog.routine(routine)
        assert found is not None
        for level in (0, TOP):
            played = script(found, shipped_catalog, levels=dict.fromkeys(shipped_catalog.exercises, level))
            said |= {cue.say for cue in played.cues} | {step.dose for step in played.steps}
    all_translated(said)


def test_lengths_and_what_is_wrong_with_them_are_translated():
    seconds = (0, 1, 45, 59, 60, 75, 300, 3600, 5400, 90000)
    wrong = ("", "0m", "25h", "-5m", "30", "long")
    all_translated([roughly(one) for one in seconds] + [exactly(one) for one in seconds])
    all_translated(map(_refused, wrong))


def _refused(text: str) -> str:
    with pytest.raises(ValueError, match=r"\w") as error:
        parse_duration(text)
    return str(error.value)


def test_the_words_of_tables_are_translated():
    words = [*Outcome, *Phase, *body_words.EQUIPMENT, *body_words.ROLES, *body_words.LEVELS]
    words += [*body_words.POSITION_WORDS, *body_words.POSITION_PHRASES.values(), *body_words.MOVEMENT_WORDS]
    words += [*eased.CHOICES.values(), *window.AFTER.values(), *(step.words for step in STEPS)]
    all_translated(map(str, [*words, roles.OPENS_FRONT]))


def test_what_was_learned_is_translated():
    reported = Compared(chosen_taken=38, chosen=55, plain_taken=19, plain=37)
    better = Compared(chosen_taken=95, chosen=100, plain_taken=1, plain=100)
    worse = Compared(chosen_taken=1, chosen=100, plain_taken=95, plain=100)
    states = [
        Progress(state, 3, 1, one)
        for state in ("collecting", "on", "worse")
        for one in (reported, better, worse)
    ]
    all_translated(one.words for one in [*states, Progress("on", 0, 0, Compared())])


def test_a_rehearsal_is_translated():
    lines = []
    for ignore in (False, True):
        lines += rehearse(
            PLAN, MONDAY, 8, choose=lambda _one, _at: "cat-cow", ignore=ignore, meetings=[(1e9, 2e9)]
        )
    all_translated(line.reason for line in lines)


def test_who_says_it_is_translated(shipped_catalog: Catalog):
    facts = {(one.why.source, one.why.fact) for one in shipped_catalog.exercises.values()}
    said = {shipped_catalog.who_says(*one) for one in facts}
    publishers = {
        word for one in shipped_catalog.sources.values() for word in f"{one.publisher} {one.title}".split()
    }
    all_translated(said, publishers)


def test_why_a_set_is_chosen_is_translated(shipped_catalog: Catalog):
    said, history = set[str](), list[Done]()
    for number in range(30):
        day = MONDAY + timedelta(days=number // 5)
        made = choose(shipped_catalog, Criteria(seconds=180.0 if number % 3 else 600.0), history, day)
        if made is None:
            continue
        said.add(made.reason)
        history.append(Done(day, tuple(step.exercise for step in made.routine.steps)))
    assert len(said) > 5
    all_translated(said, ("and",))  # as this language lists things
