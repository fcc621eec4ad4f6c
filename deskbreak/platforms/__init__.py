"""The desktop, asked little: each port has a Protocol in `port.py`, one file per back end, and `choose`.

    loop = Loop()
    bus = session_bus(loop)                         # never raises; None on Windows and macOS
    tray.choose(loop, bus, build_menu, on_secondary) -> Tray
    notify.choose(loop, bus, on_event)               -> Notifier
    idle.choose(loop, bus)                           -> IdleSource
    busy.choose(loop, bus)                           -> Busy
    power.choose(loop, bus, on_event)                -> Power
    sound.choose(loop, cache_dir, busy)              -> Sound
    autostart.choose()                               -> Autostart

`choose` tries the back ends in order and returns the first that serves, `none` in the end; `state()` tells
which it is and why the others are not.
"""
