"""`exercises`, `routines`, `block` and `unblock` as a person and a program call them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli.main import main
from deskbreak.paths import shipped

LEDGER = tomllib.loads((shipped("content") / "sources" / "ledger.toml").read_text("utf-8"))
DOSE_KEYS = (
    "sets",
    "reps",
    "repetitions_per_side",
    "hold_s",
    "duration_s",
    "breaths",
    "sessions_per_day",
    "per_side",
)

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call deskbreak with a home of its own; gives exit code, output and errors."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    def call(*words: str) -> tuple[int, str, str]:
        code = main(["--home", str(tmp_path / "home"), *words])
        return (code, *capsys.readouterr())

    return call


def rows(call: Call, *words: str) -> list[dict[str, Any]]:
    code, out, _ = call(*words, "--json")
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_the_doses_are_the_ledgers(call: Call) -> None:
    shown = {row["id"]: row for row in rows(call, "exercises")}
    ours = {key for key, row in shown.items() if row["sources"] == ["own"]}
    assert set(shown) - ours == {reported["id"] for reported in LEDGER["exercise"]}
    for reported in LEDGER["exercise"]:
        row = shown[reported["id"]]
        for key in ("name", "aliases", "sources", "position", "equipment", "targets"):
            assert row[key] == reported[key]
        for dose, given in zip(row["doses"], reported["prescription"], strict=True):
            assert dose["source"] == given["source"]
            assert {key: dose[key] for key in DOSE_KEYS if key in dose} == {
                key: given[key] for key in DOSE_KEYS if key in given
            }
        assert row["figure"] and row["role"] in ("opens", "moves", "wakes")
        assert type(row["seconds"]) is int and row["seconds"] > 0


def test_places_are_asked_for_in_the_words_people_use(call: Call) -> None:
    shown = {row["id"]: row for row in rows(call, "exercises")}
    floor = {key for key, row in shown.items() if row["place"] == "floor"}
    assert {"cat-cow", "prone-press-up", "childs-pose", "seated-spinal-twist"} <= floor
    assert {row["id"] for row in rows(call, "exercises", "--position", "floor")} == floor
    fours = rows(call, "exercises", "--position", "on all fours")
    assert fours == rows(call, "exercises", "--position", "quadruped") and len(fours) >= 5
    assert call("exercises", "--position", "ceiling")[0] == 2
    assert "desk-3-minutes" not in {row["id"] for row in rows(call, "routines", "--position", "floor")}


def test_a_routines_steps_add_up_to_its_length(call: Call) -> None:
    for row in rows(call, "routines"):
        assert row["seconds"] == sum(step["seconds"] for step in row["steps"] if not step["optional"])
        assert set(row["rounds"]) == {"min", "max"}


def test_counts_are_per_side_where_the_source_counts_per_side(call: Call) -> None:
    shown = {row["id"]: row for row in rows(call, "routines")}
    for reported in LEDGER["routine"]:
        if any("pair" in step for step in reported["step"]):
            continue
        for step, given in zip(shown[reported["id"]]["steps"], reported["step"], strict=True):
            counted = given.get("repetitions_per_side") or given.get("reps")
            if counted:
                assert counted.get("min", 0) <= step["reps"] <= counted.get("max", step["reps"])
            assert (step["side"] == "each") >= bool(given.get("repetitions_per_side"))


def test_the_stated_lengths_and_rounds(call: Call) -> None:
    (workout,) = rows(call, "routines", "lit-15-minute")
    assert (workout["seconds"], workout["source"]) == (900, "S0")
    pair = [
        (step["exercise"], step["side"]) for step in workout["steps"] if step["side"] in ("left", "right")
    ]
    first, second = "supine-twist", "supine-twist-leg-extension"
    assert pair == [(first, "left"), (second, "left"), (first, "right"), (second, "right")]
    assert rows(call, "routines", "bustle-hip-opening-mobility-flow")[0]["seconds"] == 360
    assert rows(call, "routines", "bustle-standing-strength")[0]["rounds"] == {"min": 1, "max": 3}
    assert rows(call, "routines", "mobility-set")[0]["source"] == "own"


def test_routines_say_what_their_sources_call_them(call: Call) -> None:
    shown = {row["id"]: row["source_name"] for row in rows(call, "routines") if row["source"] != "own"}
    assert shown == {reported["id"]: reported["name"] for reported in LEDGER["routine"]}


def test_amounts_say_whose_they_are(call: Call) -> None:
    page = call("exercises", "cat-cow", "--sources")[1]
    assert "S4       hold a few seconds" in page
    assert "at first 5 times; the number is ours" in page  # its source says "several breaths"
    assert "at first hold 30 s a side, after S4" in call("exercises", "hip-flexor-stretch", "--sources")[1]


@pytest.mark.parametrize("routine", ["cat-cow", "set:cat-cow+bird-dog"])
def test_an_exercise_or_a_spelled_out_set_is_a_routine(call: Call, routine: str) -> None:
    (row,) = rows(call, "routines", routine)
    assert row["id"] == routine
    assert [step["exercise"] for step in row["steps"]] == routine.removeprefix("set:").split("+")


def test_filters_narrow_the_list(call: Call) -> None:
    words = ["--position", "standing", "--no-equipment", "--minutes", "3", "--target", "hips"]
    found = rows(call, "exercises", *words)
    assert {row["id"] for row in found} >= {"standing-hip-cars", "frog-squat"}
    assert all(row["position"] == "standing" and row["seconds"] <= 180 for row in found)
    assert "hip-flexor-stretch" in {row["id"] for row in rows(call, "exercises", "--target", "hips")}
    assert "wall-sit" not in {row["id"] for row in rows(call, "exercises", "--no-equipment")}
    short = rows(call, "routines", "--minutes", "3", "--no-equipment", "--position", "standing")
    assert {row["id"] for row in short} >= {"desk-1-minute", "desk-3-minutes"}
    assert all(row["seconds"] <= 180 for row in short)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["exercises", "cat-cwo"], 'no exercise "cat-cwo"; did you mean "cat-cow"?'),
        (["routines", "mobility-sat"], 'no routine "mobility-sat"; did you mean "mobility-set"?'),
        (["routines", ""], 'no routine ""'),
        (["exercises", "--position", "standng"], 'did you mean "standing"?'),
        (["exercises", "--role", "naps"], "it is one of: opens, moves, wakes"),
        (["routines", "--minutes", "nan"], '"nan" is no number of minutes'),
        (["exercises", "cat-cow", "bird-dog"], "one exercise at a time"),
        (["exercises", "unblock"], "say which exercise"),
        (["block", "cat-cwo"], 'did you mean "cat-cow"?'),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_one(call: Call, words: list[str], said: str) -> None:
    code, out, errors = call(*words)
    assert (code, out) == (2, "")
    assert said in errors and len(errors.splitlines()) == 1


@pytest.mark.parametrize("unblock", [["unblock", "cat-cow"], ["exercises", "unblock", "cat-cow"]])
def test_a_block_holds_until_it_is_lifted(call: Call, unblock: list[str]) -> None:
    assert call("block", "cat-cow")[0] == 0
    assert rows(call, "exercises", "cat-cow")[0]["blocked"] is True
    assert "to allow it again: deskbreak unblock cat-cow" in call("exercises", "cat-cow")[1].replace(
        "\n", " "
    )
    assert call(*unblock)[0] == 0
    assert rows(call, "exercises", "cat-cow")[0]["blocked"] is False


def test_a_page_says_where_the_sources_differ(call: Call) -> None:
    page = call("exercises", "cat-cow", "--sources")[1]
    assert "Where the sources differ" in page and "We breathe out into the cat" in " ".join(page.split())
    assert "S2       several breaths" in page and "as much as you like" in page


def test_pages_keep_to_eighty_columns_without_colour(call: Call) -> None:
    ids = [["exercises"], ["routines"]]
    ids += [["exercises", row["id"]] for row in rows(call, "exercises")]
    ids += [["exercises", row["id"], "--sources"] for row in rows(call, "exercises")]
    ids += [["routines", row["id"]] for row in rows(call, "routines")]
    for words in ids:
        page = call(*words)[1]
        assert "\x1b" not in page
        assert all(len(line) <= 80 for line in page.splitlines()), words


def test_filters_of_routines_look_at_what_is_done(call: Call) -> None:
    """A part whose steps are all optional is whole once it is chosen."""
    standing = {row["id"] for row in rows(call, "routines", "--position", "standing", "--no-equipment")}
    assert "bustle-standing-strength" in standing and "lit-foam-rolling" not in standing
    assert "lit-foam-rolling" in {row["id"] for row in rows(call, "routines", "--position", "side-lying")}


def test_a_blocked_step_is_marked(call: Call) -> None:
    call("block", "cat-cow")
    assert "Cat-Cow: 5 times; the number is ours, blocked: left out" in call("routines", "mobility-set")[1]
    shown = rows(call, "routines", "mobility-set")[0]["steps"]
    assert [step["blocked"] for step in shown] == [True, False, False]


def test_hints_lead_somewhere(call: Call) -> None:
    assert call("block", "Mobility set") == (
        2,
        "",
        '"Mobility set" is a routine; see its exercises with: deskbreak routines mobility-set\n',
    )
    assert call("exercises", "press-up")[1].startswith("Press Ups  prone-press-up")
    assert "Mobility" not in call("exercises", "mobility-sett")[2]


def test_lists_fit_into_a_narrow_terminal(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for kind in ("exercises", "routines"):
        page = call(kind)[1]
        assert all(len(line) <= 60 for line in page.splitlines()), kind
    assert "  One minute at the desk" in call("routines")[1]


def test_a_form_of_ours_says_after_what_it_is_made(call: Call) -> None:
    (row,) = rows(call, "exercises", "standing-hip-flexor-stretch")
    assert row["sources"] == ["own"]
    assert row["after"] == {
        "exercise": "hip-flexor-stretch",
        "source": "S4",
        "name": "Hip Flexor Stretch",
        "dose": 1,
    }
    assert row["doses"] == [
        {
            "source": "S4",
            "after": "hip-flexor-stretch",
            "hold_s": {"min": 30, "max": 30},
            "per_side": True,
        }
    ]
    page = call("exercises", "standing-hip-flexor-stretch", "--sources")[1]
    assert "Ours, after Hip Flexor Stretch; the number is its source's, the form is ours" in page
    assert "S4       hold 30 s a side, for its Hip Flexor Stretch" in page
    assert "What Back Pain Exercises Can I Do at Home?" in page  # the source has its line
    assert all("after" not in one for one in rows(call, "exercises") if one["sources"] != ["own"])


def test_an_exercise_names_who_shows_it_and_what_they_are(call: Call) -> None:
    (row,) = rows(call, "exercises", "superman")
    assert {"name": "Steve Hruby", "words": "a chiropractor", "sources": ["S3"]} in row["experts"]
    (walk,) = rows(call, "exercises", "ten-minute-walk")
    assert [one["words"] for one in walk["experts"]] == ["a physical therapist"]
