"""Does a program record sound, or the screen? PulseAudio, PipeWire and ALSA are asked; no device is ever opened."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from deskbreak.platforms.busy.port import Probed
from deskbreak.sentences import N_

TIMEOUT_S = 1.2
_CAMERAS = ("v4l2", "libcamera")


def microphone() -> Probed:
    """A running capture stream from a real source; listening to what is played (a monitor) does not count."""
    for ask in (_pulse, _pipewire, _alsa):
        answer = ask()
        if answer is not None:
            return answer
    return Probed("unknown", N_("no sound system tells"))


def screen_share() -> Probed:
    """A picture that a desktop sends through PipeWire and a program takes."""
    nodes = _nodes()
    if nodes is None:
        return Probed("unknown", N_("PipeWire does not tell"))
    return Probed("yes" if any(map(_is_screen, nodes)) else "no", "pipewire")


def _pulse() -> Probed | None:
    streams = _json("pactl", "-f", "json", "list", "source-outputs")
    if not isinstance(streams, list):
        return None
    recording = [stream for stream in streams if not stream.get("corked")]
    if not recording:
        return Probed("no", "pulseaudio")
    sources = _json("pactl", "-f", "json", "list", "sources")
    if not isinstance(sources, list):
        return None
    real = {source.get("index") for source in sources if not _is_monitor(source)}
    heard = any(stream.get("source") in real for stream in recording)
    return Probed("yes" if heard else "no", "pulseaudio")


def _is_monitor(source: Mapping[str, Any]) -> bool:
    kind = (source.get("properties") or {}).get("device.class", "")
    return kind == "monitor" or str(source.get("name", "")).endswith(".monitor")


def _pipewire() -> Probed | None:
    nodes = _nodes()
    if nodes is None:
        return None
    return Probed("yes" if any(map(_is_recording, nodes)) else "no", "pipewire")


def _is_recording(node: Mapping[str, Any]) -> bool:
    props = node.get("props") or {}
    from_sink = str(props.get("stream.capture.sink", "")).lower() == "true" or "stream.monitor" in props
    return (
        props.get("media.class") == "Stream/Input/Audio" and node.get("state") == "running" and not from_sink
    )


def _is_screen(node: Mapping[str, Any]) -> bool:
    props = node.get("props") or {}
    sends = props.get("media.class") in ("Video/Source", "Stream/Output/Video")
    return sends and node.get("state") == "running" and props.get("device.api") not in _CAMERAS


def _nodes() -> list[Mapping[str, Any]] | None:
    """What PipeWire knows of its nodes."""
    objects = _json("pw-dump")
    if not isinstance(objects, list):
        return None
    kind = "PipeWire:Interface:Node"
    return [
        entry.get("info") or {} for entry in objects if isinstance(entry, dict) and entry.get("type") == kind
    ]


def _alsa(folder: Path = Path("/proc/asound")) -> Probed | None:
    if not folder.is_dir():
        return None
    return Probed("yes" if any(map(_runs, folder.glob("card*/pcm*c/sub*/status"))) else "no", "alsa")


def _runs(status: Path) -> bool:
    try:
        return "RUNNING" in status.read_text()
    except OSError:
        return False


def _json(*argv: str) -> object:
    """What the program prints, or None when it is missing, fails, or takes too long."""
    if shutil.which(argv[0]) is None:
        return None
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(argv, capture_output=True, timeout=TIMEOUT_S, env=env, stdin=subprocess.DEVNULL)
        found: object = json.loads(done.stdout) if done.returncode == 0 else None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return _only_dicts(found) if isinstance(found, list) else found


def _only_dicts(entries: Iterable[object]) -> list[object]:
    return [entry for entry in entries if isinstance(entry, dict)]
