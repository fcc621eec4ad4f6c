"""Each effect of core reaches the part that carries it out, with all its details; a fault keeps none of the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app.effects import TRIM_AFTER_S, Effects, offer_tag
from deskbreak.app.selection import Selection
from deskbreak.core.easing import Easing
from deskbreak.core.effects import (
    AskBusy,
    ClosePlayer,
    Decided,
    HeadsUp,
    Offer,
    OfferContext,
    OpenPlayer,
    Question,
    QuestionOver,
    Record,
    Sat,
    TakeBack,
    WelcomeBack,
    Withdraw,
)
from deskbreak.core.events import Chosen, ChosenSet, Event, OfferGone, Outcome, PlayerReported
from deskbreak.core.plan import OfferRules, Plan
from deskbreak.errors import DeskbreakError
from deskbreak.store.offers import OfferRow
from deskbreak.values import replace
from tests.logfail import LogFail

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC).timestamp()  # a Monday
SET = Selection(
    "mobility-set",
    "Mobility set",
    ("Cat-Cow",),
    ("floor",),
    ("cat-cow",),
    170.0,
    reason="it opens",
    levels={"cat-cow": 2},
)
OFFER = Offer(
    7, break_name="mobility", routine="auto", lasts_s=180.0, say="", repeat=0, catch_up=False, snooze_s=(300.0,),
    sat_s=2700.0, upright=True,
)  # fmt: skip
OPEN = OpenPlayer(
    "u-7-1",
    offer=7,
    break_name="mobility",
    routine="auto",
    lasts_s=180.0,
    rounds=None,
    upright=False,
    chosen=None,
)


class Desk:
    """Effects among fakes that note what they are asked: "part.what" and the values."""

    def __init__(self, plan: Plan) -> None:
        self.did: list[tuple[Any, ...]] = []
        self.events: list[Event] = []
        self.later: list[tuple[float, Callable[[], None]]] = []
        self.selection, self.holds, self.tray_is = SET, True, "ok"
        self.fails: Exception | None = None
        self.easing = Easing(fewer_till=NOW + 7 * 86400)
        loop = SimpleNamespace(
            call_later=lambda wait, run: self.later.append((wait, run)),
            call_soon=lambda run: self.later.append((0.0, run)),
        )
        self.engine = SimpleNamespace(
            plan=plan, now=lambda: NOW, clocks=lambda: (NOW, 5.0), handle=self.events.append,
            state=SimpleNamespace(at=NOW - 1, mono=4.0, easing=self.easing),
        )  # fmt: skip
        self.effects = Effects(
            loop,  # type: ignore[arg-type]
            engine=self.engine,  # type: ignore[arg-type]
            notices=self._part("notices"),
            presenter=self._part("presenter"),
            tray=SimpleNamespace(state=lambda: SimpleNamespace(state=self.tray_is)),  # type: ignore[arg-type]
            inputs=self._part("inputs"),
            players=self._part("players"),
            records=self._part("records"),
            sharing=self._part("sharing"),
            selector=SimpleNamespace(select=self._select, still_holds=lambda _: self.holds),  # type: ignore[arg-type]
            act=lambda word, **details: self.did.append(("act", word, details)),
        )

    def _part(self, name: str) -> Any:
        desk = self

        class Part:
            def __getattr__(self, what: str) -> Callable[..., None]:
                def note(*values: Any, **named: Any) -> None:
                    if desk.fails and (name, what) not in (("notices", "notify"), ("notices", "clear")):
                        raise desk.fails
                    desk.did.append((f"{name}.{what}", *values, *([named] if named else [])))

                return note

        return Part()

    def _select(self, routine: str, lasts_s: float | None, **more: Any) -> Selection:
        if self.fails:
            raise self.fails
        self.did.append(("select", routine, lasts_s, more))
        return self.selection

    def does(self, effect: Any) -> list[tuple[Any, ...]]:
        self.effects.perform(effect)
        did, self.did = self.did, []
        return did

    def runs_later(self) -> None:
        later, self.later = self.later, []
        for _, run in later:
            run()


@pytest.fixture
def desk() -> Desk:
    return Desk(Plan(hours=((),) * 7, offer=OfferRules(sound=True, heads_up_shown=True), zone=UTC))


SHARED = ("sharing.soon",)
RECORD = Record(NOW, break_name="mobility", routine="cat-cow", outcome=Outcome.TAKEN, seconds=60)


@pytest.mark.parametrize(
    ("effect", "did"),
    [
        (Withdraw(7), [("presenter.withdraw", "offer:7")]),
        (ClosePlayer("u-7-1", Outcome.TAKEN), [("players.close", "u-7-1", "taken")]),
        (RECORD, [("records.outcome", RECORD, "UTC"), SHARED]),
        (
            Decided(NOW, "mobility", "held", "paused"),
            [("records.decided", Decided(NOW, "mobility", "held", "paused"))],
        ),
        (TakeBack("away-1-0"), [("records.take_back", "away-1-0"), SHARED]),
        (Sat(NOW - 60, NOW), [("records.sat", Sat(NOW - 60, NOW)), SHARED]),
        (AskBusy(), [("inputs.ask_busy",)]),
        (QuestionOver(), [("presenter.withdraw", "ease")]),
        (WelcomeBack(600.0), []),
    ],
)
def test_each_goes_where_it_belongs(desk: Desk, effect: Any, did: list[tuple[Any, ...]]) -> None:
    assert desk.does(effect) == did


def test_a_row_that_the_player_left_is_not_written_again(desk: Desk) -> None:
    assert desk.does(replace(RECORD, left=True)) == [SHARED]


# -- offers ---------------------------------------------------------------------------------------------------------


def test_an_offer_is_chosen_told_to_core_and_shown(desk: Desk) -> None:
    selected, shown = desk.does(OFFER)
    assert selected == ("select", "auto", 180.0, {"rounds": None, "upright": True, "chosen": None})
    what, tag, said, offer, how = shown
    assert (what, tag, offer, how) == ("presenter.offer", offer_tag(7), OFFER, {"sound": True, "tray": True})
    assert said.starts and said.title.startswith("Time to move") and "cat-cow" in said.body
    assert desk.events == [Chosen(NOW - 1, 4.0, SET.as_chosen(), offer=7)]
    assert [wait for wait, _ in desk.later] == [TRIM_AFTER_S]


def test_what_core_knows_already_is_not_told_again(desk: Desk) -> None:
    desk.does(replace(OFFER, chosen=SET.as_chosen()))
    assert desk.events == []
    desk.selection = Selection(name="", seconds=20.0)
    desk.does(replace(OFFER, routine=""))
    assert desk.events == []  # a break that only says something has no set


def test_the_tray_is_named_only_where_it_is(desk: Desk) -> None:
    desk.tray_is = "absent"
    assert desk.does(OFFER)[1][-1]["tray"] is False


@pytest.mark.parametrize(
    ("offered", "is_open", "shown"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_another_language_shows_an_open_offer_again_without_a_sound(
    desk: Desk, offered: bool, is_open: bool, shown: bool
) -> None:
    first = desk.does(OFFER)[1] if offered else None
    again: list[str] = []
    presenter = desk.effects._presenter
    presenter.is_open = lambda tag: is_open and tag == "offer:7"  # type: ignore[method-assign]
    presenter.show_again = lambda: again.append("questions")  # type: ignore[method-assign]
    desk.effects.show_again()
    expected = [] if first is None else [(*first[:-1], first[-1] | {"sound": False})]
    assert desk.did == (expected if shown else []) and again == ["questions"]


CONTEXT = OfferContext(
    7, break_name="mobility", at=NOW, sat_s=2700.0, before="meeting", moment="chosen", waited_s=12.6, step=1
)


def test_what_went_before_an_offer_is_kept_with_its_set(desk: Desk) -> None:
    before = OfferRow(
        NOW, "UTC", 7, "mobility", sat=2700.0, hour=10, weekday=0, before="meeting", seconds=0.0, floor=False, step=1,
        moment="chosen", waited=13,
    )  # fmt: skip
    assert desk.does(CONTEXT) == [("records.offer", before)]
    desk.does(OFFER)
    assert desk.does(CONTEXT) == [("records.offer", replace(before, seconds=170.0, floor=True))]


def test_a_heads_up_says_in_how_long(desk: Desk) -> None:
    assert desk.does(HeadsUp("mobility", NOW + 60)) == [
        ("presenter.say", "heads-up", "A break in 1 min", "Mobility", {"timeout_s": 20.0})
    ]
    assert desk.does(HeadsUp("mobility", NOW - 5))[0][2] == "A break in 1 s"
    quiet = Desk(Plan(hours=((),) * 7, offer=OfferRules(heads_up_shown=False)))
    assert quiet.does(HeadsUp("mobility", NOW + 60)) == []


def test_the_question_is_asked_with_its_answers(desk: Desk) -> None:
    ((what, tag, title, body, actions, how),) = desk.does(Question(2))
    assert (what, tag, title) == ("presenter.ask", "ease", "Should breaks come less often?")
    assert "2 working days" in body and "Monday" in body
    assert [key for key, _ in actions] == ["hours", "60", "90", "week", "keep"]
    how["on_event"]("shown")
    assert desk.did == []
    how["on_event"]("action:90")
    assert desk.did == [("act", "ease", {"choice": "90", "open": True})]


# -- players --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "rounds", "holds", "selects"),
    [(True, None, True, False), (False, None, True, True), (True, 2, True, True), (True, None, False, True)],
)
def test_a_player_plays_what_was_offered_as_long_as_it_holds(
    desk: Desk, chosen: bool, rounds: int | None, holds: bool, selects: bool
) -> None:
    offered = ChosenSet("desk-3-minutes", ("wall-sit",), 160.0)
    desk.holds = holds
    order = replace(OPEN, chosen=offered if chosen else None, rounds=rounds)
    did = desk.does(order)
    assert did[-1] == ("players.open", order, SET.as_chosen() if selects else offered)
    assert [one[0] for one in did[:-1]] == (["select"] if selects else [])
    if selects:
        assert did[0][-1]["rounds"] == rounds
        assert desk.events == [Chosen(NOW - 1, 4.0, SET.as_chosen(), uid="u-7-1")]


# -- faults ---------------------------------------------------------------------------------------------------------

KNOWN = DeskbreakError("the content is gone; see: deskbreak doctor")


def test_a_player_that_cannot_be_opened_is_said_and_told_to_core(desk: Desk, logfail: LogFail) -> None:
    logfail.expect("OpenPlayer failed, DeskbreakError: the content is gone")
    desk.fails = KNOWN
    assert desk.does(OPEN) == [("notices.notify", f"the routine could not start: {KNOWN}")]
    assert desk.events == []  # core is still in the midst of the event that asked for it
    desk.runs_later()
    assert desk.events == [PlayerReported(NOW, 5.0, "u-7-1", report="failed", note=str(KNOWN))]


def test_an_offer_that_cannot_be_shown_is_said_and_told_to_core(desk: Desk, logfail: LogFail) -> None:
    logfail.expect("Offer failed, RuntimeError: boom")
    desk.fails = RuntimeError("boom")
    ((what, said),) = desk.does(OFFER)
    assert what == "notices.notify" and said.startswith("a break could not be shown: an unexpected fault")
    assert "boom" not in said
    desk.runs_later()
    assert desk.events == [OfferGone(NOW, 5.0, 7, "failed")]


def test_an_outcome_waits_until_it_can_be_written(desk: Desk, logfail: LogFail) -> None:
    logfail.expect("Record failed")
    desk.fails = KNOWN
    said = ("notices.notify", f"a break could not be written down yet: {KNOWN}", {"about": "unwritten"})
    assert desk.does(RECORD) == [said]
    assert desk.effects.unwritten
    desk.effects.write_again()
    assert desk.did == [said] and desk.effects.unwritten
    desk.did, desk.fails = [], None
    desk.effects.write_again()
    assert desk.did == [("records.outcome", RECORD, "UTC"), SHARED, ("notices.clear", "unwritten")]
    assert not desk.effects.unwritten
    desk.did = []
    desk.effects.write_again()
    assert desk.did == []


def test_other_faults_are_logged_and_stop_nothing(desk: Desk, logfail: LogFail) -> None:
    logfail.expect("TakeBack failed")
    desk.fails = KNOWN
    assert desk.does(TakeBack("u")) == []
    desk.fails = None
    assert desk.does(AskBusy()) == [("inputs.ask_busy",)]
    assert desk.events == [] and desk.later == []
