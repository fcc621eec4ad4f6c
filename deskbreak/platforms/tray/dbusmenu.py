"""A pystray menu over the bus (com.canonical.dbusmenu), for both kinds of panels.

GTK panels read everything at once and use the Group calls; Qt panels walk level by level with single calls;
GNOME re-reads only items that are new to it, so changed properties are sent beside a changed layout. An item
keeps its id as long as it is the same object, or one with the same words in the same submenu.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from deskbreak.letters import readable
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.exported import Exported, Method, Refusal, Variant
from deskbreak.values import dataclass

PATH, INTERFACE = "/MenuBar", "com.canonical.dbusmenu"
ROOT = 0
_SUBMENU: Variant = ("s", "submenu")

Properties = dict[str, Variant]


@dataclass(frozen=True, slots=True)
class Node:
    """One entry as the panel sees it; `item` is the pystray object, None for the root and separators."""

    properties: Properties
    children: tuple[int, ...]
    item: Any = None


class MenuServer:
    """Serves the menu that `read_menu` gives; a click comes back as the pystray item, in a later turn."""

    def __init__(
        self, bus: Bus, read_menu: Callable[[], Iterable[Any]], on_click: Callable[[Any], None]
    ) -> None:
        self._bus = bus
        self._read_menu, self._on_click = read_menu, on_click
        self._nodes: dict[int, Node] = {ROOT: Node({"children-display": _SUBMENU}, ())}
        self._known: dict[tuple[Any, ...], int] = {}
        self._last_id = 0
        self._revision = 1
        bus.export(PATH, INTERFACE, self._exported())

    def refresh(self) -> bool:
        """Read the menu again and send the panel what differs; return True if anything did."""
        old = self._nodes
        self._nodes = new = self._read()
        moved = {i: node.children for i, node in old.items()} != {i: node.children for i, node in new.items()}
        if moved:
            self._revision += 1
            self._bus.emit(PATH, INTERFACE, "LayoutUpdated", "ui", (self._revision, ROOT))
        changed = self._emit_changes(old, new)
        return moved or changed

    def stop(self) -> None:
        self._bus.unexport(PATH, INTERFACE)

    # -- from pystray's objects to nodes

    def _read(self) -> dict[int, Node]:
        nodes: dict[int, Node] = {}
        known: dict[tuple[Any, ...], int] = {}
        top = self._walk(ROOT, self._read_menu(), nodes, known)
        nodes[ROOT] = Node({"children-display": _SUBMENU}, top)
        self._known = known
        return nodes

    def _walk(
        self, parent: int, menu: Iterable[Any], nodes: dict[int, Node], known: dict[tuple[Any, ...], int]
    ) -> tuple[int, ...]:
        children = []
        for item in menu:
            separator = is_separator(item)
            number = self._number(parent, item, "-" if separator else str(item.text), known)
            children.append(number)
            if separator:
                nodes[number] = Node({"type": ("s", "separator")}, ())
                continue
            below = () if item.submenu is None else self._walk(number, item.submenu, nodes, known)
            nodes[number] = Node(properties_of(item), below, item)
        return tuple(children)

    def _number(self, parent: int, item: Any, words: str, known: dict[tuple[Any, ...], int]) -> int:
        nth = 0
        while (parent, words, nth) in known:
            nth += 1
        same_object, same_words = (parent, id(item)), (parent, words, nth)
        number = self._known.get(same_words)
        if not is_separator(item):
            number = self._kept(same_object, item) or number
        if number is None or number in known.values():
            self._last_id = number = self._last_id + 1
        known[same_words] = number
        if not is_separator(item):
            known[same_object] = number
        return number

    def _kept(self, key: tuple[int, int], item: Any) -> int | None:
        """The id of this very object; an address may have been given to another one since."""
        number = self._known.get(key)
        if number is not None and self._nodes[number].item is item:
            return number
        return None

    def _emit_changes(self, old: dict[int, Node], new: dict[int, Node]) -> bool:
        both = [(i, old[i].properties, new[i].properties) for i in new if i in old]
        updated = [(i, now) for i, before, now in both if before != now]
        removed = [
            (i, gone) for i, before, now in both if (gone := [key for key in before if key not in now])
        ]
        if updated or removed:
            self._bus.emit(PATH, INTERFACE, "ItemsPropertiesUpdated", "a(ia{sv})a(ias)", (updated, removed))
        return bool(updated or removed)

    # -- what panels call

    def _exported(self) -> Exported:
        return Exported(
            {
                "GetLayout": Method("iias", "u(ia{sv}av)", self._get_layout),
                "GetGroupProperties": Method("aias", "a(ia{sv})", self._get_group),
                "GetProperty": Method("is", "v", self._get_property),
                "Event": Method("isvu", "", self._event),
                "EventGroup": Method("a(isvu)", "ai", self._event_group),
                "AboutToShow": Method("i", "b", self._about_to_show),
                "AboutToShowGroup": Method("ai", "aiai", self._about_to_show_group),
            },
            lambda: {
                "Version": ("u", 3),
                "TextDirection": ("s", "ltr"),
                "Status": ("s", "normal"),
                "IconThemePath": ("as", []),
            },
            {
                "ItemsPropertiesUpdated": "a(ia{sv})a(ias)",
                "LayoutUpdated": "ui",
                "ItemActivationRequested": "iu",
            },
        )

    def _get_layout(self, parent: int, depth: int, names: list[str]) -> tuple[Any, ...]:
        if len(self._nodes) == 1:
            self.refresh()
        self._node(parent)
        return self._revision, self._layout(parent, depth, names)

    def _layout(self, number: int, depth: int, names: list[str]) -> tuple[Any, ...]:
        node = self._nodes[number]
        below = node.children if depth else ()
        children = [("(ia{sv}av)", self._layout(child, depth - 1, names)) for child in below]
        return number, _only(node.properties, names), children

    def _get_group(self, numbers: list[int], names: list[str]) -> tuple[Any, ...]:
        wanted = numbers or list(self._nodes)
        return ([(i, _only(self._nodes[i].properties, names)) for i in wanted if i in self._nodes],)

    def _get_property(self, number: int, name: str) -> tuple[Any, ...]:
        value = self._node(number).properties.get(name)
        if value is None:
            raise Refusal("org.freedesktop.DBus.Error.InvalidArgs", f"item {number} has no {name}")
        return (value,)

    def _event(self, number: int, kind: str, _data: Any, _time: int) -> tuple[Any, ...]:
        node = self._node(number)
        if kind == "clicked" and node.item is not None and node.item.enabled:
            self._bus.loop.call_soon(lambda: self._on_click(node.item))
        return ()

    def _event_group(self, events: list[tuple[int, str, Any, int]]) -> tuple[Any, ...]:
        unknown = [number for number, *_ in events if number not in self._nodes]
        for number, kind, data, time in events:
            if number in self._nodes:
                self._event(number, kind, data, time)
        return (unknown,)

    def _about_to_show(self, number: int) -> tuple[Any, ...]:
        self._node(number)
        return (self.refresh(),)

    def _about_to_show_group(self, numbers: list[int]) -> tuple[Any, ...]:
        unknown = [number for number in numbers if number not in self._nodes]
        known = [number for number in numbers if number in self._nodes]
        return (known if self.refresh() else [], unknown)

    def _node(self, number: int) -> Node:
        if number not in self._nodes:
            raise Refusal("org.freedesktop.DBus.Error.InvalidArgs", f"no menu item {number}")
        return self._nodes[number]


def is_separator(item: Any) -> bool:
    """pystray's one separator object: it stands for a line, not for something to click."""
    from deskbreak.platforms.tray.menu import SEPARATOR

    return item is SEPARATOR


def properties_of(item: Any) -> Properties:
    """What differs from a plain, enabled, unchecked entry; an underscore would underline the next letter."""
    found: Properties = {"label": ("s", readable(str(item.text)).replace("_", "__"))}
    if not item.enabled:
        found["enabled"] = ("b", False)
    if item.checked is not None:
        found["toggle-type"] = ("s", "radio" if item.radio else "checkmark")
        found["toggle-state"] = ("i", int(bool(item.checked)))
    if item.submenu is not None:
        found["children-display"] = _SUBMENU
    return found


def _only(properties: Properties, names: list[str]) -> Properties:
    return {key: value for key, value in properties.items() if not names or key in names}
