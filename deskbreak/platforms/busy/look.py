"""The probes that need to look around, as a short-lived program, so that the daemon stays small.

`python -m deskbreak.platforms.busy.look` reads {"names": [...], "apps": [...]} from stdin and prints one JSON
line a probe: [name, "yes"|"no"|"unknown", detail].
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence

from deskbreak.platforms.busy.port import Probed
from deskbreak.sentences import english

Probes = dict[str, Callable[[], Probed]]


def probes(apps: Sequence[str], platform: str = sys.platform) -> Probes:
    """What can be asked on this system."""
    if platform == "win32":
        from deskbreak.platforms.busy import windows

        return windows.probes(apps)
    if platform == "darwin":
        from deskbreak.platforms.busy import macos

        return macos.probes(apps)
    from deskbreak.platforms.busy import capture, processes, screen

    return {
        "fullscreen": screen.fullscreen,
        "microphone": capture.microphone,
        "camera": processes.camera,
        "screen_share": capture.screen_share,
        "apps": lambda: processes.running(apps),
    }


def answer(probe: Callable[[], Probed] | None) -> Probed:
    """What the probe says; whatever goes wrong in it is unknown."""
    if probe is None:
        return Probed("unknown", english("cannot be told on {system}", system=sys.platform))
    try:
        return probe()
    except Exception as trouble:
        return Probed("unknown", f"{type(trouble).__name__}: {trouble}")


def main() -> None:
    """Probed the question on stdin."""
    wish = json.loads(sys.stdin.read())
    known = probes(wish["apps"])
    for name in wish["names"]:
        found = answer(known.get(name))
        print(json.dumps([name, found.value, found.detail]), flush=True)


if __name__ == "__main__":
    main()
