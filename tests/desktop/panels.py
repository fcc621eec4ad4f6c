"""The panels of MATE and LXQt, alone under openbox, with a tray and nothing else."""

from __future__ import annotations

from tests.desktop import desks

MATE = """[org/mate/panel/general]
toplevel-id-list=['top']
object-id-list=['tray']
[org/mate/panel/toplevels/top]
expand=true
orientation='top'
size=32
[org/mate/panel/objects/tray]
applet-iid='NotificationAreaAppletFactory::NotificationArea'
object-type='applet'
toplevel-id='top'
position=0
"""
LXQT = """[General]
__userfile__=true
panels=panel1
[panel1]
position=Top
panelSize=32
width=100
width-percent=true
plugins=statusnotifier
[statusnotifier]
type=statusnotifier
alignment=Left
"""


class MateDesk(desks.X11Desk):
    """mate-panel at the top, as its settings in a plain file say."""

    def __init__(self) -> None:
        desks.need("mate-panel")
        super().__init__(notifications=False)

    def start_panel(self) -> None:
        self.env |= {"XDG_CURRENT_DESKTOP": "MATE", "GSETTINGS_BACKEND": "keyfile"}
        self.write("glib-2.0/settings/keyfile", MATE)
        self.start("panel", ["mate-panel"])
        self.wait_owned("org.kde.StatusNotifierWatcher")


class LxqtDesk(desks.X11Desk):
    """lxqt-panel at the top."""

    def __init__(self) -> None:
        desks.need("lxqt-panel")
        super().__init__(notifications=False)

    def start_panel(self) -> None:
        self.env |= {"XDG_CURRENT_DESKTOP": "LXQt", "QT_QPA_PLATFORM": "xcb"}
        self.write("lxqt/panel.conf", LXQT)
        self.start("panel", ["lxqt-panel"])
        self.wait_owned("org.kde.StatusNotifierWatcher")
