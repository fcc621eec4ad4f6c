"""docs/phases.md says what the machine does, and an event is refused exactly where it would change nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deskbreak.core import machine
from deskbreak.core.effects import Decided
from deskbreak.core.events import Phase, Tick
from deskbreak.core.view import phase
from tests.core import phases
from tests.core.phases import MORNING, PLANS, REFUSED

EVERY = 6  # situation is tried; each takes some thirty events
MUST_DO_SOMETHING = ("answer", "player", "command")


@pytest.mark.slow
def test_the_page_has_the_table_as_it_is_found() -> None:
    assert phases.in_doc() == phases.table(), (
        "the machine does something else by now: scripts/phases, and read"
    )


def test_every_arrow_of_the_drawing_is_found_and_every_phase_is_in_it() -> None:
    found = {
        (here.value.replace("-", "_"), there.replace("-", "_"))
        for by_phase in phases.explored()[0].values()
        for here, those in by_phase.items()
        for there in those
    }
    drawn = phases.arrows_in_doc()
    assert len(drawn) > 15
    assert drawn <= found, f"drawn, and never seen: {drawn - found}"
    assert {name for arrow in drawn for name in arrow} == {one.value.replace("-", "_") for one in Phase}


@pytest.mark.parametrize("number", range(len(PLANS)))
def test_who_asks_and_the_step_agree_and_what_is_refused_changes_nothing(number: int) -> None:
    plan = PLANS[number]
    refused = 0
    for state in phases.explored()[1][number][::EVERY]:
        for name, event in phases.events(state, plan):
            after, effects = machine.step(state, event, plan)
            reason = machine.refusal_reason(state, event, plan)
            said = [one.reason for one in effects if isinstance(one, Decided) and one.decision == REFUSED]
            assert said == ([reason] if reason else []), name
            nothing = machine.step(state, Tick(event.at, event.mono), plan)
            if reason:
                refused += 1
                assert after == nothing[0], name
                with pytest.raises(machine.IllegalEvent, match=f"in {phase(state, plan, state.at)}: "):
                    machine.step(state, event, plan, strict=True)
            elif name.startswith(MUST_DO_SOMETHING):
                assert (after, effects) != nothing, name
    assert refused > 100


def test_the_machine_names_every_file_that_changes_the_state() -> None:
    core = Path(machine.__file__).parent
    change = re.compile(r"\bd\.(change|map_clocks|rested|restart|end_stretch)\(|\bd\.state = ")
    changing = {file.stem for file in core.glob("*.py") if change.search(file.read_text("utf-8"))}
    named = (machine.__doc__ or "").partition("these files change it")[2].partition("\n\n")[0]
    assert changing == set(re.findall(r"`([a-z_]+)`", named))


def test_the_day_begins_off_hours() -> None:
    assert phase(machine.start(MORNING, 0.0, PLANS[0]), PLANS[0], MORNING) is Phase.OFF_HOURS
