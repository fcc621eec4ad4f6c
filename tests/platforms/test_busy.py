"""Bad moments: one answer for each probe, in time, whatever the sources do."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.platforms import busy
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.busy import asker, capture, desktop, look, processes, windows
from deskbreak.platforms.busy.port import PROBES, Busy, Probed
from deskbreak.platforms.exported import Exported, Method, Refusal
from deskbreak.runtime import spawn
from deskbreak.runtime.loop import Loop

Until = Callable[..., None]
Connect = Callable[[], Bus]
SERVICE, SERVICE_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


@pytest.fixture
def child_says(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a shell script in the place of the probing child."""

    def say(script: str) -> None:
        monkeypatch.setattr(spawn, "python", lambda *_: ["sh", "-c", script])

    say("true")
    return say


@pytest.fixture
def ask(until: Until) -> Callable[..., Mapping[str, Probed]]:
    def question(port: Busy, *names: str, seconds: float = 6.0) -> Mapping[str, Probed]:
        answers: list[Mapping[str, Probed]] = []
        port.ask(names, answers.append)
        assert answers == [], "never before the caller is ready"
        until(lambda: answers, seconds)
        return answers[0]

    return question


@pytest.mark.parametrize("wanted", [True, False])
def test_contract_every_question_is_answered_once_and_whole(
    wanted: bool, no_session: None, loop: Loop, ask: Any, child_says: Any
) -> None:
    port = busy.choose(loop, Bus.session(loop), wanted=wanted)
    port.configure([], "")
    answers = ask(port, *PROBES, "no_such_probe")
    assert set(answers) == {*PROBES, "no_such_probe"}
    assert answers["no_such_probe"].value == "unknown"
    assert ask(port) == {}
    assert port.state().backend
    port.stop()


def test_a_child_that_hangs_or_talks_nonsense_is_unknown(
    loop: Loop, ask: Any, child_says: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asker, "TIMEOUT_S", 0.3)
    port = busy.choose(loop, None)
    child_says(
        """echo '["camera", "yes", "/proc"]'; echo nonsense; echo '["apps", "perhaps", ""]'; sleep 30"""
    )
    began = time.monotonic()
    answers = ask(port, "camera", "microphone", "apps")
    assert time.monotonic() - began < 2
    assert answers["camera"] == Probed("yes", "/proc")
    assert answers["microphone"].value == answers["apps"].value == "unknown"


def test_answers_are_kept_for_a_while_but_not_knowing_is_not(
    loop: Loop, ask: Any, child_says: Callable[[str], None]
) -> None:
    port = busy.choose(loop, None)
    child_says("""echo '["camera", "no", "first"]'; echo '["apps", "unknown", "first"]'""")
    ask(port, "camera", "apps")
    child_says("""echo '["camera", "yes", "second"]'; echo '["apps", "no", "second"]'""")
    assert ask(port, "camera", "apps") == {"camera": Probed("no", "first"), "apps": Probed("no", "second")}
    port.configure(["other"], "")
    child_says("""echo '["apps", "yes", "third"]'""")
    assert ask(port, "apps") == {"apps": Probed("yes", "third")}, "a new list is asked again"


@pytest.mark.parametrize(
    ("command", "value"),
    [
        ("exit 0", "yes"),
        ("exit 1", "no"),
        ("exit 7", "unknown"),
        ("no-such-command-here", "unknown"),
        ("", "no"),
    ],
)
def test_the_persons_own_command(loop: Loop, ask: Any, command: str, value: str) -> None:
    port = busy.choose(loop, None)
    port.configure([], command)
    assert ask(port, "command")["command"].value == value


def test_any_yes_wins_and_a_no_beats_not_knowing() -> None:
    yes, no, unknown = Probed("yes", "a"), Probed("no", "b"), Probed("unknown", "c")
    assert asker.combined([unknown, no, yes]) == yes
    assert asker.combined([unknown, no]) == no
    assert asker.combined([Probed("unknown"), unknown]) == unknown, "the one with a reason"
    assert asker.combined([]) == asker.NO_ANSWER


class Desktop:
    """A notification service and its friends, in whichever desktop's manner."""

    def __init__(self, bus: Bus, name: str) -> None:
        self.bus = bus
        who = Method("", "ssss", lambda: (name, "v", "1", "1"))
        self.notifications = {"GetServerInformation": who}
        bus.export(SERVICE_PATH, SERVICE, Exported(self.notifications, lambda: {"Inhibited": ("b", True)}))
        bus.request_name(SERVICE)


def xfce_setting(value: bool | None) -> Method:
    def get(channel: str, name: str) -> tuple[Any, ...]:
        if value is None:
            raise Refusal("org.xfce.Xfconf.Error.PropertyNotFound", "not set")
        assert (channel, name) == ("xfce4-notifyd", "/do-not-disturb")
        return (("b", value),)

    return Method("ss", "v", get)


@pytest.mark.parametrize(("value", "answer"), [(True, "yes"), (False, "no"), (None, "no")])
def test_do_not_disturb_on_xfce(
    connect: Connect, loop: Loop, ask: Any, value: bool | None, answer: str
) -> None:
    server = connect()
    Desktop(server, "Xfce Notify Daemon")
    server.export("/org/xfce/Xfconf", "org.xfce.Xfconf", Exported({"GetProperty": xfce_setting(value)}, dict))
    server.request_name("org.xfce.Xfconf")
    port = busy.choose(loop, connect())
    assert ask(port, "do_not_disturb")["do_not_disturb"] == Probed(answer, "Xfce Notify Daemon")  # type: ignore[arg-type]


def test_do_not_disturb_on_plasma_and_on_a_service_that_does_not_tell(
    connect: Connect, loop: Loop, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asker, "FRESH_S", 0.0)
    port = busy.choose(loop, connect())
    assert ask(port, "do_not_disturb")["do_not_disturb"] == Probed("unknown", "no notification service")
    Desktop(connect(), "Plasma")
    assert ask(port, "do_not_disturb")["do_not_disturb"] == Probed("yes", "Plasma")


def test_do_not_disturb_on_gnome_is_a_setting(
    connect: Connect, loop: Loop, ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "gsettings"
    tool.write_text("#!/bin/sh\necho false\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    Desktop(connect(), "gnome-shell")
    port = busy.choose(loop, connect())
    assert ask(port, "do_not_disturb")["do_not_disturb"] == Probed("yes", "gnome-shell")


@pytest.mark.parametrize(("actions", "answer"), [(8, "yes"), (4, "no")])
def test_gnomes_inhibitor_means_somebody_presents(
    connect: Connect, loop: Loop, ask: Any, child_says: Any, actions: int, answer: str
) -> None:
    session, path = connect(), "/org/gnome/SessionManager"
    name = "org.gnome.SessionManager"
    session.export(path, name, Exported({}, lambda: {"InhibitedActions": ("u", actions)}))
    session.request_name(name)
    port = busy.choose(loop, connect())
    assert ask(port, "fullscreen")["fullscreen"] == Probed(answer, name)  # type: ignore[arg-type]


# -- what the child looks at


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """A /proc with one program that runs a script and has a camera open."""
    process = tmp_path / "4242"
    (process / "fd").mkdir(parents=True)
    (process / "fd" / "7").symlink_to("/dev/video0")
    (process / "fd" / "8").symlink_to("/dev/null")
    (process / "comm").write_text("python3\n")
    (process / "cmdline").write_bytes(b"/usr/bin/python3\0/opt/Zoom-Client\0--flag\0")
    (tmp_path / "not-a-process").mkdir()
    return tmp_path


def test_who_has_a_camera_open(proc: Path) -> None:
    assert processes.camera(proc).value == "yes"
    (proc / "4242" / "fd" / "7").unlink()
    assert processes.camera(proc).value == "no"
    assert processes.camera(proc / "none").value == "unknown"


@pytest.mark.parametrize(
    ("apps", "value"),
    [(["zoom-client"], "yes"), (["PYTHON3"], "yes"), (["--flag"], "no"), ([], "no"), (["x"], "no")],
)
def test_which_programs_run(proc: Path, apps: list[str], value: str) -> None:
    assert processes.running(apps, proc).value == value


NODE = {"type": "PipeWire:Interface:Node"}


def pipewire(*nodes: tuple[str, str, dict[str, str]]) -> list[dict[str, Any]]:
    return [
        {**NODE, "info": {"state": state, "props": {"media.class": kind, **props}}}
        for kind, state, props in nodes
    ]


@pytest.mark.parametrize(
    ("objects", "value"),
    [
        (pipewire(("Stream/Input/Audio", "running", {})), "yes"),
        (pipewire(("Stream/Input/Audio", "suspended", {})), "no"),
        (pipewire(("Stream/Input/Audio", "running", {"stream.capture.sink": "true"})), "no"),
        (pipewire(("Stream/Output/Audio", "running", {})), "no"),
        ([{"type": "PipeWire:Interface:Node"}, {}], "no"),
    ],
)
def test_pipewire_streams(monkeypatch: pytest.MonkeyPatch, objects: list[Any], value: str) -> None:
    monkeypatch.setattr(capture, "_json", lambda *argv: objects if argv[0] == "pw-dump" else None)
    assert capture.microphone().value == value


@pytest.mark.parametrize(
    ("objects", "value"),
    [
        (pipewire(("Video/Source", "running", {"node.name": "xdg-desktop-portal-wlr"})), "yes"),
        (pipewire(("Stream/Output/Video", "running", {"node.name": "gnome-shell"})), "yes"),
        (pipewire(("Video/Source", "running", {"device.api": "v4l2"})), "no"),
        (pipewire(("Video/Source", "idle", {})), "no"),
        (None, "unknown"),
    ],
)
def test_screen_shares(monkeypatch: pytest.MonkeyPatch, objects: Any, value: str) -> None:
    monkeypatch.setattr(capture, "_json", lambda *_: objects)
    assert capture.screen_share().value == value


def test_alsa_alone_tells_too(tmp_path: Path) -> None:
    status = tmp_path / "card0" / "pcm0c" / "sub0" / "status"
    status.parent.mkdir(parents=True)
    status.write_text("closed\n")
    assert capture._alsa(tmp_path) == Probed("no", "alsa")
    status.write_text("state: RUNNING\nowner_pid : 7\n")
    assert capture._alsa(tmp_path) == Probed("yes", "alsa")
    assert capture._alsa(tmp_path / "none") is None


@pytest.mark.parametrize(
    ("state", "do_not_disturb", "fullscreen"),
    [(2, "no", "yes"), (4, "no", "yes"), (5, "no", "no"), (6, "yes", "no"), (None, "unknown", "unknown")],
)
def test_what_windows_number_means(state: int | None, do_not_disturb: str, fullscreen: str) -> None:
    assert windows.state_means(state, (6,)).value == do_not_disturb
    assert windows.state_means(state, (2, 3, 4)).value == fullscreen


def test_windows_task_list() -> None:
    tasks = '"Zoom.exe","812","Console","1","100,000 K"\n"explorer.exe","4","Console","1","9 K"\n'
    assert windows.running(["zoom"], tasks) == Probed("yes", "zoom")
    assert windows.running(["teams"], tasks).value == "no"


def test_a_probe_that_breaks_is_unknown_with_the_reason() -> None:
    assert look.answer(lambda: 1 / 0) == Probed("unknown", "ZeroDivisionError: division by zero")  # type: ignore[arg-type,return-value]
    assert look.answer(None).value == "unknown"


def test_the_child_answers_in_lines(
    no_session: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io

    wish = {"names": ["fullscreen", "camera", "no_such"], "apps": []}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(wish)))
    look.main()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line[0] for line in lines] == wish["names"]
    assert lines[0][1:] == ["unknown", "no X11 display"]


def test_an_answer_grows_old_however_often_it_is_asked_for(
    connect: Connect, loop: Loop, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(asker, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    port = busy.choose(loop, connect())
    assert ask(port, "do_not_disturb")["do_not_disturb"].value == "unknown"
    Desktop(connect(), "Plasma")
    assert ask(port, "do_not_disturb")["do_not_disturb"].value == "yes"
    monkeypatch.setattr(desktop, "do_not_disturb", lambda _bus, report: report(Probed("no", "")))
    for clock[0] in (102.0, 104.0):
        assert ask(port, "do_not_disturb")["do_not_disturb"].value == "yes"
    clock[0] = 106.0
    assert ask(port, "do_not_disturb")["do_not_disturb"].value == "no"
