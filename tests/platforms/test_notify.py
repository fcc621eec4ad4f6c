"""Notifications: one contract for every way, and the manners of the services on the bus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from deskbreak.platforms import notify
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.exported import Exported, Method, Refusal
from deskbreak.platforms.notify import dbus, plyer_child
from deskbreak.platforms.notify.chain import Chain
from deskbreak.platforms.notify.dbus import BusNotifier
from deskbreak.platforms.notify.none import NoNotifier
from deskbreak.platforms.notify.port import Note, Notifier
from deskbreak.platforms.port import PortState
from deskbreak.runtime.loop import Loop
from tests.platforms.sure_notifier import SureNotifier

Until = Callable[..., None]
Connect = Callable[[], Bus]
Event = tuple[str, str]

OFFER = Note("offer", "Time to move", "Cat-cow & <more>", (("start", "Start"), ("skip", "Skip")))
ENDS = ("action:", "dismissed", "expired", "closed", "lost", "failed")


class Service:
    """A notification service with the manners that a test gives it."""

    def __init__(
        self, bus: Bus, name: str = "test", capabilities: tuple[str, ...] = ("actions", "body-markup")
    ):
        self.bus, self.name, self.capabilities = bus, name, capabilities
        self.shown: dict[int, tuple[Any, ...]] = {}
        self.calls: list[tuple[Any, ...]] = []
        self.closes_on_action = False
        self.refuses = False
        self.last = 0
        methods = {
            "GetCapabilities": Method("", "as", lambda: (list(self.capabilities),)),
            "GetServerInformation": Method("", "ssss", lambda: (self.name, "nobody", "1", "1.2")),
            "Notify": Method("susssasa{sv}i", "u", self._notify),
            "CloseNotification": Method("u", "", self._close),
        }
        bus.export(dbus.PATH, dbus.NAME, Exported(methods, dict))
        bus.request_name(dbus.NAME)

    def _notify(self, *call: Any) -> tuple[int]:
        if self.refuses:
            raise Refusal("org.example.Full", "the screen is full")
        replaced = call[1]
        if replaced not in self.shown:
            self.last += 1
            replaced = self.last
        self.shown[replaced] = call
        self.calls.append(call)
        return (replaced,)

    def _close(self, number: int) -> tuple[()]:
        if self.shown.pop(number, None) is not None:
            self.bus.loop.call_soon(lambda: self.say("NotificationClosed", "uu", number, 3))
        return ()

    def say(self, member: str, signature: str, *body: Any) -> None:
        self.bus.emit(dbus.PATH, dbus.NAME, member, signature, body)

    def invoke(self, key: str) -> None:
        number = self.last
        self.say("ActivationToken", "us", number, "token-7")
        self.say("ActionInvoked", "us", number, key)
        if self.closes_on_action:
            self.end(2)

    def end(self, reason: int) -> None:
        self.shown.pop(self.last, None)
        self.say("NotificationClosed", "uu", self.last, reason)

    def go(self) -> None:
        self.bus.release_name(dbus.NAME)
        self.shown.clear()


@pytest.fixture
def events() -> list[Event]:
    return []


@pytest.fixture
def recorder(events: list[Event]) -> Callable[[str, str], None]:
    return lambda tag, event: events.append((tag, event))


@pytest.fixture
def service(connect: Connect) -> Service:
    return Service(connect())


@pytest.fixture
def on_bus(connect: Connect, service: Service, recorder: Any, until: Until) -> BusNotifier:
    made = BusNotifier(connect(), recorder)
    until(lambda: made.state().state == "ok")
    return made


@pytest.fixture(params=["bus", "sure", "plyer", "none", "chain"])
def way(
    request: pytest.FixtureRequest, loop: Loop, recorder: Any, monkeypatch: pytest.MonkeyPatch
) -> Notifier:
    if request.param == "bus":
        made: Notifier = request.getfixturevalue("on_bus")
        return made
    if request.param == "sure":
        return SureNotifier(loop, recorder)
    if request.param == "plyer":
        monkeypatch.setattr("deskbreak.runtime.spawn.python", lambda *_: ["sh", "-c", "echo shown; sleep 5"])
        return plyer_child.PlyerNotifier(loop, recorder)
    if request.param == "chain":
        ways = [lambda t: NoNotifier(loop, t, "broken"), lambda t: SureNotifier(loop, t)]
        return Chain(ways, recorder)  # type: ignore[arg-type]
    return NoNotifier(loop, recorder, "nothing here")


def ends(events: list[Event], tag: str) -> list[str]:
    return [event for which, event in events if which == tag and event.startswith(ENDS)]


def test_contract_a_note_is_shown_and_ends_once(way: Notifier, events: list[Event], until: Until) -> None:
    way.show(OFFER)
    until(lambda: events)
    if events[0][1] == "failed":  # `none` says so at once
        assert events == [("offer", "failed")]
        return
    assert events == [("offer", "shown")]
    way.close("offer")
    until(lambda: ends(events, "offer"))
    way.close("offer")
    way.close("never shown")
    assert ends(events, "offer") == ["closed"]


def test_contract_a_newer_note_takes_the_place_of_the_older(
    way: Notifier, events: list[Event], until: Until
) -> None:
    way.show(OFFER)
    way.show(Note("offer", "Still time to move"))
    until(lambda: events)
    way.show(Note("offer", "Last call", timeout_s=0.05))
    if isinstance(way, (NoNotifier, plyer_child.PlyerNotifier)):
        return  # the one shows nothing, the other ends in seconds
    until(lambda: ends(events, "offer"), 3)
    assert ends(events, "offer") == ["expired"]


def test_contract_after_stop_nothing_is_told(way: Notifier, events: list[Event], loop: Loop) -> None:
    way.show(OFFER)
    way.stop()
    before = list(events)
    for _ in range(5):
        loop.turn(0.01)
    assert events == before
    assert isinstance(way.state(), PortState)
    assert way.token == ""


def test_a_click_on_one_that_closed_while_a_newer_was_under_way_is_not_the_newers(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until
) -> None:
    on_bus.show(OFFER)
    until(lambda: events)
    on_bus.show(Note("offer", "Still time to move", actions=(("start", "Start"), ("skip", "Skip"))))
    service.end(3)
    service.say("ActionInvoked", "us", service.last, "skip")
    until(lambda: len(events) == 2)
    assert events == [("offer", "shown"), ("offer", "shown")]


def test_the_body_and_its_button_both_start(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until
) -> None:
    for key, expected in (("default", "action:start"), ("start", "action:start"), ("skip", "action:skip")):
        events.clear()
        on_bus.show(OFFER)
        until(lambda: ("offer", "shown") in events)
        service.invoke(key)
        until(lambda: ends(events, "offer"))
        assert ends(events, "offer") == [expected]
        until(lambda: not service.shown)  # closed by us, as some services leave it standing
    assert on_bus.token == "token-7"
    assert service.calls[0][5] == ["default", "Start", "start", "Start", "skip", "Skip"]


def test_a_service_that_closes_by_itself_after_an_action_ends_it_once(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until, loop: Loop
) -> None:
    service.closes_on_action = True
    on_bus.show(OFFER)
    until(lambda: events)
    service.invoke("default")
    until(lambda: ends(events, "offer"))
    for _ in range(5):
        loop.turn(0.01)
    assert ends(events, "offer") == ["action:start"]


@pytest.mark.parametrize(
    ("reason", "event"), [(1, "expired"), (2, "dismissed"), (3, "closed"), (4, "closed")]
)
def test_what_the_service_says_about_the_end(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until, reason: int, event: str
) -> None:
    on_bus.show(OFFER)
    until(lambda: events)
    service.end(reason)
    until(lambda: len(events) == 2)
    assert events[1] == ("offer", event)


def test_text_is_escaped_only_for_services_that_read_markup(
    on_bus: BusNotifier, service: Service, until: Until, events: list[Event], connect: Connect, recorder: Any
) -> None:
    on_bus.show(OFFER)
    until(lambda: service.calls)
    assert service.calls[0][3:5] == ("Time to move", "Cat-cow &amp; &lt;more&gt;")
    service.capabilities = ()
    plain = BusNotifier(connect(), recorder)
    plain.show(OFFER)
    until(lambda: len(service.calls) == 2)
    assert service.calls[1][4] == "Cat-cow & <more>"
    assert service.calls[1][5] == [], "no actions where none are offered"


def test_xfce_gets_no_second_start_button(on_bus: BusNotifier, service: Service, until: Until) -> None:
    service.name = "Xfce Notify Daemon"
    on_bus.show(OFFER)
    until(lambda: service.calls)
    assert service.calls[0][5] == ["default", "Start", "skip", "Skip"]


def test_a_click_that_only_closes_is_explained_once_and_not_lost(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until
) -> None:
    service.name = "Xfce Notify Daemon"
    on_bus.show(OFFER)
    until(lambda: events)
    service.end(2)
    until(lambda: len(service.calls) == 2)
    assert service.calls[1][4].startswith("A click on the text only closes this.")
    until(lambda: len(events) == 2)
    assert events == [("offer", "shown")] * 2, "it is still open"
    service.end(2)
    until(lambda: len(events) == 3)
    assert events[2] == ("offer", "dismissed")
    on_bus.show(OFFER)
    until(lambda: len(service.calls) == 3)
    assert not service.calls[2][4].startswith("A click on the text")
    service.end(2)
    until(lambda: len(events) == 5)
    assert events[4] == ("offer", "dismissed"), "who closes it again means it"


def test_hints_and_time(on_bus: BusNotifier, service: Service, until: Until) -> None:
    on_bus.show(Note("a", "A", urgency="critical", transient=True, timeout_s=2.5, sound="message"))
    on_bus.show(Note("b", "B"))
    until(lambda: len(service.calls) == 2)
    hints, lasts = service.calls[0][6:]
    assert hints["urgency"] == ("y", 2)
    assert hints["transient"] == ("b", True)
    assert hints["desktop-entry"] == ("s", "org.deskbreak.Deskbreak")
    assert hints["sound-name"] == ("s", "message")
    assert lasts == 2500
    assert service.calls[1][6]["suppress-sound"] == ("b", True)
    assert service.calls[1][7] == -1


def test_a_service_that_forgets_the_time_is_helped(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbus, "GRACE_S", 0.0)
    on_bus.show(Note("offer", "soon over", timeout_s=0.05))
    until(lambda: len(events) == 2)
    assert events == [("offer", "shown"), ("offer", "expired")]
    until(lambda: not service.shown)


def test_replacing_keeps_the_number_even_when_the_wish_comes_before_the_answer(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until
) -> None:
    for title in ("one", "two", "three"):
        on_bus.show(Note("offer", title))
    until(lambda: events)
    assert list(service.shown) == [1], "never two on the screen"
    assert service.shown[1][3] == "three"
    assert events == [("offer", "shown")]


def test_closing_before_the_service_has_answered(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until
) -> None:
    on_bus.show(OFFER)
    on_bus.close("offer")
    until(lambda: events)
    assert events == [("offer", "closed")]
    until(lambda: not service.shown)


def test_a_note_comes_back_with_the_service_that_showed_it(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until, connect: Connect
) -> None:
    on_bus.show(OFFER)
    until(lambda: events)
    service.go()
    until(lambda: on_bus.state().state == "absent")
    assert events == [("offer", "shown")], "it may come back: nothing is told yet"
    second = Service(connect(), "another")
    until(lambda: second.shown)
    until(lambda: events == [("offer", "shown")] * 2)
    second.go()
    until(lambda: on_bus.state().state == "absent")
    on_bus.close("offer")
    until(lambda: events[-1] == ("offer", "closed"))
    third = Service(connect(), "a third")
    until(lambda: on_bus.state().state == "ok")
    on_bus.show(Note("other", "Another"))
    until(lambda: events[-1] == ("other", "shown"))
    assert len(third.shown) == 1, "what was closed meanwhile does not come back"


def test_a_note_asked_for_while_the_service_restarts_waits_for_it(
    on_bus: BusNotifier,
    service: Service,
    events: list[Event],
    until: Until,
    connect: Connect,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The next way to notify would show a note that nobody can click or take away again."""
    on_bus.show(OFFER)
    until(lambda: events)
    on_bus.close("offer")
    service.go()
    until(lambda: on_bus.state().state == "absent")
    on_bus.show(Note("other", "Another"))
    until(lambda: on_bus._tags["other"].lost)
    again = Service(connect(), "another")
    until(lambda: events[-1] == ("other", "shown"))
    again.go()
    monkeypatch.setattr(dbus, "RETURN_S", 0.05)
    until(lambda: events[-1][0] == "other" and events[-1][1] in ("lost", "failed"), 12.0)


def test_a_service_that_goes_loses_its_notes_and_one_that_comes_back_serves(
    on_bus: BusNotifier,
    service: Service,
    events: list[Event],
    until: Until,
    connect: Connect,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dbus, "RETURN_S", 0.05)
    on_bus.show(OFFER)
    until(lambda: events)
    service.go()
    until(lambda: ("offer", "lost") in events)
    on_bus.show(OFFER)
    until(lambda: events[-1] == ("offer", "failed"))
    until(lambda: on_bus.state().state == "absent")
    Service(connect(), "another")
    until(lambda: on_bus.state().state == "ok")
    on_bus.show(OFFER)
    until(lambda: events[-1] == ("offer", "shown"))
    assert on_bus.state().detail == "another"


def test_a_service_that_refuses(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until
) -> None:
    service.refuses = True
    on_bus.show(OFFER)
    until(lambda: events)
    assert events == [("offer", "failed")]
    assert on_bus.state() == PortState(dbus.BACKEND, "absent", "the screen is full")


def test_other_peoples_notifications_are_none_of_ours(
    on_bus: BusNotifier, service: Service, events: list[Event], until: Until, loop: Loop
) -> None:
    on_bus.show(OFFER)
    until(lambda: events)
    service.say("ActionInvoked", "us", 4711, "default")
    service.say("NotificationClosed", "uu", 4711, 2)
    for _ in range(5):
        loop.turn(0.01)
    assert events == [("offer", "shown")]


def test_where_no_way_works_the_last_one_says_why(
    connect: Connect,
    loop: Loop,
    until: Until,
    events: list[Event],
    recorder: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "deskbreak.runtime.spawn.python", lambda *_: ["sh", "-c", "echo plyer: no >&2; exit 1"]
    )
    made = notify.choose(loop, connect(), recorder)
    made.show(OFFER)
    until(lambda: events)
    assert events == [("offer", "failed")]
    state = made.state()
    assert state.state == "absent" and "plyer: no" in state.detail


def test_nothing_at_all_fails_with_a_reason(
    no_session: None, loop: Loop, until: Until, events: list[Event], recorder: Any
) -> None:
    made = notify.choose(loop, Bus.session(loop), recorder)
    made.show(OFFER)
    until(lambda: events)
    assert events == [("offer", "failed")]
    assert made.state() == PortState("none", "absent", "no session bus (no desktop session)")


def test_the_better_way_is_tried_again_for_the_next_note(
    loop: Loop, until: Until, events: list[Event], recorder: Any
) -> None:
    class Moody(NoNotifier):
        mood = "bad"

        def show(self, note: Note) -> None:
            word = "failed" if self.mood == "bad" else "shown"
            self._loop.call_soon(lambda: self._on_event(note.tag, word))

        def state(self) -> PortState:
            return PortState("moody", "ok")

    first: list[Moody] = []

    def make(on_event: Any) -> Moody:
        first.append(Moody(loop, on_event, ""))
        return first[0]

    chain = Chain([make, lambda t: SureNotifier(loop, t)], recorder)
    chain.show(OFFER)
    until(lambda: events)
    assert chain.state().backend == "sure"
    first[0].mood = "good"
    chain.show(OFFER)
    until(lambda: len(events) == 2)
    assert chain.state().backend == "moody"
    assert events == [("offer", "shown")] * 2, "what the older way says about its own end is not told"


def test_the_plyer_child_speaks_our_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io
    import sys
    import types

    shown: list[dict[str, Any]] = []
    fake = types.SimpleNamespace(
        notification=types.SimpleNamespace(notify=lambda **words: shown.append(words))
    )
    monkeypatch.setitem(sys.modules, "plyer", fake)  # type: ignore[arg-type]
    monkeypatch.setattr(plyer_child, "STAYS_S", 0.0)
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"title": "T", "body": "B"}\n'))
    assert plyer_child.main() == 0
    assert (shown[0]["title"], shown[0]["message"]) == ("T", "B")
    assert capsys.readouterr().out == "shown\n"
