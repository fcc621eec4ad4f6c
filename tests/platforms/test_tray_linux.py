"""The tray on the bus, asked in the ways of both kinds of panels."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app.tray_look import TrayLook
from deskbreak.core import machine
from deskbreak.core.events import Tick
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.core.view import view
from deskbreak.platforms import tray
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.bus_values import BusReply
from deskbreak.platforms.exported import Exported, Method
from deskbreak.platforms.port import PortState
from deskbreak.platforms.tray.linux import LinuxTray
from deskbreak.platforms.tray.none import NoTray
from deskbreak.platforms.tray.port import Look
from deskbreak.runtime.loop import Loop

Until = Callable[..., None]
Connect = Callable[[], Bus]

WATCHER, WATCHER_PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
ITEM, MENU = "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"


class Panel:
    """A tray host: takes registrations, asks, clicks, and listens."""

    def __init__(self, bus: Bus, until: Until) -> None:
        self.bus, self._until = bus, until
        self.items: list[str] = []
        self.heard: list[tuple[str, tuple[Any, ...]]] = []
        for interface, member in (
            (ITEM, "NewIcon"), (ITEM, "NewToolTip"), (ITEM, "NewStatus"),
            (MENU, "LayoutUpdated"), (MENU, "ItemsPropertiesUpdated"),
        ):  # fmt: skip
            bus.on_signal(interface, member, lambda body, m=member: self.heard.append((m, body)))

    def appear(self) -> None:
        self.bus.export(
            WATCHER_PATH, WATCHER,
            Exported({"RegisterStatusNotifierItem": Method("s", "", self._register)}, dict),
        )  # fmt: skip
        self.bus.request_name(WATCHER)

    def vanish(self) -> None:
        self.bus.release_name(WATCHER)

    def _register(self, name: str) -> tuple[Any, ...]:
        self.items.append(name)
        return ()

    def ask(self, path: str, interface: str, member: str, signature: str = "", *body: Any) -> BusReply:
        replies: list[BusReply] = []
        self.bus.call(self.items[-1], path, interface, member, signature, body, on_reply=replies.append)
        self._until(lambda: replies)
        return replies[0]

    def menu(self, member: str, signature: str, *body: Any) -> Any:
        reply = self.ask("/MenuBar", MENU, member, signature, *body)
        assert reply.ok, reply
        return reply.body

    def item(self, name: str) -> Any:
        reply = self.ask("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get", "ss", ITEM, name)
        return reply.body[0][1]

    def labels(self) -> dict[str, int]:
        """Every entry's words and id, read as GTK panels do: everything at once."""
        found: dict[str, int] = {}

        def walk(node: Any) -> None:
            number, properties, children = node
            if "label" in properties:
                found[properties["label"][1]] = number
            for child in children:
                walk(child[1])

        walk(self.menu("GetLayout", "iias", 0, -1, [])[1])
        return found

    def forget(self) -> None:
        self.heard.clear()

    def members(self) -> list[str]:
        return [member for member, _ in self.heard]


class Desk:
    """What the menu of these tests shows and what was clicked in it."""

    def __init__(self) -> None:
        self.clicked: list[str] = []
        self.paused = False
        self.snoozes = ["5 minutes", "10 minutes"]
        self.can_log = True

    def build(self) -> Any:
        from deskbreak.platforms.tray.menu import SEPARATOR, Menu, MenuItem

        def note(word: str) -> Callable[[], None]:
            return lambda: self.clicked.append(word)

        def snoozes() -> Any:
            return [MenuItem(words, note(words)) for words in self.snoozes]

        return Menu(
            MenuItem("Start now", note("start"), default=True),
            MenuItem("Snooze", Menu(snoozes)),
            SEPARATOR,
            MenuItem(
                lambda _: "Resume" if self.paused else "Pause", self.toggle, checked=lambda _: self.paused
            ),
            MenuItem("Log_today", note("log"), enabled=lambda _: self.can_log),
            SEPARATOR,
            MenuItem("Quit", note("quit")),
        )

    def toggle(self) -> None:
        self.paused = not self.paused


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def panel(connect: Connect, until: Until) -> Panel:
    return Panel(connect(), until)


@pytest.fixture
def tray_of(connect: Connect, loop: Loop, desk: Desk) -> Callable[..., LinuxTray]:
    def make(**more: Any) -> LinuxTray:
        made = tray.choose(loop, connect(), desk.build, **more)
        assert isinstance(made, LinuxTray)
        return made

    return make


@pytest.fixture
def shown(panel: Panel, tray_of: Callable[..., LinuxTray], until: Until) -> LinuxTray:
    """A tray that the panel has taken in."""
    panel.appear()
    made = tray_of()
    until(lambda: panel.items and made.state().state == "ok")
    return made


def test_it_waits_for_a_panel_that_comes_late_and_comes_back_after_a_restart(
    panel: Panel, tray_of: Callable[..., LinuxTray], until: Until
) -> None:
    made = tray_of()
    until(lambda: "waiting" in made.state().detail)
    assert made.state().state == "absent"
    panel.appear()
    until(lambda: made.state().state == "ok")
    panel.vanish()
    until(lambda: made.state().state == "lost")
    panel.appear()
    until(lambda: made.state().state == "ok")
    assert len(panel.items) == 2


def test_the_icon_is_registered_before_pystray_is_loaded(connect: Connect) -> None:
    """The person sees it early; the heavy imports come after."""
    code = (
        "import sys; from deskbreak.runtime.loop import Loop; from deskbreak.platforms.bus import Bus;"
        "from deskbreak.platforms import tray; loop = Loop();"
        "made = tray.choose(loop, Bus.session(loop), lambda: None); print('pystray' in sys.modules);"
        "loop.turn(0.2); heavy = {'PIL', 'Xlib', 'asyncio', 'tkinter'} & set(sys.modules);"
        "print('pystray' in sys.modules, heavy)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=True
    )
    assert done.stdout.split("\n")[:2] == ["False", "True set()"]


def test_gtk_panels_read_and_click(panel: Panel, shown: LinuxTray, desk: Desk, until: Until) -> None:
    labels = panel.labels()
    assert list(labels) == ["Start now", "Snooze", "5 minutes", "10 minutes", "Pause", "Log__today", "Quit"]
    properties = dict(
        panel.menu("GetGroupProperties", "aias", list(labels.values()), ["label", "toggle-type"])[0]
    )
    assert properties[labels["Pause"]] == {"label": ("s", "Pause"), "toggle-type": ("s", "checkmark")}
    updates, unknown = panel.menu("AboutToShowGroup", "ai", [0, 9999])
    assert (updates, unknown) == ([], [9999])
    events = [(labels["10 minutes"], "clicked", ("i", 0), 0), (9999, "clicked", ("i", 0), 0)]
    assert panel.menu("EventGroup", "a(isvu)", events) == ([9999],)
    until(lambda: desk.clicked == ["10 minutes"])


def test_qt_panels_walk_level_by_level(panel: Panel, shown: LinuxTray, desk: Desk, until: Until) -> None:
    assert panel.menu("AboutToShow", "i", 0) == (False,)
    _, (_, _, children) = panel.menu("GetLayout", "iias", 0, 1, [])
    nodes = [child[1] for child in children]
    assert [node[1].get("label", node[1].get("type"))[1] for node in nodes] == [
        "Start now", "Snooze", "separator", "Pause", "Log__today", "separator", "Quit",
    ]  # fmt: skip
    assert all(node[2] == [] for node in nodes), "one level was asked for"
    snooze = nodes[1][0]
    assert nodes[1][1]["children-display"] == ("s", "submenu")
    _, (_, _, below) = panel.menu("GetLayout", "iias", snooze, 1, [])
    panel.menu("Event", "isvu", below[0][1][0], "clicked", ("i", 0), 0)
    until(lambda: desk.clicked == ["5 minutes"])
    assert panel.menu("GetProperty", "is", snooze, "label") == (("s", "Snooze"),)


def test_a_click_that_changes_the_menu_is_told_to_the_panel(
    panel: Panel, shown: LinuxTray, desk: Desk, until: Until
) -> None:
    pause = panel.labels()["Pause"]
    panel.forget()
    panel.menu("Event", "isvu", pause, "clicked", ("i", 0), 0)
    until(lambda: panel.heard)
    [(member, (updated, removed))] = panel.heard
    assert member == "ItemsPropertiesUpdated"
    assert updated == [
        (pause, {"label": ("s", "Resume"), "toggle-type": ("s", "checkmark"), "toggle-state": ("i", 1)})
    ]
    assert removed == []
    assert panel.labels()["Resume"] == pause, "the same entry keeps its id"


def test_layout_and_properties_that_change_together_are_both_told(
    panel: Panel, shown: LinuxTray, desk: Desk, until: Until
) -> None:
    before = panel.labels()
    panel.forget()
    desk.snoozes = ["5 minutes", "20 minutes"]
    desk.can_log = False
    shown.menu_changed()
    until(lambda: len(panel.heard) == 2)
    assert panel.members() == ["LayoutUpdated", "ItemsPropertiesUpdated"]
    after = panel.labels()
    assert after["5 minutes"] == before["5 minutes"], "made again with the same words: the same entry"
    assert after["20 minutes"] not in before.values(), "ids are never used again"
    panel.forget()
    desk.can_log = True
    shown.menu_changed()
    until(lambda: panel.heard)
    assert panel.heard == [
        (
            "ItemsPropertiesUpdated",
            ([(after["Log__today"], {"label": ("s", "Log__today")})], [(after["Log__today"], ["enabled"])]),
        )
    ]


def test_a_menu_that_did_not_change_says_nothing(panel: Panel, shown: LinuxTray) -> None:
    panel.labels()
    panel.forget()
    shown.menu_changed()
    panel.labels()
    assert panel.heard == []


def test_disabled_and_unknown_entries_cannot_be_clicked(panel: Panel, shown: LinuxTray, desk: Desk) -> None:
    desk.can_log = False
    shown.menu_changed()
    panel.menu("Event", "isvu", panel.labels()["Log__today"], "clicked", ("i", 0), 0)
    refused = panel.ask("/MenuBar", MENU, "Event", "isvu", 9999, "clicked", ("i", 0), 0)
    assert "InvalidArgs" in refused.error
    panel.labels()
    assert desk.clicked == []


def test_clicks_on_the_icon(
    panel: Panel, tray_of: Callable[..., LinuxTray], desk: Desk, until: Until
) -> None:
    panel.appear()
    made = tray_of(on_secondary=lambda: desk.clicked.append("middle"))
    until(lambda: made.state().state == "ok")
    place = "/StatusNotifierItem"
    panel.ask(place, ITEM, "ProvideXdgActivationToken", "s", "token-1")
    panel.ask(place, ITEM, "Activate", "ii", 1, 2)
    panel.ask(place, ITEM, "Scroll", "is", 240, "vertical")
    panel.ask(place, ITEM, "SecondaryActivate", "ii", 1, 2)
    panel.ask(place, ITEM, "ContextMenu", "ii", 1, 2)
    until(lambda: len(desk.clicked) == 2)
    assert desk.clicked == ["start", "middle"], "turning the wheel over the icon answers nothing"
    assert made.token == "token-1"


def test_a_look_is_told_once_and_only_what_changed(panel: Panel, shown: LinuxTray, until: Until) -> None:
    panel.labels()
    panel.forget()
    shown.show(Look("sitting", 0.50, "Next break <soon> & well"))
    panel.labels()
    assert panel.members() == ["NewIcon", "NewToolTip"]
    assert panel.item("ToolTip")[3] == "Next break &lt;soon&gt; &amp; well"
    assert [(w, h, len(data)) for w, h, data in panel.item("IconPixmap")] == [
        (size, size, size * size * 4) for size in (22, 24, 32, 48)
    ]
    panel.forget()
    shown.show(Look("sitting", 0.51, "Next break <soon> & well"))  # the same picture
    panel.labels()
    assert panel.heard == []


def test_minutes_of_sitting_send_nothing_but_a_step_of_the_icon(panel: Panel, shown: LinuxTray) -> None:
    plan = Plan(hours=((Range(0, 1440),),) * 7, breaks=(Break("mobility", every_s=2700.0),), zone=UTC)
    look = TrayLook(shown, SimpleNamespace(plan=plan), lambda: None)  # type: ignore[arg-type]
    at = datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()
    state = machine.start(at, 0.0, plan)
    for minute in range(21):
        state, _effects = machine.step(state, Tick(at + minute * 60, minute * 60.0), plan)
        look.show(view(state, plan, state.at, state.mono), state.at)
        if minute == 0:
            panel.labels()  # the panel has read everything
            panel.forget()
    panel.labels()
    assert panel.members() == ["NewIcon"] * 4  # 20 of 45 minutes, in eighths


def test_everything_a_panel_reads_is_there(panel: Panel, shown: LinuxTray) -> None:
    reply = panel.ask("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "GetAll", "s", ITEM)
    reported = {name: value for name, (_, value) in reply.body[0].items()}
    assert reported["Menu"] == "/MenuBar"
    assert (reported["Id"], reported["Category"], reported["Status"]) == (
        "deskbreak",
        "ApplicationStatus",
        "Active",
    )
    assert reported["ItemIsMenu"] is False
    version = panel.ask("/MenuBar", "org.freedesktop.DBus.Properties", "Get", "ss", MENU, "Version")
    assert version.body == (("u", 3),)


def test_stop_takes_the_icon_away(panel: Panel, shown: LinuxTray, until: Until) -> None:
    gone: list[str] = []
    panel.bus.on_owner(panel.items[0], gone.append)
    panel.labels()
    shown.stop()
    until(lambda: gone == [""])
    assert shown.state().state == "off"


@pytest.mark.parametrize("kind", ["none", "linux"])
def test_every_tray_takes_every_call(kind: str, tray_of: Callable[..., LinuxTray], loop: Loop) -> None:
    made = NoTray(PortState("none", "absent", "why")) if kind == "none" else tray_of()
    ran: list[int] = []
    made.show(Look("due", tooltip="now"))
    made.menu_changed()
    made.run(lambda: ran.append(1))
    assert ran == [1]
    assert made.token == ""
    made.stop()
    assert made.state().backend


def test_without_a_bus_or_unwanted_there_is_a_reason(no_session: None, loop: Loop, desk: Desk) -> None:
    bus = Bus.session(loop)
    absent = tray.choose(loop, bus, desk.build).state()
    assert (absent.backend, absent.state) == ("none", "absent")
    assert "no session bus" in absent.detail
    assert tray.choose(loop, bus, desk.build, wanted=False).state().state == "off"
