"""What daemon and player say to each other."""

from __future__ import annotations

import json
import os

import pytest

from deskbreak.player.met import add_met
from deskbreak.player.protocol import PlayRequest, Result, leave_result, read_line, report_line


def test_a_request_arrives_as_it_was_sent():
    request = PlayRequest(
        "u1", "cat-cow", "mobility", 180.0, levels={"cat-cow": 2}, blocked=["plank"], speed=60.0
    )
    assert PlayRequest.from_line(request.to_line()) == request
    assert request.to_line().count("\n") == 1


def test_a_request_from_a_newer_daemon_is_understood_as_far_as_possible():
    assert PlayRequest.from_line('{"uid": "u", "routine": "cat-cow", "balloons": 99}') == PlayRequest(
        "u", "cat-cow"
    )


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"routine": 5}', "\x00", '{"routine": "x"', "9" * 5000])
def test_what_is_no_request_is_refused(line):
    with pytest.raises(ValueError):
        PlayRequest.from_line(line)


@pytest.mark.parametrize(
    "change",
    [
        {"seconds": "long"},
        {"seconds": -1},
        {"seconds": 10**400},
        {"rounds": "3"},
        {"rounds": 2.5},
        {"levels": {"cat-cow": 99}},
        {"levels": {"cat-cow": -1}},
        {"levels": {"cat-cow": "2"}},
        {"levels": []},
        {"equipment": "mat"},
        {"blocked": [1]},
        {"speed": 0},
        {"speed": "fast"},
        {"at": None},
        {"look": {"hair": 3}},
        {"home": 5},
    ],
)
def test_a_request_of_the_wrong_shape_is_refused(change):
    line = json.dumps(json.loads(PlayRequest("u1", "cat-cow").to_line()) | change)
    with pytest.raises(ValueError):
        PlayRequest.from_line(line)


@pytest.mark.parametrize("line", [b"[" * 5000, b"", b"\xff\xfe", b"[1]", b"null", b"{", "no"])
def test_a_line_that_is_no_object_means_nothing(line):
    assert read_line(line) == {}


def test_a_report_is_one_line():
    assert json.loads(report_line("failed", why="a\nb")) == {"report": "failed", "why": "a\nb"}
    assert "\n" not in report_line("failed", why="a\nb")


def test_a_result_lies_in_the_outbox_whole(tmp_path):
    result = Result("u1", "cat-cow", "partly", 41.0, ["cat-cow"], "mobility", note="too hard: Plank")
    leave_result(tmp_path / "new" / "outbox", result)
    files = list((tmp_path / "new" / "outbox").iterdir())
    assert [file.name for file in files] == ["u1.json"]
    data = json.loads(files[0].read_text())
    assert (data["break"], data["outcome"], data["exercises"]) == ("mobility", "partly", ["cat-cow"])


def test_what_a_player_leaves_is_for_its_owner_alone_under_any_umask(tmp_path):
    data = tmp_path / "share" / "deskbreak"
    before = os.umask(0)
    try:
        leave_result(data / "outbox", Result("u1", "cat-cow", "taken", 45.0, ["cat-cow"]))
        add_met(data / "exercises-met", "cat-cow")
    finally:
        os.umask(before)
    modes = {
        path.relative_to(tmp_path).as_posix(): path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")
    }
    assert modes == {
        "share": 0o700,
        "share/deskbreak": 0o700,
        "share/deskbreak/outbox": 0o700,
        "share/deskbreak/outbox/u1.json": 0o600,
        "share/deskbreak/exercises-met": 0o600,
    }
