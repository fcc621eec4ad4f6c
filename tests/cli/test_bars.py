"""`status` for bars: one line in each bar's own form, a template, and a daemon that comes and goes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli.bars import FORMS, check, line
from deskbreak.errors import UsageError


def status(**changed: Any) -> dict[str, Any]:
    coming = {"at": "2026-03-02T10:45:00+01:00", "break": "mobility", "routine": "auto", "in_s": 2230}
    return {
        "phase": "sitting",
        "holds": [],
        "sitting_s": 470,
        "progress": 0.174,
        "next": coming,
        "summary": "Sitting for 7 min; next break at 10:45",
        "notices": [],
    } | changed


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({}, "38 min"),
        ({"next": {"at": "2026-03-03T10:45:00+01:00", "break": "mobility", "in_s": 90000}}, "25 h"),
        ({"next": None}, "sitting"),
        ({"phase": "standing"}, "38 min"),
        ({"phase": "offered"}, "break due"),
        ({"phase": "due"}, "break due"),
        ({"phase": "on-break"}, "on a break"),
        ({"phase": "away"}, "away"),
        ({"phase": "off-hours"}, "off"),
        ({"holds": ["paused"]}, "paused"),
    ],
)
def test_the_text_is_as_short_as_a_bar_wants_it(changed: dict[str, Any], text: str) -> None:
    assert line(status(**changed), "polybar") == text
    assert line(status(**changed), "tmux") == text
    assert json.loads(line(status(**changed), "waybar"))["text"] == text
    assert json.loads(line(status(**changed), "i3"))["full_text"] == text


def test_waybar_gets_classes_a_tooltip_and_a_percentage() -> None:
    held = status(holds=["meeting", "microphone"], notices=["a <file> & more"])
    assert json.loads(line(held, "waybar")) == {
        "text": "38 min",
        "alt": "sitting",
        "class": ["sitting", "meeting", "microphone"],
        "percentage": 17,
        "tooltip": "Sitting for 7 min; next break at 10:45\na &lt;file&gt; &amp; more",
    }


def test_i3_is_urgent_only_while_a_break_waits() -> None:
    assert json.loads(line(status(phase="offered"), "i3"))["urgent"] is True
    assert json.loads(line(status(phase="offered"), "i3"))["state"] == "Warning"
    assert json.loads(line(status(), "i3"))["urgent"] is False


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("now", [None, status(), status(summary="two\nlines \x1b[31m\u202e")])
def test_each_form_is_one_line_of_letters_that_only_read(form: str, now: dict[str, Any] | None) -> None:
    said = line(now, form)
    assert "\n" not in said
    assert said.isprintable()


def test_a_template_names_what_it_wants() -> None:
    form = "{break} in {left} ({left_min}) at {at}, sat {sat}/{sat_min}, {percent} %, {phase}{holds} {{x}}"
    assert line(status(), form) == "mobility in 38 min (38) at 10:45, sat 7 min/7, 17 %, sitting {x}"
    assert line(status(next=None), "<{left}{at}{break}>") == "<>"
    assert line(None, form) == ""


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("{lfet}", 'did you mean "left"?'),
        ("{}", "it may name text, phase"),
        ("{text.__class__}", "a template has no"),
        ("{text:>9999999999}", "a template has no"),
        ("{text!r}", "a template has no {text!r}"),
        ("{text", "cannot be read"),
        ("}", "cannot be read"),
    ],
)
def test_a_template_that_cannot_be_filled_says_why(form: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("?", r"\?")):
        check(form)


def test_a_bad_template_is_wrong_usage_with_or_without_a_daemon(run: Any) -> None:
    code, out, err = run("status", "--format", "{lfet}")
    assert (code, out) == (2, "")
    assert "{lfet}" in err
    assert run("status", "--json", "--format", "tmux")[0] == 2


def test_without_a_daemon_a_bar_shows_nothing_and_json_says_so(run: Any) -> None:
    assert run("status", "--format", "tmux") == (3, "\n", "")
    assert json.loads(run("status", "--format", "waybar")[1])["class"] == "not-running"
    assert run("status", "--follow", "--json") == (3, '{"running": false}\n', "")
    assert run("status", "--follow")[0] == 3


def test_a_follower_that_waits_outlives_the_daemon(run: Any, home: Path, no_desktop: None) -> None:
    words = ["status", "--follow", "--wait", "--json", "--home", str(home)]
    bar = subprocess.Popen(
        [sys.executable, "-m", "deskbreak", *words], stdout=subprocess.PIPE, text=True, bufsize=1
    )
    try:
        assert bar.stdout is not None
        lines = (json.loads(text)["running"] for text in bar.stdout)
        assert next(lines) is False
        for _ in range(2):
            code, _said, err = run("up")
            assert code == 0, err
            assert next(lines) is True
            assert run("stop")[0] == 0
            assert next(running for running in lines if not running) is False
    finally:
        bar.kill()
        bar.communicate()
