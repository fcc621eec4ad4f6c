"""The real window under a real window manager: keys, clicks, looks, and what is left in the outbox."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from deskbreak.player.buttons import ButtonLook
from deskbreak.player.layout import Box, arrange, opening_size
from deskbreak.player.opening import open_session
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.window import button_boxes
from tests.desktop import desks

pytestmark = pytest.mark.desktop

BACK, MAIN, NEXT, HARD, HURTS, DONE, SOUND, EVERYTHING = range(8)
SHOWN = [
    ("Back", "plain"),
    ("Pause", "main"),
    ("Next", "plain"),
    ("Too hard", "quiet"),
    ("It hurts", "warn"),
    ("Done", "quiet"),
    ("Sound on", "quiet"),
    ("Everything", "quiet"),
]


class Window:
    """A player's window, and what the player reports meanwhile."""

    def __init__(self, desk: desks.X11Desk, home: Path, routine: str, **more: Any) -> None:
        usual: dict[str, Any] = {"face": "window", "theme": "light", "speed": 1.0}
        request = PlayRequest(
            uid="u1", routine=routine, home=str(home), outbox=str(home / "outbox"), **(usual | more)
        )
        self.desk, self.home = desk, home
        self.heard: list[dict[str, Any]] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deskbreak.player"],
            env={**desk.env},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.say(request.to_line())

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.heard.append(json.loads(line))

    def say(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line.encode())
        self.process.stdin.flush()

    def wait_for(self, **wanted: Any) -> dict[str, Any]:
        """The first report with these values."""
        return desks.wait_for(
            lambda: next((one for one in self.heard if wanted.items() <= one.items()), {}),
            f"{wanted} in {self.heard}",
        )

    def box(self) -> Box:
        """Where the window is."""
        place = desks.wait_for(lambda: self.desk.windows("Deskbreak"), "the window")[0]
        return Box(*place)

    def has_focus(self) -> bool:
        try:
            return self.desk.run("xdotool", "getwindowfocus", "getwindowname").startswith("deskbreak:")
        except subprocess.CalledProcessError:
            return False  # no client has it yet

    def press(self, *keys: str) -> None:
        self.box()
        self.desk.key(*keys)

    def click(self, number: int) -> None:
        """Click the button of that number, as the layout places them."""
        box = self.box()
        choices = [ButtonLook(label, "", lambda: None, tone) for label, tone in SHOWN]
        button = button_boxes(arrange(box.width, box.height, 1.0), choices)[number]
        self.desk.click(box.x + button.x + button.width // 2, box.y + button.y + button.height // 2)

    def result(self) -> dict[str, Any]:
        finished = self.wait_for(report="finished")
        self.process.wait(30)
        left = json.loads((self.home / "outbox" / "u1.json").read_text())
        assert left == {key: value for key, value in finished.items() if key != "report"}
        return left

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join(5)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


@pytest.fixture
def window(x11_desk: desks.X11Desk, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    opened: list[Window] = []

    def start(routine: str = "mobility-set", **more: Any) -> Window:
        opened.append(Window(x11_desk, tmp_path / "home", routine, **more))
        opened[-1].wait_for(report="step")
        desks.wait_for(opened[-1].has_focus, "the focus")
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def test_by_keyboard_through_a_whole_routine(window):
    one = window()
    one.press("space")  # ready
    one.press("space")
    one.wait_for(report="paused")
    one.press("space")
    one.wait_for(report="resumed")
    one.press("Right")
    one.wait_for(report="step", step=1)
    one.press("Left")
    desks.wait_for(lambda: [r.get("step") for r in one.heard if r["report"] == "step"] == [0, 1, 0], "back")
    one.press("d")
    desks.wait_for((one.home / "outbox" / "u1.json").exists, "a result, before the question is answered")
    one.press("3")
    result = one.result()
    assert (result["outcome"], result["answer"]) == ("taken", "hard")
    assert result["exercises"] == ["cat-cow", "hip-flexor-stretch"]


def test_by_mouse_through_a_whole_routine(window):
    one = window()
    one.click(MAIN)  # ready
    one.click(MAIN)
    one.wait_for(report="paused")
    one.click(MAIN)
    one.wait_for(report="resumed")
    one.click(HARD)
    one.wait_for(report="step", step=1)
    one.click(DONE)
    one.press("2")
    result = one.result()
    assert (result["exercises"], result["answer"]) == (["hip-flexor-stretch"], "right")
    assert result["note"] == "too hard: Cat-Cow"


def test_by_tab_and_enter(window):
    one = window()
    one.press("Tab", "Tab", "Tab", "Return")
    one.wait_for(report="step", step=1)
    one.press("shift+Tab", "shift+Tab", "Return")
    desks.wait_for(lambda: [r.get("step") for r in one.heard if r["report"] == "step"] == [0, 1, 0], "back")


def test_left_alone_it_changes_sides_and_is_taken(window):
    one = window(speed=30.0)
    result = one.result()
    assert result["outcome"] == "taken"
    script = open_session(PlayRequest("u1", "mobility-set", home=str(one.home)))[0].script
    assert result["seconds"] == pytest.approx(script.seconds, abs=12), "reading about it does not count"


def test_everything_is_shown_in_a_pause(window):
    one = window()
    one.press("question")
    one.wait_for(report="paused")
    one.press("question")
    one.wait_for(report="resumed")
    one.click(EVERYTHING)
    desks.wait_for(lambda: [r["report"] for r in one.heard].count("paused") == 2, "the second pause")


def test_it_hurts_stops_and_says_what_to_do(window):
    one = window()
    one.click(HURTS)
    desks.wait_for((one.home / "outbox" / "u1.json").exists, "the result while the advice is shown")
    one.press("Escape")
    result = one.result()
    assert (result["outcome"], result["hurt"]) == ("stopped", "cat-cow")


def test_pain_that_was_a_slip_is_taken_back(window):
    one = window()
    one.press("h")
    left = one.home / "outbox" / "u1.json"
    desks.wait_for(left.exists, "the result while the advice is shown")
    one.press("3")
    desks.wait_for(lambda: not left.exists(), "the result to be taken back")
    one.press("space", "d", "1")
    result = one.result()
    assert (result["outcome"], result["hurt"], result["answer"]) == ("taken", None, "easy")


def test_after_pain_there_is_something_gentler(window):
    one = window()
    one.press("h", "2")
    one.wait_for(report="step", exercise="short-walk")
    one.press("Escape")
    assert one.result()["hurt"] == "cat-cow"


def test_too_hard_offers_the_easier_form_at_once(window):
    one = window("good-morning")
    one.press("t", "Return")
    one.wait_for(report="step", exercise="glute-bridge")
    one.press("d", "2")
    result = one.result()
    assert result["exercises"] == ["glute-bridge"] and result["note"] == "too hard: Good Morning"


def test_too_hard_may_be_thought_better_of(window):
    one = window("good-morning")
    one.press("t", "3", "d", "2")
    result = one.result()
    assert result["exercises"] == ["good-morning"] and not result["note"]


def test_waiting_for_start_it_begins_only_when_told(window):
    one = window(speed=60.0, get_ready="wait")
    one.press("space")
    one.wait_for(report="step", step=1)
    one.press("space")
    one.press("2")
    assert one.result()["outcome"] == "taken"


def test_closing_half_way_is_partly(window):
    one = window(speed=15.0)
    one.wait_for(report="step", step=1)
    one.press("Escape")
    result = one.result()
    assert (result["outcome"], result["exercises"]) == ("partly", ["cat-cow"])


def test_closing_the_window_itself_is_like_escape(window, x11_desk):
    one = window()
    one.box()

    def closed() -> bool:
        x11_desk.key(
            "alt+F4"
        )  # again if need be: a window manager that has only just started may lose the first
        return bool(one.heard) and one.heard[-1]["report"] == "finished"

    desks.wait_for(closed, "the window to close")
    assert one.result()["outcome"] == "skipped"


def test_the_daemon_may_end_it_or_die(window):
    one = window()
    one.say('{"do": "close", "as": "taken"}\n')
    assert one.result()["outcome"] == "taken"
    other = window(speed=60.0)
    other.process.stdin.close()
    assert other.result()["outcome"] == "taken"


def test_a_walk_lets_the_person_go_and_greets_on_return(window):
    one = window("ten-minute-walk", speed=200.0)
    one.say('{"do": "away", "for_s": 20}\n')
    desks.wait_for((one.home / "outbox" / "u1.json").exists, "the walk, logged without a click")
    assert one.process.poll() is None
    one.say('{"do": "back"}\n')
    result = one.result()
    assert (result["outcome"], result["exercises"]) == ("taken", ["ten-minute-walk"])


@pytest.mark.parametrize(("pointer", "left"), [(300, 0), (900, 640)])
def test_of_two_monitors_it_opens_on_the_pointers(window, x11_desk, pointer, left):
    for name, x in (("one", 0), ("other", 640)):
        x11_desk.run("xrandr", "--setmonitor", name, f"640/160x800/200+{x}+0", "none")
    x11_desk.move(pointer, 500)
    box = window().box()
    assert left <= box.x and box.x + box.width <= left + 640


@pytest.mark.parametrize(("wanted", "left"), [("other", 640), ("one", 0), ("gone", 0), ("primary", 640)])
def test_it_opens_on_the_monitor_that_was_chosen(window, x11_desk, wanted, left):
    for name, x in (("one", 0), ("*other", 640)):  # the star makes it the primary one
        x11_desk.run("xrandr", "--setmonitor", name, f"640/160x800/200+{x}+0", "none")
    x11_desk.move(300, 500)
    box = window(monitor=wanted).box()
    assert left <= box.x and box.x + box.width <= left + 640


@pytest.mark.parametrize(("theme", "ground"), [("light", (246, 243, 238)), ("dark", (21, 26, 34))])
def test_both_themes_and_any_size(window, x11_desk, tmp_path, theme, ground):
    one = window(theme=theme)
    box = one.box()
    assert (box.width, box.height) == opening_size(Box(0, 0, *desks.SIZE), 1.0)
    found = x11_desk.run("xdotool", "search", "--onlyvisible", "--class", "Deskbreak").split()[0]
    x11_desk.run("xdotool", "windowsize", "--sync", found, "520", "720")
    desks.wait_for(lambda: one.box().width == 520, "the new size")
    picture = Image.open(x11_desk.screenshot(tmp_path / "now.png")).convert("RGB")
    box = one.box()
    assert picture.getpixel((box.x + 4, box.y + 4)) == ground
    inside = picture.crop((box.x, box.y, box.right, box.bottom))
    assert len(inside.getcolors(1 << 20) or []) > 20, "the window is empty"
    one.press("Right")
    one.wait_for(report="step", step=1)


def test_it_opens_in_the_middle_of_the_screen_with_the_focus(window, x11_desk):
    one = window()
    box = one.box()
    assert abs(box.x + box.width // 2 - desks.SIZE[0] // 2) < 20
    assert x11_desk.run("xdotool", "getwindowfocus", "getwindowname").startswith("deskbreak: Mobility set")
