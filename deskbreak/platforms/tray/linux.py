"""The tray on Linux: on the bus first, everything else after, so that the icon is there early."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from deskbreak.platforms.bus import Bus
from deskbreak.platforms.port import PortState
from deskbreak.platforms.tray.dbusmenu import MenuServer
from deskbreak.platforms.tray.item import StatusItem
from deskbreak.platforms.tray.port import BuildMenu, Look

if TYPE_CHECKING:
    from deskbreak.platforms.tray.icon import BusIcon

OnClick = Callable[[], None]


class LinuxTray:
    """Registered when it is made; pystray and the menu are loaded in the loop's next turn."""

    def __init__(
        self,
        bus: Bus,
        build_menu: BuildMenu,
        on_secondary: OnClick | None = None,
    ) -> None:
        self._bus, self._build_menu = bus, build_menu
        self._on_secondary = on_secondary
        self._item = StatusItem(bus, self._clicked)
        self._server = MenuServer(bus, self._menu, self._chosen)
        self._look = Look()
        self._made: BusIcon | None = None
        self._stopped = False
        bus.loop.call_soon(self._load)

    @property
    def token(self) -> str:
        return self._item.token

    def show(self, look: Look) -> None:
        if look == self._look:
            return
        self._look = look
        if self._made is None:
            self._item.show(look)  # pystray gets it when it is there
        else:
            self._made.look(look)

    def menu_changed(self) -> None:
        if self._made is not None:
            self._made.update_menu()

    def state(self) -> PortState:
        return self._item.state

    def run(self, main: Callable[[], None]) -> None:
        main()

    def stop(self) -> None:
        self._stopped = True
        if self._made is not None:
            self._made.stop()
        self._server.stop()
        self._item.stop()

    def _load(self) -> None:
        if not self._stopped:
            self._icon()

    def _icon(self) -> BusIcon:
        if self._made is None:
            from deskbreak.platforms.tray.icon import BusIcon

            self._made = BusIcon(self._item, self._server, self._build_menu(), self._look)
            self._made.run_detached()
        return self._made

    def _menu(self) -> Iterable[Any]:
        return self._icon().menu or ()

    def _chosen(self, item: Any) -> None:
        self._icon().clicked(item)

    def _clicked(self, button: str) -> None:
        if button == "left":
            self._icon()()
        elif button == "middle" and self._on_secondary is not None:
            self._on_secondary()
