"""What the check hands over, what is kept of it, and when that no longer counts."""

from __future__ import annotations

import json
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest

from deskbreak import __version__
from deskbreak.cache_file import read_json, write_json
from deskbreak.core.plan import Break, DayRule, Plan, Range
from deskbreak.paths import Profile, shipped
from deskbreak.settings import cached, docs
from deskbreak.settings import check as checking
from deskbreak.settings.cached import (
    Listed,
    cache_file,
    cached_plan,
    exercise_names,
    last_good_plan,
    routines_listed,
    signature,
    stamps,
)  # fmt: skip
from deskbreak.settings.check import check, main
from deskbreak.settings.plan_json import plan_from_json, plan_to_json
from deskbreak.settings.schema import schema_text
from tests.shipped import fill_cache

# -- from outside ------------------------------------------------------------------------------------------------------


def test_how_files_look_from_outside(
    profile: Profile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    system = tmp_path / "system.toml"
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(system))
    default = shipped("config") / "default.toml"
    info = default.stat()
    first = [str(default), info.st_mtime_ns, info.st_size]
    choice = profile.data_dir / "profile"
    assert stamps(profile) == [
        first, [str(system), None, None], [str(profile.config), None, None], [str(choice), None, None],
    ]  # fmt: skip
    profile.profiles.mkdir()
    for name in ("b", "a"):
        (profile.profiles / f"{name}.toml").write_text(name * 5)
    (profile.profiles / "notes.txt").write_text("x")
    profile.config.symlink_to(tmp_path / "gone.toml")
    found = stamps(profile)
    assert [one[0] for one in found[4:]] == [str(profile.profiles / name) for name in ("a.toml", "b.toml")]
    assert found[4][1:] == [(profile.profiles / "a.toml").stat().st_mtime_ns, 5]
    assert found[2] == [str(profile.config), -1, -1], "a link that leads nowhere is a mistake"


def test_the_weekday_counts_only_where_there_are_profiles(profile: Profile) -> None:
    version, today, content = signature(profile).split("\n", 2)
    assert (version, today) == (__version__, "") and content
    profile.profiles.mkdir()
    assert signature(profile).split("\n", 2)[1] in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    assert signature(profile).split("\n", 2)[2] == content


# -- what is kept ------------------------------------------------------------------------------------------------------


@pytest.fixture
def checked(profile: Profile) -> Profile:
    fill_cache(profile.cache_dir.parent)
    profile.config.write_text("[snooze]\nat_most = 7\n")
    assert check(profile)["ok"]
    return profile


def test_what_is_kept_is_whole(checked: Profile) -> None:
    kept = read_json(cache_file(checked))
    assert list(kept) == ["signature", "stamps", "plan", "routines", "exercises"]
    assert (kept["signature"], kept["stamps"]) == (signature(checked), stamps(checked))
    plan = plan_from_json(kept["plan"], UTC)
    assert plan.snooze.at_most == 7
    assert cached_plan(checked, UTC) == (plan, kept["stamps"]) and last_good_plan(checked, UTC) == plan
    assert cache_file(checked) == checked.cache_dir / "plan.json"


@pytest.mark.parametrize("key", ["signature", "stamps"])
def test_a_plan_of_other_files_is_the_last_good_one_only(checked: Profile, key: str) -> None:
    kept = read_json(cache_file(checked))
    write_json(cache_file(checked), kept | {key: "other"})
    assert cached_plan(checked, UTC) is None
    last = last_good_plan(checked, UTC)
    assert last is not None and last.snooze.at_most == 7


@pytest.mark.parametrize("hours", [[[]] * 6, 5, [[{"start": 0}]] * 7], ids=["six days", "a number", "no end"])
def test_a_kept_plan_that_cannot_be_is_none(checked: Profile, hours: Any) -> None:
    kept = read_json(cache_file(checked))
    write_json(cache_file(checked), kept | {"plan": kept["plan"] | {"hours": hours}})
    assert cached_plan(checked, UTC) is None and last_good_plan(checked, UTC) is None


def test_nothing_is_kept_before_the_first_check(profile: Profile) -> None:
    assert cached_plan(profile, UTC) is None and last_good_plan(profile, UTC) is None
    assert routines_listed(profile) == [] and exercise_names(profile) == {}


def test_menus_come_from_what_is_kept(profile: Profile) -> None:
    rows = [["a", "A", 60, ["desk", "floor"], True], [5, 6, 7.5, [], 0]]
    write_json(cache_file(profile), {"routines": rows, "exercises": {"x": "X", "y": 5}})
    assert routines_listed(profile) == [
        Listed("a", "A", 60.0, ("desk", "floor"), True),
        Listed("5", "6", 7.5, (), False),
    ]
    assert exercise_names(profile) == {"x": "X", "y": "5"}
    for odd in ([["a", "A", 60, []]], 5, [5], [["a", "A", 60, 5, True]]):
        write_json(cache_file(profile), {"routines": odd, "exercises": [1]})
        assert routines_listed(profile) == [] and exercise_names(profile) == {}


def test_lengths_are_reckoned_again_when_the_content_changes(checked: Profile) -> None:
    kept = read_json(cache_file(checked))
    assert kept["exercises"]["cat-cow"] == "Cat-Cow"
    first = {row[0]: row for row in kept["routines"]}
    assert first["mobility-set"][1:] == ["Mobility set", 138, ["floor"], True]
    assert first["lit-15-minute"][4] is False and "cat-cow" not in first
    write_json(cache_file(checked), kept | {"routines": ["kept"], "exercises": {}})
    check(checked)
    assert read_json(cache_file(checked))["routines"] == ["kept"], "the content is the same"
    write_json(cache_file(checked), kept | {"routines": ["kept"], "signature": "of another day"})
    check(checked)
    assert read_json(cache_file(checked))["routines"] == kept["routines"]
    write_json(cache_file(checked), ["no table"])
    check(checked)
    assert read_json(cache_file(checked))["routines"] == kept["routines"]


def test_our_sets_come_first_by_length_then_those_of_articles_by_name(checked: Profile) -> None:
    rows = routines_listed(checked)
    ours = [one for one in rows if one.own]
    assert rows[: len(ours)] == ours == sorted(ours, key=lambda one: one.seconds)
    assert [one.name for one in rows[len(ours) :]] == sorted(one.name for one in rows[len(ours) :])


# -- what is handed over -----------------------------------------------------------------------------------------------


def test_a_check_that_finds_nothing_or_a_warning_or_a_problem(profile: Profile) -> None:
    fill_cache(profile.cache_dir.parent)
    good = check(profile)
    assert (good["ok"], good["problems"], good["warnings"]) == (True, [], [])
    assert plan_from_json(good["plan"], UTC).breaks and list(good) == ["ok", "plan", "problems", "warnings"]
    profile.config.write_text('holidays = ["https://example.org/a.ics"]\n')
    warned = check(profile)
    assert warned["ok"] and len(warned["warnings"]) == 1 and "web address" in warned["warnings"][0]
    before = cache_file(profile).read_bytes()
    profile.config.write_text("[offer]\nsond = 1\n")
    said = f'{profile.config}:2:1: unknown key "sond" in offer; did you mean "sound"?'
    assert check(profile) == {"ok": False, "plan": None, "problems": [said], "warnings": []}
    assert cache_file(profile).read_bytes() == before


def test_problems_of_packs_are_told_beside_those_of_the_settings(profile: Profile) -> None:
    folder = profile.packs / "physio" / "exercises"
    folder.mkdir(parents=True)
    (folder / "x.toml").write_text("id = 5\n")
    good = check(profile)
    assert good["ok"] and good["problems"] and all("physio" in one for one in good["problems"])
    profile.config.write_text("[offer]\nsond = 1\n")
    invalid = check(profile)
    assert not invalid["ok"] and "sond" in invalid["problems"][0]
    assert invalid["problems"][1:] == good["problems"]


def test_a_folder_that_cannot_be_written_costs_only_the_next_check(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_cache(profile.cache_dir.parent)

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(checking, "write_json", full)
    assert check(profile)["ok"] and cached_plan(profile, UTC) is None


def test_the_child_prints_one_line_for_the_home_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "none.toml"))
    mine, other = tmp_path / "mine", tmp_path / "other"
    for home, most in ((mine, 5), (other, 6)):
        home.mkdir()
        fill_cache(home)
        (home / "config.toml").write_text(f"[snooze]\nat_most = {most}\n")
    monkeypatch.setenv("DESKBREAK_HOME", str(other))
    for argv, most in ((["--home", str(mine)], 5), ([], 6)):
        assert main(argv) == 0
        (line,) = capsys.readouterr().out.splitlines()
        assert json.loads(line)["plan"]["snooze"]["at_most"] == most


def test_the_pages_of_the_docs_are_written_where_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, schema, plan = (tmp_path / name for name in ("settings.md", "schema.json", "plan.json"))
    monkeypatch.setattr(docs, "SHIPPED_PLAN", plan)
    monkeypatch.setattr("sys.argv", ["docs", str(page), str(schema)])
    assert docs.main() == 0
    assert page.read_text("utf-8") == docs.reference() and schema.read_text("utf-8") == schema_text()
    assert plan.read_text("utf-8") == cached.SHIPPED_PLAN.read_text("utf-8")


# -- the plan as JSON --------------------------------------------------------------------------------------------------

GOOD: dict[str, Any] = plan_to_json(Plan())


def test_a_plan_travels_whole_but_for_what_belongs_to_the_machine() -> None:
    day = DayRule(date(2026, 12, 24), date(2026, 12, 26), (Range(0, 2880),), "rest")
    own = Break("a", 0.5, (0, 1439), frozenset({6, 0}), "auto", 1.0, "Up")
    plan = Plan(
        hours=((Range(1, 2),), *((),) * 6), days=(day,), breaks=(own,), profile="x", answer_within_s=9.0
    )
    data = plan_to_json(plan)
    assert not {"zone", "answer_within_s", "memo", "learned"} & data.keys()
    assert data["hours"] == [[{"start": 1, "end": 2}], [], [], [], [], [], []]
    hours = [{"start": 0, "end": 2880}]
    assert data["days"] == [{"first": "2026-12-24", "last": "2026-12-26", "hours": hours, "why": "rest"}]
    assert data["breaks"] == [
        {
            "name": "a", "every_s": 0.5, "at": [0, 1439], "days": [0, 6], "routine": "auto", "lasts_s": 1.0,
            "say": "Up",
        }
    ]  # fmt: skip
    assert plan_from_json(json.loads(json.dumps(data)), UTC) == Plan(
        hours=plan.hours, days=plan.days, breaks=plan.breaks, profile="x"
    )


def entry(**more: Any) -> dict[str, Any]:
    return {
        "name": "a",
        "every_s": None,
        "at": [],
        "days": [],
        "routine": "",
        "lasts_s": None,
        "say": "",
    } | more


@pytest.mark.parametrize(
    ("key", "value", "is_plan"),
    [
        ("hours", [[]] * 7, True),
        ("hours", [[]] * 6, False),
        ("hours", [[]] * 8, False),
        ("hours", [[{"start": 0, "end": 1}]] * 7, True),
        ("hours", [[{"start": 2879, "end": 2880}]] * 7, True),
        ("hours", [[{"start": 5, "end": 5}]] * 7, False),
        ("hours", [[{"start": 5, "end": 2881}]] * 7, False),
        ("hours", [[{"start": -1, "end": 5}]] * 7, False),
        ("breaks", [entry()], True),
        ("breaks", [entry(at=[0, 1439], days=[0, 6])], True),
        ("breaks", [entry(at=[1440])], False),
        ("breaks", [entry(), entry(at=[600, -1])], False),
        ("breaks", [entry(days=[7])], False),
        ("breaks", [entry(days=[-1])], False),
        ("breaks", [entry(every_s=0.1, lasts_s=0.1)], True),
        ("breaks", [entry(every_s=0)], False),
        ("breaks", [entry(lasts_s=0)], False),
        ("offer", None, False),
    ],
)
def test_what_is_a_plan(key: str, value: Any, is_plan: bool) -> None:
    if is_plan:
        assert plan_to_json(plan_from_json(GOOD | {key: value}, UTC))[key] == value
        return
    with pytest.raises((TypeError, ValueError)):
        plan_from_json(GOOD | {key: value}, UTC)
